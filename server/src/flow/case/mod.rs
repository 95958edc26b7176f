//! Cases: submitting, and every change after it.
//!
//! A change reads the log, asks the domain, and appends in one transaction with the row and the messages. Who
//! comes second reads again and asks again: then the domain knows who was faster, and says so.

use chrono::Datelike;
use domain::{
    calendar::local,
    canonical::Written,
    case::{
        Actor, CaseFacts, CaseState, Command, Confirmation, Event, Rejection, Submit, decide,
        log::{self, LogError},
    },
    regulation::{ChannelKind, Regulation},
    text::Lang,
};
use rand::Rng;
use std::sync::Arc;

use super::{
    case_registers, notification,
    projection::{open_work, project},
};
use crate::{
    core::Core,
    store::{
        self, StoreError,
        case::{Case, Change, Registered, Registration},
        document::{self, Document},
        draft::Draft,
        new_id,
        person::Person,
    },
};

mod act;
mod application;
mod read;
mod results;
mod staff_facts;

pub use act::{Acted, act, act_on, act_once};
pub use application::application_of;
pub use read::{Loaded, as_logged, by_log, load, load_own, own_file, own_row};
pub use results::{paper_of, results_of, state_after, void_results_of};
pub use staff_facts::fact;

/// Why a case could not be read or changed.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// No such case or draft, or not for this person.
    #[error("not found")]
    NotFound,
    /// The draft was changed after the applicant had seen what they confirm.
    #[error("the draft was changed meanwhile")]
    Changed,
    /// The domain says no.
    #[error("not possible: {0}")]
    Rejected(#[from] Rejection),
    /// The log is not what was written. The log of the server has the case under this reference.
    #[error("damaged, reference {0:08X}")]
    Damaged(u32),
    /// The log cannot be written.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The regulation under which the case runs is not in the catalogue.
    #[error("the catalogue has no regulation {0}")]
    NoRegulation(String),
    /// The store failed, or others kept being faster.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl CaseError {
    /// Whether what was to be done may be done all the same: only the answer was lost.
    pub fn may_be_stored(&self) -> bool {
        matches!(self, CaseError::Store(error) if error.may_be_stored())
    }
}

/// What the applicant submits.
pub struct Submission {
    /// The applicant.
    pub person: Person,
    /// The row, of which the case is made.
    pub draft: Draft,
    /// The documents of the draft.
    pub evidence: Vec<domain::case::EvidenceItem>,
    /// What the applicant confirmed.
    pub application: Written,
    /// How the applicant confirmed it.
    pub confirmation: Confirmation,
    /// The language in which they get messages.
    pub lang: Lang,
}

/// Stands for the number while the domain decides; nothing in the decision depends on it. The real one is drawn
/// in the transaction, so that no number is lost to a submission that fails.
const NUMBER_TO_COME: &str = "-";

/// Submits a draft and returns the id of the case. A draft that was submitted before gives the same case.
pub async fn submit(app: &Arc<Core>, submission: Submission) -> Result<String, CaseError> {
    if let Some(case) = submission.draft.case_id {
        return Ok(case);
    }
    let (regulation, events) = decide_submission(app, &submission)?;
    let (year, mark) = (local(app.now()).year(), &app.installation.series);
    let region = regulation.region.kato.get(..2).unwrap_or_default();
    let registration = Registration {
        id: new_id(),
        draft: submission.draft.id.clone(),
        version: submission.draft.version,
        person: submission.person.id.clone(),
        series: format!("{region}-{year}{mark}"),
    };
    let edition = app.editions.to_store(regulation).map_err(unwritable)?;
    let hash = app.editions.hash_of(regulation).map_err(unwritable)?;
    let now = app.now().timestamp_micros();
    let (series, row) = (
        registration.series.clone(),
        row_of(&registration, regulation, &submission),
    );
    let application = Document {
        id: new_id(),
        kind: document::APPLICATION.to_owned(),
        sha256: submission.application.sha256,
        body: submission.application.json,
        created: now,
    };
    let edition = edition.map(|text| store::edition::Edition {
        hash: text.hash.into(),
        regulation: regulation.id.to_string(),
        body: text.json,
        created: now,
    });
    let asks = case_registers::job(&registration.id, regulation, &CaseState::fold(&events));
    let registered = app.store.register(registration, move |n| {
        let mut change = registered(row, events, &format!("{series}-{n:06}"))?;
        change.jobs.extend(asks);
        Ok(Change {
            documents: vec![application],
            edition,
            ..change
        })
    });
    match registered.await? {
        Registered::New(case) => {
            app.editions.is_stored(hash);
            app.live.changed(&case.id);
            Ok(case.id)
        }
        Registered::Before(case) => Ok(case),
        Registered::Changed => Err(CaseError::Changed),
        Registered::NoDraft => Err(CaseError::NotFound),
    }
}

fn unwritable(error: serde_json::Error) -> CaseError {
    CaseError::Log(LogError::Unwritable(error))
}

/// The row of a new case, without what its log adds up to.
fn row_of(new: &Registration, regulation: &Regulation, submission: &Submission) -> Case {
    Case {
        id: new.id.clone(),
        code: public_code(),
        draft: new.draft.clone(),
        regulation: regulation.id.to_string(),
        person: new.person.clone(),
        person_name: submission.person.name.clone(),
        lang: submission.lang.tag().to_owned(),
        ..Case::default()
    }
}

/// What would happen if the draft were submitted now.
pub fn decide_submission<'a>(
    app: &'a Core,
    submission: &Submission,
) -> Result<(&'a Regulation, Vec<Event>), CaseError> {
    let draft = &submission.draft;
    let regulation = regulation(app, &draft.regulation)?;
    let command = Submit {
        channel: ChannelKind::Portal,
        person: draft.person.as_str().into(),
        office: office(regulation, draft).unwrap_or_default().into(),
        answers: draft.body.answers.0.clone(),
        evidence: submission.evidence.clone(),
        confirmation: submission.confirmation.clone(),
        application: submission.application.sha256.clone(),
        edition: app.editions.hash_of(regulation).map_err(unwritable)?,
    };
    let facts = CaseFacts {
        now: app.now(),
        calendar: &app.calendar,
        actor: Actor::Citizen {
            person: draft.person.as_str().into(),
        },
        staff: &[],
        number: Some(NUMBER_TO_COME.to_owned()),
        seen: None,
    };
    let events = decide(
        &CaseState::default(),
        regulation,
        Command::Submit(Box::new(command)),
        &facts,
    )?;
    Ok((regulation, events))
}

/// The office that the applicant chose in the form; if the provider has one only, that one.
pub fn office(regulation: &Regulation, draft: &Draft) -> Option<String> {
    use domain::regulation::FieldKind;
    let fields = regulation
        .topics
        .iter()
        .filter(|topic| !topic.repeats)
        .flat_map(|topic| &topic.fields);
    let mut chosen = fields
        .filter(|field| field.kind == FieldKind::Office)
        .filter_map(|field| draft.body.answers.get(&field.id));
    match &regulation.provider.offices[..] {
        [only] => Some(only.id.to_string()),
        _ => chosen.next().map(str::to_owned),
    }
}

fn registered(mut row: Case, mut events: Vec<Event>, number: &str) -> Result<Change, StoreError> {
    if let Some(Event::Submitted(submitted)) = events.first_mut() {
        number.clone_into(&mut submitted.number);
        submitted.registration = domain::case::Registration {
            draft: row.draft.clone(),
            code: row.code.clone(),
            applicant: row.person_name.clone(),
            lang: row.lang.clone(),
        };
    }
    let state = CaseState::fold(&events);
    let entries = log::append(0, log::GENESIS, &events)
        .map_err(|error| StoreError::Damaged(error.to_string()))?;
    project(&state, &mut row);
    let jobs = notification::jobs(&row, &state, &events);
    Ok(Change {
        entries,
        case: row,
        work: Some(open_work(&state)),
        jobs,
        ..Change::default()
    })
}

/// The regulation of a case or draft.
pub fn regulation<'a>(app: &'a Core, id: &str) -> Result<&'a Regulation, CaseError> {
    app.catalogue
        .get(id)
        .ok_or_else(|| CaseError::NoRegulation(id.to_owned()))
}

/// Letters and digits that are not mistaken for each other; 32 of them, so that each is five random bits.
const CODE_SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// 130 random bits: not to be guessed.
const CODE_LENGTH: usize = 26;

fn public_code() -> String {
    let mut random = rand::rng();
    (0..CODE_LENGTH)
        .map(|_| char::from(CODE_SIGNS[random.random_range(0..CODE_SIGNS.len())]))
        .collect()
}
