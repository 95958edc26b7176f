//! Having somebody do something to a case.

use std::sync::Arc;

use domain::case::{Actor, CaseFacts, CaseState, Command, apply, decide, is_repeated, log};

use super::{
    CaseError,
    read::{Loaded, load},
    results,
    staff_facts::staff_facts,
};
use crate::{
    core::Core,
    flow::{
        case_registers, notification,
        projection::{open_work, project},
    },
    store::{StoreError, case::Change, file::AddFile},
};

/// How often a change is decided again when others were faster.
const ATTEMPTS: usize = 50;

/// Has `actor` do something to a case.
pub async fn act<'a>(
    app: &'a Arc<Core>,
    actor: Actor,
    id: &str,
    command: Command,
) -> Result<Loaded<'a>, CaseError> {
    act_on(app, actor, id, |_| (command.clone(), Vec::new())).await
}

/// The same from a page, which may be posted again. What it showed of the case is `seen` ([`CaseState::seq`]), where it
/// says that. Nothing happens twice.
pub async fn act_once<'a>(
    app: &'a Arc<Core>,
    (actor, seen): (Actor, Option<u64>),
    id: &str,
    mut command_for: impl FnMut(&CaseState) -> Command,
) -> Result<Acted<'a>, CaseError> {
    let by = Asking {
        actor,
        seen,
        once: true,
    };
    follow(app, by, id, |state| (command_for(state), Vec::new())).await
}

/// Has `actor` do to a case what follows from its present state, with documents that come with it.
pub async fn act_on<'a>(
    app: &'a Arc<Core>,
    actor: Actor,
    id: &str,
    command_for: impl FnMut(&CaseState) -> (Command, Vec<AddFile>),
) -> Result<Loaded<'a>, CaseError> {
    let by = Asking {
        actor,
        seen: None,
        once: false,
    };
    follow(app, by, id, command_for).await.map(Acted::case)
}

/// A case after a command from a page.
pub enum Acted<'a> {
    /// It was followed.
    Now(Loaded<'a>),
    /// It had been followed before.
    Before(Loaded<'a>),
}

impl<'a> Acted<'a> {
    pub fn case(self) -> Loaded<'a> {
        match self {
            Acted::Now(case) | Acted::Before(case) => case,
        }
    }
}

/// Who acts, by a page that showed the case as it was at `seen`.
struct Asking {
    actor: Actor,
    seen: Option<u64>,
    /// Whether the page may be posted again, and then does nothing.
    once: bool,
}

async fn follow<'a>(
    app: &'a Arc<Core>,
    by: Asking,
    id: &str,
    mut command_for: impl FnMut(&CaseState) -> (Command, Vec<AddFile>),
) -> Result<Acted<'a>, CaseError> {
    let mut attempts = 1;
    loop {
        let mut loaded = load(app, id).await?;
        let (command, files) = command_for(&loaded.state);
        let staff = staff_facts(app, &command, &loaded).await?;
        let facts = CaseFacts {
            now: app.now(),
            calendar: &app.calendar,
            actor: by.actor.clone(),
            staff: &staff,
            number: None,
            seen: by.seen,
        };
        let again = |state: &CaseState| command_for(state).0;
        let so_far = (&loaded.log[..], &loaded.state);
        if by.once && is_repeated(so_far, &loaded.regulation, again, &facts) {
            return Ok(Acted::Before(loaded));
        }
        let mut events = decide(&loaded.state, &loaded.regulation, command, &facts)?;
        if events.is_empty() {
            return Ok(Acted::Now(loaded));
        }
        let documents = results::issue(app, &loaded, &mut events).await?;
        let entries = log::append(loaded.state.seq, &loaded.last_hash, &events)?;
        if let Some(last) = entries.last() {
            loaded.last_hash.clone_from(&last.hash);
        }
        let before = open_work(&loaded.state);
        loaded.state = events.iter().fold(loaded.state, apply);
        loaded.log.extend(events.iter().cloned());
        project(&loaded.state, &mut loaded.case);
        let work = Some(open_work(&loaded.state)).filter(|work| *work != before);
        let mut jobs = notification::jobs(&loaded.case, &loaded.state, &events);
        let asks = case_registers::job_after(id, &loaded.regulation, &loaded.state, &events);
        jobs.extend(asks);
        match app
            .store
            .change_case(Change {
                entries,
                case: loaded.case.clone(),
                work,
                jobs,
                files,
                documents,
                ..Change::default()
            })
            .await
        {
            Ok(()) => {
                app.live.changed(id);
                return Ok(Acted::Now(loaded));
            }
            Err(StoreError::Conflict) if attempts < ATTEMPTS => attempts += 1,
            Err(error) => return Err(error.into()),
        }
    }
}
