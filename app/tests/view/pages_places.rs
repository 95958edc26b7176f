//! The provider of a district, the comparison of regions, and services that ended.

use std::collections::{BTreeMap, BTreeSet};

use app::{
    components::Shell,
    pages::{
        act,
        compare::{CompareView, compare},
        guide::{self, Guide},
        service::{ServiceView, elsewhere, routes, service},
    },
    text::Lang,
};
use catalogue::Catalogue;
use domain::regulation::Regulation;

fn catalogue() -> Catalogue {
    Catalogue::builtin().unwrap()
}

fn shell(lang: Lang) -> Shell {
    Shell {
        lang,
        path: "/".to_owned(),
        ..Shell::default()
    }
}

/// The page of the service `id` for a reader who chose `district`.
fn page(lang: Lang, id: &str, district: &str) -> String {
    let catalogue = catalogue();
    let regulation = catalogue.get(id).unwrap();
    let view = ServiceView::new(lang, &catalogue, regulation).in_district(district);
    service(&shell(lang), &view)
}

fn compared(lang: Lang, id: &str) -> String {
    let catalogue = catalogue();
    let view = CompareView::new(lang, &catalogue, id).unwrap();
    compare(&shell(lang), &view)
}

fn has(page: &str, texts: &[&str]) {
    for text in texts {
        assert!(page.contains(text), "«{text}» is missing");
    }
}

#[test]
fn the_chosen_district_answers_with_its_provider() {
    let page = page(Lang::Ru, "pavlodar-2015/rural-specialist-fuel", "554800000");
    has(
        &page,
        &[
            "action=\"/ru/services/pavlodar-2015/rural-specialist-fuel#provider\"",
            "id=\"provider\"",
            "<option value=\"554800000\" selected>Качирский район (сейчас: район Тереңкөл)</option>",
            "«Отдел занятости и социальных программ Качирского района»",
            "село Теренколь, улица Тургенева, 85а",
            "href=\"tel:+77183321371\"",
            "href=\"mailto:kachirrouz@mail.ru\"",
            "акт, строка 3812",
            "К акиму сельского округа обращаются только в случае отсутствия услугодателя",
        ],
    );
}

#[test]
fn what_the_act_does_not_say_of_an_office_is_said_not_to_be_known() {
    let page = page(Lang::Kk, "zhambyl-2014/wheelchair", "314000000");
    has(
        &page,
        &[
            "Жамбыл ауданының жұмыспен қамту және әлеуметтік бағдарламалар бөлімі",
            "Мекенжайы мен телефоны белгісіз",
        ],
    );
    assert!(!page.contains("tel:+7"));
}

#[test]
fn without_a_district_of_the_region_there_is_no_answer() {
    for district in ["", "311000000", "550000000", "<b>"] {
        let page = page(Lang::En, "pavlodar-2015/wheelchair", district);
        assert!(!page.contains("class=\"office\"") && !page.contains("<b>"));
        has(&page, &["<option value=\"554800000\">"]);
    }
}

#[test]
fn a_body_of_the_region_needs_no_choice() {
    let page = page(Lang::Ru, "mangystau-2014/oralman-status", "");
    has(&page, &["Один орган на всю область", "class=\"office\""]);
    assert!(!page.contains("name=\"district\""));
}

#[test]
fn the_act_tells_its_editions_and_its_end() {
    let page = page(Lang::Ru, "pavlodar-2015/wheelchair", "");
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("«{text}»"));
    let dates = [
        "26.02.2016 № 82/3",
        "25.04.2017 № 106/2",
        "21.12.2017 № 416/6",
    ]
    .map(at);
    assert!(dates.is_sorted(), "editions stand in their order");
    has(&page, &["Принят 28.07.2015", "Утратил силу 28.12.2020"]);
}

#[test]
fn the_same_region_is_told_apart_by_its_acts() {
    let page = page(Lang::Ru, "zhambyl-2014/home-schooling-support", "");
    has(
        &page,
        &[
            "Жамбылская область, постановление от 30.01.2013 № 23",
            ">Павлодарская область</a>",
            "href=\"/ru/services/home-schooling-support\"",
        ],
    );
}

#[test]
fn facts_do_not_show_the_term_of_one_way_as_that_of_all() {
    let facts = |id: &str| {
        let page = page(Lang::Ru, id, "");
        let (_, rest) = page.split_once("class=\"facts\"").unwrap();
        rest.split_once("</dl>").unwrap().0.to_owned()
    };
    has(
        &facts("pavlodar-2015/semipalatinsk-victims"),
        &["5–20 рабочих дней"],
    );
    has(
        &facts("pavlodar-2015/foreign-labour-permit"),
        &["Зависит от способа"],
    );
    has(
        &facts("pavlodar-2015/oralman-status"),
        &["<dd>5 рабочих дней"],
    );
    has(
        &facts("zhambyl-2014/targeted-social-assistance"),
        &[
            "сумма шагов",
            "6 рабочих дней 10 мин – 21 рабочий день 14 мин",
        ],
    );
}

#[test]
fn every_service_is_compared_in_every_language() {
    let catalogue = catalogue();
    let services: BTreeSet<&str> = catalogue.all().map(|one| one.service.as_str()).collect();
    assert_eq!(services.len(), 21);
    for id in services {
        for lang in Lang::ALL {
            let page = compared(lang, id);
            for regulation in catalogue.all().filter(|one| one.service == id) {
                has(
                    &page,
                    &[
                        &format!("href=\"/{}/services/{}\"", lang.tag(), regulation.id),
                        &act::number(lang, regulation),
                    ],
                );
            }
            for key in [">compare-", ">act-", ">service-", "{$", "{ $"] {
                assert!(!page.contains(key), "{id} {}: {key}", lang.tag());
            }
        }
    }
    assert!(CompareView::new(Lang::Kk, &catalogue, "pavlodar-2015").is_none());
}

#[test]
fn the_comparison_says_what_differs_and_where_the_service_is_not() {
    let page = compared(Lang::Ru, "home-schooling-support");
    has(
        &page,
        &[
            "<h1>Выплата на обучение",
            "если ваш ребёнок с инвалидностью учится дома",
            "Различается: срок, куда обратиться, результат",
            "В актах этих регионов такой услуги нет: Западно-Казахстанская область",
            "постановление от 30.01.2013 № 23",
            "постановление от 26.12.2014 № 357",
            "Изменён: 26.02.2016, 25.04.2017, 21.12.2017",
            "Официальные названия в актах",
            "портал сложил время шагов",
            "<optgroup label=\"Павлодарская область\">",
            "район Тереңкөл (ранее: Качирский район)",
        ],
    );
    has(
        &compared(Lang::Ru, "housing-assistance"),
        &["только в одном акте"],
    );
    let permit = "/ru/services/pavlodar-2015/foreign-labour-permit#term";
    has(
        &compared(Lang::Ru, "foreign-labour-permit"),
        &["Зависит от случая. <a href=", permit],
    );
}

#[test]
fn what_most_acts_agree_on_lets_the_others_stand_out() {
    let marked = |id: &str| compared(Lang::Ru, id).matches("table__marked").count();
    assert_eq!(marked("housing-assistance"), 0, "one act only");
    assert!(marked("wheelchair") > 0);
    let page = compared(Lang::Ru, "wheelchair");
    has(
        &page,
        &[
            "Фоном выделено",
            "по самому новому акту: Павлодарская область, постановление от 28.07.2015",
        ],
    );
}

#[test]
fn a_district_leads_to_the_newest_act_of_its_region() {
    let catalogue = catalogue();
    let view = CompareView::new(Lang::Kk, &catalogue, "home-schooling-support").unwrap();
    let id = |kato: &str| view.regulation_in(kato).map(|one| one.id.as_str());
    assert_eq!(id("311000000"), Some("zhambyl-2014/home-schooling-support"));
    assert_eq!(
        id("554800000"),
        Some("pavlodar-2015/home-schooling-support")
    );
    assert_eq!(id("271000000"), None, "that region does not have it");
    assert_eq!(id("559900000"), None);
    assert_eq!(id(""), None);
}

/// A service with a form, as if it had ended.
fn ended(id: &str) -> Regulation {
    let catalogue = catalogue();
    let mut regulation = catalogue.get(id).unwrap().clone();
    let ended = catalogue.get("mangystau-2014/child-allowance").unwrap();
    regulation.ended.clone_from(&ended.ended);
    regulation
}

#[test]
fn a_service_that_ended_says_so_first_and_cannot_be_applied_for() {
    let catalogue = catalogue();
    let regulation = ended("west-kazakhstan-2018/local-social-assistance");
    assert!(!regulation.is_offered_online());
    for lang in Lang::ALL {
        let page = service(
            &shell(lang),
            &ServiceView::new(lang, &catalogue, &regulation),
        );
        has(&page, &["01.01.2018", "notice--warn"]);
        for way in ["/apply\"", "/check\""] {
            assert!(!page.contains(way), "{way}");
        }
    }
    let answers = [
        ("person.resident", "yes"),
        ("person.natural", "yes"),
        ("person.disability", "yes"),
        ("person.category", "yes"),
    ];
    let mut given = BTreeMap::new();
    for (fact, answer) in answers {
        given.insert(fact.to_owned(), answer.to_owned());
        let guide = Guide::read(&regulation, &given);
        let page = match guide.current {
            Some(question) => guide::question(&shell(Lang::Ru), &guide, question),
            None => guide::verdict(&shell(Lang::Ru), &guide, &[]),
        };
        has(&page, &["Эту услугу не оказывают с 01.01.2018"]);
        assert!(!page.contains("/apply\""));
    }
}

#[test]
fn what_replaced_a_service_is_one_step_away() {
    let catalogue = catalogue();
    let ended: Vec<_> = catalogue.all().filter(|one| one.ended.is_some()).collect();
    assert!(!ended.is_empty());
    for regulation in ended {
        let page = page(Lang::Ru, &regulation.id, "");
        let instead = regulation.replaced_by().unwrap();
        has(&page, &[&format!("href=\"/ru/services/{instead}\"")]);
        has(
            &compared(Lang::Ru, &regulation.service),
            &["Эту услугу не оказывают", "Не оказывается с"],
        );
    }
}

#[test]
fn a_page_with_kept_routes_is_the_same_page() {
    let catalogue = catalogue();
    for regulation in catalogue.all() {
        for lang in [Lang::Kk, Lang::Ru] {
            let view = ServiceView::new(lang, &catalogue, regulation);
            let drawn = service(&shell(lang), &view);
            let kept = ServiceView {
                routes: Some(routes(lang, regulation).into()),
                ..view
            };
            assert!(service(&shell(lang), &kept) == drawn, "{}", regulation.id);
        }
    }
}

/// The fact that the guide of the regulation asks for next, and an answer: «I do not know», where that is one, else the first.
fn asked_next(
    regulation: &Regulation,
    given: &BTreeMap<String, String>,
) -> Option<(String, String)> {
    let question = Guide::read(regulation, given).current?;
    let mut options = question.options.iter();
    let unknown = options.clone().find(|one| one.id == "unknown");
    let answer = unknown.or_else(|| options.next());
    let answer = answer.map_or("unknown", |one| one.id.as_str());
    Some((question.fact.clone(), answer.to_owned()))
}

#[test]
fn questions_come_one_after_another_and_only_those_that_matter() {
    let catalogue = Catalogue::builtin().unwrap();
    let id = "west-kazakhstan-2018/local-social-assistance";
    let regulation = catalogue.get(id).unwrap();
    let mut given = BTreeMap::new();
    while let Some((fact, answer)) = asked_next(regulation, &given) {
        assert!(given.insert(fact, answer).is_none());
    }
    assert_eq!(given.len(), 5, "«I do not know» rules no question out");

    for (disability, next) in [
        ("yes", "person.category"),
        ("no", "person.socially_significant_disease"),
    ] {
        let given = [
            ("person.resident", "yes"),
            ("person.natural", "yes"),
            ("person.disability", disability),
        ];
        let given = given.map(|(fact, answer)| (fact.to_owned(), answer.to_owned()));
        let given = BTreeMap::from(given);
        let (fact, _) = asked_next(regulation, &given).unwrap();
        assert_eq!(fact, next);
    }
}

/// The end of the guide of `id` for one who meets every requirement but the one about `unmet`.
fn guided_without(id: &str, unmet: &str) -> String {
    let catalogue = catalogue();
    let regulation = catalogue.get(id).unwrap();
    let mut given = BTreeMap::new();
    loop {
        let guide = Guide::read(regulation, &given);
        let Some(question) = guide.current else {
            let elsewhere = elsewhere(Lang::Ru, &catalogue, regulation);
            return guide::verdict(&shell(Lang::Ru), &guide, &elsewhere);
        };
        let answer = if question.fact == unmet { "no" } else { "yes" };
        given.insert(question.fact.clone(), answer.to_owned());
    }
}

#[test]
fn whoever_lives_in_another_oblast_is_led_to_its_rules() {
    let page = guided_without("pavlodar-2015/wheelchair", "person.resident");
    let there = "href=\"/ru/services/mangystau-2014/wheelchair\"";
    has(&page, &["Подайте заявление в своей области", there]);
    assert!(!page.contains("Не выполнено условие"));

    let page = guided_without("pavlodar-2015/wheelchair", "person.disability");
    has(&page, &["Не выполнено условие: У получателя услуги есть"]);
    assert!(!page.contains(there));
}
