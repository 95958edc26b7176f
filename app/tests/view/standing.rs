//! What pages tell of steps: of those alone that stand.

use std::collections::BTreeMap;

use app::{
    components::Shell,
    pages::{
        decision::issued_last,
        result::former::{ResultView, result},
    },
    text::Lang,
};
use catalogue::Catalogue;
use chrono::{DateTime, Utc};
use domain::{
    case::{ActorRef, CaseState, DoneStep, Issued},
    regulation::Side,
};

fn at() -> DateTime<Utc> {
    "2026-12-04T09:00:00Z".parse().unwrap()
}

/// A step that the head of a department did and that signed nothing.
pub(crate) fn done(step: &str, name: &str) -> DoneStep {
    DoneStep {
        step: step.into(),
        office: "taraz".into(),
        outcome: "done".to_owned(),
        by: ActorRef {
            id: name.into(),
            name: name.to_owned(),
            role: "head".into(),
        },
        side: Side::Staff,
        votes: Vec::new(),
        since: at(),
        due: None,
        at: at(),
        late: false,
        moved: None,
        comment: None,
        files: Vec::new(),
        decision: None,
        signs: false,
        void: false,
    }
}

#[test]
fn what_was_entered_at_a_step_that_is_void_is_not_of_the_result() {
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue
        .get("pavlodar-2015/foreign-labour-permit")
        .unwrap();
    let mut told = 0;
    for template in &regulation.results {
        let inputs = template.inputs.iter();
        let inputs = inputs.map(|field| (field.id.clone(), "12345".to_owned()));
        let mut state = CaseState {
            inputs: BTreeMap::from([("notify".into(), inputs.collect())]),
            done: vec![done("notify", "Clerk")],
            results: vec![Issued {
                at: at(),
                output: template.output.first().cloned(),
                document: String::new(),
            }],
            ..CaseState::default()
        };
        told += issued_last(Lang::Ru, &state, regulation).len();
        state.done[0].void = true;
        assert!(issued_last(Lang::Ru, &state, regulation).is_empty());
    }
    assert!(told > 0, "a step that stands is told");
}

#[test]
fn whoever_did_a_step_that_is_void_signed_nothing() {
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue
        .get("west-kazakhstan-2018/local-social-assistance")
        .unwrap();
    let mut state = CaseState {
        done: ["Бірінші", "Екінші", "Үшінші"]
            .map(|name| done("sign", name))
            .to_vec(),
        ..CaseState::default()
    };
    state.done[2].void = true;
    let view = ResultView {
        state: &state,
        regulation,
        state_id: "granted".to_owned(),
        name: String::new(),
        masked_iin: String::new(),
        qr_svg: String::new(),
        status_url: String::new(),
    };
    let page = result(&Shell::default(), &view);
    assert!(
        page.contains("Бірінші") && page.contains("Екінші"),
        "{page}"
    );
    assert!(!page.contains("Үшінші"), "{page}");
}
