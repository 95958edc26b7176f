//! A result as it is issued: in Kazakh and Russian side by side, and in English for reading. The cabinet and whoever
//! signs see the same one.

use chrono::{DateTime, Utc};
use domain::{
    application::Wording,
    calendar::local,
    result::{Hand, PaperGround, PaperLine, ResultDocument},
};
use leptos::prelude::*;

use crate::{
    components::{SummaryList, SummaryRow},
    format,
    text::{Lang, t, t_with, value},
};

/// A paper and what stands around it.
#[derive(Clone, Debug)]
pub struct IssuedPaper {
    /// The paper.
    pub document: ResultDocument,
    /// Of its stored bytes; none before it is issued.
    pub sha256: Option<String>,
    /// The code of the public page as an `svg` element, and its address.
    pub check: Option<(String, String)>,
    /// What is entered with the signature and stands in the paper afterwards.
    pub to_come: Vec<Wording>,
}

/// The languages in which a paper is issued.
const OFFICIAL: [Lang; 2] = [Lang::Kk, Lang::Ru];

/// The paper.
#[component]
pub fn ResultPaper(
    /// The reader's language.
    lang: Lang,
    /// The paper.
    paper: IssuedPaper,
) -> impl IntoView {
    let document = &paper.document;
    let columns = OFFICIAL.map(|one| column(one, document, &paper.to_come));
    let reading = (!OFFICIAL.contains(&lang)).then(|| {
        view! {
            <section class="deed__reading no-print">
                <p class="meta">{t(lang, "result-reading")}</p>
                {column(lang, document, &paper.to_come)}
            </section>
        }
    });
    let hash = paper.sha256.as_ref().map(|sha256| {
        view! {
            <p class="meta">
                {t(lang, "result-hash")}" "<code class="hash" translate="no">{sha256.clone()}</code>
            </p>
        }
    });
    view! {
        <article class="deed" data-lang=lang.tag()>
            {head(lang, document, paper.check)}
            <div class="deed__columns">{columns.into_iter().collect_view()}</div>
            {hash}
        </article>
        {reading}
    }
    .into_any()
}

fn head(lang: Lang, document: &ResultDocument, check: Option<(String, String)>) -> AnyView {
    let offices = OFFICIAL.map(|one| {
        let name = document.office.name.get(one).to_owned();
        view! { <p lang=one.tag()>{name}</p> }
    });
    let number = format!("№ {} · {}", document.number, format::date(document.date));
    let check = check.map(|(svg, url)| {
        view! {
            <div class="receipt__code">
                <div class="receipt__qr" aria-hidden="true" inner_html=svg></div>
                <p>{t(lang, "receipt-check")}" "<a class="receipt__url" href=url.clone()>{url.clone()}</a></p>
            </div>
        }
    });
    view! {
        <div class="deed__head">
            <div class="deed__office">
                {offices.into_iter().collect_view()}
                <p class="deed__number" translate="no">{number}</p>
            </div>
            {check}
        </div>
    }
    .into_any()
}

fn column(lang: Lang, document: &ResultDocument, to_come: &[Wording]) -> AnyView {
    let title = document.title.get(lang).to_owned();
    let to_come = to_come.iter().map(|label| {
        let text = t_with(lang, "result-to-come", &[("field", value(label.get(lang)))]);
        view! { <p class="deed__to-come">{text}</p> }
    });
    let rows = rows(lang, document);
    let rows = (!rows.is_empty()).then(|| view! { <SummaryList rows=rows/> });
    view! {
        <section class="deed__column" lang=lang.tag()>
            <h2>{title}</h2>
            <p class="meta">{addressee(lang, document)}</p>
            {paragraphs(lang, &document.body)}
            {to_come.collect_view()}
            {rows}
            {appeal(lang, document)}
        </section>
    }
    .into_any()
}

fn addressee(lang: Lang, document: &ResultDocument) -> String {
    let name = [("name", value(&document.addressee.name))];
    let to = t_with(lang, "result-to", &name);
    match &document.through {
        Some(through) => {
            let name = [("name", value(through))];
            format!("{to} {}", t_with(lang, "result-through", &name))
        }
        None => to,
    }
}

fn paragraphs(lang: Lang, words: &Wording) -> AnyView {
    let lines = words
        .get(lang)
        .lines()
        .filter(|line| !line.trim().is_empty());
    let lines = lines.map(|line| view! { <p>{line.to_owned()}</p> });
    lines.collect_view().into_any()
}

/// What the text does not say, then who had a hand in it.
fn rows(lang: Lang, document: &ResultDocument) -> Vec<SummaryRow> {
    let amount = document.amount.and_then(|one| i64::try_from(one).ok());
    let body = document.body.get(lang);
    let amount = amount.filter(|one| !body.contains(&format::number(*one)));
    let amount = amount.map(|one| SummaryRow::new(t(lang, "result-amount"), format::money(one)));
    let entered = document.entered.iter().filter(|one| !one.said);
    let ground = document.ground.iter().map(|one| ground(lang, one));
    let explanation = document.explanation.iter().filter(|one| !one.said);
    let explanation = explanation.map(|one| SummaryRow {
        value: one.text.get(lang).lines().map(str::to_owned).collect(),
        ..SummaryRow::new(t(lang, "result-explanation"), "")
    });
    let hands = [
        ("result-decided", &document.decided),
        ("result-signed", &document.signed),
        ("result-issued", &document.issued),
    ];
    let hands = hands
        .iter()
        .filter_map(|(key, hand)| Some(signature(lang, key, hand.as_ref()?)));
    let mut rows: Vec<SummaryRow> = amount.into_iter().collect();
    rows.extend(entered.map(|one| answer(lang, one)));
    rows.extend(ground);
    rows.extend(explanation);
    rows.extend(hands);
    rows
}

fn answer(lang: Lang, entered: &PaperLine) -> SummaryRow {
    let paragraphs = entered.shown.paragraphs(lang);
    SummaryRow {
        value: paragraphs.into_iter().map(str::to_owned).collect(),
        ..SummaryRow::new(entered.label.get(lang), "")
    }
}

/// The words where the text lacks them, and always where they stand.
fn ground(lang: Lang, ground: &PaperGround) -> SummaryRow {
    let source = ground.rule.source.as_ref();
    let source = source.map_or_else(|| t(lang, "result-ours"), |one| one.get(lang).to_owned());
    let point = ground.point.as_ref();
    let point = point.map(|point| t_with(lang, "result-point", &[("point", value(point))]));
    let text = (!ground.said).then(|| ground.rule.text.get(lang).to_owned());
    let key = match ground.said {
        true => "result-ground-source",
        false => "case-end-ground",
    };
    SummaryRow {
        value: text.into_iter().chain(point).chain([source]).collect(),
        ..SummaryRow::new(t(lang, key), "")
    }
}

fn signature(lang: Lang, key: &str, hand: &Hand) -> SummaryRow {
    let who = [hand.name.as_str(), hand.role.get(lang)].into_iter();
    let who: Vec<&str> = who.filter(|part| !part.is_empty()).collect();
    SummaryRow {
        value: vec![who.join(", "), moment(hand.at)],
        ..SummaryRow::new(t(lang, key), "")
    }
}

fn moment(at: DateTime<Utc>) -> String {
    format::datetime(local(at).naive_local())
}

fn appeal(lang: Lang, document: &ResultDocument) -> AnyView {
    let source = document.appeal.source.as_ref();
    let source = source.map(|one| view! { <p class="meta">{one.get(lang).to_owned()}</p> });
    view! {
        <h3>{t(lang, "case-appeal")}</h3>
        {paragraphs(lang, &document.appeal.text)}
        {source}
    }
    .into_any()
}
