//! Permits for foreign labour: three acts, of which one alone knows the transfer within a corporation.

use catalogue::Catalogue;
use domain::{
    condition::{Facts, Truth},
    eligibility::verdict,
    regulation::Regulation,
};

fn permits(catalogue: &Catalogue) -> [&Regulation; 3] {
    ["zhambyl-2014", "mangystau-2014", "pavlodar-2015"].map(|act| {
        let id = format!("{act}/foreign-labour-permit");
        catalogue.get(&id).unwrap()
    })
}

#[test]
fn a_ground_of_the_transfer_is_nowhere_where_nobody_can_ask_for_one() {
    let catalogue = Catalogue::builtin().unwrap();
    let has = |regulation: &Regulation, id: &str| {
        let mut grounds = regulation.service_grounds.iter();
        grounds.any(|ground| ground.id == id)
    };
    let permits = permits(&catalogue);
    let transfer = permits.map(|one| has(one, "transfer-conditions"));
    assert_eq!(transfer, [false, false, true]);
    assert_eq!(permits.map(|one| has(one, "quota")), [true; 3]);
    let asked = |transfer: &str| {
        let facts = Facts([("permit.transfer".to_owned(), transfer.to_owned())].into());
        let grounds = permits[2].service_grounds.iter();
        let open = grounds.filter(|ground| ground.is_for(&facts));
        let ids = open.map(|ground| ground.id.as_str());
        ids.filter(|id| ["quota", "transfer-conditions"].contains(id))
            .collect::<Vec<_>>()
    };
    assert_eq!(asked("yes"), ["transfer-conditions"]);
    assert_eq!(asked("no"), ["quota"]);
}

#[test]
fn the_guide_never_promises_what_is_decided_after_the_application() {
    let catalogue = Catalogue::builtin().unwrap();
    for regulation in permits(&catalogue) {
        let asked = regulation.questions.iter();
        let answers = asked.map(|question| (question.fact.clone(), "yes".to_owned()));
        let facts = Facts(answers.collect());
        let found = verdict(&regulation.requirements, &regulation.channels, &facts);
        assert_eq!(found.overall, Truth::Unknown, "{}", regulation.id);
        let open = found.requirements.iter();
        let mut open = open.filter(|(_, truth)| *truth == Truth::Unknown);
        assert!(
            open.all(|(one, _)| one.decided_by.is_some()),
            "{}",
            regulation.id
        );
    }
}
