//! A form of a case that its official may not read any more: the step was taken back, given to somebody else, or the right
//! ended. They hear what happened and keep what they wrote, and read nothing of the case.

use app::{
    format,
    pages::act_form::{REASON, TO},
    text::{t, t_with, value},
};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use domain::{
    calendar::local,
    case::{CaseState, Event, HandedOver},
    ids::TaskNo,
};

use super::TASK;
use crate::{
    flow::case::{self, Loaded},
    http::kit::{
        error::{Gone, PageError},
        fields::Fields,
        guards::Official,
        web::App,
    },
};

/// Says what happened, to whoever had the posted task or has read the case; to anybody else, that there is nothing here.
pub(super) async fn told(
    app: &App,
    official: &Official,
    id: &str,
    fields: &Fields,
) -> Result<Response, PageError> {
    let loaded = case::load(app, id).await?;
    let task = TaskNo(fields.get(TASK).parse().unwrap_or_default());
    of_task(app, official, &loaded, (task, fields)).await
}

/// Says what happened, to whoever sent a file for a step.
pub(super) async fn of_file(
    app: &App,
    official: &Official,
    id: &str,
    step: &str,
) -> Result<Response, PageError> {
    let loaded = case::load(app, id).await?;
    let (task, _) = loaded.state.task_of(step).ok_or(PageError::NotFound)?;
    of_task(app, official, &loaded, (task, &Fields::default())).await
}

async fn of_task(
    app: &App,
    official: &Official,
    loaded: &Loaded<'_>,
    (task, fields): (TaskNo, &Fields),
) -> Result<Response, PageError> {
    let lang = official.context.lang;
    let gone = match taken(&loaded.log, official, task) {
        Some(handed) if handed.by.id == official.staff.id => {
            if is_same_click(handed, fields) {
                return Ok(official.context.redirect("/staff"));
            }
            let at = format::datetime(local(handed.at).naive_local());
            Gone {
                title: t(lang, "staff-gone-title"),
                why: t_with(lang, "staff-gone-handed", &[("at", value(at))]),
            }
        }
        Some(HandedOver { at, by, .. }) => Gone {
            title: t(lang, "staff-taken-back-title"),
            why: with_name(official, "staff-taken-back", &by.name, *at),
        },
        None => Gone {
            title: t(lang, "staff-gone-title"),
            why: right_ended(app, official, loaded, task).await?,
        },
    };
    let mut response = PageError::TakenBack.into_response();
    response.extensions_mut().insert(gone);
    Ok(response)
}

/// Whether the form that handed the task over was sent once more.
fn is_same_click(handed: &HandedOver, fields: &Fields) -> bool {
    fields.get(TO) == handed.to.as_str() && fields.words(REASON) == handed.reason
}

fn with_name(official: &Official, key: &str, name: &str, at: DateTime<Utc>) -> String {
    let told = [
        ("name", value(name)),
        ("at", value(format::datetime(local(at).naive_local()))),
    ];
    t_with(official.context.lang, key, &told)
}

/// The last hand-over of the task, if it took it from this official, or from their office before anybody accepted it.
fn taken<'e>(log: &'e [Event], official: &Official, task: TaskNo) -> Option<&'e HandedOver> {
    let mut last = log.iter().enumerate().rev();
    let (at, handed) = last.find_map(|(at, event)| match event {
        Event::HandedOver(handed) if handed.task == task => Some((at, handed)),
        _ => None,
    })?;
    let before = CaseState::fold(log.get(..at)?);
    let was = before.tasks.get(&task)?;
    let mine = match was.holder() {
        Some(had) => *had == official.staff.id,
        None => was.handed && was.roles().any(|role| official.staff.holds(role)),
    };
    (mine && handed.from == official.staff.office).then_some(handed)
}

/// Why they read the case no more that they have opened before.
async fn right_ended(
    app: &App,
    official: &Official,
    loaded: &Loaded<'_>,
    task: TaskNo,
) -> Result<String, PageError> {
    let (lang, staff) = (official.context.lang, &official.staff);
    let opened = app.store.last_view(&loaded.case.id, &staff.id).await?;
    let opened = opened.ok_or(PageError::NotFound)?;
    if opened.office != staff.office {
        return Ok(t(lang, "staff-gone-office"));
    }
    if !staff.roles.contains(&opened.role) {
        return Ok(t(lang, "staff-gone-role"));
    }
    let mut log = loaded.log.iter().rev();
    let given = log.find_map(|event| match event {
        Event::Appointed(given) => {
            let is_it = match given.task {
                Some(no) => no == task,
                None => given.role == *opened.role,
            };
            is_it.then_some(given)
        }
        _ => None,
    });
    Ok(match given.filter(|given| given.staff != *staff.id) {
        Some(given) => with_name(official, "staff-gone-given", &given.name, given.at),
        None => t(lang, "staff-gone-other"),
    })
}
