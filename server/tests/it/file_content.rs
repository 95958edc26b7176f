//! What a file is inside: it can be opened, or it is refused with the way out; and its name says what it is.

use std::io::Write;

use flate2::{Compression, write::DeflateEncoder};

use crate::common::{
    Answer, Browser, Server,
    files::{MEGA, PDF, encrypted_pdf, jpeg, one_page, pdf_with, png, until_stored, webp},
    journey,
};

const SLOTS: [(&str, &str); 3] = [
    ("kk", "ашылмайды"),
    ("ru", "не открывается"),
    ("en", "does not open"),
];

/// A logged-in citizen and the path of a document behind the language.
async fn slot(server: &Server) -> (Browser, String) {
    slot_of(server, 0).await
}

async fn slot_of(server: &Server, citizen: usize) -> (Browser, String) {
    let browser = server.login_citizen(citizen).await;
    let apply = format!("/ru/services/{}/apply", journey::SERVICE);
    let draft = browser.post_form(&apply, &[]).await.location().to_owned();
    let path = draft.strip_prefix("/ru").unwrap();
    (browser, format!("{path}/documents/income"))
}

async fn send(browser: &Browser, path: &str, name: &str, content: &[u8]) -> Answer {
    browser
        .post_multipart(path, &[("files", name, content)])
        .await
}

/// A stream of zlib that unfolds to `first` and then `megabytes` of blanks. Packing them all would take as long as a test
/// may: the packed megabyte ends at a byte, and stands there again and again.
fn blanks_behind(first: &[u8], megabytes: usize) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(first).unwrap();
    encoder.flush().unwrap();
    let begin = encoder.get_ref().len();
    encoder.write_all(&vec![b' '; MEGA]).unwrap();
    encoder.flush().unwrap();
    let packed = encoder.get_ref();
    let mut out = vec![0x78, 0x9c];
    out.extend(&packed[..begin]);
    out.extend(packed[begin..].repeat(megabytes));
    // An empty block, the last one.
    out.extend([0x03, 0x00]);
    out
}

/// A PDF whose pages are in a stream of objects that unfolds to so many megabytes.
fn object_stream(megabytes: usize) -> Vec<u8> {
    let inside = b"1 0 2 40 3 90 << /Type /Catalog /Pages 2 0 R >>";
    let packed = blanks_behind(inside, megabytes);
    let dictionary = format!(
        "<< /Type /ObjStm /N 3 /First 13 /Filter /FlateDecode /Length {} >>\nstream\n",
        packed.len()
    );
    let object = [dictionary.as_bytes(), &packed, b"\nendstream"].concat();
    let mut out = b"%PDF-1.5\n4 0 obj\n".to_vec();
    out.extend(object);
    out.extend(b"\nendobj\ntrailer\n<< /Root 1 0 R /Size 5 >>\nstartxref\n0\n%%EOF\n");
    out
}

#[tokio::test]
async fn what_cannot_be_opened_is_refused_in_three_languages_and_leaves_nothing() {
    let server = Server::start().await;
    let (browser, path) = slot(&server).await;
    let (jpeg, png, webp) = (jpeg(), png(64, 64), webp());
    let no_pages = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [] /Count 0 >>".to_vec(),
    ];
    let no_pages = pdf_with(&no_pages, "");
    let files: [(&str, &[u8]); 9] = [
        ("төрт.pdf", b"%PDF"),
        ("половина.pdf", &PDF[..PDF.len() / 2]),
        ("без конца.pdf", &PDF[..PDF.len() - 40]),
        ("без страниц.pdf", &no_pages),
        ("начало.jpg", &jpeg[..4]),
        ("без конца.jpg", &jpeg[..jpeg.len() - 2]),
        ("начало.png", &png[..33]),
        ("половина.png", &png[..png.len() - 20]),
        ("половина.webp", &webp[..webp.len() / 2 + 4]),
    ];
    for (name, content) in files {
        for (lang, words) in SLOTS {
            let answer = send(&browser, &format!("/{lang}{path}"), name, content).await;
            assert_eq!(answer.status, 422, "{name}");
            assert!(
                answer.body.contains(words) && answer.body.contains(name),
                "{lang} {name}: {}",
                answer.body
            );
            assert!(answer.body.contains("href=\"#files\""), "{name}");
        }
    }
    until_stored(&server, 0).await;
}

#[tokio::test]
async fn a_pdf_that_opens_with_a_password_is_refused_and_one_of_an_owner_is_not() {
    let server = Server::start().await;
    let (browser, path) = slot(&server).await;
    let closed = encrypted_pdf("secret", "owner");
    for (lang, words) in [
        ("kk", "құпиясөзсіз"),
        ("ru", "без пароля"),
        ("en", "without a password"),
    ] {
        let answer = send(&browser, &format!("/{lang}{path}"), "выписка.pdf", &closed).await;
        assert_eq!(answer.status, 422);
        assert!(
            answer.body.contains(words) && answer.body.contains("выписка.pdf"),
            "{lang}"
        );
    }
    until_stored(&server, 0).await;
    let open = encrypted_pdf("", "owner");
    let answer = send(&browser, &format!("/ru{path}"), "выписка.pdf", &open).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

#[tokio::test]
async fn hostile_files_end_their_own_process_and_not_the_server() {
    let server = Server::start().await;
    // Whose files break off twice is kept out, so each account sends one of those.
    let mut slots = Vec::new();
    for citizen in 0..3 {
        let (browser, path) = slot_of(&server, citizen).await;
        slots.push((browser, format!("/ru{path}")));
    }
    let deep = |open: &str| {
        let mut objects = one_page();
        objects[0] = format!(
            "<< /Type /Catalog /Pages 2 0 R /A {} >>",
            open.repeat(2_000_000)
        )
        .into_bytes();
        pdf_with(&objects, "")
    };
    let mut loops = one_page();
    loops[1] = b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>".to_vec();
    let mut garbage = b"%PDF-1.7\n".to_vec();
    garbage.extend((0..10 * MEGA - 100).map(|n| u8::try_from(n * n % 251).unwrap()));
    let files: [(&str, Vec<u8>); 5] = [
        ("arrays.pdf", deep("[")),
        ("dictionaries.pdf", deep("<</A ")),
        ("loop.pdf", pdf_with(&loops, "")),
        ("garbage.pdf", garbage),
        // Three gigabytes out of three megabytes: more than the process may have.
        ("bomb.pdf", object_stream(3_000)),
    ];
    for (at, (name, content)) in files.iter().enumerate() {
        let (browser, path) = &slots[at % slots.len()];
        let answer = send(browser, path, name, content).await;
        assert!(
            matches!(answer.status, 303 | 422),
            "{name}: {}",
            answer.status
        );
        assert!(
            answer.status == 303 || answer.body.contains("не открывается"),
            "{name}: {}",
            answer.body
        );
        // Only what holds a page may be taken.
        assert!(
            answer.status == 422 || matches!(*name, "arrays.pdf" | "dictionaries.pdf"),
            "{name}"
        );
    }
    let (browser, path) = &slots[2];
    let good = send(browser, path, "a.pdf", PDF).await;
    assert_eq!(good.status, 303, "the server goes on");
}

#[tokio::test]
async fn pictures_of_too_many_pixels_are_refused_by_their_first_bytes() {
    let server = Server::start().await;
    let (browser, path) = slot(&server).await;
    let mut png = png(1, 1);
    // The size of the picture, and the sum behind it.
    png[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    let mut sum = flate2::Crc::new();
    sum.update(&png[12..29]);
    png[29..33].copy_from_slice(&sum.sum().to_be_bytes());
    let mut jpeg = jpeg();
    let frame = jpeg
        .windows(2)
        .position(|pair| pair == [0xff, 0xc0])
        .unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
    for (name, content) in [("huge.png", &png), ("huge.jpg", &jpeg)] {
        let answer = send(&browser, &format!("/ru{path}"), name, content).await;
        assert_eq!(answer.status, 422, "{name}");
        assert!(
            answer.body.contains("64 мегапикселей") && answer.body.contains(name),
            "{}",
            answer.body
        );
    }
    until_stored(&server, 0).await;
}

#[tokio::test]
async fn an_official_saves_a_file_under_a_name_of_its_kind() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = journey::filled_draft(&browser, 0).await;
    let slot = format!("/kk/drafts/{draft}/documents/income");
    for name in [
        "Справка.pdf.hta",
        "setup.exe",
        "a\u{202e}fdp.scr",
        "..\\..\\CON.pdf",
    ] {
        assert_eq!(send(&browser, &slot, name, PDF).await.status, 303, "{name}");
    }
    let shown = browser.get(&slot).await.body;
    let case = journey::submit(&browser, &draft).await;
    let registrar = server.login_staff("registrar").await;
    let desk = format!("/kk/staff/cases/{case}");
    let theirs = registrar.get(&desk).await.body;
    let own = browser.get(&format!("/kk/cabinet/cases/{case}")).await.body;
    for name in ["Справка.pdf", "setup.pdf", "afdp.pdf", "file-CON.pdf"] {
        for page in [&shown, &own, &theirs] {
            assert!(page.contains(&format!(">{name}")), "{name}");
        }
    }
    for page in [&shown, &own, &theirs] {
        assert!(!page.contains(".hta") && !page.contains(".exe") && !page.contains('\u{202e}'));
    }
    let link = |name: &str| {
        let (before, _) = theirs.split_once(&format!("\">{name}<")).unwrap();
        before.rsplit("href=\"").next().unwrap().to_owned()
    };
    for (name, plain) in [("Справка.pdf", "file.pdf"), ("setup.pdf", "setup.pdf")] {
        let file = registrar.get(&link(name)).await;
        let header = &file.headers["content-disposition"];
        assert!(
            header.starts_with(&format!(
                "attachment; filename=\"{plain}\"; filename*=UTF-8''"
            )),
            "{header}"
        );
        let encoded = header.rsplit("UTF-8''").next().unwrap();
        let decoded = percent_encoding::percent_decode_str(encoded)
            .decode_utf8()
            .unwrap();
        assert_eq!(decoded, name);
        assert_eq!(file.bytes, PDF);
    }
}

#[tokio::test]
async fn too_large_is_said_whatever_the_size_and_the_limit_stands_beside_the_field() {
    let server = Server::start().await;
    let (browser, path) = slot(&server).await;
    let page = browser.get(&format!("/ru{path}")).await.body;
    assert!(page.contains("до 10 МБ"), "before anything is chosen");
    for mega in [11, 257] {
        let piece = bytes::Bytes::from(vec![b' '; MEGA]);
        let head = b"--x\r\ncontent-disposition: form-data; name=\"files\"; filename=\"video.pdf\"\r\n\r\n%PDF-1.4\n";
        let pieces = std::iter::once(bytes::Bytes::from_static(head))
            .chain(std::iter::repeat_n(piece, mega))
            .chain([bytes::Bytes::from_static(b"\r\n--x--\r\n")]);
        let body = futures::stream::iter(pieces.map(Ok::<_, std::io::Error>));
        let request = browser
            .request("POST", &format!("/ru{path}"))
            .header("content-type", "multipart/form-data; boundary=x")
            .body(reqwest::Body::wrap_stream(body));
        let answer = browser.send(request).await;
        assert_eq!(answer.status, 413, "{mega} MB");
        assert!(
            answer.body.contains("video.pdf") && answer.body.contains("больше 10 МБ"),
            "{}",
            answer.body
        );
        assert!(answer.body.contains("<title>Ошибка: "));
    }
    until_stored(&server, 0).await;
}

#[tokio::test]
async fn an_account_has_a_quota_for_the_day_and_is_told_when_it_opens() {
    let server = Server::start_with(crate::common::Wanted {
        settings: vec!["--upload-mb-a-day".to_owned(), "1".to_owned()],
        ..crate::common::Wanted::default()
    })
    .await;
    let (browser, path) = slot(&server).await;
    let path = format!("/ru{path}");
    let big = crate::common::files::pdf_of(700 * 1024);
    assert_eq!(send(&browser, &path, "1.pdf", &big).await.status, 303);
    let local = domain::calendar::local(chrono::Utc::now()).date_naive();
    let opens = app::format::day(app::text::Lang::Ru, local + chrono::Days::new(1));
    for (name, content) in [("2.pdf", big.as_slice()), ("3.pdf", &big)] {
        let answer = send(&browser, &path, name, content).await;
        assert_eq!(answer.status, 422);
        assert!(
            answer.body.contains(name) && answer.body.contains("1\u{202f}МБ"),
            "{}",
            answer.body
        );
        assert!(
            answer.body.contains(&format!("00:00, {opens}")),
            "{}",
            answer.body
        );
    }
    assert_eq!(
        send(&browser, &path, "small.pdf", PDF).await.status,
        303,
        "what still fits"
    );
    // Removing gives no room: the bytes were sent.
    until_stored(&server, 2).await;
    let other = server.login_citizen(1).await;
    let apply = format!("/ru/services/{}/apply", journey::SERVICE);
    let draft = other.post_form(&apply, &[]).await.location().to_owned();
    let theirs = format!("{draft}/documents/income");
    assert_eq!(
        send(&other, &theirs, "1.pdf", &big).await.status,
        303,
        "the quota is of each account"
    );
    let tomorrow = server
        .restart_with(crate::common::Wanted {
            days_ahead: 1,
            settings: vec!["--upload-mb-a-day".to_owned(), "1".to_owned()],
            ..crate::common::Wanted::default()
        })
        .await;
    let browser = tomorrow.login_citizen(0).await;
    assert_eq!(
        send(&browser, &path, "4.pdf", &big).await.status,
        303,
        "the next day"
    );
}

#[tokio::test]
async fn a_name_that_cannot_be_sent_is_named_and_limits_name_what_was_chosen() {
    let server = Server::start().await;
    let (browser, path) = slot(&server).await;
    let path = format!("/ru{path}");
    let head =
        "--x\r\ncontent-disposition: form-data; name=\"files\"; filename=\"a\u{1}b.pdf\"\r\n\r\n";
    let body = [head.as_bytes(), PDF, b"\r\n--x--\r\n"].concat();
    let kind = "multipart/form-data; boundary=x";
    let answer = browser.post_raw(&path, kind, body).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("Переименуйте файл"), "{}", answer.body);
    let files: Vec<_> = std::iter::repeat_n(("files", "a.pdf", PDF), 19).collect();
    assert_eq!(browser.post_multipart(&path, &files).await.status, 303);
    let two = [("files", "b.pdf", PDF), ("files", "скан.PDF.jpeg", PDF)];
    let answer = browser.post_multipart(&path, &two).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer.body.contains("«скан.PDF.jpeg» не приложен"),
        "{}",
        answer.body
    );
}
