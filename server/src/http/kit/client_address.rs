//! From where a request comes: what limits count by.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, HeaderName, HeaderValue, header, request::Parts},
};
use ipnet::IpNet;

use super::{error::PageError, web::App};
use crate::config::entrance::ForwardedBy;

/// The address of the client: that of the connection, or what a trusted proxy says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(IpAddr);

impl ClientAddress {
    /// What limits count by: one IPv6 client has a network of 2^64 addresses.
    pub fn ip(self) -> IpAddr {
        match self.0 {
            IpAddr::V4(_) => self.0,
            IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        }
    }

    /// For the page of sessions: enough to recognise, too little to find a person.
    pub fn shortened(self) -> String {
        match self.0 {
            IpAddr::V4(address) => {
                let [a, b, c, _] = address.octets();
                format!("{a}.{b}.{c}.…")
            }
            IpAddr::V6(address) => {
                let network = Ipv6Addr::from_bits(address.to_bits() >> 80 << 80);
                format!("{network}…")
            }
        }
    }

    /// The client of a connection from `peer` with these headers. Only what a trusted proxy says in the one header that it
    /// writes counts, and of a chain of proxies the last address that is none of them: whatever stands before it, and the
    /// other header, the client can have made up.
    pub fn of(
        peer: IpAddr,
        headers: &HeaderMap,
        trusted: &[IpNet],
        believed: ForwardedBy,
    ) -> ClientAddress {
        let is_trusted = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
        let mut client = peer.to_canonical();
        if !is_trusted(&client) {
            return ClientAddress(client);
        }
        let name = match believed {
            ForwardedBy::XForwardedFor => HeaderName::from_static("x-forwarded-for"),
            ForwardedBy::Forwarded => header::FORWARDED,
        };
        // Bytes: the client can send anything before the part that the proxy adds.
        let lines: Vec<&HeaderValue> = headers.get_all(name).iter().collect();
        let hops = lines
            .iter()
            .rev()
            .flat_map(|line| line.as_bytes().rsplit(|byte| *byte == b','));
        for hop in hops {
            let text = str::from_utf8(hop).unwrap_or_default().trim();
            let address = match believed {
                ForwardedBy::XForwardedFor => address(text),
                ForwardedBy::Forwarded => forwarded_for(text),
            };
            // Nothing before a hop without an address can be trusted.
            let Some(hop) = address else { break };
            client = hop;
            if !is_trusted(&hop) {
                break;
            }
        }
        ClientAddress(client)
    }
}

/// `for="[2001:db8::1]:4711";proto=https`.
fn forwarded_for(hop: &str) -> Option<IpAddr> {
    let pairs = hop.split(';').filter_map(|pair| pair.split_once('='));
    let mut pairs = pairs.map(|(name, value)| (name.trim(), value.trim()));
    let (_, value) = pairs.find(|(name, _)| name.eq_ignore_ascii_case("for"))?;
    address(value.trim_matches('"'))
}

/// An address, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let address = bare
        .parse::<IpAddr>()
        .or_else(|_| text.parse::<SocketAddr>().map(|address| address.ip()));
    address.ok().map(|address| address.to_canonical())
}

impl Default for ClientAddress {
    fn default() -> Self {
        ClientAddress(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
    }
}

impl FromRequestParts<App> for ClientAddress {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let ConnectInfo(peer) = peer.ok_or(PageError::Failed)?;
        let entrance = &app.config.entrance;
        let (trusted, believed) = (&entrance.trusted_proxies, entrance.trusted_proxy_header);
        Ok(ClientAddress::of(
            peer.ip(),
            &parts.headers,
            trusted,
            believed,
        ))
    }
}
