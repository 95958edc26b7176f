//! The personal cabinet: history, case, receipt, result.

use app::{
    case_state,
    components::Shell,
    pages::{
        act,
        application::{ApplicationView, application},
        cabinet::{CabinetView, CaseLine, DraftLine, cabinet},
        case::{CaseView, case},
        output_terms::OutputTerm,
        receipt::{ReceiptDocument, ReceiptView, receipt},
    },
    sheet::{acts_for, document},
    text::{Lang, t, t_with, value},
};
use axum::{
    Router,
    extract::{Path, State},
    response::{Html, Response},
    routing::get,
};
use chrono::{DateTime, Utc};
use domain::{
    calendar::local,
    case::{CaseState, Progress},
    file_name::served,
    iin::Iin,
    regulation::ChannelKind,
    result::ResultDocument,
    term,
};

use super::case_facts;
use crate::{
    core::Core,
    flow::{
        case::{self as cases, CaseError, Loaded, by_log},
        file_trouble, retention,
    },
    http::kit::{
        attachment, calendar_note,
        error::PageError,
        fields::Fields,
        file_notes::{Audience, notes},
        guards::Citizen,
        local_time::{local_micros, local_time},
        page_context::PageContext,
        qr,
        web::App,
    },
    store::{
        case::{Case, due_at},
        draft::Draft,
    },
};

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/cabinet", get(show_cabinet))
        .route("/{lang}/cabinet/cases/{id}", get(show_case))
        .route("/{lang}/cabinet/cases/{id}/receipt", get(show_receipt))
        .route(
            "/{lang}/cabinet/cases/{id}/application",
            get(show_application),
        )
        .route("/{lang}/cabinet/cases/{id}/files/{file}", get(file))
}

const PAGE_SIZE: i64 = 20;

async fn show_cabinet(
    State(app): State<App>,
    citizen: Citizen,
    fields: Fields,
) -> Result<Html<String>, PageError> {
    let (context, person) = (&citizen.context, &citizen.person);
    let (count, drafts) = tokio::try_join!(
        app.store.count_cases_of_person(person),
        app.store.drafts_of(person)
    )?;
    let pages = (count + PAGE_SIZE - 1) / PAGE_SIZE;
    let current = fields
        .get("page")
        .parse::<i64>()
        .unwrap_or(1)
        .clamp(1, pages.max(1));
    let cases = app
        .store
        .cases_of_person(person, PAGE_SIZE, (current - 1) * PAGE_SIZE)
        .await?;
    let cases = cases.into_iter().map(|case| shown(&app, case));
    let mut cases = futures::future::try_join_all(cases).await?;
    cases.retain(|(case, _)| case.person == *person);
    let view = CabinetView {
        drafts: drafts
            .iter()
            .map(|draft| draft_line(&app, context.lang, draft))
            .collect(),
        cases: cases
            .into_iter()
            .map(|case| case_line(&app, context.lang, case))
            .collect(),
        count: count.unsigned_abs(),
        current: current.unsigned_abs(),
        pages: pages.unsigned_abs(),
    };
    let open = view.cases.iter().filter(|case| case.closed.is_none());
    let note = calendar_note::of(&app, context.lang, open.filter_map(|case| case.due));
    let shell = context.shell(&app, t(context.lang, "cabinet-title"));
    Ok(Html(cabinet(&shell.with_note(note), &view)))
}

/// A case of the list as its log has it. One that is damaged hides none of the others.
async fn shown(app: &Core, case: Case) -> Result<(Case, CaseState), PageError> {
    let row = case.clone();
    match by_log(app, case).await {
        Err(CaseError::Damaged(_)) => {
            let state = case_state::CHECKED.to_owned();
            Ok((Case { state, ..row }, CaseState::default()))
        }
        Err(error) => Err(error.into()),
        Ok(found) => Ok(found),
    }
}

fn service(app: &Core, lang: Lang, regulation: &str, channel: Option<ChannelKind>) -> String {
    let regulation = app.editions.named(&app.catalogue, regulation);
    regulation.map_or_else(
        || t(lang, "operation-withdrawn-title"),
        |regulation| regulation.called_on(channel).get(lang).to_owned(),
    )
}

fn draft_line(app: &Core, lang: Lang, draft: &Draft) -> DraftLine {
    DraftLine {
        id: draft.id.clone(),
        service: service(app, lang, &draft.regulation, Some(ChannelKind::Portal)),
        updated: local_micros(draft.updated).date(),
        until: retention::kept_until(&app.config.retention, draft.updated)
            .map(|until| local(until).date_naive()),
    }
}

fn case_line(app: &Core, lang: Lang, (case, state): (Case, CaseState)) -> CaseLine {
    let asked = state.applicants().map(|(_, task)| task.due).min();
    let overdue = asked.flatten().is_some_and(|due| due < app.now());
    let day = |due: Option<DateTime<Utc>>| due.map(|due| local(due).date_naive());
    CaseLine {
        service: service(
            app,
            lang,
            &case.regulation,
            ChannelKind::from_id(&case.channel),
        ),
        late: state.is_late(app.now()),
        stands: state.stands_since(app.now()),
        asked: asked.map(day),
        negative: case_facts::negative(app, lang, &case, &state),
        overdue,
        id: case.id,
        number: case.number,
        state: case.state,
        registered: local_micros(case.registered).date(),
        due: due_at(case.due).map(|due| local_time(due).date()),
        closed: (case.closed > 0).then(|| local_micros(case.closed).date()),
    }
}

async fn show_case(
    State(app): State<App>,
    Path((_, id)): Path<(String, String)>,
    citizen: Citizen,
) -> Result<Html<String>, PageError> {
    let context = &citizen.context;
    let loaded = cases::load_own(&app, &citizen.person, &id).await?;
    let now = app.now();
    let progress = Progress::of(&loaded.state, &loaded.regulation, &app.calendar, now);
    let staff = progress
        .holder
        .as_ref()
        .and_then(|holder| holder.staff.clone());
    let holder = match staff {
        Some(staff) => app.store.staff(&staff).await?,
        None => None,
    };
    let troubles = file_trouble::of_scanner(&app, &[&loaded.case.draft]).await?;
    let status_url = status_url(&app, context, &loaded.case);
    let view = CaseView {
        id: loaded.case.id.clone(),
        state_id: loaded.case.state.clone(),
        state: &loaded.state,
        regulation: &loaded.regulation,
        progress: &progress,
        paper: last_paper(&app, &loaded).await?,
        holder_name: holder.map(|staff| staff.name),
        late: loaded.state.is_late(now),
        outputs: OutputTerm::all(
            context.lang,
            &loaded.regulation,
            &loaded.state,
            (&app.calendar, now),
        ),
        reads: Lang::from_tag(&loaded.case.lang),
        now,
        qr_svg: qr::svg(&status_url),
        status_url,
        notes: notes(context.lang, &troubles, Audience::Case),
    };
    let shell = context
        .shell(&app, case_title(context, &loaded))
        .with_crumbs(crumbs(context))
        .with_banner(act::banner(context.lang, &loaded.regulation))
        .with_note(due_note(&app, context, &loaded));
    Ok(Html(case(&shell, &view)))
}

/// The paper with which the case ended. One that is damaged hides nothing else of it.
async fn last_paper(app: &Core, loaded: &Loaded<'_>) -> Result<Option<ResultDocument>, CaseError> {
    if loaded.state.is_open() {
        return Ok(None);
    }
    match cases::results_of(app, &loaded.case.id, &loaded.state).await {
        Err(CaseError::Damaged(_)) => Ok(None),
        papers => Ok(papers?.pop()),
    }
}

/// How sure the due date of a case under way is, and what put it off.
fn due_note(app: &Core, context: &PageContext, loaded: &Loaded<'_>) -> Option<String> {
    let open = loaded.state.is_open();
    open.then(|| calendar_note::of_case(app, context.lang, &loaded.state))
        .flatten()
}

fn case_title(context: &PageContext, loaded: &Loaded<'_>) -> String {
    t_with(
        context.lang,
        "cabinet-case",
        &[("number", value(&loaded.case.number))],
    )
}

fn crumbs(context: &PageContext) -> Vec<(Option<String>, String)> {
    vec![
        (
            Some(context.href("/cabinet")),
            t(context.lang, "cabinet-title"),
        ),
        (None, t(context.lang, "cabinet-history")),
    ]
}

/// The ИИН of the applicant for paper that may lie about.
pub(super) async fn masked_iin(app: &Core, citizen: &Citizen) -> Result<String, PageError> {
    let person = app.store.person(&citizen.person).await?;
    let iin = person.ok_or(PageError::NotFound)?.iin;
    Ok(Iin::parse(&iin).map_or_else(|_| String::new(), |iin| iin.to_string()))
}

/// The page around a sheet for printing, which leads back to its case.
pub(super) fn sheet(app: &App, context: &PageContext, loaded: &Loaded<'_>, kind: &str) -> Shell {
    let title = format!("{}, {}", t(context.lang, kind), loaded.case.number);
    let back = context.href(&format!("/cabinet/cases/{}", loaded.case.id));
    context.shell(app, title).with_back(back)
}

pub(super) fn status_url(app: &Core, context: &PageContext, case: &Case) -> String {
    format!(
        "{}{}",
        app.config.origin(),
        context.href(&format!("/status/{}", case.code))
    )
}

async fn show_receipt(
    State(app): State<App>,
    Path((_, id)): Path<(String, String)>,
    citizen: Citizen,
) -> Result<Html<String>, PageError> {
    let context = &citizen.context;
    let loaded = cases::load_own(&app, &citizen.person, &id).await?;
    let iin = masked_iin(&app, &citizen).await?;
    let view = receipt_view(&app, context, &loaded, iin);
    let note = calendar_note::of_case(&app, context.lang, &loaded.state);
    let shell = sheet(&app, context, &loaded, "receipt-kind").with_note(note);
    Ok(Html(receipt(&shell, &view)))
}

async fn show_application(
    State(app): State<App>,
    Path((_, id)): Path<(String, String)>,
    citizen: Citizen,
) -> Result<Html<String>, PageError> {
    let context = &citizen.context;
    let loaded = cases::load_own(&app, &citizen.person, &id).await?;
    let submitted = cases::application_of(&app, &loaded).await?;
    let view = ApplicationView {
        case: loaded.case.id.clone(),
        number: loaded.case.number.clone(),
        submitted: local_time(loaded.state.submitted_at),
        sha256: loaded.application_hash().to_owned(),
        masked_number: masked_iin(&app, &citizen).await?,
        application: &submitted,
    };
    let shell = sheet(&app, context, &loaded, "application-kind");
    Ok(Html(application(&shell, &view)))
}

fn receipt_view(
    app: &Core,
    context: &PageContext,
    loaded: &Loaded<'_>,
    masked_iin: String,
) -> ReceiptView {
    let (lang, state, regulation) = (context.lang, &loaded.state, &loaded.regulation);
    let status_url = status_url(app, context, &loaded.case);
    let procedure = regulation.route(&state.route());
    let ordinary = procedure.map(|procedure| term::ordinary_term(procedure, regulation));
    let stated = ordinary.is_some_and(|term| term.stated);
    // The receipt keeps the due date of the day of submission, also after the term was replaced.
    let first = loaded.submitted();
    let (due, term) = match first.filter(|first| !first.term.is_empty()) {
        Some(first) => (first.due, &first.term),
        None => (state.due, &state.term),
    };
    let others = procedure.into_iter();
    let others = others.flat_map(|route| regulation.replacing_terms(route));
    ReceiptView {
        case: loaded.case.id.clone(),
        number: loaded.case.number.clone(),
        submitted: local_time(state.submitted_at),
        accepted: local_time(state.accepted_at),
        name: loaded.applicant().to_owned(),
        masked_iin,
        acts_for: acts_for(lang, &state.parties),
        service: regulation.named_on(state.channel).get(lang).to_owned(),
        act: regulation.act.title.get(lang).to_owned(),
        office: regulation
            .office(&state.office)
            .map_or_else(String::new, |office| office.name.get(lang).to_owned()),
        documents: first
            .map(|first| documents(lang, loaded, &first.evidence))
            .unwrap_or_default(),
        text_sha256: first
            .map(|first| first.confirmation.sha256.clone())
            .unwrap_or_default(),
        due: due.map(local_time),
        term: act::limits(lang, term),
        stated,
        in_days: term.iter().any(|limit| limit.unit.is_days()),
        outputs: OutputTerm::all(lang, regulation, state, (&app.calendar, app.now())),
        duties: case_facts::duties(lang, loaded),
        other_terms: others
            .map(|term| {
                let when = term.when.get(lang).to_owned();
                (act::limit(lang, &term.limit), when)
            })
            .collect(),
        qr_svg: qr::svg(&status_url),
        status_url,
    }
}

fn documents(
    lang: Lang,
    loaded: &Loaded<'_>,
    items: &[domain::case::EvidenceItem],
) -> Vec<ReceiptDocument> {
    let (regulation, state) = (&loaded.regulation, &loaded.state);
    let slot = |id: &str| {
        let name = document(lang, regulation, state, id);
        name.unwrap_or_else(|| id.to_owned())
    };
    items
        .iter()
        .map(|item| ReceiptDocument {
            slot: slot(&item.slot),
            name: served(&item.name, &item.kind),
            size: item.size,
            sha256: item.sha256.clone(),
        })
        .collect()
}

/// A document that the applicant submitted.
async fn file(
    State(app): State<App>,
    Path((_, id, file)): Path<(String, String, String)>,
    citizen: Citizen,
) -> Result<Response, PageError> {
    let file = cases::own_file(&app, &citizen.person, &id, &file).await?;
    attachment::send_own(&app, &file).await
}
