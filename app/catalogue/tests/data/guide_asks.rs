//! What the guide asks for, so that it sees the grounds of refusal which the form sees.

use catalogue::Catalogue;
use domain::condition::Condition;

#[test]
fn the_guide_asks_for_every_fact_that_speaks_for_a_ground() {
    let catalogue = Catalogue::builtin().unwrap();
    let mut seen = 0;
    for regulation in catalogue.all().filter(|one| !one.questions.is_empty()) {
        for ground in &regulation.service_grounds {
            for fact in ground.when.iter().flat_map(Condition::facts) {
                let asked: Vec<_> = regulation
                    .questions
                    .iter()
                    .filter(|question| question.fact == fact)
                    .collect();
                assert_eq!(asked.len(), 1, "{}: {fact}", regulation.id);
                seen += 1;
            }
        }
    }
    assert!(seen >= 6, "{seen}");
}

#[test]
fn a_tie_to_the_child_is_asked_wherever_a_child_is_named() {
    let catalogue = Catalogue::builtin().unwrap();
    let online = catalogue.all().filter(|one| one.is_offered_online());
    let schooled = online.filter(|one| *one.service == *"home-schooling-support");
    let mut count = 0;
    for regulation in schooled {
        count += 1;
        let birth = regulation.slot("birth").expect("the tie to the child");
        let from = birth.from.as_ref().expect("asked of the register");
        assert!(from.compare.contains_key("child"), "{}", regulation.id);
        assert!(regulation.slot("guardianship").is_some());
    }
    assert_eq!(count, 4);
}
