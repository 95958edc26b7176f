//! How long what is no case is kept. A case and everything in it is kept for ever.

use chrono::TimeDelta;
use clap::Args;

/// Settings of retention. Zero days keep it for ever.
#[derive(Clone, Copy, Debug, Args)]
pub struct Retention {
    /// A draft that nobody touches for so many days is deleted with its files; its owner is told before.
    #[arg(long, env = "OTINISH_DRAFT_DAYS", default_value_t = 180, global = true, value_parser = clap::value_parser!(u32).range(0..=36500))]
    pub draft_days: u32,
    /// So many days before a draft is deleted its owner gets a message.
    #[arg(long, env = "OTINISH_DRAFT_REMINDER_DAYS", default_value_t = 14, global = true, value_parser = clap::value_parser!(u32).range(1..=3650))]
    pub draft_reminder_days: u32,
    /// A message that was sent is kept for so many days.
    #[arg(long, env = "OTINISH_MESSAGE_DAYS", default_value_t = 90, global = true, value_parser = clap::value_parser!(u32).range(0..=36500))]
    pub message_days: u32,
    /// An application prepared for a counter is kept for so many days. The paper says so.
    #[arg(long, env = "OTINISH_PREPARED_DAYS", default_value_t = 30, global = true, value_parser = clap::value_parser!(u32).range(1..=3650))]
    pub prepared_days: u32,
}

impl Retention {
    /// Without a change for so long a draft is deleted; None: never.
    pub fn draft(&self) -> Option<TimeDelta> {
        some_days(self.draft_days)
    }

    /// So long before that its owner is told: never before a draft has rested for a day.
    pub fn reminder(&self) -> TimeDelta {
        let most = self.draft_days.saturating_sub(1);
        TimeDelta::days(self.draft_reminder_days.min(most).into())
    }

    /// So long a sent message is kept; None: for ever.
    pub fn message(&self) -> Option<TimeDelta> {
        some_days(self.message_days)
    }

    /// So long a prepared application is kept.
    pub fn prepared(&self) -> TimeDelta {
        TimeDelta::days(self.prepared_days.into())
    }
}

fn some_days(days: u32) -> Option<TimeDelta> {
    (days > 0).then(|| TimeDelta::days(days.into()))
}
