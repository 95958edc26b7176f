//! A command that comes twice: by a second click, or from a browser that got no answer to the first.

use super::{
    apply::apply,
    command::{CaseFacts, Command, Complete},
    decide::decide,
    event::Event,
    state::CaseState,
};
use crate::regulation::Regulation;

/// Whether the log, which comes to `now`, holds what `command_for` brings, from the page that is posted again. The command
/// is decided anew on the case of that moment: what differs in anything that was posted brings other events, and is no repetition. Nor is one
/// that is bound to what the page showed ([`Command::is_bound`]) where the work went on since: the answer would say of the
/// case what holds no more.
pub fn is_repeated(
    (log, now): (&[Event], &CaseState),
    regulation: &Regulation,
    mut command_for: impl FnMut(&CaseState) -> Command,
    facts: &CaseFacts<'_>,
) -> bool {
    // Nobody has ended a task that is open: most steps are ended without reading their log again.
    if let Command::Complete(complete) = command_for(now)
        && now.tasks.contains_key(&complete.task)
    {
        return false;
    }
    let shown = facts.seen.unwrap_or_default();
    let mut app = CaseState::default();
    for (at, event) in log.iter().enumerate() {
        let rest = log.get(at..).unwrap_or_default();
        if app.seq >= shown && app.is_submitted() {
            let command = with_files(command_for(&app), rest);
            let bound = facts.seen.is_some() && command.is_bound();
            let facts = CaseFacts {
                now: event.at(),
                ..facts.clone()
            };
            let brought = decide(&app, regulation, command, &facts).unwrap_or_default();
            if let Some(since) = rest.strip_prefix(&brought[..])
                && !brought.is_empty()
            {
                return !bound || !since.iter().any(Event::moves_the_work);
            }
        }
        app = apply(app, event);
    }
    false
}

/// Files are attached to a step before it is ended, and join the case with it: no form posts them.
fn with_files(command: Command, log: &[Event]) -> Command {
    let Command::Complete(complete) = command else {
        return command;
    };
    let mut done = log.iter();
    let files = done.find_map(|event| match event {
        Event::StepDone(done) => Some(done.files.clone()),
        _ => None,
    });
    Command::Complete(Complete {
        files: files.unwrap_or_default(),
        ..complete
    })
}
