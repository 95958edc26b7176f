//! The members of a list that repeats: each stays who it is, none is counted twice.

use domain::iin::Iin;
use server::store::{
    draft::{Draft, DraftBody},
    new_id,
};

use crate::common::{
    Browser, Server, citizen_iin, fresh_iin,
    journey::{SERVICE, filled_draft, submit},
};

async fn begin(browser: &Browser) -> String {
    let begun = browser
        .post_form(&format!("/ru/services/{SERVICE}/apply"), &[])
        .await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    begun.location().to_owned()
}

fn child(name: &str, iin: &str) -> [(&'static str, String); 4] {
    [
        ("name", name.to_owned()),
        ("iin", iin.to_owned()),
        ("relation", "child".to_owned()),
        ("income", "0".to_owned()),
    ]
}

async fn post_child(
    browser: &Browser,
    path: &str,
    child: &[(&'static str, String)],
) -> crate::common::Answer {
    let fields: Vec<(&str, &str)> = child
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    browser.post_form(path, &fields).await
}

/// Adds a member as the link of the page does; returns the address of its page.
async fn add(browser: &Browser, draft: &str, name: &str, iin: &str) -> String {
    let page = browser.get(&format!("{draft}/family/new")).await;
    assert_eq!(page.status, 303);
    let path = page.location().to_owned();
    assert_eq!(browser.get(&path).await.status, 200);
    let added = post_child(browser, &path, &child(name, iin)).await;
    assert_eq!(added.status, 303, "{}", added.body);
    path
}

#[tokio::test]
async fn an_old_page_of_a_member_writes_over_nobody() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = begin(&browser).await;
    let (a, b) = (fresh_iin((2015, 6, 1), 300), fresh_iin((2016, 6, 1), 400));
    let first = add(&browser, &draft, "Бірінші", &a).await;
    let second = add(&browser, &draft, "Екінші", &b).await;
    assert_ne!(first, second);
    browser.post_form(&format!("{first}/remove"), &[]).await;

    let stale = post_child(&browser, &first, &child("Бірінші Өзгерген", &a)).await;
    assert_eq!(stale.status, 422);
    assert!(stale.body.contains("Этого человека в списке больше нет"));
    assert!(
        stale.body.contains("value=\"Бірінші Өзгерген\""),
        "the text is kept"
    );
    let list = browser.get(&format!("{draft}/family")).await.body;
    assert!(list.contains("Екінші") && !list.contains("Бірінші"));
    let page = browser.get(&second).await.body;
    assert!(page.contains("value=\"Екінші\"") && page.contains(&b));
    assert_eq!(browser.get(&first).await.status, 410);
    let saved = post_child(&browser, &format!("{first}/autosave"), &child("x", &a)).await;
    assert_eq!(saved.status, 410);

    // Sent again from the page that said so, they are back.
    let action = stale
        .body
        .split("<form method=\"post\" action=\"")
        .find_map(|rest| {
            let action = rest.split('"').next()?;
            action.contains("/family/").then_some(action)
        });
    let back = post_child(&browser, action.unwrap(), &child("Бірінші Өзгерген", &a)).await;
    assert_eq!(back.status, 303, "{}", back.body);
    let list = browser.get(&format!("{draft}/family")).await.body;
    assert!(list.contains("Екінші") && list.contains("Бірінші Өзгерген"));
}

#[tokio::test]
async fn two_devices_that_add_somebody_add_two() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = begin(&browser).await;
    let pages = [
        browser
            .get(&format!("{draft}/family/new"))
            .await
            .location()
            .to_owned(),
        browser
            .get(&format!("{draft}/family/new"))
            .await
            .location()
            .to_owned(),
    ];
    for (at, page) in pages.iter().enumerate() {
        let name = format!("Бала {}", ["Бір", "Екі"][at]);
        let iin = fresh_iin((2015, 6, 1), 300 + 100 * u16::try_from(at).unwrap());
        assert_eq!(
            post_child(&browser, page, &child(&name, &iin)).await.status,
            303
        );
    }
    let list = browser.get(&format!("{draft}/family")).await.body;
    assert!(list.contains("Бала Бір") && list.contains("Бала Екі"));
}

#[tokio::test]
async fn a_draft_with_members_by_place_goes_on() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let store = server.store().await;
    let account = store.account_by_iin(&citizen_iin(0)).await;
    let person = account.unwrap().unwrap().person;
    // As drafts were written before members had ids.
    let answers = r#"{"family.1.name":"Дана","family.1.iin":"","family.1.relation":"child","family.1.income":"0",
        "family.2.name":"Асан","family.2.iin":"","family.2.relation":"child","family.2.income":"0","family.all":"yes"}"#;
    let draft = Draft {
        id: new_id(),
        person: person.id,
        regulation: SERVICE.to_owned(),
        body: DraftBody {
            answers: serde_json::from_str(answers).unwrap(),
            ..DraftBody::default()
        },
        version: 1,
        created: 1,
        updated: 1,
        case_id: None,
    };
    let path = format!("/ru/drafts/{}/family", draft.id);
    store.add_draft(draft).await.unwrap();
    let list = browser.get(&path).await.body;
    assert!(list.find("Дана").unwrap() < list.find("Асан").unwrap());
    assert!(
        browser
            .get(&format!("{path}/2"))
            .await
            .body
            .contains("value=\"Асан\"")
    );
    browser.post_form(&format!("{path}/1/remove"), &[]).await;
    assert!(
        browser
            .get(&format!("{path}/2"))
            .await
            .body
            .contains("value=\"Асан\"")
    );
    assert!(!browser.get(&path).await.body.contains("Дана"));
}

#[tokio::test]
async fn nobody_is_counted_twice() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = begin(&browser).await;
    let own = post_child(
        &browser,
        &format!("{draft}/family/1"),
        &child("Өзім", &citizen_iin(0)),
    )
    .await;
    assert_eq!(own.status, 422);
    assert!(
        own.body.contains("это ваш ИИН, а нужен ИИН другого"),
        "{}",
        own.body
    );
    let iin = fresh_iin((2015, 6, 1), 300);
    post_child(
        &browser,
        &format!("{draft}/family/1"),
        &child("Бірінші", &iin),
    )
    .await;
    let spaced = format!("{} {}", &iin[..6], &iin[6..]);
    let twice = post_child(
        &browser,
        &format!("{draft}/family/2"),
        &child("Екінші", &spaced),
    )
    .await;
    assert_eq!(twice.status, 422);
    assert!(twice.body.contains("указан и у другого человека"));
    let check = browser.get(&format!("{draft}/check")).await.body;
    assert!(check.contains("указан и у другого человека"));
}

#[tokio::test]
async fn an_odd_number_of_a_family_member_is_confirmed_and_shown_to_the_official() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = filled_draft(&browser, 0).await;
    let good = fresh_iin((2015, 6, 1), 300);
    let (first, last) = good.split_at(11);
    let odd = format!("{first}{}", (last.parse::<u8>().unwrap() + 1) % 10);
    assert!(Iin::parse(&odd).is_err());
    let path = format!("/kk/drafts/{draft}/family/1");
    let refused = post_child(&browser, &path, &child("Бала", &odd)).await;
    assert_eq!(refused.status, 422);
    let sure = format!("name=\"iin.sure\" value=\"{odd}\"");
    assert!(refused.body.contains(&sure), "{}", refused.body);
    let mut confirmed = child("Бала", &odd).to_vec();
    confirmed.push(("iin.sure", odd.clone()));
    assert_eq!(post_child(&browser, &path, &confirmed).await.status, 303);
    let page = browser.get(&path).await.body;
    assert!(page.contains(&format!("{sure} checked")), "{page}");
    let check = browser.get(&format!("/kk/drafts/{draft}/check")).await.body;
    assert!(check.contains("өтініш беруші нөмірді растады"));
    let case = submit(&browser, &draft).await;
    let official = server.login_staff("registrar").await;
    let page = official.get(&format!("/kk/staff/cases/{case}")).await.body;
    assert!(page.contains(&odd) && page.contains("өтініш беруші нөмірді растады"));
}

#[tokio::test]
async fn a_name_of_two_alphabets_is_put_right_by_a_button() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let path = format!("{}/family/1", begin(&browser).await);
    let mut fields = child("Aлия", &fresh_iin((2015, 6, 1), 300)).to_vec();
    let page = post_child(&browser, &path, &fields).await;
    assert_eq!(page.status, 422);
    assert!(page.body.contains("латинские буквы: A"), "{}", page.body);
    assert!(
        page.body.contains("name=\"repair\" value=\"name\"")
            && page.body.contains("Исправить на «Алия»")
    );
    // The page in another language has no errors, so nothing says why the name should change.
    let mut turned = fields.clone();
    turned.push(("switch-language", "kk".to_owned()));
    let turned = post_child(&browser, &path, &turned).await;
    assert!(!turned.body.contains("name=\"repair\""), "{}", turned.body);
    fields.push(("repair", "name".to_owned()));
    assert_eq!(post_child(&browser, &path, &fields).await.status, 303);
    assert!(browser.get(&path).await.body.contains("value=\"Алия\""));

    let register = [("name", "Aлия Үлгібаева"), ("repair", "name")];
    let page = server.browser().post_form("/ru/register", &register).await;
    assert!(page.body.contains("value=\"Алия Үлгібаева\""));
}

#[tokio::test]
async fn a_spouse_who_is_a_child_by_the_number_is_pointed_out_to_both_sides() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = filled_draft(&browser, 0).await;
    let path = format!("/ru/drafts/{draft}");
    let member = browser.get(&format!("{path}/family/new")).await;
    let mut spouse = child("Бірінші", &fresh_iin((2012, 6, 1), 300));
    spouse[2].1 = "spouse".to_owned();
    let kept = post_child(&browser, member.location(), &spouse).await;
    assert_eq!(kept.status, 303, "{}", kept.body);
    let told = "По ИИН этому человеку нет 18 лет";
    let check = browser.get(&format!("{path}/check")).await.body;
    assert!(check.contains(told), "{check}");
    let case = submit(&browser, &draft).await;
    let official = server.login_staff("registrar").await;
    let page = official.get(&format!("/ru/staff/cases/{case}")).await.body;
    assert!(page.contains("по ИИН этому человеку нет 18 лет"), "{page}");
}
