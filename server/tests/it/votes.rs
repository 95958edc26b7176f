//! A step that several decide together, and a term that is extended.

use tempfile::TempDir;

use crate::{
    applicant_reads::asked,
    common::{Browser, Server, accounts, journey},
    office_acts::task_of,
    regulation_files::{change, folder, wanted},
};

const SURVEY: &str = "id = \"survey\"\nn = \"4\"\nline = 346\nperformer = \"survey-commission\"\n";
const DISSENT: &str = "Тұрғын үйі жақсы.";

/// The survey is decided by two at least.
fn together() -> TempDir {
    let folder = folder();
    change(&folder, |text| {
        assert!(text.contains(SURVEY));
        text.replacen(SURVEY, &format!("{SURVEY}quorum = 2\n"), 1)
    });
    folder
}

async fn vote(
    official: &Browser,
    page: &str,
    (task, seen): (&str, &str),
    to: &str,
    why: &str,
) -> u16 {
    let said = [("task", task), ("seen", seen), ("to", to), ("reason", why)];
    official.post_form(page, &said).await.status
}

#[tokio::test]
async fn those_who_decide_together_vote_and_one_of_them_ends_the_step() {
    let folder = together();
    let server = Server::start_with(wanted(&folder, 0)).await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    journey::up_to_survey(&server, &store, &case).await;
    store.close().await;

    let work = format!("/kk/staff/cases/{case}");
    let (page, step) = (format!("{work}/vote"), format!("{work}/steps/survey"));
    let first = server.login_staff("survey").await;
    let second = server.login_staff("survey2").await;
    let third = server.login_staff("all").await;
    let shown = first.get(&work).await.body;
    assert!(shown.contains(&page) && shown.contains("Керек дауыс: 2, берілгені: 0."));
    assert!(!shown.contains(&step), "nobody ends it alone");
    let task = task_of(&first, &page).await;
    let mut made_for = journey::hidden(&first.get(&page).await.body).into_iter();
    let (_, seen) = made_for.find(|(name, _)| name == "seen").unwrap();
    assert_eq!(vote(&first, &page, (&task, &seen), "", "мәтін").await, 422);
    assert_eq!(
        vote(&first, &page, ("77", &seen), "need", "").await,
        422,
        "old page"
    );
    let special = server.login_staff("special").await;
    assert_eq!(vote(&special, &page, (&task, &seen), "need", "").await, 404);
    let head = server.login_staff("head").await;
    assert_eq!(
        vote(&head, &page, (&task, &seen), "need", "").await,
        422,
        "reads only"
    );
    assert!(!head.get(&work).await.body.contains(&page));

    assert_eq!(vote(&first, &page, (&task, &seen), "need", "").await, 303);
    assert_eq!(
        vote(&first, &page, (&task, &seen), "need", "").await,
        303,
        "twice"
    );
    assert_eq!(
        vote(&first, &page, (&task, &seen), "no-need", "").await,
        422
    );
    let survey = [
        ("outcome", "need"),
        ("visit-date", &journey::visit_day()),
        ("composition", "Бір адам"),
        ("living-conditions", "Үй өрттен зардап шеккен"),
        ("need-reasons", "Басқа табыс жоқ"),
    ];
    assert_eq!(
        journey::complete(&first, &step, &survey).await.status,
        422,
        "too few"
    );
    assert_eq!(
        vote(&second, &page, (&task, &seen), "no-need", DISSENT).await,
        303
    );
    let tied = first.get(&work).await.body;
    assert!(tied.contains("Дауыстар тең бөлінді") && tied.contains(DISSENT));
    assert!(tied.contains("М. Участков"), "who voted is seen");
    assert_eq!(vote(&third, &page, (&task, &seen), "need", "").await, 303);
    let decided = first.get(&work).await.body;
    assert!(decided.contains("Көпшілік шешімі") && decided.contains(&step));
    assert!(!decided.contains("value=\"no-need\""), "it is decided");
    let done = journey::complete(&first, &step, &survey).await;
    assert_eq!(done.status, 303, "{}", done.body);

    let seen = first.get(&work).await.body;
    assert!(seen.contains("Ерекше пікір") && seen.contains(DISSENT));
    let own = citizen.get(&format!("/kk/cabinet/cases/{case}")).await.body;
    assert!(!own.contains(DISSENT) && !own.contains("М. Участков"));
}

/// An extension as the act could allow it.
const EXTENSION: &str = r#"
[[term]]
id = "longer"
kind = "extension"
channel = "portal"
line = 346
limit = { value = 5, unit = "working_days", quote = "2 (двух) рабочих дней" }
when = { kk = "қосымша тексеру қажет болса", ru = "если нужна дополнительная проверка", en = "where a further check is needed" }
"#;

#[tokio::test]
async fn the_term_is_extended_once_as_the_act_allows() {
    let own = Server::start().await;
    let (_, case) = journey::submitted(&own, 0).await;
    let registrar = own.login_staff("registrar").await;
    let work = format!("/kk/staff/cases/{case}");
    let shown = registrar.get(&work).await.body;
    assert!(
        !shown.contains(&format!("{work}/extend")),
        "the act knows none"
    );
    own.stop().await;

    let folder = folder();
    change(&folder, |text| format!("{text}\n{EXTENSION}"));
    let server = Server::start_with(wanted(&folder, 0)).await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let work = format!("/kk/staff/cases/{case}");
    let page = format!("{work}/extend");
    let registrar = server.login_staff("registrar").await;
    assert!(registrar.get(&work).await.body.contains(&page));
    assert!(
        registrar
            .get(&page)
            .await
            .body
            .contains("осымша тексеру қажет болса")
    );
    asked(&registrar, &page, 1).await;
    let why = "Мұрағат анықтамасын күтеміз.";
    let nothing = journey::act(&registrar, &page, &[("reason", why)]).await;
    assert!(nothing.status == 422 && nothing.body.contains(why));
    assert_eq!(
        journey::act(&registrar, &page, &[("to", "longer")])
            .await
            .status,
        422
    );
    let given = [("to", "longer"), ("reason", why)];
    let stranger = server.login_staff("registrar-other").await;
    assert_eq!(journey::act(&stranger, &page, &given).await.status, 404);
    let store = server.store().await;
    let before = store.case(&case).await.unwrap().unwrap().due;
    let form = journey::form_of(&registrar, &page, &given).await;
    for _ in 0..2 {
        let done = journey::post(&registrar, &page, &form).await;
        assert_eq!((done.status, done.location()), (303, work.as_str()));
    }
    let after = store.case(&case).await.unwrap().unwrap().due;
    assert!(after > before);
    store.close().await;
    let head = server.login_staff("head").await;
    assert_eq!(journey::act(&head, &page, &given).await.status, 422, "once");
    let told = citizen.get(&format!("/kk/cabinet/cases/{case}")).await.body;
    assert!(
        told.contains("Мерзім ұзартылды") && told.contains(why),
        "{told}"
    );
    accounts::told(&server.browser(), "0001", "мерзімі").await;
}
