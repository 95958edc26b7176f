//! A number for every request, one line of the log for it, and its figures.
//!
//! The line holds the template of the route, never the address: that may hold a code that opens something.

use std::{net::SocketAddr, time::Instant};

use axum::{
    extract::{ConnectInfo, MatchedPath, Request, State},
    http::{Extensions, HeaderName, HeaderValue, Method},
    middleware::Next,
    response::Response,
};
use rand::Rng;
use tower_http::request_id::{MakeRequestId, RequestId};
use tracing::Instrument;

use crate::{http::kit::web::App, store::tally::Tally};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Longest request number that is taken from a proxy.
const MAX_LENGTH: usize = 64;

/// Makes the numbers: ten digits in three groups, to be said on the telephone.
#[derive(Clone, Copy)]
pub(crate) struct NumberMaker;

impl MakeRequestId for NumberMaker {
    fn make_request_id<B>(&mut self, _: &axum::http::Request<B>) -> Option<RequestId> {
        let mut random = rand::rng();
        let number = format!(
            "{:03}-{:03}-{:04}",
            random.random_range(0..1000),
            random.random_range(0..1000),
            random.random_range(0..10_000)
        );
        HeaderValue::try_from(number).ok().map(RequestId::new)
    }
}

pub(crate) fn number_of(extensions: &Extensions) -> Option<String> {
    let id = extensions.get::<RequestId>()?;
    id.header_value().to_str().ok().map(str::to_owned)
}

/// Drops a number that does not come from a proxy of ours, or that is none: it would be written to the log and shown.
pub(crate) async fn drop_untrusted_number(
    State(app): State<App>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let trusted = peer.is_some_and(|ConnectInfo(peer)| app.config.trusts(peer.ip()));
    let headers = request.headers_mut();
    if !(trusted && headers.get(REQUEST_ID).is_some_and(is_request_number)) {
        headers.remove(REQUEST_ID);
    }
    next.run(request).await
}

fn is_request_number(value: &HeaderValue) -> bool {
    let sign = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    (1..=MAX_LENGTH).contains(&value.len()) && value.as_bytes().iter().all(sign)
}

/// Writes the line and counts. Everything that is logged on the way carries the number.
pub(crate) async fn log(State(app): State<App>, request: Request, next: Next) -> Response {
    let id = number_of(request.extensions()).unwrap_or_default();
    let method = name_of(request.method());
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let span = tracing::info_span!("request", id);
    let began = Instant::now();
    let asked = Tally::default();
    let response = asked.count(next.run(request).instrument(span)).await;
    let (took, status) = (began.elapsed(), response.status().as_u16());
    let route = matched.as_ref().map_or("none", MatchedPath::as_str);
    app.telemetry.request(method, route, status, (took, &asked));
    let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    // Requests for assets and of monitors are too many for the log.
    if route.starts_with("/assets") || is_probe(route) {
        tracing::debug!(target: "otinish::request", id, method, route, status, milliseconds);
    } else {
        tracing::info!(target: "otinish::request", id, method, route, status, milliseconds);
    }
    response
}

fn is_probe(route: &str) -> bool {
    ["/healthz", "/livez", "/readyz"].contains(&route)
}

/// A label of a metric has few values, and a client may send any method.
fn name_of(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
