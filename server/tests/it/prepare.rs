//! Prepare and print, over HTTP: guide, form, paper in the same browser, code at the counter.

use catalogue::Catalogue;
use domain::regulation::ChannelKind;
use server::store::sql::query;

use crate::common::{Answer, Browser, Server, Wanted, fresh_iin};

const HOME: &str = "/kk/services/zhambyl-2014/targeted-social-assistance";

fn form() -> String {
    format!("{HOME}/prepare")
}

/// Fills in the form of the Zhambyl regulation; `change` overrides an answer.
async fn fill(browser: &Browser, change: &[(&str, &str)]) -> Answer {
    let iin = fresh_iin((1958, 4, 9), 210);
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue
        .get("zhambyl-2014/targeted-social-assistance")
        .unwrap();
    let office = regulation.provider.offices[0].id.as_str();
    let mut fields = vec![
        ("person.resident", "yes"),
        ("channel", "provider"),
        ("office", office),
        ("applies", "self"),
        ("name", "Сынақова Бану Үлгіқызы"),
        ("iin", iin.as_str()),
        ("address", "Сынақ көшесі, 3-үй"),
        ("phone", "+7 701 000 00 09"),
        ("request", "Үш баламен тұрамын"),
    ];
    fields.extend(change);
    browser.post_form(&form(), &fields).await
}

/// The code as it stands on the paper.
fn code(page: &str) -> String {
    let after = page.split("paper__signs\">").nth(1).expect("a code");
    after.split('<').next().expect("its end").to_owned()
}

async fn opened_by(server: &Server, login: &str, typed: &str) -> Answer {
    let counter = server.login_staff(login).await;
    counter
        .post_form("/kk/staff/prepared", &[("code", typed)])
        .await
}

#[tokio::test]
async fn from_the_form_to_the_counter_and_away() {
    let server = Server::start().await;
    let citizen = server.browser();
    assert!(citizen.get(HOME).await.body.contains(&form()));

    let right = fill(&citizen, &[]).await;
    assert_eq!((right.status, right.location()), (303, "/kk/prepared"));
    let paper = citizen.get("/kk/prepared").await;
    assert_eq!(paper.headers["cache-control"], "no-store");
    for shown in [
        "Сынақова Бану",
        "+7\u{a0}701\u{a0}000\u{a0}00\u{a0}09",
        "Үш баламен",
        "paper__box",
    ] {
        assert!(paper.body.contains(shown), "{shown}");
    }
    let code = code(&paper.body);

    let stranger = server.browser().get("/kk/prepared").await;
    assert!(
        stranger
            .body
            .contains("<h1>Бұл браузерде дайындалған өтініш жоқ")
    );
    assert!(!stranger.body.contains("Сынақова"));

    let typed = code.to_lowercase().replace('-', " ");
    let found = opened_by(&server, "counter-zhambyl", &typed).await;
    assert_eq!(found.status, 200, "{}", found.body);
    assert!(found.body.contains("Сынақова Бану"));

    let gone = citizen.post_form("/kk/prepared/delete", &[]).await;
    assert_eq!(gone.status, 303);
    assert_eq!(citizen.get(gone.location()).await.status, 200);
    assert_eq!(
        opened_by(&server, "counter-zhambyl", &code).await.status,
        422
    );
}

#[tokio::test]
async fn mistakes_lose_nothing() {
    let server = Server::start().await;
    let citizen = server.browser();
    let nasty = "</textarea><script>alert(1)</script>";
    let wrong = fill(
        &citizen,
        &[("phone", "1"), ("iin", "123"), ("request", nasty)],
    )
    .await;
    assert_eq!(wrong.status, 422);
    for shown in [
        "href=\"#phone\"",
        "href=\"#iin\"",
        "Сынақова Бану",
        "value=\"123\"",
    ] {
        assert!(wrong.body.contains(shown), "{shown}");
    }
    assert!(!wrong.body.contains("<script>alert"));

    let none = citizen.post_form(&form(), &[]).await;
    assert_eq!(none.status, 422);
    let elsewhere = fill(
        &citizen,
        &[("office", "pavlodar-city"), ("channel", "portal")],
    )
    .await;
    assert_eq!(elsewhere.status, 422);

    let right = fill(&citizen, &[("request", nasty)]).await;
    assert_eq!(right.status, 303);
    let paper = citizen.get("/kk/prepared").await.body;
    assert!(!paper.contains("<script>alert"));
}

#[tokio::test]
async fn sent_twice_is_one_paper_and_a_change_takes_its_place() {
    let server = Server::start().await;
    let citizen = server.browser();
    fill(&citizen, &[]).await;
    let first = code(&citizen.get("/kk/prepared").await.body);
    fill(&citizen, &[]).await;
    assert_eq!(code(&citizen.get("/kk/prepared").await.body), first);

    let again = citizen.get(&form()).await.body;
    assert!(
        again.contains("Сынақова Бану"),
        "what was typed is there to change"
    );
    fill(&citizen, &[("address", "Үлгі көшесі, 5-үй")]).await;
    let second = code(&citizen.get("/kk/prepared").await.body);
    assert_ne!(second, first);
    assert_eq!(
        opened_by(&server, "counter-zhambyl", &first).await.status,
        422
    );
}

#[tokio::test]
async fn only_an_office_of_the_service_opens_it() {
    let server = Server::start().await;
    let citizen = server.browser();
    fill(&citizen, &[]).await;
    let code = code(&citizen.get("/kk/prepared").await.body);
    let other = opened_by(&server, "counter-pavlodar", &code).await;
    assert_eq!(other.status, 422);
    assert!(!other.body.contains("Сынақова"));
    let nobody = server.browser();
    let nobody = nobody
        .post_form("/kk/staff/prepared", &[("code", &code)])
        .await;
    assert_eq!(nobody.status, 303);
    for typed in ["", "abc", "0000-0000-0000-0001"] {
        assert_eq!(
            opened_by(&server, "counter-zhambyl", typed).await.status,
            422
        );
    }
}

#[tokio::test]
async fn after_thirty_days_the_code_opens_nothing() {
    let server = Server::start().await;
    let citizen = server.browser();
    fill(&citizen, &[]).await;
    let code = code(&citizen.get("/kk/prepared").await.body);
    let cookie = citizen.cookie();
    let later = Wanted {
        days_ahead: 31,
        ..Wanted::default()
    };
    let server = server.restart_with(later).await;
    assert_eq!(
        opened_by(&server, "counter-zhambyl", &code).await.status,
        422
    );
    let browser = server.browser();
    let request = browser
        .request("GET", "/kk/prepared")
        .header("cookie", cookie);
    let late = browser.send(request).await.body;
    assert!(
        late.contains("<h1>Бұл браузерде дайындалған өтініш жоқ") && !late.contains("Сынақова")
    );
}

#[tokio::test]
async fn the_store_alone_tells_nothing() {
    let server = Server::start().await;
    let citizen = server.browser();
    fill(&citizen, &[]).await;
    let code = code(&citizen.get("/kk/prepared").await.body);
    let tells = |text: &str| text.contains("Сынақова") || text.contains(&code.replace('-', ""));
    let store = server.store().await;
    let rows = query("SELECT id, body FROM prepared")
        .fetch_all(&store)
        .await
        .unwrap();
    store.close().await;
    assert_eq!(rows.len(), 1);
    for column in 0..2 {
        assert!(
            !tells(&rows[0].get::<String>(column).unwrap()),
            "column {column}"
        );
    }
    if server.database_url().starts_with("sqlite:") {
        let mut read = 0;
        for file in std::fs::read_dir(server.data_dir()).unwrap() {
            let path = file.unwrap().path();
            if path.is_file() {
                let bytes = std::fs::read(&path).unwrap();
                assert!(
                    !tells(&String::from_utf8_lossy(&bytes)),
                    "{}",
                    path.display()
                );
                read += 1;
            }
        }
        assert!(read > 0, "the database is a file there");
    }
}

/// Whatever the regulation, the reader is led on: to the form of the portal, to a paper, or to what took its place.
#[tokio::test]
async fn no_regulation_ends_nowhere() {
    let server = Server::start().await;
    let citizen = server.browser();
    let catalogue = Catalogue::builtin().unwrap();
    for regulation in catalogue.all() {
        let home = format!("/kk/services/{}", regulation.id);
        let page = citizen.get(&home).await.body;
        let prepare = format!("{home}/prepare");
        let answer = citizen.get(&prepare).await;
        if regulation.ended.is_some() {
            assert_eq!(answer.status, 404, "{home}");
            assert!(!page.contains(&prepare), "{home}");
            continue;
        }
        let counters = regulation.channels.iter();
        assert!(counters.clone().any(|one| one.kind != ChannelKind::Portal));
        assert_eq!(answer.status, 200, "{home}");
        assert!(
            regulation.is_offered_online() || page.contains(&prepare),
            "{home}"
        );
        let known: Vec<String> = regulation
            .questions
            .iter()
            .map(|question| {
                let yes = question.options.first();
                format!(
                    "{}={}",
                    question.fact,
                    yes.map_or("unknown", |one| one.id.as_str())
                )
            })
            .collect();
        let verdict = citizen
            .get(&format!("{home}/check?{}", known.join("&")))
            .await;
        assert_eq!(verdict.status, 200, "{home}");
        let on = verdict.body.contains(&prepare) || verdict.body.contains(&format!("{home}/apply"));
        assert!(on, "{home}: the verdict leads nowhere");
    }
}
