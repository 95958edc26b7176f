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
    response::{IntoResponse, Redirect, Response},
};

use super::{
    error::PageError,
    fields::Fields,
    session::{self, Session, Who},
    way_back,
    web::App,
};
use crate::store::{StoreError, account::Staff};

/// What was just done where no page of its own says it: the page that it leads to does. In the address, because whoever
/// has logged out has no session to keep it in.
#[derive(Clone, Copy)]
pub(crate) enum Done {
    Registered,
    LoggedOut,
}

/// The beginning of the part of a query that says so.
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

/// The language and place of a page, and whoever is logged in.
pub(crate) struct Reader {
    /// Language of the path.
    pub lang: Lang,
    /// Whoever is logged in.
    pub who: Option<Who>,
    /// The official, if one is logged in.
    pub staff: Option<Staff>,
    /// Whether the session could not be read: nobody knows who reads, and pages that need nobody are still shown.
    pub away: bool,
    path: String,
    query: String,
}

impl Reader {
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
        let is_citizen = matches!(self.who, Some(Who::Citizen { .. }));
        Done::ALL.into_iter().find(|done| {
            let may_be = match done {
                Done::Registered => is_citizen,
                Done::LoggedOut => self.who.is_none(),
            };
            said == done.tag() && may_be
        })
    }

    fn viewer(&self, app: &App) -> Viewer {
        viewer(app, self.lang, self.staff.as_ref(), self.who.as_ref())
    }

    /// Whether anybody who is not logged in would get the same page at `path`, without the language.
    pub(crate) fn is_anybody_at(&self, path: &str) -> bool {
        self.who.is_none() && self.query.is_empty() && self.path == path
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

fn viewer(app: &App, lang: Lang, staff: Option<&Staff>, who: Option<&Who>) -> Viewer {
    match (staff, who) {
        (Some(staff), _) => {
            let names = crate::flow::staff_names(app, staff, lang);
            Viewer::Staff {
                name: staff.name.clone(),
                role: names.role,
                office: names.office,
            }
        }
        (None, Some(Who::Citizen { name, .. })) => Viewer::Citizen { name: name.clone() },
        _ => Viewer::Guest,
    }
}

async fn staff_of(app: &App, who: Option<&Who>) -> Result<Option<Staff>, StoreError> {
    match who {
        Some(Who::Staff { staff }) => app.store.staff(staff).await,
        _ => Ok(None),
    }
}

/// Whose session it is, for a page that no handler draws; a guest's where that cannot be found out.
pub(crate) async fn viewer_of(app: &App, session: &Session, lang: Lang) -> Viewer {
    let who = session::who(session).await.unwrap_or_default();
    let staff = staff_of(app, who.as_ref()).await.unwrap_or_default();
    viewer(app, lang, staff.as_ref(), who.as_ref())
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

impl FromRequestParts<App> for Reader {
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
        let (who, away) =
            match <Session as FromRequestParts<App>>::from_request_parts(parts, app).await {
                Ok(session) => match session::who(&session).await {
                    Ok(who) => (who, false),
                    Err(error) => {
                        tracing::error!(%error, "session");
                        (None, true)
                    }
                },
                Err(_) => (None, false),
            };
        let staff = staff_of(app, who.as_ref()).await?;
        let path = parts.uri.path();
        // A page that was posted to has no address of its own for another language: its GET is the same path.
        let query = if parts.method == Method::GET {
            parts.uri.query().unwrap_or_default().to_owned()
        } else {
            String::new()
        };
        let reader = Reader {
            lang,
            staff,
            path: path
                .strip_prefix(&format!("/{}", lang.tag()))
                .unwrap_or(path)
                .to_owned(),
            query,
            who,
            away,
        };
        if let Some(seen) = parts.extensions.get::<Seen>() {
            // Whoever was seen first stays: the reader of a request is one.
            let _ = seen.0.set(reader.viewer(app));
        }
        Ok(reader)
    }
}

/// A logged-in citizen. Anyone else is sent to the login page, and back afterwards.
pub(crate) struct Citizen {
    /// The page.
    pub reader: Reader,
    /// Id of the account.
    pub person: String,
    /// Unix seconds of the last password.
    pub entered: i64,
}

impl FromRequestParts<App> for Citizen {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let reader = Reader::from_request_parts(parts, app)
            .await
            .map_err(IntoResponse::into_response)?;
        match Citizen::of(reader) {
            Ok(citizen) => Ok(citizen),
            Err(reader) if reader.away => Err(PageError::Unavailable.into_response()),
            Err(reader) => Err(to_login(app, &reader, parts, "/login")),
        }
    }
}

impl Citizen {
    /// The reader as a citizen, or again as a reader.
    #[expect(clippy::result_large_err, reason = "both ways the reader goes on")]
    pub(crate) fn of(reader: Reader) -> Result<Citizen, Reader> {
        match reader.who.clone() {
            Some(Who::Citizen {
                person, entered, ..
            }) => Ok(Citizen {
                reader,
                person,
                entered,
            }),
            _ => Err(reader),
        }
    }
}

/// A logged-in, active official.
pub(crate) struct Official {
    /// The page.
    pub reader: Reader,
    /// The account.
    pub staff: Staff,
}

impl FromRequestParts<App> for Official {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let reader = Reader::from_request_parts(parts, app)
            .await
            .map_err(IntoResponse::into_response)?;
        match reader.staff.clone() {
            Some(staff) => Ok(Official { reader, staff }),
            None if reader.away => Err(PageError::Unavailable.into_response()),
            None => Err(to_login(app, &reader, parts, "/staff/login")),
        }
    }
}

/// The login page, which leads back to a page that was asked for with GET. A script is told the address of that page and
/// no page: it would take it for an answer.
fn to_login(app: &App, reader: &Reader, parts: &Parts, login: &str) -> Response {
    let back = if parts.method == Method::GET {
        parts
            .uri
            .path_and_query()
            .map_or("", |whole| whole.as_str())
    } else {
        parts.uri.path()
    };
    if !is_script(&parts.headers) {
        return way_back::redirect(app, reader, login, back);
    }
    let address = app::pages::with_next(reader.href(login), back);
    // Not `text/plain`: of that kind errors of the framework are, and those are drawn as a page.
    let kind = [(header::CONTENT_TYPE, "text/x-lines; charset=utf-8")];
    (StatusCode::UNAUTHORIZED, kind, address).into_response()
}

/// Whether a script of the page asks: it says so, and browsers say it of every request that leads to no page.
fn is_script(headers: &HeaderMap) -> bool {
    let says = |name: &str, value: &str| headers.get(name).is_some_and(|said| said == value);
    let mode = headers.get("sec-fetch-mode");
    says("accept", "text/plain") || mode.is_some_and(|mode| mode != "navigate")
}

/// The language of someone who comes to `/`: the first of `Accept-Language` that we have, else Kazakh.
pub(crate) fn preferred(headers: &HeaderMap) -> Lang {
    let wanted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    wanted
        .split(',')
        .filter_map(|item| item.trim().split(['-', ';']).next())
        .find_map(Lang::from_tag)
        .unwrap_or_default()
}
