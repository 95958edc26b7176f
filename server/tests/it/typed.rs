//! Text that was typed survives every way of leaving the page, and is read as people type and paste it.

use crate::common::{
    Browser, Server, citizen_iin, fresh_iin,
    journey::{SERVICE, filled_draft, submit, submitted, topic},
};

async fn begin(browser: &Browser) -> String {
    let begun = browser
        .post_form(&format!("/ru/services/{SERVICE}/apply"), &[])
        .await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    begun.location().to_owned()
}

const SWITCH: (&str, &str) = ("switch-language", "yes");

#[tokio::test]
async fn the_language_switch_saves_and_shows_the_page_in_the_other_language() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = begin(&browser).await;
    let path = format!("{draft}/situation");
    let kazakh = path.replacen("/ru/", "/kk/", 1);
    let page = browser.get(&path).await.body;
    assert!(page.contains(&format!(
        "form=\"topic\" formaction=\"{kazakh}\" name=\"switch-language\""
    )));
    let typed = [("description", "Пожар"), SWITCH];
    let answer = browser.post_form(&kazakh, &typed).await;
    assert_eq!((answer.status, answer.location()), (303, kazakh.as_str()));
    let page = browser.get(&kazakh).await.body;
    assert!(page.contains("<html lang=\"kk\"") && page.contains("Пожар"));
    // The page of a mistake has the same switch.
    let wrong = browser.post_form(&path, &typed[..1]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains(&format!("formaction=\"{kazakh}\"")));
}

#[tokio::test]
async fn forms_that_keep_nothing_come_back_typed_in_the_other_language() {
    let server = Server::start().await;
    let paper = "services/zhambyl-2014/wheelchair/prepare".to_owned();
    for (path, field, typed) in [
        ("register", "name", "Примерова Дана"),
        ("login", "login", "900101"),
        ("staff/login", "login", "head"),
        ("calculators/income", "income-1", "12 345"),
        ("calculators/semipalatinsk", "from-1", "1965"),
        (&paper, "address", "Тараз, Үлгі көшесі, 1"),
    ] {
        let browser = server.browser();
        let before = browser.get(&format!("/ru/{path}")).await;
        assert_eq!(before.status, 200, "{path}");
        assert!(
            before.body.contains(&format!("formaction=\"/kk/{path}\"")),
            "{path}"
        );
        let page = browser
            .post_form(&format!("/kk/{path}"), &[(field, typed), SWITCH])
            .await;
        assert_eq!(page.status, 200, "{path}: {}", page.body);
        assert!(page.body.contains("<html lang=\"kk\""), "{path}");
        assert!(page.body.contains(&format!("value=\"{typed}\"")), "{path}");
        assert!(
            !page.body.contains("error-summary"),
            "{path}: nothing was sent off"
        );
    }
}

#[tokio::test]
async fn the_guide_keeps_the_answer_that_was_chosen() {
    let server = Server::start().await;
    let browser = server.browser();
    let path = format!("services/{SERVICE}/check");
    let page = browser.get(&format!("/ru/{path}")).await.body;
    assert!(
        page.contains(&format!("form=\"guide\" formaction=\"/kk/{path}\"")),
        "{page}"
    );
    let asked = page.split("name=\"asked\" value=\"").nth(1).unwrap();
    let asked = asked.split('"').next().unwrap();
    let query = format!("asked={asked}&{asked}=yes&switch-language=yes");
    let answer = browser.get(&format!("/kk/{path}?{query}")).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let page = browser.get(answer.location()).await.body;
    assert!(
        page.contains(&format!("name=\"asked\" value=\"{asked}\"")),
        "the same question"
    );
    assert!(
        page.contains(&format!("name=\"{asked}\" value=\"yes\" checked")),
        "{page}"
    );
}

#[tokio::test]
async fn an_official_keeps_what_was_entered_for_a_step() {
    let server = Server::start().await;
    let (_, case) = submitted(&server, 0).await;
    let browser = server.login_staff("registrar").await;
    let page = browser.get(&format!("/kk/staff/cases/{case}")).await.body;
    let action = format!("/staff/cases/{case}/steps/check-documents");
    assert!(
        page.contains(&format!("formaction=\"/ru{action}\"")),
        "{page}"
    );
    let fields = [("outcome", "accepted"), ("comment", "Бәрі орнында"), SWITCH];
    let back = browser.post_form(&format!("/ru{action}"), &fields).await;
    assert_eq!(back.status, 200);
    assert!(back.body.contains("<html lang=\"ru\"") && back.body.contains("Бәрі орнында"));
    let page = browser.get(&format!("/kk/staff/cases/{case}")).await.body;
    assert!(page.contains(&action), "the step was not done");
}

#[tokio::test]
async fn what_was_saved_can_be_read_again() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let path = format!("{}/situation", begin(&browser).await);
    let typed = [("disability", "yes"), ("description", "Өрт & су")];
    let saved = browser.post_form(&format!("{path}/autosave"), &typed).await;
    assert_eq!(saved.status, 204);
    let kept = browser.get(&format!("{path}/autosave")).await;
    let kept: Vec<(String, String)> = form_urlencoded::parse(&kept.bytes).into_owned().collect();
    for (name, value) in typed {
        assert!(
            kept.contains(&(name.to_owned(), value.to_owned())),
            "{kept:?}"
        );
    }
    let other = server.login_citizen(1).await;
    assert_eq!(other.get(&format!("{path}/autosave")).await.status, 404);
}

#[tokio::test]
async fn line_breaks_in_a_text_of_one_line_become_blanks() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let path = format!("{}/applicant", begin(&browser).await);
    let typed = [("address", "Үлгі\tкөшесі\r\n1")];
    browser.post_form(&format!("{path}/autosave"), &typed).await;
    let page = browser.get(&path).await.body;
    assert!(page.contains("value=\"Үлгі көшесі 1\""), "{page}");
}

/// What a page sends as its `turn`th sending.
fn sending<'t>(description: &'t str, load: &'t str, turn: &'t str) -> [(&'t str, &'t str); 3] {
    [
        ("description", description),
        ("page-load", load),
        ("page-turn", turn),
    ]
}

#[tokio::test]
async fn a_sending_that_comes_late_undoes_no_newer_one() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let path = format!("{}/situation", begin(&browser).await);
    let autosave = format!("{path}/autosave");
    let kept = async || {
        let kept = browser.get(&autosave).await;
        let pairs: Vec<_> = form_urlencoded::parse(&kept.bytes).into_owned().collect();
        let of = |name: &str| {
            pairs
                .iter()
                .find(|(one, _)| one == name)
                .cloned()
                .unwrap()
                .1
        };
        ["description", "page-load", "page-turn"].map(of)
    };
    let send = async |typed, load, turn| {
        let sent = browser
            .post_form(&autosave, &sending(typed, load, turn))
            .await;
        assert_eq!(sent.status, 204);
    };
    send("екінші", "7", "2").await;
    send("бірінші", "7", "1").await;
    assert_eq!(kept().await, ["екінші", "7", "2"]);
    // The page's own button.
    let saved = browser.post_form(&path, &sending("үшінші", "7", "3")).await;
    assert_ne!(saved.status, 500);
    send("екінші", "7", "2").await;
    assert_eq!(kept().await, ["үшінші", "7", "3"]);
    // Loaded anew, a page counts from the beginning.
    send("төртінші", "8", "1").await;
    assert_eq!(kept().await, ["төртінші", "8", "1"]);
    // Whoever counts nothing has the last word.
    browser
        .post_form(&autosave, &[("description", "бесінші")])
        .await;
    assert_eq!(kept().await[0], "бесінші");
}

#[tokio::test]
async fn ones_own_odd_number_is_told_the_way_out() {
    let server = Server::start().await;
    let good = fresh_iin((1990, 6, 1), 300);
    let (first, last) = good.split_at(11);
    let odd = format!("{first}{}", (last.parse::<u8>().unwrap() + 1) % 10);
    let page = server
        .browser()
        .post_form("/ru/register", &[("iin", &odd)])
        .await;
    assert_eq!(page.status, 422);
    assert!(page.body.contains("проверьте его в ЦОНе"));
}

#[tokio::test]
async fn what_comes_along_unseen_is_left_out() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = filled_draft(&browser, 0).await;
    let member = [
        ("name", "Ба\u{0}ла\u{202e}\u{200b} \tҮлгі\u{feff}\r\nҚызы"),
        (
            "iin",
            &fresh_iin((2015, 6, 1), 300).replace('0', "0\u{200b} "),
        ),
        ("relation", "child"),
        ("income", "0"),
    ];
    let kept = browser
        .post_form(&format!("/kk/drafts/{draft}/family/1"), &member)
        .await;
    assert_eq!(kept.status, 303, "{}", kept.body);
    let text = [
        ("disability", "yes"),
        ("description", "Бір\u{0}\r\nекі\u{e0041}\u{61c}"),
    ];
    topic(&browser, &draft, "situation", &text).await;
    let case = submit(&browser, &draft).await;
    let page = browser.get(&format!("/kk/cabinet/cases/{case}")).await.body;
    let official = server.login_staff("registrar").await;
    let open = official.get(&format!("/kk/staff/cases/{case}")).await.body;
    assert!(open.contains("Бала Үлгі Қызы"), "{open}");
    assert!(open.contains("Бір") && open.contains("екі"));
    for page in [page, open] {
        assert!(!page.contains(['\u{0}', '\u{202e}', '\u{200b}', '\u{feff}', '\u{61c}']));
    }
}

#[tokio::test]
async fn a_login_reads_the_number_as_it_was_pasted() {
    let server = Server::start().await;
    let iin = citizen_iin(0);
    let pasted = format!("\u{200b}{}\u{a0}{} ", &iin[..6], &iin[6..]);
    let answer = server
        .browser()
        .post_form(
            "/kk/login",
            &[("login", &pasted), ("password", server::demo::PASSWORD)],
        )
        .await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

#[tokio::test]
async fn a_date_that_cannot_be_is_told_why() {
    let server = Server::start().await;
    let register = [("birth-date", "31.02.1965")];
    let browser = server.browser();
    let page = browser.post_form("/ru/register", &register).await;
    assert!(
        page.body.contains("в феврале 1965 года нет 31-го числа"),
        "{}",
        page.body
    );
    let page = browser.post_form("/kk/register", &register).await;
    assert!(
        page.body.contains("1965 жылғы ақпанда 31 деген күн жоқ"),
        "{}",
        page.body
    );
}
