//! A draft begun: from the guide, or from an application that was turned away.

use std::collections::BTreeMap;

use app::pages::{
    case::FORMER,
    draft::{StartView, start},
};
use axum::{
    Router,
    extract::{Path, State},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use domain::regulation::ChannelKind;

use domain::{calendar::local, regulation::Regulation};

use super::today;
use crate::{
    flow::{
        case,
        draft::{self, DraftChange, DraftError},
    },
    http::kit::{
        error::PageError, fields::Fields, page_context::PageContext, session::Principal, way_back,
        web::App,
    },
};

pub(super) fn router() -> Router<App> {
    Router::new().route(
        "/{lang}/services/{act}/{service}/apply",
        get(start_page).post(apply),
    )
}

/// Asks whether to begin, for those who come back from the login; the answers of the guide stay in the address.
async fn start_page(
    State(app): State<App>,
    context: PageContext,
    Path((_, act, service)): Path<(String, String, String)>,
    guide: Fields,
) -> Result<Response, PageError> {
    let regulation = app
        .catalogue
        .get(&format!("{act}/{service}"))
        .ok_or(PageError::NotFound)?;
    let view = StartView {
        service: regulation
            .called_on(Some(ChannelKind::Portal))
            .get(context.lang)
            .to_owned(),
        action: context.href(&format!("/services/{}/apply", regulation.id)),
        back: context.href(&format!("/services/{}", regulation.id)),
        guide: draft::of_form(regulation, guide.0, today(&app)).collect(),
    };
    Ok(Html(start(&context.shell(&app, ""), &view)).into_response())
}

async fn apply(
    State(app): State<App>,
    context: PageContext,
    Path((_, act, service)): Path<(String, String, String)>,
    mut guide: Fields,
) -> Result<Response, Response> {
    let id = format!("{act}/{service}");
    let regulation = app
        .catalogue
        .get(&id)
        .ok_or_else(|| PageError::NotFound.into_response())?;
    let former = guide.take(FORMER);
    let guide = draft::of_form(regulation, guide.0, today(&app)).collect();
    if context.away {
        return Err(PageError::Unavailable.into_response());
    }
    let Some(Principal::Citizen { person, .. }) = &context.principal else {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(&guide);
        let back = context.href(&format!("/services/{id}/apply?{}", query.finish()));
        return Ok(way_back::redirect(&app, context.href("/login"), &back));
    };
    let former = match former.as_str() {
        "" => BTreeMap::new(),
        case => answers_of(&app, person, case, regulation).await?,
    };
    let begun = match draft::begin(&app, person, regulation, &guide).await {
        Ok(draft) => draft::change(&app, draft, DraftChange::Former(&former)).await,
        other => other,
    };
    match begun {
        Ok(draft) => Ok(context.redirect(&format!("/drafts/{}", draft.id))),
        // The page of the service says so.
        Err(DraftError::Ended) => Ok(context.redirect(&format!("/services/{id}"))),
        Err(error) => Err(error.into_response()),
    }
}

/// The answers of one's own case of a service.
async fn answers_of(
    app: &App,
    person: &str,
    case: &str,
    regulation: &Regulation,
) -> Result<BTreeMap<String, String>, Response> {
    match case::load_own(app, person, case).await {
        Ok(former) if former.case.regulation == regulation.id.as_str() => {
            let submitted = local(former.state.submitted_at).date_naive();
            Ok(draft::with_months(
                regulation,
                former.state.answers,
                submitted,
            ))
        }
        Ok(_) => Err(PageError::NotFound.into_response()),
        Err(error) => Err(PageError::from(error).into_response()),
    }
}
