//! Cases: handing in, and every change after it.
//!
//! A change reads the log, asks the domain, and appends in one transaction with the row and the messages. Who
//! comes second reads again and asks again: then the domain knows who was faster, and says so.

use chrono::Datelike;
use domain::{
    calendar::local,
    canonical::Written,
    case::{
        Actor, CaseFacts, CaseState, Command, Confirmation, Event, Rejection, StaffFact, Submit,
        apply, decide,
        log::{self, LogError},
    },
    ids::RoleId,
    regulation::{ChannelKind, Regulation},
    text::Lang,
};
use rand::Rng;
use std::sync::Arc;

use super::{case_registers, notification, projection::project};
use crate::{
    core::Core,
    store::{
        self, StoreError,
        case::{Case, Change, Registered, Registration},
        document::{self, Document},
        draft::Draft,
        file::AddFile,
        new_id,
        person::Person,
    },
};

mod application;
mod read;
mod results;

pub use application::application_of;
pub use read::{Loaded, as_logged, by_log, load, load_own, own_file, own_row};
pub use results::results_of;

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

/// What the applicant hands in.
pub struct HandIn {
    /// The applicant.
    pub person: Person,
    /// The draft.
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

/// How often a change is decided again when others were faster.
const ATTEMPTS: usize = 50;

/// Stands for the number while the domain decides; nothing in the decision depends on it. The real one is drawn
/// in the transaction, so that no number is lost to a submission that fails.
const NUMBER_TO_COME: &str = "-";

/// Submits a draft and returns the id of the case. A draft that was handed in before gives the same case.
pub async fn submit(app: &Arc<Core>, hand_in: HandIn) -> Result<String, CaseError> {
    if let Some(case) = hand_in.draft.case_id {
        return Ok(case);
    }
    let (regulation, events) = decide_submission(app, &hand_in)?;
    let (year, mark) = (local(app.now()).year(), &app.installation.series);
    let region = regulation.region.kato.get(..2).unwrap_or_default();
    let registration = Registration {
        id: new_id(),
        draft: hand_in.draft.id.clone(),
        version: hand_in.draft.version,
        person: hand_in.person.id.clone(),
        series: format!("{region}-{year}{mark}"),
    };
    let edition = app.editions.to_store(regulation).map_err(unwritable)?;
    let hash = app.editions.hash_of(regulation).map_err(unwritable)?;
    let now = app.now().timestamp_micros();
    let (series, row) = (
        registration.series.clone(),
        row_of(&registration, regulation, &hand_in),
    );
    let application = Document {
        id: new_id(),
        kind: document::APPLICATION.to_owned(),
        sha256: hand_in.application.sha256,
        body: hand_in.application.json,
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
        change.messages.extend(asks);
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
fn row_of(new: &Registration, regulation: &Regulation, hand_in: &HandIn) -> Case {
    Case {
        id: new.id.clone(),
        code: public_code(),
        draft: new.draft.clone(),
        regulation: regulation.id.to_string(),
        person: new.person.clone(),
        person_name: hand_in.person.name.clone(),
        lang: hand_in.lang.tag().to_owned(),
        ..Case::default()
    }
}

/// What would happen if the draft were handed in now.
pub fn decide_submission<'a>(
    app: &'a Core,
    hand_in: &HandIn,
) -> Result<(&'a Regulation, Vec<Event>), CaseError> {
    let draft = &hand_in.draft;
    let regulation = regulation(app, &draft.regulation)?;
    let command = Submit {
        channel: ChannelKind::Portal,
        person: draft.person.as_str().into(),
        office: office(regulation, draft).unwrap_or_default().into(),
        answers: draft.body.answers.0.clone(),
        evidence: hand_in.evidence.clone(),
        confirmation: hand_in.confirmation.clone(),
        application: hand_in.application.sha256.clone(),
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
    let messages = notification::messages(&row, &state, &events);
    Ok(Change {
        entries,
        case: row,
        messages,
        ..Change::default()
    })
}

/// Has `actor` do something to a case.
pub async fn act<'a>(
    app: &'a Arc<Core>,
    actor: Actor,
    id: &str,
    command: Command,
) -> Result<Loaded<'a>, CaseError> {
    act_on(app, actor, id, |_| (command.clone(), Vec::new())).await
}

/// Has `actor` do to a case what follows from its present state, with documents that come with it.
pub(super) async fn act_on<'a>(
    app: &'a Arc<Core>,
    actor: Actor,
    id: &str,
    mut wish: impl FnMut(&CaseState) -> (Command, Vec<AddFile>),
) -> Result<Loaded<'a>, CaseError> {
    let mut attempts = 1;
    loop {
        let mut loaded = load(app, id).await?;
        let (command, files) = wish(&loaded.state);
        let staff = staff_facts(app, &command, &loaded.case.office).await?;
        let facts = CaseFacts {
            now: app.now(),
            calendar: &app.calendar,
            actor: actor.clone(),
            staff: &staff,
            number: None,
        };
        let mut events = decide(&loaded.state, &loaded.regulation, command, &facts)?;
        if events.is_empty() {
            return Ok(loaded);
        }
        let documents = results::issue(app, &loaded, &mut events).await?;
        let entries = log::append(loaded.state.seq, &loaded.last_hash, &events)?;
        if let Some(last) = entries.last() {
            loaded.last_hash.clone_from(&last.hash);
        }
        loaded.state = events.iter().fold(loaded.state, apply);
        project(&loaded.state, &mut loaded.case);
        let messages = notification::messages(&loaded.case, &loaded.state, &events);
        match app
            .store
            .change_case(Change {
                entries,
                case: loaded.case.clone(),
                messages,
                files,
                documents,
                ..Change::default()
            })
            .await
        {
            Ok(()) => {
                app.live.changed(id);
                return Ok(loaded);
            }
            Err(StoreError::Conflict) if attempts < ATTEMPTS => attempts += 1,
            Err(error) => return Err(error.into()),
        }
    }
}

async fn staff_facts(
    app: &Core,
    command: &Command,
    office: &str,
) -> Result<Vec<StaffFact>, StoreError> {
    // Nothing else appoints somebody.
    if !matches!(command, Command::Complete(_) | Command::Assign { .. }) {
        return Ok(Vec::new());
    }
    let staff = app.store.staff_of_office(office).await?;
    Ok(staff
        .into_iter()
        .map(|staff| StaffFact {
            id: staff.id.into(),
            name: staff.name,
            roles: staff.roles.into_iter().map(RoleId::from).collect(),
            office: staff.office.into(),
        })
        .collect())
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
