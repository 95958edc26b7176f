//! The file with what people call services and places, read and checked.

use serde::Deserialize;

use domain::data_file::{Places, Problem};

use super::super::file;
use domain::{regulation::Regulation, territory::Oblast};

/// The file. A folder may do without it.
pub(in super::super) const SYNONYMS: &str = "synonyms.toml";

/// What the file says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Synonyms {
    /// Words that say nothing of what is looked for: «как», «алу», «the».
    #[serde(default)]
    pub(super) ignored: Vec<String>,
    /// Words that only say what kind of place another word names: «область», «ауданы».
    #[serde(default)]
    pub(super) kinds_of_place: Vec<String>,
    #[serde(default, rename = "place")]
    pub(super) places: Vec<Called>,
    #[serde(default, rename = "service")]
    pub(super) services: Vec<Called>,
}

/// A region by its КАТО code or a service by its id, and what people call it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Called {
    pub(super) id: String,
    pub(super) words: Vec<String>,
}

impl Synonyms {
    /// Services that no regulation has.
    pub(in super::super) fn unknown_services<N: AsRef<str>, T: AsRef<str>>(
        &self,
        files: &[(N, T)],
        regulations: &[Regulation],
    ) -> Vec<Problem> {
        let known = |id: &str| regulations.iter().any(|one| one.service == id);
        unknown(files, ("service", &self.services), known, |id| {
            format!("expected the id of a service, found `{id}`")
        })
    }

    /// Regions that are in no file.
    pub(in super::super) fn unknown_places<N: AsRef<str>, T: AsRef<str>>(
        &self,
        files: &[(N, T)],
        oblasts: &[Oblast],
    ) -> Vec<Problem> {
        let known = |id: &str| oblasts.iter().any(|oblast| oblast.kato == id);
        unknown(files, ("place", &self.places), known, |id| {
            format!("expected the code of a region of regions.toml, found `{id}`")
        })
    }
}

/// The rows of a list whose id is not known.
fn unknown<N: AsRef<str>, T: AsRef<str>>(
    files: &[(N, T)],
    (list, rows): (&str, &[Called]),
    known: impl Fn(&str) -> bool,
    expected: impl Fn(&str) -> String,
) -> Vec<Problem> {
    let places = Places::of(file::text(files, SYNONYMS).unwrap_or_default());
    let rows = rows.iter().enumerate().filter(|(_, row)| !known(&row.id));
    rows.map(|(n, row)| {
        let key = format!("{list}[{n}].id");
        Problem {
            file: SYNONYMS.to_owned(),
            line: places.line(&key),
            key,
            expected: expected(&row.id),
        }
    })
    .collect()
}
