//! A bounded load on a portal of this machine. Prints one line of JSON; `cargo xtask bench` reads it.

mod client;
mod journey;
mod measure;
mod seed;

use std::{net::SocketAddr, time::Duration};

use anyhow::{Result, bail};
use clap::{Parser, Subcommand};
use serde_json::Value;

use client::Client;

/// Longer runs are refused.
const MOST_SECONDS: u64 = 120;
/// More clients are refused.
const MOST_CLIENTS: usize = 128;

#[derive(Parser)]
struct Arguments {
    /// Where the portal listens.
    #[arg(long)]
    address: SocketAddr,
    /// Clients side by side.
    #[arg(long, default_value_t = 8)]
    clients: usize,
    /// For how long.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// One page again and again.
    Page {
        /// Its path.
        path: String,
        /// ИИН and password, for a page that needs a login.
        #[arg(long, num_args = 2)]
        login: Option<Vec<String>>,
    },
    /// Logins.
    Logins {
        /// The ИИН.
        iin: String,
        /// The password.
        password: String,
    },
    /// Whole submissions, from the first form page to the receipt, each client in a session of its own.
    Submissions {
        /// How many at most; the run ends with the time or with the last of them.
        #[arg(long)]
        most: Option<u64>,
    },
    /// Fills the store with applications: of strangers, and of one person.
    Seed {
        /// Database.
        #[arg(long)]
        database: String,
        /// Applications of strangers.
        #[arg(long)]
        strangers: i64,
        /// Applications of the person.
        #[arg(long)]
        own: i64,
        /// ИИН of the person.
        #[arg(long)]
        iin: String,
    },
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    if arguments.clients > MOST_CLIENTS || arguments.seconds > MOST_SECONDS {
        bail!("at most {MOST_CLIENTS} clients for {MOST_SECONDS} seconds");
    }
    let figures = run(arguments).await?;
    print(&figures);
    Ok(())
}

#[allow(clippy::print_stdout)]
fn print(figures: &Value) {
    println!("{figures}");
}

async fn run(arguments: Arguments) -> Result<Value> {
    let Arguments { address, clients, seconds, what } = arguments;
    let time = Duration::from_secs(seconds);
    match what {
        What::Page { path, login } => {
            let mut ready = Vec::new();
            for _ in 0..clients {
                let mut client = Client::connect(address).await?;
                if let Some([iin, password]) = login.as_deref() {
                    journey::login(&mut client, iin, password).await?;
                }
                ready.push(client);
            }
            measure::repeat(ready, time, move |client| page(client, path.clone())).await
        }
        What::Logins { iin, password } => {
            let mut ready = Vec::new();
            for _ in 0..clients {
                ready.push(Client::connect(address).await?);
            }
            measure::repeat(ready, time, move |mut client| {
                let (iin, password) = (iin.clone(), password.clone());
                async move {
                    journey::login(&mut client, &iin, &password).await?;
                    Ok(client)
                }
            })
            .await
        }
        What::Submissions { most } => journey::submissions(address, clients, time, most).await,
        What::Seed { database, strangers, own, iin } => seed::fill(&database, strangers, own, &iin).await,
    }
}

async fn page(mut client: Client, path: String) -> Result<Client> {
    let answer = client.get(&path).await?;
    if !answer.status.is_success() {
        bail!("GET {path} answered {}", answer.status);
    }
    Ok(client)
}
