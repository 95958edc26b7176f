//! One page, asked for again and again over kept connections.

use std::{sync::Arc, time::Duration};

use anyhow::Result;
use serde_json::Value;

use crate::{Target, persons, repeat::repeat};

#[derive(clap::Args, Debug)]
pub(crate) struct Options {
    #[command(flatten)]
    target: Target,
    /// Its path
    #[arg(long)]
    path: String,
    /// The ИИН of a demonstration person, for a page that needs a login
    #[arg(long)]
    iin: Option<String>,
    /// What the browser accepts; without it the server does not compress
    #[arg(long, default_value = "")]
    accept_encoding: String,
}

/// Warms up for a tenth of the time, then counts.
pub(crate) async fn run(options: Options) -> Result<Value> {
    let mut clients = options.target.connect().await?;
    for client in &mut clients {
        if let Some(iin) = &options.iin {
            persons::login(client, iin).await?;
        }
        client.accept_encoding.clone_from(&options.accept_encoding);
    }
    let path: Arc<str> = options.path.into();
    let once = move |mut client: crate::client::Client| {
        let path = path.clone();
        async move {
            client.get(&path).await?;
            Ok(client)
        }
    };
    let time = Duration::from_secs(options.target.seconds);
    let (_, clients) = repeat(clients, time / 10, once.clone()).await?;
    let (figures, _) = repeat(clients, time, once).await?;
    Ok(figures.json())
}
