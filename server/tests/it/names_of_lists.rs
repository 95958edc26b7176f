//! Fields of the form that depend on what was typed: names of a list, and what may be left out.

use crate::common::Server;

const APPLY: &str = "/ru/services/zhambyl-2014/foreign-labour-permit/apply";

#[tokio::test]
async fn a_name_that_is_not_in_the_list_is_answered_with_those_that_come_near() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = browser.post_form(APPLY, &[]).await.location().to_owned();
    let place = format!("{draft}/place");
    let asked = browser.post_form(&place, &[("territory", "район")]).await;
    assert_eq!(asked.status, 422, "{}", asked.body);
    assert!(asked.body.contains("Похожие названия: "), "{}", asked.body);
    let taken = browser
        .post_form(&place, &[("territory", "г. Тараз")])
        .await;
    let near = "выберите название из списка. Похожие";
    assert!(!taken.body.contains(near), "{}", taken.body);
}

#[tokio::test]
async fn only_what_is_not_required_may_be_skipped() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = browser.post_form(APPLY, &[]).await.location().to_owned();
    let page = format!("{draft}/request");
    let skips = async || {
        let page = browser.get(&page).await.body;
        page.matches("Если не подходит, пропустите.").count()
    };
    assert_eq!(skips().await, 4);
    browser.post_form(&page, &[("request-kind", "issue")]).await;
    assert_eq!(skips().await, 3, "for how many months is asked");
}
