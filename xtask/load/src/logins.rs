//! Logins: each hashes a password, which is meant to be slow.

use std::{sync::Arc, time::Duration};

use anyhow::Result;
use serde_json::Value;

use crate::{Target, persons, repeat::repeat};

#[derive(clap::Args, Debug)]
pub(crate) struct LoginOptions {
    #[command(flatten)]
    target: Target,
    /// The ИИН of a demonstration person
    #[arg(long)]
    iin: String,
}

pub(crate) async fn run(options: LoginOptions) -> Result<Value> {
    let clients = options.target.connect().await?;
    let iin: Arc<str> = options.iin.into();
    let once = move |mut client: crate::client::Client| {
        let iin = iin.clone();
        async move {
            persons::login(&mut client, &iin).await?;
            Ok(client)
        }
    };
    let time = Duration::from_secs(options.target.seconds);
    Ok(repeat(clients, time, once).await?.0.json())
}
