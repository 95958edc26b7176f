//! The file with what people call services and places, read and checked.

use serde::Deserialize;

use domain::data_file::{Places, Problem};

use super::super::check::Defect;
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
    /// Ids that nothing has.
    pub(in super::super) fn check<'r, N: AsRef<str>, T: AsRef<str>>(
        &self,
        files: &[(N, T)],
        regulations: impl Iterator<Item = &'r Regulation> + Clone,
        oblasts: &[Oblast],
    ) -> Vec<Problem> {
        let services = self.services.iter().enumerate();
        let services = services.filter(|(_, called)| {
            let mut regulations = regulations.clone();
            !regulations.any(|one| one.service == called.id)
        });
        let services = services.map(|(n, called)| {
            let expected = format!("expected the id of a service, found `{}`", called.id);
            Defect::new(format!("service[{n}].id"), expected)
        });
        let places = self.places.iter().enumerate();
        let places =
            places.filter(|(_, called)| oblasts.iter().all(|oblast| oblast.kato != called.id));
        let places = places.map(|(n, called)| {
            let expected = format!(
                "expected the code of a region of regions.toml, found `{}`",
                called.id
            );
            Defect::new(format!("place[{n}].id"), expected)
        });
        let file = files.iter().find(|(name, _)| name.as_ref() == SYNONYMS);
        let text = file.map_or("", |(_, text)| text.as_ref());
        let defects = services.chain(places);
        defects
            .map(|defect| Problem {
                file: SYNONYMS.to_owned(),
                line: Places::of(text).line(&defect.key),
                key: defect.key,
                expected: defect.expected,
            })
            .collect()
    }
}
