//! What a guest told the guide is in the application that they begin, whichever way they log in.

use crate::common::{
    Answer, Browser, Server, Wanted, accounts, citizen_iin, fresh_iin,
    journey::{hidden, post, topic},
};

const SERVICE: &str = "services/west-kazakhstan-2018/local-social-assistance";
const PASSWORD: &str = "a long enough phrase";

/// Walks through the guide to its end, presses «apply» there, and comes to the login page.
async fn apply(browser: &Browser) -> Answer {
    let verdict = browser
        .get(&format!("/kk/{SERVICE}/check?person.disability=yes"))
        .await;
    let fields = hidden(&verdict.body);
    assert!(
        fields.contains(&("person.disability".to_owned(), "yes".to_owned())),
        "{}",
        verdict.body
    );
    let answer = post(browser, &format!("/kk/{SERVICE}/apply"), &fields).await;
    assert_eq!(answer.status, 303);
    let login = browser.get(answer.location()).await;
    assert_eq!(login.status, 200);
    login
}

/// Where a link of the page leads that begins so.
fn link(page: &Answer, start: &str) -> String {
    let (_, rest) = page
        .body
        .split_once(&format!("href=\"{start}"))
        .unwrap_or_else(|| panic!("{start} in {}", page.body));
    let rest = rest.split('"').next().unwrap().replace("&amp;", "&");
    format!("{start}{rest}")
}

/// The same page in another language, by its button.
async fn switched(browser: &Browser, page: &Answer, to: &str) -> Answer {
    assert!(page.body.contains(&format!("formaction=\"{to}\"")), "{to}");
    let mut fields = hidden(&page.body);
    fields.push(("switch-language".to_owned(), "yes".to_owned()));
    let answer = post(browser, to, &fields).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer
}

async fn log_in(browser: &Browser, page: &Answer, lang: &str, password: &str) -> Answer {
    let mut fields = hidden(&page.body);
    fields.push(("login".to_owned(), citizen_iin(2)));
    fields.push(("password".to_owned(), password.to_owned()));
    post(browser, &format!("/{lang}/login"), &fields).await
}

/// Begins the application on the page to which the login leads, and looks at what it knows.
async fn begins_with_the_answer(browser: &Browser, at: &str, lang: &str) {
    assert!(at.starts_with(&format!("/{lang}/{SERVICE}/apply?")), "{at}");
    let start = browser.get(at).await;
    assert_eq!(start.status, 200);
    let begun = post(
        browser,
        &format!("/{lang}/{SERVICE}/apply"),
        &hidden(&start.body),
    )
    .await;
    assert_eq!(begun.status, 303);
    let draft = begun.location();
    assert!(draft.starts_with(&format!("/{lang}/drafts/")), "{draft}");
    let page = browser.get(&format!("{draft}/situation")).await.body;
    let chosen = page
        .split("<input ")
        .find(|tag| tag.contains("name=\"disability\"") && tag.contains("value=\"yes\""))
        .unwrap();
    assert!(
        chosen.split('>').next().unwrap().contains("checked"),
        "{chosen}"
    );
}

#[tokio::test]
async fn through_the_login() {
    let server = Server::start().await;
    let browser = server.browser();
    let login = apply(&browser).await;
    let done = log_in(&browser, &login, "kk", server::demo::PASSWORD).await;
    begins_with_the_answer(&browser, done.location(), "kk").await;
}

#[tokio::test]
async fn through_the_login_with_mistakes_and_in_another_language() {
    let server = Server::start().await;
    let browser = server.browser();
    let login = apply(&browser).await;
    let russian = switched(&browser, &login, "/ru/login").await;
    let wrong = log_in(&browser, &russian, "ru", "wrong").await;
    assert_eq!(wrong.status, 422);
    let empty = log_in(&browser, &wrong, "ru", "").await;
    assert_eq!(empty.status, 422);
    let english = switched(&browser, &empty, "/en/login").await;
    let done = log_in(&browser, &english, "en", server::demo::PASSWORD).await;
    begins_with_the_answer(&browser, done.location(), "en").await;
}

async fn register(browser: &Browser, page: &Answer, lang: &str, phone: &str) -> Answer {
    let mut fields = hidden(&page.body);
    let iin = fresh_iin((1990, 5, 17), 200);
    for (name, value) in [
        ("iin", iin.as_str()),
        ("name", "Примерова Вера Опытовна"),
        ("birth-date", "17.05.1990"),
        ("phone", phone),
        ("password", PASSWORD),
        ("password-again", PASSWORD),
    ] {
        fields.push((name.to_owned(), value.to_owned()));
    }
    let first = post(browser, &format!("/{lang}/register"), &fields).await;
    match first.status {
        303 => accounts::enter_code(browser, lang, phone).await,
        _ => first,
    }
}

#[tokio::test]
async fn through_the_registration_with_a_mistake_and_in_another_language() {
    let server = Server::start().await;
    let browser = server.browser();
    let login = apply(&browser).await;
    let wrong = log_in(&browser, &login, "kk", "wrong").await;
    let page = browser.get(&link(&wrong, "/kk/register")).await;
    let mistake = register(&browser, &page, "kk", "1").await;
    assert_eq!(mistake.status, 422);
    let russian = switched(&browser, &mistake, "/ru/register").await;
    let done = register(&browser, &russian, "ru", "8 701 123 45 67").await;
    assert_eq!(done.status, 303, "{}", done.body);
    begins_with_the_answer(&browser, done.location(), "ru").await;
}

#[tokio::test]
async fn through_the_registration_that_the_register_could_not_confirm() {
    let server = Server::start_with(Wanted {
        faults: vec!["persons=down".to_owned()],
        ..Wanted::default()
    })
    .await;
    let browser = server.browser();
    let login = apply(&browser).await;
    let page = browser.get(&link(&login, "/kk/register")).await;
    let done = register(&browser, &page, "kk", "8 701 123 45 67").await;
    let told = browser.get(done.location()).await;
    let told = browser.get(&link(&told, "/en/register/done")).await;
    let on = link(&told, &format!("/en/{SERVICE}/apply?"));
    begins_with_the_answer(&browser, &on, "en").await;
}

#[tokio::test]
async fn what_the_open_application_does_not_know_yet_is_filled_in_and_the_rest_stays() {
    let server = Server::start().await;
    let browser = server.login_citizen(2).await;
    let begun = browser
        .post_form(&format!("/kk/{SERVICE}/apply"), &[])
        .await;
    let draft = begun.location().rsplit('/').next().unwrap();
    let typed = [
        ("disability", "no"),
        ("disease", "yes"),
        ("description", "Өрт болды, үйіміз бүлінді."),
    ];
    topic(&browser, draft, "situation", &typed).await;
    let again = browser
        .post_form(
            &format!("/kk/{SERVICE}/apply"),
            &[("person.disability", "yes")],
        )
        .await;
    assert_eq!(again.location(), begun.location());
    let store = server.store().await;
    let account = store.account_by_iin(&citizen_iin(2)).await;
    let person = account.unwrap().unwrap().person;
    let kept = store.draft(draft, &person.id).await.unwrap().unwrap();
    assert_eq!(kept.body.answers.get("disability"), Some("no"));
    store.close().await;

    let browser = server.login_citizen(1).await;
    browser
        .post_form(&format!("/kk/{SERVICE}/apply"), &[])
        .await;
    let filled = browser
        .post_form(
            &format!("/kk/{SERVICE}/apply"),
            &[("person.disability", "yes")],
        )
        .await;
    let page = browser
        .get(&format!("{}/situation", filled.location()))
        .await;
    assert!(page.body.contains("checked"), "{}", page.body);
}

#[tokio::test]
async fn a_flood_or_nonsense_is_left_out_and_the_way_on_is_kept() {
    let server = Server::start().await;
    let browser = server.browser();
    let flood = "x".repeat(5000);
    let answer = browser
        .post_form(
            &format!("/kk/{SERVICE}/apply"),
            &[
                ("flood", flood.as_str()),
                ("person.disability", "yes"),
                ("person.disease", "\u{202e}nonsense"),
            ],
        )
        .await;
    assert_eq!(answer.status, 303);
    assert!(answer.location().len() < 300, "{}", answer.location());
    let login = browser.get(answer.location()).await;
    let done = log_in(&browser, &login, "kk", server::demo::PASSWORD).await;
    begins_with_the_answer(&browser, done.location(), "kk").await;
}
