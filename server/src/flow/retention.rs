//! What is no case is kept for a time: drafts that nobody continues, messages that were sent, sessions that ended, papers
//! that nobody brought to a counter. Every step may run twice, in several processes, and stop at any point.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    config::retention::Retention,
    core::Core,
    store::{
        Result, Store,
        file::object_key,
        job::{Lane, NewJob},
        retention::Abandoned,
    },
};

/// The kind of the message that a draft will be deleted.
pub const KIND: &str = "draft-reminder";

/// What the message tells. The name of the service is not among it: others may read the screen of a telephone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// Id of the owner.
    pub person: String,
    /// When the draft is deleted unless it is continued. Unix microseconds.
    pub until: i64,
}

/// What is due at a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// Drafts whose owners are to be told, the first of them.
    pub remind: Vec<Abandoned>,
    /// Drafts to delete, the first of them.
    pub delete: Vec<Abandoned>,
    /// Sent messages to forget.
    pub messages: i64,
    /// Sessions that have ended.
    pub sessions: i64,
    /// Prepared applications whose time is over.
    pub prepared: i64,
}

/// Finds out what would go now, and changes nothing.
pub async fn due(store: &Store, keep: &Retention, now: DateTime<Utc>) -> Result<Due> {
    let (remind, delete) = drafts(store, keep, now).await?;
    let sent_before = keep.message().map_or(0, |kept| micros(now - kept));
    let (messages, sessions, prepared) = store
        .count_expired(sent_before, now.timestamp(), micros(now))
        .await?;
    Ok(Due {
        remind,
        delete,
        messages,
        sessions,
        prepared,
    })
}

async fn drafts(
    store: &Store,
    keep: &Retention,
    now: DateTime<Utc>,
) -> Result<(Vec<Abandoned>, Vec<Abandoned>)> {
    let Some(kept) = keep.draft() else {
        return Ok(Default::default());
    };
    let idle = micros(now - (kept - keep.reminder()));
    let remind = store.drafts_to_remind(idle).await?;
    // Nobody loses a draft without a warning in time, also if the portal stood still for a year.
    let told_by = micros(now - keep.reminder());
    let delete = store.drafts_to_delete(micros(now - kept), told_by).await?;
    Ok((remind, delete))
}

/// Tells owners and deletes what is due. Sessions and prepared applications have a job of their own.
pub async fn sweep(app: &Core) -> Result<()> {
    let (keep, now) = (&app.config.retention, app.now());
    loop {
        let (remind, delete) = drafts(&app.store, keep, now).await?;
        let mut moved = 0_usize;
        for draft in &remind {
            moved += usize::from(tell(app, keep, draft, now).await?);
        }
        for draft in &delete {
            moved += usize::from(forget(app, draft).await?);
        }
        // What is left was taken by another process or by its owner.
        if moved == 0 || app.stopping.is_cancelled() {
            break;
        }
    }
    if let Some(kept) = keep.message() {
        app.store.delete_sent(micros(now - kept)).await?;
    }
    Ok(())
}

/// When a draft that was changed at `updated` goes, if nobody continues it.
pub fn kept_until(keep: &Retention, updated: i64) -> Option<DateTime<Utc>> {
    Some(DateTime::from_timestamp_micros(updated)? + keep.draft()?)
}

async fn tell(app: &Core, keep: &Retention, draft: &Abandoned, now: DateTime<Utc>) -> Result<bool> {
    let last_change = DateTime::from_timestamp_micros(draft.updated).unwrap_or(now);
    let kept = keep.draft().unwrap_or_default();
    let until = (last_change + kept).max(now + keep.reminder());
    let reminder = Reminder {
        person: draft.person.clone(),
        until: micros(until),
    };
    let Ok(body) = serde_json::to_string(&reminder) else {
        return Ok(false);
    };
    let message = NewJob {
        kind: KIND,
        lane: Lane::Messages,
        payload: body,
        created: micros(now),
        due: micros(now),
    };
    app.store.remind(draft, message, micros(now)).await
}

/// Deletes a draft, and then the bytes of its files: what a kill leaves of them belongs to no row, and the job that
/// looks for orphans takes it.
async fn forget(app: &Core, draft: &Abandoned) -> Result<bool> {
    let Some(files) = app.store.delete_draft(draft).await? else {
        return Ok(false);
    };
    tracing::info!(
        draft = draft.id,
        files = files.len(),
        "an abandoned draft was deleted"
    );
    for file in files {
        app.files.delete(&object_key(&draft.id, &file)).await;
    }
    Ok(true)
}

fn micros(at: DateTime<Utc>) -> i64 {
    at.timestamp_micros()
}
