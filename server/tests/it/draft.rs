//! A draft: prefilled, saved on every way out, kept through everything.

use crate::common;
use crate::common::{Browser, Server, Wanted, citizen_iin};

const APPLY: &str = "/ru/services/west-kazakhstan-2018/local-social-assistance/apply";

/// Begins a draft and returns its path.
async fn begin(browser: &Browser) -> String {
    let answer = browser.post_form(APPLY, &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location().to_owned()
}

#[tokio::test]
async fn one_open_draft_and_it_knows_what_the_register_and_the_guide_know() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let answer = browser
        .post_form(
            APPLY,
            &[("person.disability", "yes"), ("person.nonsense", "x")],
        )
        .await;
    let draft = answer.location().to_owned();
    assert!(draft.starts_with("/ru/drafts/"));
    assert_eq!(
        begin(&browser).await,
        draft,
        "a second click continues the same draft"
    );
    let page = browser.get(&format!("{draft}/applicant")).await.body;
    for known in ["Үлгібаева Айсұлу Сынаққызы", &citizen_iin(0), "14.03.1984"]
    {
        assert!(page.contains(known), "{known}");
    }
    assert!(page.contains("Источник: реестр физических лиц"));
    assert!(
        !page.contains("name=\"name\"") && !page.contains("name=\"iin\""),
        "identity is not asked"
    );
    assert!(
        page.contains("value=\"Орал қ., Үлгі көшесі, 12-үй, 5-пәтер\""),
        "the address can be changed"
    );
    let situation = browser.get(&format!("{draft}/situation")).await.body;
    assert!(
        situation.contains("name=\"disability\" value=\"yes\" checked"),
        "{situation}"
    );
}

#[tokio::test]
async fn identity_cannot_be_typed_over() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = begin(&browser).await;
    let fields = [
        ("iin", citizen_iin(1)),
        ("name", "Другой Человек".to_owned()),
    ];
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    browser
        .post_form(&format!("{draft}/applicant"), &fields)
        .await;
    let page = browser.get(&format!("{draft}/applicant")).await.body;
    assert!(page.contains(&citizen_iin(0)) && !page.contains("Другой Человек"));
}

#[tokio::test]
async fn without_the_register_the_person_is_asked_and_told_why() {
    let faults = vec!["persons=down".to_owned()];
    let server = Server::start_with(Wanted {
        faults,
        ..Wanted::default()
    })
    .await;
    let browser = server.login_citizen(0).await;
    let draft = begin(&browser).await;
    let page = browser.get(&format!("{draft}/applicant")).await.body;
    assert!(page.contains("Реестр физических лиц не отвечает"));
    assert!(page.contains("name=\"address\"") && !page.contains("Үлгі көшесі"));
}

#[tokio::test]
async fn wrong_answers_come_back_as_typed_and_are_kept() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = begin(&browser).await;
    let path = format!("{draft}/income");
    let answer = browser
        .post_form(&path, &[("own-income", "сто тысяч")])
        .await;
    assert_eq!(answer.status, 422);
    assert!(
        answer.body.contains("<title>Ошибка: ") && answer.body.contains("href=\"#own-income\"")
    );
    assert!(answer.body.contains("value=\"сто тысяч\""));
    assert!(
        browser
            .get(&path)
            .await
            .body
            .contains("value=\"сто тысяч\"")
    );
    let good = browser.post_form(&path, &[("own-income", "184 500")]).await;
    assert_eq!(
        (good.status, good.location()),
        (303, format!("{draft}/documents").as_str())
    );
}

#[tokio::test]
async fn come_back_later_saves_without_a_check() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = begin(&browser).await;
    let fields = [("own-income", "???"), ("do", "later")];
    let answer = browser.post_form(&format!("{draft}/income"), &fields).await;
    assert_eq!((answer.status, answer.location()), (303, draft.as_str()));
    assert!(
        browser
            .get(&format!("{draft}/income"))
            .await
            .body
            .contains("value=\"???\"")
    );
}

#[tokio::test]
async fn the_family_is_added_changed_and_removed_and_may_be_empty() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = begin(&browser).await;
    let family = format!("{draft}/family");
    let empty = browser.get(&family).await.body;
    assert!(empty.contains("Со мной никто не живёт, продолжить"));
    let alone = browser.post_form(&family, &[("do", "continue")]).await;
    assert_eq!(alone.location(), format!("{draft}/income"));

    let iin = common::fresh_iin((2015, 6, 1), 300);
    let child = [
        ("name", "Примерова Дана"),
        ("iin", iin.as_str()),
        ("relation", "child"),
        ("income", "0"),
    ];
    let added = browser.post_form(&format!("{family}/1"), &child).await;
    assert_eq!(
        (added.status, added.location()),
        (303, family.as_str()),
        "{}",
        added.body
    );
    let spouse = [
        ("name", "Сынақбаев Олжас"),
        ("iin", ""),
        ("relation", "spouse"),
        ("income", "300 000"),
    ];
    let wrong = browser.post_form(&format!("{family}/2"), &spouse).await;
    assert_eq!(wrong.status, 422);
    let unfinished = browser.post_form(&family, &[("do", "continue")]).await;
    assert_eq!(unfinished.status, 422);
    assert!(unfinished.body.contains("href=\"#member-2\""));

    browser
        .post_form(&format!("{draft}/income"), &[("own-income", "184 500")])
        .await;
    let list = browser.get(&family).await.body;
    assert!(
        list.contains("484\u{202f}500\u{202f}₸ ÷ 3 чел. ÷ 3 мес. = 53\u{202f}833\u{202f}₸ в месяц"),
        "{list}"
    );

    for _ in 0..2 {
        let gone = browser.post_form(&format!("{family}/1/remove"), &[]).await;
        assert_eq!(gone.status, 303);
    }
    let list = browser.get(&family).await.body;
    assert!(
        !list.contains("Примерова Дана") && list.contains("Сынақбаев Олжас"),
        "a second click removes nobody else"
    );
}

#[tokio::test]
async fn autosave_keeps_single_fields_and_two_tabs_do_not_undo_each_other() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = begin(&browser).await;
    let save = format!("{draft}/applicant/autosave");
    let tabs = (0..20).map(|n| {
        let (browser, save) = (browser.clone(), save.clone());
        tokio::spawn(async move {
            let (field, value) = if n % 2 == 0 {
                ("address", format!("дом {n}"))
            } else {
                ("email", format!("a{n}@b.kz"))
            };
            browser.post_form(&save, &[(field, &value)]).await.status
        })
    });
    for tab in tabs.collect::<Vec<_>>() {
        assert_eq!(tab.await.unwrap(), 204);
    }
    let page = browser.get(&format!("{draft}/applicant")).await.body;
    assert!(page.contains("value=\"дом ") && page.contains("@b.kz\""));
    assert_eq!(
        browser
            .post_form(&format!("{draft}/nothing/autosave"), &[])
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn a_restart_of_the_server_keeps_the_draft_and_the_session() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = begin(&browser).await;
    browser
        .post_form(&format!("{draft}/income"), &[("own-income", "77 001")])
        .await;
    let cookie = browser.cookie();
    let server = server.restart().await;
    let request = server
        .browser()
        .request("GET", &format!("{draft}/income"))
        .header("cookie", cookie);
    let page = server.browser().send(request).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("value=\"77 001\""));
}

#[tokio::test]
async fn the_draft_of_another_person_is_not_there() {
    let server = Server::start().await;
    let owner = server.login_citizen(0).await;
    let draft = begin(&owner).await;
    let other = server.login_citizen(1).await;
    for path in [
        "",
        "/applicant",
        "/family",
        "/family/1",
        "/documents",
        "/documents/difficult-situation",
    ] {
        assert_eq!(
            other.get(&format!("{draft}{path}")).await.status,
            404,
            "{path}"
        );
    }
    for path in [
        "/applicant",
        "/applicant/autosave",
        "/family/1",
        "/family/1/remove",
    ] {
        assert_eq!(
            other
                .post_form(&format!("{draft}{path}"), &[("address", "x")])
                .await
                .status,
            404,
            "{path}"
        );
    }
    let stranger = server.browser();
    let answer = stranger.get(&format!("{draft}/applicant")).await;
    assert_eq!(answer.status, 303);
    assert!(
        answer.location().starts_with("/ru/login?next="),
        "{}",
        answer.location()
    );
}
