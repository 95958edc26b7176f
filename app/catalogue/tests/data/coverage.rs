//! How much of the acts the portal carries.

use std::collections::BTreeSet;

use catalogue::{Catalogue, coverage};
use domain::{
    form::{Answers, facts},
    regulation::{ChannelKind, FieldKind, Meaning, OutputKind, Regulation, RouteKey},
    service::Need,
};

use crate::removed;

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

/// Why the decisions of a regulation are not complete when this piece of the file of its service is written otherwise, in
/// every place.
fn lacking(regulation: &str, old: &str, new: &str) -> BTreeSet<String> {
    let (act, service) = regulation.split_once('/').unwrap();
    let mut files = removed::own();
    let is_wanted = |folder: &str| [act, "services", "services/classifiers"].contains(&folder);
    files.retain(|(name, _)| {
        name.rsplit_once('/')
            .is_none_or(|(folder, _)| is_wanted(folder))
    });
    let name = format!("services/{service}.toml");
    let (_, text) = files.iter_mut().find(|(file, _)| *file == name).unwrap();
    assert!(text.contains(old), "{name}: {old}");
    *text = text.replace(old, new);
    let catalogue = Catalogue::parse(&files).unwrap_or_else(|error| panic!("{new}: {error}"));
    let rows = coverage::rows(&catalogue).into_iter();
    let rows = rows.filter(|row| row.regulation == regulation && row.online);
    let mut reasons = BTreeSet::new();
    for row in rows {
        let told = row
            .why
            .iter()
            .filter_map(|why| why.strip_prefix("decisions_complete: "));
        let told: Vec<_> = told.filter_map(|why| why.split_once(": ")).collect();
        assert_eq!(row.decisions_complete, told.is_empty(), "{row:?}");
        reasons.extend(told.into_iter().map(|(_, reason)| reason.to_owned()));
    }
    reasons
}

#[test]
fn a_decision_is_incomplete_without_any_part_that_its_result_needs() {
    let local = "zhambyl-2014/local-social-assistance";
    let housing = "mangystau-2014/housing-assistance";
    let permit = "pavlodar-2015/foreign-labour-permit";
    let referral = "pavlodar-2015/employment-referral";
    let schooling = "zhambyl-2013/home-schooling-support";
    let amount = "kind = \"money\"\nmeaning = \"amount\"";
    for (regulation, old, new, expected) in [
        (
            local,
            amount,
            "kind = \"money\"",
            "nobody enters the amount",
        ),
        (
            housing,
            amount,
            "kind = \"money\"",
            "nobody enters the amount",
        ),
        (
            schooling,
            &format!("{amount}\n"),
            &format!("{amount}\nrequired = false\n"),
            "nobody enters the amount",
        ),
        (
            schooling,
            "meaning = \"amount-per\"\n",
            "meaning = \"amount-per\"\nrequired = false\n",
            "nobody says for what time the amount is",
        ),
        (
            local,
            "meaning = \"period-to\"\n",
            "",
            "nobody enters the period",
        ),
        (
            permit,
            "meaning = \"period-from\"\n",
            "",
            "nobody enters the period",
        ),
        (
            referral,
            "meaning = \"period-to\"\n",
            "",
            "nobody enters the period",
        ),
        (
            local,
            "meaning = \"number\"\n",
            "",
            "nobody enters the number",
        ),
        (
            permit,
            "meaning = \"number\"\n",
            "",
            "nobody enters the number",
        ),
        (
            housing,
            "meaning = \"date\"\n",
            "",
            "nobody enters the date",
        ),
        (
            referral,
            "meaning = \"addressee\"\n",
            "",
            "nobody enters the addressee",
        ),
        (
            referral,
            "kind = \"ground\"\nmeaning = \"ground\"",
            "kind = \"text\"",
            "nobody enters the ground",
        ),
        (
            local,
            "meaning = \"explanation\"\n",
            "",
            "nobody explains it",
        ),
    ] {
        let reasons = lacking(regulation, old, new);
        assert_eq!(
            reasons,
            BTreeSet::from([expected.to_owned()]),
            "{regulation}: {new}"
        );
    }
    assert_eq!(lacking(local, amount, amount), BTreeSet::new());
}

#[test]
fn what_a_result_needs_follows_from_what_it_is() {
    let catalogue = Catalogue::builtin().unwrap();
    for regulation in catalogue.all().filter(|one| one.is_offered_online()) {
        let fields = regulation.topics.iter().flat_map(|topic| &topic.fields);
        let paid = fields.clone().any(|field| field.kind == FieldKind::Iban);
        let mut pays = false;
        for template in &regulation.results {
            let of = template.output.iter();
            let kinds: Vec<OutputKind> = of
                .filter_map(|id| Some(regulation.output(id)?.kind))
                .collect();
            let told = format!("{} {:?}", regulation.id, template.output);
            let needs = |need| template.needs.contains(&need);
            if kinds.contains(&OutputKind::Permit) {
                assert!(needs(Need::Number) && needs(Need::Period), "{told}");
            }
            if kinds.contains(&OutputKind::Referral) {
                // The office itself gives guidance.
                let elsewhere = !template
                    .output
                    .iter()
                    .any(|id| *id == "vocational-guidance");
                assert_eq!(needs(Need::Addressee), elsewhere, "{told}");
            }
            if template.inputs.iter().any(|one| one.means(Meaning::Amount)) {
                pays = true;
                for need in [Need::Amount, Need::Number, Need::Date] {
                    assert!(needs(need), "{told}: {need:?}");
                }
            }
        }
        assert!(pays || !paid, "{}: it asks where to pay", regulation.id);
    }
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
