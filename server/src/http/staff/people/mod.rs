//! The accounts of an office, for its administrator.

use app::{
    components::FieldError,
    pages::people::{Marks, PersonView, RoleChoice, WAS, person},
    problem,
    text::{Lang, t},
};
use axum::{
    Router,
    extract::{FromRequestParts, Path, State},
    http::{StatusCode, request::Parts},
    response::{Html, IntoResponse, Response},
    routing::{get, post},
};

use crate::{
    core::Core,
    flow::staff_accounts::{AccountError, Accounts, By, OneTime, Wanted, known},
    http::kit::{
        error::PageError, fields::Fields, guards::Official, local_time::local_micros,
        page_context::PageContext, session::Session, web::App,
    },
    store::{staff::Staff, staff::StaffAccount},
};

mod list;

pub(super) fn router() -> Router<App> {
    list::router()
        .route("/{lang}/staff/people/new", get(ask_new).post(add))
        .route("/{lang}/staff/people/{id}", get(open).post(set))
        .route("/{lang}/staff/people/{id}/disable", post(disable))
        .route("/{lang}/staff/people/{id}/enable", post(enable))
        .route("/{lang}/staff/people/{id}/password", post(reset_password))
        .route("/{lang}/staff/people/{id}/factor", post(reset_factor))
}

/// An official who administers the accounts of their office. Anybody else gets 404.
pub(super) struct Administrator {
    pub(super) context: PageContext,
    pub(super) staff: Staff,
}

impl FromRequestParts<App> for Administrator {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let Official { context, staff } = Official::from_request_parts(parts, app).await?;
        match staff.administrator {
            true => Ok(Administrator { context, staff }),
            false => Err(PageError::NotFound.into_response()),
        }
    }
}

impl Administrator {
    fn accounts<'a>(&'a self, app: &'a Core) -> Accounts<'a> {
        Accounts {
            catalogue: &app.catalogue,
            store: &app.store,
            passwords: &app.passwords,
            now: app.now(),
            by: By::Administrator(&self.staff),
        }
    }

    /// An account of the own office; 404 for others.
    async fn account(&self, app: &Core, id: &str) -> Result<StaffAccount, PageError> {
        let account = app.store.staff_account(id).await?;
        account
            .filter(|account| account.staff.office == self.staff.office)
            .ok_or(PageError::NotFound)
    }

    /// An account of somebody else. Who reset the password of their own would be out before reading the new one.
    async fn of_another(&self, app: &Core, id: &str) -> Result<StaffAccount, PageError> {
        let account = self.account(app, id).await?;
        match account.staff.id == self.staff.id {
            true => Err(PageError::NotFound),
            false => Ok(account),
        }
    }

    fn back_to(&self, id: &str, done: &str) -> Response {
        let path = format!("/staff/people/{id}?done={done}");
        self.context.redirect(&path)
    }

    fn show(&self, app: &App, view: &PersonView) -> Response {
        let status = match view.errors.is_empty() {
            true => StatusCode::OK,
            false => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let shell = self.context.shell(app, "");
        (status, Html(person(&shell, view))).into_response()
    }

    /// The page again, with what to correct.
    fn refused(
        &self,
        app: &App,
        view: PersonView,
        error: AccountError,
    ) -> Result<Response, PageError> {
        let view = PersonView {
            errors: said(self.context.lang, error)?,
            ..view
        };
        Ok(self.show(app, &view))
    }

    fn typed(&self, app: &Core, wanted: &Wanted, view: PersonView) -> PersonView {
        PersonView {
            name: wanted.name.clone(),
            roles: self.roles(app, &wanted.roles),
            administrator: wanted.administrator,
            ..view
        }
    }

    fn roles(&self, app: &Core, chosen: &[String]) -> Vec<RoleChoice> {
        let lang = self.context.lang;
        let roles = known::roles(&app.catalogue, &self.staff.office);
        roles
            .into_iter()
            .map(|(id, role)| RoleChoice {
                id: id.to_owned(),
                name: role.name.get(lang).to_owned(),
                chosen: chosen.iter().any(|one| one == id),
            })
            .collect()
    }

    fn view_of(&self, app: &Core, account: &StaffAccount) -> PersonView {
        let staff = &account.staff;
        PersonView {
            id: staff.id.clone(),
            login: staff.login.clone(),
            name: staff.name.clone(),
            title: staff.name.clone(),
            roles: self.roles(app, &staff.roles),
            marks: marks(account),
            administrator: staff.administrator,
            was: summary(staff),
            last_login: (account.last_login > 0).then(|| local_micros(account.last_login)),
            own: staff.id == self.staff.id,
            ..PersonView::default()
        }
    }
}

/// Name, roles and administration in one line: two pages of the same account have the same.
fn summary(staff: &Staff) -> String {
    let mut roles = staff.roles.clone();
    roles.sort();
    let administrator = if staff.administrator { "+" } else { "" };
    [&staff.name, &roles.join(" "), administrator].join("|")
}

pub(super) fn marks(account: &StaffAccount) -> Marks {
    Marks {
        disabled: !account.active,
        administrator: account.staff.administrator,
        one_time: account.staff.one_time,
        factor: account.factor,
    }
}

async fn ask_new(State(app): State<App>, administrator: Administrator) -> Response {
    let view = PersonView {
        roles: administrator.roles(&app, &[]),
        ..PersonView::default()
    };
    administrator.show(&app, &view)
}

/// What was posted: name, roles and administration; the office is the administrator's own.
fn wanted(administrator: &Administrator, fields: &Fields) -> Wanted {
    let roles = fields.0.keys();
    let roles = roles.filter_map(|name| name.strip_prefix("role--"));
    Wanted {
        name: fields.get("name").to_owned(),
        roles: roles.map(str::to_owned).collect(),
        office: administrator.staff.office.clone(),
        administrator: !fields.get("administrator").is_empty(),
    }
}

async fn add(
    State(app): State<App>,
    administrator: Administrator,
    session: Session,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let switch = fields.take_switch();
    let wanted = wanted(&administrator, &fields);
    let view = PersonView {
        login: fields.take("login"),
        ..PersonView::default()
    };
    let view = administrator.typed(&app, &wanted, view);
    if switch {
        return Ok(administrator.show(&app, &view));
    }
    let accounts = administrator.accounts(&app);
    match accounts.add(&view.login, wanted).await {
        Ok(one_time) => told_once(&app, &administrator, &session, &one_time).await,
        Err(error) => administrator.refused(&app, view, error),
    }
}

/// The session's key of a one-time password that the next page shows.
const ONE_TIME: &str = "one-time";

/// For whom a password is sealed while it waits to be shown.
fn context(id: &str) -> String {
    format!("one-time password of {id}")
}

/// To the page of the account, which shows the password once.
async fn told_once(
    app: &App,
    administrator: &Administrator,
    session: &Session,
    one_time: &OneTime,
) -> Result<Response, PageError> {
    let sealed = app
        .sealer
        .seal(&context(&one_time.id), one_time.password.as_bytes());
    let sealed = sealed.ok_or(PageError::Failed)?;
    let keep = session.insert(ONE_TIME, sealed);
    keep.await?;
    let path = format!("/staff/people/{}", one_time.id);
    Ok(administrator.context.redirect(&path))
}

async fn open(
    State(app): State<App>,
    administrator: Administrator,
    Path((_, id)): Path<(String, String)>,
    session: Session,
    fields: Fields,
) -> Result<Response, PageError> {
    let account = administrator.account(&app, &id).await?;
    let known = ["set", "disable", "enable", "factor"];
    let done = Some(fields.get("done")).filter(|done| known.contains(done));
    let view = PersonView {
        password: waiting(&app, &session, &id).await?,
        done: done.map(str::to_owned),
        ..administrator.view_of(&app, &account)
    };
    Ok(administrator.show(&app, &view))
}

/// Takes the password that is to be shown for this account.
async fn waiting(app: &App, session: &Session, id: &str) -> Result<Option<String>, PageError> {
    let sealed = session.get::<String>(ONE_TIME).await;
    let Some(sealed) = sealed? else {
        return Ok(None);
    };
    let Some(password) = app.sealer.unseal(&context(id), &sealed) else {
        return Ok(None);
    };
    let gone = session.remove::<String>(ONE_TIME);
    gone.await?;
    Ok(String::from_utf8(password).ok())
}

async fn set(
    State(app): State<App>,
    administrator: Administrator,
    Path((_, id)): Path<(String, String)>,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let account = administrator.account(&app, &id).await?;
    let switch = fields.take_switch();
    let was = fields.take(WAS);
    if !switch && !was.is_empty() && was != summary(&account.staff) {
        // Saving an old page would undo the change of somebody else.
        let error = FieldError::new("", t(administrator.context.lang, "people-error-changed"));
        let view = PersonView {
            errors: vec![error],
            ..administrator.view_of(&app, &account)
        };
        return Ok(administrator.show(&app, &view));
    }
    let wanted = wanted(&administrator, &fields);
    let view = administrator.view_of(&app, &account);
    let view = administrator.typed(&app, &wanted, view);
    if switch {
        // The switch of language must not make an old page count as new.
        let view = PersonView { was, ..view };
        return Ok(administrator.show(&app, &view));
    }
    match administrator.accounts(&app).set(&account, wanted).await {
        Ok(()) => Ok(administrator.back_to(&id, "set")),
        Err(error) => administrator.refused(&app, view, error),
    }
}

async fn disable(
    State(app): State<App>,
    administrator: Administrator,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let account = administrator.account(&app, &id).await?;
    match administrator.accounts(&app).disable(&account).await {
        Ok(()) => Ok(administrator.back_to(&id, "disable")),
        Err(error) => {
            let view = administrator.view_of(&app, &account);
            administrator.refused(&app, view, error)
        }
    }
}

async fn enable(
    State(app): State<App>,
    administrator: Administrator,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let account = administrator.account(&app, &id).await?;
    let done = administrator.accounts(&app).enable(&account).await;
    done.map_err(failed)?;
    Ok(administrator.back_to(&id, "enable"))
}

async fn reset_password(
    State(app): State<App>,
    administrator: Administrator,
    Path((_, id)): Path<(String, String)>,
    session: Session,
) -> Result<Response, PageError> {
    let account = administrator.of_another(&app, &id).await?;
    let reset = administrator.accounts(&app).reset_password(&account).await;
    told_once(&app, &administrator, &session, &reset.map_err(failed)?).await
}

async fn reset_factor(
    State(app): State<App>,
    administrator: Administrator,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let account = administrator.of_another(&app, &id).await?;
    let reset = administrator.accounts(&app).reset_factor(&account).await;
    reset.map_err(failed)?;
    Ok(administrator.back_to(&id, "factor"))
}

fn failed(error: AccountError) -> PageError {
    match error {
        AccountError::Store(error) => error.into(),
        AccountError::Password(error) => error.into(),
        error => {
            tracing::error!(%error, "an account of an official");
            PageError::Failed
        }
    }
}

fn said(lang: Lang, error: AccountError) -> Result<Vec<FieldError>, PageError> {
    let (field, key) = match error {
        AccountError::Several(errors) => {
            let mut all = errors
                .into_iter()
                .map(|error| said(lang, error))
                .collect::<Result<Vec<_>, _>>()?
                .concat();
            // In the order of the page: the name is first.
            all.sort_by_key(|error| error.field != "name");
            return Ok(all);
        }
        AccountError::BadLogin => ("login", "people-error-login"),
        AccountError::LoginTaken => ("login", "people-error-taken"),
        AccountError::BadName(code) => {
            let text = problem::message(lang, &t(lang, "people-name"), code);
            return Ok(vec![FieldError::new("name", text)]);
        }
        AccountError::NoRoles => ("roles", "people-error-no-roles"),
        AccountError::TooManyRoles(_) => ("roles", "people-error-many-roles"),
        AccountError::UnknownRole { .. } => ("roles", "people-error-role"),
        AccountError::LastAdministrator => ("administrator", "people-error-last"),
        error => return Err(failed(error)),
    };
    Ok(vec![FieldError::new(field, t(lang, key))])
}
