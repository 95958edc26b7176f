//! Changes of a draft: of single answers, in the order in which a page sent them.

use std::{borrow::Cow, collections::BTreeMap};

use chrono::NaiveDate;
use domain::{
    form::{self, MemberId},
    regulation::{Field, FieldKind, Regulation, Topic},
};

use super::{super::digest::sha256, DraftError, fields, of_guide};
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
        /// Upon which answers they were typed, if the page tells.
        seen: Option<&'c str>,
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
        member: &'c MemberId,
    },
}

impl DraftChange<'_> {
    /// Makes the change on the day `today`; false if there is no room or no such member.
    fn apply(&self, body: &mut DraftBody, today: NaiveDate) -> bool {
        match self {
            DraftChange::Answers {
                topic,
                member,
                typed,
                sending,
                ..
            } => {
                if let Some(sending) = sending
                    && !is_next(body, place(topic, *member), sending)
                {
                    return true;
                }
                keep_typed(body, (topic, *member), typed, today)
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
                body.registered_in.clear();
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

/// Notes a sending of a page; false if a later one of the same load came before.
fn is_next(body: &mut DraftBody, place: String, sending: &Sending) -> bool {
    let last = body.sendings.get(&place);
    if last.is_some_and(|last| last.load == sending.load && last.turn >= sending.turn) {
        return false;
    }
    body.sendings.insert(place, sending.clone());
    true
}

/// The mark of the answers that a page shows: what is typed upon them goes along with it.
pub fn mark(page: &BTreeMap<String, String>) -> String {
    let mut written = String::new();
    for (key, value) in page.iter().filter(|(_, value)| !value.is_empty()) {
        written.push_str(&format!("{key}={} {value}\n", value.len()));
    }
    let mut mark = sha256(&written);
    mark.truncate(16);
    mark
}

/// Whether a page would write over answers that it has not shown: another window has changed them since.
fn is_overtaken(change: &DraftChange<'_>, body: &DraftBody, today: NaiveDate) -> bool {
    let DraftChange::Answers {
        topic,
        member,
        sending,
        seen: Some(seen),
        ..
    } = change
    else {
        return false;
    };
    if mark(&body.answers.page(topic, *member)) == *seen {
        return false;
    }
    // What this load of the page has saved itself.
    let last = last_sending(body, topic, *member);
    if sending.is_some_and(|sending| last.is_some_and(|last| last.load == sending.load)) {
        return false;
    }
    let mut after = body.clone();
    change.apply(&mut after, today) && after.answers != body.answers
}

/// The draft as it would be with what was typed on a page, to show it.
pub fn typed_over(
    mut body: DraftBody,
    (topic, member): (&Topic, Option<&MemberId>),
    typed: &BTreeMap<String, String>,
    today: NaiveDate,
) -> DraftBody {
    let change = DraftChange::Answers {
        topic,
        member,
        typed,
        sending: None,
        seen: None,
    };
    change.apply(&mut body, today);
    body
}

/// Puts what was typed on the day `today` in the place of what the page had; false if there is no room or no such member.
fn keep_typed(
    body: &mut DraftBody,
    (topic, member): (&Topic, Option<&MemberId>),
    typed: &BTreeMap<String, String>,
    today: NaiveDate,
) -> bool {
    let mut page = body.answers.page(topic, member);
    let fields = topic.fields.iter();
    for field in fields.filter(|field| !field.is_identity() || topic.repeats) {
        let posted = form::posted(field, typed);
        if posted.is_empty() {
            continue;
        }
        let is_blank = form::typed(field, &posted).trim().is_empty();
        // What was typed for other months is shown until those that are asked for have an answer.
        if !is_blank || !form::is_of_other_months(field, &page, today) {
            put(field, posted, &mut page, today);
        }
    }
    body.answers.keep(topic, member, &page)
}

/// Puts an answer of one field in the place of the former one.
fn put(
    field: &Field,
    posted: BTreeMap<String, String>,
    page: &mut BTreeMap<String, String>,
    today: NaiveDate,
) {
    // A box that is not ticked is not posted, and a month of another quarter is no part any more.
    for key in form::posted(field, page).into_keys() {
        page.remove(&key);
    }
    if field.of_months {
        let [first, ..] = form::months_asked(field, today);
        page.insert(form::of_key(&field.id), form::month_part(first));
    }
    let posted = posted.into_iter();
    page.extend(posted.map(|(key, value)| (key, bounded(&on_lines(field, &value)))));
}

/// What was typed of a member who is not in the list, as the answers of a new one.
pub fn as_new_member(
    topic: &Topic,
    typed: &BTreeMap<String, String>,
    today: NaiveDate,
) -> (Option<MemberId>, form::Answers) {
    let member = MemberId::parse(&new_id());
    let mut body = DraftBody::default();
    let change = DraftChange::Answers {
        topic,
        member: member.as_ref(),
        typed,
        sending: None,
        seen: None,
    };
    change.apply(&mut body, today);
    (member, body.answers)
}

/// What was answered on `day`, with the months that were asked for then.
pub fn with_months(
    regulation: &Regulation,
    answers: BTreeMap<String, String>,
    day: NaiveDate,
) -> BTreeMap<String, String> {
    let mut answers = form::Answers(answers);
    for topic in &regulation.topics {
        let members = answers.members(&topic.id);
        for field in topic.fields.iter().filter(|field| field.of_months) {
            let [first, ..] = form::months_asked(field, day);
            let keys = match topic.repeats {
                true => members
                    .iter()
                    .map(|member| form::member_key(&topic.id, member, &field.id))
                    .collect(),
                false => vec![field.id.clone()],
            };
            for key in keys {
                if answers.get(&key).is_some() {
                    let of = form::of_key(&key);
                    answers.0.insert(of, form::month_part(first));
                }
            }
        }
    }
    answers.0
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
    let today = domain::calendar::local(app.now()).date_naive();
    for _ in 0..TRIES {
        if let Some(case_id) = draft.case_id {
            return Err(DraftError::Submitted { case_id });
        }
        if is_overtaken(&change, &draft.body, today) {
            return Err(DraftError::Overtaken(Box::new(draft)));
        }
        let mut body = draft.body.clone();
        if !change.apply(&mut body, today) {
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
