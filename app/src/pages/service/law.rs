//! Terms, results, refusals, appeal and what is amiss in the act.

use domain::{
    limit::{self, Limit},
    regulation::{ChannelKind, Output, OutputKind, Procedure, Regulation, StatedTerm, TermKind},
    term,
};
use leptos::prelude::*;

use super::way;

use crate::{
    components::{Citation, Row, RowList, SummaryList, SummaryRow, TagKind, TagText},
    pages::act,
    route,
    text::{Lang, t, t_with, value},
};

/// The ordinary term for the facts of the service: as the act states it, else the computed sum of the steps. Where the
/// ways to apply differ, the range, or that it depends.
pub(super) fn ordinary_term(lang: Lang, regulation: &Regulation) -> (String, String) {
    let term = term::overall(regulation, None);
    let name = match term.stated() {
        Some(false) => "service-term-computed",
        _ => "service-term",
    };
    (t(lang, name), act::overall(lang, &term))
}

/// The limits of the main way, added up unit by unit.
fn sum(procedure: &Procedure) -> Vec<Limit> {
    limit::sum(
        procedure
            .main_path()
            .into_iter()
            .filter_map(|step| step.limit.as_ref()),
    )
}

/// A row for each way to apply, and for each variant of it.
pub(super) fn term(lang: Lang, regulation: &Regulation) -> AnyView {
    let procedures = regulation.procedures.iter();
    let rows = procedures.map(|procedure| term_row(lang, regulation, procedure));
    let rows = rows.filter(|row| !row.value.is_empty()).collect();
    view! {
        <section aria-labelledby="term">
            <h2 id="term">{t(lang, "service-term-heading")}</h2>
            <SummaryList rows=rows/>
        </section>
    }
    .into_any()
}

fn term_row(lang: Lang, regulation: &Regulation, procedure: &Procedure) -> SummaryRow {
    let stated = regulation.terms_of(procedure);
    let (ordinary, others): (Vec<_>, Vec<_>) =
        stated.partition(|term| term.kind == TermKind::Whole && !term.replaces);
    let explained = ordinary.iter().find_map(|term| term.differs.as_ref());
    let sum = sum(procedure);
    let mut value: Vec<String> = Vec::new();
    value.extend(ordinary.iter().map(|term| stated_term(lang, term)));
    if ordinary.is_empty() && !sum.is_empty() {
        value.push(t(lang, "service-no-ordinary-term"));
    }
    if !sum.is_empty() {
        value.push(computed(lang, &sum));
    }
    value.extend(others.into_iter().map(|term| stated_term(lang, term)));
    let row = SummaryRow {
        value,
        ..SummaryRow::new(way::name(lang, procedure), "")
    };
    match explained {
        // The browser opens the fold around the note that it is sent to.
        Some(note) => row.action(format!("#note-{note}"), t(lang, "service-term-differs")),
        None => row,
    }
}

fn computed(lang: Lang, sum: &[Limit]) -> String {
    t_with(
        lang,
        "service-term-sum",
        &[("sum", value(act::limits(lang, sum)))],
    )
}

/// «20 жұмыс күні: құжаттар жетіспесе (364-жол)».
fn stated_term(lang: Lang, term: &StatedTerm) -> String {
    let key = match term.kind {
        TermKind::Extension => "service-term-extension",
        _ => "service-term-stated",
    };
    t_with(
        lang,
        key,
        &[
            ("limit", value(act::limit(lang, &term.limit))),
            (
                "when",
                value(crate::format::lower_first(term.when.get(lang))),
            ),
            ("line", value(act::line(lang, term.line))),
        ],
    )
}

/// Where papers can be turned away, if that cannot happen to an application that comes through the portal.
fn elsewhere(lang: Lang, regulation: &Regulation, output: &Output) -> Option<String> {
    if output.kind != OutputKind::IntakeRefusal || !regulation.is_offered_online() {
        return None;
    }
    let gives = |kind: ChannelKind| {
        let mut steps = regulation.routes(kind).flat_map(|route| &route.steps);
        steps.any(|step| {
            let mut outcomes = step.outcomes.iter();
            outcomes.any(|outcome| outcome.output.as_ref() == Some(&output.id))
        })
    };
    if gives(ChannelKind::Portal) {
        return None;
    }
    let kinds = regulation.channels.iter().map(|channel| channel.kind);
    let channels = route::channels(lang, kinds.filter(|kind| gives(*kind)), false);
    (!channels.is_empty()).then(|| {
        let channels = [("channels", value(channels))];
        t_with(lang, "service-result-elsewhere", &channels)
    })
}

pub(super) fn result(lang: Lang, regulation: &Regulation) -> AnyView {
    let outputs = regulation.outputs.iter().map(|output| Row {
        title: act::phrase([output.name.get(lang).to_owned()].into_iter()).unwrap_or_default(),
        tag: Some(TagText::new(
            TagKind::Neutral,
            t(lang, route::output_key(output.kind)),
        )),
        citation: Some(match output.line {
            Some(line) => (act::line(lang, line), String::new()),
            None => (t(lang, "service-not-in-act"), "#notes".to_owned()),
        }),
        meta: elsewhere(lang, regulation, output).into_iter().collect(),
        ..Row::default()
    });
    let outputs = outputs.collect();
    let grounds = regulation.grounds.iter().map(|ground| Row {
        title: ground.name.get(lang).to_owned(),
        citation: Some((act::line(lang, ground.line), String::new())),
        ..Row::default()
    });
    let grounds: Vec<Row> = grounds.collect();
    let grounds = (!grounds.is_empty()).then(|| {
        view! { <h3>{t(lang, "service-grounds")}</h3><RowList rows=grounds/> }
    });
    view! {
        <section aria-labelledby="result">
            <h2 id="result">{t(lang, "service-result-heading")}</h2>
            <RowList rows=outputs/>
            {grounds}
        </section>
    }
    .into_any()
}

pub(super) fn appeal(lang: Lang, regulation: &Regulation) -> AnyView {
    let (appeal, standard) = (&regulation.appeal, &regulation.standard);
    view! {
        <section aria-labelledby="appeal">
            <h2 id="appeal">{t(lang, "service-appeal")}</h2>
            <p>{appeal.text.get(lang).to_owned()}" "<Citation text=act::line(lang, appeal.line)/></p>
            <p>{t(lang, "case-appeal-where")}</p>
            <p>
                {t(lang, "service-standard")}": "{standard.text.get(lang).to_owned()}" "
                <Citation text=act::line(lang, standard.line)/>
            </p>
        </section>
    }.into_any()
}

pub(super) fn notes(lang: Lang, regulation: &Regulation) -> AnyView {
    if regulation.notes.is_empty() {
        return ().into_any();
    }
    let notes: Vec<_> = regulation
        .notes
        .iter()
        .map(|note| {
            let lines: Vec<String> = note.lines.iter().map(u32::to_string).collect();
            let lines = t_with(lang, "act-lines", &[("lines", value(lines.join(", ")))]);
            view! {
                <li id=format!("note-{}", note.id)>
                    {note.text.get(lang).to_owned()}" "<Citation text=lines/>
                </li>
            }
        })
        .collect();
    let count = t_with(
        lang,
        "service-notes-count",
        &[("n", regulation.notes.len().into())],
    );
    view! {
        <section aria-labelledby="notes">
            <h2 id="notes">{t(lang, "service-notes")}</h2>
            <p>{t(lang, "service-notes-intro")}</p>
            <details>
                <summary>{count}</summary>
                <ul class="service-notes">{notes}</ul>
            </details>
        </section>
    }
    .into_any()
}
