//! What people type finds the service that they mean.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::{Answer, Catalogue, sound};
use domain::text::Lang;
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Query {
    text: String,
    lang: Lang,
    service: String,
    region: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    query: Vec<Query>,
}

const LISTS: [(&str, &str); 2] = [
    ("search_queries.toml", include_str!("search_queries.toml")),
    (
        "search_queries_unseen.toml",
        include_str!("search_queries_unseen.toml"),
    ),
];

fn list(text: &str) -> Vec<Query> {
    toml::from_str::<List>(text).unwrap().query
}

fn catalogue() -> Catalogue {
    Catalogue::builtin().unwrap_or_else(|error| panic!("{error}"))
}

fn search<'c>(catalogue: &'c Catalogue, query: &str) -> Answer<'c> {
    catalogue.search(query, Lang::Kk, None, None)
}

fn ids<'c>(answer: &Answer<'c>) -> Vec<&'c str> {
    answer.services.iter().map(|one| one.service).collect()
}

#[test]
fn the_lists_ask_for_every_service_in_every_language() {
    let catalogue = catalogue();
    let services: BTreeSet<&str> = catalogue.all().map(|one| one.service.as_str()).collect();
    let queries = list(LISTS[0].1);
    assert!(queries.len() >= 200);
    for lang in Lang::ALL {
        let asked = queries.iter().filter(|query| query.lang == lang);
        let asked: BTreeSet<&str> = asked.map(|query| query.service.as_str()).collect();
        assert_eq!(asked, services, "{}", lang.tag());
    }
    for query in LISTS.iter().flat_map(|(_, text)| list(text)) {
        assert!(services.contains(query.service.as_str()), "{}", query.text);
        let region = query.region.as_deref();
        let known = region.is_none_or(|kato| catalogue.oblast(kato).is_some());
        assert!(known, "{}", query.text);
    }
}

/// At least 95 of a hundred in each list, and 90 in each language of it.
#[test]
fn the_right_service_is_among_the_first_three() {
    let catalogue = catalogue();
    for (name, text) in LISTS {
        let mut misses: BTreeMap<Lang, Vec<String>> = BTreeMap::new();
        let queries = list(text);
        for query in &queries {
            let answer = catalogue.search(&query.text, query.lang, None, None);
            let first: Vec<&str> = ids(&answer).into_iter().take(3).collect();
            if !first.contains(&query.service.as_str()) {
                let miss = format!("«{}»: {first:?}, not {}", query.text, query.service);
                misses.entry(query.lang).or_default().push(miss);
            }
        }
        let missed: usize = misses.values().map(Vec::len).sum();
        assert!(
            missed * 100 <= queries.len() * 5,
            "{missed} of {} in {name}: {misses:#?}",
            queries.len()
        );
        for (lang, missed) in &misses {
            let all = queries.iter().filter(|query| query.lang == *lang).count();
            assert!(
                missed.len() * 100 <= all * 10,
                "{} in {name}: {missed:#?}",
                lang.tag()
            );
        }
    }
}

#[test]
fn a_region_in_the_query_is_understood() {
    let catalogue = catalogue();
    for query in LISTS.iter().flat_map(|(_, text)| list(text)) {
        let answer = search(&catalogue, &query.text);
        let place = answer.place.map(|place| place.oblast.kato.as_str());
        assert_eq!(place, query.region.as_deref(), "«{}»", query.text);
    }
}

#[test]
fn a_place_is_understood_under_any_of_its_names() {
    let catalogue = catalogue();
    let named = |query: &str| {
        let place = search(&catalogue, query).place?;
        Some(format!("{}, {}", place.name.ru, place.oblast.name.ru))
    };
    for (query, place) in [
        ("коляска Тараз", "город Тараз, Жамбылская область"),
        ("арба Таразда", "город Тараз, Жамбылская область"),
        (
            "в павлодарской области коляска",
            "Павлодарская область, Павлодарская область",
        ),
        ("Павлодар", "Павлодарская область, Павлодарская область"),
        (
            "Батыс Қазақстан облысы арба",
            "Западно-Казахстанская область, Западно-Казахстанская область",
        ),
        (
            "коляска Зеленовский район",
            "район Бәйтерек, Западно-Казахстанская область",
        ),
        (
            "коляска бәйтерек",
            "район Бәйтерек, Западно-Казахстанская область",
        ),
        (
            "коляска Майский район",
            "Майский район, Павлодарская область",
        ),
        (
            "пособие в жанаозэне",
            "город Жанаозен, Мангистауская область",
        ),
        (
            "ekibastuz wheelchair",
            "город Экибастуз, Павлодарская область",
        ),
        (
            "rjkzcrf gfdkjlfh",
            "Павлодарская область, Павлодарская область",
        ),
        ("коляска шу ауданы", "Шуский район, Жамбылская область"),
    ] {
        assert_eq!(named(query).as_deref(), Some(place), "«{query}»");
    }
    for query in [
        "оралман",
        "оралманға көмек",
        "пособие в мае",
        "путёвка на май",
        "social assistance",
    ] {
        assert_eq!(named(query), None, "«{query}»");
    }
}

#[test]
fn a_service_that_the_named_region_does_not_have_is_found_all_the_same() {
    let catalogue = catalogue();
    let answer = search(&catalogue, "жилищная помощь Тараз");
    let first = &answer.services[0];
    assert_eq!(first.service, "housing-assistance");
    let kato = &answer.place.unwrap().oblast.kato;
    assert!(first.at(kato).is_none());
}

#[test]
fn a_place_alone_finds_what_it_has() {
    let catalogue = catalogue();
    let answer = search(&catalogue, "Орал");
    assert_eq!(ids(&answer).len(), 2);
    assert_eq!(answer.place.unwrap().rest, "");
}

#[test]
fn what_was_searched_is_said_if_it_is_not_what_was_typed() {
    let catalogue = catalogue();
    let searched = |query: &str| search(&catalogue, query).searched;
    for (typed, read) in [
        ("gjcj,bt", "пособие"),
        ("rjkzcrf", "коляска"),
        ("gjcj,bt тараз", "пособие тараз"),
        ("цруудсрфшк", "wheelchair"),
        ("fnfeks r-vtr", "атаулы көмек"),
        ("безроботный", "безработный"),
        ("сонаторий инвалиду", "санаторий инвалиду"),
        ("unemploymnet", "unemployment"),
    ] {
        assert_eq!(searched(typed).as_deref(), Some(read), "«{typed}»");
    }
    for right in [
        "коляска",
        "мугедек арба",
        "kreslo arba",
        "balalarga jardemaqy",
        "помощи",
        "wheel chair",
        // Each language writes it in its own way.
        "қазақстан",
        "казахстан",
    ] {
        assert_eq!(searched(right), None, "«{right}»");
    }
}

#[test]
fn a_word_is_found_by_its_beginning_another_ending_and_another_keyboard() {
    let catalogue = catalogue();
    for query in [
        "маслихат",
        "Маслихата",
        "мәслихат",
        "социальная помощь",
        "соц",
        "СОЦИАЛЬНОЙ ПОМОЩИ",
        "әлеуметтік көмек",
        "алеуметтик комек",
        "мұқтаждарға",
        "нуждающиеся",
        "инвалидность",
        "мүгедектік",
        "Уральск",
        "батыс казакстан",
        "social assist",
        "малообеспеченным",
    ] {
        let found = ids(&search(&catalogue, query));
        assert!(
            found.contains(&"local-social-assistance"),
            "«{query}»: {found:?}"
        );
    }
}

#[test]
fn a_word_that_is_not_found_does_not_empty_the_answer() {
    let catalogue = catalogue();
    for query in [
        "коляска xyz",
        "коляска для моего соседа",
        "абракадабра коляска",
    ] {
        assert_eq!(
            ids(&search(&catalogue, query))[0],
            "wheelchair",
            "«{query}»"
        );
    }
}

#[test]
fn nothing_is_found_for_what_is_no_word_of_the_catalogue() {
    let catalogue = catalogue();
    for query in [
        "xyz",
        "???",
        "<script>",
        "паспорт",
        "\u{0}\u{7}",
        "轮椅",
        "….,;",
    ] {
        assert_eq!(
            ids(&search(&catalogue, query)),
            Vec::<&str>::new(),
            "«{query}»"
        );
    }
    let answer = search(&catalogue, "колятка инвоолидная");
    assert!(!answer.services.is_empty() || !answer.near.is_empty());
}

#[test]
fn situation_and_region_narrow_the_answer_together() {
    let catalogue = catalogue();
    let found = |query: &str, life, region| {
        let answer = catalogue.search(query, Lang::Ru, life, region);
        let services = answer.services.into_iter();
        services
            .map(|one| (one.service, one.regulations.len()))
            .collect::<Vec<_>>()
    };
    // Acts 000 and 003 are of Zhambyl, 001 of West Kazakhstan, 002 of Mangystau, 004 of Pavlodar.
    for (region, services) in [
        ("310000000", 19),
        ("270000000", 2),
        ("470000000", 20),
        ("550000000", 19),
    ] {
        assert_eq!(found("", None, Some(region)).len(), services);
    }
    assert_eq!(found("", None, None).len(), 21);
    assert_eq!(
        found("", Some("care"), Some("270000000")),
        [("institution-care", 1)]
    );
    let work = found("справка", Some("work"), Some("310000000"));
    assert_eq!(work[0], ("unemployed-certificate", 1));
    assert!(
        work.iter()
            .all(|(service, _)| *service != "targeted-assistance-certificate")
    );
    assert_eq!(
        found("", Some("child"), Some("310000000")).last(),
        Some(&("child-allowance", 1))
    );
}

#[test]
fn a_service_has_its_regulations_by_region_the_newest_first() {
    let catalogue = catalogue();
    let answer = search(&catalogue, "үйде оқыту");
    let found = &answer.services[0];
    let regulations = found.regulations.iter();
    let acts: Vec<&str> = regulations
        .map(|one| one.id.split('/').next().unwrap())
        .collect();
    assert_eq!(
        acts,
        [
            "zhambyl-2014",
            "zhambyl-2013",
            "mangystau-2014",
            "pavlodar-2015"
        ]
    );
    assert_eq!(
        found.at("310000000").unwrap().id,
        "zhambyl-2014/home-schooling-support"
    );
    assert_eq!(
        found.newest().unwrap().id,
        "pavlodar-2015/home-schooling-support"
    );
}

#[test]
fn hostile_queries_are_answered() {
    let catalogue = catalogue();
    for query in [
        "коляска ".repeat(2_000),
        "к".repeat(10_000),
        "й\u{306}".repeat(5_000),
        "\u{202e}\u{200b}".repeat(5_000),
        "a b c d e f g h i j k l m n o p q r s t".to_owned(),
    ] {
        search(&catalogue, &query);
    }
}

proptest! {
    #[test]
    fn a_sound_sounds_like_itself(word in "\\PC*") {
        let once = sound(&word);
        prop_assert_eq!(sound(&once), once);
    }

    #[test]
    fn letters_put_for_one_another_sound_alike(word in "[қғүұөіәңһёкгуоиан]{1,20}") {
        let pairs = [('қ', 'к'), ('ғ', 'г'), ('ү', 'у'), ('ұ', 'у'), ('ө', 'о'), ('і', 'и'), ('ә', 'а'), ('ң', 'н'), ('һ', 'х'), ('ё', 'е')];
        let plain: String = word
            .chars()
            .map(|c| pairs.iter().find(|(kazakh, _)| *kazakh == c).map_or(c, |pair| pair.1))
            .collect();
        prop_assert_eq!(sound(&word), sound(&plain));
        prop_assert_eq!(sound(&word.to_uppercase()), sound(&word));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_string_is_answered(query in "\\PC{0,60}|[а-яәіңғүұқөһa-z ,;\\[\\]'.-]{0,40}") {
        let catalogue = catalogue();
        let answer = search(&catalogue, &query);
        prop_assert!(answer.services.is_empty() || answer.near.is_empty());
    }
}
