//! Forms that no browser of a person sends: each gets a bounded, clear answer, never a failure of ours.

use crate::common::Server;

const APPLY: &str = "/kk/services/west-kazakhstan-2018/local-social-assistance/apply";
const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn a_flood_of_fields_is_refused_on_every_form() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = browser.post_form(APPLY, &[]).await.location().to_owned();
    let flood: String = (0..10_000).map(|n| format!("f{n}=x&")).collect();
    for path in [
        "/kk/login",
        "/kk/staff/login",
        "/kk/register",
        &format!("{draft}/applicant"),
        &format!("{draft}/applicant/autosave"),
        &format!("{draft}/family/1"),
        APPLY,
    ] {
        let answer = browser
            .post_raw(path, FORM, flood.clone().into_bytes())
            .await;
        assert_eq!(answer.status, 400, "{path}");
        assert!(
            answer.body.contains("<h1"),
            "{path}: a page that says what to do"
        );
    }
}

#[tokio::test]
async fn a_flood_of_bytes_is_cut() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = browser.post_form(APPLY, &[]).await.location().to_owned();
    let long = format!("description={}", "a".repeat(2_000_000));
    let answer = browser
        .post_raw(&format!("{draft}/situation"), FORM, long.into_bytes())
        .await;
    assert_eq!(answer.status, 413);
}

#[tokio::test]
async fn bytes_that_are_no_text_are_refused() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = browser.post_form(APPLY, &[]).await.location().to_owned();
    for body in [&b"address=%ff%fe"[..], b"\xff\xfe=1", b"address=\xc3("] {
        for path in [
            format!("{draft}/applicant"),
            "/kk/login".to_owned(),
            "/kk/register".to_owned(),
        ] {
            let answer = browser.post_raw(&path, FORM, body.to_vec()).await;
            assert_eq!(answer.status, 400, "{path} {body:?}");
        }
    }
    let json = browser
        .post_raw(
            &format!("{draft}/applicant"),
            "application/json",
            b"{}".to_vec(),
        )
        .await;
    assert_eq!(json.status, 400);
}

#[tokio::test]
async fn texts_that_are_too_long_are_named_and_kept_and_control_characters_left_out() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = browser.post_form(APPLY, &[]).await.location().to_owned();
    let path = format!("{draft}/applicant");
    let long = "ұ".repeat(5000);
    let answer = browser.post_form(&path, &[("address", &long)]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("href=\"#address\"") && answer.body.contains(&long));
    browser
        .post_form(&path, &[("address", "Орал\u{7}\u{202e}ларО")])
        .await;
    let answer = browser.get(&path).await;
    assert!(
        answer.body.contains("value=\"ОралларО\""),
        "without what is not seen"
    );
    assert!(!answer.body.contains(['\u{7}', '\u{202e}']));
    let member = [("name", "Бала\u{202e}рс"), ("do", "later")];
    browser
        .post_form(&format!("{draft}/family/1"), &member)
        .await;
    for page in [
        browser.get(&format!("{draft}/family")).await,
        browser.get(&format!("{draft}/check")).await,
        server
            .browser()
            .post_form("/kk/login", &[("login", "\u{1b}[2J"), ("password", "x")])
            .await,
        browser.get("/kk/services?q=%1b%E2%80%AE").await,
    ] {
        assert!(!page.body.contains(['\u{1b}', '\u{202e}']), "{}", page.body);
    }
}

#[tokio::test]
async fn markup_is_shown_as_text() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = browser.post_form(APPLY, &[]).await.location().to_owned();
    let attacks = [
        "\"><script>alert(1)</script>",
        "</textarea><script>alert(1)</script>",
        "' onfocus='alert(1)",
        "<!--",
        "&lt;b&gt;",
        "{{7*7}}",
        "</title><script>alert(1)</script>",
    ];
    for attack in attacks {
        let fields = [("address", attack), ("email", attack), ("phone", attack)];
        let applicant = browser
            .post_form(&format!("{draft}/applicant"), &fields)
            .await;
        let fields = [
            ("disability", attack),
            ("disease", attack),
            ("description", attack),
        ];
        let situation = browser
            .post_form(&format!("{draft}/situation"), &fields)
            .await;
        let fields = [
            ("name", attack),
            ("iin", attack),
            ("relation", attack),
            ("income", attack),
        ];
        let member = browser
            .post_form(&format!("{draft}/family/1"), &fields)
            .await;
        let list = browser.get(&format!("{draft}/family")).await;
        let login = server
            .browser()
            .post_form("/kk/login", &[("login", attack), ("password", "x")])
            .await;
        let register = server
            .browser()
            .post_form("/kk/register", &[("iin", attack), ("name", attack)])
            .await;
        for page in [applicant, situation, member, list, login, register] {
            assert!(page.status < 500);
            assert!(!page.body.contains("<script>alert"), "{attack}");
            assert!(!page.body.contains("\"><script>"), "{attack}");
            assert!(
                !page.body.contains("=\"' onfocus='alert(1)\" onfocus"),
                "{attack}"
            );
        }
    }
}

#[tokio::test]
async fn fields_that_nobody_asked_for_are_ignored() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = browser.post_form(APPLY, &[]).await.location().to_owned();
    let fields = [
        ("case_id", "x"),
        ("person", "x"),
        ("family.1.name", "Подброшенный"),
        ("own-income", "1"),
        ("description", "Подброшенный"),
    ];
    browser
        .post_form(&format!("{draft}/applicant"), &fields)
        .await;
    for page in ["/family", "/situation", "/income"] {
        let body = browser.get(&format!("{draft}{page}")).await.body;
        assert!(
            !body.contains("Подброшенный") && !body.contains("value=\"1\""),
            "{page}"
        );
    }
}

#[tokio::test]
async fn numbers_and_names_in_addresses_are_checked() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = browser.post_form(APPLY, &[]).await.location().to_owned();
    for path in [
        "/family/0",
        "/family/-1",
        "/family/99999999999999999999",
        "/family/x",
        "/applicant/1",
        "/nothing",
        "/family/21",
        "/%ff",
        "/documents/nothing",
        "/family/1/x",
    ] {
        let answer = browser.get(&format!("{draft}{path}")).await;
        assert!(
            matches!(answer.status, 400 | 404 | 405),
            "{path}: {}",
            answer.status
        );
    }
    assert_eq!(browser.get("/kk/drafts/not-an-id").await.status, 404);
    assert_eq!(
        browser
            .post_form("/kk/services/no/such/apply", &[])
            .await
            .status,
        404
    );
}
