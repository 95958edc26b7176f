//! What the simulated operator «sent». Only the demonstration has this page.

use app::pages::demo_messages::{Channel, DemoMessage, demo_messages};
use axum::{Router, extract::State, response::Html, routing::get};
use domain::calendar::local;

use crate::{
    http::kit::{error::PageError, fields::Fields, page_context::PageContext, web::App},
    ports::messages::{MessageKind, Sent},
};

pub(super) fn router() -> Router<App> {
    Router::new().route("/{lang}/demo/messages", get(page))
}

async fn page(
    State(app): State<App>,
    context: PageContext,
    query: Fields,
) -> Result<Html<String>, PageError> {
    let sent = app.ports.sent.as_ref().ok_or(PageError::NotFound)?;
    let messages: Vec<_> = sent.newest_first().into_iter().map(shown).collect();
    let shell = context.shell(&app, "");
    Ok(Html(demo_messages(&shell, &messages, query.get("from"))))
}

/// Everybody can open the page, and somebody may have typed a number of their own: its end is enough to know it by.
fn shown(sent: Sent) -> DemoMessage {
    let (channel, to) = match sent.kind {
        MessageKind::Sms => (Channel::Sms, end_of(&sent.to, 4)),
        MessageKind::Mail => {
            let (name, host) = sent.to.split_once('@').unwrap_or((&sent.to, ""));
            let first: String = name.chars().take(1).collect();
            (Channel::Mail, format!("{first}…@{host}"))
        }
    };
    DemoMessage {
        channel,
        to,
        subject: sent.subject,
        text: sent.text,
        at: local(sent.at).naive_local(),
    }
}

fn end_of(number: &str, count: usize) -> String {
    let start = number.chars().count().saturating_sub(count);
    number.chars().skip(start).collect()
}
