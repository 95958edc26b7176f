//! A line to PostgreSQL that can hang or be cut.

use std::{net::SocketAddr, sync::Arc};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinHandle,
};

use super::databases::fresh_postgres;

/// What the line does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// It carries.
    Open,
    /// It carries nothing, and nobody is told.
    Hangs,
    /// Every connection is cut, and none is taken.
    Closed,
    /// A connection on which this text is sent is cut behind its next commit: the server does it, and nobody hears.
    LosesCommits(&'static str),
}

/// The line.
pub struct Proxy {
    /// The database at the end of the line.
    pub url: String,
    /// The database without the line.
    pub direct: String,
    address: SocketAddr,
    target: Arc<str>,
    state: watch::Sender<Line>,
    accepting: Option<JoinHandle<()>>,
}

impl Proxy {
    /// A line to a fresh database, if there is a server to make it on.
    pub async fn start() -> Option<Proxy> {
        let direct = fresh_postgres().await?;
        let (before, rest) = direct.split_once('@').unwrap();
        let (target, after) = rest.split_once('/').unwrap();
        let target: Arc<str> = match target.contains(':') {
            true => target.into(),
            false => format!("{target}:5432").into(),
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let url = format!("{before}@{address}/{after}");
        let state = watch::Sender::new(Line::Open);
        let accepting = Some(tokio::spawn(accept(
            listener,
            target.clone(),
            state.subscribe(),
        )));
        Some(Proxy {
            url,
            direct,
            address,
            target,
            state,
            accepting,
        })
    }

    /// Has the line do something else.
    pub async fn set(&mut self, line: Line) {
        self.state.send_replace(line);
        if line == Line::Closed
            && let Some(accepting) = self.accepting.take()
        {
            accepting.abort();
            let _ = accepting.await;
        }
        if line == Line::Open && self.accepting.is_none() {
            let listener = TcpListener::bind(self.address).await.unwrap();
            let accepting = accept(listener, self.target.clone(), self.state.subscribe());
            self.accepting = Some(tokio::spawn(accepting));
        }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        if let Some(accepting) = self.accepting.take() {
            accepting.abort();
        }
    }
}

async fn accept(listener: TcpListener, target: Arc<str>, state: watch::Receiver<Line>) {
    loop {
        let Ok((client, _)) = listener.accept().await else {
            return;
        };
        let (target, state) = (target.clone(), state.clone());
        tokio::spawn(async move {
            let Ok(server) = TcpStream::connect(&*target).await else {
                return;
            };
            let (from_client, to_client) = client.into_split();
            let (from_server, to_server) = server.into_split();
            let there = carry(from_client, to_server, state.clone());
            let back = carry(from_server, to_client, state);
            tokio::select! {
                () = there => {}
                () = back => {}
            }
        });
    }
}

async fn carry(
    mut from: tokio::net::tcp::OwnedReadHalf,
    mut to: tokio::net::tcp::OwnedWriteHalf,
    mut state: watch::Receiver<Line>,
) {
    let mut buffer = vec![0; 16 * 1024];
    let mut losing = false;
    loop {
        let line = *state.borrow_and_update();
        match line {
            Line::Closed => return,
            Line::Hangs => {
                if state.changed().await.is_err() {
                    return;
                }
            }
            Line::Open | Line::LosesCommits(_) => tokio::select! {
                changed = state.changed() => if changed.is_err() { return },
                read = from.read(&mut buffer) => match read {
                    Ok(0) | Err(_) => return,
                    Ok(read) => {
                        if to.write_all(&buffer[..read]).await.is_err() {
                            return;
                        }
                        if let Line::LosesCommits(text) = line {
                            losing |= contains(&buffer[..read], text);
                            if losing && contains(&buffer[..read], "COMMIT") {
                                return;
                            }
                        }
                    },
                },
            },
        }
    }
}

fn contains(sent: &[u8], text: &str) -> bool {
    sent.windows(text.len()).any(|part| part == text.as_bytes())
}
