//! Saves a page of the form while somebody types.

use app::islands::autosave::{LOAD, SEEN, TURN};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};

use domain::form;

use super::TopicPath;
use crate::{
    flow::draft::{self, DraftChange, DraftError},
    http::{
        draft::loaded::{to_change, to_show},
        kit::{error::PageError, fields::Fields, guards::Citizen, web::App},
    },
};

pub(super) async fn autosave(
    State(app): State<App>,
    citizen: Citizen,
    Path(at): Path<TopicPath>,
    mut fields: Fields,
) -> Result<Response, Response> {
    let sending = fields.take_sending();
    let seen = fields.take_seen();
    let member = at.member().map_err(IntoResponse::into_response)?;
    let member = member.as_ref();
    let loaded = to_change(&app, &citizen)?;
    let of = loaded
        .topic(&at.topic, member)
        .map_err(IntoResponse::into_response)?;
    if of.repeats != member.is_some() {
        return Err(PageError::NotFound.into_response());
    }
    let change = DraftChange::Answers {
        topic: of,
        member,
        typed: &fields.0,
        sending: sending.as_ref(),
        seen: seen.as_deref(),
    };
    match draft::change(&app, loaded.draft, change).await {
        Ok(_) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(DraftError::NotFound | DraftError::Overtaken(_)) => {
            Err(PageError::Gone.into_response())
        }
        Err(error) => Err(error.into_response()),
    }
}

/// What is saved of a page, for a page that was loaded before it was.
pub(super) async fn autosaved(
    State(app): State<App>,
    citizen: Citizen,
    Path(at): Path<TopicPath>,
) -> Result<Response, Response> {
    let member = at.member().map_err(IntoResponse::into_response)?;
    let member = member.as_ref();
    let loaded = to_show(&app, &citizen)?;
    let of = loaded
        .topic(&at.topic, member)
        .map_err(IntoResponse::into_response)?;
    let mut text = form_urlencoded::Serializer::new(String::new());
    let body = &loaded.draft.body;
    let page = body.answers.page(of, member);
    // The page asks for other months than these.
    let passed = of.fields.iter();
    let passed = passed.filter(|field| form::is_of_other_months(field, &page, loaded.today));
    let passed: Vec<String> = passed
        .flat_map(|field| form::posted(field, &page).into_keys())
        .collect();
    text.extend_pairs(page.iter().filter(|(key, _)| !passed.contains(key)));
    text.append_pair(SEEN, &draft::mark(&page));
    if let Some(last) = draft::last_sending(body, of, member) {
        text.append_pair(LOAD, &last.load);
        text.append_pair(TURN, &last.turn.to_string());
    }
    Ok(text.finish().into_response())
}
