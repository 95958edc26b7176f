//! What every event says of itself: when, where it stands, and its name in the log.

use chrono::{DateTime, Utc};

use super::Event;
use crate::regulation::Side;

impl Event {
    /// When it happened.
    pub fn at(&self) -> DateTime<Utc> {
        match self {
            Event::Submitted(event) => event.at,
            Event::StepOpened(event) => event.at,
            Event::StepDone(event) => event.at,
            Event::Appointed(event) => event.at,
            Event::TermReplaced(event) => event.at,
            Event::EvidenceAdded(event) => event.at,
            Event::Decided(event) => event.decision.at,
            Event::Closed(event) => event.at,
            Event::Issued(event) => event.at,
            Event::Voted(event) => event.vote.at,
            Event::Returned(event) => event.at,
            Event::HandedOver(event) => event.at,
            Event::Accepted(event) => event.at,
            Event::CorrectionRequested(event) => event.at,
            Event::Corrected(event) => event.at,
            Event::CorrectionDropped(event) => event.at,
            Event::Prolonged(event) => event.at,
            Event::Lapsed(event) => event.at,
            Event::ClockStopped(event) => event.at,
            Event::ClockResumed(event) => event.at,
            Event::TermExtended(event) => event.at,
            Event::Reopened(event) => event.at,
            Event::Noted(event) => event.at,
            Event::RegistersAsked(event) => event.at,
        }
    }

    /// Whether it happened beside the steps of the route, and nothing else of the state keeps it whole.
    pub fn is_beside(&self) -> bool {
        match self {
            // At a step of the route it is part of that step.
            Event::Appointed(event) => event.reason.is_some(),
            Event::Voted(_)
            | Event::HandedOver(_)
            | Event::Accepted(_)
            | Event::CorrectionRequested(_)
            | Event::Corrected(_)
            | Event::CorrectionDropped(_)
            | Event::Prolonged(_)
            | Event::Lapsed(_)
            | Event::ClockStopped(_)
            | Event::ClockResumed(_)
            | Event::TermExtended(_)
            | Event::Reopened(_) => true,
            _ => false,
        }
    }

    /// Whether it changes who has which step, until when, or how the case ended. Not so what somebody says or brings.
    pub fn moves_the_work(&self) -> bool {
        match self {
            Event::StepOpened(_)
            | Event::StepDone(_)
            | Event::Appointed(_)
            | Event::TermReplaced(_)
            | Event::TermExtended(_)
            | Event::Closed(_)
            | Event::Reopened(_)
            | Event::Returned(_)
            | Event::HandedOver(_)
            | Event::Accepted(_)
            | Event::CorrectionRequested(_)
            | Event::Prolonged(_)
            | Event::ClockStopped(_)
            | Event::ClockResumed(_) => true,
            Event::Submitted(_)
            | Event::EvidenceAdded(_)
            | Event::Decided(_)
            | Event::Issued(_)
            | Event::Voted(_)
            | Event::Corrected(_)
            | Event::CorrectionDropped(_)
            | Event::Lapsed(_)
            | Event::Noted(_)
            | Event::RegistersAsked(_) => false,
        }
    }

    /// Whether it brings what is decided over: documents, an answer of the applicant or of a register.
    pub fn brings(&self) -> bool {
        match self {
            Event::EvidenceAdded(_) | Event::Corrected(_) | Event::RegistersAsked(_) => true,
            Event::StepDone(done) => done.side == Side::Applicant,
            _ => false,
        }
    }

    /// The kind as it stands in the log.
    pub fn kind(&self) -> &'static str {
        match self {
            Event::Submitted(_) => "submitted",
            Event::StepOpened(_) => "step-opened",
            Event::StepDone(_) => "step-done",
            Event::Appointed(_) => "appointed",
            Event::TermReplaced(_) => "term-replaced",
            Event::EvidenceAdded(_) => "evidence-added",
            Event::Decided(_) => "decided",
            Event::Closed(_) => "closed",
            Event::Issued(_) => "issued",
            Event::Voted(_) => "voted",
            Event::Returned(_) => "returned",
            Event::HandedOver(_) => "handed-over",
            Event::Accepted(_) => "accepted",
            Event::CorrectionRequested(_) => "correction-requested",
            Event::Corrected(_) => "corrected",
            Event::CorrectionDropped(_) => "correction-dropped",
            Event::Prolonged(_) => "prolonged",
            Event::Lapsed(_) => "lapsed",
            Event::ClockStopped(_) => "clock-stopped",
            Event::ClockResumed(_) => "clock-resumed",
            Event::TermExtended(_) => "term-extended",
            Event::Reopened(_) => "reopened",
            Event::Noted(_) => "noted",
            Event::RegistersAsked(_) => "registers-asked",
        }
    }
}
