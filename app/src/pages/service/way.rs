//! How to apply, where, and the way that the application takes.

use domain::regulation::{Channel, Procedure, Regulation};
use leptos::prelude::*;

use super::{ServiceView, provider};
use crate::{
    components::{Citation, Row, RowList, SwimlaneFigure},
    pages::act,
    route::{self, Place, RouteStep},
    text::{Lang, t, t_with, value},
};

pub(super) fn channels(lang: Lang, view: &ServiceView<'_>) -> AnyView {
    let regulation = view.regulation;
    let rows = regulation
        .channels
        .iter()
        .map(|one| channel(lang, one))
        .collect();
    let form = &regulation.form_of_service;
    view! {
        <section aria-labelledby="channels">
            <h2 id="channels">{t(lang, "service-channels")}</h2>
            <RowList rows=rows/>
            <p>
                {t(lang, "service-form")}": "{form.text.get(lang).to_owned()}" "
                <Citation text=act::line(lang, form.line)/>
            </p>
            {provider::section(lang, view)}
        </section>
    }
    .into_any()
}

fn channel(lang: Lang, channel: &Channel) -> Row {
    let name = channel.name.get(lang);
    let open_to = match &channel.condition_text {
        Some(text) => t_with(lang, "service-condition", &[("who", value(text.get(lang)))]),
        None => t(lang, "service-for-all"),
    };
    let others = route::channels(lang, channel.elsewhere.iter().copied(), false);
    let others = (!others.is_empty())
        .then(|| t_with(lang, "service-others-go", &[("where", value(others))]));
    Row {
        title: t(lang, route::channel_key(channel.kind)),
        href: None,
        meta: [Some(name.to_owned()), Some(open_to), others]
            .into_iter()
            .flatten()
            .collect(),
        tag: None,
        citation: Some((act::line(lang, channel.line), String::new())),
        ..Row::default()
    }
}

/// The routes, drawn now or taken from `kept`.
pub(super) fn route(lang: Lang, regulation: &Regulation, kept: Option<&str>) -> AnyView {
    match kept {
        Some(html) => view! {
            <section aria-labelledby="route" inner_html=html.to_owned()></section>
        }
        .into_any(),
        None => view! {
            <section aria-labelledby="route">{routes(lang, regulation)}</section>
        }
        .into_any(),
    }
}

/// All pictures with their words: most of the page, and the same for every reader.
pub(super) fn routes(lang: Lang, regulation: &Regulation) -> AnyView {
    let ways: Vec<_> = regulation
        .procedures
        .iter()
        .map(|procedure| (order(regulation, procedure), procedure))
        .collect();
    let mut ways = ways;
    ways.sort_by_key(|(order, _)| *order);
    let ways: Vec<_> = ways
        .into_iter()
        .enumerate()
        .map(|(at, (_, procedure))| way(lang, regulation, procedure, at == 0))
        .collect();
    view! {
        <h2 id="route">{t(lang, "service-route")}</h2>
        <p>{t(lang, "service-route-intro")}</p>
        {ways}
    }
    .into_any()
}

/// In the order of the channels.
fn order(regulation: &Regulation, procedure: &Procedure) -> usize {
    let kinds = regulation.channels.iter().map(|channel| channel.kind);
    kinds
        .into_iter()
        .position(|kind| kind == procedure.channel)
        .unwrap_or(usize::MAX)
}

/// The channel, and the heading of the variant where there are several.
pub(in crate::pages) fn name(lang: Lang, procedure: &Procedure) -> String {
    let channel = t(lang, route::channel_key(procedure.channel));
    match &procedure.variant {
        None => channel,
        Some(_) => format!("{channel}: {}", procedure.name.get(lang)),
    }
}

/// The first way is open, the others wait behind their heading.
fn way(lang: Lang, regulation: &Regulation, procedure: &Procedure, open: bool) -> AnyView {
    let channel = procedure.channel.id();
    let id = match &procedure.variant {
        None => format!("route-{channel}"),
        Some(variant) => format!("route-{channel}-{variant}"),
    };
    let picture = route::picture(lang, regulation, procedure, &id);
    let [svg, process] =
        ["svg", "bpmn"].map(|ending| route::file(lang, regulation, procedure, ending));
    view! {
        <details class="way" open=open>
            <summary><h3>{name(lang, procedure)}</h3></summary>
            <SwimlaneFigure title=picture.title svg=picture.svg/>
            <details>
                <summary>{t(lang, "service-route-words")}</summary>
                {in_words(lang, regulation, procedure)}
            </details>
            <ul class="no-print">
                <li><a href=svg download="">{t(lang, "service-route-svg")}</a></li>
                <li><a href=process download="">{t(lang, "service-route-bpmn")}</a></li>
            </ul>
        </details>
    }
    .into_any()
}

fn in_words(lang: Lang, regulation: &Regulation, procedure: &Procedure) -> AnyView {
    let steps = route::steps(lang, regulation, procedure);
    let at = |place: Place| steps.iter().filter(move |step| step.place == place);
    let aside = |place, heading| {
        let steps: Vec<_> = at(place).collect();
        (!steps.is_empty()).then(|| view! { <h4>{t(lang, heading)}</h4>{list(lang, &steps)} })
    };
    let main: Vec<_> = at(Place::Main).collect();
    view! {
        <p>
            {t(lang, "service-route-starts")}": "{procedure.starts.get(lang).to_owned()}" "
            <Citation text=act::line(lang, procedure.starts_line)/>
        </p>
        {list(lang, &main)}
        {aside(Place::Aside, "service-route-aside")}
        {aside(Place::Refusal, "service-route-refusals")}
    }
    .into_any()
}

fn list(lang: Lang, steps: &[&RouteStep]) -> AnyView {
    let steps: Vec<_> = steps
        .iter()
        .map(|step| {
            let RouteStep {
                n,
                performer,
                action,
                limit,
                ..
            } = (*step).clone();
            let limit = limit.unwrap_or_else(|| t(lang, "service-no-limit"));
            view! {
                <li>
                    <strong>{n}" · "{performer}</strong>": "{action}". "
                    <span class="way__limit">{limit}</span>" "
                    <Citation text=act::line(lang, step.line)/>
                </li>
            }
        })
        .collect();
    view! { <ol class="way__steps">{steps}</ol> }.into_any()
}
