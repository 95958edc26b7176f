//! The paper with which a way ends.

use domain::{
    regulation::Field,
    result::{ResultDocument, read},
    service::ResultTemplate,
    text::Lang,
};
use server::store::document::RESULT;

use super::{html::words, official::SentForm, plan::Plan, portal::DrivenPortal};
use crate::common::Browser;

/// It is the one that the way leads to, with everything put in, and holds what the officials decided.
pub(super) async fn issued(
    portal: &DrivenPortal,
    citizen: &Browser,
    plan: &Plan,
    id: &str,
    posted: &[SentForm],
) {
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
    let issued = paper.output.as_ref().map(|output| output.id.as_str());
    let wanted = plan.output.as_ref().map(|output| output.as_str());
    assert!(wanted.is_none() || issued == wanted, "{plan}: {issued:?}");
    let mut templates = templates(plan).peekable();
    if templates.peek().is_none() {
        return;
    }
    let titled = |one: &&ResultTemplate| page.contains(one.paper.title.get(Lang::Kk));
    let template = templates.find(titled);
    let template = template.unwrap_or_else(|| panic!("{plan}: {page}"));
    for field in &template.inputs {
        let values = posted.iter().flat_map(|one| one.fields.iter());
        let mut values = values.filter(|(name, value)| is_of(name, field) && !value.is_empty());
        // Whether everything is asked that a decision needs, the catalogue's tests say of every regulation.
        let Some((_, value)) = values.next_back() else {
            continue;
        };
        assert!(
            holds(&paper, field, value),
            "{plan}: {} {value} in {paper:?}",
            field.id
        );
    }
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
    let says = plan.polarity();
    let output = plan.output.clone();
    let templates = plan.regulation.results.iter();
    templates.filter(move |one| output.as_ref().is_some_and(|output| one.fits(output, says)))
}

/// Whether a control belongs to a field of a result, which stand below the outcome that they are of.
fn is_of(name: &str, field: &Field) -> bool {
    name.rsplit_once("--").is_some_and(|(_, id)| id == field.id) || name == field.id
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
    entered || amount || ground || reason
}

/// The same value, once as it is kept and once as it was typed: sums without blanks, days with the year first.
fn same(kept: &str, typed: &str) -> bool {
    let day: Vec<&str> = typed.rsplit('.').collect();
    let bare: String = typed.split_whitespace().collect();
    kept == typed || kept == day.join("-") || kept == bare
}
