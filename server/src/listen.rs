//! Connections. Not `axum::serve`: there a request that is begun and never sent holds its connection for ever, and with
//! it the server that is to stop.

use std::{net::SocketAddr, pin::pin, time::Duration};

use axum::{Extension, Router, extract::ConnectInfo};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{net::TcpListener, time::sleep};
use tower::Layer;

/// Time for the head of a request, from the end of the one before: also how long a connection may be idle.
const HEAD: Duration = Duration::from_secs(15);

/// Time to answer what is under way when the server stops. Longer than any page may take; an upload that takes longer
/// breaks off, and nothing of it is kept.
const DRAIN: Duration = Duration::from_secs(35);

/// A pause after a connection could not be accepted: out of file handles, most likely.
const PAUSE: Duration = Duration::from_millis(500);

/// Serves `router` until `stop` resolves, then answers what is under way.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()> + Send,
) {
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD);
    let open = GracefulShutdown::new();
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
        let service = Extension(ConnectInfo::<SocketAddr>(address)).layer(router.clone());
        let connection =
            builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
        let connection = open.watch(connection);
        tokio::spawn(async move {
            // The other end went away or sent what is no HTTP: nothing to be done about it.
            if let Err(error) = connection.await {
                tracing::trace!(%error, "a connection broke off");
            }
        });
    }
    drop(listener);
    if tokio::time::timeout(DRAIN, open.shutdown()).await.is_err() {
        tracing::warn!("stopped before everything was answered");
    }
}
