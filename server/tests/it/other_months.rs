//! Income is asked for months that pass: what was typed for others is shown and asked again, and never signed as theirs.

use app::{format::money, text::Lang};
use chrono::Datelike;

use crate::common::{Browser, Server, Wanted, journey};

/// More than a quarter, so that another one is asked for.
const LATER: u16 = 92;

const OF: &str = "own-income.of";

async fn later(server: Server) -> Server {
    let wanted = Wanted {
        days_ahead: LATER,
        ..Wanted::default()
    };
    server.restart_with(wanted).await
}

/// The months that the page of the income asks for.
async fn asked(browser: &Browser, page: &str) -> String {
    let hidden = journey::hidden(&browser.get(page).await.body);
    let mut hidden = hidden.into_iter();
    hidden.find(|(name, _)| name == OF).expect("the months").1
}

/// The year of a quarter before today's, by the clock of Kazakhstan: it stands in the text.
fn first_month() -> String {
    let today = domain::calendar::local(chrono::Utc::now()).date_naive();
    let (first, _) = domain::quarter::quarter_before(today);
    assert_eq!(first.day(), 1);
    app::format::month(Lang::Kk, first)
}

#[tokio::test]
async fn an_income_of_a_quarter_that_has_passed_is_asked_again_and_shown() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = journey::filled_draft(&browser, 0).await;
    let page = format!("/kk/drafts/{draft}/income");
    let sign = format!("/kk/drafts/{draft}/sign");
    let old = asked(&browser, &page).await;
    let text = browser.get(&sign).await.body;
    let named = format!("{} ({} – ", money(90_000), first_month());
    assert!(text.contains(&named), "{named}: {text}");

    let server = later(server).await;
    let browser = server.login_citizen(0).await;
    let told = "Бұрын мынаны жазғансыз: ";
    let shown = browser.get(&page).await.body;
    assert!(shown.contains(&format!("{told}{named}")), "{shown}");
    assert!(!shown.contains("value=\"90 000\""), "{shown}");
    let refused = browser.get(&sign).await;
    assert_eq!(
        (refused.status, refused.location()),
        (303, format!("/kk/drafts/{draft}/check").as_str())
    );
    // A page that is left untouched loses nothing.
    let now = asked(&browser, &page).await;
    assert_ne!(now, old);
    let untouched = [("own-income", ""), (OF, now.as_str()), ("do", "later")];
    browser.post_form(&page, &untouched).await;
    assert!(browser.get(&page).await.body.contains(told));
    // Neither is a page from before taken for an answer of today.
    let stale = [("own-income", "70 000"), (OF, old.as_str())];
    let stale = browser.post_form(&page, &stale).await;
    assert_eq!(stale.status, 422, "{}", stale.location());
    let fresh = [("own-income", "60 000"), (OF, now.as_str())];
    let fresh = browser.post_form(&page, &fresh).await;
    assert_eq!(fresh.status, 303, "{}", fresh.body);
    let text = browser.get(&sign).await.body;
    assert!(text.contains(&format!("{} (", money(60_000))), "{text}");
}

#[tokio::test]
async fn an_application_once_more_takes_over_no_income_of_another_quarter() {
    let server = Server::start().await;
    let (browser, case) = journey::submitted(&server, 0).await;
    let apply = format!("/kk/services/{}/apply", journey::SERVICE);
    let again = |browser: Browser| {
        let (apply, case) = (apply.clone(), case.clone());
        async move {
            let begun = browser.post_form(&apply, &[("former", &case)]).await;
            assert_eq!(begun.status, 303, "{}", begun.body);
            let page = format!("{}/income", begun.location());
            browser.get(&page).await.body
        }
    };
    let told = "Бұрын мынаны жазғансыз: ";
    let same = again(browser).await;
    assert!(
        same.contains("value=\"90000\"") && !same.contains(told),
        "{same}"
    );
    let server = later(server).await;
    let other = again(server.login_citizen(0).await).await;
    assert!(
        other.contains(told) && !other.contains("value=\"90000\""),
        "{other}"
    );
}
