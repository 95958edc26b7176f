//! The paper of a result: its template with what the officials entered, or what there is where no template is.

use domain::{
    application::{Application, Named, Section, Shown, Wording},
    calendar::local,
    case::{CaseState, ResultDue},
    form::{Answers, facts},
    regulation::{Closing, Field, Output, Regulation, Step},
    result::{
        Explanation, FORMAT, Filled, Listed, PaperGround, PaperLine, ResultDocument, Rule, fill,
    },
    service::ResultTemplate,
};

use crate::{
    format,
    pages::act,
    text::{Lang, t, t_with, value},
};

mod hands;
mod values;

use values::{PaperValues, missing};

/// What is issued, and of what.
#[derive(Clone, Copy)]
pub struct Issue<'a> {
    /// Under which the case runs.
    pub regulation: &'a Regulation,
    /// The case with everything that led to the result.
    pub state: &'a CaseState,
    /// What was applied for.
    pub application: &'a Application,
    /// What is due.
    pub due: &'a ResultDue,
}

impl<'a> Issue<'a> {
    fn output(&self) -> Option<&'a Output> {
        self.regulation.output(self.due.output.as_ref()?)
    }

    fn template(&self) -> Option<&'a ResultTemplate> {
        let decision = self.state.decision.as_ref();
        let polarity = decision.and_then(|decision| decision.polarity);
        let answers = Answers(self.state.answers.clone());
        let facts = facts(self.regulation, self.state.channel, &answers);
        let output = self.due.output.as_ref()?;
        self.regulation.template(output, polarity, &facts)
    }

    /// What belongs to the end of a case: a result on the way carries neither amount nor ground.
    fn at_end<T>(&self, value: Option<T>) -> Option<T> {
        value.filter(|_| self.due.closing.is_some())
    }

    fn is_ours(&self) -> bool {
        let decision = self.at_end(self.state.decision.as_ref());
        decision.is_some_and(|decision| decision.ours)
    }

    fn amount(&self) -> Option<u64> {
        let closed = self.state.closed.as_ref();
        self.at_end(closed.and_then(|closed| closed.amount))
    }
}

/// The paper. The same case always gives the same one.
pub fn compose_result(issue: Issue<'_>) -> ResultDocument {
    let said = PaperValues::of(issue);
    let (title, body, used) = words(issue, &said);
    let is_said = |id: &str| used.contains(&format!("input:{id}"));
    let application = issue.application;
    let [prepared, decided] = hands::deciding(issue);
    ResultDocument {
        format: FORMAT,
        output: issue.output().map(|output| Named {
            id: output.id.to_string(),
            name: (&output.name).into(),
        }),
        kind: issue.output().map(|output| output.kind),
        closing: issue.due.closing,
        number: issue.state.number.clone(),
        date: local(issue.due.at).date_naive(),
        service: application.service.clone(),
        office: application.office.clone(),
        addressee: application.principal(),
        through: (!application.parties.is_person()).then(|| application.applicant.name.clone()),
        amount: issue.amount(),
        amount_per: issue.amount().and_then(|_| said.amount_per()),
        listed: listed(issue),
        entered: said.entered(is_said),
        ground: issue.at_end(ground(issue, &said, is_said)),
        explanation: issue.at_end(explanation(issue, &said, is_said)),
        ours: issue.is_ours(),
        prepared,
        decided,
        signed: hands::signed(issue),
        issued: hands::issued(issue),
        appeal: appeal(issue.regulation),
        title,
        body,
    }
}

/// What of the paper is entered at this step, and is not in it yet.
pub fn to_come(issue: Issue<'_>, step: &Step) -> Vec<Wording> {
    let asked = |field: &&Field| {
        let alike = |own: &Field| {
            own.id == field.id || field.meaning.is_some() && own.meaning == field.meaning
        };
        step.inputs.iter().any(alike)
    };
    let fields = missing(issue).filter(asked);
    fields.map(|field| field.label.for_others()).collect()
}

/// Heading and text, and which names of the template the text has in every language.
fn words(issue: Issue<'_>, said: &PaperValues<'_>) -> (Wording, Wording, Vec<String>) {
    let Some(template) = issue.template() else {
        let title = Wording::of(|lang| untitled(issue, lang));
        return (title, Wording::of(|lang| plain(issue, lang)), Vec::new());
    };
    let filled = |lang: Lang, text: &str| fill(text, |name| said.word(name, lang));
    let body = |lang: Lang| filled(lang, template.paper.body.get(lang));
    let bodies: Vec<Filled> = Lang::ALL.into_iter().map(body).collect();
    let mut used: Vec<String> = Vec::new();
    if let Some((first, others)) = bodies.split_first() {
        let everywhere = |name: &&String| others.iter().all(|one| one.used.contains(*name));
        used.extend(first.used.iter().filter(everywhere).cloned());
    }
    let title = Wording::of(|lang| filled(lang, template.paper.title.get(lang)).text);
    let body = Wording::of(|lang| on_one_line(&body(lang).text));
    (title, body, used)
}

/// A sum and its unit stand on one line.
fn on_one_line(text: &str) -> String {
    text.replace(" ₸", &format!("{}₸", format::THIN))
}

/// The rows of the application that the template lists.
fn listed(issue: Issue<'_>) -> Option<Listed> {
    let list = issue.template()?.paper.list.as_ref()?;
    let sections = issue.application.sections.iter();
    let rows = sections.filter(|section| section.topic == list.topic && section.member.is_some());
    let rows: Vec<Wording> = rows
        .map(|section| Wording::of(|lang| row(lang, section, &list.fields)))
        .collect();
    (!rows.is_empty()).then(|| Listed {
        title: (&list.title).into(),
        rows,
    })
}

/// What the row is named by, and the rest with its labels.
fn row(lang: Lang, section: &Section, fields: &[String]) -> String {
    let answers = fields.iter().filter_map(|id| {
        let mut answers = section.answers.iter();
        answers.find(|answer| answer.field == *id)
    });
    let told = answers.filter_map(|answer| {
        let words = answer.shown_for_others().paragraphs(lang).join(" ");
        (!words.is_empty()).then_some((answer, words))
    });
    let told = told.enumerate().map(|(at, (answer, words))| match at {
        0 => words,
        _ => format::labelled(answer.label_for_others().get(lang), &words),
    });
    told.collect::<Vec<_>>().join("; ")
}

fn untitled(issue: Issue<'_>, lang: Lang) -> String {
    let named = issue.output().map(|output| output.name.get(lang));
    format::upper_first(&named.map_or_else(|| t(lang, "result-title"), str::to_owned))
}

/// What can be said of a case whose result has no template.
fn plain(issue: Issue<'_>, lang: Lang) -> String {
    let amount = issue.amount().and_then(|one| i64::try_from(one).ok());
    match (issue.due.closing, amount) {
        (Some(Closing::Granted), Some(amount)) => {
            let amount = [("amount", value(format::money(amount)))];
            t_with(lang, "result-granted-amount", &amount)
        }
        (Some(Closing::Granted), None) => t(lang, "result-granted"),
        (Some(Closing::Refused), _) => t(lang, "result-refused"),
        (Some(Closing::IntakeRefused), _) => t(lang, "result-intake-refused"),
        (Some(Closing::Withdrawn), _) => t(lang, "result-withdrawn"),
        (Some(Closing::Abandoned), _) => t(lang, "result-abandoned"),
        (None, _) => t(lang, "result-on-the-way"),
    }
}

fn ground(
    issue: Issue<'_>,
    said: &PaperValues<'_>,
    is_said: impl Fn(&str) -> bool,
) -> Option<PaperGround> {
    let taken = said.ground()?;
    let field = said.ground_field();
    Some(PaperGround {
        said: field.is_some_and(is_said),
        rule: Rule {
            text: (&taken.text).into(),
            source: source(issue.regulation, &taken),
        },
        id: taken.id,
        point: taken.point,
    })
}

/// Where a ground stands: its line in this act or in another one, else the page where it was read.
fn source(regulation: &Regulation, taken: &domain::case::GroundTaken) -> Option<Wording> {
    let of_service = regulation.service_grounds.iter();
    let mut of_service = of_service.filter(|ground| ground.id == taken.id);
    let other = of_service.next().and_then(|ground| ground.act.as_deref());
    let other = other.filter(|act| regulation.id.split('/').next() != Some(*act));
    match (taken.line, other, &taken.source) {
        (Some(line), None, _) => Some(in_act(regulation, line)),
        (_, _, Some(source)) => Some(source.into()),
        (Some(line), Some(act), None) => Some(Wording::of(|lang| {
            let told = [("act", value(act)), ("line", line.into())];
            t_with(lang, "result-other-act", &told)
        })),
        _ => None,
    }
}

fn in_act(regulation: &Regulation, line: u32) -> Wording {
    Wording::of(|lang| {
        let act = act::resource(lang, regulation);
        t_with(
            lang,
            "result-in-act",
            &[("act", value(act)), ("line", line.into())],
        )
    })
}

/// In the words of the official, who was asked for the language in which the applicant reads. Where the portal ended the case because the applicant's time had passed, it says so.
fn explanation(
    issue: Issue<'_>,
    said: &PaperValues<'_>,
    is_said: impl Fn(&str) -> bool,
) -> Option<Explanation> {
    if let Some((field, words)) = said.explanation() {
        return Some(Explanation {
            text: Wording::of(|_| on_one_line(words)),
            lang: Some(issue.application.lang),
            said: field.is_some_and(is_said),
        });
    }
    let (due, documents) = hands::lapsed(issue)?;
    let text = Wording::of(|lang| {
        let names: Vec<&str> = documents.iter().map(|slot| slot.name.get(lang)).collect();
        let told = [
            ("due", value(format::datetime(local(due).naive_local()))),
            ("documents", value(names.join("; "))),
        ];
        t_with(lang, "result-lapsed", &told)
    });
    Some(Explanation {
        text,
        lang: None,
        said: false,
    })
}

/// What the act says of appeals. No act at hand says where to and until when, and the paper does not pretend it.
fn appeal(regulation: &Regulation) -> Rule {
    let clause = &regulation.appeal;
    let silent = Lang::ALL.into_iter().all(|lang| clause.text.is_ours(lang));
    let text = |lang| {
        let unknown = t(lang, "result-appeal-unknown");
        match silent {
            true => unknown,
            false => format!("{}\n{unknown}", clause.text.get(lang)),
        }
    };
    Rule {
        text: Wording::of(text),
        source: (!silent).then(|| in_act(regulation, clause.line)),
    }
}

fn same(shown: &Shown, lang: Lang) -> String {
    shown.paragraphs(lang).join("\n")
}

fn entered(field: &Field, value: &str, shown: Shown, said: bool) -> PaperLine {
    PaperLine {
        field: field.id.clone(),
        // The label asks the official; the paper names what was entered.
        label: field.label.for_others(),
        value: value.to_owned(),
        shown,
        said,
    }
}
