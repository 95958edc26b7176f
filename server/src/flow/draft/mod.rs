//! Drafts: begun with what is known already, changed field by field, never losing what was typed.

mod change;

use std::collections::BTreeMap;

pub use change::{DraftChange, as_new_member, change, last_sending, mark, typed_over, with_months};

use chrono::NaiveDate;
use domain::{
    form,
    regulation::{Field, FieldKind, Regulation},
};

use super::digest::sha256;
use crate::{
    core::Core,
    ports::{error::PortError, persons::RegisteredPerson},
    store::{
        StoreError,
        draft::{Draft, DraftBody},
        new_id,
        person::Person,
    },
};

/// Why a draft cannot be changed.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// There is no such draft of this person, topic or member.
    #[error("no such draft")]
    NotFound,
    /// It was submitted.
    #[error("submitted")]
    Submitted {
        /// The case that was made of it.
        case_id: String,
    },
    /// Another window has changed the answers upon which these were typed; the draft as it is.
    #[error("overtaken")]
    Overtaken(Box<Draft>),
    /// The service has ended.
    #[error("ended")]
    Ended,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The draft of `person` for `regulation`: the one that is open, or a new one, filled in with what the register of
/// persons and the account say. The answers of the guide are put where the draft has none.
pub async fn begin(
    app: &Core,
    person: &str,
    regulation: &Regulation,
    guide: &BTreeMap<String, String>,
) -> Result<Draft, DraftError> {
    let now = app.now();
    let today = domain::calendar::local(now).date_naive();
    let known = app
        .store
        .person_with_open_draft(person, &regulation.id)
        .await?;
    let (account, open) = known.ok_or(DraftError::NotFound)?;
    if regulation.ended_on(today).is_some() {
        // Its page says that the service has ended.
        return open.ok_or(DraftError::Ended);
    }
    if !regulation.is_offered_online() {
        return Err(DraftError::NotFound);
    }
    if let Some(open) = open {
        return change(app, open, DraftChange::Guide(regulation, guide, today)).await;
    }
    let register = match domain::iin::Iin::parse(&account.iin) {
        Ok(iin) => app
            .ports
            .persons
            .ask(&iin, now)
            .await
            .map(|answer| answer.value),
        Err(_) => Ok(None),
    };
    let now = now.timestamp_micros();
    let new = Draft {
        id: new_id(),
        person: person.to_owned(),
        regulation: regulation.id.to_string(),
        body: first_body(regulation, &account, register, guide, today),
        version: 1,
        created: now,
        updated: now,
        case_id: None,
    };
    Ok(app.store.add_draft(new).await?)
}

fn first_body(
    regulation: &Regulation,
    account: &Person,
    register: Result<Option<RegisteredPerson>, PortError>,
    guide: &BTreeMap<String, String>,
    today: NaiveDate,
) -> DraftBody {
    let mut body = DraftBody {
        form: questions(regulation),
        register_down: register.is_err(),
        ..DraftBody::default()
    };
    let known = register.ok().flatten();
    body.registered_in = known
        .as_ref()
        .map_or_else(String::new, |known| known.kato.clone());
    for field in fields(regulation) {
        let from_register = known
            .as_ref()
            .and_then(|known| of_register(regulation, field, known));
        let value = from_register
            .clone()
            .or_else(|| of_account(field, account))
            .or_else(|| of_guide(field, guide, today));
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            continue;
        };
        if from_register.is_some() {
            body.from_register.insert(field.id.clone(), value.clone());
        }
        body.answers.0.insert(field.id.clone(), value);
    }
    body
}

/// What the form asks, without its words: a corrected text is no other question.
fn questions(regulation: &Regulation) -> String {
    let mut asked = String::new();
    for topic in &regulation.topics {
        for field in &topic.fields {
            let options: Vec<&str> = field.options.iter().map(|one| one.id.as_str()).collect();
            let kind = (field.kind, field.required);
            asked.push_str(&format!("{}.{} {kind:?} {options:?}\n", topic.id, field.id));
        }
    }
    for document in &regulation.evidence {
        asked.push_str(&format!("{} {:?}\n", document.id, document.supply));
    }
    sha256(&asked)
}

/// Whether the form asks something else than when the draft was begun. What was answered is kept either way.
pub fn is_form_changed(draft: &Draft, regulation: &Regulation) -> bool {
    let begun = &draft.body.form;
    !begun.is_empty() && *begun != questions(regulation)
}

/// The fields that are asked once.
fn fields(regulation: &Regulation) -> impl Iterator<Item = &Field> {
    let topics = regulation.topics.iter().filter(|topic| !topic.repeats);
    topics.flat_map(|topic| &topic.fields)
}

fn of_register(regulation: &Regulation, field: &Field, known: &RegisteredPerson) -> Option<String> {
    match field.prefill.as_deref() {
        Some("person.name") => Some(known.name.clone()),
        Some("person.birth_date") => Some(known.birth_date.to_string()),
        Some("person.address") => Some(known.address.clone()),
        _ if field.kind == FieldKind::Office && !known.kato.is_empty() => {
            let mut offices = regulation.provider.offices.iter();
            offices
                .find(|office| office.kato == known.kato)
                .map(|office| office.id.to_string())
        }
        _ => None,
    }
}

fn of_account(field: &Field, account: &Person) -> Option<String> {
    match field.prefill.as_deref()? {
        "person.iin" => Some(account.iin.clone()),
        "person.name" => Some(account.name.clone()),
        "person.birth_date" => Some(account.birth_date.clone()),
        "account.phone" => Some(account.phone.clone()),
        "account.email" => Some(account.email.clone()),
        _ => None,
    }
}

fn of_guide(field: &Field, guide: &BTreeMap<String, String>, today: NaiveDate) -> Option<String> {
    let answer = guide.get(field.fact.as_ref()?)?;
    form::normalise(field, answer, today).ok()
}

/// Of the answers of the guide those that the form asks for too, and that it would take.
pub fn of_form(
    regulation: &Regulation,
    guide: BTreeMap<String, String>,
    today: NaiveDate,
) -> impl Iterator<Item = (String, String)> {
    guide.into_iter().filter(move |(fact, answer)| {
        fields(regulation)
            .filter(|field| field.fact.as_ref() == Some(fact))
            .any(|field| form::normalise(field, answer, today).is_ok())
    })
}
