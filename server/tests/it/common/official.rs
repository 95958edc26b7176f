//! An official who is no one of the demonstration: from the account to the first day.

use chrono::Utc;
use server::store::{Store, sql::query};
use totp_rs::{Algorithm, Secret, TOTP};

use super::{Answer, Browser, Server};

/// The password that the official chooses.
pub const OWN_PASSWORD: &str = "терезеден көк тау көрінеді";

/// The code of a telephone with this secret (base 32), `steps` time steps from now.
pub fn code(secret: &str, steps: i64) -> String {
    let signs: String = secret.split_whitespace().collect();
    let bytes = Secret::Encoded(signs).to_bytes().unwrap();
    let totp = TOTP::new(Algorithm::SHA1, 6, 0, 30, bytes, None, String::new()).unwrap();
    let time = Utc::now().timestamp() + 30 * steps;
    totp.generate(u64::try_from(time).unwrap())
}

/// What stands between two marks of a page.
pub fn between<'p>(page: &'p str, start: &str, end: &str) -> &'p str {
    let (_, rest) = page
        .split_once(start)
        .unwrap_or_else(|| panic!("{start} in {page}"));
    rest.split(end).next().unwrap()
}

/// Has the demonstration's administrator add an official; returns the id and the one-time password.
pub async fn add(administrator: &Browser, login: &str, roles: &[&str]) -> (String, String) {
    let mut fields = vec![("login", login), ("name", "Ө. Жаңаева")];
    let names: Vec<String> = roles.iter().map(|role| format!("role--{role}")).collect();
    fields.extend(names.iter().map(|name| (name.as_str(), "yes")));
    let added = administrator
        .post_form("/ru/staff/people/new", &fields)
        .await;
    assert_eq!(added.status, 303, "{}", added.body);
    let page = administrator.get(added.location()).await.body;
    (
        added.location().rsplit('/').next().unwrap().to_owned(),
        one_time(&page),
    )
}

/// Moves an official to the office of the demonstration's other head.
pub async fn goes_elsewhere(store: &Store, id: &str) {
    let there = store.staff_by_login("head-other").await.unwrap().unwrap();
    let moved = query("UPDATE staff SET office = $1 WHERE id = $2");
    let moved = moved.bind(there.office).bind(id);
    moved.execute(store).await.unwrap();
}

/// The one-time password on a page.
pub fn one_time(page: &str) -> String {
    let shown = between(page, "id=\"one-time-password\"", "</strong>");
    shown.split_once('>').unwrap().1.to_owned()
}

/// Posts a password to the login page of officials.
pub async fn password(browser: &Browser, login: &str, password: &str) -> Answer {
    let fields = [("login", login), ("password", password)];
    browser.post_form("/ru/staff/login", &fields).await
}

/// Posts what is asked for between the password and the work.
pub async fn post(browser: &Browser, step: &str, fields: &[(&str, &str)]) -> Answer {
    browser
        .post_form(&format!("/ru/staff/login/{step}"), fields)
        .await
}

/// Replaces the one-time password; leads to the next step.
pub async fn own_password(browser: &Browser) -> Answer {
    let fields = [("password", OWN_PASSWORD), ("password-again", OWN_PASSWORD)];
    post(browser, "password", &fields).await
}

/// An official who is in.
pub struct Entered {
    /// Where they are in.
    pub browser: Browser,
    /// The secret of the telephone.
    pub secret: String,
    /// The recovery codes.
    pub codes: Vec<String>,
}

/// The whole first login: a password of one's own, the second factor, the recovery codes.
pub async fn first_login(server: &Server, login: &str, one_time: &str) -> Entered {
    let browser = server.browser();
    let answer = password(&browser, login, one_time).await;
    assert_eq!(
        answer.location(),
        "/ru/staff/login/password",
        "{}",
        answer.body
    );
    let changed = own_password(&browser).await;
    assert_eq!(
        changed.location(),
        "/ru/staff/login/enrol",
        "{}",
        changed.body
    );
    let (secret, codes) = enrol(&browser).await;
    Entered {
        browser,
        secret,
        codes,
    }
}

/// The recovery codes on a page.
pub fn recovery_codes(page: &str) -> Vec<String> {
    page.split("<code translate=\"no\" class=\"unbroken\">")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap().to_owned())
        .collect()
}

/// Sets the second factor up; returns the secret and the recovery codes.
pub async fn enrol(browser: &Browser) -> (String, Vec<String>) {
    let page = browser.get("/ru/staff/login/enrol").await.body;
    let secret = between(&page, "<strong translate=\"no\">", "</strong>").to_owned();
    let done = post(browser, "enrol", &[("code", &code(&secret, 0))]).await;
    assert_eq!(done.location(), "/ru/staff/login/codes", "{}", done.body);
    let page = browser.get("/ru/staff/login/codes").await.body;
    let codes = recovery_codes(&page);
    let entered = post(browser, "codes", &[]).await;
    assert_eq!(entered.status, 303, "{}", entered.body);
    (secret, codes)
}
