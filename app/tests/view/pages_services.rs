//! The list of services: what is found, and how the page says what was understood.

use app::{
    components::Shell,
    pages::services::{Asked, ServicesView, services},
    text::{Lang, t},
};
use catalogue::Catalogue;

const ZHAMBYL: &str = "310000000";

fn found(lang: Lang, words: &str, life: &str, region: &str) -> ServicesView {
    let asked = Asked {
        words: words.into(),
        life: life.into(),
        region: region.into(),
    };
    ServicesView::new(lang, &Catalogue::builtin().unwrap(), asked)
}

fn page(lang: Lang, view: &ServicesView) -> String {
    let shell = Shell {
        lang,
        path: "/".to_owned(),
        ..Shell::default()
    };
    services(&shell, view)
}

fn has(page: &str, texts: &[&str]) {
    for text in texts {
        assert!(page.contains(text), "«{text}» is missing");
    }
}

#[test]
fn services_are_found_by_words_situation_and_region() {
    let found = |words, life, region| found(Lang::Kk, words, life, region);
    assert_eq!(found("", "", "").found.len(), 21);
    assert_eq!(found("", "", ZHAMBYL).found.len(), 19);
    assert!(!found("мәслихат көмегі", "", "").found.is_empty());
    assert_eq!(found("", "low-income", "270000000").found.len(), 1);
    assert!(found("", "work", "270000000").found.is_empty());
    assert!(found("зергер", "", "").found.is_empty());
    let strange = found("", "<b>", "999");
    assert_eq!(
        (strange.asked.life.as_str(), strange.asked.region.as_str()),
        ("", "")
    );
}

#[test]
fn what_was_typed_is_shown_as_text_and_not_without_end() {
    let page_for = |words: &str| page(Lang::Kk, &found(Lang::Kk, words, "", ""));
    let shown = page_for("<b>\"'&");
    assert!(!shown.contains("<b>"));
    has(&shown, &["&lt;b&gt;", "1414"]);
    let long = page_for(&"қ".repeat(10_000));
    assert!(!long.contains(&"қ".repeat(201)));
}

#[test]
fn a_corrected_query_is_said_with_what_was_typed() {
    let view = found(Lang::Ru, "безроботный", "", "");
    let shown = page(Lang::Ru, &view);
    has(
        &shown,
        &[
            "Мы искали «безработный». Вы написали «безроботный».",
            "По запросу «безработный»",
            // The field keeps what was typed: it is the reader's to mend.
            "value=\"безроботный\"",
        ],
    );
    let view = found(Lang::Kk, "fnfeks r-vtr", "", "");
    has(
        &page(Lang::Kk, &view),
        &["«атаулы көмек» деп іздедік. Сіз «fnfeks r-vtr» деп жаздыңыз."],
    );
    let right = found(Lang::Ru, "безработный", "", "");
    assert!(!page(Lang::Ru, &right).contains("Мы искали"));
}

#[test]
fn the_place_that_the_words_name_is_said_and_can_be_left() {
    let view = found(Lang::Ru, "коляска Тараз", "", "");
    assert_eq!(view.found[0].href, "/ru/services/zhambyl-2014/wheelchair");
    let everywhere = "/ru/services?q=%D0%BA%D0%BE%D0%BB%D1%8F%D1%81%D0%BA%D0%B0";
    assert_eq!(view.everywhere, everywhere);
    has(
        &page(Lang::Ru, &view),
        &[
            "Регион: город Тараз, Жамбылская область.",
            &format!("href=\"{everywhere}\""),
        ],
    );
    let on: Vec<_> = view.regions.iter().filter(|one| one.on).collect();
    assert_eq!(on.len(), 1);
    assert_eq!(on[0].name, "Жамбылская область");
}

#[test]
fn the_place_in_the_words_goes_before_the_region_chosen_earlier() {
    let view = found(Lang::Ru, "коляска Павлодар", "", ZHAMBYL);
    assert_eq!(view.asked.region, "");
    assert_eq!(view.place.as_deref(), Some("Павлодарская область"));
    assert_eq!(view.found[0].href, "/ru/services/pavlodar-2015/wheelchair");
    // The chosen region stands in the heading; it is not said twice.
    let view = found(Lang::Ru, "коляска Тараз", "", ZHAMBYL);
    assert_eq!(view.heading, "Жамбылская область");
    assert_eq!(view.place, None);
}

#[test]
fn a_service_that_the_named_region_does_not_have_is_shown_with_that() {
    let view = found(Lang::Ru, "жилищная помощь Тараз", "", "");
    let first = &view.found[0];
    assert_eq!(first.href, "/ru/services/housing-assistance");
    let said = "Жамбылская область: в акте этого региона такой услуги нет.";
    assert!(first.meta.iter().any(|text| text == said), "{first:#?}");
    has(
        &page(Lang::Ru, &view),
        &[
            said,
            "Регионы:",
            "/ru/services/mangystau-2014/housing-assistance",
        ],
    );
}

#[test]
fn where_nothing_is_found_there_is_a_way_on() {
    for (words, life, region, said) in [
        ("зергер", "", "", "«зергер» бойынша ештеңе табылмады"),
        (
            "",
            "work",
            "270000000",
            "Бұл жағдай мен өңір бойынша порталда қызмет жоқ.",
        ),
    ] {
        let view = found(Lang::Kk, words, life, region);
        let shown = page(Lang::Kk, &view);
        has(
            &shown,
            &[said, "href=\"tel:1414\"", "href=\"/kk/services\""],
        );
        // Words that are found nowhere would be found in no region.
        assert!(!view.regions.iter().any(|one| one.href.contains("q=")));
        // The situations stand there once: as ways in, or as what narrows the list.
        assert_eq!(shown.matches(">Балам бар<").count(), 1, "{shown}");
    }
}

#[test]
fn the_example_in_the_search_box_is_found() {
    for lang in Lang::ALL {
        let example = t(lang, "services-search-example");
        let (_, words) = example.split_once(": ").unwrap();
        let view = found(lang, words, "", "");
        assert!(!view.found.is_empty() && view.searched.is_none(), "{words}");
    }
}

#[test]
fn an_entry_over_several_regions_says_what_holds_in_all() {
    for (lang, plain, only_there) in [
        (Lang::Kk, "Жұмыссыз ретінде тіркелу", "Өтініш тек орталықта"),
        (
            Lang::Ru,
            "Регистрация безработного",
            "принимают только в центре",
        ),
        (Lang::En, "Registration as unemployed", "at the centre only"),
    ] {
        let found = found(lang, "", "", "").found.into_iter();
        let mut found = found.filter(|one| one.title == plain);
        let entry = found.next().unwrap();
        assert!(found.next().is_none(), "{plain}");
        let meta = entry.meta.join(" ");
        assert!(!meta.contains(only_there), "{meta}");
    }
    let all = found(Lang::Ru, "", "", "").found;
    let of = |title: &str| all.iter().find(|one| one.title == title).unwrap();
    let registration = of("Регистрация безработного");
    let online = "Онлайн: Жамбылская область, Мангистауская область";
    assert!(
        registration.meta.iter().any(|one| one == online),
        "{:?}",
        registration.meta
    );
    let permit = of("Разрешение на иностранного работника").meta.join(" ");
    assert!(!permit.contains("в Павлодарской области"), "{permit}");
    // Where no words hold in all regions, it is said whose they are.
    let card = all.iter().find(|one| one.href.ends_with("/home-care"));
    let card = card.unwrap();
    assert!(card.meta[0].contains("область: "), "{:?}", card.meta);
}

#[test]
fn a_service_is_called_by_its_plain_name_in_every_list() {
    let official = "Официальное название: Регистрация и постановка на учет безработных граждан";
    for (words, region) in [("", ZHAMBYL), ("безработный", ZHAMBYL)] {
        let found = found(Lang::Ru, words, "", region).found;
        let one = found
            .iter()
            .find(|one| one.title == "Регистрация безработного");
        let meta = &one.unwrap().meta;
        assert_eq!(meta[0], official);
    }
    // No portal there, and the same plain name.
    let pavlodar = found(Lang::Ru, "", "", "550000000").found;
    let one = pavlodar
        .iter()
        .find(|one| one.title == "Регистрация безработного");
    assert!(one.unwrap().meta[0].contains("лиц, ищущих работу"));
}
