//! The same page of a draft in two windows: the older one is told, both texts are shown, and neither is lost.

use crate::common::{Browser, Server, journey};

const SEEN: &str = "page-seen";
const CHANGED: &str = "басқа терезеде өзгертілді";

/// The mark of the answers that a page shows.
fn mark(page: &str) -> String {
    let mut hidden = journey::hidden(page).into_iter();
    hidden.find(|(name, _)| name == SEEN).expect("the mark").1
}

/// A draft, the page of its situation, and the mark of that page before anything is typed.
async fn opened(server: &Server) -> (Browser, String, String) {
    let browser = server.login_citizen(0).await;
    let apply = format!("/kk/services/{}/apply", journey::SERVICE);
    let begun = browser.post_form(&apply, &[]).await;
    let page = format!("{}/situation", begun.location());
    let seen = mark(&browser.get(&page).await.body);
    (browser, page, seen)
}

#[tokio::test]
async fn an_older_window_writes_over_nothing_unasked() {
    let server = Server::start().await;
    let (browser, page, seen) = opened(&server).await;
    let typed = |text: &'static str| [("disability", "yes"), ("description", text)];
    let with = |text, seen| [&typed(text)[..], &[(SEEN, seen)]].concat();
    let newer = browser.post_form(&page, &with("Жаңа мәтін", &seen)).await;
    assert_eq!(newer.status, 303, "{}", newer.body);
    let older = browser.post_form(&page, &with("Ескі мәтін", &seen)).await;
    assert_eq!(older.status, 422, "{}", older.location());
    for shown in [CHANGED, "Жаңа мәтін", "Ескі мәтін"] {
        assert!(older.body.contains(shown), "{shown}: {}", older.body);
    }
    let kept = browser.get(&page).await.body;
    assert!(kept.contains("Жаңа мәтін") && !kept.contains("Ескі мәтін"));
    // The same once more changes nothing, and is no news.
    let same = browser.post_form(&page, &with("Жаңа мәтін", &seen)).await;
    assert_eq!(same.status, 303, "{}", same.body);
    let fresh = mark(&older.body);
    let chosen = browser.post_form(&page, &with("Ескі мәтін", &fresh)).await;
    assert_eq!(chosen.status, 303, "{}", chosen.body);
    assert!(browser.get(&page).await.body.contains("Ескі мәтін"));
}

#[tokio::test]
async fn a_page_saves_upon_itself_and_not_upon_another_window() {
    let server = Server::start().await;
    let (browser, page, seen) = opened(&server).await;
    let saved = format!("{page}/autosave");
    for (load, turn, text, status) in [
        ("1", "1", "Бірінші", 204),
        ("1", "2", "Бірінші, жалғасы", 204),
        ("2", "1", "Екінші", 410),
        ("1", "3", "Бірінші, соңы", 204),
    ] {
        let fields = [
            ("description", text),
            (SEEN, &seen),
            ("page-load", load),
            ("page-turn", turn),
        ];
        let answer = browser.post_form(&saved, &fields).await;
        assert_eq!(answer.status, status, "{text}");
    }
    assert!(browser.get(&page).await.body.contains("Бірінші, соңы"));
}
