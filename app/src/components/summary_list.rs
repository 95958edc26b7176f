//! Questions and answers, with a link to change each.

use leptos::prelude::*;

use crate::text::Lang;

/// What a row lets the reader do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SummaryAction {
    /// Where it leads.
    pub href: String,
    /// «Change».
    pub text: String,
    /// What is changed, for those who hear only the link; the question, as a rule.
    pub what: String,
}

/// One question with its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SummaryRow {
    /// The question.
    pub key: String,
    /// The answer, a line each.
    pub value: Vec<String>,
    /// The language of the answer, where it is another than the list's.
    pub lang: Option<Lang>,
    /// The link.
    pub action: Option<SummaryAction>,
}

impl SummaryRow {
    /// A row with one line and no link.
    pub fn new(key: impl Into<String>, value: impl Into<String>) -> SummaryRow {
        SummaryRow {
            key: key.into(),
            value: vec![value.into()],
            ..SummaryRow::default()
        }
    }

    /// With a link, whose hidden words are the question.
    pub fn action(self, href: impl Into<String>, text: impl Into<String>) -> SummaryRow {
        let action = SummaryAction {
            href: href.into(),
            text: text.into(),
            what: self.key.clone(),
        };
        SummaryRow {
            action: Some(action),
            ..self
        }
    }
}

/// The list, for checking answers and for the facts of a case.
#[component]
pub fn SummaryList(
    /// The rows.
    rows: Vec<SummaryRow>,
) -> impl IntoView {
    let with_actions = rows.iter().any(|row| row.action.is_some());
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| line(row, with_actions))
        .collect();
    view! { <dl class="summary">{rows}</dl> }.into_any()
}

fn line(row: SummaryRow, with_actions: bool) -> impl IntoView {
    let value: Vec<_> = row
        .value
        .into_iter()
        .map(|text| view! { <p>{text}</p> })
        .collect();
    let action = match row.action {
        Some(SummaryAction { href, text, what }) => Some(
            view! {
                <dd class="summary__action">
                    <a href=href>{text}<span class="hidden">": "{what}</span></a>
                </dd>
            }
            .into_any(),
        ),
        None => with_actions.then(|| view! { <dd class="summary__action"></dd> }.into_any()),
    };
    view! {
        <div class="summary__row">
            <dt class="summary__key">{row.key}</dt>
            <dd class="summary__value" lang=row.lang.map(Lang::tag)>{value}</dd>
            {action}
        </div>
    }
}
