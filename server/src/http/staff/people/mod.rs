//! The accounts of an office, for its administrator.

use app::{
    components::FieldError,
    pages::people::{PersonView, WAS},
    text::t,
};
use axum::{
    Router,
    extract::{Path, State},
    response::Response,
    routing::{get, post},
};

use crate::{
    flow::staff_accounts::{OneTime, Wanted},
    http::kit::{error::PageError, fields::Fields, session::Session, web::App},
};

mod administrator;
mod list;

use administrator::{Administrator, failed, summary};

pub(super) fn router() -> Router<App> {
    list::router()
        .route("/{lang}/staff/people/new", get(ask_new).post(add))
        .route("/{lang}/staff/people/{id}", get(open).post(set))
        .route("/{lang}/staff/people/{id}/disable", post(disable))
        .route("/{lang}/staff/people/{id}/enable", post(enable))
        .route("/{lang}/staff/people/{id}/password", post(reset_password))
        .route("/{lang}/staff/people/{id}/factor", post(reset_factor))
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
