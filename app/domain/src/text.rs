//! Texts of the acts and of the catalogue in the three languages of the portal.

use serde::{Deserialize, Serialize};

/// A language of the portal. Kazakh and Russian are equal, English is the third.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Kazakh, the default.
    #[default]
    Kk,
    /// Russian.
    Ru,
    /// English.
    En,
}

impl Lang {
    /// In the order in which the portal shows them.
    pub const ALL: [Lang; 3] = [Lang::Kk, Lang::Ru, Lang::En];

    /// The language tag of `lang` attributes and of the path: `kk`, `ru`, `en`.
    pub const fn tag(self) -> &'static str {
        match self {
            Lang::Kk => "kk",
            Lang::Ru => "ru",
            Lang::En => "en",
        }
    }

    /// Reads a tag as it stands in a path.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.tag() == tag)
    }
}

/// One text in three languages. `ours` names the languages that are the project's own translation,
/// because the act has no text in them; the page marks those.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Kazakh.
    pub kk: String,
    /// Russian.
    pub ru: String,
    /// English.
    pub en: String,
    /// The languages in which the wording is the project's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ours: Vec<Lang>,
    /// What readers who are not the applicant are told instead, where the words speak to the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<Box<Wording>>,
}

impl Text {
    /// The text in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Kk => &self.kk,
            Lang::Ru => &self.ru,
            Lang::En => &self.en,
        }
    }

    /// Whether the wording in `lang` is the project's own translation.
    pub fn is_ours(&self, lang: Lang) -> bool {
        self.ours.contains(&lang)
    }

    /// The words for readers who are not the applicant.
    pub fn for_others(&self) -> Wording {
        match &self.others {
            Some(words) => (**words).clone(),
            None => self.into(),
        }
    }

    /// Puts the words for other readers in the place of those that speak to the applicant.
    pub fn tell_others(&mut self) {
        if let Some(words) = self.others.take() {
            let Wording { kk, ru, en } = *words;
            (self.kk, self.ru, self.en) = (kk, ru, en);
        }
    }
}

/// A text in the three languages, without a mark of whose wording it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Wording {
    /// Kazakh.
    pub kk: String,
    /// Russian.
    pub ru: String,
    /// English.
    pub en: String,
}

impl Wording {
    /// Makes the text of each language.
    pub fn of(mut word: impl FnMut(Lang) -> String) -> Wording {
        Wording {
            kk: word(Lang::Kk),
            ru: word(Lang::Ru),
            en: word(Lang::En),
        }
    }

    /// The text in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Kk => &self.kk,
            Lang::Ru => &self.ru,
            Lang::En => &self.en,
        }
    }
}

impl From<&Text> for Wording {
    fn from(text: &Text) -> Wording {
        Wording::of(|lang| text.get(lang).to_owned())
    }
}
