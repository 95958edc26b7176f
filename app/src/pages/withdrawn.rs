//! A case or a draft whose regulation is not in the catalogue any more: what is known of it without the regulation.

use leptos::prelude::*;

use crate::{
    case_state,
    components::{Notice, NoticeKind, Shell, SummaryList, SummaryRow, Tag, page},
    text::t,
};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WithdrawnView {
    /// What it is: «Application 27-2026-000001».
    pub heading: String,
    /// State of the case as in its row; empty for a draft.
    pub state: String,
    /// What the person should know: one thought a paragraph.
    pub text: Vec<String>,
    /// What is known.
    pub rows: Vec<SummaryRow>,
    /// Documents: address, where it can be opened, and name.
    pub documents: Vec<(Option<String>, String)>,
}

pub fn withdrawn(shell: &Shell, view: &WithdrawnView) -> String {
    let lang = shell.lang;
    let shell = shell.titled(view.heading.clone());
    let view = view.clone();
    page(&shell, || {
        let state = (!view.state.is_empty()).then(|| case_state::tag(lang, &view.state));
        let text: Vec<_> = view
            .text
            .into_iter()
            .map(|one| view! { <p>{one}</p> })
            .collect();
        let documents: Vec<_> = view
            .documents
            .into_iter()
            .map(|(href, name)| match href {
                Some(href) => view! { <li><a href=href>{name}</a></li> }.into_any(),
                None => view! { <li>{name}</li> }.into_any(),
            })
            .collect();
        view! {
            <h1>{view.heading}</h1>
            {state.map(|state| view! { <p><Tag kind=state.kind text=state.text/></p> })}
            <Notice kind=NoticeKind::Warning title=t(lang, "operation-withdrawn-title")>{text}</Notice>
            <SummaryList rows=view.rows/>
            {(!documents.is_empty()).then(|| view! {
                <section>
                    <h2>{t(lang, "operation-withdrawn-documents")}</h2>
                    <ul>{documents}</ul>
                </section>
            })}
        }
    })
}
