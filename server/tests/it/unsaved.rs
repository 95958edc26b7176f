//! A form that could not be saved, because the database is away or the draft was submitted, comes back with everything in it.

use server::store::{Store, sql::query};

use crate::common::{
    Browser, Server, Wanted,
    files::PDF,
    fresh_iin,
    journey::{SERVICE, filled_draft, hidden, post, shown_hash, submit, submitted},
    proxy::{Line, Proxy},
    until,
};

async fn begin(browser: &Browser) -> String {
    let begun = browser
        .post_form(&format!("/ru/services/{SERVICE}/apply"), &[])
        .await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    begun.location().to_owned()
}

#[tokio::test]
async fn a_page_saved_while_another_device_submits_says_so() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = filled_draft(&browser, 0).await;
    let hash = shown_hash(&browser, &draft).await;
    let done = browser
        .post_form(&format!("/kk/drafts/{draft}/sign"), &[("sha256", &hash)])
        .await;
    let case = done.location().trim_end_matches("/receipt").to_owned();
    let late = [("asked-by", SERVICE), ("description", "Кейінгі мәтін")];
    let answer = browser
        .post_form(&format!("/kk/drafts/{draft}/situation"), &late)
        .await;
    assert_eq!(answer.status, 409);
    assert!(answer.body.contains("Бұл өтініш жіберіліп қойған"));
    assert!(
        answer.body.contains(&format!("href=\"{case}\"")),
        "{}",
        answer.body
    );
    assert!(answer.body.contains("Кейінгі мәтін"), "the text is shown");
    let saved = browser
        .post_form(&format!("/kk/drafts/{draft}/situation/autosave"), &late)
        .await;
    assert_eq!(saved.status, 409);
}

/// Takes tables away from the running server, or brings them back: every statement on them fails.
async fn tables(store: &Store, statements: &[&'static str]) {
    for statement in statements {
        query(statement).execute(store).await.unwrap();
    }
}

const AWAY: [&str; 4] = [
    "ALTER TABLE session RENAME TO session_away",
    "ALTER TABLE draft RENAME TO draft_away",
    "ALTER TABLE person RENAME TO person_away",
    "ALTER TABLE staff RENAME TO staff_away",
];
const BACK: [&str; 4] = [
    "ALTER TABLE session_away RENAME TO session",
    "ALTER TABLE draft_away RENAME TO draft",
    "ALTER TABLE person_away RENAME TO person",
    "ALTER TABLE staff_away RENAME TO staff",
];

#[tokio::test]
async fn each_password_of_a_form_that_was_not_saved_has_a_name_of_its_own() {
    let server = Server::start().await;
    let browser = server.browser();
    let iin = crate::common::citizen_iin(0);
    browser.post_form("/ru/recovery", &[("iin", &iin)]).await;
    let store = server.store().await;
    tables(&store, &AWAY).await;
    let sent = [
        ("code", "123456"),
        ("password", "a"),
        ("password-again", "a"),
    ];
    let away = browser.post_form("/ru/recovery/code", &sent).await;
    assert!(away.body.contains("<title>Ошибка: Пока не сохранено"));
    for label in [">Новый пароль<", ">Повторите пароль<"] {
        assert_eq!(away.body.matches(label).count(), 1, "{}", away.body);
    }
    assert!(
        away.body
            .contains("data-reveals=\"password password-again\"")
    );
    store.close().await;
}

#[tokio::test]
async fn a_database_that_is_away_loses_nothing_that_was_typed() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let path = format!("{}/situation", begin(&browser).await);
    let page = browser.get(&path).await;
    let mut sent = hidden(&page.body);
    sent.extend([
        ("disability".to_owned(), "yes".to_owned()),
        (
            "description".to_owned(),
            "Өрт </textarea><script>alert(1)</script>\nсу".to_owned(),
        ),
    ]);
    let store = server.store().await;
    tables(&store, &AWAY).await;
    let away = post(&browser, &path, &sent).await;
    assert_eq!(away.status, 503);
    assert!(away.headers.contains_key("retry-after"));
    assert!(
        away.body.contains("<title>Ошибка: Пока не сохранено"),
        "{}",
        away.body
    );
    assert!(away.body.contains("Өрт &lt;/textarea&gt;") && !away.body.contains("<script>alert"));
    assert!(
        away.body
            .contains("name=\"disability\" value=\"yes\" checked")
    );
    assert!(
        away.body
            .contains(&format!("<form method=\"post\" action=\"{path}\""))
    );
    let saved = post(&browser, &format!("{path}/autosave"), &sent).await;
    assert_eq!(saved.status, 503);
    assert_eq!(browser.get(&path).await.status, 503);

    tables(&store, &BACK).await;
    let again = post(&browser, &path, &sent).await;
    assert_eq!(again.status, 303, "{}", again.body);
    assert!(
        browser
            .get(&path)
            .await
            .body
            .contains("Өрт &lt;/textarea&gt;")
    );
}

/// Who posts, where, what, and what of it must stand on the page that comes back.
type Posted<'t> = (&'t Browser, &'t str, &'t [(&'t str, &'t str)], &'t str);

#[tokio::test]
async fn every_form_comes_back_when_the_store_fails() {
    let server = Server::start().await;
    let (citizen, case) = submitted(&server, 0).await;
    let official = server.login_staff("registrar").await;
    let iin = fresh_iin((1990, 6, 1), 300);
    let store = server.store().await;
    tables(&store, &AWAY).await;
    let step = format!("/ru/staff/cases/{case}/steps/check-documents");
    let forms: [Posted<'_>; 5] = [
        (
            &citizen,
            "/ru/cabinet/profile/password",
            &[
                ("current", "Кисточка-зебра-11"),
                ("password", "Кисточка-зебра-12"),
                ("password-again", "Кисточка-зебра-12"),
            ],
            "Текущий пароль",
        ),
        (
            &citizen,
            "/ru/register",
            &[
                ("iin", &iin),
                ("name", "Примерова Дана"),
                ("birth-date", "01.06.1990"),
                ("phone", "+7 701 000 00 00"),
                ("password", "Кисточка-зебра-11"),
                ("password-again", "Кисточка-зебра-11"),
            ],
            "Примерова Дана",
        ),
        (
            &citizen,
            "/ru/login",
            &[("login", &iin), ("password", "Кисточка-зебра-11")],
            &iin,
        ),
        (
            &official,
            &step,
            &[
                ("asked-by", SERVICE),
                ("outcome", "accepted"),
                ("comment", "Бәрі орнында"),
            ],
            "Бәрі орнында",
        ),
        (
            &official,
            "/ru/staff/login",
            &[("login", "head"), ("password", "Кисточка-зебра-11")],
            "head",
        ),
    ];
    for (browser, path, fields, kept) in forms {
        let page = browser.post_form(path, fields).await;
        assert!(page.status >= 500, "{path}: {}", page.body);
        assert!(page.body.contains("Отправить ещё раз"), "{path}");
        assert!(page.body.contains(kept), "{path}: {}", page.body);
        assert!(
            !page.body.contains("зебра"),
            "{path}: a password never comes back"
        );
        let asks_login = page.body.contains("ИИН или логин");
        assert_eq!(
            asks_login,
            path.ends_with("/login"),
            "{path}: {}",
            page.body
        );
    }
    // What needs no database is still there.
    let income = citizen
        .post_form("/ru/calculators/income", &[("income-1", "100")])
        .await;
    assert!(income.status < 500, "{}", income.status);
    assert_eq!(citizen.get("/ru/services").await.status, 200);
    tables(&store, &BACK).await;
}

#[tokio::test]
async fn a_form_comes_back_whole_while_postgres_is_away() {
    let Some(mut line) = Proxy::start().await else {
        return;
    };
    let server = Server::start_with(Wanted {
        database_url: Some(line.url.clone()),
        ..Wanted::default()
    })
    .await;
    let browser = server.login_citizen(0).await;
    let path = format!("{}/situation", begin(&browser).await);
    let mut sent = hidden(&browser.get(&path).await.body);
    sent.extend([
        ("disability".to_owned(), "yes".to_owned()),
        ("description".to_owned(), "Өрт болды".to_owned()),
    ]);
    for away in [Line::Hangs, Line::Closed] {
        line.set(away).await;
        let page = post(&browser, &path, &sent).await;
        assert_eq!(page.status, 503, "{away:?}");
        assert!(page.headers.contains_key("retry-after"));
        assert!(page.body.contains("Пока не сохранено") && page.body.contains("Өрт болды"));
        let login = [("login", "900101300011"), ("password", "some password")];
        let page = server.browser().post_form("/ru/login", &login).await;
        assert_eq!(page.status, 503, "{away:?}");
        assert!(
            page.body.contains("value=\"900101300011\"") && !page.body.contains("some password")
        );
        line.set(Line::Open).await;
        until::holds("the database is back", async || {
            browser.get("/ru/cabinet").await.status == 200
        })
        .await;
        assert_eq!(post(&browser, &path, &sent).await.status, 303);
    }
    server.stop().await;
}

#[tokio::test]
async fn files_sent_or_removed_after_another_device_submitted_are_told_so() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = filled_draft(&browser, 0).await;
    let slot = format!("/ru/drafts/{draft}/documents/income");
    let page = browser.get(&slot).await.body;
    let (before, _) = page.split_once("/remove\"").unwrap();
    let remove = format!("{}/remove", before.rsplit('"').next().unwrap());
    let case = submit(&browser, &draft).await;
    let link = format!("/ru/cabinet/cases/{case}");
    let files = [("files", "a.pdf", PDF)];
    let sent = browser.post_multipart(&slot, &files).await;
    assert_eq!(sent.status, 409);
    assert!(sent.body.contains("Это заявление уже отправлено"));
    assert!(sent.body.contains("Выбранный файл не приложен"));
    assert!(
        sent.body.contains(&format!("href=\"{link}\"")),
        "{}",
        sent.body
    );
    let removed = browser.post_form(&remove, &[]).await;
    assert_eq!(removed.status, 409, "{remove}");
    assert!(removed.body.contains(&format!("href=\"{link}\"")));
    let by_script = browser
        .request("POST", &slot)
        .header("accept", "text/plain")
        .header("content-type", "multipart/form-data; boundary=x")
        .body("--x\r\ncontent-disposition: form-data; name=\"files\"; filename=\"\"\r\n\r\n\r\n--x--\r\n");
    let told = browser.send(by_script).await;
    assert_eq!((told.status, told.body), (409, link));
}

#[tokio::test]
async fn files_that_cannot_be_kept_now_lead_back_to_the_page_that_sends_them() {
    let server = Server::start().await;
    let (citizen, case) = submitted(&server, 0).await;
    let slot = format!("{}/documents/income", begin(&citizen).await);
    let registrar = server.login_staff("registrar").await;
    let desk = format!("/ru/staff/cases/{case}");
    let step = format!("{desk}/steps/check-documents/files");
    let store = server.store().await;
    tables(&store, &AWAY).await;
    for (browser, path, back) in [(&citizen, &slot, &slot), (&registrar, &step, &desk)] {
        let page = browser
            .post_multipart(path, &[("files", "a.pdf", PDF)])
            .await;
        assert_eq!(page.status, 503, "{path}");
        let link = format!("<a href=\"{back}\" class=\"button\">");
        assert!(page.body.contains(&link), "{path}: {}", page.body);
        assert!(page.body.contains("Выбранный файл не сохранён"), "{path}");
        assert!(!page.body.contains("нажмите кнопку"), "there is none");
    }
    tables(&store, &BACK).await;
    for (browser, back) in [(&citizen, &slot), (&registrar, &desk)] {
        assert_eq!(browser.get(back).await.status, 200, "{back}");
    }
    store.close().await;
}
