//! Whose request it is, behind a proxy.

use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use server::{config::entrance::ForwardedBy, http::kit::client_address::ClientAddress};

/// The client of a request from `peer` whose lines of the believed header are `lines`, beside a line of the other one.
fn client(peer: &str, believed: ForwardedBy, lines: &[&[u8]]) -> IpAddr {
    let names = ["x-forwarded-for", "forwarded"].map(HeaderName::from_static);
    let [name, other] = match believed {
        ForwardedBy::XForwardedFor => names,
        ForwardedBy::Forwarded => [names[1].clone(), names[0].clone()],
    };
    let made_up = HeaderValue::from_static("for=203.0.113.66, 203.0.113.66");
    let mut headers = HeaderMap::from_iter([(other, made_up)]);
    for line in lines {
        headers.append(name.clone(), HeaderValue::from_bytes(line).unwrap());
    }
    let trusted = ["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()];
    ClientAddress::of(peer.parse().unwrap(), &headers, &trusted, believed).ip()
}

#[test]
fn a_client_is_whom_a_trusted_proxy_names_and_nobody_else() {
    use ForwardedBy::{Forwarded, XForwardedFor};
    for (peer, believed, line, wanted) in [
        // No proxy of ours: what it says of others counts for nothing.
        ("192.0.2.1", XForwardedFor, "198.51.100.1", "192.0.2.1"),
        ("10.0.0.1", XForwardedFor, "", "10.0.0.1"),
        ("10.0.0.1", XForwardedFor, "198.51.100.1", "198.51.100.1"),
        // What stands before the last untrusted hop the client has made up.
        (
            "10.0.0.1",
            XForwardedFor,
            "203.0.113.9, 198.51.100.1, 10.0.0.2",
            "198.51.100.1",
        ),
        (
            "10.0.0.1",
            XForwardedFor,
            "198.51.100.1:4711",
            "198.51.100.1",
        ),
        ("10.0.0.1", XForwardedFor, "nonsense, 10.0.0.2", "10.0.0.2"),
        (
            "10.0.0.1",
            Forwarded,
            "for=203.0.113.9, for=198.51.100.1;proto=https",
            "198.51.100.1",
        ),
        (
            "10.0.0.1",
            Forwarded,
            "For=\"[2001:db8:1:2:3::4]:80\"",
            "2001:db8:1:2::",
        ),
        (
            "fd00::1",
            XForwardedFor,
            "2001:db8:1:2:aaaa::1",
            "2001:db8:1:2::",
        ),
        (
            "::ffff:10.0.0.1",
            XForwardedFor,
            "::ffff:198.51.100.1",
            "198.51.100.1",
        ),
    ] {
        let lines = [line.as_bytes()];
        let lines = if line.is_empty() { &lines[1..] } else { &lines };
        assert_eq!(
            client(peer, believed, lines),
            wanted.parse::<IpAddr>().unwrap(),
            "{peer} {line}"
        );
    }
}

#[test]
fn what_a_client_puts_before_the_hop_of_the_proxy_hides_nothing() {
    let wanted: IpAddr = "198.51.100.1".parse().unwrap();
    for lines in [
        [&b"\xff, 198.51.100.1"[..], b"10.0.0.2"],
        [b"\xff", b"198.51.100.1"],
        [b"\xd0\x90,198.51.100.1", b"\t10.0.0.2 "],
    ] {
        let found = client("10.0.0.1", ForwardedBy::XForwardedFor, &lines);
        assert_eq!(found, wanted, "{lines:?}");
    }
    let line = b"for=\"\xff\", for=198.51.100.1;by=10.0.0.1";
    assert_eq!(client("10.0.0.1", ForwardedBy::Forwarded, &[line]), wanted);
}
