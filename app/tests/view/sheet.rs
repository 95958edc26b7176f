//! What an applicant confirms, and how it is shown: complete, unmistakable, and never run by a browser.

use app::{
    components::Shell,
    pages::{
        check::{CheckView, check},
        receipt::{ReceiptView, receipt},
        sign::{SignView, sign},
    },
    sheet::{self, Given, compose, short_hash},
    text::Lang,
};
use catalogue::Catalogue;
use domain::{
    application::{Application, Party, read},
    canonical::write,
    case::EvidenceItem,
    form::{Answers, MemberId, member_key},
    regulation::{ChannelKind, Regulation},
};

const HOSTILE: &str = "</textarea></pre><script>alert(1)</script>";

fn with_regulation(test: impl FnOnce(&Regulation)) {
    let catalogue = Catalogue::builtin().unwrap();
    test(
        catalogue
            .get("west-kazakhstan-2018/local-social-assistance")
            .unwrap(),
    );
}

fn answers(given: &[(&str, &str)]) -> Answers {
    let pairs = given
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
    Answers(pairs.collect())
}

fn application(regulation: &Regulation, given: &Answers, lang: Lang) -> Application {
    let item = EvidenceItem {
        slot: "income".to_owned(),
        file: "1".to_owned(),
        name: "paper.pdf".to_owned(),
        size: 77,
        sha256: "ab".repeat(32),
        kind: "application/pdf".to_owned(),
    };
    compose(Given {
        lang,
        regulation,
        channel: ChannelKind::Portal,
        office: "uralsk",
        applicant: Party {
            name: "Үлгібаева Айсұлу".to_owned(),
            number: "000000000000".to_owned(),
        },
        answers: given,
        evidence: &[item],
    })
}

fn text(regulation: &Regulation, given: &Answers, lang: Lang) -> String {
    sheet::text(&application(regulation, given, lang), lang)
}

#[test]
fn what_is_written_reads_back_without_the_form() {
    with_regulation(|regulation| {
        let given = answers(&[
            ("disability", "yes"),
            ("description", "a fire\n\nand smoke"),
        ]);
        let application = application(regulation, &given, Lang::Ru);
        let written = write(&application).unwrap();
        let back = read(&written.json).unwrap();
        assert_eq!(back, application);
        assert_eq!(write(&back).unwrap(), written, "one spelling");
        let said = |lang| sheet::text(&back, lang);
        for word in ["Иә", "Да", "Yes"] {
            assert!(
                Lang::ALL.into_iter().any(|lang| said(lang).contains(word)),
                "{word}"
            );
        }
        let newer = written.json.replace("\"format\":1", "\"format\":2");
        assert!(read(&newer).is_err());
    });
}

#[test]
fn a_text_that_is_the_same_in_all_languages_is_written_once() {
    with_regulation(|regulation| {
        let given = answers(&[("own-income", "90000")]);
        let application = application(regulation, &given, Lang::Ru);
        let json = write(&application).unwrap().json;
        assert_eq!(json.matches("90\u{202f}000").count(), 1);
    });
}

#[test]
fn the_text_has_every_answer_and_every_document() {
    with_regulation(|regulation| {
        let given = answers(&[
            ("name", "Үлгібаева Айсұлу"),
            ("disability", "yes"),
            ("own-income", "90000"),
        ]);
        for lang in Lang::ALL {
            let text = text(regulation, &given, lang);
            let hash = "ab".repeat(32);
            for part in [
                "Үлгібаева Айсұлу",
                "90\u{202f}000\u{202f}₸",
                "paper.pdf",
                hash.as_str(),
            ] {
                assert!(text.contains(part), "{part}: {text}");
            }
            assert!(text.contains(regulation.names.get(lang)));
        }
    });
}

#[test]
fn a_label_that_is_a_sentence_gets_no_second_mark() {
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue.get("mangystau-2014/housing-assistance").unwrap();
    let given = answers(&[("consent-personal-data", "yes"), ("report-changes", "yes")]);
    for (lang, said) in [
        (Lang::Kk, "өңдеуге келісемін: "),
        (Lang::Ru, "персональных данных: "),
        (Lang::En, "personal data: "),
    ] {
        let text = text(regulation, &given, lang);
        assert!(text.contains(said), "{text}");
        assert!(!text.contains(".:"), "{text}");
    }
}

#[test]
fn another_answer_gives_another_text() {
    with_regulation(|regulation| {
        let first = text(regulation, &answers(&[("own-income", "1")]), Lang::Kk);
        let second = text(regulation, &answers(&[("own-income", "2")]), Lang::Kk);
        assert_ne!(first, second);
    });
}

#[test]
fn an_answer_of_several_lines_cannot_pass_for_other_answers() {
    with_regulation(|regulation| {
        let honest = text(regulation, &answers(&[("own-income", "90000")]), Lang::En);
        let income = honest
            .lines()
            .find(|line| line.contains("90\u{202f}000"))
            .unwrap();
        let forged = format!("a fire\n{income}");
        let text = text(regulation, &answers(&[("description", &forged)]), Lang::En);
        assert!(text.lines().all(|line| line != income), "{text}");
    });
}

#[test]
fn members_of_a_group_have_a_section_each() {
    with_regulation(|regulation| {
        let member = |id| MemberId::parse(id).unwrap();
        let key = |id| member_key("family", &member(id), "name");
        let given = answers(&[
            (key("1").as_str(), "Бірінші"),
            (key("2").as_str(), "Екінші"),
        ]);
        let application = application(regulation, &given, Lang::Kk);
        let members: Vec<_> = application
            .sections
            .iter()
            .filter(|section| section.topic == "family")
            .map(|section| section.member.as_deref())
            .collect();
        assert_eq!(members, [Some("1"), Some("2")]);
    });
}

#[test]
fn a_field_that_is_not_asked_is_not_shown() {
    with_regulation(|regulation| {
        let asked = |given: &Answers| {
            application(regulation, given, Lang::Kk)
                .sections
                .iter()
                .flat_map(|section| &section.answers)
                .any(|answer| answer.field == "disease")
        };
        assert!(asked(&answers(&[("disability", "no")])));
        assert!(!asked(&answers(&[
            ("disability", "yes"),
            ("disease", "yes")
        ])));
    });
}

#[test]
fn what_was_typed_is_never_run() {
    with_regulation(|regulation| {
        let given = answers(&[("description", HOSTILE), ("name", HOSTILE)]);
        let view = CheckView {
            sections: application(regulation, &given, Lang::Ru).sections,
            ..CheckView::default()
        };
        let page = check(&Shell::default(), &view);
        assert!(page.contains("&lt;script&gt;") && !page.contains("<script>alert"));
        let view = SignView {
            text: text(regulation, &given, Lang::Ru),
            ..SignView::default()
        };
        let page = sign(&Shell::default(), &view);
        assert!(page.contains("&lt;script&gt;") && !page.contains("<script>alert"));
    });
}

#[test]
fn a_short_hash_has_both_ends() {
    assert_eq!(
        short_hash(&format!("01234567{}cdef", "x".repeat(52))),
        "01234567…cdef"
    );
    assert_eq!(short_hash("short"), "short");
}

#[test]
fn a_confirmed_number_is_marked_for_everybody_who_reads_it() {
    with_regulation(|regulation| {
        let key = |field| format!("family.1.{field}");
        let number = "900101300011";
        let given = answers(&[(&key("iin"), number), (&key("iin.sure"), number)]);
        let text = text(regulation, &given, Lang::Ru);
        assert!(text.contains(number), "{text}");
        assert!(text.contains("заявитель подтвердил номер"), "{text}");
    });
}

#[test]
fn an_office_is_shown_by_its_district_as_it_was_chosen() {
    with_regulation(|regulation| {
        let office = regulation.office("uralsk").unwrap();
        let given = answers(&[("office", "uralsk")]);
        for lang in Lang::ALL {
            let application = application(regulation, &given, lang);
            let mut answers = application
                .sections
                .iter()
                .flat_map(|section| &section.answers);
            let answer = answers.find(|answer| answer.field == "office").unwrap();
            assert_eq!(answer.shown.paragraphs(lang), [office.district.get(lang)]);
            // To whom it goes is confirmed too.
            assert!(text(regulation, &given, lang).contains(office.name.get(lang)));
        }
    });
}

#[test]
fn a_receipt_of_the_evening_names_the_day_of_acceptance_which_is_not_counted() {
    let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 12, day).unwrap();
    let view = ReceiptView {
        accepted: day(1).and_hms_opt(9, 0, 0).unwrap(),
        due: day(8).and_hms_opt(18, 30, 0),
        in_days: true,
        ..ReceiptView::default()
    };
    for (lang, said) in [
        (Lang::Kk, "қабылданған уақыты: 01.12.2026, 09:00"),
        (Lang::Ru, "считается принятым 01.12.2026, 09:00"),
        (Lang::En, "accepted on 01.12.2026, 09:00"),
    ] {
        let shell = Shell {
            lang,
            ..Shell::default()
        };
        let page = receipt(&shell, &view);
        assert!(page.contains(said), "{page}");
    }
}
