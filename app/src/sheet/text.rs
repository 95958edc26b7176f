//! An application as the text that its applicant reads before confirming.

use domain::application::{Answer, Application, Party};

use super::{acts_for, who_applied};
use crate::{
    format,
    text::{Lang, t, t_with, value},
};

/// Everything that is submitted, line by line under the headings of the form. An answer of several lines cannot pass
/// for other lines: what follows its first line is indented.
pub fn text(application: &Application, lang: Lang) -> String {
    let service = &application.service;
    let mut text = [
        line(&t(lang, "sheet-service"), service.name.get(lang)),
        line(&t(lang, "sheet-act"), service.act.get(lang)),
        line(&t(lang, "sheet-office"), application.office.name.get(lang)),
        line(
            &who_applied(lang, &application.parties),
            &who(&application.applicant),
        ),
    ]
    .concat();
    if let Some((label, named)) = acts_for(lang, &application.parties) {
        text.push_str(&line(&label, &named));
    }
    for section in &application.sections {
        let answered = section.answers.iter().filter_map(|one| answer(one, lang));
        under(&mut text, section.title.get(lang), answered.collect());
    }
    let documents = application.documents.iter().map(|document| {
        let size = t_with(lang, "sheet-bytes", &[("size", value(document.size))]);
        line(
            document.name.get(lang),
            &format!("{}, {size}, SHA-256 {}", document.file, document.sha256),
        )
    });
    under(&mut text, &t(lang, "documents-title"), documents.collect());
    text
}

/// Cases from before the application was stored know no number.
fn who(party: &Party) -> String {
    let parts = [party.name.as_str(), party.number.as_str()];
    let known: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    known.join(", ")
}

fn answer(answer: &Answer, lang: Lang) -> Option<String> {
    let paragraphs = answer.shown.paragraphs(lang);
    (!paragraphs.is_empty()).then(|| line(answer.label.get(lang), &paragraphs.join("\n")))
}

fn line(label: &str, value: &str) -> String {
    let value = value.split('\n').collect::<Vec<_>>().join("\n        ");
    format!("{}\n", format::labelled(label, &value))
}

/// Puts `lines` under a heading, if there are any.
fn under(text: &mut String, heading: &str, lines: Vec<String>) {
    if !lines.is_empty() {
        text.push_str(&format!("\n{heading}\n{}", lines.concat()));
    }
}
