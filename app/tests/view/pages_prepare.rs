//! The application for a counter: the form, the sheet and what the official sees.

use std::collections::BTreeMap;

use app::{
    components::{FieldError, Shell},
    pages::prepare::{
        CounterView, PaperView, PrepareView, counter, forgotten, prepare, prepared, questions,
    },
    text::Lang,
};
use catalogue::Catalogue;
use chrono::NaiveDate;
use domain::{
    condition::Facts,
    iin::{DEMO_SERIAL, Iin, Sex},
    regulation::{ChannelKind, Regulation},
};

/// On paper only, by a representative too, at three counters.
const PAPER: &str = "zhambyl-2014/targeted-social-assistance";
const ORGANISATION: &str = "pavlodar-2015/foreign-labour-permit";
const CODE: &str = "7Q4K-9MZT-2H0C-XW3A";
/// What somebody types who would like to run a script on the page of the official.
const NASTY: &str = "</textarea><script>alert(1)</script>\nЕкінші \"жол\" & соңы";

fn shell(lang: Lang) -> Shell {
    Shell {
        lang,
        path: "/prepared".to_owned(),
        ..Shell::default()
    }
}

fn pairs(given: &[(&str, &str)]) -> BTreeMap<String, String> {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    given.iter().map(owned).collect()
}

/// A number of nobody: made, number `at` of the reserved serials.
fn iin(at: u16) -> String {
    let born = NaiveDate::from_ymd_opt(1984, 3, 14).unwrap();
    let mut serials = DEMO_SERIAL + at..;
    let made = serials.find_map(|serial| Iin::generate(born, Sex::Female, serial));
    made.unwrap().as_str().to_owned()
}

fn person() -> BTreeMap<String, String> {
    pairs(&[
        ("channel", "provider"),
        ("applies", "self"),
        ("name", "Сынақова Үміт Үлгіқызы"),
        ("iin", &iin(300)),
        ("address", "Үлгі ауылы, 1-үй"),
        ("phone", "+77010000099"),
    ])
}

fn paper<'a>(
    catalogue: &Catalogue,
    regulation: &'a Regulation,
    values: BTreeMap<String, String>,
) -> PaperView<'a> {
    PaperView {
        regulation,
        questions: questions(catalogue, regulation),
        values,
        facts: Facts::default(),
        code: CODE.to_owned(),
        qr_svg: "<svg></svg>".to_owned(),
        today: NaiveDate::from_ymd_opt(2026, 11, 25).unwrap(),
        until: NaiveDate::from_ymd_opt(2026, 12, 25).unwrap(),
    }
}

fn form<'a>(
    catalogue: &Catalogue,
    regulation: &'a Regulation,
    typed: &[(&str, &str)],
) -> PrepareView<'a> {
    PrepareView {
        days: 30,
        regulation,
        questions: questions(catalogue, regulation),
        typed: pairs(typed),
        facts: Facts(pairs(&[("person.resident", "yes")])),
        errors: Vec::new(),
        refusal: None,
    }
}

#[test]
fn the_sheet_says_who_asks_for_what_where_and_with_which_documents() {
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue.get(PAPER).unwrap();
    assert!(regulation.channel(ChannelKind::Portal).is_none());
    for lang in Lang::ALL {
        let mut view = paper(&catalogue, regulation, person());
        view.facts = Facts(pairs(&[("person.resident", "yes")]));
        let page = prepared(&shell(lang), &view);
        let has = |text: &str| assert!(page.contains(text), "{}: {text} is missing", lang.tag());
        has(CODE);
        has("Сынақова Үміт Үлгіқызы");
        has(&iin(300));
        has("+7\u{a0}701\u{a0}000\u{a0}00\u{a0}99");
        has("25.12.2026");
        has(regulation.names.get(lang));
        has(regulation.provider.offices[0].name.get(lang));
        has(regulation.questions[0].text.get(lang));
        has(regulation.act.title.get(lang));
        regulation
            .evidence
            .iter()
            .for_each(|one| has(one.name.get(lang)));
        let boxes = page.matches("class=\"paper__box\"").count();
        assert_eq!(boxes, regulation.evidence.len());
        assert_eq!(page.matches("<h1").count(), 1);
    }
}

#[test]
fn the_sheet_names_the_counter_that_was_chosen() {
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue.get(PAPER).unwrap();
    for (kind, shown) in [
        ("akim", "Кент, ауыл, ауылдық округ әкімі"),
        ("state_corporation", "Халыққа қызмет көрсету орталығы"),
    ] {
        let mut values = person();
        values.insert("channel".to_owned(), kind.to_owned());
        let page = prepared(&shell(Lang::Kk), &paper(&catalogue, regulation, values));
        assert!(page.contains(shown), "{kind}: {shown} is missing");
        let office = &regulation.provider.offices[0];
        assert!(page.contains(office.district.get(Lang::Kk)), "{kind}");
        assert!(!page.contains(office.name.get(Lang::Kk)), "{kind}");
    }
}

#[test]
fn an_organisation_is_asked_for_its_name_and_bin_and_nobody_represents_it() {
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue.get(ORGANISATION).unwrap();
    let asked = questions(&catalogue, regulation);
    let ids: Vec<&str> = asked.iter().map(|field| field.id.as_str()).collect();
    assert_eq!(
        ids,
        ["organisation", "bin", "address", "phone", "request"],
        "one counter, one office"
    );
    let values = pairs(&[
        ("organisation", "«Үлгі» ЖШС"),
        ("bin", &iin(300)),
        ("address", "Павлодар қ., 1-үй"),
        ("phone", "+77010000099"),
    ]);
    for lang in Lang::ALL {
        let view = paper(&catalogue, regulation, values.clone());
        let page = prepared(&shell(lang), &view);
        assert!(page.contains("«Үлгі» ЖШС"), "{}", lang.tag());
        assert!(
            page.contains(asked[1].label.get(lang)),
            "{}: the BIN has its name",
            lang.tag()
        );
    }
}

#[test]
fn a_representative_stands_on_the_sheet_and_only_then() {
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue.get(PAPER).unwrap();
    let label = "Өкілдің өкілеттігін растайтын құжат";
    let page = |values| prepared(&shell(Lang::Kk), &paper(&catalogue, regulation, values));
    assert!(!page(person()).contains(label));
    let mut values = person();
    values.extend(pairs(&[
        ("applies", "representative"),
        ("representative-name", "Өкілов Өкіл"),
        ("representative-iin", &iin(400)),
        ("representative-basis", "Сенімхат № 12"),
    ]));
    let page = page(values);
    for text in [label, "Өкілов Өкіл", &iin(400), "Сенімхат № 12"] {
        assert!(page.contains(text), "{text} is missing");
    }
}

#[test]
fn what_was_typed_is_text_and_never_markup() {
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue.get(PAPER).unwrap();
    let mut values = person();
    values.insert("request".to_owned(), NASTY.to_owned());
    values.insert("name".to_owned(), NASTY.to_owned());
    let sheet = paper(&catalogue, regulation, values);
    let official = CounterView {
        opened: Some(sheet.clone()),
        ..CounterView::default()
    };
    let wrong = CounterView {
        typed: format!("\">{NASTY}"),
        error: Some("?".to_owned()),
        opened: None,
    };
    let asked = form(
        &catalogue,
        regulation,
        &[("request", NASTY), ("name", NASTY)],
    );
    for page in [
        prepared(&shell(Lang::Ru), &sheet),
        counter(&shell(Lang::Ru), &official),
        counter(&shell(Lang::Ru), &wrong),
        prepare(&shell(Lang::Ru), &asked),
    ] {
        assert!(!page.contains("<script>alert"));
        assert!(page.contains("&lt;script&gt;alert(1)"));
    }
}

#[test]
fn the_form_keeps_the_answers_of_the_guide_and_says_whom_a_counter_serves() {
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue.get(PAPER).unwrap();
    let mut view = form(&catalogue, regulation, &[("name", "Сынақова")]);
    view.errors = vec![FieldError::new("iin", "ЖСН: толтырыңыз")];
    let page = prepare(&shell(Lang::Kk), &view);
    assert!(page.contains(r#"name="person.resident" value="yes""#));
    assert!(page.contains(r##"href="#iin""##));
    assert!(
        page.contains("Тұрғылықты жері бойынша көрсетілетін қызметті беруші болмаған жағдайда")
    );
}

#[test]
fn the_official_sees_no_code_and_the_first_step_of_the_act() {
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue.get(PAPER).unwrap();
    let procedure = regulation.route(&ChannelKind::Provider.into()).unwrap();
    let step = procedure.step(&procedure.entry).unwrap();
    for lang in Lang::ALL {
        let mut sheet = paper(&catalogue, regulation, person());
        sheet.code.clear();
        let view = CounterView {
            opened: Some(sheet),
            ..CounterView::default()
        };
        let page = counter(&shell(lang), &view);
        assert!(page.contains(step.action.get(lang)), "{}", lang.tag());
        assert!(!page.contains("paper__code"));
    }
}

#[test]
fn a_browser_without_a_sheet_says_so() {
    for lang in Lang::ALL {
        let none = forgotten(&shell(lang), false);
        let deleted = forgotten(&shell(lang), true);
        assert!(!none.contains("class=\"paper"));
        assert_ne!(none, deleted);
    }
}
