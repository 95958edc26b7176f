//! What people are told before they go on: that an answer closes the portal, what registers know, what is odd.

use std::fs;

use catalogue::Catalogue;
use domain::{iin::Iin, regulation::ChannelKind};
use server::ports::{simulator::Simulated, unemployment::UnemploymentRegister};

use crate::{
    common::{Browser, Server, Wanted, citizen_iin, journey},
    regulation_files::{folder, wanted},
};

async fn begun(browser: &Browser, regulation: &str) -> String {
    let begin = format!("/ru/services/{regulation}/apply");
    let begun = browser.post_form(&begin, &[]).await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    begun.location().to_owned()
}

#[tokio::test]
async fn an_answer_that_closes_the_portal_goes_no_further() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let catalogue = Catalogue::builtin().unwrap();
    let online = catalogue.all().filter(|one| one.is_offered_online());
    let mut tried = 0;
    for regulation in online {
        let portal = regulation.channel(ChannelKind::Portal).unwrap();
        let Some(condition) = &portal.condition else {
            continue;
        };
        let facts = condition.facts();
        let decides =
            |fact: &Option<String>| fact.as_deref().is_some_and(|one| facts.contains(&one));
        let mut topics = regulation.topics.iter();
        let Some(topic) = topics.find(|topic| topic.fields.iter().any(|one| decides(&one.fact)))
        else {
            continue;
        };
        tried += 1;
        let draft = begun(&browser, &regulation.id).await;
        let page = format!("{draft}/{}", topic.id);
        let deciding = topic.fields.iter().filter(|one| decides(&one.fact));
        let answers: Vec<(&str, &str)> = deciding
            .map(|field| (field.id.as_str(), "no"))
            .chain([("description", "Өрт болды.")])
            .collect();
        let sent = browser.post_form(&page, &answers).await;
        assert_eq!(
            (sent.status, sent.location()),
            (303, page.as_str()),
            "{}",
            regulation.id
        );
        let closed = "С такими ответами подать заявление через портал нельзя";
        let shown = browser.get(&page).await.body;
        let elsewhere = regulation.channel(portal.elsewhere[0]).unwrap();
        for told in [closed, "Ответы сохранены", elsewhere.name.ru.as_str()] {
            assert!(shown.contains(told), "{told}: {shown}");
        }
        assert!(shown.contains("value=\"no\" checked"), "{shown}");
        let tasks = browser.get(&draft).await.body;
        assert!(
            tasks.contains(closed) && tasks.contains("С таким ответом портал"),
            "{tasks}"
        );
        assert!(!tasks.contains("Продолжить заполнение"), "{tasks}");
        let check = browser.get(&format!("{draft}/check")).await.body;
        assert!(check.contains(closed), "{check}");
        let sign = browser.get(&format!("{draft}/sign")).await;
        assert_eq!(sign.location(), format!("{draft}/check"));
        let first: Vec<(&str, &str)> = answers
            .iter()
            .map(|(name, _)| (*name, "yes"))
            .take(1)
            .collect();
        let fields = [first.as_slice(), &[("description", "Өрт болды.")]].concat();
        let mended = browser.post_form(&page, &fields).await;
        assert_ne!(mended.location(), page, "{}", regulation.id);
    }
    assert_eq!(tried, 6, "four of local assistance, two of home schooling");
}

#[tokio::test]
async fn whoever_is_registered_in_another_oblast_hears_it_and_finds_the_rules_there() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let title = "Адрес по реестру – в другой области: Западно-Казахстанская область";
    for (regulation, topic, rules) in [
        (
            "pavlodar-2015/local-social-assistance",
            "residence",
            Some("west-kazakhstan-2018/local-social-assistance"),
        ),
        ("pavlodar-2015/jobseeker-registration", "residence", None),
    ] {
        let draft = begun(&browser, regulation).await;
        for page in [topic, "check"] {
            let shown = browser.get(&format!("{draft}/{page}")).await.body;
            assert!(shown.contains(title), "{regulation} {page}: {shown}");
            let link = rules.map(|rules| format!("href=\"/ru/services/{rules}\""));
            assert!(
                link.is_none_or(|link| shown.contains(&link)),
                "{page}: {shown}"
            );
        }
    }
    let own = begun(&browser, "west-kazakhstan-2018/local-social-assistance").await;
    let shown = browser.get(&format!("{own}/check")).await.body;
    assert!(!shown.contains("в другой области"), "{shown}");
    let housing = begun(&browser, "mangystau-2014/housing-assistance").await;
    let residence = format!("{housing}/residence");
    assert!(browser.get(&residence).await.body.contains(title));
    let number = crate::common::fresh_iin((1960, 2, 3), 411);
    let whom = [
        ("applies", "representative"),
        ("represented-name", "Сынақова Үлгі"),
        ("represented-iin", number.as_str()),
    ];
    browser
        .post_form(&format!("{housing}/representative"), &whom)
        .await;
    let shown = browser.get(&residence).await.body;
    assert!(
        !shown.contains(title),
        "the address is the representative’s: {shown}"
    );
}

#[tokio::test]
async fn whoever_is_registered_as_unemployed_hears_it_before_signing() {
    let server = Server::start_with(Wanted {
        faults: vec!["unemployment=contradicts".to_owned()],
        ..Wanted::default()
    })
    .await;
    let numbers = (0..3).map(|n| (n, Iin::parse(&citizen_iin(n)).unwrap()));
    let mut of_none = numbers.filter(|(_, iin)| UnemploymentRegister::entry(iin).is_none());
    let (n, _) = of_none.next().expect("a citizen without an entry");
    let browser = server.login_citizen(n).await;
    let told = "По учёту безработных регистрация уже есть: с 12.01.2026";
    for (regulation, proof) in [
        ("zhambyl-2014/unemployed-registration", true),
        ("pavlodar-2015/jobseeker-registration", false),
    ] {
        let draft = begun(&browser, regulation).await;
        let check = browser.get(&format!("{draft}/check")).await.body;
        assert!(check.contains(told), "{regulation}: {check}");
        let link = "/ru/services/zhambyl-2014/unemployed-certificate";
        assert_eq!(check.contains(link), proof, "{check}");
    }
    let server = server.restart_with(Wanted::default()).await;
    let browser = server.login_citizen(n).await;
    let draft = begun(&browser, "zhambyl-2014/unemployed-registration").await;
    let check = browser.get(&format!("{draft}/check")).await.body;
    assert!(!check.contains("регистрация уже есть"), "{check}");
}

#[tokio::test]
async fn whoever_enters_a_sum_hears_first_that_it_departs() {
    let folder = folder();
    let file = folder.path().join("services/local-social-assistance.toml");
    let text = fs::read_to_string(&file).unwrap();
    let amount = "meaning = \"amount\"\n";
    let asked = format!("{amount}prefill = \"answer.own-income\"\n");
    fs::write(&file, text.replace(amount, &asked)).unwrap();
    let server = Server::start_with(wanted(&folder, 0)).await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    journey::up_to_commission(&server, &store, &case).await;
    let special = server.login_staff("special").await;
    let path = format!("/ru/staff/cases/{case}/steps/special-commission");
    let mut fields = journey::at_step(&special, &path).await;
    for (name, value) in [
        ("outcome", "granted"),
        ("conclusion-number", "15"),
        ("conclusion-date", &journey::visit_day()),
        ("granted--amount", "184 500"),
        ("granted--how-often", "once"),
    ] {
        fields.push((name.to_owned(), value.to_owned()));
    }
    let before = store.events(&case).await.unwrap().len();
    let first = journey::post(&special, &path, &fields).await;
    assert_eq!(first.status, 200, "{}", first.body);
    for told in ["Проверьте решение", "нажмите ещё раз", "value=\"184 500\""]
    {
        assert!(first.body.contains(told), "{told}: {}", first.body);
    }
    assert_eq!(
        store.events(&case).await.unwrap().len(),
        before,
        "nothing is done yet"
    );
    let mut other = fields.clone();
    let marks = journey::hidden(&first.body);
    let mark = marks
        .into_iter()
        .find(|(name, _)| name == "doubts")
        .unwrap();
    other.retain(|(name, _)| name != "granted--amount");
    other.extend([
        ("granted--amount".to_owned(), "200 000".to_owned()),
        mark.clone(),
    ]);
    let changed = journey::post(&special, &path, &other).await;
    assert_eq!(changed.status, 200, "another sum, another doubt");
    fields.push(mark);
    let done = journey::post(&special, &path, &fields).await;
    assert_eq!(done.status, 303, "{}", done.body);
    drop(citizen);
    store.close().await;
}

#[tokio::test]
async fn the_words_of_an_official_have_their_language() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let remark = "Құжаттар қабылданды.";
    let fields = [("outcome", "accepted"), ("comment", remark)];
    let registrar = server.login_staff("registrar").await;
    let path = format!("/kk/staff/cases/{case}/steps/check-documents");
    let done = journey::complete(&registrar, &path, &fields).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let page = citizen.get(&format!("/ru/cabinet/cases/{case}")).await.body;
    let marked = format!("<p lang=\"kk\" class=\"timeline__note\">{remark}</p>");
    assert!(page.contains(&marked), "{page}");
}

#[tokio::test]
async fn a_representative_consents_for_the_applicant() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = begun(&browser, "mangystau-2014/housing-assistance").await;
    let page = format!("{draft}/consents");
    assert!(
        browser
            .get(&page)
            .await
            .body
            .contains("моих персональных данных")
    );
    let number = crate::common::fresh_iin((1960, 2, 3), 411);
    let whom = [
        ("applies", "representative"),
        ("represented-name", "Сынақова Үлгі"),
        ("represented-iin", number.as_str()),
    ];
    browser
        .post_form(&format!("{draft}/representative"), &whom)
        .await;
    let shown = browser.get(&page).await.body;
    assert!(shown.contains("персональных данных заявителя"), "{shown}");
    assert!(!shown.contains("моих персональных данных"), "{shown}");
}
