//! The queue of an office: the steps that wait for an official.

use app::pages::staff::{QueueRow, QueueView, staff_queue};
use axum::{
    extract::State,
    response::{Html, IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use domain::{
    calendar::local,
    regulation::{ChannelKind, Step},
};

use super::time_left::time_left;
use crate::{
    flow::read_rights,
    http::kit::{calendar_note, error::PageError, fields::Fields, guards::Official, web::App},
    store::case::{Case, Queue},
};

const PAGE_SIZE: i64 = 50;

pub(super) async fn queue(
    State(app): State<App>,
    official: Official,
    fields: Fields,
) -> Result<Response, PageError> {
    let staff = &official.staff;
    let queue = Queue {
        office: staff.office.clone(),
        roles: staff.roles.clone(),
        staff: staff.id.clone(),
    };
    let now = app.now();
    let counts = app
        .store
        .queue_counts(
            &queue,
            now.timestamp_micros(),
            end_of_day(now).timestamp_micros(),
        )
        .await?;
    let pages = (counts.waiting.max(1) + PAGE_SIZE - 1) / PAGE_SIZE;
    let current = fields.get("page").parse().unwrap_or(1).clamp(1, pages);
    let cases = app
        .store
        .queue(&queue, PAGE_SIZE, (current - 1) * PAGE_SIZE)
        .await?;
    let lang = official.context.lang;
    let view = QueueView {
        rows: cases
            .iter()
            .map(|case| row(&app, case, now, lang))
            .collect(),
        waiting: counts.waiting,
        today: counts.soon,
        late: counts.late,
        office_open: counts.office_open,
        current: current.unsigned_abs(),
        pages: pages.unsigned_abs(),
        news: ["done", "returned", "asked", "assigned"]
            .into_iter()
            .find_map(|what| {
                let number = Some(fields.get(what)).filter(|number| is_number(number))?;
                let told = [("number", app::text::value(number))];
                Some(app::text::t_with(lang, &format!("staff-{what}"), &told))
            }),
        views: read_rights::is_head(&app.catalogue, staff),
        people: staff.administrator,
    };
    let shell = official
        .context
        .shell(&app, app::text::t(lang, "staff-queue-title"));
    let note = calendar_note::of(&app, lang, view.rows.iter().map(|row| row.due));
    Ok(Html(staff_queue(&shell.with_note(note), view)).into_response())
}

/// Whether the text can be a registration number: nothing else of the address is shown on the page.
fn is_number(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 30
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase() || byte == b'-')
}

fn end_of_day(now: DateTime<Utc>) -> DateTime<Utc> {
    let here = local(now);
    let midnight = here
        .date_naive()
        .and_hms_opt(23, 59, 59)
        .and_then(|end| end.and_local_timezone(here.timezone()).single());
    midnight.map_or(now, |end| end.to_utc())
}

fn row(app: &App, case: &Case, now: DateTime<Utc>, lang: app::text::Lang) -> QueueRow {
    let regulation = app.editions.named(&app.catalogue, &case.regulation);
    let regulation = regulation.as_deref();
    let channel = ChannelKind::from_id(&case.channel);
    let step = regulation
        .zip(channel)
        .and_then(|(regulation, channel)| {
            let mut routes = regulation.routes(channel);
            routes.find_map(|route| route.step(&case.step))
        })
        .map_or(case.step.as_str(), |step: &Step| step.title.get(lang));
    QueueRow {
        case: case.id.clone(),
        number: case.number.clone(),
        service: regulation.map_or_else(
            || app::text::t(lang, "operation-withdrawn-title"),
            |regulation| regulation.names.get(lang).to_owned(),
        ),
        applicant: case.person_name.clone(),
        channel: app::text::t(lang, &format!("staff-channel-{}", case.channel)),
        step: step.to_owned(),
        left: time_left(
            &app.calendar,
            now,
            DateTime::from_timestamp_micros(case.step_due).unwrap_or(now),
        ),
        due: local(DateTime::from_timestamp_micros(case.due).unwrap_or(now)).date_naive(),
        added: case.added > 0,
        replaced: case.replaced > 0,
    }
}
