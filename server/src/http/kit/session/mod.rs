//! Who is logged in. A session is a row; the browser has its key in a cookie and nothing else (decision 15).

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderValue, header, request::Parts},
    middleware::Next,
    response::Response,
};
use serde::{Serialize, de::DeserializeOwned};
use tokio::sync::OnceCell;

use super::{client_address::ClientAddress, error::PageError, web::App};
use crate::{
    core::machine_clock,
    security_log::Account,
    store::{
        StoreError,
        draft::Draft,
        new_id,
        session::{SessionRow, key_of},
    },
};

mod agent;
mod login;

pub use login::{end_others, enter, key, leave, principal, renew};

/// The cookie's name, without its prefix.
const COOKIE: &str = "otinish";
/// Life of a session in which nobody is logged in, for the steps before a login.
const ANONYMOUS_LIFETIME: i64 = 60 * MINUTE;
const MINUTE: i64 = 60 * 1_000_000;

/// Who is logged in, and when the password was last given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Principal {
    Citizen {
        person: String,
        /// Shown in the header.
        name: String,
        /// Unix seconds of the last password.
        entered: i64,
    },
    Staff {
        staff: String,
    },
}

impl Principal {
    /// The kind and id of the account.
    pub fn account(&self) -> (&'static str, &str) {
        match self {
            Principal::Citizen { person, .. } => ("citizen", person),
            Principal::Staff { staff } => ("staff", staff),
        }
    }

    /// The account, for the security log.
    pub fn logged(&self) -> Account<'_> {
        match self {
            Principal::Citizen { person, .. } => Account::Citizen(person),
            Principal::Staff { staff } => Account::Staff(staff),
        }
    }
}

/// The session of a request. Read at its first use, and then once.
#[derive(Clone)]
pub struct Session(Arc<Inner>);

struct Inner {
    app: App,
    /// Hash of the cookie that came.
    key: Option<String>,
    /// Whether the browser sent any cookie: then it keeps some.
    keeps_cookies: bool,
    address: ClientAddress,
    agent: String,
    row: OnceCell<Option<SessionRow>>,
    /// The draft of the address, where it was read with the row.
    draft: OnceLock<Option<Draft>>,
    /// The id of a session that this request began.
    begun: Mutex<Option<String>>,
    /// What is kept in the session, if this request changed it.
    data: Mutex<Option<Data>>,
    /// What the answer tells the browser of its cookie.
    cookie: Mutex<Option<HeaderValue>>,
}

impl Inner {
    /// Sessions of demonstration accounts open nothing where there is no demonstration.
    fn is_welcome(&self, row: &SessionRow) -> bool {
        self.app.config.entrance.demo || !row.demo
    }
}

/// What steps of a login or a confirmation keep.
type Data = serde_json::Map<String, serde_json::Value>;

fn locked<T>(shared: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Gives the session to the handlers, and its cookie to the answer.
pub(crate) async fn attach(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let token = app.cookies.read(&parts.headers, COOKIE);
    let address = ClientAddress::from_request_parts(&mut parts, &app).await;
    let agent = parts.headers.get(header::USER_AGENT);
    let session = Session(Arc::new(Inner {
        key: token.as_deref().map(key_of),
        keeps_cookies: parts.headers.contains_key(header::COOKIE),
        address: address.unwrap_or_default(),
        agent: agent::in_words(
            agent
                .and_then(|agent| agent.to_str().ok())
                .unwrap_or_default(),
        ),
        row: OnceCell::new(),
        draft: OnceLock::new(),
        begun: Mutex::default(),
        data: Mutex::default(),
        cookie: Mutex::default(),
        app,
    }));
    parts.extensions.insert(session.clone());
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let cookie = locked(&session.0.cookie).take();
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

impl FromRequestParts<App> for Session {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, PageError> {
        parts
            .extensions
            .get::<Session>()
            .cloned()
            .ok_or(PageError::Failed)
    }
}

impl Session {
    /// The row, if the cookie opens one.
    pub async fn row(&self) -> Result<Option<&SessionRow>, StoreError> {
        let inner = &*self.0;
        let load = || async {
            let Some(key) = &inner.key else {
                return Ok(None);
            };
            let row = inner.app.store.session(key, machine_clock()).await?;
            Ok(row.filter(|row| inner.is_welcome(row)))
        };
        inner.row.get_or_try_init(load).await.map(Option::as_ref)
    }

    /// The draft `id` of the address, if it is of the citizen whose session this is: one statement reads both.
    pub async fn draft(&self, id: &str) -> Result<Option<Draft>, StoreError> {
        let inner = &*self.0;
        let load = || async {
            let Some(key) = &inner.key else {
                return Ok::<_, StoreError>(None);
            };
            let now = machine_clock();
            let both = inner.app.store.session_with_draft(key, now, id).await?;
            let both = both.filter(|(row, _)| inner.is_welcome(row));
            Ok(both.map(|(row, draft)| {
                // Set once: the row is read once.
                let _ = inner.draft.set(draft);
                row
            }))
        };
        let row = inner.row.get_or_try_init(load).await?;
        match (inner.draft.get(), row) {
            (Some(draft), _) => Ok(draft.clone()),
            (None, Some(row)) if row.kind == "citizen" => {
                inner.app.store.draft(id, &row.account).await
            }
            _ => Ok(None),
        }
    }

    /// Whether the browser sent any cookie of ours or others: whoever sent none may keep none.
    pub fn keeps_cookies(&self) -> bool {
        self.0.keeps_cookies
    }

    /// What was kept under `name`.
    pub async fn get<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, StoreError> {
        let data = self.data().await?;
        let value = data.get(name).cloned();
        Ok(value.and_then(|value| serde_json::from_value(value).ok()))
    }

    /// Keeps `value` under `name` for the next request, in a session that begins here if there is none.
    pub async fn insert(&self, name: &str, value: impl Serialize) -> Result<(), StoreError> {
        let mut data = self.data().await?;
        let value = serde_json::to_value(value).unwrap_or_default();
        data.insert(name.to_owned(), value);
        self.keep(data).await
    }

    /// Takes out what was kept under `name`.
    pub async fn remove<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, StoreError> {
        let mut data = self.data().await?;
        let Some(value) = data.remove(name) else {
            return Ok(None);
        };
        self.keep(data).await?;
        Ok(serde_json::from_value(value).ok())
    }

    async fn data(&self) -> Result<Data, StoreError> {
        let written = locked(&self.0.data).clone();
        if let Some(data) = written {
            return Ok(data);
        }
        let row = self.row().await?;
        let data = row.and_then(|row| serde_json::from_str(&row.data).ok());
        Ok(data.unwrap_or_default())
    }

    async fn keep(&self, data: Data) -> Result<(), StoreError> {
        let text = serde_json::Value::Object(data.clone()).to_string();
        let begun = locked(&self.0.begun).clone();
        let id = match begun {
            Some(id) => Some(id),
            None => self.row().await?.map(|row| row.id.clone()),
        };
        match id {
            Some(id) => self.0.app.store.put_session_data(&id, text).await?,
            None => {
                let with = |row| SessionRow {
                    expires: machine_clock() + ANONYMOUS_LIFETIME,
                    data: text,
                    ..row
                };
                self.begin(with).await?;
            }
        }
        *locked(&self.0.data) = Some(data);
        Ok(())
    }

    /// Begins an empty session in place of the one that the browser has: one that somebody fixed before is worth nothing.
    pub async fn restart(&self) -> Result<(), StoreError> {
        let with = |row| SessionRow {
            expires: machine_clock() + ANONYMOUS_LIFETIME,
            ..row
        };
        self.begin(with).await?;
        *locked(&self.0.data) = Some(Data::default());
        Ok(())
    }

    /// Begins a session in place of the one that the browser has.
    async fn begin(&self, with: impl FnOnce(SessionRow) -> SessionRow) -> Result<(), StoreError> {
        let inner = &*self.0;
        let begun = locked(&inner.begun).clone();
        let instead_of = match begun {
            Some(id) => Some(id),
            None => self.row().await?.map(|row| row.id.clone()),
        };
        let (token, now) = (new_token(), machine_clock());
        let row = with(SessionRow {
            key: key_of(&token),
            former: String::new(),
            former_until: 0,
            id: new_id(),
            kind: String::new(),
            account: String::new(),
            name: String::new(),
            demo: false,
            created: now,
            entered: inner.app.now().timestamp_micros(),
            seen: now,
            expires: now,
            place: inner.address.shortened(),
            agent: inner.agent.clone(),
            data: "{}".to_owned(),
        });
        let id = row.id.clone();
        inner.app.store.add_session(row, instead_of).await?;
        *locked(&inner.begun) = Some(id);
        self.answer(inner.app.cookies.set(COOKIE, &token, None));
        Ok(())
    }

    fn answer(&self, cookie: HeaderValue) {
        *locked(&self.0.cookie) = Some(cookie);
    }
}

/// 256 random bits.
fn new_token() -> String {
    hex::encode(rand::random::<[u8; 32]>())
}
