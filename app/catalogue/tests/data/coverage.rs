//! How much of the acts the portal carries.

use std::collections::BTreeSet;

use catalogue::{Catalogue, coverage};
use domain::{
    form::{Answers, facts},
    regulation::{ChannelKind, FieldKind, Regulation, RouteKey},
};

#[test]
fn every_channel_and_variant_has_a_row_and_every_no_a_reason() {
    let catalogue = Catalogue::builtin().unwrap();
    let rows = coverage::rows(&catalogue);
    let routes = catalogue
        .all()
        .map(|one| one.procedures.len())
        .sum::<usize>();
    assert_eq!(rows.len(), routes);
    for row in &rows {
        let told = |key: &str| row.why.iter().any(|why| why.starts_with(key));
        assert_eq!(told("online:"), !row.online, "{row:?}");
        assert_eq!(told("form:"), !row.form, "{row:?}");
        assert_eq!(
            told("decisions_complete:"),
            !row.decisions_complete,
            "{row:?}"
        );
        assert!(row.paths > 0 && !row.ends.is_empty(), "{row:?}");
    }
    let online = rows.iter().filter(|row| row.online);
    let online: Vec<&str> = online.map(|row| row.regulation).collect();
    assert!(online.contains(&"west-kazakhstan-2018/local-social-assistance"));
}

#[test]
fn where_a_service_has_a_file_the_portal_knows_what_to_ask_at_every_end() {
    let catalogue = Catalogue::builtin().unwrap();
    for row in coverage::rows(&catalogue) {
        if row.form {
            assert!(row.decisions_complete, "{row:#?}");
        }
    }
}

#[test]
fn twenty_regulations_of_eight_services_go_from_form_to_result() {
    let catalogue = Catalogue::builtin().unwrap();
    let rows = coverage::rows(&catalogue);
    let online: Vec<_> = rows.iter().filter(|row| row.online).collect();
    let regulations: BTreeSet<&str> = online.iter().map(|row| row.regulation).collect();
    assert_eq!(regulations.len(), 20, "{regulations:#?}");
    let services: BTreeSet<&str> = regulations
        .iter()
        .filter_map(|id| id.split_once('/'))
        .map(|(_, service)| service)
        .collect();
    assert_eq!(services.len(), 8, "{services:#?}");
    for row in online {
        assert!(row.form && row.decisions_complete, "{row:#?}");
        assert!(
            row.ends.iter().any(|end| end.starts_with("granted/")),
            "{row:#?}"
        );
        assert!(
            row.ends.iter().any(|end| end.starts_with("refused/")),
            "{row:#?}"
        );
    }
    let permit = "pavlodar-2015/foreign-labour-permit";
    let variants = rows.iter().filter(|row| row.regulation == permit);
    assert_eq!(variants.count(), 12, "six kinds, on the portal and not");
}

/// Every answer that can be chosen in the fields that choose the route.
fn choices(regulation: &Regulation) -> Vec<(&str, Vec<String>)> {
    let routes = regulation.routes(ChannelKind::Portal);
    let mut wanted: BTreeSet<&str> = routes
        .filter_map(|route| route.when.as_ref())
        .flat_map(|when| when.facts())
        .collect();
    let topics = || regulation.topics.iter().filter(|topic| !topic.repeats);
    let asked = topics().filter_map(|topic| topic.when.as_ref());
    wanted.extend(asked.flat_map(|when| when.facts()));
    let fields = topics().flat_map(|topic| &topic.fields);
    fields
        .filter(|field| {
            field
                .fact
                .as_deref()
                .is_some_and(|fact| wanted.contains(fact))
        })
        .map(|field| {
            let options = match field.kind {
                FieldKind::YesNo => vec!["yes".to_owned(), "no".to_owned()],
                _ => field.options.iter().map(|one| one.id.clone()).collect(),
            };
            (field.id.as_str(), options)
        })
        .collect()
}

#[test]
fn answers_of_the_form_lead_to_every_variant() {
    let catalogue = Catalogue::builtin().unwrap();
    for regulation in catalogue.all().filter(|one| one.is_offered_online()) {
        let mut answers = vec![Answers::default()];
        for (field, options) in choices(regulation) {
            let more = answers.iter().flat_map(|known| {
                options.iter().map(|option| {
                    let mut known = known.clone();
                    known.0.insert(field.to_owned(), option.clone());
                    known
                })
            });
            answers = more.collect();
        }
        let reached: BTreeSet<RouteKey> = answers
            .iter()
            .filter_map(|answers| {
                let known = facts(regulation, ChannelKind::Portal, answers);
                Some(
                    regulation
                        .route_for(ChannelKind::Portal, &known)
                        .ok()?
                        .key(),
                )
            })
            .collect();
        let all = regulation.routes(ChannelKind::Portal);
        let all: BTreeSet<RouteKey> = all.map(|route| route.key()).collect();
        assert_eq!(reached, all, "{}", regulation.id);
    }
}
