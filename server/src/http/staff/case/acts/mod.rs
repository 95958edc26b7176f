//! What an official does with a case beside the step in hand, each on a page of its own.

use app::{
    pages::act_form::{ActForm, REASON, act_form},
    text::t,
};
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::{MethodRouter, get},
};
use chrono::{DateTime, Utc};
use domain::{
    calendar::Calendar,
    case::{CaseState, Command, Rejection, Task},
    ids::TaskNo,
};

use super::{TASK, colleagues, gone, holder, load, reads, seen};
use crate::{
    flow::{
        self,
        case::{self, CaseError, Loaded},
        read_rights,
    },
    http::kit::{error::PageError, fields::Fields, guards::Official, web::App},
    store::{case::AwayTask, staff::Staff},
};

mod accept;
mod assign;
mod clock;
mod correction;
mod desk;
mod extend;
mod hand_over;
mod note;
mod reopen;
mod send_back;
mod turn;
mod vote;
mod wrong;

use desk::{Desk, made_for};
use wrong::{errors, not_offered, refused};

/// One thing that can be done.
struct OfficeAct {
    /// Names it in the address and in the keys of its words.
    key: &'static str,
    /// Who comes to its page.
    opens: Opens,
    /// Whether there is something to do it with. Whether it can be done now, and by this official, the domain says.
    fits: fn(&Desk<'_>) -> bool,
    /// Whether it is done with words, and who reads them.
    says: Words,
    /// What its form has beside the words that every one has.
    form: fn(&Desk<'_>, ActForm) -> ActForm,
    /// What is wanted.
    command: fn(&Desk<'_>) -> Command,
    /// Where the official reads that it is done.
    then: Then,
    /// The field and the words for what can be wrong with it alone.
    wrong: fn(&Rejection) -> Option<(&'static str, &'static str)>,
}

/// Who comes to the page of an act.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opens {
    /// Whoever may read the case.
    Case,
    /// Also whoever could take a task that their office was handed. The page tells nothing of the case.
    Handed,
    /// Also whoever leads where a task was handed to, if its official there is away. The page tells nothing of the case.
    Left,
}

/// The words that an act is done with: a reason, a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    /// It has none.
    None,
    /// Officials alone read them.
    Colleagues,
    /// The applicant reads them too.
    Applicant,
}

/// The page after an act.
enum Then {
    /// The list, which says it.
    List(&'static str),
    /// The case, at this place.
    Case(&'static str),
}

const ALL: [&OfficeAct; 14] = [
    &accept::ACT,
    &vote::ACT,
    &correction::ACT,
    &send_back::ACT,
    &assign::ACT,
    &assign::APPOINT,
    &hand_over::ACT,
    &extend::ACT,
    &clock::STOP,
    &clock::RESUME,
    &reopen::ACT,
    &turn::PROLONG,
    &turn::ABANDON,
    &note::ACT,
];

pub(super) fn router() -> Router<App> {
    Router::new()
        .route(
            "/{lang}/staff/cases/{case}/correction",
            at(&correction::ACT),
        )
        .route("/{lang}/staff/cases/{case}/return", at(&send_back::ACT))
        .route("/{lang}/staff/cases/{case}/assign", at(&assign::ACT))
        .route("/{lang}/staff/cases/{case}/appoint", at(&assign::APPOINT))
        .route("/{lang}/staff/cases/{case}/hand-over", at(&hand_over::ACT))
        .route("/{lang}/staff/cases/{case}/accept", at(&accept::ACT))
        .route("/{lang}/staff/cases/{case}/vote", at(&vote::ACT))
        .route("/{lang}/staff/cases/{case}/extend", at(&extend::ACT))
        .route("/{lang}/staff/cases/{case}/stop", at(&clock::STOP))
        .route("/{lang}/staff/cases/{case}/resume", at(&clock::RESUME))
        .route("/{lang}/staff/cases/{case}/reopen", at(&reopen::ACT))
        .route("/{lang}/staff/cases/{case}/prolong", at(&turn::PROLONG))
        .route("/{lang}/staff/cases/{case}/abandon", at(&turn::ABANDON))
        .route("/{lang}/staff/cases/{case}/note", at(&note::ACT))
}

fn at(what: &'static OfficeAct) -> MethodRouter<App> {
    get(move |app, official, path, fields| show(what, app, official, path, fields))
        .post(move |app, official, path, fields| act(what, app, official, path, fields))
}

/// What can be done with a case beside the step.
pub(super) struct Offered {
    /// The last part of the address, and the words.
    pub(super) acts: Vec<(&'static str, String)>,
    /// Why the task in hand cannot be handed over, where nobody else could do it.
    pub(super) nowhere: Option<String>,
}

/// What can be done with the case now, where officials of the offices `takers` could do the task.
pub(super) fn offered(
    official: &Official,
    loaded: &Loaded<'_>,
    (calendar, now): (&Calendar, DateTime<Utc>),
    (task, takers, colleagues): (Option<TaskNo>, &[String], &[Staff]),
) -> Offered {
    let mut fields = Fields::default();
    let task = task.map(|no| (TASK.to_owned(), no.to_string()));
    fields.0.extend(task);
    let desk = Desk {
        official,
        loaded,
        state: &loaded.state,
        colleagues,
        takers,
        calendar,
        now,
        fields: &fields,
    };
    let nowhere = hand_over::nowhere(&desk);
    let leads_on = |what: &&OfficeAct| nowhere.is_none() || what.key != hand_over::ACT.key;
    let offered = ALL.into_iter().filter(|what| is_offered(what, &desk));
    let acts = offered.filter(leads_on).map(|what| {
        let key = what.key;
        (key, t(desk.lang(), &format!("staff-{key}-title")))
    });
    Offered {
        acts: acts.collect(),
        nowhere,
    }
}

/// Whether an act can be done now, and by this official: what is offered is what is decided.
fn is_offered(what: &OfficeAct, desk: &Desk<'_>) -> bool {
    (what.fits)(desk) && refused(what, desk).is_none()
}

/// The act by which this official frees a task whose official cannot do it any more; none where another has to.
pub(in crate::http::staff) async fn way_out(
    app: &App,
    official: &Official,
    task: &AwayTask,
) -> Result<Option<&'static str>, PageError> {
    // One case that cannot be read hides no other.
    let loaded = match case::load(app, &task.case).await {
        Err(CaseError::NotFound | CaseError::Damaged(_) | CaseError::NoRegulation(_)) => {
            return Ok(None);
        }
        loaded => loaded?,
    };
    let colleagues = colleagues(app, &loaded).await?;
    let mut fields = Fields::default();
    fields.0.insert(TASK.to_owned(), task.no.to_string());
    let desk = Desk {
        official,
        loaded: &loaded,
        state: &loaded.state,
        colleagues: &colleagues,
        takers: &[],
        calendar: &app.calendar,
        now: app.now(),
        fields: &fields,
    };
    let takers = takers(app, desk.open().map(|(_, task)| task)).await?;
    let desk = Desk {
        takers: &takers,
        ..desk
    };
    let ways = [&assign::ACT, &hand_over::ACT].into_iter();
    let mut ways = ways.filter(|what| is_offered(what, &desk));
    let way = ways.next().map(|what| what.key);
    Ok(way.filter(|key| *key != hand_over::ACT.key || hand_over::nowhere(&desk).is_none()))
}

/// The offices in which somebody could do a task.
pub(super) async fn takers(app: &App, task: Option<&Task>) -> Result<Vec<String>, PageError> {
    let task = task.filter(|task| task.is_staffs());
    let mut offices = Vec::new();
    for role in task.into_iter().flat_map(Task::roles) {
        offices.extend(app.store.offices_holding(role).await?);
    }
    Ok(offices)
}

/// The case, if the official may come to the page of the act.
async fn enter<'a>(
    what: &OfficeAct,
    app: &'a App,
    official: &Official,
    id: &str,
) -> Result<Loaded<'a>, PageError> {
    if what.opens == Opens::Handed {
        let loaded = case::load(app, id).await?;
        if read_rights::was_handed(&official.staff, &loaded) {
            return Ok(loaded);
        }
    }
    if what.opens == Opens::Left {
        let loaded = case::load(app, id).await?;
        let colleagues = colleagues(app, &loaded).await?;
        let left = |task: &Task| holder::is_left(&colleagues, task);
        if read_rights::leads_where_handed(&official.staff, &loaded, left) {
            return Ok(loaded);
        }
    }
    load(app, official, id).await
}

async fn show(
    what: &'static OfficeAct,
    State(app): State<App>,
    official: Official,
    Path((_, id)): Path<(String, String)>,
    asked: Fields,
) -> Result<Response, PageError> {
    let loaded = enter(what, &app, &official, &id).await?;
    let mut fields = Fields::default();
    let task = asked.get(TASK).to_owned();
    fields.0.extend([(TASK.to_owned(), task)]);
    page(&app, what, (&official, &loaded), &fields, None).await
}

async fn act(
    what: &'static OfficeAct,
    State(app): State<App>,
    official: Official,
    Path((_, id)): Path<(String, String)>,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let loaded = match enter(what, &app, &official, &id).await {
        Err(PageError::NotFound) => return gone::told(&app, &official, &id, &fields).await,
        loaded => loaded?,
    };
    if fields.take_switch() {
        return page(&app, what, (&official, &loaded), &fields, None).await;
    }
    fields.repair();
    let desk = Desk {
        official: &official,
        loaded: &loaded,
        state: &loaded.state,
        colleagues: &[],
        takers: &[],
        calendar: &app.calendar,
        now: app.now(),
        fields: &fields,
    };
    let by = (flow::actor(&official.staff), Some(seen(&fields)));
    let command_for = |state: &CaseState| (what.command)(&Desk { state, ..desk });
    match case::act_once(&app, by, &id, command_for).await {
        Ok(_) => Ok(done(what, &desk)),
        Err(CaseError::Rejected(why)) => {
            let loaded = enter(what, &app, &official, &id).await?;
            page(&app, what, (&official, &loaded), &fields, Some(&why)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The form, which says at its text in which language the applicant reads it.
fn asked(what: &OfficeAct, desk: &Desk<'_>, mut form: ActForm) -> ActForm {
    if what.says == Words::Applicant {
        if !form.hint.is_empty() {
            form.hint.push(' ');
        }
        form.hint += &reads(desk.lang(), desk.loaded);
    }
    form
}

fn done(what: &OfficeAct, desk: &Desk<'_>) -> Response {
    let case = &desk.loaded.case;
    desk.official.context.redirect(&match what.then {
        Then::List(said) => format!("/staff?{said}={}", case.number),
        Then::Case(place) => format!("/staff/cases/{}{place}", case.id),
    })
}

async fn page(
    app: &App,
    what: &OfficeAct,
    (official, loaded): (&Official, &Loaded<'_>),
    fields: &Fields,
    why: Option<&Rejection>,
) -> Result<Response, PageError> {
    let colleagues = colleagues(app, loaded).await?;
    let desk = Desk {
        official,
        loaded,
        state: &loaded.state,
        colleagues: &colleagues,
        takers: &[],
        calendar: &app.calendar,
        now: app.now(),
        fields,
    };
    let takers = takers(app, desk.open().map(|(_, task)| task)).await?;
    let desk = Desk {
        takers: &takers,
        ..desk
    };
    let (lang, key) = (desk.lang(), what.key);
    let form = ActForm {
        title: t(lang, &format!("staff-{key}-title")),
        intro: vec![t(lang, &format!("staff-{key}-intro"))],
        action: format!("/staff/cases/{}/{key}", loaded.case.id),
        hidden: made_for(&desk, why),
        label: match what.says {
            Words::None => String::new(),
            Words::Colleagues | Words::Applicant => t(lang, &format!("staff-{key}-reason")),
        },
        typed: fields.get(REASON).to_owned(),
        submit: t(lang, &format!("staff-{key}-submit")),
        ..ActForm::default()
    };
    let form = match why {
        None if !is_offered(what, &desk) => desk.without_form(form, not_offered(what, &desk)),
        _ => asked(what, &desk, (what.form)(&desk, form)),
    };
    let errors = why.map_or_else(Vec::new, |why| errors(what, &desk, &form, why));
    let status = match errors.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let form = ActForm { errors, ..form };
    let reads = read_rights::role_of_reader(&official.staff, loaded).is_some();
    let back = match what.opens {
        Opens::Case | Opens::Left if reads => format!("/staff/cases/{}", loaded.case.id),
        _ => "/staff".to_owned(),
    };
    let shell = official.context.shell(app, form.title.clone());
    let shell = shell
        .of_case(&loaded.case.number)
        .with_back(official.context.href(&back));
    Ok((status, Html(act_form(&shell, form))).into_response())
}
