//! A folder from which regulations were taken away still opens: the cases of the others go on.

use std::{fs, path::Path};

use catalogue::Catalogue;
use domain::text::Lang;

type Files = Vec<(String, String)>;

/// The project's own files.
pub(crate) fn own() -> Files {
    fn collect(root: &Path, folder: &Path, files: &mut Files) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(root, &path, files);
            } else {
                let name = path.strip_prefix(root).unwrap();
                let text = fs::read_to_string(&path).unwrap();
                files.push((name.to_str().unwrap().to_owned(), text));
            }
        }
    }
    let beside = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Files::new();
    collect(
        &beside.join("regulations"),
        &beside.join("regulations"),
        &mut files,
    );
    collect(beside, &beside.join("services"), &mut files);
    files
}

/// The catalogue without these regulations.
fn without(files: &Files, ids: &[&str]) -> Catalogue {
    let taken: Vec<String> = ids.iter().map(|id| format!("{id}.toml")).collect();
    let left: Vec<_> = files
        .iter()
        .filter(|(name, _)| !taken.contains(name))
        .cloned()
        .collect();
    assert_eq!(left.len() + ids.len(), files.len());
    Catalogue::parse(&left).unwrap_or_else(|error| panic!("without {ids:?}: {error}"))
}

#[test]
fn in_the_projects_own_files_everything_that_is_named_is_there() {
    let catalogue = Catalogue::builtin().unwrap();
    assert_eq!(catalogue.dangling(), []);
}

#[test]
fn all_regulations_of_a_service_may_go() {
    let (files, whole) = (own(), Catalogue::builtin().unwrap());
    let count = whole.all().count();
    // Of the first two there is one regulation; the third has no file of its own.
    let services = ["housing-assistance", "jobseeker-registration", "home-care"];
    for service in services {
        let own = whole.all().filter(|one| one.service == service);
        let gone: Vec<&str> = own.map(|one| one.id.as_str()).collect();
        let left = without(&files, &gone);
        assert_eq!(left.all().count(), count - gone.len(), "{service}");
        let name = whole.get(gone[0]).unwrap().names.get(Lang::Ru);
        let answer = left.search(name, Lang::Ru, None, None);
        assert!(answer.services.iter().all(|one| one.service != service));
        let mut named = left.dangling().iter();
        let id = format!("found `{service}`");
        assert!(
            named.any(|one| one.expected.ends_with(&id)),
            "{:#?}",
            left.dangling()
        );
    }
}

#[test]
fn a_folder_may_hold_one_regulation() {
    let whole = Catalogue::builtin().unwrap();
    let others = whole.all().map(|one| one.id.as_str());
    let others: Vec<&str> = others
        .filter(|id| *id != "zhambyl-2014/home-care")
        .collect();
    assert_eq!(without(&own(), &others).all().count(), 1);
}

#[test]
fn a_service_that_ended_leads_to_none_that_is_gone() {
    let catalogue = without(&own(), &["zhambyl-2014/targeted-social-assistance"]);
    let allowance = catalogue.get("zhambyl-2014/child-allowance").unwrap();
    assert!(allowance.ended.is_some() && allowance.replaced_by().is_none());
    let mut dangling = catalogue.dangling().iter();
    let lost = dangling.find(|one| one.key == "ended.service").unwrap();
    assert!(lost.line > 1, "{lost}");
}
