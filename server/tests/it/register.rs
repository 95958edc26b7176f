//! Registration: the person's word, the register's word, and what is said when they differ.

use crate::common::{Answer, Browser, Server, Wanted, accounts, citizen_iin, fresh_iin};

const APPLY: &str = "/ru/services/west-kazakhstan-2018/local-social-assistance/apply";
const PASSWORD: &str = "a long enough phrase";

async fn register(browser: &Browser, changed: &[(&str, &str)]) -> Answer {
    let iin = fresh_iin((1990, 5, 17), 200);
    let mut fields = vec![
        ("iin", iin.as_str()),
        ("name", "Примерова Вера Опытовна"),
        ("birth-date", "17.05.1990"),
        ("phone", "8 701 123 45 67"),
        ("email", ""),
        ("password", PASSWORD),
        ("password-again", PASSWORD),
    ];
    for (name, value) in changed {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    accounts::register(browser, "ru", &fields).await
}

#[tokio::test]
async fn a_new_person_is_registered_and_logged_in() {
    let server = Server::start().await;
    let browser = server.browser();
    let answer = register(&browser, &[("next", "/ru/services")]).await;
    assert_eq!(
        (answer.status, answer.location()),
        (303, "/ru/services?said=registered"),
        "{}",
        answer.body
    );
    assert_eq!(browser.get("/ru/login").await.status, 303);
    let again = server.browser();
    let iin = fresh_iin((1990, 5, 17), 200);
    let login = again
        .post_form("/ru/login", &[("login", &iin), ("password", PASSWORD)])
        .await;
    assert_eq!(login.status, 303);
}

#[tokio::test]
async fn every_mistake_is_named_and_what_was_typed_stays_except_the_password() {
    let server = Server::start().await;
    let answer = register(
        &server.browser(),
        &[
            ("iin", "123456789012"),
            ("name", "12345"),
            ("birth-date", "вчера"),
            ("phone", "1"),
            ("email", "no"),
            ("password", "short"),
            ("password-again", "other"),
        ],
    )
    .await;
    assert_eq!(answer.status, 422);
    for id in ["iin", "name", "birth-date", "phone", "email", "password"] {
        assert!(answer.body.contains(&format!("href=\"#{id}\"")), "{id}");
    }
    for typed in ["123456789012", "12345", "вчера", "no"] {
        assert!(
            answer.body.contains(&format!("value=\"{typed}\"")),
            "{typed}"
        );
    }
    assert!(!answer.body.contains("value=\"short\""));
}

#[tokio::test]
async fn passwords_must_agree() {
    let server = Server::start().await;
    let answer = register(
        &server.browser(),
        &[("password-again", "another long phrase")],
    )
    .await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("href=\"#password-again\""));
}

#[tokio::test]
async fn a_number_that_disagrees_is_a_warning_that_can_be_confirmed() {
    let server = Server::start().await;
    let browser = server.browser();
    let odd = [
        ("birth-date", "18.05.1990"),
        ("name", "Примеров Вадим Опытович"),
    ];
    let first = register(&browser, &odd).await;
    assert_eq!(first.status, 422);
    assert!(
        first.body.contains("id=\"birth-date-warning\"")
            && first.body.contains("id=\"name-warning\"")
    );
    assert!(first.body.contains("name=\"sure\""));
    let sure = [&odd[..], &[("sure", "yes")]].concat();
    assert_eq!(register(&browser, &sure).await.status, 303);

    // Before it is submitted it is pointed out again, in the list of parts and on the last look.
    let begun = browser.post_form(APPLY, &[]).await;
    let draft = begun.location();
    let rest = [
        ("address", "г. Уральск, ул. Примерная, 1"),
        ("office", "uralsk"),
        ("phone", "+7 701 123 45 67"),
    ];
    let saved = browser
        .post_form(&format!("{draft}/applicant"), &rest)
        .await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    for page in [draft.to_owned(), format!("{draft}/check")] {
        let page = browser.get(&page).await;
        assert_eq!(page.status, 200);
        assert!(
            page.body.contains("В ИИН другая дата рождения"),
            "{}",
            page.body
        );
    }
}

#[tokio::test]
async fn the_register_of_persons_has_the_last_word() {
    let server = Server::start().await;
    let iin = citizen_iin(0);
    // A person whom the register knows and who has no account yet.
    let store = server.store().await;
    let before = store.account_by_iin(&iin).await.unwrap().unwrap().person;
    accounts::close_account(&store, &iin).await;
    let wrong = register(
        &server.browser(),
        &[("iin", &iin), ("birth-date", "15.03.1984"), ("sure", "yes")],
    )
    .await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("Мотивированный отказ в авторизации"));
    let right = [
        ("iin", iin.as_str()),
        ("birth-date", "14.03.1984"),
        ("name", "үлгібаева  АЙСҰЛУ сынаққызы"),
        // Another number: its code cannot be taken for the one that was sent before.
        ("phone", "8 701 123 45 68"),
    ];
    assert_eq!(register(&server.browser(), &right).await.status, 303);
    // What an office has of the person before is theirs still.
    let account = store.account_by_iin(&iin).await.unwrap().unwrap();
    assert_eq!(account.person.id, before.id);
    assert_eq!(account.person.phone, "+77011234568");
    store.close().await;
}

#[tokio::test]
async fn without_the_register_the_registration_goes_on_and_says_so() {
    let faults = vec!["persons=down".to_owned()];
    let server = Server::start_with(Wanted {
        faults,
        ..Wanted::default()
    })
    .await;
    let browser = server.browser();
    let answer = register(&browser, &[("next", "/ru/services")]).await;
    assert_eq!(answer.status, 303);
    let page = browser.get(answer.location()).await;
    assert!(page.body.contains("Реестр физических лиц не ответил"));
    assert!(page.body.contains("href=\"/ru/services\""));
}
