//! What the language switch of a form must not do: change, send, or count as a try.

use server::{demo::PASSWORD, store::sql::query};

use crate::common::{
    Answer, Browser, Server,
    accounts::{END, PHONE, another, begun, code_number, end_of, give, messages_to},
    citizen_iin,
    journey::{act, filled_draft, shown_hash, submitted},
    official::{self, OWN_PASSWORD, add, between, code, first_login, own_password, password},
};

const SWITCH: (&str, &str) = ("switch-language", "yes");

/// Sends a form to see it in Kazakh; it must come back without a word of what is wrong.
async fn switched(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> String {
    let mut fields = fields.to_vec();
    fields.push(SWITCH);
    let page = browser.post_form(path, &fields).await;
    assert_eq!(page.status, 200, "{path}: {}", page.body);
    assert!(page.body.contains("<html lang=\"kk\""), "{path}");
    assert!(!page.body.contains("error-summary"), "{path}");
    page.body
}

#[tokio::test]
async fn it_is_no_try_of_a_code_and_sends_none() {
    let server = Server::start().await;
    let browser = server.browser();
    begun(&browser).await;
    let code = code_number(&browser, END, 1).await;
    let wrong = another(&code);
    for _ in 0..6 {
        let page = switched(&browser, "/kk/register/code", &[("code", &wrong)]).await;
        assert!(page.contains(&format!("value=\"{wrong}\"")));
    }
    switched(&browser, "/kk/register/code", &[("code", &code)]).await;
    assert_eq!(messages_to(&browser, END).await.len(), 1);
    assert_eq!(
        give(&browser, &code).await.location(),
        "/ru/cabinet?said=registered"
    );
    // A number that has an account now, and the way to a new password.
    let other = server.browser();
    let iin = citizen_iin(0);
    switched(&other, "/kk/recovery", &[("iin", &iin)]).await;
    let nothing = other.get("/kk/recovery/code").await;
    assert_eq!(nothing.location(), "/kk/recovery");
    assert_ne!(end_of(PHONE), "0001");
    assert!(messages_to(&other, "0001").await.is_empty());
}

#[tokio::test]
async fn it_sets_no_password_anew() {
    let server = Server::start().await;
    let browser = server.browser();
    let iin = citizen_iin(0);
    browser.post_form("/ru/recovery", &[("iin", &iin)]).await;
    let code = code_number(&browser, "0001", 1).await;
    let fields = [
        ("code", code.as_str()),
        ("password", OWN_PASSWORD),
        ("password-again", OWN_PASSWORD),
    ];
    let page = switched(&browser, "/kk/recovery/code", &fields).await;
    assert!(page.contains(&code) && !page.contains(OWN_PASSWORD));
    server.login_citizen(0).await;
    let done = browser.post_form("/ru/recovery/code", &fields).await;
    assert_eq!(done.location(), "/ru/recovery/done");
}

#[tokio::test]
async fn it_changes_nothing_of_an_account_and_tries_no_password() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let new = [("password", OWN_PASSWORD), ("password-again", OWN_PASSWORD)];
    let profile = "/kk/cabinet/profile";
    let path = format!("{profile}/password");
    for current in ["wrong"; 20] {
        let fields = [("current", current), new[0], new[1]];
        switched(&browser, &path, &fields).await;
        let phone = [("phone", "+7 701 555 77 88"), ("current", current)];
        let page = switched(&browser, &format!("{profile}/phone"), &phone).await;
        assert!(page.contains("value=\"+7 701 555 77 88\""));
    }
    let right = [("current", PASSWORD), new[0], new[1]];
    switched(&browser, &path, &right).await;
    let phone = [("phone", "+7 701 555 77 88"), ("current", PASSWORD)];
    switched(&browser, &format!("{profile}/phone"), &phone).await;
    let none = browser.get(&format!("{profile}/phone/code")).await;
    assert_eq!(none.location(), profile, "no code is under way");
    let store = server.store().await;
    let person = async || {
        let account = store.account_by_iin(&citizen_iin(0)).await;
        account.unwrap().unwrap().person
    };
    let given = query("UPDATE person SET email = 'old@example.kz' WHERE iin = $1");
    given.bind(citizen_iin(0)).execute(&store).await.unwrap();
    switched(&browser, &format!("{profile}/email"), &[("email", "")]).await;
    assert_eq!(person().await.email, "old@example.kz");
    store.close().await;
    // Twenty wrong passwords would have shut it.
    let begun = browser.post_form(&format!("{profile}/phone"), &phone).await;
    assert_eq!(begun.location(), format!("{profile}/phone/code"));
    let code = code_number(&browser, "7788", 1).await;
    let path = format!("{profile}/phone/code");
    let page = switched(&browser, &path, &[("code", &code)]).await;
    assert!(page.contains(&format!("value=\"{code}\"")));
    let done = browser.post_form(&path, &[("code", &code)]).await;
    assert_eq!(done.location(), "/kk/cabinet/profile?done=phone");
}

#[tokio::test]
async fn it_lets_no_official_in_and_uses_no_code_up() {
    let server = Server::start().await;
    let administrator = server.login_staff("admin").await;
    let (_, one_time) = add(&administrator, "n.janaeva", &["registrar"]).await;
    let browser = server.browser();
    password(&browser, "n.janaeva", &one_time).await;
    let new = [("password", OWN_PASSWORD), ("password-again", OWN_PASSWORD)];
    switched(&browser, "/kk/staff/login/password", &new).await;
    assert_eq!(
        own_password(&browser).await.location(),
        "/ru/staff/login/enrol"
    );
    let secret = |page: &str| between(page, "<strong translate=\"no\">", "</strong>").to_owned();
    let first = secret(&browser.get("/ru/staff/login/enrol").await.body);
    let right = code(&first, 0);
    let page = switched(&browser, "/kk/staff/login/enrol", &[("code", &right)]).await;
    assert_eq!(secret(&page), first, "the telephone has it already");
    assert!(page.contains(&format!("value=\"{right}\"")));
    official::enrol(&browser).await;

    let (_, one_time) = add(&administrator, "k.janaev", &["registrar"]).await;
    let entered = first_login(&server, "k.janaev", &one_time).await;
    let browser = server.browser();
    password(&browser, "k.janaev", OWN_PASSWORD).await;
    let recovery = [("code", entered.codes[0].as_str())];
    let page = switched(&browser, "/kk/staff/login/code", &recovery).await;
    assert!(page.contains(&format!("value=\"{}\"", entered.codes[0])));
    assert_ne!(browser.get("/kk/staff").await.status, 200);
    let done = official::post(&browser, "code", &recovery).await;
    assert_eq!(done.location(), "/ru/staff");
}

#[tokio::test]
async fn it_changes_no_account_of_an_office() {
    let server = Server::start().await;
    let administrator = server.login_staff("admin").await;
    let typed = [
        ("login", "n.janaeva"),
        ("name", "Ө. Жаңаева"),
        ("role--executor", "yes"),
        ("administrator", "yes"),
    ];
    let page = switched(&administrator, "/kk/staff/people/new", &typed).await;
    let shows = |page: &str| {
        let checked = |name: &str| page.contains(&format!("name=\"{name}\" value=\"yes\" checked"));
        page.contains("value=\"Ө. Жаңаева\"")
            && checked("role--executor")
            && checked("administrator")
            && !checked("role--registrar")
    };
    assert!(
        shows(&page) && page.contains("value=\"n.janaeva\""),
        "{page}"
    );
    let list = async || administrator.get("/kk/staff/people").await.body;
    assert!(!list().await.contains("n.janaeva"));
    let store = server.store().await;
    let head = store.staff_by_login("head").await.unwrap().unwrap();
    let path = format!("/kk/staff/people/{}", head.id);
    let old = [&typed[1..], &[("was", "as it was")]].concat();
    let page = switched(&administrator, &path, &old).await;
    assert!(
        shows(&page) && page.contains("name=\"was\" value=\"as it was\""),
        "an old page stays old: {page}"
    );
    let same = store.staff_by_login("head").await.unwrap().unwrap();
    assert_eq!((same.name, same.roles), (head.name, head.roles));
    store.close().await;
}

#[tokio::test]
async fn the_reason_of_another_term_and_the_remark_at_the_step_go_together() {
    let server = Server::start().await;
    let (_, case) = submitted(&server, 0).await;
    let browser = server.login_staff("registrar").await;
    let case = format!("/kk/staff/cases/{case}");
    let page = browser.get(&case).await.body;
    let term = between(&page, "name=\"term\" value=\"", "\"").to_owned();
    let typed = [
        ("outcome", "accepted"),
        ("comment", "Бәрі орнында"),
        ("term", term.as_str()),
        ("reason", "Анықтама жоғалған"),
    ];
    let path = format!("{case}/steps/check-documents");
    let shows = |page: &str| {
        page.contains("Бәрі орнында")
            && page.contains("Анықтама жоғалған")
            && page.contains("value=\"accepted\" checked")
    };
    let page = switched(&browser, &path, &typed).await;
    assert!(shows(&page), "{page}");
    assert!(
        page.contains("name=\"term\""),
        "the term was not replaced: {page}"
    );
    // Whatever is refused, all of it stays.
    let mut refused = typed;
    refused[3].1 = " ";
    let answer = act(&browser, &format!("{case}/term"), &refused).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("Бәрі орнында"), "{}", answer.body);
    let button = format!("formaction=\"{case}/term\"");
    assert!(answer.body.contains(&button), "{}", answer.body);
    let done = act(&browser, &format!("{case}/term"), &typed).await;
    assert_eq!(done.location(), format!("{case}?news=term"));
    // Twice: what has no box any more is listed, the rest stays in its own.
    let typed = [&typed[..], &[("at-step", "check-documents")]].concat();
    let again = act(&browser, &format!("{case}/term"), &typed).await;
    assert_eq!(again.status, 422);
    assert!(
        again
            .body
            .contains("<dd class=\"as-typed\">Анықтама жоғалған</dd>")
            && again.body.contains("Бәрі орнында</textarea>"),
        "{}",
        again.body
    );
}

#[tokio::test]
async fn it_confirms_nothing_in_a_language_that_was_not_read() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = filled_draft(&browser, 0).await;
    let hash = shown_hash(&browser, &draft).await;
    let path = format!("/kk/drafts/{draft}/sign");
    let fields = [("sha256", hash.as_str()), ("password", PASSWORD)];
    let page = switched(&browser, &path, &fields).await;
    assert!(page.contains(&hash) && !page.contains(PASSWORD));
    let still = browser.get(&path).await;
    assert_eq!(still.status, 200, "it was not submitted");
}

#[tokio::test]
async fn a_search_and_a_district_stay_in_the_address() {
    let server = Server::start().await;
    let browser = server.browser();
    let to = async |path: &str| -> Answer { browser.get(path).await };
    let moved = to("/kk/?q=%D2%AF%D0%B9+%D0%B6%D0%BE%D2%9B&switch-language=yes").await;
    assert_eq!(
        moved.location(),
        "/kk/?q=%D2%AF%D0%B9%20%D0%B6%D0%BE%D2%9B",
        "{}",
        moved.body
    );
    let page = to(moved.location()).await.body;
    assert!(page.contains("value=\"үй жоқ\""));
    assert_eq!(to("/kk/?q=&switch-language=yes").await.location(), "/kk/");
    let moved = to("/ru/services?region=31&life=&q=a&switch-language=yes").await;
    assert_eq!(moved.location(), "/ru/services?q=a&region=31");
    // Who follows links alone finds the other languages in the head.
    let page = to("/kk/services").await.body;
    assert!(page.contains("<link rel=\"alternate\" hreflang=\"ru\" href=\"/ru/services\""));

    let compare = "/kk/services/home-schooling-support";
    let page = to(compare).await.body;
    let district = between(&page, "<option value=\"", "\"");
    let district = match district {
        "" => between(page.split_once("<optgroup").unwrap().1, "value=\"", "\""),
        district => district,
    };
    let asked = format!("district={district}&switch-language=yes");
    let back = to(&format!("/ru/services/home-schooling-support?{asked}")).await;
    assert_eq!(back.status, 200);
    assert!(
        back.body
            .contains(&format!("value=\"{district}\" selected")),
        "{}",
        back.body
    );
    let on = to(&format!("{compare}?district={district}")).await;
    assert_eq!(on.status, 303, "the form's own button leads on");
    let service = on.location().split('?').next().unwrap();
    let moved = to(&format!("{service}?{asked}")).await;
    assert_eq!(moved.location(), format!("{service}?district={district}"));
}
