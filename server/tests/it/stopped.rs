//! A clock that stands says so, and that the applicant has answered, wherever somebody looks.

use crate::common::{Server, Wanted, files::PDF, journey};

/// Whoever stopped the clock sees in the lists how long it stands, and that what it was stopped for may be there.
#[tokio::test]
async fn an_answer_to_a_clock_that_stands_is_told_to_all() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let registrar = server.login_staff("registrar").await;
    let stop = format!("/kk/staff/cases/{case}/stop");
    let reason = [("reason", "Анықтаманың екінші бетін күтеміз.")];
    assert_eq!(journey::act(&registrar, &stop, &reason).await.status, 303);
    let ahead = Wanted {
        days_ahead: 5,
        ..Wanted::default()
    };
    let server = server.restart_with(ahead).await;
    let citizen = citizen.moved_to(&server);
    let registrar = server.login_staff("registrar").await;
    let head = server.login_staff("head").await;
    let (list, office) = ("/kk/staff", "/kk/staff?list=office");
    let (work, own) = (
        format!("/kk/staff/cases/{case}"),
        format!("/kk/cabinet/cases/{case}"),
    );
    let answered = "Өтініш беруші жауап берді";
    for (official, page) in [(&registrar, list), (&head, office)] {
        let shown = official.get(page).await.body;
        assert!(shown.contains("тоқтатылған, 5 күн тұр"), "{page}: {shown}");
        assert!(!shown.contains(answered), "{page}: {shown}");
    }
    let slot = format!("{own}/documents/income");
    let brought = [("files", "екінші бет.pdf", PDF)];
    assert_eq!(citizen.post_multipart(&slot, &brought).await.status, 303);
    for (official, page, said) in [
        (&registrar, list, answered),
        (&head, office, answered),
        (
            &registrar,
            work.as_str(),
            "мерзім тоқтағаннан кейін жауап берді",
        ),
        (&citizen, own.as_str(), "Жауабыңыз келді."),
    ] {
        let shown = official.get(page).await.body;
        assert!(shown.contains(said), "{page}: {shown}");
    }
}
