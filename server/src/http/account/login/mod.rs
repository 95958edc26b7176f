//! Login and logout of citizens and staff.

use app::{
    components::Shell,
    pages::login::{LoginOf, LoginView, login},
};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{Html, IntoResponse, Response},
    routing::{get, post},
};

use super::{
    after_login::{self, ENTERED, enter_citizen, redirect_to},
    second_step,
};
use crate::{
    flow::{
        account::{login_person, login_staff},
        throttle::{Origin, Subject},
    },
    http::kit::{
        client_address::ClientAddress,
        done::Done,
        error::PageError,
        fields::Fields,
        guards::LOST_FILES,
        page_context::PageContext,
        refusals::no_cookie,
        session::{self, Principal, Session},
        unsaved_answers::UnsavedAnswers,
        way_back,
        web::App,
    },
};

mod device;
mod form;
mod page;
mod same_site;

pub(crate) use device::{DAYS as DEVICE_DAYS, Device};
use form::LoginForm;
pub(crate) use page::shell;
use page::show;
pub(crate) use same_site::same_site;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/login", get(page).post(enter))
        .route("/{lang}/staff/login", get(staff_page).post(enter_staff))
        .route("/{lang}/logout", post(leave))
}

async fn page(
    State(app): State<App>,
    context: PageContext,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let inside = matches!(context.principal, Some(Principal::Citizen { .. }));
    empty_page(
        &app,
        &context,
        &headers,
        LoginOf::Citizen,
        fields,
        inside.then_some("/cabinet"),
    )
}

async fn staff_page(
    State(app): State<App>,
    context: PageContext,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let inside = context.staff.is_some();
    empty_page(
        &app,
        &context,
        &headers,
        LoginOf::Staff,
        fields,
        inside.then_some("/staff"),
    )
}

/// The page, or what comes after it for those who are `inside` already.
fn empty_page(
    app: &App,
    context: &PageContext,
    headers: &HeaderMap,
    of: LoginOf,
    mut fields: Fields,
    inside: Option<&str>,
) -> Response {
    let next = way_back::whole(app, headers, same_site(context.lang, &fields.take("next")));
    if let Some(otherwise) = inside {
        return redirect_to(context, &next, otherwise);
    }
    let mut view = LoginView {
        of,
        next,
        lost_files: !fields.take(LOST_FILES).is_empty(),
        ..LoginView::default()
    };
    // A login succeeded and there is no session: the browser keeps no cookies.
    let lost = !fields.take(ENTERED).is_empty();
    view.refusal = lost.then(|| no_cookie(context.lang));
    Device::of(app, headers).marked(app, show(app, context, StatusCode::OK, view))
}

async fn enter(
    State(app): State<App>,
    context: PageContext,
    address: ClientAddress,
    session: Session,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, PageError> {
    let device = Device::of(&app, &headers);
    let form = LoginForm::new(LoginOf::Citizen, context.lang, fields);
    let page = try_citizen(&app, &context, &session, form, &device.origin(address)).await?;
    Ok(device.marked(&app, page))
}

async fn try_citizen(
    app: &App,
    context: &PageContext,
    session: &Session,
    form: LoginForm,
    origin: &Origin,
) -> Result<Response, PageError> {
    if let Some(page) = form.stopped(app, context) {
        return Ok(page);
    }
    let iin = form.iin();
    let subject = Subject::Citizen(&iin);
    let counted = match form.begin(app, context, subject, origin).await? {
        Ok(counted) => counted,
        Err(page) => return Ok(page),
    };
    match login_person(app, &iin, form.password.clone()).await {
        Ok(person) => {
            counted.succeeded(app).await;
            enter_citizen(app, session, &person).await?;
            let unsaved = form.unsaved.of(&person.id);
            let to = (&*form.next, "/cabinet");
            after_login::redirect(app, context, session, to, unsaved).await
        }
        Err(error) => form.not_in(app, context, counted, error).await,
    }
}

async fn enter_staff(
    State(app): State<App>,
    context: PageContext,
    address: ClientAddress,
    session: Session,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, PageError> {
    let device = Device::of(&app, &headers);
    let form = LoginForm::new(LoginOf::Staff, context.lang, fields);
    let page = try_official(&app, &context, &session, form, &device.origin(address)).await?;
    Ok(device.marked(&app, page))
}

async fn try_official(
    app: &App,
    context: &PageContext,
    session: &Session,
    form: LoginForm,
    origin: &Origin,
) -> Result<Response, PageError> {
    if let Some(page) = form.stopped(app, context) {
        return Ok(page);
    }
    let login = form.staff_login();
    let subject = Subject::Staff(&login);
    let counted = match form.begin(app, context, subject, origin).await? {
        Ok(counted) => counted,
        Err(page) => return Ok(page),
    };
    match login_staff(app, &login, form.password.clone()).await {
        Ok(staff) => {
            counted.succeeded(app).await;
            let LoginForm { next, unsaved, .. } = form;
            second_step::begin(app, (context, session), staff, next, unsaved).await
        }
        Err(error) => form.not_in(app, context, counted, error).await,
    }
}

async fn leave(
    State(app): State<App>,
    context: PageContext,
    session: Session,
) -> Result<Response, PageError> {
    session::leave(&session).await?;
    let mut response = context.redirect(&Done::LoggedOut.at("/"));
    way_back::forget(&app, &mut response);
    Ok(response)
}

/// The login page in place of a form whose session has ended: what was posted goes along and comes back after the login.
pub(crate) fn after_lost_session(
    app: &App,
    headers: &HeaderMap,
    shell: Shell,
    (of, next): (LoginOf, &str),
    unsaved: &UnsavedAnswers,
) -> Response {
    let view = LoginView {
        of,
        next: next.to_owned(),
        kept: unsaved.hidden_fields(),
        ..LoginView::default()
    };
    let shell = Shell {
        // The path of the request is a form page; the language links lead to the login page.
        path: of.path().to_owned(),
        query: page::query(next),
        ..shell
    };
    let page = (StatusCode::FORBIDDEN, Html(login(&shell, &view))).into_response();
    Device::of(app, headers).marked(app, page)
}
