//! Answers that do not change while the server runs: made at their first use and kept compressed, because the
//! catalogue is several megabytes of text that repeats itself.

use std::io::Read;

use axum::{
    body::Body,
    http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode, Version, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use flate2::{Compression, bufread::GzDecoder, write::GzEncoder};
use futures::stream;
use headers::{ETag, HeaderMapExt, IfNoneMatch};
use serde::Serialize;
use sha2::{Digest, Sha256};
use tokio::sync::OnceCell;

use crate::http::kit::error::PageError;

/// Marks an answer that is not to be packed on its way: brotli holds tens of megabytes for one of this size, and who
/// takes brotli takes the kept gzip too.
#[derive(Clone, Copy)]
struct NeverCompress;

/// Whether the compression of all answers is for this one too.
pub(crate) fn compressible(
    _: StatusCode,
    _: Version,
    _: &HeaderMap,
    extensions: &Extensions,
) -> bool {
    extensions.get::<NeverCompress>().is_none()
}

/// May be kept by everybody, and is asked for again after an hour: a new version of the server may have another.
const CACHE_CONTROL: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// How much of a kept answer is unpacked at a time for a client that cannot do it itself.
const PIECE: usize = 64 * 1024;

#[derive(Default)]
pub(super) struct CachedAnswers {
    pub(super) catalogue: CachedAnswer,
    pub(super) linked: CachedAnswer,
    pub(super) description: CachedAnswer,
}

/// An answer that is made at its first use.
#[derive(Default)]
pub(super) struct CachedAnswer(OnceCell<CompressedAnswer>);

impl CachedAnswer {
    /// The answer; `write` makes it, away from the threads that answer requests.
    pub(super) async fn get<F>(&self, write: F) -> Result<&CompressedAnswer, PageError>
    where
        F: FnOnce(&mut GzEncoder<Vec<u8>>) -> serde_json::Result<()> + Send + 'static,
    {
        let make = || async {
            let made = tokio::task::spawn_blocking(|| CompressedAnswer::make(write)).await;
            made.map_err(failed)?.map_err(failed)
        };
        self.0.get_or_try_init(make).await
    }
}

fn failed(error: impl std::fmt::Display) -> PageError {
    tracing::error!(%error, "an answer cannot be made");
    PageError::Failed
}

pub(super) struct CompressedAnswer {
    gzip: Bytes,
    tag: ETag,
}

impl CompressedAnswer {
    fn make(
        write: impl FnOnce(&mut GzEncoder<Vec<u8>>) -> serde_json::Result<()>,
    ) -> anyhow::Result<CompressedAnswer> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        write(&mut packer)?;
        let mut gzip = packer.finish()?;
        gzip.shrink_to_fit();
        Ok(CompressedAnswer {
            tag: tag(&gzip)?,
            gzip: gzip.into(),
        })
    }

    /// The answer to a request: nothing but headers if the client has it, packed if it can unpack.
    pub(super) fn respond(&self, request: &HeaderMap, media: &'static str) -> Response {
        let body = || {
            if takes_gzip(request) {
                let packed = [(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"))];
                (packed, self.gzip.clone()).into_response()
            } else {
                let pieces = Decompressed::new(self.gzip.clone());
                let mut response = Body::from_stream(stream::iter(pieces)).into_response();
                response.extensions_mut().insert(NeverCompress);
                response
            }
        };
        answer(request, media, &self.tag, body)
    }
}

/// The answer with what is small enough to be made for each request.
pub(super) fn uncached(
    request: &HeaderMap,
    media: &'static str,
    content: &impl Serialize,
) -> Result<Response, PageError> {
    let text = serde_json::to_vec(content).map_err(failed)?;
    let tag = tag(&text).map_err(failed)?;
    Ok(answer(request, media, &tag, || text.into_response()))
}

fn answer(
    request: &HeaderMap,
    media: &'static str,
    tag: &ETag,
    body: impl FnOnce() -> Response,
) -> Response {
    let asked: Option<IfNoneMatch> = request.typed_get();
    let mut response = if asked.is_none_or(|known| known.precondition_passes(tag)) {
        let mut response = body();
        let media = HeaderValue::from_static(media);
        response.headers_mut().insert(header::CONTENT_TYPE, media);
        response
    } else {
        StatusCode::NOT_MODIFIED.into_response()
    };
    let headers = response.headers_mut();
    headers.typed_insert(tag.clone());
    headers.insert(header::CACHE_CONTROL, CACHE_CONTROL);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    );
    response
}

/// The tag is weak: one for all encodings of the same content.
fn tag(content: &[u8]) -> anyhow::Result<ETag> {
    let digest = hex::encode(&Sha256::digest(content)[..16]);
    Ok(format!("W/\"{digest}\"").parse()?)
}

/// Whether the client names gzip among what it takes, and not with the weight 0.
fn takes_gzip(request: &HeaderMap) -> bool {
    let accepted = request.get_all(header::ACCEPT_ENCODING).iter();
    let mut codings = accepted
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    codings.any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let gzip = parts
            .next()
            .is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
        let refused = parts
            .filter_map(|part| part.strip_prefix("q="))
            .any(|weight| weight.parse() == Ok(0.0));
        gzip && !refused
    })
}

/// A kept answer in pieces, each unpacked when it is sent: a slow client costs no more memory than a quick one.
struct Decompressed(GzDecoder<std::io::Cursor<Bytes>>);

impl Decompressed {
    fn new(gzip: Bytes) -> Decompressed {
        Decompressed(GzDecoder::new(std::io::Cursor::new(gzip)))
    }
}

impl Iterator for Decompressed {
    type Item = std::io::Result<Bytes>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut piece = Vec::with_capacity(PIECE);
        let limit = PIECE as u64;
        match (&mut self.0).take(limit).read_to_end(&mut piece) {
            Ok(0) => None,
            Ok(_) => Some(Ok(piece.into())),
            Err(error) => Some(Err(error)),
        }
    }
}
