//! The paper with which a way ends.

use domain::{
    ids::OutputId,
    regulation::{Closing, Field, Leg, Meaning},
    result::{ResultDocument, read},
    service::ResultTemplate,
    text::Lang,
};
use server::store::document::RESULT;

use super::{coverage::end, html::words, official::SentForm, plan::Plan, portal::DrivenPortal};
use crate::common::Browser;

/// It is the one that the way leads to, with everything put in, and holds what the officials decided. Returns the end, as
/// the coverage of the catalogue names it.
pub(super) async fn issued(
    portal: &DrivenPortal,
    citizen: &Browser,
    plan: &Plan,
    id: &str,
    posted: &[SentForm],
) -> String {
    let shown = citizen.get(&format!("/kk/cabinet/cases/{id}/result")).await;
    assert_eq!(shown.status, 200, "{plan}");
    let page = words(&shown.body);
    assert!(!page.contains('{'), "{plan}: {page}");
    let documents = portal.store.documents_of(id).await.unwrap().into_iter();
    let results = documents.filter(|one| one.kind == RESULT);
    let results: Vec<_> = results.collect();
    for result in &results {
        signed_by_who_saw_it(plan, &read(&result.body).unwrap(), posted);
    }
    let last = results.last().unwrap_or_else(|| panic!("{plan}: no paper"));
    assert!(
        page.contains(&last.sha256),
        "{plan}: the page is of another paper"
    );
    let paper = read(&last.body).unwrap();
    assert_eq!(paper.closing, Some(plan.closing), "{plan}");
    assert_eq!(paper.ours, plan.ours, "{plan}");
    let state = portal.state(id).await;
    let closed = state.closed.unwrap_or_else(|| panic!("{plan}: open"));
    assert_eq!(closed.output, plan.output, "{plan}");
    // A refusal that the act does not know is no output of it.
    let of_act = |id: &&OutputId| plan.regulation.output(id).is_some();
    let issued = paper.output.as_ref().map(|output| output.id.as_str());
    let wanted = plan.output.as_ref().filter(of_act);
    assert_eq!(issued, wanted.map(OutputId::as_str), "{plan}");
    match plan.closing {
        Closing::Granted => grants(plan, &paper, &page, posted),
        _ => says_why(plan, &paper, posted),
    }
    let polarity = state.decision.and_then(|decision| decision.polarity);
    assert_eq!(polarity, plan.polarity, "{plan}");
    let said = (closed.output.as_ref(), polarity);
    end(closed.closing, said, paper.ours)
}

/// The paper is made from a template of the service and holds everything that the officials entered for it.
fn grants(plan: &Plan, paper: &ResultDocument, page: &str, posted: &[SentForm]) {
    let mut templates = templates(plan).peekable();
    if templates.peek().is_none() {
        let amount = plan.legs.iter().any(|leg| leg.step.asks(Meaning::Amount));
        assert!(amount, "{plan}: neither a template nor an amount");
        assert!(paper.amount.is_some(), "{plan}: {paper:?}");
        return;
    }
    let titled = |one: &&ResultTemplate| page.contains(one.paper.title.get(Lang::Kk));
    let template = templates.find(titled);
    let template = template.unwrap_or_else(|| panic!("{plan}: {page}"));
    for field in &template.inputs {
        let value = typed(posted, |name| is_of(name, field));
        // What the act's own step asks under another name is not asked again.
        let asked = |leg: &Leg<'_>| field.meaning.is_some_and(|meaning| leg.step.asks(meaning));
        let elsewhere = value.is_none() && plan.legs.iter().any(asked);
        if elsewhere || (value.is_none() && (!field.required || field.when.is_some())) {
            continue;
        }
        let value = value.unwrap_or_else(|| panic!("{plan}: {} is not asked", field.id));
        assert!(
            holds(paper, field, value),
            "{plan}: {} {value} in {paper:?}",
            field.id
        );
    }
}

/// A refusal says on which ground and why, as the official did.
fn says_why(plan: &Plan, paper: &ResultDocument, posted: &[SentForm]) {
    let meant = |meaning: Meaning| {
        let inputs = plan.legs.iter().flat_map(|leg| &leg.step.inputs);
        let own: Vec<&Field> = inputs.filter(|field| field.means(meaning)).collect();
        typed(posted, |name| own.iter().any(|field| is_of(name, field)))
    };
    let named = |id: &str| typed(posted, |name| last_part(name) == id);
    let reason = meant(Meaning::Explanation).or_else(|| named("explanation"));
    let reason = reason.unwrap_or_else(|| panic!("{plan}: nobody says why: {posted:?}"));
    let explained = paper.explanation.as_ref();
    let explained = explained.is_some_and(|one| one.text.kk.contains(reason));
    assert!(explained, "{plan}: {reason} in {paper:?}");
    let ground = meant(Meaning::Ground).or_else(|| named("ground"));
    let stated = paper.ground.as_ref().map(|ground| ground.id.as_str());
    assert_eq!(stated, ground, "{plan}");
}

/// The last that was entered in a control whose name fits.
fn typed(posted: &[SentForm], fits: impl Fn(&str) -> bool) -> Option<&str> {
    let values = posted.iter().flat_map(|one| one.fields.iter());
    let mut values = values.filter(|(name, value)| fits(name) && !value.is_empty());
    values.next_back().map(|(_, value)| value.as_str())
}

/// Whoever a paper names as its signer had all that it says before them.
fn signed_by_who_saw_it(plan: &Plan, paper: &ResultDocument, posted: &[SentForm]) {
    let Some(signed) = &paper.signed else { return };
    let theirs = || posted.iter().filter(|one| one.name == signed.name);
    let seen: String = theirs().map(|one| one.seen.as_str()).collect();
    let lines = paper.entered.iter();
    let lines = lines.flat_map(|line| line.shown.paragraphs(Lang::Kk));
    for said in lines.chain([paper.title.kk.as_str()]) {
        // The sentences of a paper call the currency by its name.
        let said = said.trim_end_matches('₸').split_whitespace();
        let said = said.collect::<Vec<_>>().join(" ");
        let seen = seen.split_whitespace().collect::<Vec<_>>().join(" ");
        let lower = |text: &str| text.to_lowercase();
        assert!(
            lower(&seen).contains(&lower(&said)),
            "{plan}: {} signed «{said}» unseen",
            signed.name
        );
    }
}

/// What the paper may be made from: which of several it is, the answers of the form say.
fn templates(plan: &Plan) -> impl Iterator<Item = &'static ResultTemplate> {
    let says = plan.polarity;
    let output = plan.output.clone();
    let templates = plan.regulation.results.iter();
    templates.filter(move |one| output.as_ref().is_some_and(|output| one.fits(output, says)))
}

/// Whether a control belongs to a field of a result, which stand below the outcome that they are of.
fn is_of(name: &str, field: &Field) -> bool {
    last_part(name) == field.id
}

fn last_part(name: &str) -> &str {
    name.rsplit("--").next().unwrap_or(name)
}

fn holds(paper: &ResultDocument, field: &Field, typed: &str) -> bool {
    let entered = paper.entered.iter().any(|line| {
        let shown = line.shown.paragraphs(Lang::Kk);
        let alike = same(&line.value, typed) || shown.contains(&typed);
        line.field == field.id && alike
    });
    let amount = paper
        .amount
        .is_some_and(|amount| same(&amount.to_string(), typed));
    let ground = paper
        .ground
        .as_ref()
        .is_some_and(|ground| ground.id == typed);
    let reason = paper.explanation.as_ref();
    let reason = reason.is_some_and(|reason| reason.text.kk.contains(typed));
    // What a decision against a register rests on stands in the sentence about the register.
    let basis = field.means(Meaning::Basis) && paper.body.kk.contains(typed);
    entered || amount || ground || reason || basis
}

/// The same value, once as it is kept and once as it was typed: sums without blanks, days with the year first.
fn same(kept: &str, typed: &str) -> bool {
    let day: Vec<&str> = typed.rsplit('.').collect();
    let bare: String = typed.split_whitespace().collect();
    kept == typed || kept == day.join("-") || kept == bare
}
