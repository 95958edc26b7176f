//! What the portal asks of registers, and what it keeps of the answers.

use domain::{
    case::{
        Actor, Command, RegisterAnswered, RegisterOutcome, Rejection, register_questions,
        unanswered,
    },
    regulation::{ChannelKind, RegisterName, RegisterQuery, Regulation, Supply},
};

use crate::case::{ANSWERS, Desk, PAPERS, citizen, rejected, small};

/// The document that the register has.
const DOCUMENT: &str = "identity";

/// The small regulation, whose `identity` comes from a register that is asked by an answer of the form.
fn connected(by: &str) -> Regulation {
    let mut regulation = small();
    let slot = regulation
        .evidence
        .iter_mut()
        .find(|slot| slot.supply == Supply::Register);
    let slot = slot.unwrap();
    slot.from = Some(RegisterQuery {
        register: RegisterName::Unemployment,
        by: Some(by.to_owned()),
        copy: true,
    });
    regulation
}

fn submitted(by: &str) -> Desk {
    let mut desk = Desk::new(connected(by));
    desk.submit(ChannelKind::Portal, &ANSWERS, &PAPERS).unwrap();
    desk
}

fn said(desk: &Desk, outcome: RegisterOutcome) -> Command {
    Command::RecordAnswers {
        answers: vec![RegisterAnswered {
            at: desk.now,
            document: DOCUMENT.to_owned(),
            register: RegisterName::Unemployment,
            outcome,
        }],
    }
}

fn takes_copy(desk: &Desk) -> bool {
    let document = desk.regulation.slot(DOCUMENT).unwrap();
    desk.app.takes_copy(document)
}

#[test]
fn a_register_is_asked_by_what_the_form_says() {
    let (key, answer) = ANSWERS[0];
    let desk = submitted(key);
    let questions = register_questions(&desk.regulation, &desk.app);
    assert_eq!(questions.len(), 1);
    assert_eq!(
        (questions[0].document.as_str(), questions[0].key.as_str()),
        (DOCUMENT, answer)
    );
    let desk = submitted("nothing");
    assert!(register_questions(&desk.regulation, &desk.app).is_empty());
}

#[test]
fn a_silence_is_kept_once_and_an_answer_for_good() {
    let mut desk = submitted(ANSWERS[0].0);
    let silent = said(&desk, RegisterOutcome::Silent);
    let stranger = citizen("person-1");
    assert_eq!(
        rejected(&mut desk, stranger, silent.clone()),
        Rejection::NotAsked
    );
    assert_eq!(
        desk.command(Actor::Portal, silent.clone()).unwrap().len(),
        1
    );
    assert!(takes_copy(&desk));
    assert!(
        desk.command(Actor::Portal, silent.clone())
            .unwrap()
            .is_empty()
    );
    assert_eq!(unanswered(&desk.regulation, &desk.app).len(), 1);

    let none = said(&desk, RegisterOutcome::NoEntry);
    let mut told = submitted(ANSWERS[0].0);
    told.command(Actor::Portal, none).unwrap();
    assert!(takes_copy(&told), "no entry, and a copy stands in");
    let slots = &mut told.regulation.evidence;
    let mut froms = slots.iter_mut().filter_map(|slot| slot.from.as_mut());
    froms.next().unwrap().copy = false;
    assert!(!takes_copy(&told), "no entry is the answer");

    let found = said(&desk, RegisterOutcome::Found(Default::default()));
    assert_eq!(desk.command(Actor::Portal, found).unwrap().len(), 1);
    assert!(!takes_copy(&desk));
    assert!(unanswered(&desk.regulation, &desk.app).is_empty());
    assert!(desk.command(Actor::Portal, silent).unwrap().is_empty());
}
