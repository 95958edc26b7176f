//! Who reads, in which language: what every page handler starts with.

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use app::{
    components::{Shell, Viewer},
    pages::encoded,
    text::{Lang, t},
};
use axum::{
    extract::{FromRequestParts, Path},
    http::{HeaderMap, Method, StatusCode, header, request::Parts},
    response::{Html, IntoResponse, Redirect, Response},
};

use super::{
    error::PageError,
    fields::Fields,
    script::for_script,
    session::{self, Principal, Session},
    way_back,
    web::App,
};
use crate::store::{StoreError, account::Staff};

/// What was just done, shown on the next page. It is passed in the address, because whoever
/// has logged out has no session to keep it in.
#[derive(Clone, Copy)]
pub(crate) enum Done {
    Registered,
    LoggedOut,
}

/// The query parameter that passes it.
const SAID: &str = "said=";

impl Done {
    const ALL: [Done; 2] = [Done::Registered, Done::LoggedOut];

    const fn tag(self) -> &'static str {
        match self {
            Done::Registered => "registered",
            Done::LoggedOut => "logged-out",
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Done::Registered => "register-done-title",
            Done::LoggedOut => "login-left",
        }
    }

    /// The address of a page of this site, so that it says this first.
    pub(crate) fn at(self, address: &str) -> String {
        let (page, place) = address.split_at(address.find('#').unwrap_or(address.len()));
        let sign = if page.contains('?') { '&' } else { '?' };
        format!("{page}{sign}{SAID}{}{place}", self.tag())
    }
}

/// What every page handler starts with: language, address and who is logged in.
pub(crate) struct PageContext {
    pub lang: Lang,
    pub principal: Option<Principal>,
    pub staff: Option<Staff>,
    /// Whether the session could not be read. Pages that need no login are still shown.
    pub away: bool,
    path: String,
    query: String,
}

impl PageContext {
    /// The page around the content.
    pub(crate) fn shell(&self, app: &App, title: impl Into<String>) -> Shell {
        Shell {
            lang: self.lang,
            title: title.into(),
            path: self.path.clone(),
            query: self.query.clone(),
            viewer: self.viewer(app),
            done: self.done().map(|done| t(self.lang, done.key())),
            assets: app.site.assets.clone(),
            ..Shell::default()
        }
    }

    /// What the address says was just done, where it can be so.
    fn done(&self) -> Option<Done> {
        let said = self
            .query
            .split('&')
            .find_map(|pair| pair.strip_prefix(SAID))?;
        let is_citizen = matches!(self.principal, Some(Principal::Citizen { .. }));
        Done::ALL.into_iter().find(|done| {
            let may_be = match done {
                Done::Registered => is_citizen,
                Done::LoggedOut => self.principal.is_none(),
            };
            said == done.tag() && may_be
        })
    }

    fn viewer(&self, app: &App) -> Viewer {
        viewer(app, self.lang, self.staff.as_ref(), self.principal.as_ref())
    }

    /// Whether anybody who is not logged in would get the same page at `path`, without the language.
    fn is_anybody_at(&self, path: &str) -> bool {
        self.principal.is_none() && self.query.is_empty() && self.path == path
    }

    /// The page at `path`, which the catalogue decides and not the request. Who is logged in gets one of their own, with
    /// their name in the header.
    pub(crate) fn cached(
        &self,
        app: &App,
        path: &str,
        render: impl FnOnce() -> String,
    ) -> Response {
        if !self.is_anybody_at(path) {
            return Html(render()).into_response();
        }
        let page = app.page_cache.get_or_render(self.href(path), render);
        ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
    }

    /// An address in the reader's language.
    pub(crate) fn href(&self, path: &str) -> String {
        format!("/{}{path}", self.lang.tag())
    }

    /// 303 to this page with a query of these fields: the address of a form that was sent to change the language.
    pub(crate) fn with_query(&self, fields: &Fields) -> Response {
        let given = fields.0.iter().filter(|(_, value)| !value.is_empty());
        let query = given.map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        let query = query.collect::<Vec<_>>().join("&");
        match query.as_str() {
            "" => self.redirect(&self.path),
            query => self.redirect(&format!("{}?{query}", self.path)),
        }
    }

    /// 303 to `path` in the reader's language.
    pub(crate) fn redirect(&self, path: &str) -> Response {
        Redirect::to(&self.href(path)).into_response()
    }
}

fn viewer(app: &App, lang: Lang, staff: Option<&Staff>, principal: Option<&Principal>) -> Viewer {
    match (staff, principal) {
        (Some(staff), _) => {
            let names = crate::flow::staff_names(app, staff, lang);
            Viewer::Staff {
                name: staff.name.clone(),
                role: names.role,
                office: names.office,
            }
        }
        (None, Some(Principal::Citizen { name, .. })) => Viewer::Citizen { name: name.clone() },
        _ => Viewer::Guest,
    }
}

async fn staff_of(app: &App, principal: Option<&Principal>) -> Result<Option<Staff>, StoreError> {
    match principal {
        Some(Principal::Staff { staff }) => app.store.staff(staff).await,
        _ => Ok(None),
    }
}

/// Whose session it is, for a page that no handler draws; a guest's where that cannot be found out.
pub(crate) async fn viewer_of(app: &App, session: &Session, lang: Lang) -> Viewer {
    let principal = session::principal(session).await.unwrap_or_default();
    let staff = staff_of(app, principal.as_ref()).await.unwrap_or_default();
    viewer(app, lang, staff.as_ref(), principal.as_ref())
}

/// Who reads, for the page of an error: set as soon as it is known, read when the answer has no page.
#[derive(Clone, Default)]
pub(crate) struct Seen(Arc<OnceLock<Viewer>>);

impl Seen {
    /// Whoever was seen; none if nobody was looked up.
    pub(crate) fn viewer(&self) -> Option<Viewer> {
        self.0.get().cloned()
    }
}

impl FromRequestParts<App> for PageContext {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let Path(segments) = Path::<HashMap<String, String>>::from_request_parts(parts, app)
            .await
            .map_err(|_| PageError::NotFound)?;
        // PostgreSQL stores no null character: no id, code or number has one.
        if segments.values().any(|segment| segment.contains('\0')) {
            return Err(PageError::NotFound);
        }
        let lang = segments
            .get("lang")
            .and_then(|tag| Lang::from_tag(tag))
            .ok_or(PageError::NotFound)?;
        let (principal, away) =
            match <Session as FromRequestParts<App>>::from_request_parts(parts, app).await {
                Ok(session) => match session::principal(&session).await {
                    Ok(principal) => (principal, false),
                    Err(error) => {
                        tracing::error!(%error, "session");
                        (None, true)
                    }
                },
                Err(_) => (None, false),
            };
        let staff = staff_of(app, principal.as_ref()).await?;
        let path = parts.uri.path();
        // A page that was posted to has no address of its own for another language: its GET is the same path.
        let query = if parts.method == Method::GET {
            parts.uri.query().unwrap_or_default().to_owned()
        } else {
            String::new()
        };
        let context = PageContext {
            lang,
            staff,
            path: path
                .strip_prefix(&format!("/{}", lang.tag()))
                .unwrap_or(path)
                .to_owned(),
            query,
            principal,
            away,
        };
        if let Some(seen) = parts.extensions.get::<Seen>() {
            // Whoever was seen first stays: the reader of a request is one.
            let _ = seen.0.set(context.viewer(app));
        }
        Ok(context)
    }
}

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
            Err(context) => Err(to_login(app, &context, parts, "/login")),
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
            None => Err(to_login(app, &context, parts, "/staff/login")),
        }
    }
}

/// The login page, which leads back to a page that was asked for with GET. A script is told the address of that page and
/// no page: it would take it for an answer.
fn to_login(app: &App, context: &PageContext, parts: &Parts, login: &str) -> Response {
    let back = if parts.method == Method::GET {
        parts
            .uri
            .path_and_query()
            .map_or("", |whole| whole.as_str())
    } else {
        parts.uri.path()
    };
    if !is_of_script(&parts.headers) {
        return way_back::redirect(app, context.href(login), back);
    }
    let address = app::pages::with_next(context.href(login), back);
    for_script(StatusCode::UNAUTHORIZED, address)
}

/// Whether a script made the request: by its `Accept`, or because browsers mark every request that is no navigation.
fn is_of_script(headers: &HeaderMap) -> bool {
    let says = |name: &str, value: &str| headers.get(name).is_some_and(|said| said == value);
    let mode = headers.get("sec-fetch-mode");
    says("accept", "text/plain") || mode.is_some_and(|mode| mode != "navigate")
}
