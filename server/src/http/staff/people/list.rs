//! The list of the officials of an office, and the record of what was changed about them.

use std::collections::BTreeMap;

use app::pages::people::{ChangeLine, PeopleView, PersonLine, people};
use axum::{Router, extract::State, response::Html, routing::get};
use domain::{regulation::Role, text::Lang};

use super::administrator::{Administrator, marks};
use crate::{
    flow::{self, staff_accounts::known},
    http::kit::{error::PageError, fields::Fields, local_time::local_micros, web::App},
    store::staff::{RightsChange, StaffAccount},
};

const PAGE_SIZE: usize = 30;
/// One more than a page, to know whether there is another page.
const QUERY_SIZE: i64 = 31;

pub(super) fn router() -> Router<App> {
    Router::new().route("/{lang}/staff/people", get(show))
}

async fn show(
    State(app): State<App>,
    administrator: Administrator,
    fields: Fields,
) -> Result<Html<String>, PageError> {
    let (context, office) = (&administrator.context, &administrator.staff.office);
    let before = Some(fields.get("before")).filter(|id| uuid::Uuid::try_parse(id).is_ok());
    let accounts = app.store.staff_accounts(Some(office)).await?;
    let changes = app.store.rights_changes(office, before, QUERY_SIZE).await?;
    let roles = known::roles(&app.catalogue, office);
    let last = changes
        .get(PAGE_SIZE - 1)
        .filter(|_| changes.len() > PAGE_SIZE);
    let view = PeopleView {
        office: flow::staff_names(&app, &administrator.staff, context.lang).office,
        people: accounts
            .iter()
            .map(|account| line(&roles, context.lang, account))
            .collect(),
        earlier: last.map(|last| context.href(&format!("/staff/people?before={}", last.id))),
        changes: changes
            .into_iter()
            .take(PAGE_SIZE)
            .map(|change| changed(&roles, context.lang, change))
            .collect(),
    };
    Ok(Html(people(&context.shell(&app, ""), &view)))
}

/// Names of roles; the id of one that the catalogue no longer knows.
fn names<'a>(
    roles: &BTreeMap<&str, &Role>,
    lang: Lang,
    ids: impl Iterator<Item = &'a str>,
) -> String {
    let names: Vec<&str> = ids
        .map(|id| roles.get(id).map_or(id, |role| role.short.get(lang)))
        .collect();
    names.join(", ")
}

fn line(roles: &BTreeMap<&str, &Role>, lang: Lang, account: &StaffAccount) -> PersonLine {
    let staff = &account.staff;
    PersonLine {
        id: staff.id.clone(),
        name: staff.name.clone(),
        login: staff.login.clone(),
        roles: names(roles, lang, staff.roles.iter().map(String::as_str)),
        marks: marks(account),
        last_login: (account.last_login > 0).then(|| local_micros(account.last_login)),
    }
}

fn changed(roles: &BTreeMap<&str, &Role>, lang: Lang, change: RightsChange) -> ChangeLine {
    let of_roles = matches!(change.change.as_str(), "roles" | "added");
    let detail = match of_roles {
        true => names(roles, lang, change.detail.split(", ")),
        false => change.detail,
    };
    ChangeLine {
        at: local_micros(change.at),
        name: change.name,
        actor: change.actor_name,
        change: change.change,
        detail,
    }
}
