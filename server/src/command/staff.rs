//! `otinish staff`: the accounts of officials.

use clap::Subcommand;

use super::{open, say};
use crate::Config;

/// What can be done to accounts of officials.
#[derive(Debug, Subcommand)]
pub enum StaffCommand {
    /// Shows the active officials of an office.
    List {
        /// Id of the office.
        #[arg(long)]
        office: String,
    },
}

pub(super) async fn run(command: StaffCommand, config: &Config) -> anyhow::Result<()> {
    let (_, store) = open(config).await?;
    match command {
        StaffCommand::List { office } => {
            for staff in store.staff_of_office(&office).await? {
                say(format_args!(
                    "{}  {}  {}",
                    staff.login,
                    staff.name,
                    staff.roles.join(", ")
                ));
            }
        }
    }
    store.close().await;
    Ok(())
}
