//! What the applicant did meanwhile, or is still asked for.

use app::{
    format,
    pages::case::names,
    text::{t, t_with, value},
};
use domain::{
    calendar::local,
    case::{Event, Task, sent_back},
};

use super::view::CaseViewBuilder;

impl CaseViewBuilder<'_> {
    /// What the applicant brought meanwhile.
    pub(super) fn added(&self) -> Option<String> {
        let (lang, state) = (self.lang(), &self.loaded.state);
        let lately = state.added_lately().filter(|_| state.is_open());
        let said: Vec<String> = lately
            .map(|added| {
                let at = format::datetime(local(added.at).naive_local());
                let told = [
                    ("at", value(at)),
                    (
                        "names",
                        value(names(lang, &self.loaded.regulation, state, added)),
                    ),
                ];
                t_with(lang, "staff-notice-added", &told)
            })
            .collect();
        let said = self.awaited().into_iter().chain(said);
        let said = self.stands().into_iter().chain(said);
        let said: Vec<String> = said.chain(self.answered()).collect();
        (!said.is_empty()).then(|| said.join(" "))
    }

    /// Who sent the work back to a task, and why.
    pub(super) fn sent_back(&self, task: &Task) -> Option<(String, String)> {
        let sent = sent_back(&self.loaded.state, task)?;
        let at = format::datetime(local(sent.at).naive_local());
        let told = [("name", value(&sent.by.name)), ("at", value(at))];
        let title = t_with(self.lang(), "staff-sent-back", &told);
        Some((title, sent.reason.to_owned()))
    }

    /// That the clock stands still, and that work sets it going.
    fn stands(&self) -> Option<String> {
        let state = &self.loaded.state;
        let stands = state.is_open() && state.stopped.is_some();
        stands.then(|| t(self.lang(), "staff-notice-stands"))
    }

    /// That the applicant has not answered yet, and what follows if the step ends before.
    fn awaited(&self) -> Option<String> {
        let (_, asked) = self.loaded.state.corrections().next()?;
        let until = format::until_day(self.lang(), local(asked.due?).date_naive());
        let told = [("until", value(until))];
        Some(t_with(self.lang(), "staff-notice-awaited", &told))
    }

    /// What the applicant answered since an official did a step.
    fn answered(&self) -> Option<String> {
        let state = &self.loaded.state;
        let mut beside = state.beside.iter().rev();
        let (at, text) = beside.find_map(|event| match event {
            Event::Corrected(answer) => Some((answer.at, answer.text.as_ref()?)),
            _ => None,
        })?;
        let unseen = state.is_open() && state.done.last().is_none_or(|done| done.at < at);
        let at = format::datetime(local(at).naive_local());
        let told = [("at", value(at)), ("text", value(text))];
        unseen.then(|| t_with(self.lang(), "staff-notice-answered", &told))
    }
}
