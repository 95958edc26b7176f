//! A sum of money with the time for which it is granted.

use domain::{
    application::Wording,
    regulation::{Field, Meaning, Regulation},
};

use super::compose::in_words;
use crate::{
    format,
    text::{Lang, t_with, value},
};

/// «32 000 ₸ a month», or the sum alone where nobody says for what time.
pub fn amount(lang: Lang, tenge: u64, per: Option<&Wording>) -> Option<String> {
    let sum = format::money(i64::try_from(tenge).ok()?);
    let Some(per) = per else { return Some(sum) };
    let told = [("amount", value(sum)), ("per", value(per.get(lang)))];
    Some(t_with(lang, "result-amount-per", &told))
}

/// For what time the amount is that was entered among these values.
pub fn amount_per<'a>(
    regulation: &Regulation,
    entered: impl Iterator<Item = (&'a Field, &'a str)> + Clone,
) -> Option<Wording> {
    let mut values = entered.clone();
    if let Some((field, chosen)) = values.find(|(field, _)| field.means(Meaning::AmountPer)) {
        let shown = in_words(regulation, field, chosen);
        let words = |lang| format::lower_first(&shown.paragraphs(lang).join(" "));
        return Some(Wording::of(words));
    }
    let mut amounts = entered.filter(|(field, _)| field.means(Meaning::Amount));
    amounts.find_map(|(field, _)| field.per.as_ref().map(Wording::from))
}
