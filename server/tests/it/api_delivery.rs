//! How the catalogue for other programs is given: once to each, in the encoding that they take, to any site.

use std::io::Read;

use crate::api::{ALL, CATALOGUE, ONE, asked, server};

#[tokio::test]
async fn who_has_an_answer_does_not_get_it_again() {
    let server = server().await;
    let browser = server.browser();
    for (address, _, media) in ALL {
        let first = browser.get(address).await;
        let tag = first.headers["etag"].as_str();
        assert!(tag.starts_with("W/\""), "{tag}");
        assert_eq!(first.headers["cache-control"], "public, max-age=3600");
        for known in [tag, &tag[2..], "*", &format!("\"other\", {tag}")] {
            let again = asked(&browser, "GET", address, &[("if-none-match", known)]).await;
            assert_eq!(again.status, 304, "{address}: {known}");
            assert_eq!(again.headers["etag"], tag);
            assert_eq!(
                again.headers["cache-control"],
                first.headers["cache-control"]
            );
            assert_eq!(again.headers["access-control-allow-origin"], "*");
            assert!(again.body.is_empty());
        }
        for unknown in ["\"other\"", "W/\"\"", "nonsense"] {
            let again = asked(&browser, "GET", address, &[("if-none-match", unknown)]).await;
            assert_eq!(again.status, 200, "{address}: {unknown}");
            assert!(again.body == first.body, "{address}");
        }
        let head = asked(&browser, "HEAD", address, &[]).await;
        assert_eq!(head.status, 200);
        assert_eq!(
            (
                head.headers["etag"].as_str(),
                head.headers["content-type"].as_str()
            ),
            (tag, media)
        );
        assert!(head.body.is_empty());
    }
    server.stop().await;
}

#[tokio::test]
async fn every_client_gets_the_encoding_that_it_takes() {
    let server = server().await;
    // One that unpacks nothing by itself.
    let client = reqwest::Client::builder().no_gzip().no_brotli().build();
    let client = client.unwrap();
    for (address, _, _) in ALL {
        let get = |accepted: &'static str| {
            let request = client.get(server.url(address));
            request.header("accept-encoding", accepted).send()
        };
        let plain = get("identity").await.unwrap();
        assert!(!plain.headers().contains_key("content-encoding"));
        let tag = plain.headers()["etag"].clone();
        let plain = plain.bytes().await.unwrap();
        // What is large is kept as gzip and not packed again for each.
        let brotli = (address == ONE).then_some("br");
        for (accepted, encoding) in [
            ("gzip", Some("gzip")),
            ("deflate, GZIP;q=0.5", Some("gzip")),
            ("br", brotli),
            ("br, gzip;q=0", brotli),
            ("gzip; q=0.0", None),
            ("nonsense;;=,", None),
        ] {
            let answer = get(accepted).await.unwrap();
            let headers = answer.headers().clone();
            let given = headers.get("content-encoding");
            let given = given.map(|value| value.to_str().unwrap());
            assert_eq!(given, encoding, "{address}: {accepted}");
            assert_eq!(headers["vary"], "accept-encoding", "{address}: {accepted}");
            assert_eq!(headers["etag"], tag, "{address}: {accepted}");
            let packed = answer.bytes().await.unwrap();
            let mut text = Vec::new();
            match encoding {
                Some("gzip") => {
                    let mut unpacked = flate2::read::GzDecoder::new(packed.as_ref());
                    unpacked.read_to_end(&mut text).unwrap();
                }
                Some(_) => continue,
                None => text.extend(packed),
            }
            assert!(text == plain, "{address}: {accepted}");
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn programs_on_other_sites_may_read_it() {
    let server = server().await;
    let browser = server.browser();
    let from = [
        ("origin", "https://example.org"),
        ("sec-fetch-site", "cross-site"),
    ];
    for (address, _, _) in ALL {
        let answer = asked(&browser, "GET", address, &from).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.headers["access-control-allow-origin"], "*");
        assert_eq!(
            answer.headers["cross-origin-resource-policy"],
            "cross-origin"
        );
        assert!(
            !answer
                .headers
                .contains_key("access-control-allow-credentials")
        );
        assert!(!answer.headers.contains_key("set-cookie"));
    }
    let preflight = [
        from[0],
        from[1],
        ("access-control-request-method", "GET"),
        ("access-control-request-headers", "if-none-match"),
    ];
    let answer = asked(&browser, "OPTIONS", CATALOGUE, &preflight).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.headers["access-control-allow-headers"], "*");
    let missing = asked(&browser, "GET", &format!("{CATALOGUE}/a/b"), &from).await;
    assert_eq!(missing.headers["access-control-allow-origin"], "*");
    // Pages are nobody else's.
    let page = asked(&browser, "GET", "/kk/data", &from).await;
    assert!(!page.headers.contains_key("access-control-allow-origin"));
    server.stop().await;
}
