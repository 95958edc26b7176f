//! A regulation that was taken out of the catalogue leaves its cases and drafts behind. Their pages need it; without it
//! they are one plain page with what the row and the log tell.

use std::collections::HashMap;

use app::{
    components::SummaryRow,
    format,
    pages::withdrawn::{WithdrawnView, withdrawn},
    text::{Lang, t, t_with, value},
};
use axum::{
    RequestExt,
    extract::{FromRequestParts, Path, Request, State},
    http::{Method, StatusCode, request::Parts},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use domain::case::{CaseState, log};

use crate::{
    core::Core,
    flow::{
        case::{by_log, own_row},
        read_rights,
    },
    http::kit::{
        error::PageError, local_time::local_micros, page_context::PageContext, session::Principal,
        web::App,
    },
    store::{
        case::{Case, OPEN, due_at},
        draft::Draft,
    },
};

/// Puts the plain page in the place of the error.
pub(crate) async fn draw(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if !path.contains("/cases/") && !path.contains("/drafts/") {
        return next.run(request).await;
    }
    // The handler checks rights before it looks for the regulation, and answers 404 without them.
    let Ok(mut parts) = request.extract_parts::<Parts>().await;
    let response = next.run(request).await;
    if response.extensions().get::<PageError>() != Some(&PageError::Withdrawn) {
        return response;
    }
    page(&app, &mut parts)
        .await
        .unwrap_or_else(IntoResponse::into_response)
}

async fn page(app: &App, parts: &mut Parts) -> Result<Response, PageError> {
    let Path(names) = Path::<HashMap<String, String>>::from_request_parts(parts, app)
        .await
        .map_err(|_| PageError::NotFound)?;
    let context = PageContext::from_request_parts(parts, app).await?;
    let name = |key: &str| names.get(key).map_or("", String::as_str);
    let path = parts.uri.path();
    let (view, back) = if path.contains("/drafts/") {
        (draft(app, &context, name("id")).await?, "/cabinet")
    } else if path.contains("/staff/") {
        (of_staff(app, &context, name("case")).await?, "/staff")
    } else {
        (own(app, &context, name("id")).await?, "/cabinet")
    };
    let shell = context.shell(app, "").with_back(context.href(back));
    // A POST changed nothing.
    let status = match parts.method {
        Method::GET | Method::HEAD => StatusCode::OK,
        _ => StatusCode::CONFLICT,
    };
    Ok((status, Html(withdrawn(&shell, &view))).into_response())
}

async fn draft(app: &Core, context: &PageContext, id: &str) -> Result<WithdrawnView, PageError> {
    let Some(Principal::Citizen { person, .. }) = &context.principal else {
        return Err(PageError::NotFound);
    };
    let draft = app.store.draft(id, person).await?;
    let draft = draft.ok_or(PageError::NotFound)?;
    let lang = context.lang;
    Ok(WithdrawnView {
        heading: t(lang, "draft-title"),
        text: ["operation-withdrawn-draft", "operation-withdrawn-ask"]
            .map(|key| t(lang, key))
            .to_vec(),
        rows: draft_rows(lang, &draft),
        ..WithdrawnView::default()
    })
}

fn draft_rows(lang: Lang, draft: &Draft) -> Vec<SummaryRow> {
    let saved = format::datetime(local_micros(draft.updated));
    vec![
        SummaryRow::new(t(lang, "operation-withdrawn-saved"), saved),
        service_row(lang, &draft.regulation),
    ]
}

fn service_row(lang: Lang, regulation: &str) -> SummaryRow {
    SummaryRow::new(t(lang, "operation-withdrawn-service"), regulation)
}

async fn own(app: &Core, context: &PageContext, id: &str) -> Result<WithdrawnView, PageError> {
    let Some(Principal::Citizen { person, .. }) = &context.principal else {
        return Err(PageError::NotFound);
    };
    let case = own_row(app, person, id).await?;
    let files = context.href(&format!("/cabinet/cases/{}/files", case.id));
    let mut view = of_case(app, context.lang, &case).await?;
    view.text = ["operation-withdrawn-case", "operation-withdrawn-ask"]
        .map(|key| t(context.lang, key))
        .to_vec();
    let state = state(app, &case).await?;
    let known = state.evidence.iter();
    view.documents = known
        .map(|item| (Some(format!("{files}/{}", item.file)), item.name.clone()))
        .collect();
    Ok(view)
}

async fn of_staff(app: &Core, context: &PageContext, id: &str) -> Result<WithdrawnView, PageError> {
    let staff = context.staff.as_ref().ok_or(PageError::NotFound)?;
    let case = app.store.case(id).await?.ok_or(PageError::NotFound)?;
    let (case, state) = by_log(app, case).await?;
    // Without the regulation only the roles of the open steps are known.
    let role = read_rights::role_of_withdrawn(staff, &state).ok_or(PageError::NotFound)?;
    read_rights::record(app, staff, role, &case.id, None).await?;
    let lang = context.lang;
    let mut view = of_case(app, lang, &case).await?;
    view.text = vec![t(lang, "operation-withdrawn-staff")];
    let applicant = SummaryRow::new(t(lang, "sheet-applicant"), case.person_name.clone());
    view.rows.insert(0, applicant);
    let steps = state.steps().map(|(_, task)| {
        SummaryRow::new(t(lang, "operation-withdrawn-step"), task.step.to_string())
    });
    view.rows.extend(steps);
    let known = state.evidence.iter();
    view.documents = known.map(|item| (None, item.name.clone())).collect();
    Ok(view)
}

async fn of_case(app: &Core, lang: Lang, case: &Case) -> Result<WithdrawnView, PageError> {
    let day = |micros| format::datetime(local_micros(micros));
    let mut rows = vec![SummaryRow::new(
        t(lang, "status-registered"),
        day(case.registered),
    )];
    rows.push(match case.state.as_str() {
        OPEN => SummaryRow::new(
            t(lang, "status-due"),
            due_at(case.due).map_or_else(|| t(lang, "status-no-term"), |_| day(case.due)),
        ),
        _ => SummaryRow::new(t(lang, "status-closed"), day(case.closed)),
    });
    rows.push(service_row(lang, &case.regulation));
    let state = state(app, case).await?;
    let done = state.done.len().to_string();
    rows.push(SummaryRow::new(t(lang, "operation-withdrawn-done"), done));
    if let Some(amount) = state.closed.as_ref().and_then(|closed| closed.amount) {
        let amount = format::money(i64::try_from(amount).unwrap_or(i64::MAX));
        rows.push(SummaryRow::new(
            t(lang, "operation-withdrawn-amount"),
            amount,
        ));
    }
    Ok(WithdrawnView {
        heading: t_with(lang, "cabinet-case", &[("number", value(&case.number))]),
        state: case.state.clone(),
        rows,
        ..WithdrawnView::default()
    })
}

/// The state of the log. An unreadable log is empty here; the job that checks logs reports it.
async fn state(app: &Core, case: &Case) -> Result<CaseState, PageError> {
    let entries = app.store.events(&case.id).await?;
    let events = log::decode_all(&entries).unwrap_or_default();
    Ok(CaseState::fold(&events))
}
