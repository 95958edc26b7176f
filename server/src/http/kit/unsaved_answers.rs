//! What was posted after the session had ended.

use std::collections::BTreeMap;

use app::{
    components::{SWITCH, TYPED_BY},
    text::Lang,
};
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::fields::{Fields, is_password};
use crate::core::Core;

/// A form that was posted after the session had ended. The login page carries it along as hidden fields and posts it back;
/// once whoever typed it is in again, `layers::resume` draws the form as it was typed. Nothing of it is done, and nothing is
/// stored before the password was right.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct UnsavedAnswers {
    /// Where it was posted: a path with its language. Empty if nothing was.
    path: String,
    values: BTreeMap<String, String>,
}

/// Where the form is drawn after the login, below the language.
pub(crate) const TYPED: &str = "/typed";
pub(crate) const KEPT_PATH: &str = "kept-path";
const KEPT_VALUE: &str = "kept.";

impl UnsavedAnswers {
    /// What was posted to `path`, if the form says who typed it: those that do can be drawn again.
    pub(crate) fn posted(path: &str, mut fields: Fields) -> Option<UnsavedAnswers> {
        if fields.get(TYPED_BY).is_empty() {
            return None;
        }
        fields.take_sending();
        fields.take_seen();
        fields.0.retain(|name, _| !is_password(name));
        Some(UnsavedAnswers {
            path: path.to_owned(),
            values: fields.0,
        })
    }

    /// What the hidden fields of a posted login say was posted to `path`.
    pub(crate) fn from_login(path: String, fields: Fields) -> UnsavedAnswers {
        let values = fields.0.into_iter().filter_map(|(name, value)| {
            let name = name.strip_prefix(KEPT_VALUE)?;
            Some((name.to_owned(), value))
        });
        UnsavedAnswers {
            path,
            values: values.collect(),
        }
    }

    /// The hidden fields of the login page.
    pub(crate) fn hidden_fields(&self) -> Vec<(String, String)> {
        if self.path.is_empty() {
            return Vec::new();
        }
        let path = (KEPT_PATH.to_owned(), self.path.clone());
        let values = self.values.iter();
        let values = values.map(|(name, value)| (format!("{KEPT_VALUE}{name}"), value.clone()));
        [path].into_iter().chain(values).collect()
    }

    /// The form, if it is `account` who typed it.
    pub(crate) fn of(self, account: &str) -> Option<UnsavedAnswers> {
        let by = self.values.get(TYPED_BY);
        let is_theirs = by.is_some_and(|by| by == account);
        (is_theirs && !self.path.is_empty()).then_some(self)
    }

    /// The form as a row keeps it, for whoever typed it; empty if it cannot be sealed.
    pub(crate) fn sealed(&self, core: &Core) -> String {
        let by = self.values.get(TYPED_BY).map_or("", String::as_str);
        let text = serde_json::to_vec(self).unwrap_or_default();
        core.sealer.seal(&sealed_for(by), &text).unwrap_or_default()
    }

    /// The form that was sealed, if `account` typed it.
    pub(crate) fn unsealed(core: &Core, account: &str, sealed: &str) -> Option<UnsavedAnswers> {
        let text = core.sealer.unseal(&sealed_for(account), sealed)?;
        serde_json::from_slice(&text).ok()
    }

    /// The same, to be drawn in another language.
    pub(crate) fn in_language(mut self, lang: Lang) -> UnsavedAnswers {
        let below = self.path.trim_start_matches('/');
        let (_, below) = below.split_once('/').unwrap_or_default();
        self.path = format!("/{}/{below}", lang.tag());
        self
    }

    /// The answer in whose place the form is drawn.
    pub(crate) fn resumed(self, mut response: Response) -> Response {
        response.extensions_mut().insert(Resumed(self));
        response
    }

    /// Where it was posted.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// What was typed.
    pub(crate) fn into_fields(self) -> Fields {
        Fields(self.values)
    }

    /// The form as it is posted to be drawn again.
    pub(crate) fn drawn_again(&self) -> String {
        let values = self.values.iter().filter(|(name, _)| *name != SWITCH);
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(values);
        body.append_pair(SWITCH, "yes");
        body.finish()
    }
}

fn sealed_for(account: &str) -> String {
    format!("unsaved answers of {account}")
}

/// Goes along with the answer in whose place the form is drawn.
#[derive(Clone, Debug)]
pub(crate) struct Resumed(pub(crate) UnsavedAnswers);

/// Goes along with the request by which it is drawn: the page says that nothing of it is done.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DrawnAgain;
