//! The page of open sessions: where and when somebody is logged in, and ending it.

use app::pages::sessions::{SessionLine, SessionsOf, SessionsView, sessions};
use axum::{
    Router,
    extract::{Path, State},
    response::{Html, IntoResponse, Response},
    routing::{get, post},
};

use crate::{
    core::machine_clock,
    http::kit::{
        error::PageError,
        fields::Fields,
        guards::{Citizen, Official},
        local_time::local_micros,
        page_context::PageContext,
        session::{Principal, Session},
        web::App,
    },
    security_log,
    store::session::SessionRow,
};

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/cabinet/sessions", get(of_citizen))
        .route(
            "/{lang}/cabinet/sessions/others/end",
            post(citizen_ends_others),
        )
        .route(
            "/{lang}/cabinet/sessions/{session}/end",
            post(citizen_ends_one),
        )
        .route("/{lang}/staff/sessions", get(of_official))
        .route(
            "/{lang}/staff/sessions/others/end",
            post(official_ends_others),
        )
        .route(
            "/{lang}/staff/sessions/{session}/end",
            post(official_ends_one),
        )
}

async fn of_citizen(
    State(app): State<App>,
    citizen: Citizen,
    session: Session,
    query: Fields,
) -> Result<Response, PageError> {
    show(
        &app,
        &citizen.context,
        &session,
        SessionsOf::Citizen,
        &query,
    )
    .await
}

async fn of_official(
    State(app): State<App>,
    official: Official,
    session: Session,
    query: Fields,
) -> Result<Response, PageError> {
    show(&app, &official.context, &session, SessionsOf::Staff, &query).await
}

async fn show(
    app: &App,
    context: &PageContext,
    session: &Session,
    of: SessionsOf,
    query: &Fields,
) -> Result<Response, PageError> {
    let Some((kind, account)) = context.principal.as_ref().map(Principal::account) else {
        return Err(PageError::NotFound);
    };
    let here = session.row().await?.map(|row| row.id.clone());
    let rows = app
        .store
        .sessions_of(account, kind, machine_clock())
        .await?;
    let view = SessionsView {
        of,
        ended: query.get("ended") == "yes",
        lines: rows
            .into_iter()
            .map(|row| line(row, here.as_deref()))
            .collect(),
    };
    Ok(Html(sessions(&context.shell(app, ""), &view)).into_response())
}

fn line(row: SessionRow, here: Option<&str>) -> SessionLine {
    SessionLine {
        this: here == Some(&row.id),
        began: local_micros(row.created),
        seen: local_micros(row.seen),
        place: row.place,
        agent: row.agent,
        id: row.id,
    }
}

async fn citizen_ends_one(
    State(app): State<App>,
    citizen: Citizen,
    Path((_, session)): Path<(String, String)>,
) -> Result<Response, PageError> {
    end_one(&app, &citizen.context, SessionsOf::Citizen, &session).await
}

async fn official_ends_one(
    State(app): State<App>,
    official: Official,
    Path((_, session)): Path<(String, String)>,
) -> Result<Response, PageError> {
    end_one(&app, &official.context, SessionsOf::Staff, &session).await
}

async fn end_one(
    app: &App,
    context: &PageContext,
    of: SessionsOf,
    session: &str,
) -> Result<Response, PageError> {
    let who = context.principal.as_ref().ok_or(PageError::NotFound)?;
    let (kind, account) = who.account();
    // A session that expired meanwhile counts as ended.
    if app.store.end_session_of(session, account, kind).await? {
        app.sessions_ended.tell(session);
        security_log::sessions_ended(who.logged(), 1, "by its owner");
    }
    Ok(context.redirect(&format!("{}?ended=yes", of.path())))
}

async fn citizen_ends_others(citizen: Citizen, session: Session) -> Result<Response, PageError> {
    end_others(&citizen.context, &session, SessionsOf::Citizen).await
}

async fn official_ends_others(official: Official, session: Session) -> Result<Response, PageError> {
    end_others(&official.context, &session, SessionsOf::Staff).await
}

async fn end_others(
    context: &PageContext,
    session: &Session,
    of: SessionsOf,
) -> Result<Response, PageError> {
    let who = context.principal.as_ref().ok_or(PageError::NotFound)?;
    crate::http::kit::session::end_others(session, who, "by their owner").await?;
    Ok(context.redirect(&format!("{}?ended=yes", of.path())))
}
