//! The walker of the graph, and which route the answers choose.

use std::collections::BTreeSet;

use catalogue::Catalogue;
use domain::{
    condition::{Condition, Facts},
    regulation::{
        ChannelKind, Closing, Loops, MOST_PATHS, NoSingleRoute, Procedure, Regulation, RouteKey,
        Side,
    },
};

use crate::case::small;

fn provider(regulation: &Regulation) -> &Procedure {
    regulation.route(&ChannelKind::Provider.into()).unwrap()
}

fn told(route: &Procedure, loops: Loops) -> BTreeSet<String> {
    let paths = route.paths(loops, MOST_PATHS);
    let told = paths.iter().map(|path| {
        let legs = path.iter().map(|leg| leg.outcome.id.as_str());
        legs.collect::<Vec<_>>().join(" ")
    });
    told.collect()
}

#[test]
fn every_path_is_found_and_a_loop_is_gone_through_once() {
    let regulation = small();
    let straight = told(provider(&regulation), Loops::None);
    let expected = [
        "accepted appointed counted grant signed issued",
        "accepted appointed counted refuse signed",
        "turned-away",
    ];
    assert_eq!(straight, expected.map(str::to_owned).into());
    let all = told(provider(&regulation), Loops::Once);
    assert!(
        straight
            .iter()
            .all(|path| path == "turned-away" || all.contains(path))
    );
    // `counted` leads back to the decision only once, so a recount is followed by no second count.
    assert!(
        all.contains("accepted appointed counted grant returned refuse signed"),
        "{all:?}"
    );
    assert_eq!(
        provider(&regulation).paths(Loops::Once, 2).len(),
        2,
        "no more than asked for"
    );
}

#[test]
fn an_outcome_says_where_its_ways_end() {
    let regulation = small();
    let route = provider(&regulation);
    let ends = |step: &str, outcome: &str| {
        let ends = route.ends_of(route.step(step).unwrap().outcome(outcome).unwrap());
        let outputs: Vec<_> = ends.outputs.iter().map(|id| id.to_string()).collect();
        (
            ends.closings.iter().copied().collect::<Vec<_>>(),
            outputs.join(" "),
        )
    };
    assert_eq!(
        ends("sign", "signed"),
        (vec![Closing::Granted], "notification".to_owned())
    );
    assert_eq!(
        ends("decide", "refuse"),
        (vec![Closing::Refused], "refusal".to_owned())
    );
    let both = vec![Closing::Granted, Closing::Refused];
    assert_eq!(
        ends("count", "counted"),
        (both, "notification refusal".to_owned())
    );
    assert_eq!(
        ends("accept", "turned-away"),
        (vec![Closing::IntakeRefused], String::new())
    );
}

#[test]
fn steps_side_by_side_are_all_done_before_they_join() {
    let mut regulation = small();
    let route = regulation.procedures.iter_mut();
    let route = route
        .into_iter()
        .find(|one| one.channel == ChannelKind::Provider)
        .unwrap();
    let step = |id: &str| route.step(id).unwrap().clone();
    let (mut count, mut sign, mut fork) = (step("count"), step("sign"), step("appoint"));
    fork.outcomes[0].to = vec!["count".into(), "sign".into()];
    count.outcomes[0].to = vec!["issue".into()];
    sign.outcomes.truncate(1);
    let mut issue = step("issue");
    issue.join = true;
    route.steps = vec![step("accept"), fork, count, sign, issue];
    assert_eq!(
        told(route, Loops::Once),
        ["accepted appointed counted signed issued", "turned-away"]
            .map(str::to_owned)
            .into()
    );
    let main: Vec<_> = route
        .main_path()
        .into_iter()
        .map(|step| step.id.as_str())
        .collect();
    assert_eq!(main, ["accept", "appoint", "count", "issue", "sign"]);
}

#[test]
fn every_route_of_the_catalogue_has_paths_and_each_ends() {
    let catalogue = Catalogue::builtin().unwrap();
    let mut all = 0;
    for regulation in catalogue.all() {
        for route in &regulation.procedures {
            let paths = route.paths(Loops::Once, MOST_PATHS);
            assert!(
                !paths.is_empty() && paths.len() < MOST_PATHS,
                "{} {}",
                regulation.id,
                route.key()
            );
            for path in &paths {
                assert!(path.last().unwrap().outcome.closes.is_some());
                let staff = path
                    .iter()
                    .all(|leg| regulation.side(leg.step) != Side::Portal);
                assert!(
                    staff,
                    "nothing is left to a system: {} {}",
                    regulation.id,
                    route.key()
                );
            }
            all += paths.len();
        }
    }
    assert!(all > 300, "{all}");
}

fn permit(kind: &str, transfer: &str) -> Result<Option<String>, NoSingleRoute> {
    let mut regulation = small();
    let portal = regulation
        .route(&ChannelKind::Portal.into())
        .unwrap()
        .clone();
    let variant = |id: &str, when: Condition| Procedure {
        variant: Some(id.to_owned()),
        when: Some(when),
        ..portal.clone()
    };
    let fact = |fact: &str| Condition::Fact(fact.to_owned());
    regulation.procedures = vec![
        variant("issue", fact("permit.request_kind=issue")),
        variant("reissue", fact("permit.request_kind=reissue")),
        variant("transfer", fact("permit.transfer")),
    ];
    let mut facts = Facts::default();
    facts.set("permit.request_kind", kind);
    facts.set("permit.transfer", transfer);
    let route = regulation.route_for(ChannelKind::Portal, &facts)?;
    Ok(route.variant.clone())
}

#[test]
fn the_answers_choose_the_variant() {
    assert_eq!(permit("issue", "no"), Ok(Some("issue".to_owned())));
    assert_eq!(permit("reissue", "no"), Ok(Some("reissue".to_owned())));
    assert_eq!(permit("unknown", "no"), Err(NoSingleRoute), "none fits");
    assert_eq!(permit("issue", "yes"), Err(NoSingleRoute), "two fit");
}

#[test]
fn the_ordinary_procedure_is_taken_where_no_variant_fits() {
    let mut regulation = small();
    let ordinary = regulation
        .route(&ChannelKind::Portal.into())
        .unwrap()
        .clone();
    let mut other = ordinary.clone();
    other.variant = Some("information-system".to_owned());
    regulation.procedures.push(other);
    let route = regulation.route_for(ChannelKind::Portal, &Facts::default());
    assert_eq!(route.unwrap().key(), RouteKey::from(ChannelKind::Portal));
    assert_eq!(route.unwrap().key().to_string(), "portal");
}
