//! What everyone may read, from the running server.

use crate::common::{Server, Wanted};

const SERVICE: &str = "services/west-kazakhstan-2018/local-social-assistance";
const ELSEWHERE: &str = "person.resident=yes&person.natural=yes&person.disability=no\
    &person.socially_significant_disease=no&person.category=yes";

async fn server() -> Server {
    Server::start_with(Wanted {
        no_demo: true,
        ..Wanted::default()
    })
    .await
}

#[tokio::test]
async fn only_what_this_build_has_is_kept_for_ever() {
    let site = tempfile::tempdir().unwrap();
    let manifest = r#"{"start.js": "start.1.js"}"#;
    for (name, text) in [
        ("manifest.json", manifest),
        ("start.1.js", ""),
        ("other.js", ""),
    ] {
        std::fs::write(site.path().join(name), text).unwrap();
    }
    let server = Server::start_with(Wanted {
        settings: vec!["--site".to_owned(), site.path().display().to_string()],
        ..Wanted::default()
    })
    .await;
    let kept = async |name: &str| {
        let answer = reqwest::get(server.url(&format!("/assets/{name}")))
            .await
            .unwrap();
        let kept = answer.headers()["cache-control"]
            .to_str()
            .unwrap()
            .to_owned();
        (answer.status().as_u16(), kept)
    };
    assert_eq!(
        kept("start.1.js").await,
        (200, "public, max-age=31536000, immutable".to_owned())
    );
    let long = "a".repeat(300);
    for name in [
        "start.2.js",
        "other.js",
        "manifest.json",
        &long,
        "..%2fx",
        "",
    ] {
        assert_eq!(kept(name).await, (404, "no-store".to_owned()), "{name}");
    }
}

#[tokio::test]
async fn every_public_page_opens_in_three_languages() {
    let server = server().await;
    let browser = server.browser();
    let pages = [
        String::new(),
        "services".to_owned(),
        "services?q=k%C3%B6mek&life=low-income&region=270000000".to_owned(),
        "services?life=work".to_owned(),
        SERVICE.to_owned(),
        format!("{SERVICE}?district=271000000"),
        format!("{SERVICE}?district=%3Cb%3E"),
        "services/home-schooling-support".to_owned(),
        "services/child-allowance?district=nowhere".to_owned(),
        format!("{SERVICE}/check"),
        format!("{SERVICE}/check?{ELSEWHERE}"),
        "accessibility".to_owned(),
        "privacy".to_owned(),
        "data".to_owned(),
    ];
    for lang in ["kk", "ru", "en"] {
        for page in &pages {
            let answer = browser.get(&format!("/{lang}/{page}")).await;
            assert_eq!(answer.status, 200, "/{lang}/{page}");
            assert!(
                answer.body.contains(&format!("<html lang=\"{lang}\"")),
                "/{lang}/{page}"
            );
            assert!(answer.headers["content-type"].starts_with("text/html"));
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn the_first_address_leads_to_the_readers_language() {
    let server = server().await;
    let browser = server.browser();
    let home = browser.get("/").await;
    assert_eq!((home.status, home.location()), (303, "/kk/"));
    let request = browser
        .request("GET", "/")
        .header("accept-language", "fr, ru-KZ;q=0.8, en;q=0.5");
    let home = browser.send(request).await;
    assert_eq!(home.location(), "/ru/");
    let home = browser.get("/ru").await;
    assert_eq!((home.status, home.location()), (303, "/ru/"));
    server.stop().await;
}

#[tokio::test]
async fn the_language_switch_of_an_error_page_stays_at_its_address() {
    let server = server().await;
    let browser = server.browser();
    let page = browser.get("/kk/services/nowhere?q=a&life=work").await;
    assert_eq!(page.status, 404);
    let there = "href=\"/ru/services/nowhere?q=a&amp;life=work\"";
    assert!(page.body.contains(there), "{}", page.body);
    // An address without a language has no other one.
    let page = browser.get("/nowhere").await;
    assert!(page.body.contains("href=\"/ru/\""), "{}", page.body);
    // What was posted may have no address: then it is the page with the form.
    let posted = |referer: &str| {
        let request = browser.request("POST", "/kk/logout/elsewhere");
        request.header("referer", referer.to_owned())
    };
    let page = browser
        .send(posted(&server.url("/kk/cabinet?page=2")))
        .await;
    assert_eq!(page.status, 404);
    assert!(
        page.body.contains("href=\"/ru/cabinet?page=2\""),
        "{}",
        page.body
    );
    let page = browser.send(posted("https://elsewhere.example/")).await;
    assert!(page.body.contains("href=\"/ru/\""), "{}", page.body);
    server.stop().await;
}

#[tokio::test]
async fn what_does_not_exist_is_a_404_page() {
    let server = server().await;
    let browser = server.browser();
    let strange = [
        "/de/".to_owned(),
        "/kk/nowhere".to_owned(),
        "/kk/services/west-kazakhstan-2018/wheelchair".to_owned(),
        "/kk/services/west-kazakhstan-2018".to_owned(),
        "/kk/services/no-such-service".to_owned(),
        "/kk/services/atlantis-2018/local-social-assistance/check".to_owned(),
        "/kk/services/..%2f..%2fetc/passwd".to_owned(),
        format!("/kk/{SERVICE}/route.svg?channel=state_corporation"),
        format!("/kk/{SERVICE}/route.svg?channel=%3Csvg"),
        format!("/kk/{SERVICE}/route.bpmn?channel=state_corporation"),
        format!("/kk/{SERVICE}/route.bpmn?channel=portal&variant=reissue"),
    ];
    for path in strange {
        let answer = browser.get(&path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(
            answer.body.contains("<h1>"),
            "{path}: no way out is offered"
        );
    }
    server.stop().await;
}

#[tokio::test]
async fn a_person_outside_the_two_categories_is_sent_to_the_department_or_the_akim() {
    let server = server().await;
    let browser = server.browser();
    let answer = browser
        .get(&format!("/ru/{SERVICE}/check?{ELSEWHERE}"))
        .await;
    for text in [
        "не на портале",
        "Орган, который оказывает услугу",
        "Аким сельского округа",
        "строка 315",
        "Не выполнено",
    ] {
        assert!(answer.body.contains(text), "{text}");
    }
    assert!(
        !answer.body.contains("/apply\""),
        "applying is offered to whom the portal is closed"
    );
    let yes = ELSEWHERE.replace("person.disability=no", "person.disability=yes");
    let answer = browser.get(&format!("/ru/{SERVICE}/check?{yes}")).await;
    assert!(
        answer
            .body
            .contains(&format!("action=\"/ru/{SERVICE}/apply\""))
    );
    assert!(
        answer
            .body
            .contains("name=\"person.disability\" value=\"yes\"")
    );
    server.stop().await;
}

#[tokio::test]
async fn going_on_without_an_answer_shows_the_question_again() {
    let server = server().await;
    let answer = server
        .browser()
        .get(&format!("/kk/{SERVICE}/check?asked=person.resident"))
        .await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("<title>Қате: "));
    server.stop().await;
}

#[tokio::test]
async fn hostile_queries_are_answered_calmly() {
    let server = server().await;
    let browser = server.browser();
    let long = "a".repeat(10_000);
    let many = "x=1&".repeat(3_000);
    let queries = [
        format!("q={long}&life={long}&region={long}"),
        format!("person.resident={long}&edit={long}&asked={long}"),
        "q=%FF%FE&person.resident=%C3%28".to_owned(),
        "q=%00&person.resident=%00".to_owned(),
        "q=%&person.resident=%zz&&&==&=".to_owned(),
        "q=%3Cscript%3Ealert(1)%3C/script%3E&person.resident=%3Cscript%3E".to_owned(),
        many,
    ];
    for page in [
        "kk/services",
        &format!("kk/{SERVICE}/check"),
        &format!("kk/{SERVICE}/route.svg"),
        &format!("kk/{SERVICE}/route.bpmn"),
        "kk/",
    ] {
        for query in &queries {
            let answer = browser.get(&format!("/{page}?{query}")).await;
            let shown: String = query.chars().take(40).collect();
            assert!(answer.status < 500, "/{page}?{shown}: {}", answer.status);
            assert!(!answer.body.contains("<script>alert"), "/{page}?{shown}");
        }
    }
    assert_eq!(browser.get("/kk/").await.status, 200);
    server.stop().await;
}

#[tokio::test]
async fn whatever_is_searched_for_is_answered_with_a_page() {
    let server = server().await;
    let browser = server.browser();
    let controls: String = (1..32).map(|code| format!("%{code:02X}")).collect();
    let queries = [
        ("a".repeat(10_000), 200),
        // Close to the longest address that is read at all.
        ("%D2%9B".repeat(10_000), 200),
        (controls, 200),
        ("%E2%80%AE%E2%80%8B%EF%BB%BF".to_owned(), 200),
        (
            "%3F%21.%2C%3B%C2%AB%C2%BB%26%23%3C%3E%22%27%25".to_owned(),
            200,
        ),
        ("%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E".to_owned(), 200),
        ("+++".to_owned(), 200),
        // What PostgreSQL cannot store is left out before anything reads it.
        ("%00".to_owned(), 200),
        ("%FF%FE".to_owned(), 400),
    ];
    for lang in ["kk", "ru", "en"] {
        for (query, status) in &queries {
            let shown: String = query.chars().take(40).collect();
            let answer = browser.get(&format!("/{lang}/services?q={query}")).await;
            assert_eq!(answer.status, *status, "{shown}");
            let (page, start) = (&answer.body, format!("<html lang=\"{lang}\""));
            assert!(page.contains(&start) && page.contains("<h1"), "{shown}");
            assert!(!page.contains("<script>"), "{shown}");
            assert!(page.len() < 40_000, "{shown}: {} bytes", page.len());
            let hidden = |sign: char| sign.is_control() && !sign.is_whitespace();
            assert!(!page.contains(hidden), "{shown}");
        }
    }
    let answer = browser
        .get("/kk/services?q=%22%3E%3Cscript%3Ealert(1)")
        .await;
    let escaped = "value=\"&quot;&gt;&lt;script&gt;alert(1)\"";
    assert!(answer.body.contains(escaped), "{}", answer.body);
    server.stop().await;
}

#[tokio::test]
async fn the_route_can_be_downloaded_as_a_picture_of_its_own() {
    let server = server().await;
    let browser = server.browser();
    for channel in ["", "?channel=portal", "?channel=provider", "?channel=akim"] {
        let answer = browser
            .get(&format!("/kk/{SERVICE}/route.svg{channel}"))
            .await;
        assert_eq!(answer.status, 200, "{channel}");
        assert_eq!(answer.headers["content-type"], "image/svg+xml");
        assert!(answer.headers["content-disposition"].starts_with("attachment; filename=\""));
        assert!(
            answer
                .body
                .starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\"")
        );
        assert!(
            !answer.body.contains("class="),
            "a class has no style outside the page"
        );
    }
    server.stop().await;
}

#[tokio::test]
async fn the_route_of_each_variant_can_be_downloaded_as_a_process() {
    const PERMIT: &str = "services/pavlodar-2015/foreign-labour-permit";
    let server = server().await;
    let browser = server.browser();
    let mut known = Vec::new();
    for variant in ["", "&variant=issue", "&variant=extension"] {
        let answer = browser
            .get(&format!("/ru/{PERMIT}/route.bpmn?channel=portal{variant}"))
            .await;
        assert_eq!(answer.status, 200, "{variant}");
        assert_eq!(answer.headers["content-type"], "application/bpmn+xml");
        let name = answer.headers["content-disposition"].clone();
        assert!(name.starts_with("attachment; filename=\"") && name.ends_with("-ru.bpmn\""));
        assert!(answer.body.contains("Прин"), "it is not in Russian");
        known.push((name, answer.body));
    }
    assert_eq!(
        known[0], known[1],
        "the first variant, where none is asked for"
    );
    assert_ne!(known[1].0, known[2].0, "two files of one name");
    assert_ne!(known[1].1, known[2].1);
    let page = browser.get(&format!("/ru/{PERMIT}")).await.body;
    for link in page.split("href=\"").skip(1) {
        let address = link
            .split('"')
            .next()
            .unwrap_or_default()
            .replace("&amp;", "&");
        if address.contains("/route.") {
            assert_eq!(browser.get(&address).await.status, 200, "{address}");
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn search_engines_are_told_what_is_not_theirs() {
    let server = server().await;
    let answer = server.browser().get("/robots.txt").await;
    assert_eq!(answer.status, 200);
    assert!(answer.headers["content-type"].starts_with("text/plain"));
    assert!(answer.body.contains("Disallow: /*/check\n"));
    server.stop().await;
}

#[tokio::test]
async fn a_district_is_answered_and_does_not_stay_on_the_page_of_others() {
    let server = server().await;
    let browser = server.browser();
    let plain = browser.get(&format!("/ru/{SERVICE}")).await;
    assert!(!plain.body.contains("class=\"office\""));
    let chosen = browser
        .get(&format!("/ru/{SERVICE}?district=274400000"))
        .await;
    assert!(chosen.body.contains("class=\"office\""));
    assert!(chosen.body.contains("Зеленовского района"));
    let again = browser.get(&format!("/ru/{SERVICE}")).await;
    assert_eq!(again.body, plain.body);
    server.stop().await;
}

#[tokio::test]
async fn the_comparison_leads_to_the_region_of_the_district() {
    let server = server().await;
    let browser = server.browser();
    let page = "/kk/services/home-schooling-support";
    let answer = browser.get(&format!("{page}?district=311000000")).await;
    assert_eq!(
        (answer.status, answer.location()),
        (
            303,
            "/kk/services/zhambyl-2014/home-schooling-support?district=311000000#provider"
        )
    );
    let answer = browser.get(&format!("{page}?district=271000000")).await;
    assert_eq!(answer.status, 200, "no act of that region has it");
    server.stop().await;
}
