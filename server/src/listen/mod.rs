//! Connections. Not `axum::serve`: there a request that is begun and never sent, and an answer that is never read, hold
//! their connection for ever, and with it the server that is to stop.

use std::{
    convert::Infallible,
    net::IpAddr,
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use axum::{Router, body::Body, extract::ConnectInfo};
use bytes::Bytes;
use hyper::{
    body::{Body as HttpBody, Frame, Incoming, SizeHint},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use socket2::SockRef;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::{sleep, timeout},
};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

pub mod connections;

pub use connections::{Caps, Connections};

/// Time for the head of a request, from the end of the one before: also how long a connection may be idle.
const HEAD: Duration = Duration::from_secs(15);

/// Time to answer what is under way when the server stops. Longer than any page may take; an upload that takes longer
/// breaks off, and nothing of it is kept.
const DRAIN: Duration = Duration::from_secs(35);

/// What the system keeps of an answer that is not read yet. Left to itself it keeps megabytes, and then a slow line takes
/// in nothing that the server could see for longer than the write timeout, though it reads all the time.
const SEND_BUFFER: usize = 128 * 1024;

/// A pause after a connection could not be accepted: out of file handles, most likely.
const PAUSE: Duration = Duration::from_millis(500);

/// Connections that are told at the same time that there is no place; more are closed without a word.
const TOLD: usize = 8;

/// What they are told, by whatever they may have asked.
const FULL: &str = "Портал қазір бос емес. Бірнеше секундтан кейін қайталап көріңіз.\n\
    Портал сейчас занят. Повторите через несколько секунд.\n\
    The portal is busy. Try again in a few seconds.\n";

/// What is served, and how.
pub(crate) struct Listen<T> {
    pub(crate) router: Router,
    /// Who has a place.
    pub(crate) connections: Connections,
    /// A client that takes in nothing of its answer for so long is disconnected.
    pub(crate) write_timeout: Duration,
    /// Whether an address is that of a proxy of ours.
    pub(crate) trusted: T,
}

/// Serves until `stop` resolves, then answers what is under way.
pub(crate) async fn serve<T: Fn(IpAddr) -> bool>(
    listener: TcpListener,
    listen: Listen<T>,
    stop: impl Future<Output = ()> + Send,
) {
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD);
    // Accepted connections take it over.
    if let Err(error) = SockRef::from(&listener).set_send_buffer_size(SEND_BUFFER) {
        tracing::warn!(%error, "the send buffer keeps its size");
    }
    let open = GracefulShutdown::new();
    let told = Arc::new(Semaphore::new(TOLD));
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => accepted,
        };
        let (stream, address) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                sleep(PAUSE).await;
                continue;
            }
        };
        let trusted = (listen.trusted)(address.ip());
        let Some(place) = listen.connections.admit(address.ip(), trusted) else {
            if let Ok(permit) = told.clone().try_acquire_owned() {
                tokio::spawn(async move {
                    let _ = timeout(Duration::from_secs(1), turn_away(stream)).await;
                    drop(permit);
                });
            }
            continue;
        };
        let (router, state) = (listen.router.clone(), place.state.clone());
        let service = service_fn(move |mut request: hyper::Request<Incoming>| {
            let under_way = state.begin();
            request.extensions_mut().insert(ConnectInfo(address));
            let answer = router.clone().oneshot(request);
            async move {
                let answer = answer.await?;
                Ok::<_, Infallible>(answer.map(|body| AnswerBody {
                    body,
                    _under_way: under_way,
                }))
            }
        });
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(listen.write_timeout));
        let connection = builder.serve_connection(TokioIo::new(Box::pin(stream)), service);
        let connection = open.watch(connection);
        tokio::spawn(async move {
            tokio::select! {
                ended = connection => if let Err(error) = ended {
                    // The other end went away or sent what is no HTTP: nothing to be done about it.
                    tracing::trace!(%error, "a connection broke off");
                },
                () = place.state.evicted.cancelled() => {}
            }
        });
    }
    drop(listener);
    if timeout(DRAIN, open.shutdown()).await.is_err() {
        tracing::warn!("stopped before everything was answered");
    }
}

/// An answer on its way: until its last byte is handed over, its request is under way.
struct AnswerBody {
    body: Body,
    _under_way: connections::Request,
}

impl HttpBody for AnswerBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Says that there is no place. What was asked is read and dropped: closed over unread bytes, a connection is reset, and
/// the answer is lost on the way.
async fn turn_away(mut stream: TcpStream) -> std::io::Result<()> {
    let head = format!(
        "HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\n\
         retry-after: 5\r\ncache-control: no-store\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
        FULL.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(FULL.as_bytes()).await?;
    stream.shutdown().await?;
    let mut dropped = [0; 4096];
    while stream.read(&mut dropped).await? > 0 {}
    Ok(())
}
