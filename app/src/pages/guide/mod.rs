//! The guide: one question a page, answers in the address, a verdict at the end. Nothing is stored.

use std::collections::BTreeMap;

use domain::{
    condition::{Facts, Truth, UNKNOWN},
    eligibility,
    regulation::{Question, Regulation},
};

use super::{act, encoded};
use crate::text::Lang;

mod question;
mod verdict;

pub use question::question;
pub(super) use verdict::answer;
pub use verdict::verdict;

/// Where the reader stands in the guide.
#[derive(Clone, Debug)]
pub struct Guide<'a> {
    pub regulation: &'a Regulation,
    /// The answers that fit a question which is asked. Everything else in the address is ignored.
    pub facts: Facts,
    /// Answers to questions behind the one that decided against the reader: kept, should that one be changed.
    pub later: Facts,
    /// The questions that are asked, in order, as far as the answers tell. Behind a decisive answer there are none.
    pub questions: Vec<&'a Question>,
    /// The question of this page; none at the end.
    pub current: Option<&'a Question>,
    /// Whether the reader went on without an answer.
    pub unanswered: bool,
}

impl<'a> Guide<'a> {
    /// Reads the answers of the address. `asked` names the question of the page before, `edit` one that the reader
    /// wants to answer again.
    pub fn read(regulation: &'a Regulation, query: &BTreeMap<String, String>) -> Guide<'a> {
        let (mut facts, mut later) = (Facts::default(), Facts::default());
        let mut questions = Vec::new();
        let mut is_decided = false;
        for question in &regulation.questions {
            let ruled_out =
                |when: &domain::condition::Condition| when.check(&facts) == Truth::NotMet;
            if question.when.as_ref().is_some_and(ruled_out) {
                continue;
            }
            let answer = query.get(&question.fact);
            let answer = answer.filter(|answer| fits(question, answer));
            if is_decided {
                later
                    .0
                    .extend(answer.map(|one| (question.fact.clone(), one.clone())));
                continue;
            }
            questions.push(question);
            if let Some(answer) = answer {
                facts.set(&question.fact, answer);
                is_decided = is_excluded(regulation, &facts);
            }
        }
        let open = |question: &&&Question| !facts.answered(&question.fact);
        let edit = query.get("edit");
        let edited = questions
            .iter()
            .find(|question| edit == Some(&question.fact));
        let current = edited.or_else(|| questions.iter().find(open)).copied();
        let asked = query.get("asked");
        let unanswered =
            edited.is_none() && current.is_some_and(|question| asked == Some(&question.fact));
        Guide {
            regulation,
            facts,
            later,
            questions,
            current,
            unanswered,
        }
    }

    /// The address of the guide with the answers so far, and with `edit` one of them opened again.
    pub fn address(&self, lang: Lang, edit: Option<&str>) -> String {
        self.at(lang, "check", edit)
    }

    /// The address at which the application for a counter is prepared, with the answers.
    pub fn prepare_address(&self, lang: Lang) -> String {
        self.at(lang, "prepare", None)
    }

    fn at(&self, lang: Lang, page: &str, edit: Option<&str>) -> String {
        let mut query: Vec<String> = self
            .facts
            .0
            .iter()
            .chain(&self.later.0)
            .map(|(fact, answer)| format!("{}={}", encoded(fact), encoded(answer)))
            .collect();
        query.extend(edit.map(|fact| format!("edit={}", encoded(fact))));
        let here = format!("/{}{}/{page}", lang.tag(), act::path(self.regulation));
        match query.is_empty() {
            true => here,
            false => format!("{here}?{}", query.join("&")),
        }
    }
}

/// Whether the service is not due by these answers, whatever else is answered.
fn is_excluded(regulation: &Regulation, facts: &Facts) -> bool {
    let verdict = eligibility::verdict(&regulation.requirements, &regulation.channels, facts);
    verdict.overall == Truth::NotMet
}

/// Whether `answer` is one of the question's.
fn fits(question: &Question, answer: &str) -> bool {
    match question.options.is_empty() {
        true => ["yes", "no", UNKNOWN].contains(&answer),
        false => question.options.iter().any(|option| option.id == answer),
    }
}
