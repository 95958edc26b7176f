//! What can be set from the command line or the environment. A room with several settings has a struct of its own beside
//! this one, flattened into [`Config`].

pub mod files;

use std::{net::SocketAddr, path::PathBuf};

use clap::Parser;

pub mod database;
pub mod integrity;
mod messages;
pub mod operation;
pub mod retention;

pub use messages::MessagesConfig;
pub mod entrance;
pub mod staff;

use crate::ports::fault::FaultSetting;
use entrance::Entrance;

/// Settings of the server.
#[derive(Clone, Debug, Parser)]
#[command(name = "otinish", about = "The Otinish portal")]
pub struct Config {
    /// Address to listen on.
    #[arg(long, env = "OTINISH_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
    /// Database; by default an SQLite file in the data folder.
    #[arg(
        long,
        env = "OTINISH_DATABASE_URL",
        hide_env_values = true,
        global = true
    )]
    pub database_url: Option<String>,
    /// Folder for the database file and the attachments.
    #[arg(long, env = "OTINISH_DATA_DIR", default_value = "data", global = true)]
    pub data_dir: PathBuf,
    /// Make a new portal in an empty place. Without it an empty database is refused: a disk that is not mounted looks the
    /// same.
    #[arg(long)]
    pub new: bool,
    /// Folder with the built style, scripts and Wasm.
    #[arg(long, env = "OTINISH_SITE", default_value = "target/site")]
    pub site: PathBuf,
    /// Folder of regulations to use instead of the built-in catalogue.
    #[arg(long, env = "OTINISH_REGULATIONS", global = true)]
    pub regulations: Option<PathBuf>,
    /// Attachments.
    #[command(flatten)]
    pub files: files::FilesConfig,
    /// Logins and sessions.
    #[command(flatten)]
    pub entrance: Entrance,
    /// Origin under which people reach the portal, for links on paper: `https://otinish.example`.
    #[arg(long, env = "OTINISH_ORIGIN", value_parser = operation::origin)]
    pub origin: Option<String>,
    /// For so many minutes a password that was typed stands for the person at the screen: after that, submitting asks
    /// for it again.
    #[arg(long, env = "OTINISH_PASSWORD_MINUTES", default_value_t = 15)]
    pub password_minutes: u32,
    /// Limit logins, registrations and uploads by address. Off only for load tests on the loopback.
    #[arg(long, env = "OTINISH_NO_RATE_LIMIT")]
    pub no_rate_limit: bool,
    /// The accounts of officials.
    #[command(flatten)]
    pub staff: staff::StaffConfig,
    /// Make the simulator of another system fail, to see what people see: `persons=down`, `income=slow`,
    /// `family=contradicts`.
    #[arg(long = "fault", env = "OTINISH_FAULTS", value_delimiter = ',')]
    pub faults: Vec<FaultSetting>,
    /// Let the portal's clock run so many days ahead, to see what people see when a term has passed.
    #[arg(long, env = "OTINISH_DAYS_AHEAD", default_value_t = 0)]
    pub days_ahead: u16,
    /// Connections of the database.
    #[command(flatten)]
    pub database: database::Database,
    /// How messages reach people.
    #[command(flatten)]
    pub messages: MessagesConfig,
    /// Seals and room on the disk.
    #[command(flatten)]
    pub integrity: integrity::Integrity,
    /// Connections, figures, contacts.
    #[command(flatten)]
    pub operation: operation::Operation,
    /// How long what is no case is kept.
    #[command(flatten)]
    pub retention: retention::Retention,
}

impl Config {
    /// Whether the demonstration is wanted.
    pub fn demo(&self) -> bool {
        self.entrance.demo
    }

    /// The database to open.
    pub fn database_url(&self) -> String {
        self.database_url
            .clone()
            .unwrap_or_else(|| crate::store::Store::embedded_url(&self.data_dir))
    }

    /// Whether the address is that of a proxy of ours, whose word on the client counts.
    pub fn trusts(&self, address: std::net::IpAddr) -> bool {
        let address = address.to_canonical();
        let mut trusted = self.entrance.trusted_proxies.iter();
        trusted.any(|network| network.contains(&address))
    }

    /// Whether people reach the portal over TLS.
    pub fn is_https(&self) -> bool {
        let origin = self.origin.as_deref();
        origin.is_some_and(|origin| origin.starts_with("https://"))
    }

    /// The origin for links on paper.
    pub fn origin(&self) -> String {
        self.origin
            .clone()
            .unwrap_or_else(|| format!("http://{}", self.listen))
    }
}
