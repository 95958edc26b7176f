//! Settings of whoever runs the portal: connections, figures, contacts.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use clap::Args;

/// Settings of operation.
#[derive(Clone, Debug, Args)]
pub struct Operation {
    /// Connections at the same time. By default as many as the limit of open files of the process allows.
    #[arg(long, env = "OTINISH_MAX_CONNECTIONS", value_parser = clap::value_parser!(u32).range(1..))]
    pub max_connections: Option<u32>,
    /// Connections of one address at the same time; by default a quarter of all. A trusted proxy is not limited.
    #[arg(long, env = "OTINISH_CONNECTIONS_PER_ADDRESS", value_parser = clap::value_parser!(u32).range(1..))]
    pub connections_per_address: Option<u32>,
    /// A client that takes in nothing of its answer for so many seconds is disconnected.
    #[arg(long, env = "OTINISH_WRITE_TIMEOUT_SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub write_timeout_seconds: u64,
    /// Address of `/metrics` for Prometheus. It is never served where the portal is; without this setting nowhere.
    #[arg(long, env = "OTINISH_METRICS_LISTEN")]
    pub metrics_listen: Option<SocketAddr>,
    /// Whom to tell of a security hole: `mailto:…`, `https://…` or `tel:…`. May be given several times.
    #[arg(long, env = "OTINISH_SECURITY_CONTACT", value_delimiter = ',', value_parser = contact)]
    pub security_contact: Vec<String>,
    /// A calendar of working days in place of the built-in one, as `app/catalogue/calendar/kazakhstan.toml`.
    #[arg(long, env = "OTINISH_CALENDAR")]
    pub calendar: Option<PathBuf>,
}

impl Operation {
    /// See [`Operation::write_timeout_seconds`].
    pub fn write_timeout(&self) -> Duration {
        Duration::from_secs(self.write_timeout_seconds)
    }
}

fn contact(text: &str) -> Result<String, String> {
    let known = ["mailto:", "https://", "tel:"];
    let is_one = known
        .iter()
        .any(|start| text.len() > start.len() && text.starts_with(start));
    if is_one && text.chars().all(|char| char.is_ascii_graphic()) {
        Ok(text.to_owned())
    } else {
        Err("expected mailto:…, https://… or tel:…".to_owned())
    }
}

/// Reads `--origin`: what stands before the path in every address of the portal.
///
/// # Errors
/// Says what is wrong, for the person at the terminal.
pub fn origin(text: &str) -> Result<String, String> {
    let expected = "expected a scheme and a host, as https://otinish.example";
    let (scheme, rest) = text.split_once("://").ok_or(expected)?;
    if !["http", "https"].contains(&scheme) {
        return Err(format!("{expected}; the scheme is http or https"));
    }
    // A slash at the end is a habit, not a path.
    let authority = rest.strip_suffix('/').unwrap_or(rest);
    if authority.contains(['/', '?', '#']) {
        return Err(format!("{expected}, without a path"));
    }
    if authority.contains('@') {
        return Err(format!("{expected}, without a user name"));
    }
    let uri: hyper::Uri = format!("{scheme}://{authority}/")
        .parse()
        .map_err(|_| expected)?;
    match uri.host() {
        Some(host) if is_host(host) && has_port(&uri, host, authority) => {
            Ok(format!("{scheme}://{authority}"))
        }
        _ => Err(expected.to_owned()),
    }
}

/// A port is a number or is not there: `host:` and `host:http` are neither.
fn has_port(uri: &hyper::Uri, host: &str, authority: &str) -> bool {
    authority.len() == host.len() || uri.port_u16().is_some_and(|port| port > 0)
}

fn is_host(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[') {
        let address = address.strip_suffix(']').unwrap_or(address);
        return address.parse::<std::net::Ipv6Addr>().is_ok();
    }
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    host.split('.').all(label)
}
