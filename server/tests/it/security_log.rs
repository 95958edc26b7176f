//! The security log tells each event with the id of the account, and of nobody who they are.

use serde_json::Value;
use server::{demo, store::Store};

use crate::common::{
    Browser, citizen_iin,
    official::add,
    program::{Program, ended},
};

const NEW: &str = "красный дом у реки";

async fn login(browser: &Browser, n: usize, password: &str) -> u16 {
    let iin = citizen_iin(n);
    let fields = [("login", iin.as_str()), ("password", password)];
    browser.post_form("/ru/login", &fields).await.status
}

/// The lines of the security log in what a program wrote.
fn security(log: &str) -> Vec<Value> {
    let lines = log.lines().filter(|line| line.starts_with('{'));
    let lines = lines.map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter(|line| line["target"] == "security").collect()
}

#[tokio::test]
async fn each_event_is_told_by_the_id_of_the_account_alone() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let program = Program::start(&data, &["--demo"]).await;
    let browser = program.browser();
    assert_eq!(login(&browser, 0, "wrong").await, 422);
    assert_eq!(login(&browser, 0, demo::PASSWORD).await, 303);
    let change = [
        ("current", demo::PASSWORD),
        ("password", NEW),
        ("password-again", NEW),
    ];
    let changed = browser.post_form("/ru/cabinet/profile/password", &change);
    assert_eq!(changed.await.status, 303);
    browser.post_form("/ru/logout", &[]).await;
    for _ in 0..7 {
        login(&program.browser(), 1, "wrong").await;
    }
    let administrator = program.browser();
    let fields = [("login", "admin"), ("password", demo::PASSWORD)];
    administrator.post_form("/ru/staff/login", &fields).await;
    let (official, _) = add(&administrator, "n.janaeva", &["registrar"]).await;

    let backup = folder.path().join("backup");
    let saved = ended(&data, &["backup", backup.to_str().unwrap()], &[]).await;
    assert!(saved.status.success(), "{}", saved.stderr);
    let store = Store::open(&Store::embedded_url(&data)).await.unwrap();
    let mut ids = Vec::new();
    for n in 0..2 {
        let person = store.account_by_iin(&citizen_iin(n)).await.unwrap();
        ids.push(person.unwrap().person.id);
    }
    let admin = store.staff_by_login("admin").await.unwrap().unwrap().id;
    store.close().await;

    let mut lines = security(&Program::log(&data));
    lines.extend(security(&saved.stderr));
    let of = |event: &str| -> Vec<(&str, &str)> {
        let found = lines.iter().filter(|line| line["fields"]["event"] == event);
        found
            .map(|line| {
                let fields = &line["fields"];
                (
                    fields["kind"].as_str().unwrap(),
                    fields["account"].as_str().unwrap(),
                )
            })
            .collect()
    };
    let (own, other) = (("citizen", ids[0].as_str()), ("citizen", ids[1].as_str()));
    assert_eq!(of("login"), [own, ("staff", &admin)]);
    assert_eq!(of("login_failed"), [own, other, other, other, other, other]);
    assert_eq!(of("locked"), [other, other]);
    assert_eq!(of("password_changed"), [own]);
    assert_eq!(of("logout"), [own]);
    assert_eq!(of("rights_changed"), [("staff", official.as_str())]);
    assert_eq!(of("export"), [("unknown", "")]);
    let whole = serde_json::to_string(&lines).unwrap();
    let secrets = [
        citizen_iin(0),
        citizen_iin(1),
        "n.janaeva".to_owned(),
        "Үлгібаева".to_owned(),
        "Жаңаева".to_owned(),
        "7010000".to_owned(),
        NEW.to_owned(),
        demo::PASSWORD.to_owned(),
    ];
    for secret in secrets {
        assert!(!whole.contains(&secret), "{secret} in {whole}");
    }
}
