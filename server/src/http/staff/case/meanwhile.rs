//! What the applicant did meanwhile, or is still asked for.

use app::{
    format,
    pages::case::names,
    sheet::document,
    text::{Lang, t, t_with, value},
};
use domain::{
    calendar::local,
    case::{Event, EvidenceAdded, EvidenceItem, Task, sent_back},
};

use super::{is_theirs, view::CaseViewBuilder};
use crate::flow::case::Loaded;

/// What was brought since a page showed `seen` of the case, a sentence each.
pub(super) fn news(lang: Lang, loaded: &Loaded<'_>, seen: u64) -> Vec<String> {
    let since = usize::try_from(seen).unwrap_or(usize::MAX);
    let events = loaded.log.iter().skip(since);
    events.flat_map(|event| told(lang, loaded, event)).collect()
}

fn told(lang: Lang, loaded: &Loaded<'_>, event: &Event) -> Vec<String> {
    let (regulation, state) = (&loaded.regulation, &loaded.state);
    let at = value(format::datetime(local(event.at()).naive_local()));
    let added = |items: &[EvidenceItem]| {
        let added = EvidenceAdded {
            at: event.at(),
            items: items.to_vec(),
        };
        let names = names(lang, regulation, state, &added);
        let told = [("at", at.clone()), ("names", value(names))];
        (!items.is_empty()).then(|| t_with(lang, "staff-notice-added", &told))
    };
    match event {
        Event::EvidenceAdded(one) => added(&one.items).into_iter().collect(),
        Event::Corrected(answer) => {
            let said = answer.text.as_ref().map(|text| {
                let told = [("at", at.clone()), ("text", value(text))];
                t_with(lang, "staff-notice-answered", &told)
            });
            said.into_iter().chain(added(&answer.items)).collect()
        }
        Event::RegistersAsked(asked) => {
            let documents = asked.answers.iter().map(|answer| {
                let name = document(lang, regulation, state, &answer.document);
                name.unwrap_or_else(|| answer.document.clone())
            });
            let names: Vec<String> = documents.collect();
            let told = [("at", at), ("names", value(names.join("; ")))];
            vec![t_with(lang, "staff-notice-register", &told)]
        }
        _ => Vec::new(),
    }
}

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

    /// That the clock stands still, that the applicant has answered since, and that work sets it going.
    fn stands(&self) -> Option<String> {
        let (lang, state) = (self.lang(), &self.loaded.state);
        let since = state.stands_since(self.now);
        let since = since.filter(|_| state.is_open() && state.stopped.is_some())?;
        let stands = format::stands_for(lang, since, local(self.now).date_naive());
        let works = self
            .task
            .is_some_and(|(_, task)| task.is_staffs() && is_theirs(self.official, task));
        // Only whoever has something to do can set it going so.
        let going = works.then_some("staff-notice-stands");
        let answered = state.answered_while_stopped();
        let answered = answered.then_some("staff-notice-stands-answered");
        let keys = going.into_iter().chain(answered);
        let told = keys.map(|key| t(lang, key));
        let told: Vec<String> = std::iter::once(format!("{stands}.")).chain(told).collect();
        Some(told.join(" "))
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
