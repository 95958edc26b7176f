//! The applicant's own deadlines.

use std::{sync::Arc, time::Duration};

use domain::{
    case::{Actor, Command, Rejection},
    text::Lang,
};

use super::{
    job::{Job, Next},
    messages::remind,
};
use crate::{
    core::Core,
    flow::{
        case::{self, CaseError},
        deadlines::{self, REMIND_BEFORE, TimeEnds, TimeOver},
    },
    store::job::Lane,
};

/// Goes the way that is said for it, or takes note. A task that is done or gone needs neither.
impl Job for TimeOver {
    const KIND: &'static str = deadlines::OVER;
    const LANE: Lane = Lane::Upkeep;

    async fn run(&self, core: &Arc<Core>, _: &str) -> anyhow::Result<Next> {
        let lapse = Command::Lapse { task: self.task };
        match case::act(core, Actor::Portal, &self.case, lapse).await {
            Ok(_) | Err(CaseError::NotFound) => Ok(Next::Done),
            Err(CaseError::Rejected(Rejection::NotYet)) => self.later(core).await,
            Err(CaseError::Rejected(_)) => Ok(Next::Done),
            Err(error) => Err(error.into()),
        }
    }
}

impl TimeOver {
    /// Where the act says nothing, the case goes on waiting; where there is more time, so does this.
    async fn later(&self, core: &Arc<Core>) -> anyhow::Result<Next> {
        let loaded = case::load(core, &self.case).await?;
        let due = loaded.state.tasks.get(&self.task).and_then(|one| one.due);
        let left = due.and_then(|due| (due - core.now()).to_std().ok());
        Ok(left.map_or(Next::Done, |left| {
            Next::Again(left + Duration::from_secs(1))
        }))
    }
}

/// Says until when there is time. Who has answered meanwhile is not reminded.
impl Job for TimeEnds {
    const KIND: &'static str = deadlines::REMINDER;
    const LANE: Lane = Lane::Messages;
    const RECORDED: bool = true;

    async fn run(&self, core: &Arc<Core>, id: &str) -> anyhow::Result<Next> {
        let loaded = case::load(core, &self.case).await?;
        let open = loaded.state.tasks.get(&self.task);
        let Some(due) = open.and_then(|open| open.due) else {
            return Ok(Next::Done);
        };
        // The server stood still meanwhile. What follows is told when the time is found to be over.
        if due < core.now() {
            return Ok(Next::Done);
        }
        // With more time comes a reminder of its own.
        if core.now() < due - REMIND_BEFORE {
            return Ok(Next::Done);
        }
        let lang = Lang::from_tag(&loaded.case.lang).unwrap_or_default();
        let (person, number) = (&loaded.case.person, &loaded.case.number);
        remind(core, id, person, (lang, number, due)).await
    }
}
