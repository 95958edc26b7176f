#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
//! The catalogue loads and is whole, and search finds in it.

use domain::{
    catalogue::Catalogue,
    limit::{self, Limit, Unit},
    regulation::{ChannelKind, Closing, Regulation},
    text::Lang,
};

const LOCAL: &str = "west-kazakhstan-2018/local-social-assistance";

fn builtin() -> Catalogue {
    Catalogue::builtin().unwrap_or_else(|error| panic!("{error}"))
}

fn local() -> Regulation {
    builtin().get(LOCAL).unwrap().clone()
}

#[test]
fn the_builtin_catalogue_is_sound() {
    let catalogue = builtin();
    assert!(catalogue.get(LOCAL).is_some());
    assert_eq!(catalogue.all().count(), 61);
    let situations: Vec<&str> = catalogue
        .situations()
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    assert_eq!(
        situations,
        [
            "low-income",
            "disability",
            "child",
            "work",
            "care",
            "moved-or-affected"
        ]
    );
}

#[test]
fn every_text_is_there_in_three_languages() {
    fn walk(value: &serde_json::Value, at: &str) {
        match value {
            serde_json::Value::Object(map) => {
                if map.contains_key("kk") {
                    for lang in ["kk", "ru", "en"] {
                        let text = map[lang].as_str().unwrap();
                        assert!(
                            !text.is_empty() && text.trim() == text,
                            "{at}.{lang}: «{text}»"
                        );
                    }
                }
                map.iter()
                    .for_each(|(key, value)| walk(value, &format!("{at}.{key}")));
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| walk(item, at)),
            _ => {}
        }
    }
    for regulation in builtin().all() {
        walk(&serde_json::to_value(regulation).unwrap(), &regulation.id);
    }
}

#[test]
fn the_steps_add_up_to_seven_working_days() {
    let regulation = local();
    let total = |channel| {
        let path = regulation.procedure(channel).unwrap().main_path();
        limit::sum(path.iter().filter_map(|step| step.limit.as_ref()))
    };
    let days = |minutes| {
        vec![
            Limit::new(7, Unit::WorkingDays),
            Limit::new(minutes, Unit::Minutes),
        ]
    };
    assert_eq!(total(ChannelKind::Provider), days(20));
    assert_eq!(total(ChannelKind::Portal), days(20));
    assert_eq!(total(ChannelKind::Akim), days(70));
}

#[test]
fn a_portal_case_goes_on_at_the_department() {
    let regulation = local();
    let portal = regulation.procedure(ChannelKind::Portal).unwrap();
    let path: Vec<&str> = portal
        .main_path()
        .iter()
        .map(|step| step.id.as_str())
        .collect();
    assert_eq!(
        path,
        [
            "check-documents",
            "assign",
            "send-to-survey",
            "survey",
            "income",
            "special-commission",
            "sign",
            "issue"
        ]
    );
    let issued = portal.step("issue").unwrap().outcome("issued").unwrap();
    assert_eq!(issued.closes, Some(Closing::Granted));
    assert_eq!(issued.followed_by.as_deref(), Some("receive-result"));

    let violations = portal
        .step("check-documents")
        .unwrap()
        .outcome("violations")
        .unwrap();
    assert_eq!(violations.closes, Some(Closing::IntakeRefused));
    assert_eq!(violations.output.as_deref(), Some("refusal-documents"));
}

#[test]
fn a_refusal_of_the_commission_survives_to_the_end() {
    let regulation = local();
    for procedure in &regulation.procedures {
        let mut step = procedure.step("special-commission").unwrap();
        let mut outcome = step.outcome("refused").unwrap();
        while let Some(to) = &outcome.to {
            step = procedure.step(to).unwrap();
            assert_eq!(step.outcomes.len(), 1, "{}", step.id);
            outcome = &step.outcomes[0];
        }
        assert_eq!(outcome.closes, Some(Closing::Refused));
        assert_eq!(outcome.output.as_deref(), Some("reasoned-refusal"));
    }
}

#[test]
fn grounds_are_offered_only_where_the_act_has_them() {
    let regulation = local();
    let at = |step| {
        regulation
            .grounds_at(step)
            .map(|ground| ground.id.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(at("special-commission"), ["commission-conclusion"]);
    assert_eq!(at("check-documents"), ["package-violations"]);
    assert_eq!(at("sign"), Vec::<&str>::new());
}

#[test]
fn search_finds_by_word_beginning_ending_and_keyboard() {
    let catalogue = builtin();
    let found = |query: &str| !catalogue.search(query, Lang::Kk, None, None).is_empty();
    for query in [
        "",
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
        assert!(found(query), "«{query}»");
    }
    for query in ["xyz", "социальная xyz"] {
        assert!(!found(query), "«{query}»");
    }
    assert!(
        found(&"көмек ".repeat(10_000)),
        "a long query is cut, not refused"
    );
}

#[test]
fn search_narrows_by_situation_and_region() {
    let catalogue = builtin();
    let count = |life, region| catalogue.search("", Lang::Ru, life, region).len();
    // Acts 000 and 003 are of Zhambyl, 001 of West Kazakhstan, 002 of Mangystau, 004 of Pavlodar.
    assert_eq!(count(None, Some("310000000")), 20);
    assert_eq!(count(None, Some("270000000")), 2);
    assert_eq!(count(None, Some("470000000")), 20);
    assert_eq!(count(None, Some("550000000")), 19);
    for situation in catalogue.situations() {
        let found = catalogue.search("", Lang::Ru, Some(&situation.id), None);
        assert!(!found.is_empty(), "nothing for {}", situation.id);
        assert!(
            found
                .iter()
                .all(|one| one.situations.contains(&situation.id))
        );
    }
}

#[test]
fn the_applicant_and_every_performer_have_a_name() {
    for regulation in builtin().all() {
        let steps = regulation.procedures.iter().flat_map(|one| &one.steps);
        for role in steps
            .map(|step| step.performer.as_str())
            .chain(["applicant"])
        {
            assert!(regulation.role(role).is_some(), "{}: {role}", regulation.id);
        }
    }
}

#[test]
fn an_ended_service_leads_to_one_of_its_region() {
    let catalogue = builtin();
    let mut allowances = catalogue
        .all()
        .filter(|one| one.service == "child-allowance");
    assert!(allowances.all(|one| one.ended.is_some()));
    for regulation in catalogue.all() {
        let ended = regulation.ended.as_ref();
        let Some(after) = ended.and_then(|ended| ended.service.as_ref()) else {
            continue;
        };
        let there = catalogue
            .all()
            .any(|one| one.service == *after && one.region.kato == regulation.region.kato);
        assert!(there, "{}: no {after} in its region", regulation.id);
    }
}
