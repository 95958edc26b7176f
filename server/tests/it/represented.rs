//! Whoever applies for somebody else, and officials, read words about the applicant, not words to the applicant.

use crate::common::{Server, fresh_iin, journey};

const HOUSING: &str = "mangystau-2014/housing-assistance";
const NAME: &str = "Сынақова Үлгі Мысалқызы";

/// A draft for somebody else, and its address in Russian.
async fn begun(server: &Server) -> (crate::common::Browser, String) {
    let browser = server.login_citizen(0).await;
    let begin = format!("/kk/services/{HOUSING}/apply");
    let begun = browser.post_form(&begin, &[]).await;
    let draft = begun.location().rsplit('/').next().unwrap().to_owned();
    (browser, draft)
}

async fn represents(browser: &crate::common::Browser, draft: &str) {
    let iin = fresh_iin((1960, 2, 3), 411);
    let whom = [
        ("applies", "representative"),
        ("represented-name", NAME),
        ("represented-iin", iin.as_str()),
    ];
    journey::topic(browser, draft, "representative", &whom).await;
}

#[tokio::test]
async fn a_form_about_somebody_else_speaks_of_the_applicant() {
    let server = Server::start().await;
    let (browser, draft) = begun(&server).await;
    let page = async |topic: &str| {
        browser
            .get(&format!("/ru/drafts/{draft}/{topic}"))
            .await
            .body
    };
    let own = page("income").await;
    assert!(own.contains("Чем вы занимаетесь?") && own.contains("Ваше занятие"));
    assert!(page("household").await.contains("Со мной никто не живёт"));
    assert!(
        page("residence")
            .await
            .contains("Взято из реестра физических лиц")
    );

    represents(&browser, &draft).await;
    for (topic, said, not) in [
        ("residence", "Адрес проживания заявителя", "Где вы живёте"),
        ("dwelling", "Жильё заявителя", "Моё или моей семьи"),
        ("household", "С заявителем никто не живёт", "Со мной"),
        ("income", "Чем занимается заявитель", "Чем вы занимаетесь"),
        ("bank-account", "на имя заявителя", "на ваше имя"),
    ] {
        let body = page(topic).await;
        assert!(
            body.contains(said) && !body.contains(not),
            "{topic}: {body}"
        );
        assert!(
            !body.contains("Взято из реестра"),
            "{topic}: of the representative"
        );
        let named = format!("Заявитель: {NAME}.");
        assert!(body.contains(&named), "{topic}: {body}");
    }
    let new = browser
        .get(&format!("/ru/drafts/{draft}/household/new"))
        .await;
    let number = fresh_iin((1960, 2, 3), 411);
    let row = [("name", "Сынақов Ұл"), ("iin", number.as_str())];
    let twice = browser.post_form(new.location(), &row).await;
    assert!(
        twice.body.contains("это ИИН самого заявителя"),
        "{}",
        twice.body
    );
    let tasks = browser.get(&format!("/ru/drafts/{draft}")).await.body;
    assert!(tasks.contains("Занятие и доход заявителя"), "{tasks}");
    let check = browser.get(&format!("/ru/drafts/{draft}/check")).await.body;
    assert!(
        check.contains("Доход заявителя") && !check.contains("Ваш доход"),
        "{check}"
    );
}

#[tokio::test]
async fn what_the_register_says_of_a_representative_is_not_the_applicants() {
    let server = Server::start().await;
    let (browser, draft) = begun(&server).await;
    let kept = async || {
        let store = server.store().await;
        let drafts = store.drafts_of(&draft_owner(&store).await).await.unwrap();
        store.close().await;
        drafts.into_iter().find(|one| one.id == draft).unwrap().body
    };
    let before = kept().await;
    let address = before.answers.get("address").unwrap().to_owned();
    assert_eq!(before.from_register.get("address"), Some(&address));
    represents(&browser, &draft).await;
    let after = kept().await;
    assert_eq!(after.answers.get("address"), None);
    assert_eq!(
        after.answers.get("name"),
        before.answers.get("name"),
        "who is signed in"
    );
    // What is typed then stays, whatever page is saved next.
    let catalogue = catalogue::Catalogue::builtin().unwrap();
    let office = catalogue.get(HOUSING).unwrap().provider.offices[0]
        .id
        .clone();
    let lives = [("address", address.as_str()), ("office", office.as_str())];
    journey::topic(&browser, &draft, "residence", &lives).await;
    represents(&browser, &draft).await;
    assert_eq!(kept().await.answers.get("address"), Some(address.as_str()));
}

async fn draft_owner(store: &server::store::Store) -> String {
    let iin = crate::common::citizen_iin(0);
    store.account_by_iin(&iin).await.unwrap().unwrap().person.id
}

#[tokio::test]
async fn an_official_reads_of_the_applicant_what_the_applicant_read_as_you() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let registrar = server.login_staff("registrar").await;
    let theirs = registrar.get(&format!("/ru/staff/cases/{case}")).await.body;
    for said in [
        "Ситуация заявителя",
        "Есть ли инвалидность?",
        "Доход заявителя",
    ] {
        assert!(theirs.contains(said), "{said}: {theirs}");
    }
    assert!(!theirs.contains("Есть ли у вас") && !theirs.contains("Ваша ситуация"));
    let own = format!("/ru/cabinet/cases/{case}/application");
    let own = citizen.get(&own).await.body;
    assert!(own.contains("Есть ли у вас инвалидность?") && own.contains("Ваша ситуация"));
}
