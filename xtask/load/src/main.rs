//! Puts load on the server and answers with one line of JSON. A crate of its own, so that xtask stays
//! quick to build, and optimised, so that it takes little of the machine that it shares with the server.

mod client;
mod figures;
mod logins;
mod office;
mod pages;
mod persons;
mod repeat;
mod seed;
mod submissions;
mod visit;

use std::{net::SocketAddr, process::ExitCode};

use anyhow::{Result, ensure};
use clap::{Parser, Subcommand};
use client::Client;

/// The service whose form is filled in.
const SERVICE: &str = "/kk/services/west-kazakhstan-2018/local-social-assistance";

/// More clients are refused.
const MOST_CLIENTS: usize = 128;

#[derive(Parser, Debug)]
#[command(about = "The load of `cargo xtask bench`", disable_version_flag = true)]
struct Cli {
    #[command(subcommand)]
    scenario: Scenario,
}

/// Where the load goes, and how much.
#[derive(clap::Args, Debug)]
struct Target {
    /// Where the server listens; of several processes, each has as many of the clients
    #[arg(long = "address", required = true)]
    addresses: Vec<SocketAddr>,
    /// Connections, each with one request at a time
    #[arg(long, default_value_t = 8)]
    clients: usize,
    /// How long
    #[arg(long, default_value_t = 5)]
    seconds: u64,
}

impl Target {
    async fn connect(&self) -> Result<Vec<Client>> {
        ensure!(
            self.clients <= MOST_CLIENTS,
            "at most {MOST_CLIENTS} clients"
        );
        let mut clients = Vec::with_capacity(self.clients);
        for address in self.addresses.iter().cycle().take(self.clients) {
            clients.push(Client::connect(*address).await?);
        }
        Ok(clients)
    }
}

#[derive(Subcommand, Debug)]
enum Scenario {
    /// Asks for one page, or several in turn, again and again
    Pages(pages::PageOptions),
    /// Logs in again and again
    Logins(logins::LoginOptions),
    /// Submits applications, each from the first form page to the receipt
    Submissions(submissions::SubmissionOptions),
    /// Submits so many applications of one person
    Own(submissions::Own),
    /// Officials do the first step of cases, each the next that waits
    Tasks(office::TaskOptions),
    /// Submits an application and has the office note so much about it
    Notes(office::NoteOptions),
    /// Weighs the first visit of the home, service and form page
    Visit(visit::VisitOptions),
    /// Fills the store with cases of strangers
    Seed(seed::SeedOptions),
}

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = match Cli::parse().scenario {
        Scenario::Pages(options) => pages::run(options).await,
        Scenario::Logins(options) => logins::run(options).await,
        Scenario::Submissions(options) => submissions::run(options).await,
        Scenario::Own(options) => submissions::own(options).await,
        Scenario::Tasks(options) => office::tasks(options).await,
        Scenario::Notes(options) => office::notes(options).await,
        Scenario::Visit(options) => visit::run(options).await,
        Scenario::Seed(options) => seed::run(options),
    };
    match outcome {
        Ok(figures) => {
            #[expect(clippy::print_stdout, reason = "the answer is the output")]
            {
                println!("{figures}");
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
