//! An administrator of the accounts of an office: whom they may change, and the page of one account.

use app::{
    components::FieldError,
    pages::people::{Marks, PersonView, RoleChoice, person},
    problem,
    text::{Lang, t},
};
use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
    response::{Html, IntoResponse, Response},
};

use crate::{
    core::Core,
    flow::staff_accounts::{AccountError, Accounts, By, Wanted, known},
    http::kit::{
        error::PageError, guards::Official, local_time::local_micros, page_context::PageContext,
        web::App,
    },
    store::staff::{Staff, StaffAccount},
};

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
    pub(super) fn accounts<'a>(&'a self, app: &'a Core) -> Accounts<'a> {
        Accounts {
            catalogue: &app.catalogue,
            store: &app.store,
            passwords: &app.passwords,
            now: app.now(),
            by: By::Administrator(&self.staff),
        }
    }

    /// An account of the own office; 404 for others.
    pub(super) async fn account(&self, app: &Core, id: &str) -> Result<StaffAccount, PageError> {
        let account = app.store.staff_account(id).await?;
        account
            .filter(|account| account.staff.office == self.staff.office)
            .ok_or(PageError::NotFound)
    }

    /// An account of somebody else. Who reset the password of their own would be out before reading the new one.
    pub(super) async fn of_another(&self, app: &Core, id: &str) -> Result<StaffAccount, PageError> {
        let account = self.account(app, id).await?;
        match account.staff.id == self.staff.id {
            true => Err(PageError::NotFound),
            false => Ok(account),
        }
    }

    pub(super) fn back_to(&self, id: &str, done: &str) -> Response {
        let path = format!("/staff/people/{id}?done={done}");
        self.context.redirect(&path)
    }

    pub(super) fn show(&self, app: &App, view: &PersonView) -> Response {
        let status = match view.errors.is_empty() {
            true => StatusCode::OK,
            false => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let shell = self.context.shell(app, "");
        (status, Html(person(&shell, view))).into_response()
    }

    /// The page again, with what to correct.
    pub(super) fn refused(
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

    pub(super) fn typed(&self, app: &Core, wanted: &Wanted, view: PersonView) -> PersonView {
        PersonView {
            name: wanted.name.clone(),
            roles: self.roles(app, &wanted.roles),
            administrator: wanted.administrator,
            ..view
        }
    }

    pub(super) fn roles(&self, app: &Core, chosen: &[String]) -> Vec<RoleChoice> {
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

    pub(super) fn view_of(&self, app: &Core, account: &StaffAccount) -> PersonView {
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
pub(super) fn summary(staff: &Staff) -> String {
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

pub(super) fn failed(error: AccountError) -> PageError {
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
