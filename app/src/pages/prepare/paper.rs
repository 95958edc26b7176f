//! The application on paper: filled in, with its checklist and the code for the counter. Prints on A4.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    condition::{Facts, Truth},
    evidence,
    regulation::{ChannelKind, Evidence, Field, FieldKind, Meaning, Office, Procedure, Regulation},
    term,
};
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, LinkButton, Shell, SummaryList, SummaryRow, page},
    format,
    pages::{act, encoded, guide, service},
    route,
    text::{Lang, t, t_with, value},
};

/// What the paper says.
#[derive(Clone, Debug)]
pub struct PaperView<'a> {
    pub regulation: &'a Regulation,
    /// The questions of the form.
    pub questions: Vec<Field>,
    /// The answers, in their kept form.
    pub values: BTreeMap<String, String>,
    /// The answers of the guide.
    pub facts: Facts,
    /// The code in groups; empty where it is not shown.
    pub code: String,
    /// The code as a ready `svg` element made by the server.
    pub qr_svg: String,
    /// Day on which it was prepared or opened.
    pub today: NaiveDate,
    /// Last day on which the code opens the data.
    pub until: NaiveDate,
}

impl PaperView<'_> {
    /// The counter to which the paper goes.
    fn channel(&self) -> Option<ChannelKind> {
        let chosen = self.answer(Meaning::Channel);
        let chosen = chosen.and_then(ChannelKind::from_id);
        chosen.or_else(|| self.regulation.counters().first().copied())
    }

    fn answer(&self, meaning: Meaning) -> Option<&str> {
        let mut questions = self.questions.iter();
        let question = questions.find(|question| question.means(meaning))?;
        self.values.get(&question.id).map(String::as_str)
    }

    /// A procedure of that counter: its variants all begin alike.
    pub(super) fn procedure(&self) -> Option<&Procedure> {
        self.regulation.routes(self.channel()?).next()
    }

    fn office(&self) -> Option<&Office> {
        let offices = &self.regulation.provider.offices;
        match self.answer(Meaning::Office) {
            Some(id) => self.regulation.office(id),
            None => offices.first(),
        }
    }
}

/// The citizen's page with the paper.
pub fn prepared(shell: &Shell, view: &PaperView<'_>) -> String {
    let lang = shell.lang;
    let here = format!("/{}{}", lang.tag(), act::path(view.regulation));
    let guide: Vec<String> = view
        .facts
        .0
        .iter()
        .map(|(fact, answer)| format!("{}={}", encoded(fact), encoded(answer)))
        .collect();
    let change = format!("{here}/prepare?{}", guide.join("&"));
    page(&shell.titled(t(lang, "prepare-done")), || {
        view! {
            <div class="no-print stack">
                <h1>{t(lang, "prepare-done")}</h1>
                <p class="lead">{t(lang, "prepare-done-text")}</p>
                <p>{t(lang, "prepare-print-hint")}</p>
                <div class="actions">
                    <LinkButton text=t(lang, "prepare-change") href=change kind=ButtonKind::Secondary/>
                    <form method="post" action=shell.href("/prepared/delete")>
                        <Button text=t(lang, "prepare-delete") kind=ButtonKind::Secondary/>
                    </form>
                </div>
                <p class="meta">{t(lang, "prepare-delete-note")}</p>
            </div>
            {sheet(lang, view)}
        }
    })
}

/// The page when there is nothing to show: never prepared in this browser, deleted, or too long ago.
pub fn forgotten(shell: &Shell, deleted: bool) -> String {
    let lang = shell.lang;
    let key = if deleted {
        "prepare-deleted"
    } else {
        "prepare-none"
    };
    page(&shell.titled(t(lang, key)), || {
        view! {
            <h1>{t(lang, key)}</h1>
            <p>{t(lang, "prepare-none-text")}</p>
            <p class="actions">
                <LinkButton text=t(lang, "services-all") href=shell.href("/services")/>
            </p>
        }
    })
}

/// The sheet itself, the same for the citizen and for the counter.
pub(super) fn sheet(lang: Lang, view: &PaperView<'_>) -> AnyView {
    let regulation = view.regulation;
    view! {
        <article class="paper stack">
            <div class="paper__head">
                <div class="paper__to">
                    <p class="paper__label">{t(lang, "prepare-to")}</p>
                    {to(lang, view)}
                </div>
                {code(lang, view)}
            </div>
            <div>
                <h2 class="paper__title">{t(lang, "prepare-application")}</h2>
                <p class="paper__service">
                    {t_with(lang, "prepare-request", &[("service", value(regulation.names.get(lang)))])}
                </p>
            </div>
            <SummaryList rows=applicant(lang, view)/>
            {answers(lang, view)}
            {documents(lang, view)}
            <dl class="paper__term">{way(lang, view)}</dl>
            <div class="paper__sign">
                <p>{t(lang, "prepare-date")}<span class="paper__line"></span></p>
                <p>{t(lang, "prepare-signature")}<span class="paper__line"></span></p>
            </div>
            <p class="meta">{t(lang, "prepare-free-form")}</p>
            <p class="meta">
                {regulation.act.title.get(lang).to_owned()}". "
                {t_with(lang, "prepare-until", &[("date", value(format::date(view.until)))])}
            </p>
        </article>
    }
    .into_any()
}

fn to(lang: Lang, view: &PaperView<'_>) -> AnyView {
    let via = view
        .channel()
        .filter(|kind| *kind != ChannelKind::Provider)
        .and_then(|kind| view.regulation.channel(kind))
        .map(|channel| {
            let name = format::upper_first(channel.name.get(lang));
            view! { <p><strong>{name}</strong></p> }
        });
    let Some(office) = view.office() else {
        return view! { {via}<p>{view.regulation.provider.name.get(lang).to_owned()}</p> }
            .into_any();
    };
    // Another counter stands in the district, but is not the provider's: the act gives neither its name nor its address.
    if let Some(via) = via {
        return view! {
            {via}
            <p>{office.district.get(lang).to_owned()}</p>
            <p class="meta">{t(lang, "prepare-no-address")}</p>
        }
        .into_any();
    }
    let address = office
        .address
        .as_ref()
        .map(|text| text.get(lang).to_owned());
    let known = address.is_some() || office.phone.is_some();
    view! {
        <p>{office.name.get(lang).to_owned()}</p>
        {address.map(|text| view! { <p>{text}</p> })}
        {office.phone.clone().map(|text| view! { <p>{text}</p> })}
        {(!known).then(|| view! { <p class="meta">{t(lang, "prepare-no-address")}</p> })}
    }
    .into_any()
}

fn code(lang: Lang, view: &PaperView<'_>) -> Option<impl IntoView + use<>> {
    (!view.code.is_empty()).then(|| {
        view! {
            <div class="paper__code">
                <div class="paper__qr" aria-hidden="true" inner_html=view.qr_svg.clone()></div>
                <div>
                    <p class="paper__label">{t(lang, "prepare-code")}</p>
                    <p class="paper__signs">{view.code.clone()}</p>
                </div>
            </div>
        }
    })
}

fn applicant(lang: Lang, view: &PaperView<'_>) -> Vec<SummaryRow> {
    view.questions
        .iter()
        .filter(|field| !field.means(Meaning::Channel) && !field.means(Meaning::Office))
        .filter_map(|field| {
            let answer = view.values.get(&field.id)?;
            let option = field.options.iter().find(|option| option.id == *answer);
            let shown = match (field.kind, option) {
                (_, Some(option)) => option.label.get(lang).to_owned(),
                (FieldKind::Phone, _) => format::phone(answer),
                _ => answer.clone(),
            };
            let lines = shown.lines().map(str::to_owned).collect();
            Some(SummaryRow {
                value: lines,
                ..SummaryRow::new(field.label.get(lang), "")
            })
        })
        .collect()
}

fn answers(lang: Lang, view: &PaperView<'_>) -> Option<impl IntoView + use<>> {
    let questions = view.regulation.questions.iter();
    let rows: Vec<SummaryRow> = questions
        .filter(|question| view.facts.answered(&question.fact))
        .map(|question| {
            let answer = guide::answer(lang, &view.facts, question);
            SummaryRow::new(question.text.get(lang), answer)
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section>
                <h2>{t(lang, "prepare-answers")}</h2>
                <SummaryList rows=rows/>
            </section>
        }
    })
}

/// A box to tick for each document; the application is this paper.
fn documents(lang: Lang, view: &PaperView<'_>) -> Option<impl IntoView + use<>> {
    let needed = evidence::needed(view.regulation, &view.facts);
    if needed.is_empty() {
        return None;
    }
    let items: Vec<_> = needed
        .into_iter()
        .map(|(document, needed)| item(lang, document, needed))
        .collect();
    Some(view! {
        <section>
            <h2>{t(lang, "prepare-documents")}</h2>
            <ul class="paper__list">{items}</ul>
        </section>
    })
}

fn item(lang: Lang, document: &Evidence, needed: Truth) -> impl IntoView + use<> {
    let need = service::document_needed(document, needed).map(|key| t(lang, key));
    let status = service::certainty(lang, document.status).text;
    let line = document.line.map(|line| act::line(lang, line));
    let this = document
        .is_application
        .then(|| t(lang, "prepare-this-paper"));
    let meta = act::phrase([this, need, Some(status), line].into_iter().flatten());
    view! {
        <li>
            <span class="paper__box" aria-hidden="true"></span>
            <span>
                {document.name.get(lang).to_owned()}
                <span class="paper__meta">{meta}</span>
            </span>
        </li>
    }
}

/// Where it goes, and how long the answer may take.
fn way(lang: Lang, view: &PaperView<'_>) -> AnyView {
    let channel = view.channel();
    let name = channel.map_or_else(String::new, |kind| t(lang, route::channel_key(kind)));
    let term = channel.map(|kind| term::overall(view.regulation, Some(kind)));
    let known = term.filter(|term| *term != term::Overall::None);
    let term = known.map(|term| {
        let key = match term.stated() {
            Some(false) => "service-term-computed",
            _ => "service-term",
        };
        view! {
            <div><dt>{t(lang, key)}</dt><dd>{act::overall(lang, &term)}</dd></div>
        }
    });
    let prepared = format::date(view.today);
    view! {
        <div><dt>{t(lang, "prepare-where")}</dt><dd>{name}</dd></div>
        {term}
        <div><dt>{t(lang, "prepare-made")}</dt><dd>{prepared}</dd></div>
    }
    .into_any()
}
