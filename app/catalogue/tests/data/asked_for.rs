//! What is said of a service where somebody begins.

use catalogue::Catalogue;
use domain::{
    regulation::{ChannelKind, Closing, Evidence, Regulation, Supply},
    term::ordinary_term,
    text::Lang,
};

fn of(id: &str) -> Regulation {
    let catalogue = Catalogue::builtin().unwrap();
    catalogue.get(id).unwrap().clone()
}

#[test]
fn where_the_portal_only_informs_it_is_not_called_an_application_for_money() {
    for act in ["zhambyl-2014", "mangystau-2014"] {
        let regulation = of(&format!("{act}/home-schooling-support"));
        let portal = regulation.called_on(Some(ChannelKind::Portal));
        assert_eq!(portal.ru, "Сведения о выплате на обучение ребёнка дома");
        assert_eq!(regulation.named_on(ChannelKind::Portal), portal);
        let counter = regulation.called_on(Some(ChannelKind::Provider));
        assert_eq!(counter, regulation.called());
    }
    let pays = of("pavlodar-2015/home-schooling-support");
    let portal = pays.called_on(Some(ChannelKind::Portal));
    assert_eq!(portal, pays.called());
    assert_eq!(pays.named_on(ChannelKind::Portal), &pays.names);
}

#[test]
fn a_service_that_comes_first_is_one_of_the_act() {
    let catalogue = Catalogue::builtin().unwrap();
    let mut seen = Vec::new();
    for regulation in catalogue.all() {
        let Some(first) = &regulation.after else {
            continue;
        };
        let (act, _) = regulation.id.split_once('/').unwrap();
        assert!(catalogue.get(&format!("{act}/{first}")).is_some());
        seen.push(regulation.id.to_string());
    }
    assert_eq!(seen, ["pavlodar-2015/unemployed-registration"]);
}

#[test]
fn the_head_turns_nobody_away_on_the_portal_of_pavlodar() {
    let permit = of("pavlodar-2015/foreign-labour-permit");
    for route in &permit.procedures {
        let mut outcomes = route.steps.iter().flat_map(|step| &step.outcomes);
        let refuses = outcomes.any(|one| one.closes == Some(Closing::IntakeRefused));
        assert_eq!(refuses, route.channel == ChannelKind::Provider);
    }
    let ground = permit.ground("incomplete").unwrap();
    let steps: Vec<&str> = ground.steps.iter().map(|step| step.as_str()).collect();
    assert_eq!(steps, ["intake"]);
}

#[test]
fn reissue_and_extension_in_zhambyl_take_the_days_of_their_steps() {
    let permit = of("zhambyl-2014/foreign-labour-permit");
    let days = |variant: &str| {
        let mut routes = permit.routes(ChannelKind::Portal);
        let route = routes.find(|one| one.variant.as_deref() == Some(variant));
        let term = ordinary_term(route.unwrap(), &permit);
        (term.limits[0].value, term.stated)
    };
    assert_eq!(days("issue"), (15, true));
    assert_eq!(days("reissue-extension"), (8, false));
}

#[test]
fn which_document_always_has_an_example() {
    let catalogue = Catalogue::builtin().unwrap();
    for regulation in catalogue.all().filter(|one| one.is_offered_online()) {
        let attached = regulation.evidence.iter();
        for one in attached.filter(|one| one.supply == Supply::Attach) {
            let begins = [
                (Lang::Kk, "Мысалы: "),
                (Lang::Ru, "Например: "),
                (Lang::En, "For example: "),
            ];
            for (lang, begin) in begins {
                let hint = one.hint.as_ref().map_or("", |hint| hint.get(lang));
                assert!(hint.contains(begin), "{}: {}", regulation.id, one.id);
            }
        }
    }
}

/// The names of the documents to attach, one of each id.
fn attached(regulation: &Regulation) -> Vec<&Evidence> {
    let all = regulation.evidence.iter();
    all.filter(|one| one.supply == Supply::Attach).collect()
}

#[test]
fn no_two_documents_of_a_form_have_almost_the_same_name() {
    let catalogue = Catalogue::builtin().unwrap();
    for regulation in catalogue.all().filter(|one| one.is_offered_online()) {
        let all = attached(regulation);
        for (n, one) in all.iter().enumerate() {
            for other in &all[n + 1..] {
                let start = |name: &str| name.chars().take(14).collect::<String>();
                let alike = start(&one.name.kk) == start(&other.name.kk);
                assert!(!alike, "{}: {} {}", regulation.id, one.id, other.id);
            }
        }
    }
}

/// The sentence with which the acts of Zhambyl name the application.
#[test]
fn the_acts_of_zhambyl_name_the_application() {
    let catalogue = Catalogue::builtin().unwrap();
    for (service, line) in [
        ("employment-referral", 463),
        ("unemployed-registration", 1013),
        ("targeted-social-assistance", 1485),
        ("child-allowance", 2043),
        ("home-schooling-support", 2725),
        ("personal-assistant-sign-language", 3642),
        ("institution-care", 4113),
        ("oralman-status", 4382),
    ] {
        let regulation = catalogue.get(&format!("zhambyl-2014/{service}")).unwrap();
        let application = regulation.evidence.iter().find(|one| one.is_application);
        let application = application.unwrap();
        assert_eq!(application.line, Some(line), "{service}");
        assert!(application.source.ru.contains(&line.to_string()));
    }
}

#[test]
fn west_kazakhstan_asks_who_you_are_in_the_words_of_the_others() {
    let own = of("west-kazakhstan-2018/local-social-assistance");
    let other = of("zhambyl-2014/local-social-assistance");
    let label = |regulation: &Regulation, id: &str| {
        let fields = regulation.topics.iter().filter(|topic| !topic.repeats);
        let mut fields = fields.flat_map(|topic| &topic.fields);
        fields.find(|field| field.id == id).unwrap().label.clone()
    };
    for id in ["name", "iin", "birth-date"] {
        assert_eq!(label(&own, id), label(&other, id), "{id}");
    }
}
