//! The income that the form computes while it is filled in.

use leptos::prelude::*;

use crate::{
    components::Notice,
    text::{Lang, t, t_with, value},
};

/// Per-capita income, written out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncomePreview {
    /// The incomes added up: «540 000 ₸».
    pub sum: String,
    /// How many people share it.
    pub people: u64,
    /// The result; none while an income is missing.
    pub result: Option<String>,
    /// First and last day of the months that count.
    pub months: (String, String),
    /// Where the formula was read.
    pub source: Option<String>,
}

impl IncomePreview {
    /// The panel.
    pub(super) fn view(self, lang: Lang) -> AnyView {
        let IncomePreview {
            sum,
            people,
            result,
            months,
            source,
        } = self;
        let formula = match result {
            Some(result) => {
                let parts = [
                    ("sum", value(sum)),
                    ("people", value(people)),
                    ("result", value(result)),
                ];
                let formula = t_with(lang, "draft-income-formula", &parts);
                view! { <p><strong>{formula}</strong></p> }.into_any()
            }
            None => view! { <p>{t(lang, "draft-income-incomplete")}</p> }.into_any(),
        };
        let months = t_with(
            lang,
            "draft-income-months",
            &[("from", value(months.0)), ("to", value(months.1))],
        );
        view! {
            <Notice title=t(lang, "draft-income-title")>
                {formula}
                <p>{months}</p>
                {source.map(|source| view! { <p class="meta">{source}"."</p> })}
            </Notice>
        }
        .into_any()
    }
}
