//! What the services say for every region, how regulations take it, and what their authors are told.

use catalogue::{Catalogue, CatalogueError};
use domain::{
    ids::ServiceId,
    regulation::{ChannelKind, FieldKind, Supply},
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
required = "pets.any"
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
fn with(old: &str, new: &str) -> Result<Catalogue, CatalogueError> {
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
    Catalogue::parse(&files)
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
    assert!(
        regulation.results[0].inputs[0].ahead,
        "an official decides of days to come"
    );
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
            "required = \"pets.any\"",
            "required = \"cats.any\"",
            "document[0].required",
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
            "\"award-notification\"",
            "\"crown\"",
            "result[0].output[0]",
            "`crown`",
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
            "most = 3",
            "most = 3\nfoo = 1",
            "topic[1].foo",
            "unknown field",
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
