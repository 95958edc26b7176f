//! The public pages as the catalogue fills them: snapshots, and what must hold on every page.

use std::collections::BTreeMap;

use app::{
    components::Shell,
    islands::guide::Preview,
    pages::{
        guide::{self, Guide},
        home::{HomeView, home},
        info,
        service::{ServiceView, service},
        services::{Asked, ServicesView, services},
    },
    route,
    text::Lang,
};
use catalogue::Catalogue;
use domain::{
    condition::Truth,
    eligibility,
    regulation::{ChannelKind, Regulation},
};

const ID: &str = "west-kazakhstan-2018/local-social-assistance";

fn catalogue() -> Catalogue {
    Catalogue::builtin().unwrap()
}

pub(crate) fn shell(lang: Lang) -> Shell {
    Shell {
        lang,
        path: "/".to_owned(),
        ..Shell::default()
    }
}

fn service_page(lang: Lang) -> String {
    let catalogue = catalogue();
    let regulation = catalogue.get(ID).unwrap();
    service(
        &shell(lang),
        &ServiceView::new(lang, &catalogue, regulation),
    )
}

fn answers(given: &[(&str, &str)]) -> BTreeMap<String, String> {
    given
        .iter()
        .map(|(fact, answer)| ((*fact).to_owned(), (*answer).to_owned()))
        .collect()
}

/// Somebody whom the act sends to the department.
const ELSEWHERE: [(&str, &str); 5] = [
    ("person.resident", "yes"),
    ("person.natural", "yes"),
    ("person.disability", "no"),
    ("person.socially_significant_disease", "no"),
    ("person.category", "unknown"),
];

fn guide_page(lang: Lang, given: &[(&str, &str)]) -> String {
    let catalogue = catalogue();
    let guide = Guide::read(catalogue.get(ID).unwrap(), &answers(given));
    match guide.current {
        Some(question) => guide::question(&shell(lang), &guide, question),
        None => guide::verdict(&shell(lang), &guide, &[]),
    }
}

/// What stands between the header and the footer, one tag a line, so that a change shows where it is.
fn lines(html: &str) -> String {
    let main = html
        .split_once("<main")
        .unwrap()
        .1
        .split_once("</main>")
        .unwrap()
        .0;
    main.replace("><", ">\n<")
}

#[test]
fn pages_look_as_agreed() {
    let catalogue = catalogue();
    for lang in [Lang::Kk, Lang::Ru] {
        let tag = lang.tag();
        let view = HomeView::new(lang, &catalogue);
        insta::assert_snapshot!(format!("home_{tag}"), lines(&home(&shell(lang), &view)));
        insta::assert_snapshot!(format!("service_{tag}"), lines(&service_page(lang)));
        insta::assert_snapshot!(
            format!("question_{tag}"),
            lines(&guide_page(
                lang,
                &[("person.resident", "yes"), ("person.natural", "yes")]
            ))
        );
        insta::assert_snapshot!(
            format!("verdict_{tag}"),
            lines(&guide_page(lang, &ELSEWHERE))
        );
    }
}

#[test]
fn a_refusal_that_the_portal_cannot_give_says_where_it_can_come_from() {
    let catalogue = catalogue();
    let said = |id: &str| {
        let regulation = catalogue.get(id).unwrap();
        let view = ServiceView::new(Lang::Ru, &catalogue, regulation);
        let page = service(&shell(Lang::Ru), &view);
        let (_, rest) = page.split_once("Так бывает только здесь: ")?;
        Some(rest.split('<').next().unwrap().to_owned())
    };
    let centre = "государственная корпорация.".to_owned();
    assert_eq!(said("mangystau-2014/unemployed-registration"), Some(centre));
    let office = "орган, который оказывает услугу.".to_owned();
    let jobseeker = said("pavlodar-2015/jobseeker-registration");
    assert_eq!(jobseeker, Some(office));
    assert_eq!(said(ID), None, "the portal gives it too");
}

#[test]
fn the_service_page_says_everything_the_regulation_holds() {
    let catalogue = catalogue();
    let regulation = catalogue.get(ID).unwrap();
    for lang in Lang::ALL {
        let page = service_page(lang);
        let has = |text: &str| {
            let escaped = text
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;");
            assert!(page.contains(&escaped), "{}: {text} is missing", lang.tag());
        };
        regulation
            .requirements
            .iter()
            .for_each(|one| has(one.text.get(lang)));
        regulation
            .evidence
            .iter()
            .for_each(|one| has(one.name.get(lang)));
        regulation
            .evidence
            .iter()
            .for_each(|one| has(one.source.get(lang)));
        regulation
            .grounds
            .iter()
            .for_each(|one| has(one.name.get(lang)));
        regulation
            .notes
            .iter()
            .for_each(|one| has(one.text.get(lang)));
        regulation
            .provider
            .offices
            .iter()
            .for_each(|one| has(one.name.get(lang)));
        let steps = regulation
            .procedures
            .iter()
            .flat_map(|procedure| &procedure.steps);
        steps.for_each(|one| has(one.action.get(lang)));
        has(regulation.appeal.text.get(lang));
        has(regulation.act.repealed.as_ref().unwrap().by.get(lang));
    }
}

#[test]
fn every_step_is_told() {
    let catalogue = catalogue();
    for procedure in &regulation(&catalogue).procedures {
        let told = route::steps(Lang::Kk, regulation(&catalogue), procedure);
        assert_eq!(told.len(), procedure.steps.len());
    }
}

fn regulation(catalogue: &Catalogue) -> &Regulation {
    catalogue.get(ID).unwrap()
}

#[test]
fn the_guide_ends_for_every_combination_of_answers() {
    let catalogue = catalogue();
    let regulation = regulation(&catalogue);
    let mut open = vec![BTreeMap::new()];
    let mut ends = 0;
    while let Some(given) = open.pop() {
        let guide = Guide::read(regulation, &given);
        let Some(question) = guide.current else {
            ends += 1;
            let verdict =
                eligibility::verdict(&regulation.requirements, &regulation.channels, &guide.facts);
            let page = guide::verdict(&shell(Lang::Kk), &guide, &[]);
            let offers = page.contains(&format!("/kk/services/{ID}/apply\""));
            let closed = verdict.portal == Truth::NotMet || verdict.overall == Truth::NotMet;
            assert_eq!(offers, !closed, "{given:?}");
            if verdict.portal == Truth::NotMet && verdict.overall != Truth::NotMet {
                assert_eq!(verdict.send_to, [ChannelKind::Provider, ChannelKind::Akim]);
            }
            continue;
        };
        let choices: Vec<&str> = match question.options.is_empty() {
            true => vec!["yes", "no", "unknown"],
            false => question
                .options
                .iter()
                .map(|option| option.id.as_str())
                .collect(),
        };
        for answer in choices {
            let mut next = given.clone();
            next.insert(question.fact.clone(), answer.to_owned());
            open.push(next);
        }
    }
    assert!(ends > 20, "{ends}");
}

/// Whoever has said what decides is asked no more, is told which condition that is, and may change the answer: what was
/// answered behind it is kept.
#[test]
fn the_guide_ends_with_the_answer_that_decides() {
    let catalogue = catalogue();
    let id = "mangystau-2014/housing-assistance";
    let regulation = catalogue.get(id).unwrap();
    let guide = |given: &[(&str, &str)]| Guide::read(regulation, &answers(given));
    let given = [
        ("person.resident", "no"),
        ("person.permanent_residence", "yes"),
    ];
    let decided = guide(&given);
    assert!(decided.current.is_none());
    assert_eq!(decided.questions.len(), 1);
    assert_eq!(decided.facts.get("person.permanent_residence"), None);
    let page = guide::verdict(&shell(Lang::Ru), &decided, &[]);
    assert!(page.contains("person.permanent_residence=yes"), "{page}");
    assert!(
        page.contains("edit=person.resident") && !page.contains(">Выполнено<"),
        "{page}"
    );

    let other = guide(&[
        ("person.resident", "yes"),
        ("person.permanent_residence", "yes"),
    ]);
    assert!(other.questions.len() > 2 && other.current.is_some());
    let again = [given.as_slice(), &[("edit", "person.resident")]].concat();
    let again = guide(&again);
    let page = guide::question(&shell(Lang::Ru), &again, again.current.unwrap());
    let kept = "name=\"person.permanent_residence\" value=\"yes\"";
    assert!(page.contains(kept), "{page}");
}

#[test]
fn what_is_no_answer_is_ignored() {
    let catalogue = catalogue();
    let given = answers(&[
        ("person.resident", "<script>"),
        ("person.natural", "maybe"),
        ("person.admin", "yes"),
        ("edit", "person.admin"),
    ]);
    let guide = Guide::read(regulation(&catalogue), &given);
    assert!(guide.facts.0.is_empty());
    assert_eq!(guide.current.unwrap().fact, "person.resident");
    assert!(!guide.unanswered);
}

#[test]
fn going_on_without_an_answer_is_an_error_of_the_page() {
    let page = guide_page(Lang::Ru, &[("asked", "person.resident")]);
    assert!(page.contains("<title>Ошибка: "), "{page}");
    assert!(page.contains("href=\"#answer\""));
}

#[test]
fn an_answer_can_be_given_again_and_the_others_stay() {
    let mut given = ELSEWHERE.to_vec();
    given.push(("edit", "person.disability"));
    let page = guide_page(Lang::Kk, &given);
    assert!(page.contains("name=\"person.category\" value=\"unknown\""));
    assert!(page.contains("value=\"no\" checked"), "{page}");
}

#[test]
fn no_key_is_shown_in_place_of_a_text() {
    let catalogue = catalogue();
    for lang in Lang::ALL {
        let shell = shell(lang);
        let pages = [
            home(&shell, &HomeView::new(lang, &catalogue)),
            services(
                &shell,
                &ServicesView::new(lang, &catalogue, Asked::default()),
            ),
            service_page(lang),
            guide_page(lang, &[]),
            guide_page(lang, &ELSEWHERE),
            info::accessibility(&shell),
            info::privacy(&shell, info::KeptFor::default()),
            info::data(&shell, &catalogue),
        ];
        for page in pages {
            for area in [
                "act", "route", "home", "services", "service", "guide", "info", "site", "unit",
            ] {
                let key = format!(">{area}-");
                assert!(!page.contains(&key), "{}: {key}", lang.tag());
            }
            assert!(
                !page.contains("{$") && !page.contains("{ $"),
                "{}",
                lang.tag()
            );
        }
    }
}

#[test]
fn the_browser_judges_an_answer_as_the_server_does() {
    let page = guide_page(
        Lang::Ru,
        &[
            ("person.resident", "yes"),
            ("person.natural", "yes"),
            ("person.disability", "no"),
        ],
    );
    let props = page
        .split_once("data-props=\"")
        .unwrap()
        .1
        .split_once('"')
        .unwrap()
        .0;
    let props = props
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    let preview = Preview::read(&props).unwrap();
    assert_eq!(preview.fact, "person.socially_significant_disease");
    assert!(
        preview
            .say("yes")
            .starts_with("Вы можете подать заявление через портал. Выполнено: 3")
    );
    assert!(
        preview
            .say("no")
            .starts_with("Подать заявление нужно не на портале, а здесь: орган")
    );
    assert!(preview.say("unknown").starts_with("Пока неизвестно"));
}

#[test]
fn every_service_has_a_page_whose_links_lead_somewhere() {
    let catalogue = catalogue();
    for regulation in catalogue.all() {
        for lang in Lang::ALL {
            let page = service(
                &shell(lang),
                &ServiceView::new(lang, &catalogue, regulation),
            );
            assert!(
                page.contains("href=\"#"),
                "{}: no link within",
                regulation.id
            );
            for link in page.split("href=\"#").skip(1) {
                let id = link.split('"').next().unwrap();
                assert!(
                    page.contains(&format!("id=\"{id}\"")),
                    "{}: #{id}",
                    regulation.id
                );
            }
            let ids = page
                .split(" id=\"")
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap());
            let mut seen = std::collections::HashSet::new();
            for id in ids {
                assert!(seen.insert(id), "{}: {id} stands twice", regulation.id);
            }
        }
    }
}
