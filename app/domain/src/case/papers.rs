//! What of the papers of a case still counts.

use chrono::{DateTime, Utc};

use super::{event::Issued, state::CaseState};
use crate::regulation::Side;

impl CaseState {
    /// Whether a paper that was issued is that with which the case ended; else it went out on the way.
    pub fn ended_with(&self, issued: &Issued) -> bool {
        let ended = self.closed.as_ref();
        let decided = ended.is_some_and(|closed| closed.closing.is_decided());
        decided && self.results.last() == Some(issued)
    }

    /// Whether a document that the applicant brings is still read: nothing is signed, the applicant is asked for something, or
    /// the work goes on with what they brought after the last signature.
    pub fn takes_documents(&self) -> bool {
        let brought_after = |signed: DateTime<Utc>| {
            let mut done = self.standing();
            done.any(|done| done.side == Side::Applicant && done.at >= signed)
        };
        let is_read =
            || self.applicants().next().is_some() || self.signed.is_none_or(brought_after);
        self.is_open() && is_read()
    }
}
