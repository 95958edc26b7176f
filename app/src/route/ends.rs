//! How a case ends, in a few words.

use domain::regulation::Closing;

/// How a message ends the way of a request that never became a case.
pub(super) const TURNED_AWAY: Closing = Closing::IntakeRefused;

/// The key of a closing in a few words.
pub(super) const fn closing_key(closing: Closing) -> &'static str {
    match closing {
        Closing::Granted => "bpmn-granted",
        Closing::Refused => "bpmn-refused",
        Closing::IntakeRefused => "route-intake-refusal",
        Closing::Withdrawn => "bpmn-withdrawn",
        Closing::Abandoned => "bpmn-abandoned",
    }
}
