//! `otinish retention --preview`: what the server would tell and delete now.

use chrono::{DateTime, Utc};
use clap::Args;
use domain::calendar::local;

use super::say;
use crate::{Config, flow::retention, store::retention::Abandoned};

/// Retention. The server does it by itself, every hour.
#[derive(Debug, Args)]
pub struct Options {
    /// Show what would go, and change nothing
    #[arg(long, required = true)]
    preview: bool,
}

pub(super) async fn run(options: Options, config: &Config) -> anyhow::Result<()> {
    anyhow::ensure!(
        options.preview,
        "the server forgets by itself: give --preview"
    );
    let (_, store) = super::open(config).await?;
    let due = retention::due(&store, &config.retention, Utc::now()).await;
    store.close().await;
    let due = due?;
    let keep = &config.retention;
    say(format!(
        "drafts: {} owners to be told ({} days before), {} to be deleted (untouched for {} days)",
        due.remind.len(),
        keep.draft_reminder_days,
        due.delete.len(),
        keep.draft_days
    ));
    for draft in &due.remind {
        say(line("tell", draft));
    }
    for draft in &due.delete {
        say(line("delete", draft));
    }
    say(format!(
        "sent messages to be forgotten (older than {} days): {}",
        keep.message_days, due.messages
    ));
    say(format!("sessions that have ended: {}", due.sessions));
    say(format!(
        "prepared papers whose time is over: {}",
        due.prepared
    ));
    Ok(())
}

fn line(what: &str, draft: &Abandoned) -> String {
    let changed = DateTime::from_timestamp_micros(draft.updated).unwrap_or_default();
    format!(
        "  {what} {} of {}, last changed {}, {} files",
        draft.id,
        draft.regulation,
        local(changed).date_naive(),
        draft.files
    )
}
