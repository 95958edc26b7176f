//! Posted form fields, bounded and checked before anything reads them.

use std::collections::BTreeMap;

use app::{
    components::{REPAIR, SWITCH, TYPED_BY},
    islands::autosave::{LOAD, SEEN, TURN},
    pages::profile::CURRENT_PASSWORD,
};
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{Method, StatusCode, header},
};
use domain::{
    clean::{lines, visible},
    form::repaired_name,
};

use super::{error::PageError, seen::Seen};
use crate::store::draft::Sending;

/// No form of the portal has more fields, with twenty family members filled in.
const MAX_FIELDS: usize = 500;

/// A page names its load by a number of ten digits at most.
const MAX_LOAD_LENGTH: usize = 10;

/// Whether a field of this name holds a password: it never comes back to a page.
pub(crate) fn is_password(name: &str) -> bool {
    name.contains("password") || name == CURRENT_PASSWORD
}

/// Posted fields by name; of a name that comes twice the last value counts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields(pub BTreeMap<String, String>);

impl Fields {
    /// The value of `name`, or the empty text.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// What was said in words in `name`, as it is kept: so it compares with what was said before.
    pub(crate) fn words(&self, name: &str) -> String {
        lines(self.get(name))
    }

    /// Takes the value out of `name`, or the empty text.
    pub(crate) fn take(&mut self, name: &str) -> String {
        self.0.remove(name).unwrap_or_default()
    }

    /// Adds a field that came beside a file; of more than a form has, the first count.
    pub(crate) fn add(&mut self, name: &str, value: &str) {
        if self.0.len() < MAX_FIELDS {
            self.0.insert(visible(name), visible(value));
        }
    }

    /// Whether the form was sent to see the page in another language, with what was typed.
    pub(crate) fn take_switch(&mut self) -> bool {
        !self.take(SWITCH).is_empty()
    }

    /// Takes out which sending of which load of a page it is, if the page tells.
    pub(crate) fn take_sending(&mut self) -> Option<Sending> {
        let (load, turn) = (self.take(LOAD), self.take(TURN));
        let turn = turn.parse().ok()?;
        (load.len() <= MAX_LOAD_LENGTH).then_some(Sending { load, turn })
    }

    /// Takes out upon which answers the page was typed; none if the page does not tell.
    pub(crate) fn take_seen(&mut self) -> Option<String> {
        Some(self.take(SEEN)).filter(|seen| !seen.is_empty())
    }

    /// Writes the name that the pressed button names in one alphabet; nothing if none was pressed.
    pub(crate) fn repair(&mut self) {
        let field = self.take(REPAIR);
        if let Some(typed) = self.0.get_mut(&field)
            && let Some(right) = repaired_name(typed)
        {
            *typed = right;
        }
    }

    /// Parses `application/x-www-form-urlencoded`.
    pub(crate) fn parse(body: &[u8]) -> Result<Fields, PageError> {
        if body.split(|byte| *byte == b'&').count() > MAX_FIELDS {
            return Err(PageError::BadForm);
        }
        let mut fields = BTreeMap::new();
        for pair in body
            .split(|byte| *byte == b'&')
            .filter(|pair| !pair.is_empty())
        {
            let (name, value) = match pair.iter().position(|byte| *byte == b'=') {
                Some(at) => (&pair[..at], &pair[at + 1..]),
                None => (pair, &pair[pair.len()..]),
            };
            fields.insert(decode(name)?, decode(value)?);
        }
        Ok(Fields(fields))
    }
}

/// Percent-decodes; refuses what is not UTF-8. Invisible signs come along with what is pasted and mean nothing: they are
/// left out here, so that no page, list or log has them and PostgreSQL, which stores no null character, never sees one.
fn decode(text: &[u8]) -> Result<String, PageError> {
    let spaced: Vec<u8> = text
        .iter()
        .map(|byte| if *byte == b'+' { b' ' } else { *byte })
        .collect();
    let decoded = percent_encoding::percent_decode(&spaced)
        .decode_utf8()
        .map_err(|_| PageError::BadForm)?;
    Ok(visible(&decoded))
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        if request.method() == Method::GET || request.method() == Method::HEAD {
            return Fields::parse(request.uri().query().unwrap_or_default().as_bytes());
        }
        let is_form = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.starts_with("application/x-www-form-urlencoded"));
        if !is_form {
            return Err(PageError::BadForm);
        }
        let seen = request.extensions().get::<Seen>().cloned();
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| {
                match axum::response::IntoResponse::into_response(rejection).status() {
                    StatusCode::PAYLOAD_TOO_LARGE => PageError::TooLarge,
                    _ => PageError::BadForm,
                }
            })?;
        let fields = Fields::parse(&body)?;
        // A tab from before another person logged in: what it holds is not theirs to send.
        let is_others = seen.is_some_and(|seen| seen.is_other_than(fields.get(TYPED_BY)));
        if is_others && fields.get(SWITCH).is_empty() {
            return Err(PageError::OtherAccount);
        }
        Ok(fields)
    }
}
