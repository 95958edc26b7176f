//! Every route in words: who acts at a step, and under which heading it stands.

use std::collections::BTreeSet;

use app::{
    route::{self, Place, RouteStep},
    text::Lang,
};
use catalogue::Catalogue;
use domain::{
    ids::StepId,
    regulation::{Closing, Loops, MOST_PATHS, Procedure, Regulation, Step},
};

use crate::xml;

/// The steps of a route with their words: the main way, then the others.
fn told<'a>(regulation: &Regulation, route: &'a Procedure) -> Vec<(&'a Step, RouteStep)> {
    let main = route.drawn_path();
    let others = route.steps.iter();
    let others = others.filter(|step| !main.iter().any(|one| one.id == step.id));
    let steps: Vec<&Step> = main.iter().copied().chain(others).collect();
    let told = route::steps(Lang::Ru, regulation, route);
    assert_eq!(told.len(), steps.len());
    steps.into_iter().zip(told).collect()
}

/// Looks at every step of every route.
fn at_every_step(look: impl Fn(&Regulation, &Procedure, &Step, &RouteStep)) {
    let catalogue = Catalogue::builtin().unwrap();
    for regulation in catalogue.all() {
        for route in &regulation.procedures {
            for (step, told) in told(regulation, route) {
                assert_eq!(told.action, step.action.get(Lang::Ru), "{}", step.id);
                look(regulation, route, step, &told);
            }
        }
    }
}

#[test]
fn the_applicants_own_step_is_theirs() {
    let turns = std::cell::Cell::new(0);
    at_every_step(|regulation, procedure, step, told| {
        if step.applicant.is_none() {
            return;
        }
        turns.set(turns.get() + 1);
        let mut roles = regulation.roles.iter();
        let applicant = roles.find(|role| role.applicant).unwrap();
        let at = format!("{}: {}", regulation.id, step.id);
        assert_eq!(told.performer, applicant.name.get(Lang::Ru), "{at}");
        let document = route::bpmn(Lang::Ru, regulation, procedure).unwrap();
        let root = xml::parse(&document);
        let lanes = root.child("process").child("laneSet").all("lane");
        let id = format!("lane.{}", applicant.id);
        let mut own = lanes.into_iter();
        let own = own.find(|lane| lane.attribute("id") == Some(&id)).unwrap();
        let node = format!("step.{}", step.id);
        let nodes = own.all("flowNodeRef");
        assert!(nodes.iter().any(|one| one.text == node), "{at}");
    });
    assert!(turns.get() > 0);
}

/// The steps through which a way goes that ends so.
fn ways(procedure: &Procedure, ends: impl Fn(Closing) -> bool) -> BTreeSet<&StepId> {
    let paths = procedure.paths(Loops::Once, MOST_PATHS).into_iter();
    let so = paths.filter(|path| {
        let last = path.last().and_then(|leg| leg.outcome.closes);
        last.is_some_and(&ends)
    });
    so.flatten().map(|leg| &leg.step.id).collect()
}

#[test]
fn a_refusal_is_what_ends_with_nothing_else() {
    at_every_step(|regulation, procedure, step, told| {
        let at = format!("{}: {}", regulation.id, step.id);
        let granted = ways(procedure, |one| one == Closing::Granted).contains(&step.id);
        let refused = ways(procedure, |one| one != Closing::Granted).contains(&step.id);
        match told.place {
            Place::Main => {}
            Place::Refusal => assert!(!granted, "{at}"),
            Place::Aside => assert!(granted || !refused, "{at}"),
        }
    });
}

#[test]
fn what_leads_to_the_service_by_another_way_is_no_refusal() {
    let catalogue = Catalogue::builtin().unwrap();
    for (id, step, place) in [
        (
            "mangystau-2014/local-social-assistance",
            "prepare-longer",
            Place::Aside,
        ),
        ("mangystau-2014/housing-assistance", "keep", Place::Aside),
        (
            "zhambyl-2013/home-schooling-support",
            "payment",
            Place::Aside,
        ),
        (
            "zhambyl-2013/home-schooling-support",
            "payment-refusal",
            Place::Refusal,
        ),
        (
            "zhambyl-2013/home-schooling-support",
            "refusal",
            Place::Refusal,
        ),
    ] {
        let regulation = catalogue.get(id).unwrap();
        let mut routes = regulation.procedures.iter();
        let route = routes.find(|route| route.step(step).is_some()).unwrap();
        let mut told = told(regulation, route).into_iter();
        let (_, one) = told.find(|(one, _)| one.id == *step).unwrap();
        assert_eq!(one.place, place, "{id}: {step}");
    }
}
