//! Settings of the entrance: who may come in, from where, and for how long.

use std::net::IpAddr;

use anyhow::bail;
use axum::http::Uri;
use ipnet::IpNet;

/// Settings of logins and sessions.
#[derive(Clone, Debug, clap::Args)]
pub struct Entrance {
    /// Fill in demonstration persons and staff, whose password everybody knows, and let them in.
    #[arg(long, env = "OTINISH_DEMO")]
    pub demo: bool,
    /// Send the session cookie over plain http also where that is not the loopback: whoever listens on the way can take
    /// the session.
    #[arg(long, env = "OTINISH_INSECURE_COOKIE")]
    pub insecure_cookie: bool,
    /// A proxy (address or CIDR) that is believed when it names the client's address. May be given more than once.
    #[arg(
        long = "trusted-proxy",
        env = "OTINISH_TRUSTED_PROXIES",
        value_delimiter = ',',
        value_parser = network
    )]
    pub trusted_proxies: Vec<IpNet>,
    /// The one header in which the trusted proxies name the client's address. The other is never looked at: the client may
    /// have sent it.
    #[arg(
        long,
        env = "OTINISH_TRUSTED_PROXY_HEADER",
        value_enum,
        default_value_t = ForwardedBy::XForwardedFor
    )]
    pub trusted_proxy_header: ForwardedBy,
    /// A session ends after so many minutes without a request.
    #[arg(long, env = "OTINISH_SESSION_IDLE_MINUTES", default_value_t = 60)]
    pub session_idle_minutes: u32,
    /// A session of an official ends after so many hours, also in the middle of work.
    #[arg(long, env = "OTINISH_STAFF_SESSION_HOURS", default_value_t = 12)]
    pub staff_session_hours: u32,
    /// A session of a citizen ends after so many days.
    #[arg(long, env = "OTINISH_CITIZEN_SESSION_DAYS", default_value_t = 30)]
    pub citizen_session_days: u32,
}

/// The header in which a proxy names the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum ForwardedBy {
    /// `X-Forwarded-For`.
    XForwardedFor,
    /// `Forwarded` (RFC 7239).
    Forwarded,
}

fn network(text: &str) -> Result<IpNet, String> {
    let network = text.parse::<IpNet>();
    network
        .or_else(|_| text.parse::<IpAddr>().map(IpNet::from))
        .map_err(|_| "is no address and no CIDR such as 10.0.0.0/8".to_owned())
}

impl Entrance {
    /// Whether cookies are for TLS only. On plain http at the loopback they cannot be: Safari keeps no such cookie there.
    ///
    /// # Errors
    /// If `origin` is plain http elsewhere and nobody said that this is meant.
    pub fn secure_cookies(&self, origin: &str) -> anyhow::Result<bool> {
        let uri: Uri = origin.parse()?;
        if uri.scheme_str() == Some("https") {
            return Ok(true);
        }
        let host = uri.host().unwrap_or_default();
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let is_loopback = host == "localhost"
            || bare
                .parse::<IpAddr>()
                .is_ok_and(|address| address.is_loopback());
        if !is_loopback && !self.insecure_cookie {
            bail!(
                "people would reach the portal at {origin}, without TLS: whoever listens on the way could take a session. \
                 Put a TLS proxy in front and say its address with --origin https://…, or, to try it out in a closed \
                 network, start with --insecure-cookie"
            );
        }
        Ok(false)
    }
}
