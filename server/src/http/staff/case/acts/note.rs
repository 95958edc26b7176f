//! Noting something for colleagues.

use domain::case::Command;

use super::{OfficeAct, Opens, Then, Words};

pub(super) const ACT: OfficeAct = OfficeAct {
    key: "note",
    opens: Opens::Case,
    fits: |_| true,
    says: Words::Colleagues,
    form: |_, form| form,
    command: |desk| Command::Note { text: desk.text() },
    then: Then::Case("#notes"),
    wrong: |_| None,
};
