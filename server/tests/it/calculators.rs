//! The amounts and the calculators, without JavaScript.

use crate::common::{Answer, Browser, Server, Wanted};

const INCOME: &str = "calculators/income";
const SEMIPALATINSK: &str = "calculators/semipalatinsk";

async fn server() -> Server {
    Server::start_with(Wanted {
        no_demo: true,
        ..Wanted::default()
    })
    .await
}

async fn send(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
    browser.post_form(&format!("/en/{path}"), fields).await
}

/// The text without the thin spaces of amounts.
fn plain(answer: &Answer) -> String {
    answer.body.replace('\u{202f}', " ")
}

#[tokio::test]
async fn the_pages_open_in_three_languages() {
    let server = server().await;
    let browser = server.browser();
    for lang in ["kk", "ru", "en"] {
        for page in ["amounts", INCOME, SEMIPALATINSK] {
            let answer = browser.get(&format!("/{lang}/{page}")).await;
            assert_eq!(answer.status, 200, "/{lang}/{page}");
            assert!(!answer.body.contains(">calculator-"), "/{lang}/{page}");
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn a_service_leads_to_its_calculator_and_back() {
    let server = server().await;
    let browser = server.browser();
    let id = "zhambyl-2014/targeted-social-assistance";
    let page = browser.get(&format!("/en/services/{id}")).await;
    let href = "/en/calculators/income?service=zhambyl-2014%2Ftargeted-social-assistance";
    assert!(page.body.contains(href));
    let calculator = browser.get(href).await;
    let back = format!("href=\"/en/services/{id}\"");
    assert!(calculator.body.contains(&back));
    let fields = [("date", "01.06.2023"), ("income-1", "0"), ("service", id)];
    let counted = send(&browser, INCOME, &fields).await;
    assert!(counted.body.contains(&back));
    let other = browser
        .get("/en/services/zhambyl-2014/oralman-status")
        .await;
    assert!(!other.body.contains("/calculators/"));
    let strange = browser
        .get("/en/calculators/income?service=%22%3E%3Cb%3E")
        .await;
    assert!(strange.status == 200 && !strange.body.contains("<b>"));
    server.stop().await;
}

#[tokio::test]
async fn income_is_divided_and_set_beside_the_line_of_its_day() {
    let server = server().await;
    let browser = server.browser();
    let fields = [
        ("date", "01.08.2017"),
        ("region", "350000000"),
        ("income-1", "54 324"),
        ("income-2", "0"),
        ("do", "count"),
    ];
    let answer = send(&browser, INCOME, &fields).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.headers["cache-control"], "no-store");
    let page = plain(&answer);
    assert!(page.contains("01.04.2017 – 30.06.2017"));
    assert!(page.contains("A person and month: 9054 ₸"));
    assert!(page.contains("The income is not above the poverty line."));
    // One tenge more in the quarter rounds to the same, and is above.
    let above = [
        ("date", "01.08.2017"),
        ("region", "350000000"),
        ("income-1", "54325"),
        ("income-2", "0"),
    ];
    let page = plain(&send(&browser, INCOME, &above).await);
    assert!(page.contains("A person and month: 9054 ₸"));
    assert!(page.contains("The income is above the poverty line."));
    // Another region has no line that is known.
    let elsewhere = [("date", "01.08.2017"), ("income-1", "1")];
    let page = plain(&send(&browser, INCOME, &elsewhere).await);
    assert!(page.contains("is not known to us"));
    assert!(page.contains("40 % of the subsistence minimum"));
    server.stop().await;
}

#[tokio::test]
async fn what_is_wrong_is_said_and_kept() {
    let server = server().await;
    let browser = server.browser();
    let fields = [
        ("date", "32.01.2020"),
        ("income-1", ""),
        ("income-2", "<b>12,50"),
        ("income-3", "99999999999999999999999999"),
        ("income-4", "100"),
    ];
    let answer = send(&browser, INCOME, &fields).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("<title>Error: "));
    for link in ["#date", "#income-1", "#income-2", "#income-3"] {
        assert!(answer.body.contains(&format!("href=\"{link}\"")), "{link}");
    }
    assert!(!answer.body.contains("href=\"#income-4\""));
    assert!(answer.body.contains("value=\"32.01.2020\""));
    assert!(answer.body.contains("value=\"100\""));
    assert!(!answer.body.contains("<b>"));
    let fields = [
        ("date", "01.01.2020"),
        ("zone-1", "moon"),
        ("from-1", "yesterday"),
        ("to-1", ""),
    ];
    let answer = send(&browser, SEMIPALATINSK, &fields).await;
    assert_eq!(answer.status, 422);
    for link in ["#zone-1", "#from-1", "#to-1"] {
        assert!(answer.body.contains(&format!("href=\"{link}\"")), "{link}");
    }
    server.stop().await;
}

#[tokio::test]
async fn rows_come_and_go_with_their_values() {
    let server = server().await;
    let browser = server.browser();
    let rows = |page: &Answer| page.body.matches("name=\"income-").count();
    let one = [("date", ""), ("income-1", "7"), ("do", "add")];
    let added = send(&browser, INCOME, &one).await;
    assert_eq!((added.status, rows(&added)), (200, 2));
    let two = [("income-1", "7"), ("income-2", "8"), ("do", "remove-1")];
    let removed = send(&browser, INCOME, &two).await;
    assert_eq!((removed.status, rows(&removed)), (200, 1));
    assert!(removed.body.contains("value=\"8\""));
    for strange in ["remove-0", "remove-9", "remove-99999999999999999999", "x"] {
        let fields = [("date", "1.1.2020"), ("income-1", "7"), ("do", strange)];
        let kept = send(&browser, INCOME, &fields).await;
        assert_eq!((kept.status, rows(&kept)), (200, 1), "{strange}");
    }
    let stays = [
        ("zone-1", "maximum"),
        ("from-1", "1955"),
        ("to-1", "1956"),
        ("do", "add"),
    ];
    let added = send(&browser, SEMIPALATINSK, &stays).await;
    assert_eq!(added.body.matches("name=\"zone-").count(), 2);
    assert!(added.body.contains("value=\"1955\""));
    server.stop().await;
}

#[tokio::test]
async fn a_flood_of_rows_is_refused_and_the_largest_form_counts() {
    let server = server().await;
    let browser = server.browser();
    let flood = |rows: usize| {
        let rows = (1..=rows).map(|n| format!("&income-{n}=999999999999"));
        format!("date=01.01.2020{}", rows.collect::<String>()).into_bytes()
    };
    for rows in [31, 400, 10_000] {
        let kind = "application/x-www-form-urlencoded";
        let path = "/en/calculators/income";
        let answer = browser.post_raw(path, kind, flood(rows)).await;
        assert!(
            matches!(answer.status, 400 | 413 | 422),
            "{rows}: {}",
            answer.status
        );
        assert!(!answer.body.contains("A person and month"), "{rows}");
    }
    let kind = "application/x-www-form-urlencoded";
    let largest = browser
        .post_raw("/en/calculators/income", kind, flood(30))
        .await;
    assert_eq!(largest.status, 200);
    assert!(plain(&largest).contains("29 999 999 999 970 ₸"));
    server.stop().await;
}

#[tokio::test]
async fn residence_is_cut_at_1966_and_counted_exactly() {
    let server = server().await;
    let browser = server.browser();
    let fields = [
        ("date", "31.03.2020"),
        ("zone-1", "extraordinary"),
        ("from-1", "1965"),
        ("to-1", "1966"),
    ];
    let answer = send(&browser, SEMIPALATINSK, &fields).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.headers["cache-control"], "no-store");
    let page = plain(&answer);
    assert!(page.contains("01.01.1965 – 31.12.1965"));
    assert!(page.contains("01.01.1966 – 31.12.1966"));
    assert!(page.contains("6.28 monthly indices"));
    // 6,28 · 2 651
    assert!(page.contains("16 648,28 ₸"));
    let mut later = fields;
    later[0].1 = "01.04.2020";
    let page = plain(&send(&browser, SEMIPALATINSK, &later).await);
    // 6,28 · 2 778
    assert!(page.contains("17 445,84 ₸"));
    later[0].1 = "01.01.2030";
    let page = plain(&send(&browser, SEMIPALATINSK, &later).await);
    assert!(page.contains("is not known to us"));
    server.stop().await;
}

#[tokio::test]
async fn overlapping_and_reversed_periods_are_refused() {
    let server = server().await;
    let browser = server.browser();
    let fields = [
        ("date", "01.01.2020"),
        ("zone-1", "maximum"),
        ("from-1", "1950"),
        ("to-1", "1955"),
        ("zone-2", "increased"),
        ("from-2", "31.12.1955"),
        ("to-2", "1960"),
    ];
    let answer = send(&browser, SEMIPALATINSK, &fields).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("Period 2 overlaps another: Period 1"));
    let reversed = [
        ("date", "01.01.2020"),
        ("zone-1", "maximum"),
        ("from-1", "1960"),
        ("to-1", "1955"),
    ];
    let answer = send(&browser, SEMIPALATINSK, &reversed).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("href=\"#to-1\""));
    server.stop().await;
}
