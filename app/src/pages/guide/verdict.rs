//! The end of the guide: what the answers mean, requirement by requirement, and what to do next.

use domain::{
    condition::{Facts, Truth, UNKNOWN},
    eligibility::{self, Verdict},
    evidence,
    regulation::{ChannelKind, Evidence, Question, Regulation, Requirement, Supply},
};
use leptos::prelude::*;

use super::{
    super::{act, calculator, obstacles::ObstaclesView, service},
    Guide,
};
use crate::{
    components::{
        ButtonKind, LinkButton, Notice, NoticeKind, Row, RowList, Shell, SummaryList, SummaryRow,
        TagKind, TagText, page,
    },
    route,
    text::{Lang, t, t_with, value},
};

/// The page. `elsewhere` are the other regions of the service: address and name.
pub fn verdict(shell: &Shell, guide: &Guide<'_>, elsewhere: &[(String, String)]) -> String {
    let lang = shell.lang;
    let regulation = guide.regulation;
    let verdict =
        eligibility::verdict(&regulation.requirements, &regulation.channels, &guide.facts);
    let back = guide
        .questions
        .last()
        .map(|question| guide.address(lang, Some(&question.fact)));
    let shell = shell
        .titled(t(lang, "guide-verdict-title"))
        .with_banner(act::banner(lang, regulation))
        .with_back(back.unwrap_or_else(|| format!("/{}{}", lang.tag(), act::path(regulation))));
    let rows = verdict
        .requirements
        .iter()
        .map(|(requirement, truth)| row(lang, regulation, requirement, *truth))
        .collect();
    let open = regulation.ended.is_none();
    page(&shell, || {
        view! {
            <h1>{t(lang, "guide-verdict-heading")}</h1>
            <p class="lead">{regulation.called().get(lang).to_owned()}</p>
            {act::ended(lang, regulation)}
            {open.then(|| view! { {outcome(lang, (regulation, &guide.facts), &verdict, elsewhere)}{next(&shell, guide, &verdict)} })}
            <h2>{t(lang, "guide-requirements")}</h2>
            <RowList rows=rows/>
            {calculator::link(lang, regulation)}
            {documents(lang, guide, &verdict)}
            {answers(lang, guide)}
        }
    })
}

fn row(lang: Lang, regulation: &Regulation, requirement: &Requirement, truth: Truth) -> Row {
    let (kind, key) = match truth {
        Truth::Met => (TagKind::Ok, "guide-met"),
        Truth::NotMet => (TagKind::Bad, "guide-not-met"),
        Truth::Unknown => (TagKind::Neutral, "guide-not-known"),
    };
    let later = match truth {
        Truth::Met => None,
        _ => requirement
            .decided_by
            .as_ref()
            .map(|text| text.get(lang).to_owned()),
    };
    Row {
        title: requirement.text.get(lang).to_owned(),
        href: None,
        meta: later.into_iter().collect(),
        tag: Some(TagText::new(kind, t(lang, key))),
        citation: Some(act::cite(lang, regulation, requirement.line)),
        ..Row::default()
    }
}

/// Entitlement first, then where to apply. It never promises more than the act: what a commission decides stays open.
fn outcome(
    lang: Lang,
    (regulation, facts): (&Regulation, &Facts),
    verdict: &Verdict,
    elsewhere: &[(String, String)],
) -> AnyView {
    if lives_elsewhere(verdict) {
        return view! { <div class="verdict">{own_oblast(lang, elsewhere)}</div> }.into_any();
    }
    let obstacles = ObstaclesView::of(lang, regulation, facts);
    let place = (verdict.overall != Truth::NotMet).then(|| place(lang, regulation, verdict));
    view! {
        <div class="verdict">
            {entitlement(lang, verdict, &obstacles)}
            {place}
        </div>
    }
    .into_any()
}

/// Whether nothing stands in the way but where the person lives.
fn lives_elsewhere(verdict: &Verdict) -> bool {
    let mut unmet = verdict
        .requirements
        .iter()
        .filter(|(one, truth)| one.channel.is_none() && *truth == Truth::NotMet)
        .peekable();
    unmet.peek().is_some() && unmet.all(|(one, _)| one.residence)
}

/// The way to the regulation of the person's own oblast.
fn own_oblast(lang: Lang, elsewhere: &[(String, String)]) -> AnyView {
    let links: Vec<_> = elsewhere
        .iter()
        .map(|(href, name)| view! { <li><a href=href.clone()>{name.clone()}</a></li> })
        .collect();
    let key = match links.is_empty() {
        true => "guide-own-oblast-none",
        false => "guide-own-oblast-text",
    };
    let links = (!links.is_empty()).then(|| {
        view! { <p>{t(lang, "service-elsewhere")}": "</p><ul>{links}</ul> }
    });
    view! {
        <Notice kind=NoticeKind::Warning title=t(lang, "guide-own-oblast-title")>
            <p>{t(lang, key)}</p>
            {links}
        </Notice>
    }
    .into_any()
}

/// Whether the service is due to the person, with what stands in the way or is still to be decided.
fn entitlement(lang: Lang, verdict: &Verdict, obstacles: &ObstaclesView) -> AnyView {
    if !obstacles.told.is_empty() {
        let (kind, text) = match obstacles.unmet {
            true => (NoticeKind::Bad, "guide-not-entitled-text"),
            false => (NoticeKind::Warning, "check-excluded-text"),
        };
        let (title, list) = (obstacles.title(lang), obstacles.list());
        return view! {
            <Notice kind=kind title=title>
                {list}
                <p>{t(lang, text)}</p>
            </Notice>
        }
        .into_any();
    }
    let of_service = verdict.requirements.iter();
    let of_service = of_service.filter(|(one, _)| one.channel.is_none());
    let with = |wanted: Truth| {
        let found = of_service
            .clone()
            .filter(move |(_, truth)| *truth == wanted);
        found.map(|(one, _)| one)
    };
    let asked = |one: &&Requirement| one.decided_by.is_none();
    let words = |one: &Requirement| one.text.get(lang).to_owned();
    let (kind, key, reasons): (_, _, Vec<String>) = match verdict.overall {
        Truth::NotMet | Truth::Met => (NoticeKind::Success, "entitled", Vec::new()),
        Truth::Unknown if with(Truth::Unknown).any(|one| asked(&one)) => {
            let unclear = with(Truth::Unknown).filter(asked).map(words);
            (NoticeKind::Warning, "unclear", unclear.collect())
        }
        Truth::Unknown => {
            let later = with(Truth::Unknown).filter_map(|one| one.decided_by.as_ref());
            let later = later.map(|text| text.get(lang).to_owned());
            (NoticeKind::Success, "decided-later", later.collect())
        }
    };
    let reasons: Vec<_> = reasons
        .into_iter()
        .map(|reason| view! { <li>{reason}</li> })
        .collect();
    let reasons = (!reasons.is_empty()).then(|| view! { <ul>{reasons}</ul> });
    view! {
        <Notice kind=kind title=t(lang, &format!("guide-{key}-title"))>
            {reasons}
            <p>{t(lang, &format!("guide-{key}-text"))}</p>
        </Notice>
    }
    .into_any()
}

fn place(lang: Lang, regulation: &Regulation, verdict: &Verdict) -> AnyView {
    let portal = regulation.channel(ChannelKind::Portal);
    let (kind, key) = match verdict.portal {
        Truth::NotMet if portal.is_some() => (NoticeKind::Warning, "elsewhere"),
        Truth::NotMet => (NoticeKind::Info, "no-portal"),
        _ if !regulation.is_offered_online() => (NoticeKind::Info, "no-form"),
        Truth::Unknown => (NoticeKind::Warning, "portal-unknown"),
        Truth::Met => return view! { <p class="lead">{t(lang, "guide-live-open")}</p> }.into_any(),
    };
    let who = portal.and_then(|channel| channel.condition_text.as_ref());
    let elsewhere = portal.map_or(&[][..], |channel| &channel.elsewhere);
    let words = [
        ("who", value(who.map_or("", |text| text.get(lang)))),
        (
            "where",
            value(route::channels(lang, elsewhere.iter().copied(), false)),
        ),
    ];
    view! {
        <Notice kind=kind title=t_with(lang, &format!("guide-{key}-title"), &words)>
            <p>{t_with(lang, &format!("guide-{key}-text"), &words)}</p>
        </Notice>
    }
    .into_any()
}

/// Apply, or where to go instead.
fn next(shell: &Shell, guide: &Guide<'_>, verdict: &Verdict) -> AnyView {
    let lang = shell.lang;
    let online = guide.regulation.is_offered_online();
    let apply = match (verdict.overall, verdict.portal) {
        (Truth::NotMet, _) | (_, Truth::NotMet) => None,
        _ if !online => None,
        (_, Truth::Unknown) => Some("button button--secondary"),
        (_, Truth::Met) => Some("button"),
    };
    let apply = apply.map(|class| apply_form(shell, guide, class));
    let elsewhere = match verdict.overall {
        Truth::NotMet => None,
        _ => elsewhere(lang, guide.regulation, verdict),
    };
    let online = apply.is_some() && verdict.portal == Truth::Met;
    let prepare = verdict.overall != Truth::NotMet && guide.regulation.is_prepared() && !online;
    let prepare = prepare.then(|| prepare_link(lang, guide, apply.is_some()));
    view! { {apply}{prepare}{elsewhere} }.into_any()
}

/// For the counter: the application is filled in at home and printed.
fn prepare_link(lang: Lang, guide: &Guide<'_>, second: bool) -> AnyView {
    let kind = if second {
        ButtonKind::Secondary
    } else {
        ButtonKind::Primary
    };
    view! {
        <p class="actions no-print">
            <LinkButton text=t(lang, "prepare-link") href=guide.prepare_address(lang) kind=kind/>
        </p>
        <p class="meta no-print">{t(lang, "prepare-link-note")}</p>
    }
    .into_any()
}

/// The answers go along, so that the application does not ask for them again.
fn apply_form(shell: &Shell, guide: &Guide<'_>, class: &'static str) -> AnyView {
    let lang = shell.lang;
    let is_to_log_in = shell.is_to_log_in();
    let known = guide
        .facts
        .0
        .iter()
        .filter(|(_, answer)| *answer != UNKNOWN);
    let facts: Vec<_> = known
        .map(|(fact, answer)| {
            view! { <input type="hidden" name=fact.clone() value=answer.clone()/> }
        })
        .collect();
    let action = format!("/{}{}/apply", lang.tag(), act::path(guide.regulation));
    view! {
        <form class="no-print" method="post" action=action>
            {facts}
            <button class=class type="submit">{t(lang, service::apply_key(guide.regulation))}</button>
        </form>
        {is_to_log_in.then(|| view! { <p class="meta no-print">{t(lang, "guide-apply-note")}</p> })}
    }
    .into_any()
}

fn elsewhere(
    lang: Lang,
    regulation: &Regulation,
    verdict: &Verdict,
) -> Option<impl IntoView + use<>> {
    // Where it is not known whether the portal is open, the other channels are a sure way.
    let kinds: Vec<ChannelKind> = match verdict.portal {
        Truth::Met | Truth::Unknown if !regulation.is_offered_online() => {
            let kinds = regulation.channels.iter().map(|channel| channel.kind);
            kinds.collect()
        }
        Truth::Met => return None,
        Truth::NotMet => verdict.send_to.clone(),
        Truth::Unknown => regulation
            .channel(ChannelKind::Portal)
            .map(|channel| channel.elsewhere.clone())
            .unwrap_or_default(),
    };
    let channels = kinds.iter().filter_map(|kind| regulation.channel(*kind));
    let rows: Vec<Row> = channels
        .map(|channel| Row {
            title: t(lang, route::channel_key(channel.kind)),
            meta: vec![channel.name.get(lang).to_owned()],
            citation: Some(act::cite(lang, regulation, channel.line)),
            ..Row::default()
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <h2>{t(lang, "guide-where")}</h2>
            <RowList rows=rows/>
            {service::offices(lang, regulation)}
        }
    })
}

/// The personal list: what must be there by these answers, and how it gets there.
fn documents(lang: Lang, guide: &Guide<'_>, verdict: &Verdict) -> Option<impl IntoView + use<>> {
    if verdict.overall == Truth::NotMet || guide.regulation.evidence.is_empty() {
        return None;
    }
    let on_portal = verdict.portal != Truth::NotMet;
    // What the portal alone asks a register for nobody brings to a counter.
    let is_brought = |document: &Evidence| document.from.as_ref().is_none_or(|from| from.copy);
    let rows = evidence::needed(guide.regulation, &guide.facts)
        .into_iter()
        .filter(|(document, _)| on_portal || is_brought(document))
        .map(|(document, needed)| {
            let need = service::document_needed(document, needed);
            match on_portal {
                true => service::document_row(lang, document, need),
                // At a counter nothing comes from a register or a form of the portal.
                false => Row {
                    meta: act::phrase(need.map(|key| t(lang, key)).into_iter())
                        .into_iter()
                        .chain(hint_at_counter(lang, document))
                        .collect(),
                    ..service::document_row(lang, document, need)
                },
            }
        })
        .collect();
    let intro = t(
        lang,
        if on_portal {
            "guide-documents-portal"
        } else {
            "guide-documents-counter"
        },
    );
    Some(view! {
        <h2>{t(lang, "guide-documents")}</h2>
        <p>{intro}</p>
        <RowList rows=rows/>
    })
}

fn hint_at_counter(lang: Lang, document: &Evidence) -> Option<String> {
    let hint = document
        .hint
        .as_ref()
        .filter(|_| document.supply == Supply::Attach)?;
    Some(hint.get(lang).to_owned())
}

fn answers(lang: Lang, guide: &Guide<'_>) -> AnyView {
    let rows = guide
        .questions
        .iter()
        .map(|question| {
            SummaryRow::new(
                question.text.get(lang),
                answer(lang, &guide.facts, question),
            )
            .action(
                guide.address(lang, Some(&question.fact)),
                t(lang, "guide-change"),
            )
        })
        .collect();
    let count = t_with(
        lang,
        "guide-answers",
        &[("n", guide.questions.len().into())],
    );
    view! {
        <h2>{count}</h2>
        <SummaryList rows=rows/>
        <p class="meta">{t(lang, "guide-not-stored")}</p>
    }
    .into_any()
}

/// An answer in words.
pub(in crate::pages) fn answer(lang: Lang, facts: &Facts, question: &Question) -> String {
    let given = facts.0.get(&question.fact).map_or("", String::as_str);
    match question.options.iter().find(|option| option.id == given) {
        Some(option) => option.label.get(lang).to_owned(),
        None => match given {
            "yes" => t(lang, "guide-yes"),
            "no" => t(lang, "guide-no"),
            _ => t(lang, "guide-unknown"),
        },
    }
}
