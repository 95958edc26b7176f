//! The catalogue loads and is whole, and search finds in it.

use catalogue::Catalogue;
use chrono::NaiveDate;
use domain::{
    limit::{self, Limit, Unit},
    regulation::{ChannelKind, Closing, Level, Regulation, Supply},
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
    let total = |channel: ChannelKind| {
        let path = regulation.route(&channel.into()).unwrap().main_path();
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
    let portal = regulation.route(&ChannelKind::Portal.into()).unwrap();
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
        while let Some(to) = outcome.to.first() {
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
    let at = |step: &str| {
        let grounds = regulation.grounds.iter();
        let here = grounds.filter(|ground| ground.steps.iter().any(|id| id == step));
        here.map(|ground| ground.id.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(at("special-commission"), ["commission-conclusion"]);
    assert_eq!(at("check-documents"), ["package-violations"]);
    assert_eq!(at("sign"), Vec::<&str>::new());
}

#[test]
fn the_applicant_and_every_performer_have_a_name() {
    for regulation in builtin().all() {
        let applicants = regulation.roles.iter().filter(|role| role.applicant);
        assert_eq!(applicants.count(), 1, "{}", regulation.id);
        let mut steps = regulation.procedures.iter().flat_map(|one| &one.steps);
        assert!(
            steps.all(|step| regulation.role(&step.performer).is_some()),
            "{}",
            regulation.id
        );
    }
}

#[test]
fn a_district_has_the_name_of_the_day() {
    let catalogue = builtin();
    let name = |kato: &str, (year, month, day)| {
        let region = format!("{}0000000", &kato[..2]);
        let day = NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let oblast = catalogue.oblast(&region).unwrap();
        oblast.name_on(kato, day).unwrap().ru.clone()
    };
    assert_eq!(name("554800000", (2015, 7, 28)), "Качирский район");
    assert_eq!(name("554800000", (2018, 8, 6)), "Качирский район");
    assert_eq!(name("554800000", (2018, 8, 7)), "район Тереңкөл");
    assert_eq!(name("274400000", (2018, 5, 22)), "Зеленовский район");
    assert_eq!(name("274400000", (2026, 1, 1)), "район Бәйтерек");
    assert_eq!(name("310000000", (1900, 1, 1)), "Жамбылская область");
    let sizes: Vec<usize> = catalogue
        .oblasts()
        .iter()
        .map(|one| one.districts.len())
        .collect();
    assert_eq!(sizes, [11, 13, 7, 13]);
}

#[test]
fn every_district_has_a_provider_in_every_regulation() {
    let catalogue = builtin();
    for regulation in catalogue.all() {
        let oblast = catalogue.oblast(&regulation.region.kato).unwrap();
        let offices = regulation.provider.offices.len();
        match regulation.provider.level {
            Level::Oblast => assert_eq!(offices, 1, "{}", regulation.id),
            _ => assert_eq!(offices, oblast.districts.len(), "{}", regulation.id),
        }
        for district in &oblast.districts {
            let office = regulation.office_in(&district.kato).unwrap();
            let called = district.on(regulation.act.date).unwrap();
            let own = office.kato == district.kato;
            assert!(
                !own || office.district.ru == called.name.ru,
                "{}",
                regulation.id
            );
        }
        assert!(regulation.office_in("999900000").is_none());
    }
}

#[test]
fn an_office_is_named_after_its_district_of_the_time() {
    let catalogue = builtin();
    let office = |id: &str, kato: &str| {
        let regulation = catalogue.get(id).unwrap();
        regulation.office_in(kato).unwrap().clone()
    };
    let made = office("west-kazakhstan-2018/institution-care", "274400000");
    assert_eq!(made.id, "zelenov");
    assert_eq!(
        made.name.ru,
        "Отдел занятости и социальных программ Зеленовского района"
    );
    assert_eq!(
        made.name.kk,
        "Зеленов ауданының жұмыспен қамту және әлеуметтік бағдарламалар бөлімі"
    );
    assert!(made.address.is_none() && made.line.is_none() && made.name.is_ours(Lang::Ru));

    let listed = office("pavlodar-2015/home-care", "554800000");
    assert_eq!(listed.district.kk, "Качир ауданы");
    assert_eq!(listed.phone.as_deref(), Some("8(71833)21371"));
    assert_eq!(listed.email.as_deref(), Some("kachirrouz@mail.ru"));
    assert_eq!(listed.line, Some(3812));

    let whole = office("mangystau-2014/oralman-status", "473600000");
    assert_eq!(
        (whole.id.as_str(), whole.kato.as_str()),
        ("mangystau-region", "470000000")
    );
}

#[test]
fn an_ended_service_leads_to_one_of_its_region() {
    let catalogue = builtin();
    let allowances: Vec<_> = catalogue
        .all()
        .filter(|one| one.service == "child-allowance")
        .collect();
    assert!(!allowances.is_empty() && allowances.iter().all(|one| one.ended.is_some()));
    let mut led = 0;
    for regulation in catalogue.all() {
        let ended = regulation.ended.as_ref();
        let Some(after) = ended.and_then(|ended| ended.service.as_ref()) else {
            continue;
        };
        let there = catalogue
            .all()
            .any(|one| one.service == *after && one.region.kato == regulation.region.kato);
        assert!(there, "{}: no {after} in its region", regulation.id);
        led += 1;
    }
    assert!(led > 0, "the child allowance ended in every region");
}

#[test]
fn the_application_is_prepared_by_the_portal_and_never_attached() {
    let catalogue = builtin();
    let applications = catalogue.all().flat_map(|regulation| {
        let evidence = regulation.evidence.iter();
        let applications = evidence.filter(|one| one.is_application);
        applications.map(move |application| (regulation, application))
    });
    let mut count = 0;
    for (regulation, application) in applications {
        assert_eq!(application.supply, Supply::Form, "{}", regulation.id);
        count += 1;
    }
    assert_eq!(count, 60);
}

#[test]
fn every_regulation_has_a_guide() {
    for regulation in builtin().all() {
        let id = &regulation.id;
        assert!(!regulation.questions.is_empty(), "{id}: no question");
        assert!(!regulation.requirements.is_empty(), "{id}: no requirement");
        assert!(!regulation.evidence.is_empty(), "{id}: no document");
    }
}

#[test]
fn the_head_is_who_appoints_and_the_registry_is_who_takes_in() {
    let regulation = local();
    for (channel, heads, registry) in [
        (ChannelKind::Portal, &["head"][..], "registrar"),
        (ChannelKind::Akim, &["akim", "head"], "akim-specialist"),
    ] {
        let procedure = regulation.route(&channel.into()).unwrap();
        assert_eq!(procedure.heads().collect::<Vec<_>>(), heads);
        assert_eq!(procedure.registry(), Some(registry));
    }
    // Where the data name nobody who appoints, nobody reads everything.
    let other = builtin();
    let other = other
        .get("zhambyl-2014/targeted-social-assistance")
        .unwrap();
    assert!(other.procedures.iter().all(|one| one.heads().count() == 0));
}

/// Lists call a service by its plain name: whoever types it finds the service.
#[test]
fn a_plain_name_finds_its_service_first() {
    let catalogue = Catalogue::builtin().unwrap();
    let named = catalogue.all().filter(|one| one.plain_name.is_some());
    for regulation in named {
        for lang in Lang::ALL {
            let name = regulation.called().get(lang);
            let answer = catalogue.search(name, lang, None, None);
            let first = answer.services.first().map(|one| one.service);
            assert_eq!(first, Some(regulation.service.as_str()), "{name}");
        }
    }
}
