//! One page, asked for again and again over kept connections.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use http_body_util::{BodyExt, Empty};
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::{Request, Uri, header};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::figures::Figures;

#[derive(clap::Args, Debug)]
pub(crate) struct Options {
    /// http://… of the page
    #[arg(long)]
    url: Uri,
    /// Connections, each with one request at a time
    #[arg(long, default_value_t = 8)]
    clients: usize,
    /// How long
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// The session of a person who is logged in
    #[arg(long)]
    cookie: Option<String>,
    /// What the browser accepts; without it the server does not compress
    #[arg(long)]
    accept_encoding: Option<String>,
}

/// Warms up for a tenth of the time, then counts.
pub(crate) async fn run(options: &Options) -> Result<Figures> {
    let time = Duration::from_secs(options.seconds);
    all(options, time / 10).await?;
    let start = Instant::now();
    let times = all(options, time).await?;
    Ok(Figures::new(times, start.elapsed()))
}

async fn all(options: &Options, time: Duration) -> Result<Vec<Duration>> {
    let end = Instant::now() + time;
    let mut clients = JoinSet::new();
    for _ in 0..options.clients {
        let request = request(options)?;
        let address = options
            .url
            .authority()
            .context("an address with a host")?
            .to_string();
        clients.spawn(client(address, request, end));
    }
    let mut times = Vec::new();
    while let Some(client) = clients.join_next().await {
        times.extend(client??);
    }
    Ok(times)
}

fn request(options: &Options) -> Result<Request<Empty<Bytes>>> {
    let path = options
        .url
        .path_and_query()
        .map_or("/", |path| path.as_str());
    let host = options
        .url
        .authority()
        .context("an address with a host")?
        .as_str();
    let mut request = Request::get(path).header(header::HOST, host);
    if let Some(cookie) = &options.cookie {
        request = request.header(header::COOKIE, cookie);
    }
    if let Some(encoding) = &options.accept_encoding {
        request = request.header(header::ACCEPT_ENCODING, encoding);
    }
    Ok(request.body(Empty::new())?)
}

async fn client(
    address: String,
    request: Request<Empty<Bytes>>,
    end: Instant,
) -> Result<Vec<Duration>> {
    let stream = TcpStream::connect(&address).await?;
    stream.set_nodelay(true)?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let mut times = Vec::new();
    while Instant::now() < end {
        let start = Instant::now();
        ask(&mut sender, request.clone()).await?;
        times.push(start.elapsed());
    }
    Ok(times)
}

/// The whole answer, and only a good one counts.
async fn ask(sender: &mut SendRequest<Empty<Bytes>>, request: Request<Empty<Bytes>>) -> Result<()> {
    sender.ready().await?;
    let answer = sender.send_request(request).await?;
    ensure!(
        answer.status().is_success(),
        "the server answered {}",
        answer.status()
    );
    let mut body = answer.into_body();
    while let Some(frame) = body.frame().await {
        frame?;
    }
    Ok(())
}
