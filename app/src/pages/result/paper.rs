//! A result as it is issued: in Kazakh and Russian side by side, and in English for reading. The cabinet and whoever
//! signs see the same one.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    application::Wording,
    calendar::local,
    result::{Hand, PaperGround, PaperLine, ResultDocument},
};
use leptos::prelude::*;

use crate::{
    components::{SummaryList, SummaryRow},
    format,
    sheet::amount as amount_of,
    text::{Lang, t, t_with, value},
};

/// A paper and what stands around it.
#[derive(Clone, Debug)]
pub struct IssuedPaper {
    pub document: ResultDocument,
    /// Of its stored bytes; none before it is issued.
    pub sha256: Option<String>,
    /// The code of the public page as an `svg` element, and its address.
    pub check: Option<(String, String)>,
    /// What is entered with the signature and stands in the paper afterwards.
    pub to_come: Vec<Wording>,
    /// That it holds no more.
    pub voided: Option<Voided>,
}

/// Since when a paper does not hold, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voided {
    /// The day.
    pub since: NaiveDate,
    /// In the words of whoever undid it.
    pub reason: Option<String>,
}

/// The languages in which a paper is issued.
const OFFICIAL: [Lang; 2] = [Lang::Kk, Lang::Ru];

#[component]
pub fn ResultPaper(
    /// The reader's language.
    lang: Lang,
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
            {paper.voided.map(|voided| void_mark(lang, voided))}
            {head(lang, document, paper.check)}
            <div class="deed__columns">{columns.into_iter().collect_view()}</div>
            {hash}
        </article>
        {reading}
    }
    .into_any()
}

/// What stands first on a paper that holds no more, in each language of the paper.
fn void_mark(lang: Lang, voided: Voided) -> AnyView {
    let mut languages = OFFICIAL.to_vec();
    languages.extend((!OFFICIAL.contains(&lang)).then_some(lang));
    let lines: Vec<_> = languages
        .into_iter()
        .map(|one| {
            let day = [("day", value(format::date(voided.since)))];
            view! { <p lang=one.tag()><strong>{t_with(one, "result-void", &day)}</strong></p> }
        })
        .collect();
    let reason = voided
        .reason
        .map(|reason| view! { <p>{t(lang, "case-end-reason")}": "{reason}</p> });
    view! { <div class="deed__void">{lines}{reason}</div> }.into_any()
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
            {body(lang, document)}
            {to_come.collect_view()}
            {listed(lang, document)}
            {document.ours.then(|| view! { <p class="meta">{t(lang, "result-refusal-ours")}</p> })}
            {rows}
            {foreign(lang, document).map(|written| {
                let text = t(lang, &format!("result-written-{}", written.tag()));
                view! { <p class="meta">{text}</p> }
            })}
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
    lines_of(words.get(lang))
}

fn lines_of(words: &str) -> AnyView {
    let lines = words.lines().filter(|line| !line.trim().is_empty());
    let lines = lines.map(|line| view! { <p>{line.to_owned()}</p> });
    lines.collect_view().into_any()
}

/// The language of the explanation, where it is another than that of the column.
fn foreign(lang: Lang, document: &ResultDocument) -> Option<Lang> {
    let written = document.explanation.as_ref()?.lang;
    written.filter(|written| *written != lang)
}

/// The text, in which an explanation in another language is marked.
fn body(lang: Lang, document: &ResultDocument) -> AnyView {
    let explanation = document.explanation.as_ref().filter(|one| one.said);
    let Some((explanation, written)) = explanation.zip(foreign(lang, document)) else {
        return paragraphs(lang, &document.body);
    };
    let words = explanation.text.get(lang).trim();
    let Some((before, after)) = document.body.get(lang).rsplit_once(words) else {
        return paragraphs(lang, &document.body);
    };
    let marked = |line: &str| view! { <span lang=written.tag()>{line.to_owned()}</span> };
    let (above, before) = before.rsplit_once('\n').unwrap_or(("", before));
    let (after, below) = after.split_once('\n').unwrap_or((after, ""));
    let mut lines: Vec<&str> = words.lines().collect();
    let last = lines.pop().unwrap_or_default();
    let mut before = Some(before.to_owned());
    let mut first = || before.take();
    let lines = lines.into_iter();
    let lines: Vec<_> = lines
        .map(|line| view! { <p>{first()}{marked(line)}</p> })
        .collect();
    view! {
        {lines_of(above)}
        {lines}
        <p>{first()}{marked(last)}{after.to_owned()}</p>
        {lines_of(below)}
    }
    .into_any()
}

/// Rows of the application. No act gives the form of such a paper, and it says so.
fn listed(lang: Lang, document: &ResultDocument) -> Option<AnyView> {
    let listed = document.listed.as_ref()?;
    let title = listed.title.get(lang).to_owned();
    let rows = listed.rows.iter();
    let rows = rows.map(|row| view! { <li>{row.get(lang).to_owned()}</li> });
    let view = view! {
        <h3>{title}</h3>
        <ol>{rows.collect_view()}</ol>
        <p class="meta">{t(lang, "result-listed-ours")}</p>
    };
    Some(view.into_any())
}

/// What the text does not say, then who had a hand in it.
fn rows(lang: Lang, document: &ResultDocument) -> Vec<SummaryRow> {
    let body = document.body.get(lang);
    let is_said = |tenge: u64| {
        let tenge = i64::try_from(tenge);
        tenge.is_ok_and(|tenge| body.contains(&format::number(tenge)))
    };
    let amount = document.amount.filter(|tenge| !is_said(*tenge));
    let amount = amount.and_then(|tenge| amount_of(lang, tenge, document.amount_per.as_ref()));
    let amount = amount.map(|told| SummaryRow::new(t(lang, "result-amount"), told));
    let entered = document.entered.iter().filter(|one| !one.said);
    let ground = document.ground.iter().map(|one| ground(lang, one));
    let explanation = document.explanation.iter().filter(|one| !one.said);
    let explanation = explanation.map(|one| SummaryRow {
        value: one.text.get(lang).lines().map(str::to_owned).collect(),
        lang: foreign(lang, document),
        ..SummaryRow::new(t(lang, "result-explanation"), "")
    });
    let hands = [
        ("result-prepared", &document.prepared),
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
