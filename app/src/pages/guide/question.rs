//! One question of the guide.

use domain::{
    condition::UNKNOWN,
    regulation::{Channel, ChannelKind, Question, Requirement},
    text::Text,
};
use leptos::prelude::*;

use super::{super::act, Guide};
use crate::{
    components::{Button, Choice, ErrorSummary, Field, FieldError, Radios, Shell, page},
    islands::guide::{GuidePreview, Preview, Words},
    route,
    text::{Lang, t, t_with, value},
};

/// The whole page of `asked`, which is the guide's current question.
pub fn question(shell: &Shell, guide: &Guide<'_>, asked: &Question) -> String {
    let lang = shell.lang;
    let error = guide.unanswered.then(|| t(lang, "guide-choose"));
    let shell = shell
        .titled(asked.text.get(lang))
        .with_error(error.is_some())
        .with_banner(act::banner(lang, guide.regulation))
        .with_back(back(lang, guide, asked))
        .with_form(
            "guide",
            &format!("/{}{}/check", lang.tag(), act::path(guide.regulation)),
        );
    let at = guide
        .questions
        .iter()
        .position(|one| one.fact == asked.fact)
        .unwrap_or(0)
        + 1;
    let progress = t_with(
        lang,
        "guide-progress",
        &[("n", at.into()), ("all", guide.questions.len().into())],
    );
    let field = Field::new(lang, &asked.fact, asked.text.get(lang))
        .id("answer")
        .hint(asked.hint.as_ref().map(|hint| hint.get(lang).to_owned()))
        .error(error.clone())
        .heading();
    let errors = error.map(|text| vec![FieldError::new("answer", text)]);
    let answer = guide.facts.0.get(&asked.fact).cloned().unwrap_or_default();
    let action = format!("/{}{}/check", lang.tag(), act::path(guide.regulation));
    page(&shell, || {
        view! {
            {errors.map(|errors| view! { <ErrorSummary lang=lang errors=errors/> })}
            {act::ended(lang, guide.regulation)}
            <p class="meta">{progress}</p>
            <form method="get" action=action id="guide">
                {others(guide, asked)}
                <input type="hidden" name="asked" value=asked.fact.clone()/>
                <Radios field=field choices=choices(lang, asked) value=answer/>
                {preview(lang, guide, asked)}
                <Button text=t(lang, "guide-next")/>
            </form>
            <p class="meta">{t(lang, "guide-not-stored")}</p>
        }
    })
}

/// To the question before this one, its answer kept; from the first to the service.
fn back(lang: Lang, guide: &Guide<'_>, asked: &Question) -> String {
    let before = guide
        .questions
        .iter()
        .take_while(|one| one.fact != asked.fact)
        .last();
    match before {
        Some(question) => guide.address(lang, Some(&question.fact)),
        None => format!("/{}{}", lang.tag(), act::path(guide.regulation)),
    }
}

/// The other answers travel with the form.
fn others(guide: &Guide<'_>, asked: &Question) -> Vec<impl IntoView + use<>> {
    guide
        .facts
        .0
        .iter()
        .chain(&guide.later.0)
        .filter(|(fact, _)| **fact != asked.fact)
        .map(|(fact, answer)| {
            view! { <input type="hidden" name=fact.clone() value=answer.clone()/> }
        })
        .collect()
}

fn choices(lang: Lang, asked: &Question) -> Vec<Choice> {
    if asked.options.is_empty() {
        return [
            ("yes", "guide-yes"),
            ("no", "guide-no"),
            (UNKNOWN, "guide-unknown"),
        ]
        .into_iter()
        .map(|(value, key)| Choice::new(value, t(lang, key)))
        .collect();
    }
    asked
        .options
        .iter()
        .map(|option| Choice::new(&option.id, option.label.get(lang)))
        .collect()
}

/// What the browser needs to judge an answer at once.
fn preview(lang: Lang, guide: &Guide<'_>, asked: &Question) -> AnyView {
    let mut facts = guide.facts.clone();
    facts.0.remove(&asked.fact);
    let portal = guide.regulation.channel(ChannelKind::Portal);
    let elsewhere = portal.map_or(&[][..], |channel| &channel.elsewhere);
    let elsewhere = route::channels(lang, elsewhere.iter().copied(), false);
    let preview = Preview {
        fact: asked.fact.clone(),
        facts,
        requirements: guide
            .regulation
            .requirements
            .iter()
            .map(bare_requirement)
            .collect(),
        channels: guide.regulation.channels.iter().map(bare_channel).collect(),
        words: Words {
            portal_open: t(lang, "guide-live-open"),
            portal_closed: t_with(lang, "guide-live-closed", &[("where", value(elsewhere))]),
            portal_unknown: t(lang, "guide-live-unknown"),
            not_entitled: t(lang, "guide-live-not-entitled"),
            met: t(lang, "guide-met"),
            not_met: t(lang, "guide-not-met"),
            unknown: t(lang, "guide-not-known"),
        },
    };
    let data = preview.write();
    view! { <GuidePreview data=data/> }.into_any()
}

/// The conditions without the words: the browser only counts.
fn bare_requirement(requirement: &Requirement) -> Requirement {
    Requirement {
        text: Text::default(),
        decided_by: None,
        ..requirement.clone()
    }
}

fn bare_channel(channel: &Channel) -> Channel {
    Channel {
        name: Text::default(),
        condition_text: None,
        ..channel.clone()
    }
}
