//! Work that goes back to an earlier step goes back to somebody who is known.

use crate::{
    common::{Server, journey},
    regulation_files::{change, folder, wanted},
};

#[tokio::test]
async fn steps_of_one_name_are_told_apart_and_the_list_says_who_did_it_before() {
    let folder = folder();
    change(&folder, |text| {
        text.replace(
            "title.ru = \"Назначение исполнителя\"",
            "title.ru = \"Проверка документов и регистрация\"",
        )
    });
    let server = Server::start_with(wanted(&folder, 0)).await;
    let (_, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    let name = async |login: &str| store.staff_by_login(login).await.unwrap().unwrap().name;
    let (did, appointed) = (name("registrar").await, name("head").await);
    journey::accepted(&server, &case).await;
    journey::assigned(&server, &store, &case, "executor").await;
    let executor = server.login_staff("executor").await;
    let page = format!("/ru/staff/cases/{case}/return");
    let form = executor.get(&page).await.body;
    let day = journey::visit_day();
    for name in [&did, &appointed] {
        let told = format!("Проверка документов и регистрация ({name}, {day})");
        assert!(form.contains(&told), "{told}: {form}");
    }
    let fields = [("to", "check-documents"), ("reason", "Нет справки.")];
    let done = journey::act(&executor, &page, &fields).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let registrar = server.login_staff("registrar").await;
    let list = registrar.get("/ru/staff").await.body;
    assert!(list.contains(&format!("раньше – {did}")), "{list}");
    assert!(!list.contains("Никто ещё не взял"), "{list}");
    store.close().await;
}
