//! Extractors of pages that need somebody who is logged in.

use app::pages::login::LoginOf;
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};

use super::{
    error::PageError,
    page_context::PageContext,
    script::{for_script, made_by_script},
    session::Principal,
    way_back,
    web::App,
};
use crate::store::staff::Staff;

/// A logged-in citizen. Anyone else is sent to the login page, and back afterwards.
pub(crate) struct Citizen {
    pub context: PageContext,
    pub person: String,
    /// Unix seconds of the last password.
    pub entered: i64,
}

impl FromRequestParts<App> for Citizen {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let context = PageContext::from_request_parts(parts, app)
            .await
            .map_err(IntoResponse::into_response)?;
        match Citizen::of(context) {
            Ok(citizen) => Ok(citizen),
            Err(context) if context.away => Err(PageError::Unavailable.into_response()),
            Err(context) => Err(to_login(app, &context, parts, LoginOf::Citizen)),
        }
    }
}

impl Citizen {
    /// The reader as a citizen, or again as a reader.
    #[expect(clippy::result_large_err, reason = "both ways the context goes on")]
    pub(crate) fn of(context: PageContext) -> Result<Citizen, PageContext> {
        match context.principal.clone() {
            Some(Principal::Citizen {
                person, entered, ..
            }) => Ok(Citizen {
                context,
                person,
                entered,
            }),
            _ => Err(context),
        }
    }
}

/// A logged-in, active official.
pub(crate) struct Official {
    pub context: PageContext,
    pub staff: Staff,
}

impl FromRequestParts<App> for Official {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let context = PageContext::from_request_parts(parts, app)
            .await
            .map_err(IntoResponse::into_response)?;
        match context.staff.clone() {
            Some(staff) => Ok(Official { context, staff }),
            None if context.away => Err(PageError::Unavailable.into_response()),
            None => Err(to_login(app, &context, parts, LoginOf::Staff)),
        }
    }
}

/// The mark of whoever comes to the login page from files that were sent after the session had ended.
pub(crate) const LOST_FILES: &str = "lost-files";

fn is_multipart(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"))
}

/// Files are not kept, and the login page says so.
fn say_lost_files(response: &mut Response) {
    let headers = response.headers_mut();
    let address = headers
        .get(header::LOCATION)
        .and_then(|value| value.to_str().ok());
    let marked =
        address.map(|address| HeaderValue::from_str(&format!("{address}&{LOST_FILES}=yes")));
    if let Some(Ok(marked)) = marked {
        headers.insert(header::LOCATION, marked);
    }
}

/// Goes along with the answer to a form that was posted after the session had ended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LostSession(pub(crate) LoginOf);

/// The login page, which leads back to a page that was asked for with GET. A script is told the address of that page and
/// no page: it would take it for an answer.
fn to_login(app: &App, context: &PageContext, parts: &Parts, of: LoginOf) -> Response {
    let login = of.path();
    let back = if parts.method == Method::GET {
        parts
            .uri
            .path_and_query()
            .map_or("", |whole| whole.as_str())
    } else {
        parts.uri.path()
    };
    if !made_by_script(&parts.headers) {
        let mut response = way_back::redirect(app, context.href(login), back);
        if is_multipart(&parts.headers) {
            say_lost_files(&mut response);
        }
        response.extensions_mut().insert(LostSession(of));
        return response;
    }
    let address = app::pages::with_next(context.href(login), back);
    for_script(StatusCode::UNAUTHORIZED, address)
}
