//! One page of the form.

use leptos::prelude::*;

use super::{
    closed::ClosedChannel,
    draft::{leave, register_down},
    register_notes::OtherOblastView,
};
use crate::{
    components::{
        ASKED_BY, ErrorSummary, FieldError, FormField, Notice, NoticeKind, Shell, SummaryList,
        SummaryRow, page,
    },
    islands::autosave::{Autosave, SEEN},
    text::{Lang, t},
};

mod group;
mod income;

pub use group::{GroupView, MemberView, group};
pub use income::IncomePreview;

/// An answer that is known and not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The question.
    pub label: String,
    /// The answer, written for reading.
    pub value: String,
    /// Where it comes from.
    pub source: String,
}

/// One page of the form, of a topic or of one member of a repeating topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TopicView {
    pub title: String,
    /// Why it is asked.
    pub intro: Option<String>,
    /// Whom the answers are about, where that is not the reader.
    pub about: Option<String>,
    /// The path to post to.
    pub action: String,
    pub back: String,
    /// Id of the regulation that asks.
    pub regulation: String,
    /// Answers that are known and not asked.
    pub known: Vec<Known>,
    pub fields: Vec<FormField>,
    pub errors: Vec<FieldError>,
    /// Whether to say that the register did not answer.
    pub register_down: bool,
    /// Per-capita income, where the topic asks for incomes.
    pub income: Option<IncomePreview>,
    /// Set if an answer of this page closes the portal.
    pub closed: Option<ClosedChannel>,
    /// Set where the page asks where somebody lives who is registered in another oblast.
    pub other_oblast: Option<OtherOblastView>,
    /// The mark of the answers that it shows; empty where nothing is saved.
    pub seen: String,
    /// Said before the form: the member is gone, a line each.
    pub notice: Option<(String, String)>,
}

pub fn topic(shell: &Shell, view: &TopicView) -> String {
    let lang = shell.lang;
    let shell = shell
        .titled(view.title.clone())
        .with_error(!view.errors.is_empty() || view.notice.is_some() || view.closed.is_some())
        .with_back(view.back.clone())
        .with_form("topic", &view.action);
    let view = view.clone();
    page(&shell, || {
        let autosave = format!("{}/autosave", view.action);
        let fields: Vec<_> = view.fields.into_iter().map(FormField::view).collect();
        view! {
            <ErrorSummary lang=lang errors=view.errors/>
            <h1>{view.title}</h1>
            {view.notice.map(|(title, text)| view! {
                <div role="alert"><Notice kind=NoticeKind::Warning title=title><p>{text}</p></Notice></div>
            })}
            {view.closed.map(|closed| closed.view(lang))}
            {view.other_oblast.map(|other| other.view(lang))}
            {view.intro.map(|text| view! { <p class="lead">{text}</p> })}
            {view.about.map(|text| view! { <p><strong>{text}</strong></p> })}
            {view.register_down.then(|| register_down(&shell))}
            {known(lang, view.known)}
            <form method="post" action=view.action id="topic" class="stack" novalidate=true>
                <input type="hidden" name=ASKED_BY value=view.regulation/>
                {(!view.seen.is_empty()).then(|| view! { <input type="hidden" name=SEEN value=view.seen/> })}
                {fields}
                {view.income.map(|income| income.view(lang))}
                {leave(&shell)}
            </form>
            <Autosave
                form_id="topic".to_owned()
                url=autosave
                saved=t(lang, "draft-autosave-saved")
                failed=t(lang, "draft-autosave-failed")
                away=t(lang, "typed-autosave-away")
                ended=t(lang, "typed-autosave-ended")
                gone=t(lang, "typed-autosave-gone")
            />
        }
    })
}

fn known(lang: Lang, known: Vec<Known>) -> Option<AnyView> {
    let first = known.first()?.source.clone();
    // One source is said once, below; several are said at each answer.
    let same = known.iter().all(|one| one.source == first);
    let rows: Vec<_> = known
        .into_iter()
        .map(|one| SummaryRow {
            value: match same {
                true => vec![one.value],
                false => vec![one.value, one.source],
            },
            ..SummaryRow::new(one.label, "")
        })
        .collect();
    let source = same.then(|| format!("{first}. "));
    Some(
        view! {
            <SummaryList rows=rows/>
            <p class="meta">{source}{t(lang, "draft-identity-fixed")}</p>
        }
        .into_any(),
    )
}
