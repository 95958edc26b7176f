//! Settings for the accounts of officials.

use clap::{Args, ValueEnum};

/// Settings for the accounts of officials.
#[derive(Args, Clone, Debug)]
pub struct StaffConfig {
    /// Whether officials need a code of their telephone beside the password. The officials of the demonstration never do.
    #[arg(
        long = "staff-second-factor",
        env = "OTINISH_STAFF_SECOND_FACTOR",
        value_enum,
        default_value_t = SecondFactor::Required
    )]
    pub second_factor: SecondFactor,
    /// Key that seals secrets in the database, 64 hexadecimal digits; by default made in the data folder. Servers that
    /// share a database share it.
    #[arg(
        long,
        env = "OTINISH_SECRET_KEY",
        hide_env_values = true,
        global = true
    )]
    pub secret_key: Option<String>,
}

/// Who needs a second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SecondFactor {
    /// Every official; who has none sets one up at the login.
    Required,
    /// Those who set one up.
    Optional,
}
