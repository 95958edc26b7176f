//! The scanner: what it refuses never reaches an official; while it is away, files wait.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream, UnixListener},
};

use crate::common::{
    Answer, Browser, Server, Wanted,
    files::{PDF, stored, until_stored},
    journey, until,
};

/// The string by which scanners are tried. It stands in no file: here it is put together.
fn eicar() -> Vec<u8> {
    let parts = [
        r"X5O!P%@AP[4\PZX54(P^)7CC)7}",
        "$EICAR-STANDARD-",
        "ANTIVIRUS-TEST-FILE!",
        "$H+H*",
    ];
    parts.concat().into_bytes()
}

/// A PDF that opens and holds the string behind its end.
fn harmful() -> Vec<u8> {
    [PDF, b"% ", &eicar(), b"\n"].concat()
}

/// A daemon that speaks the protocol of clamd and knows one string.
struct Clamd {
    address: String,
    away: Arc<AtomicBool>,
}

impl Clamd {
    async fn start() -> Clamd {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let away = Arc::new(AtomicBool::new(false));
        let is_away = away.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                if !is_away.load(Ordering::SeqCst) {
                    tokio::spawn(answer(stream));
                }
            }
        });
        Clamd { address, away }
    }

    fn goes_away(&self, away: bool) {
        self.away.store(away, Ordering::SeqCst);
    }

    fn wanted(&self) -> Wanted {
        wanted(&self.address)
    }
}

fn wanted(address: &str) -> Wanted {
    let settings = ["--scan-clamd", address, "--scan-again-seconds", "1"];
    Wanted {
        settings: settings.map(str::to_owned).to_vec(),
        ..Wanted::default()
    }
}

/// `zINSTREAM`, then pieces with their length before them, then a length of nothing.
async fn answer(mut stream: impl AsyncReadExt + AsyncWriteExt + Unpin) {
    let mut command = [0; 10];
    stream.read_exact(&mut command).await.unwrap();
    assert_eq!(&command, b"zINSTREAM\0");
    let mut content = Vec::new();
    loop {
        let length = usize::try_from(stream.read_u32().await.unwrap()).unwrap();
        if length == 0 {
            break;
        }
        let at = content.len();
        content.resize(at + length, 0);
        stream.read_exact(&mut content[at..]).await.unwrap();
    }
    let known = eicar();
    let found = content.windows(known.len()).any(|window| window == known);
    let said: &[u8] = if found {
        b"stream: Eicar-Signature FOUND\0"
    } else {
        b"stream: OK\0"
    };
    stream.write_all(said).await.unwrap();
}

async fn send(browser: &Browser, path: &str, name: &str, content: &[u8]) -> Answer {
    browser
        .post_multipart(path, &[("files", name, content)])
        .await
}

/// Asks for a page until it says something.
async fn until_said(browser: &Browser, path: &str, says: impl Fn(&str) -> bool) -> String {
    until::found(&format!("{path} says it"), async || {
        let page = browser.get(path).await.body;
        says(&page).then_some(page)
    })
    .await
}

/// Where the first file of this name is opened.
fn link(page: &str, name: &str) -> Option<String> {
    let (before, _) = page.split_once(&format!("\">{name}"))?;
    let (_, tag) = before.rsplit_once('<')?;
    let (_, address) = tag.split_once("href=\"")?;
    Some(address.split('"').next()?.to_owned())
}

#[tokio::test]
async fn what_the_scanner_refuses_is_not_taken() {
    let clamd = Clamd::start().await;
    let server = Server::start_with(clamd.wanted()).await;
    let browser = server.login_citizen(0).await;
    let draft = journey::filled_draft(&browser, 0).await;
    for (lang, words) in [
        ("kk", "қауіпті код"),
        ("ru", "опасный код"),
        ("en", "harmful code"),
    ] {
        let path = format!("/{lang}/drafts/{draft}/documents/income");
        let answer = send(&browser, &path, "вирус.pdf", &harmful()).await;
        assert_eq!(answer.status, 422);
        assert!(
            answer.body.contains(words)
                && answer.body.contains("«вирус.pdf»") | answer.body.contains("“вирус.pdf”")
        );
    }
    until_stored(&server, 2).await;
    let path = format!("/ru/drafts/{draft}/documents/income");
    assert!(
        !browser.get(&path).await.body.contains("files-note"),
        "the clean ones need no word"
    );
    // Files of officials too.
    let case = journey::submit(&browser, &draft).await;
    let registrar = server.login_staff("registrar").await;
    let desk = format!("/ru/staff/cases/{case}");
    let steps = format!("{desk}/steps/check-documents/files");
    let answer = send(&registrar, &steps, "вирус.pdf", &harmful()).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("опасный код"));
    let page = registrar.get(&desk).await.body;
    let file = registrar.get(&link(&page, "анықтама.pdf").unwrap()).await;
    assert_eq!(file.bytes, PDF);
}

#[tokio::test]
async fn while_the_scanner_is_away_files_wait_and_no_official_opens_them() {
    let clamd = Clamd::start().await;
    let server = Server::start_with(clamd.wanted()).await;
    let browser = server.login_citizen(0).await;
    let draft = journey::filled_draft(&browser, 0).await;
    clamd.goes_away(true);
    let path = format!("/ru/drafts/{draft}/documents/income");
    assert_eq!(send(&browser, &path, "чистый.pdf", PDF).await.status, 303);
    assert_eq!(
        send(&browser, &path, "вирус.pdf", &harmful()).await.status,
        303
    );
    let page = browser.get(&path).await.body;
    assert_eq!(
        page.matches("Проверим на вирусы позже").count(),
        2,
        "{page}"
    );
    let own = browser.get(&link(&page, "чистый.pdf").unwrap()).await;
    assert_eq!(own.status, 200, "their own file is no secret");

    // Submission does not wait.
    let case = journey::submit(&browser, &draft).await;
    let (desk, theirs) = (
        format!("/ru/staff/cases/{case}"),
        format!("/ru/cabinet/cases/{case}"),
    );
    let registrar = server.login_staff("registrar").await;
    let page = registrar.get(&desk).await.body;
    assert_eq!(
        page.matches("ещё не проверен на вирусы").count(),
        2,
        "{page}"
    );
    assert!(link(&page, "чистый.pdf").is_none() && link(&page, "вирус.pdf").is_none());
    let store = server.store().await;
    let waiting = store.files_to_scan(10).await.unwrap();
    store.close().await;
    assert_eq!(waiting.len(), 2);
    for file in &waiting {
        let answer = registrar.get(&format!("{desk}/files/{}", file.id)).await;
        assert_eq!(answer.status, 409, "not by its address either");
        assert!(answer.body.contains("пока нельзя открыть"));
    }
    let page = browser.get(&theirs).await.body;
    assert_eq!(page.matches("Проверим на вирусы позже").count(), 2);

    clamd.goes_away(false);
    let page = until_said(&registrar, &desk, |page| page.contains("опасный код")).await;
    let page = match link(&page, "чистый.pdf") {
        Some(_) => page,
        None => until_said(&registrar, &desk, |page| link(page, "чистый.pdf").is_some()).await,
    };
    assert_eq!(
        registrar
            .get(&link(&page, "чистый.pdf").unwrap())
            .await
            .bytes,
        PDF
    );
    assert!(link(&page, "вирус.pdf").is_none(), "{page}");
    for file in &waiting {
        let harmful = file.name == "вирус.pdf";
        let answer = registrar.get(&format!("{desk}/files/{}", file.id)).await;
        assert_eq!(answer.status == 409, harmful, "{}", file.name);
    }
    until_stored(&server, 3).await;
    let page = browser.get(&theirs).await.body;
    assert!(page.contains("Файл удалён. Приложите другой.") && !page.contains("Проверим"));
}

#[tokio::test]
async fn a_draft_with_a_file_that_was_refused_later_is_not_signed() {
    let clamd = Clamd::start().await;
    let server = Server::start_with(clamd.wanted()).await;
    let browser = server.login_citizen(0).await;
    let draft = journey::filled_draft(&browser, 0).await;
    clamd.goes_away(true);
    let path = format!("/ru/drafts/{draft}/documents/income");
    assert_eq!(
        send(&browser, &path, "вирус.pdf", &harmful()).await.status,
        303
    );
    clamd.goes_away(false);
    let page = until_said(&browser, &path, |page| {
        page.contains("Уберите его и приложите другой")
    })
    .await;
    assert!(page.contains("Приложите снова"));
    let check = browser.get(&format!("/ru/drafts/{draft}/check")).await.body;
    assert!(
        check.contains("в файле «вирус.pdf» опасный код")
            && check.contains(&format!("href=\"{path}\""))
    );
    let sign = browser.get(&format!("/ru/drafts/{draft}/sign")).await;
    assert_eq!(
        (sign.status, sign.location()),
        (303, format!("/ru/drafts/{draft}/check").as_str())
    );
    // The way out: it is removed.
    let forms = page
        .split("action=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap());
    let last = forms
        .filter(|action| action.ends_with("/remove"))
        .last()
        .unwrap();
    assert_eq!(browser.post_form(last, &[]).await.status, 303);
    assert_eq!(
        browser
            .get(&format!("/ru/drafts/{draft}/sign"))
            .await
            .status,
        200
    );
    assert_eq!(stored(&server), 2);
}

#[tokio::test]
async fn a_socket_and_a_scanner_that_never_was_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("clamd");
    let listener = UnixListener::bind(&socket).unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream));
        }
    });
    let server = Server::start_with(wanted(&socket.display().to_string())).await;
    let browser = server.login_citizen(0).await;
    let draft = journey::filled_draft(&browser, 0).await;
    let path = format!("/ru/drafts/{draft}/documents/income");
    assert_eq!(
        send(&browser, &path, "вирус.pdf", &harmful()).await.status,
        422
    );
    assert!(!browser.get(&path).await.body.contains("Проверим"));
    server.stop().await;

    let closed = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    assert!(TcpStream::connect(closed).await.is_err(), "nobody listens");
    let server = Server::start_with(wanted(&closed.to_string())).await;
    let browser = server.login_citizen(0).await;
    let draft = journey::filled_draft(&browser, 0).await;
    let path = format!("/ru/drafts/{draft}/documents/income");
    assert!(
        browser
            .get(&path)
            .await
            .body
            .contains("Проверим на вирусы позже")
    );
}
