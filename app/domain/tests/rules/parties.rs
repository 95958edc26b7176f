//! For whom somebody applies.

use domain::{
    parties::Parties,
    regulation::{ChannelKind, Field, FieldKind, Meaning, Regulation},
};

use crate::case::{ANSWERS, Desk, PAPERS, map, small};

/// A БИН with the check digit of the synthetic range.
const BIN: &str = "150340990012";

/// The small regulation, whose form also asks for whom somebody applies.
fn with_parties() -> Regulation {
    let mut regulation = small();
    let asked = [
        ("company", FieldKind::Bin, Meaning::Bin),
        ("company-name", FieldKind::Text, Meaning::OrganisationName),
        ("capacity", FieldKind::Text, Meaning::Capacity),
        ("other", FieldKind::Text, Meaning::RepresentedName),
        ("other-iin", FieldKind::Text, Meaning::RepresentedIin),
    ];
    let fields = asked.map(|(id, kind, meaning)| Field {
        meaning: Some(meaning),
        required: false,
        ..Field::plain(id, kind)
    });
    let topic = regulation.topics.iter_mut().find(|topic| !topic.repeats);
    topic.unwrap().fields.extend(fields);
    regulation
}

#[test]
fn a_person_an_organisation_and_somebody_who_is_represented() {
    let regulation = with_parties();
    let of = |answers: &[(&str, &str)]| Parties::of(&regulation, &map(answers));
    assert_eq!(of(&[("company", ""), ("other", "")]), Parties::Person);
    let organisation = of(&[
        ("company", BIN),
        ("company-name", "A"),
        ("capacity", "head"),
    ]);
    assert_eq!(
        organisation,
        Parties::Organisation {
            bin: BIN.to_owned(),
            name: Some("A".to_owned()),
            capacity: Some("head".to_owned()),
        }
    );
    assert_eq!(organisation.heading("B"), "A · B");
    assert_eq!(of(&[("company", BIN)]).acts_for(), Some(BIN));
    let represented = of(&[("other", "C")]);
    assert_eq!(represented.acts_for(), Some("C"));
    assert_eq!(Parties::Person.heading("B"), "B");
}

#[test]
fn the_log_keeps_for_whom_it_was_submitted() {
    let mut desk = Desk::new(with_parties());
    let mut answers = ANSWERS.to_vec();
    answers.extend([("company", BIN), ("company-name", "A")]);
    desk.submit(ChannelKind::Portal, &answers, &PAPERS).unwrap();
    assert_eq!(desk.app.parties.acts_for(), Some("A"));
    let alone = Desk::submitted(ChannelKind::Portal);
    assert!(alone.app.parties.is_person());
}
