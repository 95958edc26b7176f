//! Calculators: a form that is sent to its own page and comes back with the result. Nothing is stored.

use domain::{amounts::Calculator, regulation::Regulation};
use leptos::prelude::*;

use super::encoded;
use crate::{
    components::{Button, ButtonKind, Shell},
    format,
    text::{Lang, t, t_with, value},
};

pub mod income;
pub mod semipalatinsk;

/// The page of the per-capita income, without the language.
pub const INCOME: &str = "/calculators/income";
/// The page of the compensation, without the language.
pub const SEMIPALATINSK: &str = "/calculators/semipalatinsk";
/// The page of the amounts, without the language.
pub const AMOUNTS: &str = "/amounts";
/// More rows than this are not offered and not read.
pub const MOST_ROWS: usize = 30;

/// The service from which the reader came, for the way back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct From {
    /// Id of the regulation; empty if there is none.
    pub id: String,
    /// The service's name in the reader's language.
    pub name: String,
}

impl From {
    /// The regulation with this id as the place from which the reader came; an unknown one is no place.
    pub fn regulation(lang: Lang, regulation: Option<&Regulation>) -> From {
        regulation.map_or_else(From::default, |regulation| From {
            id: regulation.id.to_string(),
            name: regulation.names.get(lang).to_owned(),
        })
    }
}

/// The line on a service's page that leads to its calculator, for services that have one.
pub(super) fn link(lang: Lang, regulation: &Regulation) -> Option<AnyView> {
    let (path, key) = match catalogue::amounts().calculator(&regulation.service)? {
        Calculator::Income => (INCOME, "calculator-income-link"),
        Calculator::Semipalatinsk => (SEMIPALATINSK, "calculator-semipalatinsk-link"),
    };
    let tag = lang.tag();
    let href = format!("/{tag}{path}?service={}", encoded(&regulation.id));
    Some(
        view! {
            <p class="no-print">
                <a href=href>{t(lang, key)}</a>
                " · "
                <a href=format!("/{tag}{AMOUNTS}")>{t(lang, "calculator-amounts-link")}</a>
            </p>
        }
        .into_any(),
    )
}

/// «184 500 ₸».
pub(super) fn money(tenge: u64) -> String {
    format::money(i64::try_from(tenge).unwrap_or(i64::MAX))
}

/// The shell of a calculator with the way back to where the reader came from.
fn titled(shell: &Shell, key: &str, from: &From, wrong: bool) -> Shell {
    let shell = shell.titled(t(shell.lang, key)).with_error(wrong);
    match from.id.is_empty() {
        true => shell.with_crumbs(vec![super::service::crumb_home(shell.lang)]),
        false => Shell {
            back: Some((
                shell.href(&format!("/services/{}", from.id)),
                t(shell.lang, "calculator-back"),
            )),
            ..shell
        },
    }
}

/// What stands first in a calculator's form: the service from which the reader came.
fn first_in_form(from: &From) -> AnyView {
    let service = (!from.id.is_empty())
        .then(|| view! { <input type="hidden" name="service" value=from.id.clone()/> });
    view! { {service} }.into_any()
}

/// The button that takes row `n` away. A form keeps at least one.
fn remove(lang: Lang, n: usize, rows: usize, what: String) -> Option<AnyView> {
    (rows > 1).then(|| {
        view! {
            <button class="link-button no-print" type="submit" name="do" value=format!("remove-{n}")>
                {t(lang, "calculator-remove")}<span class="hidden">": "{what}</span>
            </button>
        }
        .into_any()
    })
}

/// The button that adds a row and goes to it, or the word that there are enough.
fn add(lang: Lang, key: &'static str, rows: usize, goes_to: String) -> AnyView {
    match rows < MOST_ROWS {
        true => view! {
            <p class="no-print">
                <button class="button button--secondary" type="submit" name="do" value="add" formaction=goes_to>
                    {t(lang, key)}
                </button>
            </p>
        }
        .into_any(),
        false => {
            let text = t_with(lang, "calculator-full", &[("most", value(MOST_ROWS))]);
            view! { <p class="meta">{text}</p> }.into_any()
        }
    }
}

/// The end of the form.
fn count(lang: Lang) -> AnyView {
    view! {
        <div class="actions no-print">
            <Button text=t(lang, "calculator-count") kind=ButtonKind::Primary name="do" value="count"/>
        </div>
        <p class="meta">{t(lang, "calculator-not-stored")}</p>
    }
    .into_any()
}

/// Where the amounts stand.
fn see_amounts(shell: &Shell) -> AnyView {
    view! {
        <p><a href=shell.href(AMOUNTS)>{t(shell.lang, "calculator-amounts-link")}</a></p>
    }
    .into_any()
}
