//! What those who decide together have said.

use app::{
    components::SummaryRow,
    format,
    pages::staff::parts::{VoteLine, VotesView},
    text::{t, t_with, value},
};
use domain::{
    calendar::local,
    case::{DoneStep, Vote, majority},
    regulation::Step,
};

use super::view::CaseViewBuilder;

impl CaseViewBuilder<'_> {
    /// The votes at the step in hand, where several decide it together.
    pub(super) fn votes(&self, step: &Step) -> Option<VotesView> {
        let quorum = step.quorum? as usize;
        let (lang, votes) = (self.lang(), self.given());
        let state = match self.majority(step) {
            Some(outcome) => {
                let told = [("outcome", value(self.named(step, outcome)))];
                t_with(lang, "staff-votes-majority", &told)
            }
            None if votes.len() >= quorum => t(lang, "staff-votes-tied"),
            None => {
                let told = [("votes", value(votes.len())), ("quorum", value(quorum))];
                t_with(lang, "staff-votes-missing", &told)
            }
        };
        let line = |vote: &Vote| VoteLine {
            by: self.by(vote),
            outcome: self.named(step, &vote.outcome),
            comment: vote.comment.clone(),
        };
        Some(VotesView {
            state,
            given: votes.iter().map(line).collect(),
        })
    }

    fn given(&self) -> &[Vote] {
        self.task.map_or(&[], |(_, task)| &task.votes)
    }

    /// The outcome that enough have voted for; none where one person alone decides.
    pub(super) fn majority(&self, step: &Step) -> Option<&str> {
        let votes = self.given();
        let enough = step
            .quorum
            .is_some_and(|quorum| votes.len() >= quorum as usize);
        majority(votes).filter(|_| enough)
    }

    /// Whether a step can be ended: where several decide, when enough of them agree.
    pub(super) fn may_end(&self, step: &Step) -> bool {
        step.quorum.is_none() || self.majority(step).is_some()
    }

    /// The votes of a step that was done.
    pub(super) fn voted(&self, step: &Step, done: &DoneStep) -> Vec<SummaryRow> {
        let line = |vote: &Vote| {
            let dissent =
                (vote.outcome != done.outcome).then(|| t(self.lang(), "staff-votes-dissent"));
            let said = [self.named(step, &vote.outcome)].into_iter();
            SummaryRow {
                value: said.chain(dissent).chain(vote.comment.clone()).collect(),
                ..SummaryRow::new(self.by(vote), "")
            }
        };
        done.votes.iter().map(line).collect()
    }

    fn by(&self, vote: &Vote) -> String {
        let at = format::datetime(local(vote.at).naive_local());
        format!("{} · {at}", vote.by.name)
    }

    fn named(&self, step: &Step, outcome: &str) -> String {
        let known = step.outcome(outcome);
        known
            .map_or(outcome, |known| known.label.get(self.lang()))
            .to_owned()
    }
}
