//! The accounts of an office over HTTP: what its administrator can do, and that nobody else can.

use crate::common::{
    Server,
    official::{OWN_PASSWORD, add, first_login, one_time, password},
};

#[tokio::test]
async fn an_administrator_adds_an_official_whose_password_is_told_once() {
    let server = Server::start().await;
    let administrator = server.login_staff("admin").await;
    let queue = administrator.get("/ru/staff").await.body;
    assert!(queue.contains("href=\"/ru/staff/people\""));
    let (id, password) = add(&administrator, "n.janaeva", &["registrar", "executor"]).await;
    assert_eq!(password.len(), 19, "{password}");
    let again = administrator.get(&format!("/ru/staff/people/{id}")).await;
    assert!(!again.body.contains(&password), "told once");
    let list = administrator.get("/ru/staff/people").await.body;
    assert!(list.contains("n.janaeva") && list.contains("входов ещё не было"));
    assert!(list.contains("Ө. Жаңаева: новая учётная запись"));
    assert!(
        list.contains("Работает") && list.contains("Нет роли"),
        "{list}"
    );
    first_login(&server, "n.janaeva", &password).await;
    let page = administrator.get(&format!("/ru/staff/people/{id}")).await;
    assert!(!page.body.contains("входов ещё не было"), "{}", page.body);
}

#[tokio::test]
async fn what_is_wrong_with_a_new_account_is_said_and_what_was_typed_stays() {
    let server = Server::start().await;
    let administrator = server.login_staff("admin").await;
    let role = ("role--registrar", "yes");
    for (login, name, role, said, leads_to) in [
        ("", "Ө. Жаңаева", role, "Введите логин", "#login"),
        ("Ә", "Ө. Жаңаева", role, "Введите логин", "#login"),
        ("head", "Ө. Жаңаева", role, "Этот логин занят", "#login"),
        ("n.janaeva", " ", role, "«Имя»: заполните", "#name"),
        ("n.janaeva", "\u{3164}\u{2800}", role, "заполните", "#name"),
        ("n.janaeva", "<b> 5", role, "напишите буквами", "#name"),
        (
            "n.janaeva",
            "A. Сeйітова",
            role,
            "латинские буквы: A, e",
            "#name",
        ),
        (
            "n.janaeva",
            "Ө. Жаңаева",
            ("x", ""),
            "хотя бы одну роль",
            "#roles",
        ),
        (
            "n.janaeva",
            "Ө. Жаңаева",
            ("role--akim-of-all", "yes"),
            "из списка",
            "#roles",
        ),
    ] {
        let fields = [("login", login), ("name", name), role];
        let wrong = administrator
            .post_form("/ru/staff/people/new", &fields)
            .await;
        assert_eq!(wrong.status, 422, "{said}");
        assert!(wrong.body.contains(said), "{said}: {}", wrong.body);
        assert!(wrong.body.contains(&format!("href=\"{leads_to}\"")));
        assert!(wrong.body.contains("<title>Ошибка: "));
        if !login.is_empty() {
            assert!(
                wrong.body.contains(&format!("value=\"{login}\"")),
                "{login}"
            );
        }
    }
    let empty = administrator.post_form("/ru/staff/people/new", &[]).await;
    let told = ["#name", "#login", "#roles"];
    let told = told.map(|place| empty.body.find(&format!("href=\"{place}\"")));
    assert!(
        told.iter().all(Option::is_some) && told.is_sorted(),
        "all at once, in the order of the page: {told:?}"
    );
}

#[tokio::test]
async fn nobody_keeps_accounts_of_another_office_and_no_role_keeps_any() {
    let server = Server::start().await;
    let store = server.store().await;
    let head = store.staff_by_login("head").await.unwrap().unwrap();
    store.close().await;
    let own = format!("/ru/staff/people/{}", head.id);
    let posts = ["", "/disable", "/enable", "/password", "/factor"];
    for (login, status) in [("admin-other", 404), ("head", 404), ("all", 404)] {
        let browser = server.login_staff(login).await;
        assert_eq!(browser.get(&own).await.status, status, "{login}");
        for act in posts {
            let answer = browser.post_form(&format!("{own}{act}"), &[]).await;
            assert_eq!(answer.status, status, "{login} {act}");
        }
        let lists = if login == "admin-other" { 200 } else { 404 };
        for page in ["/ru/staff/people", "/ru/staff/people/new"] {
            assert_eq!(browser.get(page).await.status, lists, "{login} {page}");
        }
    }
    let other = server.login_staff("admin-other").await;
    let list = other.get("/ru/staff/people").await.body;
    assert!(!list.contains("Б. Басшыбаев") && list.contains("О. Көршиев"));
    assert_eq!(
        server
            .login_staff("head")
            .await
            .get("/ru/staff")
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_disabled_official_is_out_at_once_and_an_old_session_does_not_come_back() {
    let server = Server::start().await;
    let administrator = server.login_staff("admin").await;
    let executor = server.login_staff("executor").await;
    let store = server.store().await;
    let id = store.staff_by_login("executor").await.unwrap().unwrap().id;
    let page = format!("/ru/staff/people/{id}");
    let done = administrator
        .post_form(&format!("{page}/disable"), &[])
        .await;
    assert_eq!(done.status, 303);
    assert!(executor.get("/ru/staff").await.location().contains("login"));
    let refused = password(&server.browser(), "executor", server::demo::PASSWORD).await;
    assert_eq!(refused.status, 422);
    let done = administrator
        .post_form(&format!("{page}/enable"), &[])
        .await;
    assert_eq!(done.status, 303);
    let old = executor.get("/ru/staff").await;
    assert!(old.location().contains("login"), "the session had ended");
    server.login_staff("executor").await;
    let record = administrator.get("/ru/staff/people").await.body;
    for said in [
        "А. Орындаушиева: вход закрыт",
        "А. Орындаушиева: вход открыт",
    ] {
        assert!(record.contains(said), "{said}");
    }
    assert!(record.contains("Ш. Әкімшілік"), "who did it");
    store.close().await;
}

#[tokio::test]
async fn other_roles_count_from_the_next_page_on() {
    let server = Server::start().await;
    let administrator = server.login_staff("admin").await;
    let (_, case) = crate::common::journey::submitted(&server, 0).await;
    let executor = server.login_staff("executor").await;
    let address = format!("/ru/staff/cases/{case}");
    assert_eq!(executor.get(&address).await.status, 404);
    let store = server.store().await;
    let id = store.staff_by_login("executor").await.unwrap().unwrap().id;
    store.close().await;
    let fields = [("name", "А. Орындаушиева"), ("role--registrar", "yes")];
    let path = format!("/ru/staff/people/{id}");
    let set = administrator.post_form(&path, &fields).await;
    assert_eq!(set.status, 303, "{}", set.body);
    assert_eq!(executor.get(&address).await.status, 200);
    let record = administrator.get("/ru/staff/people").await.body;
    assert!(record.contains("А. Орындаушиева: новые роли: "), "{record}");
}

#[tokio::test]
async fn an_old_page_of_an_account_gives_no_role_back() {
    let server = Server::start().await;
    let administrator = server.login_staff("admin").await;
    let store = server.store().await;
    let id = store.staff_by_login("executor").await.unwrap().unwrap().id;
    store.close().await;
    let path = format!("/ru/staff/people/{id}");
    let was = |page: &str| {
        let (_, rest) = page.split_once("name=\"was\" value=\"").unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    let old = was(&administrator.get(&path).await.body);
    let fields = [
        ("name", "А. Жаңаева"),
        ("role--registrar", "yes"),
        ("was", &old),
    ];
    assert_eq!(administrator.post_form(&path, &fields).await.status, 303);
    let late = [
        ("name", "А. Басқаева"),
        ("role--executor", "yes"),
        ("was", &old),
    ];
    let refused = administrator.post_form(&path, &late).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("изменил кто-то другой"),
        "{}",
        refused.body
    );
    assert!(refused.body.contains("А. Жаңаева"), "as it is now");
    let again = [late[0], late[1], ("was", &was(&refused.body))];
    assert_eq!(administrator.post_form(&path, &again).await.status, 303);
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let server = Server::start().await;
    let administrator = server.login_staff("admin").await;
    let store = server.store().await;
    let id = store.staff_by_login("admin").await.unwrap().unwrap().id;
    let own = format!("/ru/staff/people/{id}");
    let disabled = administrator
        .post_form(&format!("{own}/disable"), &[])
        .await;
    assert_eq!(disabled.status, 422);
    assert!(disabled.body.contains("единственный администратор"));
    let fields = [("name", "Ш. Әкімшілік"), ("role--head", "yes")];
    let dropped = administrator.post_form(&own, &fields).await;
    assert_eq!(dropped.status, 422, "{}", dropped.location());
    for act in ["password", "factor"] {
        let answer = administrator.post_form(&format!("{own}/{act}"), &[]).await;
        assert_eq!(answer.status, 404, "who reset their own would be out");
    }
    assert_eq!(administrator.get("/ru/staff/people").await.status, 200);

    // With another one beside, they may go.
    let second = [
        ("login", "second"),
        ("name", "Екінші"),
        ("administrator", "yes"),
    ];
    let added = administrator
        .post_form("/ru/staff/people/new", &second)
        .await;
    assert_eq!(added.status, 303, "{}", added.body);
    let disabled = administrator
        .post_form(&format!("{own}/disable"), &[])
        .await;
    assert_eq!(disabled.status, 303);
    assert!(
        administrator
            .get("/ru/staff")
            .await
            .location()
            .contains("login")
    );
    store.close().await;
}

#[tokio::test]
async fn a_reset_password_ends_the_old_one_and_its_sessions() {
    let server = Server::start().await;
    let administrator = server.login_staff("admin").await;
    let (id, first) = add(&administrator, "n.janaeva", &["registrar"]).await;
    let entered = first_login(&server, "n.janaeva", &first).await;
    let reset = administrator
        .post_form(&format!("/ru/staff/people/{id}/password"), &[])
        .await;
    assert_eq!(reset.status, 303);
    let page = administrator.get(reset.location()).await.body;
    let second = one_time(&page);
    assert_ne!(first, second);
    assert!(
        entered
            .browser
            .get("/ru/staff")
            .await
            .location()
            .contains("login")
    );
    let old = password(&server.browser(), "n.janaeva", OWN_PASSWORD).await;
    assert_eq!(old.status, 422);
    // The telephone is still the same: it is asked for before the password may be changed.
    let asked = password(&server.browser(), "n.janaeva", &second).await;
    assert_eq!(asked.location(), "/ru/staff/login/code");
}
