//! What the services say for every region, how regulations take it, and what their authors are told.

use std::collections::BTreeSet;

use catalogue::{Catalogue, CatalogueError};
use chrono::NaiveDate;
use domain::{
    form::{ErrorCode, normalise},
    ids::ServiceId,
    regulation::{ChannelKind, Field, FieldKind, Meaning, Supply},
    service::Polarity,
};

use crate::broken::files;

const TEST: &str = "services/local-social-assistance.toml";

const SERVICE: &str = r#"
id = "local-social-assistance"
name = { kk = "Көмек", ru = "Помощь", en = "Help" }
sentence = { kk = "Алыңыз.", ru = "Получите.", en = "Get it." }
parties = ["person"]

[[topic]]
block = "where"
intro = { kk = "Қайда?", ru = "Куда?", en = "Where to?" }

[[topic]]
id = "pets"
title = { kk = "Жануарлар", ru = "Животные", en = "Pets" }
ours_because = "a test asks for it"
repeats = true
most = 3
[[topic.field]]
id = "country"
kind = "classifier"
classifier = "lands"
label = { kk = "Қайдан?", ru = "Откуда?", en = "Where from?" }

[[document]]
id = "passport"
supply = "attach"
when = "pets.any"
required = false
status = "unknown"
per = "pets"
name = { kk = "Төлқұжат", ru = "Паспорт", en = "Passport" }
ours_because = "a test asks for it"

[[result]]
output = ["award-notification"]
label = { kk = "Т", ru = "Н", en = "A" }
polarity = ["yes"]
ours_because = "a test asks for it"
[[result.input]]
id = "from"
kind = "date"
ahead = true
meaning = "period-from"
label = { kk = "Қай күннен?", ru = "С какого дня", en = "From" }
[result.document]
title = { kk = "Шешім", ru = "Решение", en = "Decision" }
body = { kk = "{applicant}, {input:from}", ru = "{applicant}, {field:place}", en = "{applicant}, {date}" }

[[ground]]
id = "late"
status = "partial"
text = { kk = "Кеш", ru = "Поздно", en = "Late" }
source = { kk = "бет", ru = "страница", en = "page" }
"#;

const BLOCKS: &str = r#"
[[block]]
id = "where"
title = { kk = "Орын", ru = "Место", en = "Place" }
ours_because = "a test asks for it"
[[block.field]]
id = "place"
kind = "yes-no"
fact = "pets.any"
label = { kk = "Бар ма?", ru = "Есть?", en = "Any?" }
"#;

const LANDS: &str = r#"
id = "lands"
source = { kk = "сынақ", ru = "тест", en = "test" }
[[item]]
id = "kz"
kk = "Қазақстан"
ru = "Казахстан"
en = "Kazakhstan"
"#;

/// The catalogue with these services, one piece of which is written otherwise; the regulation leaves nothing out.
pub(crate) fn with(old: &str, new: &str) -> Result<Catalogue, CatalogueError> {
    Catalogue::parse(&with_files(old, new))
}

pub(crate) fn with_files(old: &str, new: &str) -> Vec<(String, String)> {
    assert!(
        old.is_empty() || SERVICE.contains(old) || BLOCKS.contains(old),
        "{old}"
    );
    let change = |text: &str| match old {
        "" => text.to_owned(),
        old => text.replacen(old, new, 1),
    };
    let mut files: Vec<(String, String)> = files();
    for (_, text) in &mut files {
        *text = text.replace("without = [\"residence\", \"account\", \"consents\"]\n", "");
    }
    files.push((TEST.to_owned(), change(SERVICE)));
    files.push(("services/blocks.toml".to_owned(), change(BLOCKS)));
    files.push((
        "services/classifiers/lands.toml".to_owned(),
        LANDS.to_owned(),
    ));
    files
}

#[test]
fn a_regulation_takes_what_its_service_says() {
    let catalogue = with("", "").unwrap_or_else(|error| panic!("{error}"));
    let service = catalogue
        .service(&ServiceId::from("local-social-assistance"))
        .unwrap();
    let [place, pets] = service.topics.as_slice() else {
        panic!("two topics");
    };
    assert_eq!(place.title.ru, "Место");
    assert_eq!(
        place.intro.as_ref().unwrap().ru,
        "Куда?",
        "said otherwise here"
    );
    assert_eq!(pets.fields[0].options[0].label.ru, "Казахстан");

    let regulation = catalogue
        .get("west-kazakhstan-2018/local-social-assistance")
        .unwrap();
    let ids: Vec<&str> = regulation
        .topics
        .iter()
        .map(|topic| topic.id.as_str())
        .collect();
    assert_eq!(&ids[..2], ["where", "pets"]);
    assert!(ids.contains(&"income"), "its own pages stay: {ids:?}");
    assert!(regulation.is_offered_online(), "it says so itself");
    let passport = regulation.slot("passport").unwrap();
    assert_eq!(passport.supply, Supply::Attach);
    assert!(passport.source.en.contains("by the portal itself"));
    assert!(regulation.results[0].fits(&"award-notification".into(), Some(Polarity::Yes)));
    assert!(!regulation.results[0].fits(&"award-notification".into(), Some(Polarity::No)));
    assert_eq!(regulation.results[0].inputs[0].kind, FieldKind::Date);
    assert!(regulation.results[0].inputs[0].ahead, "it says so itself");
    assert_eq!(regulation.service_grounds[0].id, "late");
}

#[test]
fn an_author_is_told_where_the_service_is_wrong() {
    for (old, new, key, expected) in [
        (
            "block = \"where\"",
            "block = \"there\"",
            "topic[0].block",
            "`there`",
        ),
        (
            "classifier = \"lands\"",
            "classifier = \"seas\"",
            "topic[1].field[0].classifier",
            "`seas`",
        ),
        (
            "when = \"pets.any\"",
            "when = \"cats.any\"",
            "document[0].when",
            "`cats.any`",
        ),
        (
            "per = \"pets\"",
            "per = \"where\"",
            "document[0].per",
            "repeats",
        ),
        (
            "ru = \"Животные\"",
            "ru = \"\"",
            "topic[1].title.ru",
            "this language",
        ),
        (
            "ours_because = \"a test asks for it\"\nrepeats",
            "repeats",
            "topic[1]",
            "rests",
        ),
        (
            "{input:from}",
            "{input:until}",
            "result[0].document.body",
            "{input:until}",
        ),
        (
            "meaning = \"period-from\"",
            "meaning = \"since\"",
            "result[0].input[0].meaning",
            "unknown variant",
        ),
        (
            "source = { kk = \"бет\", ru = \"страница\", en = \"page\" }",
            "",
            "ground[0]",
            "rests",
        ),
        (
            "id = \"local-social-assistance\"",
            "id = \"other\"",
            "id",
            "own name",
        ),
        (
            "required = false\nstatus = \"unknown\"",
            "required = \"pets.any\"\nstatus = \"unknown\"",
            "document[0].required",
            "only what is `confirmed`",
        ),
        (
            "most = 3",
            "most = 3\nfoo = 1",
            "topic[1].foo",
            "unknown field",
        ),
        (
            "kind = \"date\"",
            "kind = \"date\"\nprefill = \"rows.cats\"",
            "result[0].input[0].prefill",
            "rows.<topic>",
        ),
        (
            "kind = \"date\"",
            "kind = \"date\"\nleast = 1",
            "result[0].input[0].kind",
            "number",
        ),
    ] {
        let problems = with(old, new).expect_err(new).problems;
        let found = problems.iter().any(|one| {
            one.file == TEST && one.key == key && one.expected.contains(expected) && one.line > 1
        });
        assert!(
            found || key == "id" && problems.iter().any(|one| one.key == "id"),
            "{new}: {problems:#?}"
        );
    }
    let lost = with("\"award-notification\"", "\"crown\"").unwrap();
    let [lost] = lost.dangling() else {
        panic!("{:#?}", lost.dangling());
    };
    assert_eq!(
        (lost.file.as_str(), lost.key.as_str()),
        (TEST, "result[0].output[0]")
    );
    assert!(lost.expected.contains("`crown`") && lost.line > 1, "{lost}");
    let problems = with("kk = \"Бар ма?\"", "kk = \" \"").unwrap_err().problems;
    assert_eq!(problems[0].file, "services/blocks.toml");
    assert_eq!(problems[0].key, "block[0].field[0].label.kk");
}

#[test]
fn every_service_with_a_file_gives_its_regulations_a_form_and_results() {
    let catalogue = Catalogue::builtin().unwrap();
    let mut count = 0;
    for regulation in catalogue.all() {
        let Some(service) = catalogue.service(&ServiceId::from(&regulation.service)) else {
            assert!(regulation.without.is_empty(), "{}", regulation.id);
            continue;
        };
        if regulation.channel(ChannelKind::Portal).is_none() {
            assert!(regulation.results.is_empty(), "{}", regulation.id);
            continue;
        }
        count += 1;
        assert!(!regulation.topics.is_empty(), "{}", regulation.id);
        assert_eq!(regulation.results.len(), service.results.len());
    }
    assert_eq!(count, 20, "as many open the portal");
}

#[test]
fn what_comes_of_an_application_is_no_earlier_than_it() {
    let catalogue = Catalogue::builtin().unwrap();
    let (mut bound, mut free) = (BTreeSet::new(), BTreeSet::new());
    for regulation in catalogue.all() {
        let steps = regulation.procedures.iter().flat_map(|one| &one.steps);
        let of_steps = steps.flat_map(|step| &step.inputs);
        let of_results = regulation.results.iter().flat_map(|one| &one.inputs);
        let entered = of_steps.chain(of_results);
        for field in entered.filter(|field| field.kind == FieldKind::Date && !field.ahead) {
            let dates = match field.since_application {
                true => &mut bound,
                false => &mut free,
            };
            dates.insert(field.id.as_str());
        }
    }
    let expected = [
        "conclusion-date",
        "decision-date",
        "registered-on",
        "visit-date",
    ];
    assert_eq!(bound, BTreeSet::from(expected));
    // A certificate says since when somebody has been registered.
    assert_eq!(free, BTreeSet::from(["registered-since"]));
}

#[test]
fn only_what_is_granted_or_appointed_lies_ahead() {
    let to_come = |field: &Field| {
        let appointed = ["appear-by", "next-visit"].contains(&field.id.as_str());
        let granted = [Meaning::PeriodFrom, Meaning::PeriodTo];
        appointed || granted.iter().any(|meaning| field.means(*meaning))
    };
    let today = NaiveDate::from_ymd_opt(2026, 12, 21).unwrap();
    let (mut dated, catalogue) = (0, Catalogue::builtin().unwrap());
    for regulation in catalogue.all() {
        let steps = regulation.procedures.iter().flat_map(|one| &one.steps);
        let of_steps = steps.flat_map(|step| &step.inputs);
        let of_results = regulation.results.iter().flat_map(|one| &one.inputs);
        let entered = of_steps.chain(of_results);
        for field in entered.filter(|field| field.kind == FieldKind::Date) {
            let told = format!("{} {}", regulation.id, field.id);
            let expected = match to_come(field) {
                true => Ok("2026-12-22".to_owned()),
                false => Err(ErrorCode::DateInFuture),
            };
            assert_eq!(normalise(field, "22.12.2026", today), expected, "{told}");
            dated += usize::from(field.means(Meaning::Date));
        }
    }
    assert!(dated > 0, "decisions have a day");
}
