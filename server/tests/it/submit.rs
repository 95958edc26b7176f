//! Submission: what must be there, confirmed once, registered once.

use crate::common;
use crate::common::{Browser, Server, files::PDF, journey};
use crate::regulation_files::{change, folder, wanted};
use app::text::Lang;
use chrono::Datelike;
use domain::{
    case::{Event, log},
    term::ordinary_term,
};

pub(crate) async fn sign(
    browser: &Browser,
    draft: &str,
    fields: &[(&str, &str)],
) -> common::Answer {
    browser
        .post_form(&format!("/kk/drafts/{draft}/sign"), fields)
        .await
}

#[tokio::test]
async fn the_check_page_lists_first_what_is_missing() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let begun = browser
        .post_form(&format!("/kk/services/{}/apply", journey::SERVICE), &[])
        .await;
    let draft = begun.location().rsplit('/').next().unwrap().to_owned();
    let page = browser.get(&format!("/kk/drafts/{draft}/check")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(
        page.body
            .contains("Өтініш бермес бұрын мыналарды толықтырыңыз")
    );
    for place in [
        "situation#disability",
        "family",
        "income#own-income",
        "documents/difficult-situation",
    ] {
        assert!(
            page.body.contains(&format!("/kk/drafts/{draft}/{place}\"")),
            "{place}: {}",
            page.body
        );
    }
    assert!(!page.body.contains(&format!("/kk/drafts/{draft}/sign")));
    let sign = browser.get(&format!("/kk/drafts/{draft}/sign")).await;
    assert_eq!(
        (sign.status, sign.location()),
        (303, format!("/kk/drafts/{draft}/check").as_str())
    );
    let posted = self::sign(&browser, &draft, &[("sha256", "")]).await;
    assert_eq!(
        (posted.status, posted.location()),
        (303, format!("/kk/drafts/{draft}/check").as_str())
    );
}

#[tokio::test]
async fn a_list_that_needs_somebody_is_not_finished_by_saying_that_there_is_nobody() {
    const FAMILY: &str = "id = \"family\"\nline = 351\nrepeats = true\n";
    let folder = folder();
    let nobody = "ешкім жоқ деп белгілеңіз";
    for needs in [false, true] {
        if needs {
            change(&folder, |text| {
                text.replacen(FAMILY, &format!("{FAMILY}least = 2\n"), 1)
            });
        }
        let server = Server::start_with(wanted(&folder, 0)).await;
        let browser = server.login_citizen(0).await;
        let apply = format!("/kk/services/{}/apply", journey::SERVICE);
        let draft = browser.post_form(&apply, &[]).await.location().to_owned();
        let page = browser.get(&format!("{draft}/check")).await.body;
        assert_eq!(page.contains(nobody), !needs, "{page}");
        let told = "Тізімге қосыңыз: отбасы мүшесі, кемінде 2";
        assert_eq!(page.contains(told), needs, "{page}");
    }
}

#[tokio::test]
async fn whoever_the_act_does_not_admit_is_told_where_to_go() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = journey::filled_draft(&browser, 0).await;
    let neither = [
        ("disability", "no"),
        ("disease", "no"),
        ("description", "Қиын жағдай"),
    ];
    journey::topic(&browser, &draft, "situation", &neither).await;
    let page = browser.get(&format!("/kk/drafts/{draft}/check")).await;
    assert!(
        page.body.contains("портал арқылы өтініш беруге болмайды"),
        "{}",
        page.body
    );
    assert!(
        page.body
            .contains(&format!("/kk/services/{}", journey::SERVICE))
    );
    assert_eq!(
        browser
            .get(&format!("/kk/drafts/{draft}/sign"))
            .await
            .status,
        303
    );
}

#[tokio::test]
async fn the_check_page_shows_answers_documents_and_income() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = journey::filled_draft(&browser, 0).await;
    let page = browser.get(&format!("/kk/drafts/{draft}/check")).await;
    assert!(
        !page
            .body
            .contains("Өтініш бермес бұрын мыналарды толықтырыңыз"),
        "{}",
        page.body
    );
    let size = app::format::bytes(Lang::Kk, PDF.len() as u64);
    // 90 000 ₸ of a quarter, one person, three months.
    for shown in [
        "Үйіміз өрттен",
        "акт.pdf",
        "анықтама.pdf",
        size.as_str(),
        "30\u{202f}000\u{202f}₸",
        "÷ 1 адам ÷ 3 ай",
    ] {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    assert!(page.body.contains(&format!("/kk/drafts/{draft}/sign\"")));
}

#[tokio::test]
async fn a_repeated_post_gives_the_same_case() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = journey::filled_draft(&browser, 0).await;
    let hash = journey::shown_hash(&browser, &draft).await;
    let first = sign(&browser, &draft, &[("sha256", &hash)]).await;
    assert_eq!(first.status, 303, "{}", first.body);
    let again = sign(&browser, &draft, &[("sha256", &hash)]).await;
    assert_eq!((again.status, again.location()), (303, first.location()));
    for page in ["check", "sign"] {
        let back = browser.get(&format!("/kk/drafts/{draft}/{page}")).await;
        assert_eq!((back.status, back.location()), (303, first.location()));
    }
}

#[tokio::test]
async fn sixteen_posts_at_once_give_one_case() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = journey::filled_draft(&browser, 0).await;
    let hash = journey::shown_hash(&browser, &draft).await;
    let fields = [("sha256", hash.as_str())];
    let answers = futures::future::join_all((0..16).map(|_| sign(&browser, &draft, &fields))).await;
    assert!(
        answers.iter().all(|answer| answer.status == 303),
        "{answers:?}"
    );
    assert!(
        answers
            .iter()
            .all(|answer| answer.location() == answers[0].location()),
        "{answers:?}"
    );
    let store = server.store().await;
    let case = store
        .case(&journey::case_of(answers[0].location()))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(store.count_cases_of_person(&case.person).await.unwrap(), 1);
    assert!(
        case.number.starts_with("27-") && case.number.ends_with("-000001"),
        "{}",
        case.number
    );
    store.close().await;
}

#[tokio::test]
async fn the_due_date_is_that_of_the_act_and_the_calendar() {
    let server = Server::start().await;
    let (browser, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    let log = store.events(&case).await.unwrap();
    log::verify(&log).unwrap();
    let Some(Event::Submitted(submitted)) = log::decode_all(&log).unwrap().into_iter().next()
    else {
        panic!()
    };
    let catalogue = catalogue::Catalogue::builtin().unwrap();
    let regulation = catalogue.get(journey::SERVICE).unwrap();
    let term = ordinary_term(
        regulation.route(&submitted.channel.into()).unwrap(),
        regulation,
    );
    let calendar = catalogue::calendar();
    assert_eq!(submitted.accepted_at, calendar.opening(submitted.at));
    let due = submitted.due.unwrap();
    assert_eq!(due, calendar.deadline(submitted.accepted_at, &term.limits));
    let receipt = browser
        .get(&format!("/kk/cabinet/cases/{case}/receipt"))
        .await;
    let due = calendar.local(due).naive_local();
    let day = app::format::day(Lang::Kk, due.date());
    let time = app::format::time(due.time());
    let due = format!("{} жылғы {day}, сағат {time}", due.year());
    assert!(receipt.body.contains(&due), "{due}: {}", receipt.body);
    assert_eq!(submitted.confirmation.method, "password");
    assert!(receipt.body.contains(&submitted.confirmation.sha256));
    store.close().await;
}

#[tokio::test]
async fn what_changed_after_it_was_shown_is_shown_again() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = journey::filled_draft(&browser, 0).await;
    let hash = journey::shown_hash(&browser, &draft).await;
    journey::topic(&browser, &draft, "income", &[("own-income", "120000")]).await;
    let answer = sign(&browser, &draft, &[("sha256", &hash)]).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer.body.contains("<title>Қате:") && answer.body.contains("Өтініш өзгерді"),
        "{}",
        answer.body
    );
    journey::submit(&browser, &draft).await;
}

#[tokio::test]
async fn another_person_finds_neither_draft_nor_case() {
    let server = Server::start().await;
    let owner = server.login_citizen(0).await;
    let open = journey::filled_draft(&owner, 0).await;
    let case = journey::submit(&owner, &open).await;
    let draft = journey::filled_draft(&owner, 0).await;
    let store = server.store().await;
    let file = store.files_of(&open).await.unwrap()[0].id.clone();
    store.close().await;
    let pages = [
        format!("/kk/drafts/{draft}/check"),
        format!("/kk/drafts/{draft}/sign"),
        format!("/kk/cabinet/cases/{case}"),
        format!("/kk/cabinet/cases/{case}/receipt"),
        format!("/kk/cabinet/cases/{case}/result"),
        format!("/kk/cabinet/cases/{case}/events"),
        format!("/kk/cabinet/cases/{case}/files/{file}"),
    ];
    let stranger = server.login_citizen(1).await;
    let official = server.login_staff("all").await;
    let nobody = server.browser();
    for page in &pages {
        assert_eq!(stranger.get(page).await.status, 404, "{page}");
        for other in [&nobody, &official] {
            let answer = other.get(page).await;
            assert_eq!(answer.status, 303, "{page}");
            assert!(
                answer.location().starts_with("/kk/login?next="),
                "{page}: {}",
                answer.location()
            );
        }
    }
    let posted = stranger
        .post_form(&format!("/kk/drafts/{draft}/sign"), &[("sha256", "")])
        .await;
    assert_eq!(posted.status, 404);
    let own = owner
        .get(&format!("/kk/cabinet/cases/{case}/files/{file}"))
        .await;
    assert_eq!((own.status, own.bytes.as_slice()), (200, PDF));
}

#[tokio::test]
async fn a_restart_keeps_draft_case_and_number() {
    let server = Server::start().await;
    let (browser, case) = journey::submitted(&server, 0).await;
    let draft = journey::filled_draft(&browser, 0).await;
    let before = browser
        .get(&format!("/kk/cabinet/cases/{case}/receipt"))
        .await;
    let server = server.restart().await;
    let browser = server.login_citizen(0).await;
    let after = browser
        .get(&format!("/kk/cabinet/cases/{case}/receipt"))
        .await;
    assert_eq!(after.status, 200);
    let title = |body: &str| {
        body.split("<h1>")
            .nth(1)
            .unwrap()
            .split("</h1>")
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(title(&before.body), title(&after.body));
    let second = journey::submit(&browser, &draft).await;
    assert_ne!(second, case);
    let history = browser.get("/kk/cabinet").await;
    assert!(
        history.body.contains("-000001") && history.body.contains("-000002"),
        "{}",
        history.body
    );
}

#[tokio::test]
async fn whoever_signs_what_has_changed_meanwhile_hears_that_nothing_was_sent() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = journey::filled_draft(&browser, 0).await;
    let hash = journey::shown_hash(&browser, &draft).await;
    // Another window leaves an answer that cannot be sent.
    let unread = [("own-income", "???"), ("do", "later")];
    let page = format!("/kk/drafts/{draft}/income");
    browser.post_form(&page, &unread).await;
    let sign = format!("/kk/drafts/{draft}/sign");
    let told = browser.post_form(&sign, &[("sha256", &hash)]).await;
    assert_eq!(told.status, 422, "{}", told.location());
    assert!(told.body.contains("Ештеңе жіберілген жоқ"), "{}", told.body);
    let plain = browser.get(&format!("/kk/drafts/{draft}/check")).await;
    assert!(!plain.body.contains("Ештеңе жіберілген жоқ"));
}
