//! Documents that the applicant brings to a case that is under way.

use domain::case::{Actor, Command, EvidenceItem, Rejection};
use std::sync::Arc;

use super::{
    case::{CaseError, act_on},
    upload::{FileProblem, Pending},
};
use crate::{
    core::Core,
    store::file::{AddFile, QUOTA, fitting},
};

/// Adds the files to the case of `person`, each if it fits beside what the case has; returns the names of those that
/// did not. The log and the files are entered together or not at all.
pub async fn add(
    app: &Arc<Core>,
    person: &str,
    case: &str,
    pending: Pending,
) -> Result<Vec<(String, FileProblem)>, CaseError> {
    let actor = Actor::Citizen {
        person: person.into(),
    };
    let (core, case) = (app.clone(), case.to_owned());
    let entry = |files: Vec<AddFile>| async move {
        let mut refused = Vec::new();
        let added = act_on(&core, actor, &case, |state| {
            let there = state.evidence.iter();
            let there = there.map(|item| (item.slot.as_str(), item.size));
            let (fit, others) = fitting(there, files.clone(), QUOTA);
            refused = others;
            let items = fit.iter().map(EvidenceItem::from).collect();
            (Command::AddEvidence { items }, fit)
        });
        match added.await.map(|_| ()) {
            // None of them fitted.
            Ok(()) | Err(CaseError::Rejected(Rejection::EvidenceMissing(_))) => Ok(refused),
            Err(error) => Err(error),
        }
    };
    pending.enter(app, entry, CaseError::may_be_stored).await
}
