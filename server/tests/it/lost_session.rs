//! A session that ended while somebody was typing: the way back loses nothing.

use crate::common::{
    Browser, Server, citizen_iin,
    journey::{hidden, post},
};

const APPLY: &str = "/ru/services/west-kazakhstan-2018/local-social-assistance/apply";
const PASSWORD: &str = server::demo::PASSWORD;

/// Who types, as the form on a page says it.
async fn typed_by(browser: &Browser, path: &str) -> String {
    let fields = hidden(&browser.get(path).await.body).into_iter();
    let (_, by) = fields
        .into_iter()
        .find(|(name, _)| name == "typed-by")
        .unwrap();
    by
}

/// Begins a draft and returns its path.
async fn begin(browser: &Browser) -> String {
    let answer = browser.post_form(APPLY, &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location().to_owned()
}

#[tokio::test]
async fn a_lost_session_loses_nothing() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = begin(&browser).await;
    let path = format!("{draft}/situation");
    let by = typed_by(&browser, &path).await;
    browser.lose_session();
    let text = "Пожар в доме </textarea><script>alert(1)</script>";
    let login = browser
        .post_form(
            &path,
            &[
                ("typed-by", by.as_str()),
                ("disability", "yes"),
                ("description", text),
            ],
        )
        .await;
    assert_eq!(login.status, 403);
    assert!(
        login.body.contains("name=\"kept.description\"") && !login.body.contains("<script>alert")
    );
    let fields = hidden(&login.body);
    let iin = citizen_iin(0);

    // A wrong password still carries it along.
    let mut wrong = fields.clone();
    wrong.extend([
        ("login".to_owned(), iin.clone()),
        ("password".to_owned(), "wrong".to_owned()),
    ]);
    let again = post(&browser, "/ru/login", &wrong).await;
    assert_eq!(again.status, 422);
    let mut right = hidden(&again.body);
    right.extend([
        ("login".to_owned(), iin),
        ("password".to_owned(), PASSWORD.to_owned()),
    ]);
    let back = post(&browser, "/ru/login", &right).await;
    assert_eq!((back.status, back.location()), (303, "/ru/typed"));
    let back = browser.get(back.location()).await;
    assert_eq!((back.status, back.location()), (303, path.as_str()));
    let page = browser.get(&path).await.body;
    assert!(
        page.contains("Пожар в доме &lt;/textarea&gt;&lt;script&gt;"),
        "{page}"
    );
}

#[tokio::test]
async fn what_was_kept_goes_along_into_another_language() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = begin(&browser).await;
    let path = format!("{draft}/situation");
    let by = typed_by(&browser, &path).await;
    browser.lose_session();
    let login = browser
        .post_form(&path, &[("typed-by", &by), ("description", "Пожар")])
        .await;
    assert!(
        login
            .body
            .contains("form=\"login-form\" formaction=\"/kk/login\""),
        "{}",
        login.body
    );
    let mut fields = hidden(&login.body);
    fields.push(("switch-language".to_owned(), "yes".to_owned()));
    let page = post(&browser, "/kk/login", &fields).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("<html lang=\"kk\""));
    let mut fields = hidden(&page.body);
    fields.extend([
        ("login".to_owned(), citizen_iin(0)),
        ("password".to_owned(), PASSWORD.to_owned()),
    ]);
    let back = post(&browser, "/kk/login", &fields).await;
    assert_eq!((back.status, back.location()), (303, "/kk/typed"));
    let back = browser.get(back.location()).await;
    let path = draft.replacen("/ru/", "/kk/", 1) + "/situation";
    assert_eq!((back.status, back.location()), (303, path.as_str()));
    assert!(browser.get(&path).await.body.contains("Пожар"));
}

#[tokio::test]
async fn what_was_kept_is_never_put_into_the_draft_of_another_person() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = begin(&browser).await;
    let path = format!("{draft}/situation");
    let other = server.login_citizen(1).await;
    let others = typed_by(&other, &format!("{}/situation", begin(&other).await)).await;
    // Neither what the first typed, nor what the other says to have typed there.
    for by in [typed_by(&browser, &path).await, others] {
        let fields = [
            ("login", citizen_iin(1)),
            ("password", PASSWORD.to_owned()),
            ("kept-path", path.clone()),
            ("kept.typed-by", by),
            ("kept.description", "чужое".to_owned()),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value));
        let answer = post(&other, "/ru/login", &fields).await;
        assert!([303, 404].contains(&answer.status), "{}", answer.status);
        let page = browser.get(&path).await.body;
        assert!(!page.contains("чужое"), "{page}");
    }
}

#[tokio::test]
async fn whoever_is_not_logged_in_comes_back_to_begin_with_the_answers_of_the_guide() {
    let server = Server::start().await;
    let browser = server.browser();
    let answer = browser
        .post_form(APPLY, &[("person.disability", "yes")])
        .await;
    assert_eq!(answer.status, 303);
    let page = browser.get(answer.location()).await;
    let mut fields = hidden(&page.body);
    fields.extend([
        ("login".to_owned(), citizen_iin(2)),
        ("password".to_owned(), PASSWORD.to_owned()),
    ]);
    let back = post(&browser, "/ru/login", &fields).await;
    let start = browser.get(back.location()).await;
    assert_eq!(start.status, 200, "{}", back.location());
    let answers = hidden(&start.body);
    assert!(answers.contains(&("person.disability".to_owned(), "yes".to_owned())));
}

#[tokio::test]
async fn removing_after_a_lost_session_leads_back_to_the_list_with_nothing_removed() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = begin(&browser).await;
    let member = format!("{draft}/family/1");
    let fields = [("name", "Примерова Дана"), ("do", "later")];
    browser.post_form(&member, &fields).await;
    browser.lose_session();
    let login = browser.post_form(&format!("{member}/remove"), &[]).await;
    let page = browser.get(login.location()).await;
    let mut fields = hidden(&page.body);
    fields.extend([
        ("login".to_owned(), citizen_iin(0)),
        ("password".to_owned(), PASSWORD.to_owned()),
    ]);
    let back = post(&browser, "/ru/login", &fields).await;
    let list = browser.follow(back.location()).await;
    assert_eq!(list.status, 200);
    assert!(list.body.contains("Примерова Дана"));
}

#[tokio::test]
async fn a_page_that_another_person_opened_sends_nothing_in_the_name_of_who_is_logged_in_now() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let other = server.login_citizen(1).await;
    let topic = format!("{}/situation", begin(&browser).await);
    for path in ["/ru/cabinet/profile/email", &topic] {
        let by = typed_by(&browser, path).await;
        let form = [("typed-by", by.as_str()), ("email", "first@example.kz")];
        let answer = other.post_form(path, &form).await;
        assert_eq!(answer.status, 409, "{path}: {}", answer.body);
        assert!(
            answer.body.contains("эту страницу открыл другой человек"),
            "{path}"
        );
        let own = [("typed-by", by.as_str()), ("email", "first@example.kz")];
        let answer = browser.post_form(path, &own).await;
        assert_ne!(answer.status, 409, "{path}");
    }
}
