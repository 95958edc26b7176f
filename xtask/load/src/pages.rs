//! Pages, asked for one after the other, again and again, over kept connections.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{Target, persons, repeat::repeat};

#[derive(clap::Args, Debug)]
pub(crate) struct PageOptions {
    #[command(flatten)]
    target: Target,
    /// Its path; several are asked for in turn
    #[arg(long = "path", required = true)]
    paths: Vec<String>,
    /// The ИИН of a demonstration person, for a page that needs a login
    #[arg(long)]
    iin: Option<String>,
    /// The login of a demonstration official, for a page of theirs
    #[arg(long, conflicts_with = "iin")]
    official: Option<String>,
    /// What the browser accepts; without it the server does not compress
    #[arg(long, default_value = "")]
    accept_encoding: String,
}

/// Warms up for a tenth of the time, then counts.
pub(crate) async fn run(options: PageOptions) -> Result<Value> {
    let mut clients = options.target.connect().await?;
    for client in &mut clients {
        if let Some(iin) = &options.iin {
            persons::login(client, iin).await?;
        }
        if let Some(login) = &options.official {
            persons::login_official(client, login).await?;
        }
        client.accept_encoding.clone_from(&options.accept_encoding);
    }
    let paths: Arc<[String]> = options.paths.into();
    let turn = Arc::new(AtomicUsize::new(0));
    let once = move |mut client: crate::client::Client| {
        let (paths, turn) = (paths.clone(), turn.fetch_add(1, Ordering::Relaxed));
        async move {
            let path = paths.get(turn % paths.len()).context("no path")?;
            client.get(path).await?;
            Ok(client)
        }
    };
    let time = Duration::from_secs(options.target.seconds);
    let (_, clients) = repeat(clients, time / 10, once.clone()).await?;
    let (figures, _) = repeat(clients, time, once).await?;
    Ok(figures.json())
}
