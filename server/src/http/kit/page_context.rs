//! Who reads, in which language: what every page handler starts with.

use std::collections::HashMap;

use app::{
    components::{Shell, Viewer},
    pages::encoded,
    text::{Lang, t},
};
use axum::{
    extract::{FromRequestParts, MatchedPath, Path},
    http::{Method, header, request::Parts},
    response::{Html, IntoResponse, Redirect, Response},
};

use super::{
    done::Done,
    error::PageError,
    fields::Fields,
    seen::Seen,
    session::{self, Principal, Session},
    unsaved_answers::DrawnAgain,
    web::App,
};
use crate::store::{StoreError, draft::Draft, staff::Staff};

/// What every page handler starts with: language, address and who is logged in, with the draft that the address names.
pub(crate) struct PageContext {
    pub lang: Lang,
    pub principal: Option<Principal>,
    pub staff: Option<Staff>,
    /// Whether the session could not be read. Pages that need no login are still shown.
    pub away: bool,
    /// The draft of the address, if it is the reader's own.
    pub draft: Option<Draft>,
    path: String,
    query: String,
    /// Whether a form is drawn that was posted before the login.
    again: bool,
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
            reader: self.account().to_owned(),
            done: match self.again {
                true => Some(t(self.lang, "typed-again")),
                false => Done::text(self.lang, &self.query, self.principal.as_ref()),
            },
            assets: app.site.assets.clone(),
            ..Shell::default()
        }
    }

    /// The account of whoever is logged in.
    fn account(&self) -> &str {
        let principal = self.principal.as_ref();
        principal.map_or("", |principal| principal.account().1)
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

/// Whether the address is below that of a draft.
fn is_of_draft(parts: &Parts) -> bool {
    let route = parts.extensions.get::<MatchedPath>();
    route.is_some_and(|route| route.as_str().starts_with("/{lang}/drafts/{id}"))
}

/// Who is logged in, and the draft with this id if it is theirs.
async fn who(
    session: &Session,
    draft: Option<&String>,
) -> Result<(Option<Principal>, Option<Draft>), StoreError> {
    let draft = match draft {
        Some(id) => session.draft(id).await?,
        None => None,
    };
    Ok((session::principal(session).await?, draft))
}

/// Whose session it is, for a page that no handler draws; a guest's where that cannot be found out.
pub(crate) async fn viewer_of(app: &App, session: &Session, lang: Lang) -> Viewer {
    let principal = session::principal(session).await.unwrap_or_default();
    let staff = staff_of(app, principal.as_ref()).await.unwrap_or_default();
    viewer(app, lang, staff.as_ref(), principal.as_ref())
}

impl FromRequestParts<App> for PageContext {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let Path(segments) = Path::<HashMap<String, String>>::from_request_parts(parts, app)
            .await
            .map_err(|_| PageError::NotFound)?;
        // PostgreSQL refuses null characters.
        if segments.values().any(|segment| segment.contains('\0')) {
            return Err(PageError::NotFound);
        }
        let lang = segments
            .get("lang")
            .and_then(|tag| Lang::from_tag(tag))
            .ok_or(PageError::NotFound)?;
        let draft = segments.get("id").filter(|_| is_of_draft(parts));
        let (principal, draft, away) =
            match <Session as FromRequestParts<App>>::from_request_parts(parts, app).await {
                Ok(session) => match who(&session, draft).await {
                    Ok((principal, draft)) => (principal, draft, false),
                    Err(error) => {
                        tracing::error!(%error, "session");
                        (None, None, true)
                    }
                },
                Err(_) => (None, None, false),
            };
        let staff = staff_of(app, principal.as_ref()).await?;
        let path = parts.uri.path();
        // The answer to a POST is shown in another language by GET of the same path, without the query.
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
            draft,
            again: parts.extensions.get::<DrawnAgain>().is_some(),
        };
        if let Some(seen) = parts.extensions.get::<Seen>() {
            seen.set(context.viewer(app), context.account());
        }
        Ok(context)
    }
}
