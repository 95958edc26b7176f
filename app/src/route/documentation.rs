//! What the act says of a node: its words, its limit with the quote, and where it stands. Goes into the BPMN document.

use domain::{
    limit::Limit,
    regulation::{Closing, Outcome, Output, Procedure, Regulation, Step},
    text::Text,
};

use crate::{
    pages::act,
    route::{ends::closing_key, names::performer},
    text::{Lang, t, t_with, value},
};

/// Writes documentation in one language.
#[derive(Clone, Copy)]
pub(super) struct Documentation<'a> {
    pub(super) lang: Lang,
    pub(super) regulation: &'a Regulation,
}

impl Documentation<'_> {
    /// Of the whole: the service, its act, the terms, and in which language this file is.
    pub(super) fn procedure(&self, procedure: &Procedure) -> String {
        let terms = self.regulation.terms_of(procedure);
        let terms = terms.map(|term| {
            let when = self.text(&term.when);
            let limit = self.limit(&term.limit);
            format!("{when}. {limit} {}", self.source(term.line))
        });
        let head = [
            self.text(&self.regulation.names),
            procedure.name.get(self.lang).to_owned(),
            self.text(&self.regulation.act.title),
            self.source(procedure.line),
        ];
        let tail = [t(self.lang, "bpmn-language")];
        lines(head.into_iter().chain(terms).chain(tail))
    }

    /// Of the start: what makes the provider begin.
    pub(super) fn start(&self, procedure: &Procedure) -> String {
        let starts = self.text(&procedure.starts);
        let title = t(self.lang, "service-route-starts");
        lines([
            format!("{title}: {starts}"),
            self.source(procedure.starts_line),
        ])
    }

    pub(super) fn step(&self, step: &Step) -> String {
        let who = performer(
            self.lang,
            self.regulation,
            self.regulation.actor(step),
            false,
        );
        let action = self.text(&step.action);
        let said = match step.number(self.lang) {
            "" => format!("{who}: {action}"),
            number => format!("{number} · {who}: {action}"),
        };
        let limit = step.limit.as_ref();
        let limit = limit.map_or_else(|| t(self.lang, "service-no-limit"), |one| self.limit(one));
        let elsewhere = step.limit_line.filter(|line| *line != step.line);
        let message = step.message.as_deref();
        let message = message.and_then(|id| self.regulation.message(id));
        let parts = [
            Some(said),
            message.map(|message| self.text(&message.text)),
            Some(limit),
            Some(self.source(step.line)),
            elsewhere.map(|line| self.source(line)),
            self.note(step.note.as_deref()),
        ];
        lines(parts.into_iter().flatten())
    }

    /// Of an outcome: where it stands, if not with its step, and what the act left open.
    pub(super) fn outcome(&self, step: &Step, outcome: &Outcome) -> String {
        let line = outcome.line.filter(|line| *line != step.line);
        let parts = [
            line.map(|line| self.source(line)),
            self.note(outcome.note.as_deref()),
        ];
        lines(parts.into_iter().flatten())
    }

    pub(super) fn end(&self, closing: Closing, output: Option<&Output>) -> String {
        let parts = [
            Some(t(self.lang, closing_key(closing))),
            output.map(|output| self.text(&output.name)),
            output
                .and_then(|output| output.line)
                .map(|line| self.source(line)),
            self.note(output.and_then(|output| output.note.as_deref())),
        ];
        lines(parts.into_iter().flatten())
    }

    /// Of a lane: the name of the role as the act has it.
    pub(super) fn role(&self, role: &str) -> String {
        let name = performer(self.lang, self.regulation, role, false);
        let line = self.regulation.role(role).and_then(|role| role.line);
        let source = line.map(|line| self.source(line));
        lines([Some(name), source].into_iter().flatten())
    }

    fn limit(&self, limit: &Limit) -> String {
        let shown = value(act::limit(self.lang, limit));
        let quote = value(&limit.quote);
        t_with(
            self.lang,
            "bpmn-limit",
            &[("limit", shown), ("quote", quote)],
        )
    }

    fn source(&self, line: u32) -> String {
        let document = value(&self.regulation.act.document);
        let line = value(line);
        t_with(
            self.lang,
            "bpmn-source",
            &[("document", document), ("line", line)],
        )
    }

    fn note(&self, id: Option<&str>) -> Option<String> {
        let id = id?;
        let note = self.regulation.notes.iter().find(|note| note.id == id)?;
        Some(note.text.get(self.lang).to_owned())
    }

    /// A text, and a remark where the wording is not the act's.
    fn text(&self, text: &Text) -> String {
        let own = text.get(self.lang);
        match text.is_ours(self.lang) {
            true => format!("{own} ({})", t(self.lang, "act-our-wording")),
            false => own.to_owned(),
        }
    }
}

fn lines(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|one| !one.is_empty()).collect();
    parts.join("\n")
}
