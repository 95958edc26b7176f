//! A folder of regulations that a test may change.

use std::{fs, path::Path};

use tempfile::TempDir;

use crate::common::{Wanted, journey};

const OWN: &str = "../app/catalogue";

/// All regulations, as a ministry would keep them.
pub(crate) fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join(OWN);
    copy(&own.join("regulations"), folder.path());
    copy(&own.join("services"), &folder.path().join("services"));
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

pub(crate) fn wanted(folder: &TempDir, days_ahead: u16) -> Wanted {
    Wanted {
        regulations: Some(folder.path().to_owned()),
        days_ahead,
        ..Wanted::default()
    }
}

/// Takes the regulation of the journeys out of the folder.
pub(crate) fn take_away(folder: &TempDir) {
    let file = folder.path().join(format!("{}.toml", journey::SERVICE));
    fs::remove_file(file).unwrap();
}

/// Takes every regulation of that service out of the folder; what names the service elsewhere stays.
pub(crate) fn take_all_away(folder: &TempDir) {
    let (_, service) = journey::SERVICE.split_once('/').unwrap();
    let mut taken = 0;
    for act in fs::read_dir(folder.path()).unwrap() {
        let file = act.unwrap().path().join(format!("{service}.toml"));
        if file.parent().is_some_and(|act| act.ends_with("services")) || !file.exists() {
            continue;
        }
        fs::remove_file(file).unwrap();
        taken += 1;
    }
    assert!(taken > 1, "{taken}");
}

/// Changes the file of the journeys' regulation.
pub(crate) fn change(folder: &TempDir, change: impl FnOnce(String) -> String) {
    let file = folder.path().join(format!("{}.toml", journey::SERVICE));
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, change(text)).unwrap();
}
