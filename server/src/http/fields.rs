//! Posted form fields, bounded and checked before anything reads them.

use std::collections::BTreeMap;

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{Method, StatusCode, header},
};

use domain::form::{HIDDEN, is_hidden};

use super::error::PageError;

/// No form of the portal has more fields, with twenty family members filled in.
const MOST_FIELDS: usize = 500;

/// Posted fields by name; of a name that comes twice the last value counts.
#[derive(Clone, Debug, Default)]
pub struct Fields(pub BTreeMap<String, String>);

impl Fields {
    /// The value of `name`, or the empty text.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Takes the value out of `name`, or the empty text.
    pub fn take(&mut self, name: &str) -> String {
        self.0.remove(name).unwrap_or_default()
    }

    /// Parses `application/x-www-form-urlencoded`.
    pub fn parse(body: &[u8]) -> Result<Fields, PageError> {
        if body.split(|byte| *byte == b'&').count() > MOST_FIELDS {
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

/// Percent-decodes; refuses what is not UTF-8 and the null character, which PostgreSQL cannot store. Hidden characters
/// are made visible: no page, no list and no log of a case has them as they came, and the checks of the form refuse
/// the sign in their place.
fn decode(text: &[u8]) -> Result<String, PageError> {
    let spaced: Vec<u8> = text
        .iter()
        .map(|byte| if *byte == b'+' { b' ' } else { *byte })
        .collect();
    let decoded = percent_encoding::percent_decode(&spaced)
        .decode_utf8()
        .map_err(|_| PageError::BadForm)?;
    if decoded.contains('\0') {
        return Err(PageError::BadForm);
    }
    let lines = decoded.replace("\r\n", "\n");
    Ok(match lines.contains(is_hidden) {
        true => lines.replace(is_hidden, HIDDEN.encode_utf8(&mut [0; 4])),
        false => lines,
    })
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
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| {
                match axum::response::IntoResponse::into_response(rejection).status() {
                    StatusCode::PAYLOAD_TOO_LARGE => PageError::TooLarge,
                    _ => PageError::BadForm,
                }
            })?;
        Fields::parse(&body)
    }
}
