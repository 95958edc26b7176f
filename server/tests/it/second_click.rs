//! The same page posted again: what differs in anything from what was done is told, and never taken for it.

use scraper::{Html, Selector};

use crate::common::{Answer, Browser, Server, journey};

const WHY: &str = "Тамыз айының анықтамасы оқылмайды.";

/// Posts a form, with `typed` in the place of what is there under the same names.
async fn posted(
    official: &Browser,
    path: &str,
    form: &[(String, String)],
    typed: &[(&str, &str)],
) -> Answer {
    let mut form = form.to_vec();
    form.retain(|(name, _)| typed.iter().all(|(own, _)| own != name));
    let typed = typed.iter();
    form.extend(typed.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    journey::post(official, path, &form).await
}

/// What the page gives back of what was typed.
fn given_back(page: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    let values = Selector::parse("dl.typed dd").unwrap();
    let values = page
        .select(&values)
        .map(|one| one.text().collect::<String>());
    values.map(|one| one.replace('\u{202f}', " ")).collect()
}

#[tokio::test]
async fn another_decision_from_the_same_page_is_told_what_was_decided() {
    let server = Server::start().await;
    let (_, case) = journey::at_commission(&server).await;
    let special = server.login_staff("special").await;
    let work = format!("/kk/staff/cases/{case}");
    let step = format!("{work}/steps/special-commission");
    let mut form = journey::at_step(&special, &step).await;
    let today = journey::visit_day();
    let award = journey::award(&today).into_iter();
    let award = award.chain([("comment", "Бәрі тексерілді.")]);
    form.extend(award.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let done = posted(&special, &step, &form, &[]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let again = posted(&special, &step, &form, &[]).await;
    assert_eq!((again.status, again.location()), (303, work.as_str()));
    let blanks = [("comment", " Бәрі тексерілді.\r\n")];
    let blanks = posted(&special, &step, &form, &blanks).await;
    assert_eq!((blanks.status, blanks.location()), (303, work.as_str()));

    let refusal = [
        ("outcome", "refused"),
        ("refused--ground", "commission-conclusion"),
        ("refused--explanation", journey::REASON),
    ];
    for other in [
        &refusal[..],
        &[("granted--amount", "184 501")],
        &[("conclusion-number", "16")],
        &[("comment", "Тағы бір сөз.")],
    ] {
        let told = posted(&special, &step, &form, other).await;
        assert_eq!(told.status, 422, "{other:?}: {}", told.body);
        assert!(told.body.contains("қойған (") && told.body.contains("): «"));
        let (_, typed) = other[other.len() - 1];
        let kept = given_back(&told.body);
        let is_typed = |one: &String| one.trim_end_matches(" ₸") == typed;
        assert!(kept.iter().any(is_typed), "{kept:?}");
    }
}

#[tokio::test]
async fn a_request_with_other_days_or_documents_is_another_one() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let registrar = server.login_staff("registrar").await;
    let page = format!("/kk/staff/cases/{case}/correction");
    let fields = [("to", "5"), ("slots.income", "yes"), ("reason", WHY)];
    let form = journey::form_of(&registrar, &page, &fields).await;
    for click in 1..=2 {
        let done = posted(&registrar, &page, &form, &[]).await;
        assert_eq!(done.status, 303, "click {click}: {}", done.body);
    }
    for other in [
        &[("to", "10")][..],
        &[("slots.income", "")],
        &[("slots.difficult-situation", "yes")],
    ] {
        let told = posted(&registrar, &page, &form, other).await;
        assert_eq!(told.status, 422, "{other:?}: {}", told.body);
        assert!(told.body.contains(WHY), "{other:?}");
    }
}

#[tokio::test]
async fn the_same_words_on_a_fresh_page_are_another_note() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let registrar = server.login_staff("registrar").await;
    let work = format!("/kk/staff/cases/{case}");
    let page = format!("{work}/note");
    let note = "Өтініш берушіге қоңырау шалдым.";
    for notes in 1..=2 {
        let form = journey::form_of(&registrar, &page, &[("reason", note)]).await;
        for click in 1..=2 {
            let done = posted(&registrar, &page, &form, &[]).await;
            assert_eq!(done.status, 303, "click {click}: {}", done.body);
        }
        let shown = registrar.get(&work).await.body;
        assert_eq!(shown.matches(note).count(), notes);
    }
}
