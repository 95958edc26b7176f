//! Bodies that a handler did not read. A browser shows an answer only when it has sent everything, and a connection that is
//! closed before is a broken one to it: whoever's session had ended saw no word of it.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::{Duration, Instant},
};

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::Request,
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt;

/// Most bytes that are read and dropped: more than any upload may have. A proxy in front must let as much through.
pub const MAX_DRAINED: usize = 1024 * 1024 * 1024;
/// Fewest bytes in [`PACE_TIME`]; a client that sends less is not waited for. A slow line is faster.
const PACE_BYTES: usize = 16 * 1024;
const PACE_TIME: Duration = Duration::from_secs(15);
/// Longest time for which a rest is read.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(600);

/// Reads what the handler left, then answers. What is too much to read closes the connection after the answer.
pub(crate) async fn drain(request: Request, next: Next) -> Response {
    // The client waits for `100 Continue` before it sends a body; none comes after this.
    let asks_first = request.headers().contains_key(header::EXPECT);
    let left = Left::default();
    let (parts, body) = request.into_parts();
    let body = Body::new(Watched {
        body: Some(body),
        left: left.clone(),
    });
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let left = left.lock().unwrap_or_else(PoisonError::into_inner).take();
    let Some(body) = left else { return response };
    let drained = !asks_first
        && matches!(
            tokio::time::timeout(DRAIN_TIMEOUT, read(body)).await,
            Ok(true)
        );
    if !drained {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
    }
    response
}

/// Whether all of it came, at a pace that is worth waiting for.
async fn read(mut body: Body) -> bool {
    let (mut read, mut brought, mut since) = (0, 0, Instant::now());
    while read <= MAX_DRAINED {
        let left = PACE_TIME.saturating_sub(since.elapsed());
        match tokio::time::timeout(left, body.frame()).await {
            Ok(None) => return true,
            Ok(Some(Ok(frame))) => {
                let bytes = frame.data_ref().map_or(0, Bytes::len);
                (read, brought) = (read + bytes, brought + bytes);
            }
            Ok(Some(Err(_))) => return false,
            Err(_) if brought < PACE_BYTES => return false,
            Err(_) => (brought, since) = (0, Instant::now()),
        }
    }
    false
}

/// A body that was dropped before its end.
type Left = Arc<Mutex<Option<Body>>>;

/// A body that is kept when it is dropped before its end.
struct Watched {
    body: Option<Body>,
    left: Left,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let Some(body) = &mut self.body else {
            return Poll::Ready(None);
        };
        let polled = Pin::new(body).poll_frame(context);
        if matches!(polled, Poll::Ready(None | Some(Err(_)))) {
            self.body = None;
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body
            .as_ref()
            .map_or_else(|| SizeHint::with_exact(0), HttpBody::size_hint)
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        if let Some(body) = self.body.take().filter(|body| !body.is_end_stream()) {
            *self.left.lock().unwrap_or_else(PoisonError::into_inner) = Some(body);
        }
    }
}
