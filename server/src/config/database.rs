//! Settings of the database's connections.

use std::time::Duration;

/// How the server talks to its database.
#[derive(Clone, Debug, clap::Args)]
pub struct Database {
    /// Connections to PostgreSQL that one server process opens at most.
    #[arg(long, env = "OTINISH_DATABASE_CONNECTIONS", default_value_t = 16,
        value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub database_connections: u32,
    /// Milliseconds that a request waits for a free connection.
    #[arg(long, env = "OTINISH_DATABASE_ACQUIRE_TIMEOUT_MS", default_value_t = 1000,
        value_parser = clap::value_parser!(u64).range(50..=60_000))]
    pub database_acquire_timeout_ms: u64,
    /// Milliseconds that a statement may take. A request is answered within twice that time even if the database hangs.
    #[arg(long, env = "OTINISH_DATABASE_STATEMENT_TIMEOUT_MS", default_value_t = 1500,
        value_parser = clap::value_parser!(u64).range(100..=600_000))]
    pub database_statement_timeout_ms: u64,
}

impl Default for Database {
    fn default() -> Self {
        Database {
            database_connections: 16,
            database_acquire_timeout_ms: 1000,
            database_statement_timeout_ms: 1500,
        }
    }
}

impl Database {
    /// How long a request waits for a free connection.
    pub fn acquire_timeout(&self) -> Duration {
        Duration::from_millis(self.database_acquire_timeout_ms)
    }

    /// How long a statement may take.
    pub fn statement_timeout(&self) -> Duration {
        Duration::from_millis(self.database_statement_timeout_ms)
    }
}
