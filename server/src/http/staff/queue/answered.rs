//! Which clocks stand though what they were stopped for may be there.

use std::collections::BTreeSet;

use crate::{
    flow::case::{self, CaseError},
    http::kit::{error::PageError, web::App},
    store::case::QueuedTask,
};

/// The cases of these tasks whose applicants have answered since the clock was stopped. Of a clock that runs no log is read.
pub(super) async fn answered(
    app: &App,
    tasks: &[QueuedTask],
) -> Result<BTreeSet<String>, PageError> {
    let mut answered = BTreeSet::new();
    for queued in tasks.iter().filter(|queued| queued.task.paused > 0) {
        match case::by_log(app, queued.case.clone()).await {
            // One case that cannot be read hides no other.
            Err(CaseError::Damaged(_)) => {}
            Err(error) => return Err(error.into()),
            Ok((_, state)) if state.answered_while_stopped() => {
                answered.insert(queued.case.id.clone());
            }
            Ok(_) => {}
        }
    }
    Ok(answered)
}
