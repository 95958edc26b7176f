//! Letting the office's clock stand still, and go on.

use domain::case::Command;

use super::{Desk, OfficeAct, Then};

pub(super) const STOP: OfficeAct = OfficeAct {
    key: "stop",
    offered: |desk| may(desk) && desk.loaded.state.stopped.is_none(),
    says: true,
    form: |_, form| form,
    is_done: |desk| desk.loaded.state.stopped.is_some(),
    command: |desk| Command::StopClock {
        reason: desk.text(),
    },
    then: Then::Case(""),
    wrong: |_| None,
};

pub(super) const RESUME: OfficeAct = OfficeAct {
    key: "resume",
    offered: |desk| may(desk) && desk.loaded.state.stopped.is_some(),
    says: false,
    form: |_, form| form,
    is_done: |desk| desk.loaded.state.is_open() && desk.loaded.state.stopped.is_none(),
    command: |_| Command::ResumeClock,
    then: Then::Case(""),
    wrong: |_| None,
};

fn may(desk: &Desk<'_>) -> bool {
    desk.loaded.state.is_open() && (desk.is_mine() || desk.leads())
}
