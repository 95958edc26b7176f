//! What is checked before an application is registered.

use domain::{case::Rejection, regulation::ChannelKind};

use crate::case::{ANSWERS, Desk, PAPERS, citizen, rejected, submission, wrong_fields};

#[test]
fn a_second_submission_is_told_the_number() {
    let mut desk = Desk::submitted(ChannelKind::Portal);
    let again = desk
        .submit(ChannelKind::Portal, &ANSWERS, &PAPERS)
        .unwrap_err();
    assert_eq!(
        again,
        Rejection::AlreadySubmitted {
            number: "2026-000001".into()
        }
    );
}

#[test]
fn nobody_submits_for_another_person() {
    let mut desk = Desk::new(crate::case::small());
    let command = submission(ChannelKind::Portal, "north", &ANSWERS, &PAPERS);
    assert_eq!(
        rejected(&mut desk, citizen("person-2"), command.clone()),
        Rejection::NotApplicant
    );
    let clerk = desk.official("clerk-north-1");
    assert_eq!(rejected(&mut desk, clerk, command), Rejection::NotApplicant);

    let at_counter = submission(ChannelKind::Provider, "north", &ANSWERS, &PAPERS);
    let needs_clerk = Rejection::NotYours {
        needs_role: "clerk".into(),
    };
    assert_eq!(
        rejected(&mut desk, citizen("person-1"), at_counter.clone()),
        needs_clerk
    );
    let head = desk.official("head-north-1");
    assert_eq!(rejected(&mut desk, head, at_counter.clone()), needs_clerk);
    let elsewhere = desk.official("clerk-south-1");
    assert_eq!(
        rejected(&mut desk, elsewhere, at_counter),
        Rejection::OtherOffice
    );
}

#[test]
fn the_portal_is_open_to_those_of_its_condition_only() {
    let mut desk = Desk::new(crate::case::small());
    let closed = Rejection::ChannelClosed {
        channel: ChannelKind::Portal,
        elsewhere: vec![ChannelKind::Provider, ChannelKind::Akim],
    };
    let mut answers = ANSWERS;
    answers[0].1 = "no";
    assert_eq!(
        desk.submit(ChannelKind::Portal, &answers, &PAPERS)
            .unwrap_err(),
        closed
    );
    let unfinished = [("disability", "no"), ("disease", "no")];
    assert_eq!(
        desk.submit(ChannelKind::Portal, &unfinished, &[])
            .unwrap_err(),
        closed,
        "before mistakes in the form"
    );
    desk.submit(ChannelKind::Provider, &answers, &PAPERS)
        .unwrap();
}

#[test]
fn a_form_with_mistakes_is_rejected_with_all_of_them() {
    let mut desk = Desk::new(crate::case::small());
    let answers = [
        ("disability", "yes"),
        ("family.1.income", ""),
        ("family.01.income", "1"),
        ("family.x.income", "1"),
    ];
    let fields = wrong_fields(
        desk.submit(ChannelKind::Portal, &answers, &PAPERS)
            .unwrap_err(),
    );
    assert_eq!(fields, ["disease", "own-income", "family.1.income"]);

    let mut crowd = ANSWERS.to_vec();
    crowd.extend([("family.3.income", "1"), ("family.4.income", "1")]);
    assert_eq!(
        wrong_fields(
            desk.submit(ChannelKind::Portal, &crowd, &PAPERS)
                .unwrap_err()
        ),
        ["family"]
    );
}

#[test]
fn unknown_answers_are_not_kept() {
    let mut desk = Desk::new(crate::case::small());
    let mut answers = ANSWERS.to_vec();
    answers.push(("unknown", "x"));
    desk.submit(ChannelKind::Portal, &answers, &PAPERS).unwrap();
    assert_eq!(desk.app.answers, crate::case::map(&ANSWERS));
}

#[test]
fn missing_papers_are_named() {
    let mut desk = Desk::new(crate::case::small());
    let missing = |slots: &[&str]| {
        Rejection::EvidenceMissing(slots.iter().map(|slot| (*slot).to_owned()).collect())
    };
    assert_eq!(
        desk.submit(ChannelKind::Portal, &ANSWERS, &[]).unwrap_err(),
        missing(&PAPERS)
    );
    assert_eq!(
        desk.submit(ChannelKind::Portal, &ANSWERS, &["disability"])
            .unwrap_err(),
        missing(&["income"])
    );
    let unknown = Rejection::UnknownSlot {
        slot: "nothing".into(),
    };
    assert_eq!(
        desk.submit(
            ChannelKind::Portal,
            &ANSWERS,
            &["income", "disability", "nothing"]
        )
        .unwrap_err(),
        unknown
    );
    // No income anywhere: nothing to prove.
    let poor = [
        ("disability", "no"),
        ("disease", "yes"),
        ("own-income", "0"),
        ("family.1.income", "0"),
    ];
    desk.submit(ChannelKind::Portal, &poor, &[]).unwrap();
}

#[test]
fn the_office_must_be_one_of_the_provider() {
    let mut desk = Desk::new(crate::case::small());
    let command = submission(ChannelKind::Portal, "moon", &ANSWERS, &PAPERS);
    assert_eq!(
        rejected(&mut desk, citizen("person-1"), command),
        Rejection::UnknownOffice {
            office: "moon".into()
        }
    );
    let command = submission(ChannelKind::StateCorporation, "north", &ANSWERS, &PAPERS);
    assert_eq!(
        rejected(&mut desk, citizen("person-1"), command),
        Rejection::NoProcedure
    );
}
