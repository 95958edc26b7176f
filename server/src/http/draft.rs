//! The form: begun, shown topic by topic, saved on every way out.

use app::pages::{
    draft::{StartView, start},
    topic::{group, topic},
};
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::{get, post},
};
use chrono::NaiveDate;
use domain::{form::FieldError, regulation::Topic};
use serde::Deserialize;

use super::{
    error::PageError,
    fields::Fields,
    login::after_lost_session,
    reader::{Citizen, Reader},
    session::Who,
};
use crate::{
    flow::draft::{self, Change},
    state::App,
};

mod kept;
mod loaded;
mod tasks_view;
mod topic_view;

pub(super) use kept::Kept;
pub(super) use loaded::{Loaded, load};
use topic_view as draw;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route(
            "/{lang}/services/{act}/{service}/apply",
            get(start_page).post(apply),
        )
        .route("/{lang}/drafts/{id}", get(tasks))
        .route("/{lang}/drafts/{id}/{topic}", get(topic_page).post(save))
        .route("/{lang}/drafts/{id}/{topic}/autosave", post(autosave))
        .route(
            "/{lang}/drafts/{id}/{topic}/{n}",
            get(topic_page).post(save),
        )
        .route("/{lang}/drafts/{id}/{topic}/{n}/autosave", post(autosave))
        .route(
            "/{lang}/drafts/{id}/{topic}/{n}/remove",
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
    n: Option<String>,
}

impl At {
    fn member(&self) -> Result<Option<usize>, PageError> {
        let n = self.n.as_deref().map(str::parse).transpose();
        n.map_err(|_| PageError::NotFound)
    }
}

/// Asks whether to begin, for those who come back from the login; the answers of the guide stay in the address.
async fn start_page(
    State(app): State<App>,
    reader: Reader,
    Path((_, act, service)): Path<(String, String, String)>,
    guide: Fields,
) -> Result<Response, PageError> {
    let regulation = app
        .catalogue
        .get(&format!("{act}/{service}"))
        .ok_or(PageError::NotFound)?;
    let view = StartView {
        service: regulation.names.get(reader.lang).to_owned(),
        action: reader.href(&format!("/services/{}/apply", regulation.id)),
        back: reader.href(&format!("/services/{}", regulation.id)),
        guide: draft::of_form(regulation, guide.0, today(&app)).collect(),
    };
    Ok(Html(start(&reader.shell(&app, ""), &view)).into_response())
}

async fn apply(
    State(app): State<App>,
    reader: Reader,
    Path((_, act, service)): Path<(String, String, String)>,
    guide: Fields,
) -> Result<Response, Response> {
    let id = format!("{act}/{service}");
    let regulation = app
        .catalogue
        .get(&id)
        .ok_or_else(|| PageError::NotFound.into_response())?;
    let guide = draft::of_form(regulation, guide.0, today(&app)).collect();
    let Some(Who::Citizen { person, .. }) = &reader.who else {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(&guide);
        let back = reader.href(&format!("/services/{id}/apply?{}", query.finish()));
        return Ok(reader.redirect(&format!("/login?next={}", app::pages::encoded(&back))));
    };
    let draft = draft::begin(&app, person, regulation, &guide)
        .await
        .map_err(IntoResponse::into_response)?;
    Ok(reader.redirect(&format!("/drafts/{}", draft.id)))
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
    let n = at.member().map_err(IntoResponse::into_response)?;
    let loaded = load(&app, &citizen, &at.id).await?;
    let topic = loaded
        .topic(&at.topic, n)
        .map_err(IntoResponse::into_response)?;
    Ok(show(&app, &citizen, &loaded, topic, n, Vec::new()))
}

/// The page of a topic or member, or the list of a repeating topic.
fn show(
    app: &App,
    citizen: &Citizen,
    loaded: &Loaded<'_>,
    of: &Topic,
    n: Option<usize>,
    problems: Vec<FieldError>,
) -> Response {
    let reader = &citizen.reader;
    let status = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let shell = reader.shell(app, "");
    let page = if of.repeats && n.is_none() {
        group(&shell, &draw::group(reader, loaded, of, &problems))
    } else {
        topic(&shell, &draw::topic(reader, loaded, of, n, &problems))
    };
    (status, Html(page)).into_response()
}

/// Saves what was typed, right or wrong; then on to the next page, or back to this one with what is to correct.
async fn save(
    State(app): State<App>,
    reader: Reader,
    Path(at): Path<At>,
    mut fields: Fields,
) -> Result<Response, Response> {
    let n = at.member().map_err(IntoResponse::into_response)?;
    let At { id, topic, .. } = at;
    let leave = fields.take("do") == "later";
    let Some(Who::Citizen {
        person, entered, ..
    }) = reader.who.clone()
    else {
        let member = n.map_or_else(String::new, |n| format!("/{n}"));
        let next = reader.href(&format!("/drafts/{id}/{topic}{member}"));
        let kept = Kept::posted(id, topic, n, fields);
        return Ok(after_lost_session(
            &app,
            &reader,
            super::login::same_site(reader.lang, &next),
            &kept,
        ));
    };
    let citizen = Citizen {
        reader,
        person,
        entered,
    };
    let loaded = load(&app, &citizen, &id).await?;
    let of = loaded
        .topic(&topic, n)
        .map_err(IntoResponse::into_response)?;
    let whole_list = of.repeats && n.is_none();
    let change = match whole_list {
        true if leave => None,
        true => Some(Change::CloseGroup(of)),
        false => Some(Change::Answers {
            topic: of,
            n,
            typed: &fields.0,
        }),
    };
    let draft = match change {
        Some(change) => draft::change(&app, loaded.draft, change)
            .await
            .map_err(IntoResponse::into_response)?,
        None => loaded.draft,
    };
    if leave {
        return Ok(citizen.reader.redirect(&format!("/drafts/{id}")));
    }
    let loaded = Loaded::new(&app, draft).map_err(IntoResponse::into_response)?;
    let problems = match whole_list {
        true => draw::incomplete_members(&loaded, of),
        false => loaded.problems(of, n),
    };
    if !problems.is_empty() {
        return Ok(show(&app, &citizen, &loaded, of, n, problems));
    }
    let next = if n.is_some() {
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
    fields: Fields,
) -> Result<Response, Response> {
    let n = at.member().map_err(IntoResponse::into_response)?;
    let loaded = load(&app, &citizen, &at.id).await?;
    let of = loaded
        .topic(&at.topic, n)
        .map_err(IntoResponse::into_response)?;
    if of.repeats == n.is_some() {
        let change = Change::Answers {
            topic: of,
            n,
            typed: &fields.0,
        };
        draft::change(&app, loaded.draft, change)
            .await
            .map_err(IntoResponse::into_response)?;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn remove_member(
    State(app): State<App>,
    citizen: Citizen,
    Path(at): Path<At>,
    fields: Fields,
) -> Result<Response, Response> {
    let n = at.member().map_err(IntoResponse::into_response)?;
    let loaded = load(&app, &citizen, &at.id).await?;
    let topic = loaded.regulation.topic(&at.topic);
    let (Some(topic), Some(n)) = (topic.filter(|topic| topic.repeats), n) else {
        return Err(PageError::NotFound.into_response());
    };
    let change = Change::RemoveMember {
        topic,
        n,
        was: fields.get("was"),
    };
    draft::change(&app, loaded.draft, change)
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
