//! What stands in front of an account: the codes of the demonstration's messages, and registration with one.

use server::store::{Store, sql::query};

use super::{Answer, Browser, Server, fresh_iin, until};

/// The texts of the messages that the simulated operator took for a number with these last digits, or an address as the
/// page shows it; the newest first.
pub async fn messages_to(browser: &Browser, to: &str) -> Vec<String> {
    let page = browser.get("/ru/demo/messages").await;
    assert_eq!(page.status, 200, "{}", page.body);
    let rows = page.body.split("<li data-to=\"").skip(1);
    rows.filter_map(|row| row.strip_prefix(&format!("{to}\"")))
        .filter_map(|row| row.split_once("row__title\">"))
        .map(|(_, text)| text.split("</p>").next().unwrap().to_owned())
        .collect()
}

/// The code in a message.
fn code_in(text: &str) -> Option<String> {
    let mut runs = text.split(|char: char| !char.is_ascii_digit());
    runs.find(|run| run.len() == 6).map(str::to_owned)
}

/// The newest code for this recipient, once there are `count` of them.
pub async fn code_number(browser: &Browser, to: &str, count: usize) -> String {
    until::found(&format!("{count} codes for …{to}"), async || {
        let messages = messages_to(browser, to).await;
        let mut codes: Vec<_> = messages.iter().filter_map(|text| code_in(text)).collect();
        (codes.len() >= count).then(|| codes.swap_remove(0))
    })
    .await
}

/// The last four digits of a number as it is typed.
pub fn end_of(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    digits[digits.len() - 4..].to_owned()
}

/// Waits for a message to this recipient that has `words` in it.
pub async fn told(browser: &Browser, to: &str, words: &str) {
    until::holds(&format!("…{to} is told «{words}»"), async || {
        let messages = messages_to(browser, to).await;
        messages.iter().any(|text| text.contains(words))
    })
    .await;
}

/// Posts the code that was sent for the registration begun in this browser.
pub async fn enter_code(browser: &Browser, lang: &str, phone: &str) -> Answer {
    let code = code_number(browser, &end_of(phone), 1).await;
    browser
        .post_form(&format!("/{lang}/register/code"), &[("code", &code)])
        .await
}

/// Registers with these fields; what the last of the two pages answers.
pub async fn register(browser: &Browser, lang: &str, fields: &[(&str, &str)]) -> Answer {
    let path = format!("/{lang}/register");
    let first = browser.post_form(&path, fields).await;
    if first.location() != format!("{path}/code") {
        return first;
    }
    let phone = fields.iter().find(|(name, _)| *name == "phone").unwrap().1;
    enter_code(browser, lang, phone).await
}

/// As if the codes had been sent so many seconds earlier.
pub async fn age_codes(server: &Server, seconds: i64) {
    let store = server.store().await;
    let older = query("UPDATE verification SET sent = sent - $1").bind(seconds * 1_000_000);
    assert!(older.execute(&store).await.unwrap() > 0);
    store.close().await;
}

/// The password of [`begin`].
pub const PASSWORD: &str = "a long enough phrase";
/// The telephone of [`begin`].
pub const PHONE: &str = "+7 701 555 12 34";
/// Its end.
pub const END: &str = "1234";

/// Sends the registration of one person, with other values where `changed` has some.
pub async fn begin(browser: &Browser, changed: &[(&str, &str)]) -> Answer {
    let iin = fresh_iin((1990, 5, 17), 300);
    let mut fields = vec![
        ("iin", iin.as_str()),
        ("name", "Примерова Вера Опытовна"),
        ("birth-date", "17.05.1990"),
        ("phone", PHONE),
        ("email", "vera@example.kz"),
        ("password", PASSWORD),
        ("password-again", PASSWORD),
    ];
    for (name, value) in changed {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    browser.post_form("/ru/register", &fields).await
}

/// A registration that waits for its code.
pub async fn begun(browser: &Browser) {
    let answer = begin(browser, &[]).await;
    assert_eq!(
        (answer.status, answer.location()),
        (303, "/ru/register/code"),
        "{}",
        answer.body
    );
}

/// Posts a code for it.
pub async fn give(browser: &Browser, code: &str) -> Answer {
    browser
        .post_form("/ru/register/code", &[("code", code)])
        .await
}

/// A code that is not `code`.
pub fn another(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

/// Leaves the person with this ИИН without an account, as somebody who only came to a counter.
pub async fn close_account(store: &Store, iin: &str) {
    let close = query("DELETE FROM account WHERE person IN (SELECT id FROM person WHERE iin = $1)")
        .bind(iin);
    assert_eq!(close.execute(store).await.unwrap(), 1);
}

/// Puts the cookie of a session with this token into the browser.
pub fn in_session(browser: &Browser, token: &str) {
    browser.keep(&format!("otinish={token}"));
}
