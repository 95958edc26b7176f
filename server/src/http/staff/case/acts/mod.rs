//! What an official does with a case beside the step in hand, each on a page of its own.

use app::{
    components::FieldError,
    pages::act_form::{ActForm, REASON, act_form},
    problem,
    text::{Lang, t},
};
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::{MethodRouter, get},
};
use domain::{
    case::{Command, Rejection, Task},
    ids::{StepId, TaskNo},
};

use super::{is_theirs, load};
use crate::{
    flow::{
        self,
        case::{self, CaseError, Loaded},
    },
    http::kit::{error::PageError, fields::Fields, guards::Official, web::App},
    store::staff::Staff,
};

mod assign;
mod clock;
mod correction;
mod note;
mod reopen;
mod send_back;

/// One thing that can be done.
struct OfficeAct {
    /// Names it in the address and in the keys of its words.
    key: &'static str,
    /// Whether it can be done now, and by this official.
    offered: fn(&Desk<'_>) -> bool,
    /// Whether it is done with words: a reason, a text.
    says: bool,
    /// What its form has beside the words that every one has.
    form: fn(&Desk<'_>, ActForm) -> ActForm,
    /// Whether the same was sent before: by a second click.
    is_done: fn(&Desk<'_>) -> bool,
    /// What is wanted.
    command: fn(&Desk<'_>) -> Command,
    /// Where the official reads that it is done.
    then: Then,
    /// The field and the words for what can be wrong with it alone.
    wrong: fn(&Rejection) -> Option<(&'static str, &'static str)>,
}

/// The page after an act.
enum Then {
    /// The list, which says it.
    List(&'static str),
    /// The case, at this place.
    Case(&'static str),
}

const ALL: [&OfficeAct; 7] = [
    &correction::ACT,
    &send_back::ACT,
    &assign::ACT,
    &clock::STOP,
    &clock::RESUME,
    &reopen::ACT,
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
        .route("/{lang}/staff/cases/{case}/stop", at(&clock::STOP))
        .route("/{lang}/staff/cases/{case}/resume", at(&clock::RESUME))
        .route("/{lang}/staff/cases/{case}/reopen", at(&reopen::ACT))
        .route("/{lang}/staff/cases/{case}/note", at(&note::ACT))
}

fn at(what: &'static OfficeAct) -> MethodRouter<App> {
    get(move |app, official, path| show(what, app, official, path))
        .post(move |app, official, path, fields| act(what, app, official, path, fields))
}

/// The name under which the page says for which task it was made.
const TASK: &str = "task";

/// What an act is decided by.
struct Desk<'a> {
    official: &'a Official,
    loaded: &'a Loaded<'a>,
    /// Who works in the office.
    colleagues: &'a [Staff],
    /// What was typed.
    fields: &'a Fields,
}

impl<'a> Desk<'a> {
    fn lang(&self) -> Lang {
        self.official.context.lang
    }

    /// The step in hand that officials do.
    fn open(&self) -> Option<(TaskNo, &'a Task)> {
        let mut steps = self.loaded.state.steps();
        steps.find(|(_, task)| task.is_staffs())
    }

    /// Whether it is this official's.
    fn is_mine(&self) -> bool {
        self.open().is_some() && is_theirs(self.official, &self.loaded.case)
    }

    /// Whether they lead the work of this case.
    fn leads(&self) -> bool {
        let route = self.loaded.regulation.route(&self.loaded.state.route());
        let mut leaders = route.into_iter().flat_map(|route| route.leaders());
        leaders.any(|role| self.holds(role))
    }

    fn holds(&self, role: &str) -> bool {
        self.official.staff.roles.iter().any(|held| held == role)
    }

    /// The step for which the page was made. Of an old page it is open no more, though the same step may be: then
    /// nothing is done.
    fn step(&self) -> StepId {
        let mut steps = self.loaded.state.steps();
        let open = steps.find(|(no, _)| no.to_string() == self.fields.get(TASK));
        open.map(|(_, task)| task.step.clone()).unwrap_or_default()
    }

    fn text(&self) -> String {
        self.fields.get(REASON).trim().to_owned()
    }
}

/// What can be done with the case now: the last part of the address, and the words.
pub(super) fn offered(
    official: &Official,
    loaded: &Loaded<'_>,
    colleagues: &[Staff],
) -> Vec<(&'static str, String)> {
    let fields = Fields::default();
    let desk = Desk {
        official,
        loaded,
        colleagues,
        fields: &fields,
    };
    let offered = ALL.into_iter().filter(|what| (what.offered)(&desk));
    offered
        .map(|what| {
            let key = what.key;
            (key, t(desk.lang(), &format!("staff-{key}-title")))
        })
        .collect()
}

async fn show(
    what: &'static OfficeAct,
    State(app): State<App>,
    official: Official,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let loaded = load(&app, &official, &id).await?;
    page(&app, what, (&official, &loaded), &Fields::default(), None).await
}

async fn act(
    what: &'static OfficeAct,
    State(app): State<App>,
    official: Official,
    Path((_, id)): Path<(String, String)>,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let loaded = load(&app, &official, &id).await?;
    if fields.take_switch() {
        return page(&app, what, (&official, &loaded), &fields, None).await;
    }
    fields.repair();
    let desk = Desk {
        official: &official,
        loaded: &loaded,
        colleagues: &[],
        fields: &fields,
    };
    if (what.is_done)(&desk) {
        return Ok(done(what, &desk));
    }
    let command = (what.command)(&desk);
    match case::act(&app, flow::actor(&official.staff), &id, command).await {
        Ok(_) => Ok(done(what, &desk)),
        Err(CaseError::Rejected(why)) => {
            let loaded = load(&app, &official, &id).await?;
            page(&app, what, (&official, &loaded), &fields, Some(&why)).await
        }
        Err(error) => Err(error.into()),
    }
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
    let colleagues = app.store.staff_of_office(&official.staff.office).await?;
    let desk = Desk {
        official,
        loaded,
        colleagues: &colleagues,
        fields,
    };
    let (lang, key) = (desk.lang(), what.key);
    let form = ActForm {
        title: t(lang, &format!("staff-{key}-title")),
        intro: vec![t(lang, &format!("staff-{key}-intro"))],
        action: format!("/staff/cases/{}/{key}", loaded.case.id),
        hidden: desk.open().map(|(no, _)| (TASK, no.to_string())),
        label: match what.says {
            true => t(lang, &format!("staff-{key}-reason")),
            false => String::new(),
        },
        typed: fields.get(REASON).to_owned(),
        submit: t(lang, &format!("staff-{key}-submit")),
        ..ActForm::default()
    };
    let form = (what.form)(&desk, form);
    let errors = why.map_or_else(Vec::new, |why| errors(what, lang, &form, why));
    let status = match errors.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let form = ActForm { errors, ..form };
    let case = format!("/staff/cases/{}", loaded.case.id);
    let shell = official.context.shell(app, form.title.clone());
    let shell = shell
        .of_case(&loaded.case.number)
        .with_back(official.context.href(&case));
    Ok((status, Html(act_form(&shell, form))).into_response())
}

/// What is wrong, at the field where it is put right.
fn errors(what: &OfficeAct, lang: Lang, form: &ActForm, why: &Rejection) -> Vec<FieldError> {
    if let Some((field, key)) = (what.wrong)(why) {
        return vec![FieldError::new(field, t(lang, key))];
    }
    let asks_text = !form.label.is_empty();
    match why {
        Rejection::ReasonMissing => vec![FieldError::new(REASON, t(lang, "staff-act-reason"))],
        Rejection::Inputs(wrong) => wrong
            .iter()
            .map(|one| FieldError::new(REASON, problem::message(lang, &form.label, one.code)))
            .collect(),
        Rejection::NotYours { .. } | Rejection::OtherOffice => {
            vec![FieldError::new("", t(lang, "staff-error-not-yours"))]
        }
        _ => {
            let field = if asks_text { REASON } else { "" };
            vec![FieldError::new(field, t(lang, "staff-error-step-closed"))]
        }
    }
}
