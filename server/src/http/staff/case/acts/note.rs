//! Noting something for colleagues.

use domain::case::Command;

use super::{Desk, OfficeAct, Then};

pub(super) const ACT: OfficeAct = OfficeAct {
    key: "note",
    offered: |_| true,
    says: true,
    form: |_, form| form,
    is_done,
    command: |desk| Command::Note { text: desk.text() },
    then: Then::Case("#notes"),
    wrong: |_| None,
};

fn is_done(desk: &Desk<'_>) -> bool {
    let last = desk.loaded.state.notes.last();
    let own = |by: &str| by == desk.official.staff.id;
    last.is_some_and(|last| own(&last.by.id) && last.text == desk.text())
}
