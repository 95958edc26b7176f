//! What is odd about a decision, for whoever enters it: said before it is done, and done when it is pressed again.

use app::{pages::staff::PAPER, text::Lang};
use domain::case::{CaseState, Command};

use super::{registers, warnings};
use crate::{
    flow::{
        case::{CaseError, Loaded, state_after},
        digest::sha256,
    },
    http::kit::{error::PageError, fields::Fields, guards::Official, web::App},
};

/// The name under which a form says which doubts its page has shown.
pub(super) const DOUBTS: &str = "doubts";

/// The case as `command` would leave it with doubts that its official has not seen, and by what they are known again. What
/// is rejected is told by the command itself.
pub(super) async fn unseen(
    app: &App,
    official: &Official,
    loaded: &Loaded<'_>,
    (fields, command): (&Fields, Command),
) -> Result<Option<(CaseState, String)>, PageError> {
    let after = match state_after(app, &official.staff, loaded, command).await {
        Err(CaseError::Rejected(_)) => return Ok(None),
        after => after?,
    };
    let before = all(app, loaded, &loaded.state);
    let mut raised = all(app, loaded, &after);
    raised.retain(|doubt| !before.contains(doubt));
    let mark = sha256(&raised.join("\n"));
    // The page of a paper says them beside it.
    let beside_paper = !fields.get(PAPER).is_empty();
    let seen = raised.is_empty() || beside_paper || fields.get(DOUBTS) == mark;
    Ok((!seen).then_some((after, mark)))
}

/// In one language: by the words they are only known again.
fn all(app: &App, loaded: &Loaded<'_>, state: &CaseState) -> Vec<String> {
    let lang = Lang::Kk;
    let regulation = &loaded.regulation;
    let mut found = registers::contradictions(lang, (loaded, &app.catalogue), state);
    found.extend(warnings::otherwise(
        lang,
        (regulation, &app.calendar),
        state,
    ));
    found.extend(warnings::miscounted(lang, regulation, state));
    found
}
