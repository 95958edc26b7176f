//! The catalogue: all regulations, read from their files and checked. Nothing of it is in the Wasm.

// Whoever reads the data learns here what a field holds, its unit and its source.
#![warn(missing_docs)]

use std::sync::{Arc, LazyLock, OnceLock};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use domain::{
    ids::ServiceId,
    parties::Parties,
    regulation::{Field, Regulation},
    service::Service,
    territory::Oblast,
    text::Text,
};
use embedded::SERVICES;
use paper::PAPER;
use regions::REGIONS;
use search::{SYNONYMS, Synonyms};

pub mod acts;
mod answer;
mod check;
mod complete;
pub mod coverage;
pub mod duration;
mod embedded;
pub mod export;
mod fields;
mod file;
mod graph;
mod include;
mod offices;
mod paper;
mod reader;
mod regions;
mod registers;
mod rows;
mod search;
mod services;
pub mod sums;

pub use answer::{Answer, Found, Place};
use domain::data_file::Places;
pub use domain::data_file::{CatalogueError, Problem};
pub use embedded::{amounts, calendar};
pub use search::sound;

/// The file with the life situations.
const SITUATIONS: &str = "situations.toml";
/// The file with titles and buttons of the usual steps.
const WORDS: &str = "words.toml";
/// In the folder of an act: what its regulations share. Every other file holds one regulation.
const ACT: &str = "act.toml";

/// A life situation by which people look for a service.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Situation {
    /// Stable id.
    pub id: String,
    /// As the person would say it: «Табысым аз».
    pub name: Text,
    /// One line on what is found there.
    pub description: Text,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Situations {
    #[serde(rename = "situation")]
    situations: Vec<Situation>,
}

/// All regulations and life situations. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Catalogue {
    situations: Arc<[Situation]>,
    oblasts: Arc<[Oblast]>,
    paper: Arc<[Field]>,
    services: Arc<[Service]>,
    regulations: Arc<[Regulation]>,
    /// Each with the form as a representative fills it in, made when somebody first does.
    represented: Arc<[OnceLock<Regulation>]>,
    index: Arc<search::Index>,
    dangling: Arc<[Problem]>,
}

impl Catalogue {
    /// The catalogue that the program carries in itself.
    ///
    /// # Errors
    /// If a file is broken. A test reads it, so this happens only to a developer.
    pub fn builtin() -> Result<Catalogue, CatalogueError> {
        static PARSED: LazyLock<Result<Catalogue, CatalogueError>> =
            LazyLock::new(|| Catalogue::parse(&embedded::files().collect::<Vec<_>>()));
        PARSED.clone()
    }

    /// Reads a catalogue from files: `(name below the folder, text)`. A regulation's name is its id and
    /// `.toml`; `situations.toml` holds the life situations, `regions.toml` the regions and districts,
    /// `synonyms.toml` what people call services.
    ///
    /// # Errors
    /// With every problem found, each with file, key, line and what is expected.
    pub fn parse<N: AsRef<str>, T: AsRef<str>>(
        files: &[(N, T)],
    ) -> Result<Catalogue, CatalogueError> {
        let mut problems = Vec::new();
        let situations = situations(files, &mut problems);
        let known: Vec<&str> = situations
            .iter()
            .map(|situation| situation.id.as_str())
            .collect();
        let oblasts = regions::read(files, &mut problems);
        let words: complete::Words = file::read_if_there(files, WORDS, &mut problems);
        let paper = paper::read(files, &mut problems);
        let filler = complete::Filler {
            words: &words,
            oblasts: &oblasts,
        };
        let synonyms: Synonyms = file::read_if_there(files, SYNONYMS, &mut problems);
        let services = services::read(files, &oblasts, &mut problems);
        let mut read: Vec<Regulation> = Vec::new();
        let regulations = files.iter().filter(|(name, _)| {
            let file = name.as_ref().rsplit('/').next().unwrap_or_default();
            !name.as_ref().starts_with(SERVICES)
                && ![SITUATIONS, REGIONS, SYNONYMS, WORDS, PAPER, ACT].contains(&file)
        });
        for (name, text) in regulations {
            let shared = shared(files, name.as_ref());
            let surroundings = Surroundings {
                filler: &filler,
                situations: &known,
                services: &services,
            };
            match regulation(name.as_ref(), text.as_ref(), shared, &surroundings) {
                Ok(regulation) => read.push(regulation),
                Err(found) => problems.extend(found),
            }
        }
        read.sort_by(|a, b| a.id.cmp(&b.id));
        problems.extend(synonyms.unknown_places(files, &oblasts));
        let mut dangling = synonyms.unknown_services(files, &read);
        dangling.extend(services::unknown_outputs(files, &services, &read));
        dangling.extend(unreplaced(files, &mut read));
        if problems.is_empty() {
            Ok(Catalogue {
                situations: situations.into(),
                index: Arc::new(search::Index::new(read.iter(), &oblasts, &synonyms)),
                oblasts: oblasts.into(),
                paper: paper.into(),
                services: services.into(),
                represented: read.iter().map(|_| OnceLock::new()).collect(),
                regulations: read.into(),
                dangling: dangling.into(),
            })
        } else {
            Err(CatalogueError { problems })
        }
    }

    /// What a file says of a service, an output or a regulation that no file has. It stops nobody: whoever takes the last
    /// regulation of a service away still has the cases of the others. In the project's own files there is none.
    pub fn dangling(&self) -> &[Problem] {
        &self.dangling
    }

    /// The same catalogue as it is on this day: a service that ends later has not ended yet.
    #[must_use]
    pub fn as_of(mut self, today: NaiveDate) -> Catalogue {
        let later = |one: &Regulation| one.ended.as_ref().is_some_and(|ended| ended.date > today);
        if self.regulations.iter().any(later) {
            let mut regulations = self.regulations.to_vec();
            for regulation in regulations.iter_mut().filter(|one| later(one)) {
                regulation.ends = regulation.ended.take();
            }
            self.represented = regulations.iter().map(|_| OnceLock::new()).collect();
            self.regulations = regulations.into();
        }
        self
    }

    /// The regulation `id`, for example `west-kazakhstan-2018/local-social-assistance`.
    pub fn get(&self, id: &str) -> Option<&Regulation> {
        self.all().find(|regulation| regulation.id == id)
    }

    /// The regulation `id` with a form that speaks of whom `parties` name: to the applicant, or of somebody who is
    /// represented.
    pub fn told_to(&self, id: &str, parties: &Parties) -> Option<&Regulation> {
        let at = self.all().position(|regulation| regulation.id == id)?;
        let regulation = self.regulations.get(at)?;
        if !parties.is_represented() {
            return Some(regulation);
        }
        let represented = self.represented.get(at)?;
        Some(represented.get_or_init(|| regulation.for_representative()))
    }

    /// What is known of a service in every region; none where it has no file.
    pub fn service(&self, id: &ServiceId) -> Option<&Service> {
        self.services.iter().find(|service| service.id == *id)
    }

    /// All regulations, in order of id.
    pub fn all(&self) -> impl Iterator<Item = &Regulation> {
        self.regulations.iter()
    }

    /// The life situations, in the order of the home page.
    pub fn situations(&self) -> &[Situation] {
        &self.situations
    }

    /// The regions with their districts.
    pub fn oblasts(&self) -> &[Oblast] {
        &self.oblasts
    }

    /// The region `kato`.
    pub fn oblast(&self, kato: &str) -> Option<&Oblast> {
        self.oblasts.iter().find(|oblast| oblast.kato == kato)
    }
}

fn situations<N: AsRef<str>, T: AsRef<str>>(
    files: &[(N, T)],
    problems: &mut Vec<Problem>,
) -> Vec<Situation> {
    let Some(text) = file::text(files, SITUATIONS) else {
        problems.push(Problem::missing(SITUATIONS, "the life situations"));
        return Vec::new();
    };
    file::read::<Situations>(SITUATIONS, text, problems).situations
}

/// Name and text of the file that the regulations of the same act share.
fn shared<'f, N: AsRef<str>, T: AsRef<str>>(
    files: &'f [(N, T)],
    name: &str,
) -> Option<(&'f str, &'f str)> {
    let (folder, _) = name.rsplit_once('/')?;
    let wanted = format!("{folder}/{ACT}");
    let found = files.iter().find(|(name, _)| name.as_ref() == wanted);
    found.map(|(name, text)| (name.as_ref(), text.as_ref()))
}

/// What is known before a regulation is read.
struct Surroundings<'a> {
    filler: &'a complete::Filler<'a>,
    situations: &'a [&'a str],
    services: &'a [Service],
}

/// Reads a regulation together with what its act's file says for all of them, as if that stood at its end.
fn regulation(
    file: &str,
    text: &str,
    shared: Option<(&str, &str)>,
    surroundings: &Surroundings<'_>,
) -> Result<Regulation, Vec<Problem>> {
    let whole = match shared {
        Some((_, shared)) => format!("{text}\n{shared}"),
        None => text.to_owned(),
    };
    let mut regulation: Regulation = toml::from_str(&whole).map_err(|error| {
        let problem = Problem::syntax(file, &whole, &error);
        vec![problem.in_shared(text, shared.map(|(name, _)| name))]
    })?;

    let services = surroundings.services;
    let service = services.iter().find(|one| *one.id == *regulation.service);
    let mut defects = surroundings.filler.complete(&mut regulation);
    if file.strip_suffix(".toml") != Some(regulation.id.as_str()) {
        defects.push(check::Defect::new(
            "id",
            format!("expected the file's own name, as `{}`", stem(file)),
        ));
    }
    let situations = surroundings.situations;
    defects.extend(check::check(&regulation, situations, service));
    defects.extend(registers::of(&regulation, service));
    defects.extend(rows_of(&regulation, service));
    defects.extend(services::merge(&mut regulation, service));
    defects.extend(registers::promised(&regulation));
    defects.extend(include::resolve(&mut regulation));
    defects.extend(graph::check(&regulation));
    if defects.is_empty() {
        return Ok(regulation);
    }
    let places = Places::of(&whole);
    Err(defects
        .into_iter()
        .map(|defect| Problem {
            file: file.to_owned(),
            line: places.line(&defect.key),
            key: defect.key,
            expected: defect.expected,
        })
        .map(|problem| problem.in_shared(text, shared.map(|(name, _)| name)))
        .collect())
}

/// What is wrong with its own documents of rows, of its pages or those of its service.
fn rows_of(regulation: &Regulation, service: Option<&Service>) -> Vec<check::Defect> {
    let of_service = service.map_or(&[][..], |service| &service.topics);
    let topics: Vec<_> = regulation.topics.iter().chain(of_service).collect();
    rows::check("evidence", &regulation.evidence, &topics)
}

fn stem(file: &str) -> &str {
    file.strip_suffix(".toml").unwrap_or(file)
}

/// Services that ended for one that the act does not have: they lead nowhere then.
fn unreplaced<N: AsRef<str>, T: AsRef<str>>(
    files: &[(N, T)],
    regulations: &mut [Regulation],
) -> Vec<Problem> {
    let known: Vec<String> = regulations.iter().map(|one| one.id.to_string()).collect();
    let mut lost = Vec::new();
    for regulation in regulations {
        let replaced_by = regulation.replaced_by();
        let Some(id) = replaced_by.filter(|id| !known.contains(id)) else {
            continue;
        };
        if let Some(ended) = &mut regulation.ended {
            ended.service = None;
        }
        let name = format!("{}.toml", regulation.id);
        let key = "ended.service";
        let text = file::text(files, &name).unwrap_or_default();
        lost.push(Problem {
            line: Places::of(text).line(key),
            key: key.to_owned(),
            expected: format!("expected a service of the same act, found no `{id}`"),
            file: name,
        });
    }
    lost
}
