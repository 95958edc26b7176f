//! What the answers say against the service is said alike before signing, to the official and to whoever signs.

use std::fs;

use crate::{
    common::{Server, journey},
    regulation_files::{folder, wanted},
};

#[tokio::test]
async fn a_ground_that_the_answers_speak_for_is_told_to_everybody_who_decides() {
    let folder = folder();
    let file = folder.path().join("services/local-social-assistance.toml");
    let text = fs::read_to_string(&file).unwrap();
    let ground = "[[ground]]\nid = \"requirements\"\n";
    let speaks = format!("{ground}when = \"person.disability\"\n");
    assert!(text.contains(ground));
    fs::write(&file, text.replace(ground, &speaks)).unwrap();
    let server = Server::start_with(wanted(&folder, 0)).await;
    let words = "Заявитель или документы не отвечают требованиям услуги";

    let citizen = server.login_citizen(0).await;
    let draft = journey::filled_draft(&citizen, 0).await;
    let check = citizen.get(&format!("/ru/drafts/{draft}/check")).await.body;
    assert!(
        check.contains("По вашим ответам услугу могут не оказать") && check.contains(words),
        "{check}"
    );
    let case = journey::submit(&citizen, &draft).await;
    let told = format!("По ответам есть основание для отказа: «{words}».");
    let work = format!("/ru/staff/cases/{case}");
    let registrar = server.login_staff("registrar").await;
    let page = registrar.get(&work).await.body;
    assert!(page.contains(&told), "{page}");
    let store = server.store().await;
    journey::up_to_commission(&server, &store, &case).await;
    journey::decided(&server, &case).await;
    let head = server.login_staff("head").await;
    let page = head.get(&work).await.body;
    assert!(
        page.contains("class=\"deed\"") && page.contains(&told),
        "{page}"
    );
    store.close().await;
}
