//! What registers say of a case: asked after submission, kept with time and source, asked again while one is silent.

use crate::common::{Browser, Server, Wanted, files::PDF, journey, until};

/// The official's page once it holds `text`; jobs run beside the requests.
pub(crate) async fn shows(browser: &Browser, page: &str, text: &str) -> String {
    until::found(&format!("{page} shows {text}"), async || {
        let body = browser.get(page).await.body;
        body.contains(text).then_some(body)
    })
    .await
}

#[tokio::test]
async fn the_official_reads_what_a_register_says() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let registrar = server.login_staff("registrar").await;
    let page = format!("/ru/staff/cases/{case}");
    let said = shows(&registrar, &page, "Реестр физических лиц").await;
    assert!(said.contains("Сведения из реестров") && said.contains("14.03.1984"));
    let differs = shows(&registrar, &page, "Заявление и реестр расходятся").await;
    assert!(
        differs.contains("в заявлении – ") && differs.contains("Сведения о доходах"),
        "{differs}"
    );
    let sum_first = "Доход заявителя: в заявлении – ";
    assert!(differs.contains(sum_first), "not «your»: {differs}");
    let (_, said) = differs.split_once("в реестре – ").unwrap();
    let (sum, months) = said.split_once(" (").unwrap();
    assert!(
        sum.ends_with('₸') && months.contains(": "),
        "{sum} {months}"
    );
    let place = |text: &str| differs.find(text).unwrap();
    assert!(place("<h1") < place("Заявление и реестр расходятся"));
    let own = citizen.get(&format!("/ru/cabinet/cases/{case}")).await.body;
    assert!(!own.contains("Добавить копию"));
    let slot = format!("/ru/cabinet/cases/{case}/documents/identity");
    assert_eq!(citizen.get(&slot).await.status, 404, "nothing to attach");
}

#[tokio::test]
async fn a_silent_register_is_asked_again_and_a_copy_is_taken_meanwhile() {
    let server = Server::start().await;
    let citizen = server.login_citizen(0).await;
    let draft = journey::filled_draft(&citizen, 0).await;
    let server = server
        .restart_with(Wanted {
            faults: vec!["persons=down".to_owned()],
            ..Wanted::default()
        })
        .await;
    let citizen = server.login_citizen(0).await;
    let case = journey::submit(&citizen, &draft).await;
    let own = format!("/ru/cabinet/cases/{case}");
    shows(&citizen, &own, "Реестр не отвечает").await;
    let slot = format!("{own}/documents/identity");
    let files = [("files", "копия.pdf", PDF)];
    let kept = citizen.post_multipart(&slot, &files).await;
    assert_eq!(kept.status, 303, "{}", kept.body);
    let after = citizen.get(&own).await.body;
    assert!(!after.contains("Реестр не отвечает") && after.contains("копия.pdf"));
    let page = format!("/ru/staff/cases/{case}");
    let registrar = server.login_staff("registrar").await;
    shows(&registrar, &page, "Реестр пока не ответил").await;

    let server = server
        .restart_with(Wanted {
            days_ahead: 1,
            ..Wanted::default()
        })
        .await;
    let registrar = server.login_staff("registrar").await;
    let said = shows(&registrar, &page, "14.03.1984").await;
    assert!(!said.contains("Реестр пока не ответил"));
}
