//! The form: shown topic by topic, saved on every way out.

use app::{
    islands::autosave::{LOAD, TURN},
    pages::topic::{group, topic},
};
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use chrono::NaiveDate;
use domain::{
    form::{FieldError, MemberId, Membership},
    regulation::Topic,
};
use serde::Deserialize;

use crate::{
    flow::draft::{self, Change, DraftError},
    http::{
        account::login::after_lost_session,
        kit::{
            error::PageError,
            fields::Fields,
            page_context::{Citizen, Reader},
            web::App,
        },
    },
    store::new_id,
};
use topic_view as draw;

mod begin;
mod kept;
mod loaded;
mod tasks_view;
mod topic_view;

pub(crate) use kept::Kept;
pub(crate) use loaded::{Loaded, load, load_to_change};

pub(super) fn router() -> Router<App> {
    begin::router()
        .route("/{lang}/drafts/{id}", get(tasks))
        .route("/{lang}/drafts/{id}/{topic}", get(topic_page).post(save))
        .route(
            "/{lang}/drafts/{id}/{topic}/autosave",
            get(autosaved).post(autosave),
        )
        .route(
            "/{lang}/drafts/{id}/{topic}/{member}",
            get(topic_page).post(save),
        )
        .route(
            "/{lang}/drafts/{id}/{topic}/{member}/autosave",
            get(autosaved).post(autosave),
        )
        .route(
            "/{lang}/drafts/{id}/{topic}/{member}/remove",
            get(back_to_list).post(remove_member),
        )
}

fn today(app: &App) -> NaiveDate {
    domain::calendar::local(app.now()).date_naive()
}

/// The page of a topic, or of one member of a topic that repeats.
#[derive(Deserialize)]
struct At {
    id: String,
    topic: String,
    member: Option<String>,
}

/// Stands in the address in the place of a member who is not there yet.
const NEW: &str = "new";

impl At {
    fn member(&self) -> Result<Option<MemberId>, PageError> {
        let Some(text) = &self.member else {
            return Ok(None);
        };
        let member = MemberId::parse(text);
        member.map(Some).ok_or(PageError::NotFound)
    }
}

async fn tasks(
    State(app): State<App>,
    citizen: Citizen,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Response> {
    let loaded = load(&app, &citizen, &id).await?;
    let files = app
        .store
        .files_of(&id)
        .await
        .map_err(|error| PageError::from(error).into_response())?;
    let view = tasks_view::tasks(&citizen.reader, &loaded, &files);
    Ok(Html(app::pages::draft::draft(
        &citizen.reader.shell(&app, ""),
        &view,
    ))
    .into_response())
}

async fn topic_page(
    State(app): State<App>,
    citizen: Citizen,
    Path(at): Path<At>,
) -> Result<Response, Response> {
    if at.member.as_deref() == Some(NEW) {
        let place = format!("/drafts/{}/{}/{}", at.id, at.topic, new_id());
        return Ok(citizen.reader.redirect(&place));
    }
    let member = at.member().map_err(IntoResponse::into_response)?;
    let member = member.as_ref();
    let loaded = load(&app, &citizen, &at.id).await?;
    let topic = loaded
        .topic(&at.topic, member)
        .map_err(IntoResponse::into_response)?;
    match loaded.membership(topic, member) {
        Membership::Listed | Membership::New => {
            Ok(show(&app, &citizen, &loaded, topic, member, Vec::new()))
        }
        Membership::Gone => {
            let view = draw::group(&citizen.reader, &loaded, topic, &[], true);
            let page = group(&citizen.reader.shell(&app, ""), &view);
            Ok((StatusCode::GONE, Html(page)).into_response())
        }
        Membership::Full if loaded.draft.body.answers.has_room(topic) => {
            Err(PageError::NotFound.into_response())
        }
        Membership::Full => Ok(citizen
            .reader
            .redirect(&format!("/drafts/{}/{}", at.id, at.topic))),
    }
}

/// The page of a topic or member, or the list of a repeating topic.
fn show(
    app: &App,
    citizen: &Citizen,
    loaded: &Loaded<'_>,
    of: &Topic,
    member: Option<&MemberId>,
    problems: Vec<FieldError>,
) -> Response {
    let reader = &citizen.reader;
    let status = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let shell = reader.shell(app, "");
    let page = if of.repeats && member.is_none() {
        group(&shell, &draw::group(reader, loaded, of, &problems, false))
    } else {
        topic(&shell, &draw::topic(reader, loaded, of, member, &problems))
    };
    (status, Html(page)).into_response()
}

/// The page of a member who was removed elsewhere, or for whom there is no room, with what was typed: sent again, it is a new
/// member's.
fn show_unlisted(
    app: &App,
    citizen: &Citizen,
    mut loaded: Loaded<'_>,
    of: &Topic,
    fields: &Fields,
) -> Response {
    let reader = &citizen.reader;
    let full = !loaded.draft.body.answers.has_room(of);
    let (id, alone) = draft::as_new_member(of, &fields.0);
    loaded.draft.body.answers = alone;
    let notice = match full {
        true => ("typed-full-title", "typed-full-text"),
        false => ("typed-gone-title", "typed-gone-again"),
    };
    let view = app::pages::topic::TopicView {
        notice: Some((
            app::text::t(reader.lang, notice.0),
            app::text::t(reader.lang, notice.1),
        )),
        ..draw::topic(reader, &loaded, of, id.as_ref(), &[])
    };
    let page = topic(&reader.shell(app, ""), &view);
    (StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response()
}

/// Saves what was typed, right or wrong; then on to the next page, to this one in another language, or back to this one with
/// what is to correct.
async fn save(
    State(app): State<App>,
    reader: Reader,
    Path(at): Path<At>,
    mut fields: Fields,
) -> Result<Response, Response> {
    let member = at.member().map_err(IntoResponse::into_response)?;
    let At { id, topic, .. } = at;
    let leave = fields.take("do") == "later";
    let switch = fields.take_switch();
    let sending = fields.take_sending();
    fields.repair();
    let below = member
        .as_ref()
        .map_or_else(String::new, |id| format!("/{id}"));
    let here = format!("/drafts/{id}/{topic}{below}");
    let citizen = match Citizen::of(reader) {
        Ok(citizen) => citizen,
        Err(reader) if reader.away => return Err(PageError::Unavailable.into_response()),
        Err(reader) => {
            let next = crate::http::account::login::same_site(reader.lang, &reader.href(&here));
            let kept = Kept::posted(id, topic, member, fields);
            return Ok(after_lost_session(&app, &reader, next, &kept));
        }
    };
    let member = member.as_ref();
    let loaded = load_to_change(&app, &citizen, &id).await?;
    let of = loaded
        .topic(&topic, member)
        .map_err(IntoResponse::into_response)?;
    let whole_list = of.repeats && member.is_none();
    let change = match whole_list {
        true if leave || switch => None,
        true => Some(Change::CloseGroup(of)),
        false => Some(Change::Answers {
            topic: of,
            member,
            typed: &fields.0,
            sending: sending.as_ref(),
        }),
    };
    let draft = match change {
        Some(change) => draft::change(&app, loaded.draft, change).await,
        None => Ok(loaded.draft),
    };
    let draft = match draft {
        Err(DraftError::NotFound) if member.is_some() => {
            let loaded = load_to_change(&app, &citizen, &id).await?;
            return Ok(show_unlisted(&app, &citizen, loaded, of, &fields));
        }
        draft => draft.map_err(IntoResponse::into_response)?,
    };
    if switch {
        return Ok(citizen.reader.redirect(&here));
    }
    if leave {
        return Ok(citizen.reader.redirect(&format!("/drafts/{id}")));
    }
    let loaded = Loaded::new(&app, draft).map_err(IntoResponse::into_response)?;
    let problems = match whole_list {
        true => draw::incomplete_members(&loaded, of),
        false => loaded.check().errors(of, member),
    };
    if !problems.is_empty() {
        return Ok(show(&app, &citizen, &loaded, of, member, problems));
    }
    let next = if member.is_some() {
        format!("/drafts/{id}/{topic}")
    } else {
        draw::after(&loaded, of)
    };
    Ok(citizen.reader.redirect(&next))
}

async fn autosave(
    State(app): State<App>,
    citizen: Citizen,
    Path(at): Path<At>,
    mut fields: Fields,
) -> Result<Response, Response> {
    let sending = fields.take_sending();
    let member = at.member().map_err(IntoResponse::into_response)?;
    let member = member.as_ref();
    let loaded = load_to_change(&app, &citizen, &at.id).await?;
    let of = loaded
        .topic(&at.topic, member)
        .map_err(IntoResponse::into_response)?;
    if of.repeats != member.is_some() {
        return Err(PageError::NotFound.into_response());
    }
    let change = Change::Answers {
        topic: of,
        member,
        typed: &fields.0,
        sending: sending.as_ref(),
    };
    match draft::change(&app, loaded.draft, change).await {
        Ok(_) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(DraftError::NotFound) => Err(PageError::Gone.into_response()),
        Err(error) => Err(error.into_response()),
    }
}

/// What is saved of a page, for a page that was loaded before it was.
async fn autosaved(
    State(app): State<App>,
    citizen: Citizen,
    Path(at): Path<At>,
) -> Result<Response, Response> {
    let member = at.member().map_err(IntoResponse::into_response)?;
    let member = member.as_ref();
    let loaded = load(&app, &citizen, &at.id).await?;
    let of = loaded
        .topic(&at.topic, member)
        .map_err(IntoResponse::into_response)?;
    let mut text = form_urlencoded::Serializer::new(String::new());
    let body = &loaded.draft.body;
    text.extend_pairs(body.answers.page(of, member));
    if let Some(last) = draft::last_sending(body, of, member) {
        text.append_pair(LOAD, &last.load);
        text.append_pair(TURN, &last.turn.to_string());
    }
    Ok(text.finish().into_response())
}

async fn remove_member(
    State(app): State<App>,
    citizen: Citizen,
    Path(at): Path<At>,
) -> Result<Response, Response> {
    let member = at.member().map_err(IntoResponse::into_response)?;
    let loaded = load_to_change(&app, &citizen, &at.id).await?;
    let topic = loaded.regulation.topic(&at.topic);
    let (Some(topic), Some(member)) = (topic.filter(|topic| topic.repeats), &member) else {
        return Err(PageError::NotFound.into_response());
    };
    draft::change(&app, loaded.draft, Change::RemoveMember { topic, member })
        .await
        .map_err(IntoResponse::into_response)?;
    Ok(citizen
        .reader
        .redirect(&format!("/drafts/{}/{}", at.id, topic.id)))
}

/// Whoever had to log in on the way to removing a member sees the list again, nothing removed.
async fn back_to_list(citizen: Citizen, Path(At { id, topic, .. }): Path<At>) -> Response {
    citizen.reader.redirect(&format!("/drafts/{id}/{topic}"))
}
