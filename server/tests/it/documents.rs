//! Attachments: taken by content, kept whole or not at all.

use std::time::Duration;

use crate::common::{
    Browser, Server,
    files::{MEGA, PDF, jpeg, pdf_of, png, stored, until_stored, webp},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const APPLY: &str = "/ru/services/west-kazakhstan-2018/local-social-assistance/apply";
const HEIC: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\0";

/// A logged-in citizen and the page of the document that must be attached.
async fn slot(server: &Server) -> (Browser, String) {
    let browser = server.login_citizen(0).await;
    let draft = browser.post_form(APPLY, &[]).await.location().to_owned();
    (browser, format!("{draft}/documents/difficult-situation"))
}

#[tokio::test]
async fn four_kinds_are_taken_and_come_back_as_they_were() {
    let server = Server::start().await;
    let (browser, slot) = slot(&server).await;
    let (png, jpeg, webp) = (png(3, 2), jpeg(), webp());
    let files = [
        ("a.pdf", PDF, "application/pdf"),
        ("b.png", &png, "image/png"),
        ("c.jpg", &jpeg, "image/jpeg"),
        ("d.webp", &webp, "image/webp"),
    ];
    for (name, content, _) in files {
        let answer = browser
            .post_multipart(&slot, &[("files", name, content)])
            .await;
        assert_eq!(
            (answer.status, answer.location()),
            (303, slot.as_str()),
            "{name}: {}",
            answer.body
        );
    }
    let page = browser.get(&slot).await.body;
    let links: Vec<String> = page
        .split(&format!("href=\"{slot}/"))
        .skip(1)
        .map(|rest| format!("{slot}/{}", &rest[..rest.find('"').unwrap()]))
        .collect();
    assert_eq!(links.len(), 4);
    for (link, (name, content, kind)) in links.iter().zip(files) {
        let file = browser.get(link).await;
        assert_eq!((file.status, file.bytes.as_slice()), (200, content));
        assert_eq!(file.headers["content-type"], kind);
        assert_eq!(
            file.headers["content-disposition"],
            format!("attachment; filename=\"{name}\"; filename*=UTF-8''{name}")
        );
        assert_eq!(file.headers["x-content-type-options"], "nosniff");
        assert!(file.headers["content-security-policy"].contains("sandbox"));
        assert_eq!(
            server.login_citizen(1).await.get(link).await.status,
            404,
            "not for others"
        );
    }
    let removed = browser
        .post_form(&format!("{}/remove", links[0]), &[])
        .await;
    assert_eq!(removed.status, 303);
    assert_eq!(browser.get(&links[0]).await.status, 404);
    assert_eq!(stored(&server), 3, "its bytes are gone too");
}

#[tokio::test]
async fn what_is_wrong_is_said_and_the_good_files_of_the_same_form_stay() {
    let server = Server::start().await;
    let (browser, slot) = slot(&server).await;
    for (content, message) in [
        (&b""[..], "пустой"),
        (&b"MZ\x90\0 a program"[..], "неподходящего типа"),
        (
            &b"<html><script>alert(1)</script>"[..],
            "неподходящего типа",
        ),
        (HEIC, "Сохраните снимок как JPEG"),
    ] {
        let answer = browser
            .post_multipart(&slot, &[("files", "cправка.pdf", content)])
            .await;
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains(message), "{message}");
        assert!(answer.body.contains("href=\"#files\"") && answer.body.contains("<title>Ошибка: "));
    }
    assert_eq!(stored(&server), 0);
    let mixed = [
        ("files", "good.pdf", PDF),
        ("files", "bad.pdf", &b"text"[..]),
        ("files", "good.png", &png(1, 1)),
    ];
    let answer = browser.post_multipart(&slot, &mixed).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer.body.contains("bad.pdf")
            && answer.body.contains("good.pdf")
            && answer.body.contains("good.png")
    );
    assert_eq!(stored(&server), 2);
    let heic = browser
        .post_multipart(&slot, &[("files", "IMG_1.HEIC", HEIC)])
        .await;
    assert!(heic.body.contains("iPhone"), "the way out");
    let none = browser.post_multipart(&slot, &[("files", "", b"")]).await;
    assert_eq!(none.status, 422);
    assert!(none.body.contains("Выберите файл"));
}

#[tokio::test]
async fn ten_megabytes_are_taken_and_one_byte_more_is_not() {
    let server = Server::start().await;
    let (browser, slot) = slot(&server).await;
    let whole = browser
        .post_multipart(&slot, &[("files", "whole.pdf", &pdf_of(10 * MEGA))])
        .await;
    assert_eq!(whole.status, 303, "{}", whole.body);
    let more = browser
        .post_multipart(&slot, &[("files", "more.pdf", &pdf_of(10 * MEGA + 1))])
        .await;
    assert_eq!(more.status, 413);
    assert!(more.body.contains("больше 10 МБ") && more.body.contains("more.pdf"));
    assert_eq!(stored(&server), 1, "nothing of it is left");
}

#[tokio::test]
async fn a_case_holds_fifty_megabytes_and_a_document_twenty_files() {
    let server = Server::start().await;
    let (browser, slot) = slot(&server).await;
    let big = pdf_of(10 * MEGA - 4096);
    for n in 0..5 {
        let name = format!("{n}.pdf");
        assert_eq!(
            browser
                .post_multipart(&slot, &[("files", &name, &big)])
                .await
                .status,
            303
        );
    }
    let sixth = browser
        .post_multipart(
            &slot,
            &[("files", "six.pdf", &big), ("files", "small.pdf", PDF)],
        )
        .await;
    assert_eq!(sixth.status, 422);
    assert!(sixth.body.contains("six.pdf") && sixth.body.contains("не больше 50 МБ"));
    assert!(sixth.body.contains("small.pdf"), "what fits is kept");
    for n in 6..20 {
        let name = format!("{n}.pdf");
        assert_eq!(
            browser
                .post_multipart(&slot, &[("files", &name, PDF)])
                .await
                .status,
            303,
            "{n}"
        );
    }
    let many = browser
        .post_multipart(&slot, &[("files", "many.pdf", PDF)])
        .await;
    assert_eq!(many.status, 422);
    assert!(many.body.contains("не больше 20 файлов"));
    // Refused files leave no bytes.
    until_stored(&server, 20).await;
}

#[tokio::test]
async fn a_sender_that_goes_away_leaves_nothing_and_harms_nothing() {
    let server = Server::start().await;
    let (browser, slot) = slot(&server).await;
    for sent in [100, 300 * 1024, 3 * MEGA] {
        let mut stream = TcpStream::connect(server.address()).await.unwrap();
        let body = [
            &b"--x\r\ncontent-disposition: form-data; name=\"files\"; filename=\"first.pdf\"\r\n\r\n"[..],
            PDF,
            b"\r\n--x\r\ncontent-disposition: form-data; name=\"files\"; filename=\"cut.pdf\"\r\n\r\n",
            &pdf_of(sent),
        ]
        .concat();
        let head = format!(
            "POST {slot} HTTP/1.1\r\nhost: a\r\ncookie: {}\r\ncontent-type: multipart/form-data; boundary=x\r\n\
             content-length: {}\r\n\r\n",
            browser.cookie(),
            8 * MEGA
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(&body).await.unwrap();
        tokio::time::sleep(Duration::from_millis(200)).await;
        drop(stream);
    }
    until_stored(&server, 0).await;
    assert!(browser.get(&slot).await.body.contains("Файлов пока нет"));
    assert_eq!(
        browser
            .post_multipart(&slot, &[("files", "a.pdf", PDF)])
            .await
            .status,
        303
    );
    until_stored(&server, 1).await;
}

#[tokio::test]
async fn a_body_that_is_no_form_with_files_is_refused() {
    let server = Server::start().await;
    let (browser, slot) = slot(&server).await;
    let plain = browser.post_form(&slot, &[("files", "x")]).await;
    assert_eq!(plain.status, 400);
    let broken = browser
        .post_raw(
            &slot,
            "multipart/form-data; boundary=x",
            b"--x\r\ngarbage".to_vec(),
        )
        .await;
    assert_eq!(broken.status, 422);
    assert!(broken.body.contains("дошёл не полностью"));
    let text = browser
        .post_raw(&slot, "multipart/form-data", b"--x--".to_vec())
        .await;
    assert_eq!(text.status, 400);
    let not_attached = slot.replace("difficult-situation", "identity");
    assert_eq!(
        browser
            .post_multipart(&not_attached, &[("files", "a.pdf", PDF)])
            .await
            .status,
        404
    );
    assert_eq!(
        browser
            .post_multipart(&format!("{slot}x"), &[("files", "a.pdf", PDF)])
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn file_names_are_data() {
    let server = Server::start().await;
    let (browser, slot) = slot(&server).await;
    let long = format!("{}.pdf", "я".repeat(500));
    for name in [
        "../../etc/passwd",
        "a\u{202e}fdp.exe",
        "\"><script>alert(1)</script>.pdf",
        &long,
    ] {
        let answer = browser.post_multipart(&slot, &[("files", name, PDF)]).await;
        assert_eq!(answer.status, 303, "{name}");
    }
    let page = browser.get(&slot).await.body;
    assert!(page.contains(">passwd.pdf<") && !page.contains("../") && !page.contains('\u{202e}'));
    assert!(!page.contains("<script>alert"));
    assert!(page.contains('…') && !page.contains(&"я".repeat(200)));
}

#[tokio::test]
async fn a_script_gets_the_address_or_the_lines() {
    let server = Server::start().await;
    let (browser, slot) = slot(&server).await;
    let send = |content: &'static [u8]| {
        let part = reqwest::multipart::Part::bytes(content).file_name("a.pdf");
        let form = reqwest::multipart::Form::new().part("files", part);
        browser.send(
            browser
                .request("POST", &slot)
                .header("accept", "text/plain")
                .multipart(form),
        )
    };
    let good = send(PDF).await;
    assert_eq!((good.status, good.body.as_str()), (200, slot.as_str()));
    let bad = send(b"").await;
    assert_eq!(bad.status, 422);
    assert!(bad.body.contains("пустой") && !bad.body.contains('<'));
}

#[tokio::test]
async fn a_stalled_sender_does_not_hold_the_others() {
    let server = Server::start().await;
    let (browser, slot) = slot(&server).await;
    let mut stalled = TcpStream::connect(server.address()).await.unwrap();
    let head = format!(
        "POST {slot} HTTP/1.1\r\nhost: a\r\ncookie: {}\r\ncontent-type: multipart/form-data; boundary=x\r\n\
         content-length: 1000\r\n\r\n--x\r\n",
        browser.cookie()
    );
    stalled.write_all(head.as_bytes()).await.unwrap();
    assert_eq!(
        browser
            .post_multipart(&slot, &[("files", "a.pdf", PDF)])
            .await
            .status,
        303
    );
    let mut nothing = [0; 1];
    let answer = tokio::time::timeout(Duration::from_millis(100), stalled.read(&mut nothing)).await;
    assert!(answer.is_err(), "it waits, within its own patience");
}
