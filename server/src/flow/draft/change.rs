//! Changes of a draft: of single answers, in the order in which a page sent them.

use std::{borrow::Cow, collections::BTreeMap};

use chrono::NaiveDate;
use domain::{
    form::{self, MemberId},
    regulation::{Field, FieldKind, Regulation, Topic},
};

use super::{DraftError, fields, of_guide};
use crate::{
    core::Core,
    store::{
        StoreError,
        draft::{Draft, DraftBody, Sending},
        new_id,
    },
};

/// Characters of one answer that are kept, whatever the field allows: a text that is too long comes back to be
/// shortened, a flood does not.
const LONGEST_KEPT: usize = 20_000;

/// How often a change is tried again when another tab was faster.
const TRIES: usize = 50;

/// A change of a draft.
#[derive(Clone, Debug)]
pub enum DraftChange<'c> {
    /// Answers of one page by the ids of its fields; what is not in it stays.
    Answers {
        /// The page.
        topic: &'c Topic,
        /// The member of a repeating topic.
        member: Option<&'c MemberId>,
        /// As they were typed.
        typed: &'c BTreeMap<String, String>,
        /// Which sending of the page it is, if the page tells.
        sending: Option<&'c Sending>,
    },
    /// What the guide was told, where nothing was answered yet.
    Guide(&'c Regulation, &'c BTreeMap<String, String>, NaiveDate),
    /// What was answered in an application that was turned away, where nothing is answered yet.
    Former(&'c BTreeMap<String, String>),
    /// The form is about somebody else than the person of whom the register filled it in.
    SomebodyElse(&'c Regulation),
    /// The list of a repeating topic is whole.
    CloseGroup(&'c Topic),
    /// A member goes; a second click removes nobody else.
    RemoveMember {
        /// The repeating topic.
        topic: &'c Topic,
        /// The member.
        member: &'c MemberId,
    },
}

impl DraftChange<'_> {
    /// Makes the change; false if there is no room or no such member.
    fn apply(&self, body: &mut DraftBody) -> bool {
        match self {
            DraftChange::Answers {
                topic,
                member,
                typed,
                sending,
            } => {
                let place = place(topic, *member);
                if let Some(sending) = sending {
                    let last = body.sendings.get(&place);
                    if last
                        .is_some_and(|last| last.load == sending.load && last.turn >= sending.turn)
                    {
                        return true;
                    }
                    body.sendings.insert(place, (*sending).clone());
                }
                let mut page = body.answers.page(topic, *member);
                for field in topic
                    .fields
                    .iter()
                    .filter(|field| !field.is_identity() || topic.repeats)
                {
                    let posted = form::posted(field, typed);
                    if posted.is_empty() {
                        continue;
                    }
                    // A box that is not ticked is not posted, and a month of another quarter is no part any more.
                    for key in form::posted(field, &page).into_keys() {
                        page.remove(&key);
                    }
                    let posted = posted.into_iter();
                    page.extend(
                        posted.map(|(key, value)| (key, bounded(&on_lines(field, &value)))),
                    );
                }
                body.answers.keep(topic, *member, &page)
            }
            DraftChange::Guide(regulation, guide, today) => {
                for field in fields(regulation) {
                    if body.answers.get(&field.id).is_none()
                        && let Some(value) = of_guide(field, guide, *today)
                    {
                        body.answers.0.insert(field.id.clone(), value);
                    }
                }
                true
            }
            DraftChange::Former(answers) => {
                for (key, value) in *answers {
                    if body.answers.get(key).is_none() {
                        body.answers.0.insert(key.clone(), value.clone());
                    }
                }
                true
            }
            DraftChange::SomebodyElse(regulation) => {
                for field in fields(regulation).filter(|field| !field.is_identity()) {
                    let known = body.from_register.remove(&field.id);
                    if known.is_some() && body.answers.get(&field.id) == known.as_deref() {
                        body.answers.0.remove(&field.id);
                    }
                }
                true
            }
            DraftChange::CloseGroup(topic) => {
                body.answers.close_group(&topic.id);
                true
            }
            DraftChange::RemoveMember { topic, member } => {
                body.answers.remove_member(&topic.id, member);
                body.sendings.remove(&place(topic, Some(member)));
                true
            }
        }
    }
}

/// What was typed of a member who is not in the list, as the answers of a new one.
pub fn as_new_member(
    topic: &Topic,
    typed: &BTreeMap<String, String>,
) -> (Option<MemberId>, form::Answers) {
    let member = MemberId::parse(&new_id());
    let mut body = DraftBody::default();
    let change = DraftChange::Answers {
        topic,
        member: member.as_ref(),
        typed,
        sending: None,
    };
    change.apply(&mut body);
    (member, body.answers)
}

/// A browser shows a text of one line without its line breaks, and the words would grow together.
fn on_lines<'t>(field: &Field, typed: &'t str) -> Cow<'t, str> {
    let breaks = field.kind != FieldKind::LongText && typed.contains(['\n', '\r', '\t']);
    match breaks {
        true => Cow::Owned(domain::clean::one_line(typed)),
        false => Cow::Borrowed(typed),
    }
}

/// The place of a page in its draft.
fn place(topic: &Topic, member: Option<&MemberId>) -> String {
    let member = member.map_or("", MemberId::as_str);
    format!("{}/{member}", topic.id)
}

/// The last sending of a page that its draft has.
pub fn last_sending<'d>(
    body: &'d DraftBody,
    topic: &Topic,
    member: Option<&MemberId>,
) -> Option<&'d Sending> {
    body.sendings.get(&place(topic, member))
}

fn bounded(value: &str) -> String {
    value
        .char_indices()
        .nth(LONGEST_KEPT)
        .map_or(value, |(end, _)| &value[..end])
        .to_owned()
}

/// Makes a change. Two tabs do not undo each other: a change that was overtaken is made again on the newer draft,
/// so that of one field the last value counts and of different fields both.
pub async fn change(
    app: &Core,
    mut draft: Draft,
    change: DraftChange<'_>,
) -> Result<Draft, DraftError> {
    for _ in 0..TRIES {
        if let Some(case_id) = draft.case_id {
            return Err(DraftError::Submitted { case_id });
        }
        let mut body = draft.body.clone();
        if !change.apply(&mut body) {
            return Err(DraftError::NotFound);
        }
        if body == draft.body {
            return Ok(draft);
        }
        let now = app.now().timestamp_micros();
        match app
            .store
            .change_draft(&draft.id, draft.version, &body, now)
            .await
        {
            Ok(()) => {
                return Ok(Draft {
                    body,
                    version: draft.version + 1,
                    updated: now,
                    ..draft
                });
            }
            Err(StoreError::Conflict) => {
                draft = app
                    .store
                    .draft(&draft.id, &draft.person)
                    .await?
                    .ok_or(DraftError::NotFound)?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(DraftError::Store(StoreError::Conflict))
}
