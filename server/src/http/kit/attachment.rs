//! Sends a stored file, so that a browser saves it and never runs it.

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::file_name;
use futures::TryStreamExt;
use object_store::{ObjectStoreExt, path::Path};

use super::{error::PageError, web::App};
use crate::store::file::{FileRow, Scan, object_key};

/// An answer with the bytes of `file`, once the scanner has seen it. Whoever calls has checked that the reader may have
/// it.
pub(crate) async fn send(app: &App, file: &FileRow) -> Result<Response, PageError> {
    match file.scan {
        Scan::Waiting => Err(PageError::Unchecked),
        _ => send_own(app, file).await,
    }
}

/// The same for whoever sent the file: they may have it before it is scanned.
pub(crate) async fn send_own(app: &App, file: &FileRow) -> Result<Response, PageError> {
    if file.scan == Scan::Refused {
        return Err(PageError::Unchecked);
    }
    let path = Path::from(object_key(&file.home, &file.id));
    let found = app.files.object_store().get(&path).await.map_err(|error| {
        tracing::error!(%error, file = file.id, "a stored file cannot be read");
        PageError::Failed
    })?;
    let bytes = found.into_stream().map_err(std::io::Error::from);
    let mut response = Body::from_stream(bytes).into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_str(&file.kind)
        .unwrap_or(HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(file.size));
    let name = file_name::served(&file.name, &file.kind);
    headers.insert(header::CONTENT_DISPOSITION, disposition(&name));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    // If a browser shows it after all: without scripts, forms and our cookies.
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; sandbox"),
    );
    Ok(response)
}

/// «Save as» with the file's name: RFC 6266, in ASCII for old programs and in the UTF-8 form of RFC 8187.
fn disposition(name: &str) -> HeaderValue {
    let plain = file_name::ascii(name);
    let mut encoded = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''");
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte))
            }
            other => encoded.push_str(&format!("%{other:02X}")),
        }
    }
    HeaderValue::from_str(&encoded).unwrap_or(HeaderValue::from_static("attachment"))
}
