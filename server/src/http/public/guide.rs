//! The guide through a regulation: may I apply, and where?

use std::collections::HashMap;

use app::pages::{
    guide::{self, Guide},
    service,
};
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};

use super::services::regulation;
use crate::http::kit::{error::PageError, fields::Fields, page_context::PageContext, web::App};

pub(super) fn router() -> Router<App> {
    Router::new().route("/{lang}/services/{act}/{service}/check", get(check_page))
}

/// A question of the guide, or its verdict. The answers stand in the query and nowhere else.
async fn check_page(
    State(app): State<App>,
    context: PageContext,
    Path(path): Path<HashMap<String, String>>,
    mut query: Fields,
) -> Result<Response, PageError> {
    let regulation = regulation(&app, &path)?;
    if regulation.questions.is_empty() {
        return Err(PageError::NotFound);
    }
    if query.take_switch() {
        // The same question again, with the answer that was chosen and not sent.
        let asked = query.take("asked");
        let guide = Guide::read(regulation, &query.0);
        let known = guide
            .questions
            .iter()
            .any(|question| question.fact == asked);
        let same = guide.address(context.lang, known.then_some(asked.as_str()));
        return Ok(Redirect::to(&same).into_response());
    }
    let shell = context.shell(&app, "");
    let guide = Guide::read(regulation, &query.0);
    let status = if guide.unanswered {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let page = match guide.current {
        Some(question) => guide::question(&shell, &guide, question),
        None => {
            let others = service::elsewhere(context.lang, &app.catalogue, regulation);
            guide::verdict(&shell, &guide, &others)
        }
    };
    Ok((status, Html(page)).into_response())
}
