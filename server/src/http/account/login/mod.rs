//! Login and logout of citizens and staff.

use app::{
    components::Shell,
    pages::login::{LoginOf, LoginView, login},
};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};

use super::second_step;
use crate::{
    flow::{
        account::{login_person, login_staff, short_name},
        throttle::{Origin, Subject},
    },
    http::{
        draft::form::Kept,
        kit::{
            client_address::ClientAddress,
            error::PageError,
            fields::Fields,
            page_context::{Done, Reader},
            refusals::no_cookie,
            session::{self, Session, Who},
            way_back,
            web::{App, Web},
        },
    },
    store::account::Person,
};
use attempt::Attempt;
use page::show;

mod attempt;
mod device;
mod page;
mod same_site;

pub(crate) use crate::http::kit::refusals::{refusal_of_act, too_many};
pub(crate) use device::{DAYS as DEVICE_DAYS, Device};
pub(crate) use page::shell;
pub(crate) use same_site::same_site;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/login", get(page).post(enter))
        .route("/{lang}/staff/login", get(staff_page).post(enter_staff))
        .route("/{lang}/logout", post(leave))
}

async fn page(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let inside = matches!(reader.who, Some(Who::Citizen { .. }));
    empty_page(
        &app,
        &reader,
        &headers,
        LoginOf::Citizen,
        fields,
        inside.then_some("/cabinet"),
    )
}

async fn staff_page(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let inside = reader.staff.is_some();
    empty_page(
        &app,
        &reader,
        &headers,
        LoginOf::Staff,
        fields,
        inside.then_some("/staff"),
    )
}

/// The page, or what comes after it for those who are `inside` already.
fn empty_page(
    app: &App,
    reader: &Reader,
    headers: &HeaderMap,
    of: LoginOf,
    mut fields: Fields,
    inside: Option<&str>,
) -> Response {
    let next = way_back::whole(app, headers, same_site(reader.lang, &fields.take("next")));
    if let Some(otherwise) = inside {
        return on(reader, &next, otherwise);
    }
    let mut view = LoginView {
        of,
        next,
        ..LoginView::default()
    };
    // Who comes from a login that was right and is nobody here keeps no cookie.
    let lost = !fields.take(ENTERED).is_empty();
    view.refusal = lost.then(|| no_cookie(reader.lang));
    Device::of(app, headers).marked(app, show(app, reader, StatusCode::OK, view))
}

/// The mark of whoever comes from a login that was right.
const ENTERED: &str = "entered";

/// Where a login leads to that was right. A browser that sent no cookie may keep none: then the login page says so.
pub(crate) fn entered(
    app: &Web,
    reader: &Reader,
    session: &Session,
    next: &str,
    otherwise: &str,
) -> Response {
    if session.keeps_cookies() {
        return on(reader, next, otherwise);
    }
    let login = if otherwise == "/staff" {
        "/staff/login"
    } else {
        "/login"
    };
    let mut page = reader.href(&format!("{login}?{ENTERED}=yes"));
    let path = next.split('?').next().unwrap_or_default();
    if !path.is_empty() {
        page = format!("{page}&next={}", app::pages::encoded(path));
    }
    let mut response = Redirect::to(&page).into_response();
    way_back::keep(app, &mut response, next);
    response
}

async fn enter(
    State(app): State<App>,
    reader: Reader,
    address: ClientAddress,
    session: Session,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, PageError> {
    let device = Device::of(&app, &headers);
    let attempt = Attempt::new(LoginOf::Citizen, reader.lang, fields);
    let page = try_citizen(&app, &reader, &session, attempt, &device.origin(address)).await?;
    Ok(device.marked(&app, page))
}

async fn try_citizen(
    app: &App,
    reader: &Reader,
    session: &Session,
    attempt: Attempt,
    origin: &Origin,
) -> Result<Response, PageError> {
    if let Some(page) = attempt.stopped(app, reader) {
        return Ok(page);
    }
    let iin = attempt.iin();
    let subject = Subject::Citizen(&iin);
    let counted = match attempt.begin(app, reader, subject, origin).await? {
        Ok(counted) => counted,
        Err(page) => return Ok(page),
    };
    match login_person(app, &iin, attempt.password.clone()).await {
        Ok(person) => {
            counted.succeeded(app).await;
            enter_citizen(app, session, &person).await?;
            attempt.kept.apply(app, &person.id).await?;
            Ok(entered(app, reader, session, &attempt.next, "/cabinet"))
        }
        Err(error) => attempt.not_in(app, reader, counted, error).await,
    }
}

/// Logs `person` in.
pub(crate) async fn enter_citizen(
    app: &App,
    session: &Session,
    person: &Person,
) -> Result<(), PageError> {
    let who = Who::Citizen {
        person: person.id.clone(),
        name: short_name(&person.name),
        entered: app.now().timestamp(),
    };
    session::enter(session, who)
        .await
        .map_err(PageError::session)
}

async fn enter_staff(
    State(app): State<App>,
    reader: Reader,
    address: ClientAddress,
    session: Session,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, PageError> {
    let device = Device::of(&app, &headers);
    let attempt = Attempt::new(LoginOf::Staff, reader.lang, fields);
    let page = try_official(&app, &reader, &session, attempt, &device.origin(address)).await?;
    Ok(device.marked(&app, page))
}

async fn try_official(
    app: &App,
    reader: &Reader,
    session: &Session,
    attempt: Attempt,
    origin: &Origin,
) -> Result<Response, PageError> {
    if let Some(page) = attempt.stopped(app, reader) {
        return Ok(page);
    }
    let login = attempt.staff_login();
    let subject = Subject::Staff(&login);
    let counted = match attempt.begin(app, reader, subject, origin).await? {
        Ok(counted) => counted,
        Err(page) => return Ok(page),
    };
    match login_staff(app, &login, attempt.password.clone()).await {
        Ok(staff) => {
            counted.succeeded(app).await;
            second_step::begin(app, reader, session, staff, &attempt.next).await
        }
        Err(error) => attempt.not_in(app, reader, counted, error).await,
    }
}

async fn leave(
    State(app): State<App>,
    reader: Reader,
    session: Session,
) -> Result<Response, PageError> {
    session::leave(&session).await.map_err(PageError::session)?;
    let mut response = reader.redirect(&Done::LoggedOut.at("/"));
    way_back::forget(&app, &mut response);
    Ok(response)
}

/// The login page in place of a form page whose session has ended: what was posted goes along and is saved
/// after the login.
pub(crate) fn after_lost_session(
    app: &App,
    reader: &Reader,
    next: String,
    kept: &Kept,
) -> Response {
    let view = LoginView {
        next,
        kept: kept.hidden_fields(),
        ..LoginView::default()
    };
    let shell = Shell {
        // What stands at this address is another page.
        path: "/login".to_owned(),
        ..shell(app, reader, &view.next)
    };
    (StatusCode::FORBIDDEN, Html(login(&shell, &view))).into_response()
}

/// To `next`, or to `otherwise` in the reader's language.
pub(crate) fn on(reader: &Reader, next: &str, otherwise: &str) -> Response {
    match next {
        "" => reader.redirect(otherwise),
        next => Redirect::to(next).into_response(),
    }
}
