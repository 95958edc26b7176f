//! The interface's texts: Fluent files in `app/locales/{kk,ru,en}`, embedded.

use std::{
    borrow::Cow,
    collections::HashMap,
    fmt,
    sync::{LazyLock, PoisonError, RwLock},
};

use fluent_templates::{
    LanguageIdentifier, Loader, fluent_bundle::FluentValue, langid, static_loader,
};

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "kk",
        // Isolation marks are for mixed directions; kk, ru and en all run left to right.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static KK: LanguageIdentifier = langid!("kk");
static RU: LanguageIdentifier = langid!("ru");
static EN: LanguageIdentifier = langid!("en");

pub use domain::text::Lang;

fn id(lang: Lang) -> &'static LanguageIdentifier {
    match lang {
        Lang::Kk => &KK,
        Lang::Ru => &RU,
        Lang::En => &EN,
    }
}

/// Texts without variables, as they were formatted the first time: a page has a hundred, and Fluent formats
/// anew each time. Only keys that exist get in, so it does not grow.
static FORMATTED: LazyLock<[RwLock<HashMap<String, String>>; 3]> = LazyLock::new(Default::default);

fn formatted(lang: Lang) -> &'static RwLock<HashMap<String, String>> {
    let [kk, ru, en] = &*FORMATTED;
    match lang {
        Lang::Kk => kk,
        Lang::Ru => ru,
        Lang::En => en,
    }
}

/// The text `key` in `lang`. A missing key is a defect that a test finds; a reader would see the key.
pub fn t(lang: Lang, key: &str) -> String {
    let known = formatted(lang);
    if let Some(text) = known
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(key)
    {
        return text.clone();
    }
    let Some(text) = LOCALES.try_lookup(id(lang), key) else {
        return key.to_owned();
    };
    let mut known = known.write().unwrap_or_else(PoisonError::into_inner);
    known.insert(key.to_owned(), text.clone());
    text
}

/// The text `key` with its variables filled in: `t_with(lang, "cabinet-count", &[("n", 3.into())])`.
pub fn t_with(lang: Lang, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
    let args: HashMap<Cow<'static, str>, FluentValue<'_>> = args
        .iter()
        .map(|(name, value)| (Cow::Borrowed(*name), value.clone()))
        .collect();
    LOCALES
        .try_lookup_with_args(id(lang), key, &args)
        .unwrap_or_else(|| key.to_owned())
}

/// A value for [`t_with`] from anything that can be shown.
pub fn value(shown: impl fmt::Display) -> FluentValue<'static> {
    FluentValue::from(shown.to_string())
}
