//! Saves a page of the form, on every way out of it.

use std::collections::BTreeMap;

use app::pages::topic::topic;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use domain::{
    condition::Truth,
    form::{MemberId, parties},
    regulation::{ChannelKind, Regulation, Topic},
};

use super::{TopicPath, group_view::incomplete_members, overtaken, show, topic_view as draw};
use crate::{
    flow::draft::{self, DraftChange, DraftError},
    http::{
        draft::loaded::{LoadedDraft, changed, to_change},
        kit::{error::PageError, fields::Fields, guards::Citizen, web::App},
    },
    store::draft::{Draft, Sending},
};

/// Where somebody wants to go from a page of the form.
#[derive(Clone, Copy)]
enum Exit {
    Next,
    Later,
    /// The same page in another language.
    Switch,
}

impl Exit {
    fn take(fields: &mut Fields) -> Exit {
        let later = fields.take("do") == "later";
        match (fields.take_switch(), later) {
            (true, _) => Exit::Switch,
            (false, true) => Exit::Later,
            (false, false) => Exit::Next,
        }
    }
}

/// Saves what was typed, right or wrong; then on to the next page, to this one in another language, or back to this one with
/// what is to correct.
pub(super) async fn save(
    State(app): State<App>,
    citizen: Citizen,
    Path(at): Path<TopicPath>,
    mut fields: Fields,
) -> Result<Response, Response> {
    let member = at.member().map_err(IntoResponse::into_response)?;
    let exit = Exit::take(&mut fields);
    let sending = fields.take_sending();
    let seen = fields.take_seen();
    fields.repair();
    let member = member.as_ref();
    let loaded = to_change(&app, &citizen)?;
    let of = loaded
        .topic(&at.topic, member)
        .map_err(IntoResponse::into_response)?;
    let page = (sending.as_ref(), seen.as_deref());
    let draft = match change(of, member, exit, &fields, page) {
        Some(change) => draft::change(&app, loaded.draft, change).await,
        None => Ok(loaded.draft),
    };
    let draft = match draft {
        Err(DraftError::NotFound) if member.is_some() => {
            let loaded = changed(&app, &citizen, &at.id).await?;
            return Ok(show_unlisted(&app, &citizen, loaded, of, &fields));
        }
        Err(DraftError::Overtaken(draft)) => {
            let loaded = LoadedDraft::new(&app, *draft).map_err(IntoResponse::into_response)?;
            return Ok(overtaken::show(
                &app,
                &citizen,
                loaded,
                (of, member),
                &fields,
            ));
        }
        draft => draft.map_err(IntoResponse::into_response)?,
    };
    let draft = of_whom(&app, draft)
        .await
        .map_err(IntoResponse::into_response)?;
    match exit {
        Exit::Switch => Ok(citizen.context.redirect(&at.page(member))),
        Exit::Later => Ok(citizen.context.redirect(&format!("/drafts/{}", at.id))),
        Exit::Next => {
            next_page(&app, &citizen, draft, of, member).map_err(IntoResponse::into_response)
        }
    }
}

/// The draft without what the register told of a representative, whose data are not those of whom they represent.
async fn of_whom(app: &App, draft: Draft) -> Result<Draft, DraftError> {
    match app.catalogue.get(&draft.regulation) {
        Some(of) if is_represented(of, &draft) => {
            draft::change(app, draft, DraftChange::SomebodyElse(of)).await
        }
        _ => Ok(draft),
    }
}

fn is_represented(regulation: &Regulation, draft: &Draft) -> bool {
    parties(regulation, ChannelKind::Portal, &draft.body.answers).is_represented()
}

/// What the page changes in the draft. The list of members has no answers: only going on closes it.
fn change<'a>(
    topic: &'a Topic,
    member: Option<&'a MemberId>,
    exit: Exit,
    fields: &'a Fields,
    (sending, seen): (Option<&'a Sending>, Option<&'a str>),
) -> Option<DraftChange<'a>> {
    if !topic.repeats || member.is_some() {
        return Some(DraftChange::Answers {
            topic,
            member,
            typed: &fields.0,
            sending,
            seen,
        });
    }
    match exit {
        Exit::Next => Some(DraftChange::CloseGroup(topic)),
        Exit::Later | Exit::Switch => None,
    }
}

/// On to the next page, or back to this one with what is to correct or that its answer closes the portal.
fn next_page(
    app: &App,
    citizen: &Citizen,
    draft: Draft,
    topic: &Topic,
    member: Option<&MemberId>,
) -> Result<Response, PageError> {
    let loaded = LoadedDraft::new(app, draft)?;
    let problems = match topic.repeats && member.is_none() {
        true => incomplete_members(&loaded, topic),
        false => loaded.check().errors(topic, member),
    };
    if !problems.is_empty() {
        return Ok(show(app, citizen, &loaded, topic, member, problems));
    }
    let at_topic = || format!("/drafts/{}/{}", loaded.draft.id, topic.id);
    let next = match member {
        Some(_) => at_topic(),
        // Going on would lead to an end that refuses the application.
        None if loaded.check().closes_channel(topic) => at_topic(),
        None if is_closed(&loaded) => format!("/drafts/{}", loaded.draft.id),
        None => draw::after(&loaded, topic),
    };
    Ok(citizen.context.redirect(&next))
}

fn is_closed(loaded: &LoadedDraft<'_>) -> bool {
    loaded.check().channel_open() == Truth::NotMet
}

/// The page of a member who was removed elsewhere, or for whom there is no room, with what was typed: sent again, it is a new
/// member's.
fn show_unlisted(
    app: &App,
    citizen: &Citizen,
    mut loaded: LoadedDraft<'_>,
    of: &Topic,
    fields: &Fields,
) -> Response {
    let context = &citizen.context;
    let full = !loaded.draft.body.answers.has_room(of);
    let (id, alone) = draft::as_new_member(of, &fields.0, loaded.today);
    loaded.draft.body.answers = alone;
    let notice = match full {
        true => ("typed-full-title", "typed-full-text"),
        false => ("typed-gone-title", "typed-gone-again"),
    };
    let view = app::pages::topic::TopicView {
        // The draft has no answers of this member.
        seen: draft::mark(&BTreeMap::new()),
        notice: Some((
            app::text::t(context.lang, notice.0),
            app::text::t(context.lang, notice.1),
        )),
        ..draw::topic(context, &loaded, of, id.as_ref(), &[])
    };
    let page = topic(&context.shell(app, ""), &view);
    (StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response()
}
