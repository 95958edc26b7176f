//! What is said when something is missing: the page of an error, of a case without its regulation, of a date that is not
//! sure, of a draft whose service has ended.

use app::{
    components::{Shell, SummaryRow},
    pages::{
        draft::{DraftView, draft},
        error::{ErrorView, error},
        withdrawn::{WithdrawnView, withdrawn},
    },
    text::{Lang, t, t_with, value},
};

const LANGS: [Lang; 3] = [Lang::Kk, Lang::Ru, Lang::En];

fn shell(lang: Lang) -> Shell {
    Shell {
        lang,
        path: "/cabinet".to_owned(),
        ..Shell::default()
    }
}

/// No key of a text is shown in place of the text.
#[track_caller]
fn all_said(page: &str) {
    for start in ["operation-", "error-", "draft-"] {
        let shown = page.split('>').filter(|piece| piece.starts_with(start));
        assert_eq!(shown.count(), 0, "{page}");
    }
}

#[test]
fn the_page_of_an_error_says_its_number_if_there_is_one() {
    for lang in LANGS {
        let view = |reference: Option<&str>| ErrorView {
            heading: "Бұзылды".to_owned(),
            text: "Кейін қайталап көріңіз.".to_owned(),
            reference: reference.map(str::to_owned),
        };
        let with = error(&shell(lang), &view(Some("123-456-7890")));
        assert!(with.contains(&t(lang, "operation-reference")), "{with}");
        // A browser that translates pages leaves the number alone.
        assert!(
            with.contains("<strong translate=\"no\">123-456-7890</strong>"),
            "{with}"
        );
        all_said(&with);
        let without = error(&shell(lang), &view(None));
        assert!(
            !without.contains(&t(lang, "operation-reference")),
            "{without}"
        );
    }
}

#[test]
fn a_case_without_its_regulation_is_one_plain_page() {
    for lang in LANGS {
        let view = WithdrawnView {
            heading: "27-2026-000001".to_owned(),
            state: "open".to_owned(),
            text: vec![
                t(lang, "operation-withdrawn-case"),
                t(lang, "operation-withdrawn-ask"),
            ],
            rows: vec![SummaryRow::new(
                t(lang, "operation-withdrawn-service"),
                "a/b",
            )],
            documents: vec![
                (
                    Some("/kk/cabinet/cases/1/files/2".to_owned()),
                    "<i>акт</i>.pdf".to_owned(),
                ),
                (None, "анықтама.pdf".to_owned()),
            ],
        };
        let page = withdrawn(&shell(lang), &view);
        assert_eq!(page.matches("<h1").count(), 1);
        assert!(
            page.contains("href=\"/kk/cabinet/cases/1/files/2\""),
            "{page}"
        );
        assert!(!page.contains("<i>акт"), "names are escaped");
        assert!(
            page.contains(&t(lang, "operation-withdrawn-title")),
            "{page}"
        );
        all_said(&page);
    }
}

#[test]
fn a_draft_of_an_ended_service_leads_nowhere_but_back() {
    for lang in LANGS {
        let view = DraftView {
            service: "Қызмет".to_owned(),
            ended: Some("Орнына басқа көмек бар.".to_owned()),
            ..DraftView::default()
        };
        let page = draft(&shell(lang), &view);
        assert!(
            page.contains(&t(lang, "operation-draft-ended-title")),
            "{page}"
        );
        assert!(page.contains("Орнына басқа көмек бар."), "{page}");
        assert!(
            page.contains(&t(lang, "operation-draft-ended-kept")),
            "{page}"
        );
        all_said(&page);
    }
}

#[test]
fn a_date_that_is_not_sure_is_said_once_and_quietly() {
    for lang in LANGS {
        let note = t_with(
            lang,
            "operation-calendar-unconfirmed",
            &[("year", value(2027))],
        );
        assert!(note.contains("2027"), "{note}");
        let view = WithdrawnView::default();
        let page = withdrawn(&shell(lang).with_note(Some(note.clone())), &view);
        assert_eq!(
            page.matches(&format!("<p class=\"meta\">{note}</p>"))
                .count(),
            1,
            "{page}"
        );
    }
}

#[test]
fn the_reminder_of_a_draft_fits_two_messages_and_names_no_service() {
    for lang in LANGS {
        let told = [
            ("day", value("12.03.2027")),
            ("address", value("https://otinish.example")),
        ];
        let text = t_with(lang, "operation-draft-reminder", &told);
        assert!(text.contains("12.03.2027") && text.contains("https://otinish.example"));
        // 67 letters of the Kazakh alphabet a part.
        assert!(
            text.chars().count() <= 134,
            "{}: {text}",
            text.chars().count()
        );
    }
}
