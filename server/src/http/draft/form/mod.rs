//! The form, shown topic by topic.

use app::pages::topic::{group, topic};
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

use super::loaded::{LoadedDraft, to_change, to_show};
use crate::{
    flow::draft::{self, DraftChange},
    http::kit::{error::PageError, guards::Citizen, web::App},
    store::new_id,
};

mod autosave;
mod begin;
mod group_view;
mod other_months;
mod overtaken;
mod save;
mod tasks_view;
mod topic_view;

use topic_view as draw;

pub(super) fn router() -> Router<App> {
    begin::router()
        .route("/{lang}/drafts/{id}", get(tasks))
        .route(
            "/{lang}/drafts/{id}/{topic}",
            get(topic_page).post(save::save),
        )
        .route(
            "/{lang}/drafts/{id}/{topic}/autosave",
            get(autosave::autosaved).post(autosave::autosave),
        )
        .route(
            "/{lang}/drafts/{id}/{topic}/{member}",
            get(topic_page).post(save::save),
        )
        .route(
            "/{lang}/drafts/{id}/{topic}/{member}/autosave",
            get(autosave::autosaved).post(autosave::autosave),
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
struct TopicPath {
    id: String,
    topic: String,
    member: Option<String>,
}

/// Stands in the address in the place of a member who is not there yet.
const NEW: &str = "new";

impl TopicPath {
    /// The address of the page, without the language.
    fn page(&self, member: Option<&MemberId>) -> String {
        let below = member.map_or_else(String::new, |member| format!("/{member}"));
        format!("/drafts/{}/{}{below}", self.id, self.topic)
    }

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
    let loaded = to_show(&app, &citizen)?;
    let files = app
        .store
        .files_of(&id)
        .await
        .map_err(|error| PageError::from(error).into_response())?;
    let view = tasks_view::tasks(&citizen.context, &loaded, &files);
    Ok(Html(app::pages::draft::draft(
        &citizen.context.shell(&app, ""),
        &view,
    ))
    .into_response())
}

async fn topic_page(
    State(app): State<App>,
    citizen: Citizen,
    Path(at): Path<TopicPath>,
) -> Result<Response, Response> {
    if at.member.as_deref() == Some(NEW) {
        let place = format!("/drafts/{}/{}/{}", at.id, at.topic, new_id());
        return Ok(citizen.context.redirect(&place));
    }
    let member = at.member().map_err(IntoResponse::into_response)?;
    let member = member.as_ref();
    let loaded = to_show(&app, &citizen)?;
    let topic = loaded
        .topic(&at.topic, member)
        .map_err(IntoResponse::into_response)?;
    match loaded.membership(topic, member) {
        Membership::Listed | Membership::New => {
            Ok(show(&app, &citizen, &loaded, topic, member, Vec::new()))
        }
        Membership::Gone => {
            let view = group_view::group(&citizen.context, &loaded, topic, &[], true);
            let page = group(&citizen.context.shell(&app, ""), &view);
            Ok((StatusCode::GONE, Html(page)).into_response())
        }
        Membership::Full if loaded.draft.body.answers.has_room(topic) => {
            Err(PageError::NotFound.into_response())
        }
        Membership::Full => Ok(citizen
            .context
            .redirect(&format!("/drafts/{}/{}", at.id, at.topic))),
    }
}

/// The page of a topic or member, or the list of a repeating topic.
fn show(
    app: &App,
    citizen: &Citizen,
    loaded: &LoadedDraft<'_>,
    of: &Topic,
    member: Option<&MemberId>,
    problems: Vec<FieldError>,
) -> Response {
    let context = &citizen.context;
    let status = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let shell = context.shell(app, "");
    let page = if of.repeats && member.is_none() {
        group(
            &shell,
            &group_view::group(context, loaded, of, &problems, false),
        )
    } else {
        topic(&shell, &draw::topic(context, loaded, of, member, &problems))
    };
    (status, Html(page)).into_response()
}

async fn remove_member(
    State(app): State<App>,
    citizen: Citizen,
    Path(at): Path<TopicPath>,
) -> Result<Response, Response> {
    let member = at.member().map_err(IntoResponse::into_response)?;
    let loaded = to_change(&app, &citizen)?;
    let topic = loaded.regulation.topic(&at.topic);
    let (Some(topic), Some(member)) = (topic.filter(|topic| topic.repeats), &member) else {
        return Err(PageError::NotFound.into_response());
    };
    draft::change(
        &app,
        loaded.draft,
        DraftChange::RemoveMember { topic, member },
    )
    .await
    .map_err(IntoResponse::into_response)?;
    Ok(citizen
        .context
        .redirect(&format!("/drafts/{}/{}", at.id, topic.id)))
}

/// Whoever had to log in on the way to removing a member sees the list again, nothing removed.
async fn back_to_list(
    citizen: Citizen,
    Path(TopicPath { id, topic, .. }): Path<TopicPath>,
) -> Response {
    citizen.context.redirect(&format!("/drafts/{id}/{topic}"))
}
