//! Amounts, and calculators that store nothing: what was typed comes back with the answer and is gone.

use app::{
    components::FieldError,
    pages::{
        amounts::amounts,
        calculator::{
            AMOUNTS, From, MOST_ROWS,
            income::{self, IncomeView},
            semipalatinsk::{self, SemipalatinskView, StayRow},
        },
    },
    problem,
    text::{Lang, t, t_with, value},
};
use axum::{
    Router,
    extract::State,
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use chrono::{Datelike, NaiveDate};
use domain::{
    amounts::semipalatinsk::{Stay, StayError, compensation},
    form::{self, ErrorCode},
    income::PerCapita,
    regulation::FieldKind,
};

use crate::http::kit::{error::PageError, fields::Fields, page_context::PageContext, web::App};

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/amounts", get(amounts_page))
        .route(
            "/{lang}/calculators/income",
            get(income_page).post(count_income),
        )
        .route(
            "/{lang}/calculators/semipalatinsk",
            get(semipalatinsk_page).post(count_semipalatinsk),
        )
}

async fn amounts_page(State(app): State<App>, context: PageContext) -> Response {
    context.cached(&app, AMOUNTS, || {
        amounts(&context.shell(&app, ""), catalogue::amounts())
    })
}

/// What the pressed button asks for.
enum Pressed {
    Count,
    Switch,
    Add,
    Remove(usize),
}

fn pressed(fields: &mut Fields) -> Pressed {
    let button = fields.take("do");
    if fields.take_switch() {
        return Pressed::Switch;
    }
    let removed = button.strip_prefix("remove-");
    match removed.and_then(|n| n.parse().ok()) {
        Some(n) => Pressed::Remove(n),
        None if button == "add" => Pressed::Add,
        None => Pressed::Count,
    }
}

/// Does what a button for rows asks; true if the form is only drawn again. A form has at least one row.
fn rearranged<T: Default>(rows: &mut Vec<T>, pressed: &Pressed) -> bool {
    match pressed {
        Pressed::Count => return false,
        Pressed::Add if rows.len() < MOST_ROWS => rows.push(T::default()),
        Pressed::Remove(n) if rows.len() > 1 && (1..=rows.len()).contains(n) => {
            rows.remove(n - 1);
        }
        Pressed::Switch | Pressed::Add | Pressed::Remove(_) => {}
    }
    true
}

/// The rows of a form, numbered from 1 without gaps. More than the page offers are refused.
fn rows<T>(
    fields: &mut Fields,
    parts: &[&str],
    mut row: impl FnMut(&mut Fields, usize) -> T,
) -> Result<Vec<T>, PageError> {
    let there = |fields: &Fields, n: usize| {
        parts
            .iter()
            .any(|part| fields.0.contains_key(&format!("{part}-{n}")))
    };
    let count = (1..=MOST_ROWS + 1)
        .take_while(|n| there(fields, *n))
        .count();
    if count > MOST_ROWS {
        return Err(PageError::BadForm);
    }
    Ok((1..=count.max(1)).map(|n| row(fields, n)).collect())
}

/// Where the reader came from; an unknown service is no place.
fn came_from(app: &App, lang: Lang, fields: &mut Fields) -> From {
    From::regulation(lang, app.catalogue.get(&fields.take("service")))
}

fn today(app: &App) -> NaiveDate {
    domain::calendar::local(app.now()).date_naive()
}

/// A date as it was typed, or the error at its field.
fn date(lang: Lang, typed: &str, label: &str, errors: &mut Vec<FieldError>) -> Option<NaiveDate> {
    let read = match typed.trim().is_empty() {
        true => Err(ErrorCode::Required),
        false => form::read_date(typed),
    };
    let wrong = |code| FieldError::new("date", problem::message(lang, &t(lang, label), code));
    errors.extend(read.err().map(wrong));
    read.ok()
}

fn answer(page: String, wrong: bool) -> Response {
    let status = match wrong {
        true => StatusCode::UNPROCESSABLE_ENTITY,
        false => StatusCode::OK,
    };
    (status, Html(page)).into_response()
}

async fn income_page(
    State(app): State<App>,
    context: PageContext,
    mut query: Fields,
) -> Html<String> {
    let today = today(&app);
    let view = IncomeView {
        from: came_from(&app, context.lang, &mut query),
        date: app::format::date(today),
        day: today,
        incomes: vec![String::new()],
        ..IncomeView::default()
    };
    Html(income::income(&context.shell(&app, ""), &view))
}

async fn count_income(
    State(app): State<App>,
    context: PageContext,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let lang = context.lang;
    let pressed = pressed(&mut fields);
    let mut view = IncomeView {
        from: came_from(&app, lang, &mut fields),
        date: fields.take("date"),
        region: fields.take("region"),
        incomes: rows(&mut fields, &["income"], |fields, n| {
            fields.take(&income::field_id(n))
        })?,
        ..IncomeView::default()
    };
    if !rearranged(&mut view.incomes, &pressed) {
        let read = date(lang, &view.date, "calculator-date", &mut view.errors);
        let total = total(lang, &view.incomes, today(&app), &mut view.errors);
        let members = u64::try_from(view.incomes.len()).ok();
        view.result = match (read, total, members) {
            (Some(_), Some(total), Some(members)) => Some(PerCapita::new(total, members)),
            _ => None,
        };
    }
    view.day = form::date(&view.date).unwrap_or_else(|| today(&app));
    let page = income::income(&context.shell(&app, ""), &view);
    Ok(answer(page, !view.errors.is_empty()))
}

/// The incomes added up; none, and an error at each field that is wrong, if one cannot be read.
fn total(
    lang: Lang,
    typed: &[String],
    today: NaiveDate,
    errors: &mut Vec<FieldError>,
) -> Option<u64> {
    let most = form::usual_length(FieldKind::Money);
    let mut total = Some(0_u64);
    for (at, typed) in typed.iter().enumerate() {
        let read = form::read(FieldKind::Money, most, typed, today);
        let amount = read.and_then(|digits| digits.parse().map_err(|_| ErrorCode::Required));
        match amount {
            Ok(amount) => total = total.and_then(|sum| sum.checked_add(amount)),
            Err(code) => {
                let message = problem::message(lang, &income::label(lang, at + 1), code);
                errors.push(FieldError::new(income::field_id(at + 1), message));
                total = None;
            }
        }
    }
    total
}

async fn semipalatinsk_page(
    State(app): State<App>,
    context: PageContext,
    mut query: Fields,
) -> Html<String> {
    let view = SemipalatinskView {
        from: came_from(&app, context.lang, &mut query),
        date: app::format::date(today(&app)),
        rows: vec![StayRow::default()],
        ..SemipalatinskView::default()
    };
    Html(semipalatinsk::semipalatinsk(
        &context.shell(&app, ""),
        &view,
    ))
}

async fn count_semipalatinsk(
    State(app): State<App>,
    context: PageContext,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let lang = context.lang;
    let pressed = pressed(&mut fields);
    let mut view = SemipalatinskView {
        from: came_from(&app, lang, &mut fields),
        date: fields.take("date"),
        rows: rows(&mut fields, &["zone", "from", "to"], |fields, n| {
            let mut take = |part| fields.take(&semipalatinsk::field_id(part, n));
            StayRow {
                zone: take("zone"),
                from: take("from"),
                to: take("to"),
            }
        })?,
        ..SemipalatinskView::default()
    };
    if !rearranged(&mut view.rows, &pressed) {
        let stays = stays(lang, &view.rows, &mut view.errors);
        let read = date(lang, &view.date, "calculator-index-date", &mut view.errors);
        if let (Some(stays), Some(day)) = (stays, read) {
            match compensation(catalogue::amounts(), &stays) {
                Ok(computed) => view.result = Some((computed, day)),
                Err(error) => view.errors.insert(0, stay_error(lang, error)),
            }
        }
    }
    let page = semipalatinsk::semipalatinsk(&context.shell(&app, ""), &view);
    Ok(answer(page, !view.errors.is_empty()))
}

/// The periods; none, and an error at each field that is wrong, if one cannot be read.
fn stays(lang: Lang, rows: &[StayRow], errors: &mut Vec<FieldError>) -> Option<Vec<Stay>> {
    let before = errors.len();
    let mut stays = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let n = at + 1;
        let name = semipalatinsk::row_name(lang, n);
        let known = catalogue::amounts().zone(&row.zone).is_some();
        if !known {
            let message = t_with(lang, "calculator-required-zone", &[("row", value(&name))]);
            errors.push(FieldError::new(semipalatinsk::field_id("zone", n), message));
        }
        let mut read = |part: &str, key: &str, typed: &str, in_year: (u32, u32)| {
            let day = day(typed, in_year);
            if day.is_none() {
                let label = [("row", value(&name)), ("label", value(t(lang, key)))];
                let label = t_with(lang, "calculator-row-label", &label);
                let message = match typed.trim().is_empty() {
                    true => problem::message(lang, &label, ErrorCode::Required),
                    false => day_wrong(lang, &label, typed),
                };
                errors.push(FieldError::new(semipalatinsk::field_id(part, n), message));
            }
            day
        };
        let from = read("from", "calculator-from", &row.from, (1, 1));
        let to = read("to", "calculator-to", &row.to, (12, 31));
        if let (true, Some(from), Some(to)) = (known, from, to) {
            let zone = row.zone.clone();
            stays.push(Stay { zone, from, to });
        }
    }
    (errors.len() == before).then_some(stays)
}

/// What is wrong with a day, or that it is none and no year.
fn day_wrong(lang: Lang, label: &str, typed: &str) -> String {
    match form::read_date(typed) {
        Err(code) if code != ErrorCode::Date => problem::message(lang, label, code),
        _ => t_with(lang, "calculator-day-wrong", &[("label", value(label))]),
    }
}

/// A day, or a year of which the day `in_year` (month and day) is meant.
fn day(typed: &str, (month, day): (u32, u32)) -> Option<NaiveDate> {
    let text = typed.trim();
    let year = (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| NaiveDate::from_ymd_opt(text.parse().ok()?, month, day))
        .flatten();
    year.or_else(|| form::date(text))
        .filter(|date| date.year() >= FIRST_YEAR)
}

/// Nobody who applies was there earlier.
const FIRST_YEAR: i32 = 1900;

fn stay_error(lang: Lang, error: StayError) -> FieldError {
    let row = |at: usize| ("row", value(semipalatinsk::row_name(lang, at + 1)));
    let (part, at, message) = match error {
        StayError::Zone(at) => (
            "zone",
            at,
            t_with(lang, "calculator-required-zone", &[row(at)]),
        ),
        StayError::Reversed(at) => ("to", at, t_with(lang, "calculator-reversed", &[row(at)])),
        StayError::Overlap(other, at) => {
            let other = ("other", value(semipalatinsk::row_name(lang, other + 1)));
            (
                "from",
                at,
                t_with(lang, "calculator-overlap", &[row(at), other]),
            )
        }
    };
    FieldError::new(semipalatinsk::field_id(part, at + 1), message)
}
