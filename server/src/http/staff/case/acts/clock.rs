//! Letting the office's clock stand still, and go on.

use app::pages::act_form::REASON;
use domain::case::{Command, Rejection};

use super::{Desk, OfficeAct, Opens, Then, Words};

pub(super) const STOP: OfficeAct = OfficeAct {
    key: "stop",
    opens: Opens::Case,
    offered: |desk| may(desk) && desk.loaded.state.stopped.is_none(),
    says: Words::Applicant,
    form: |_, form| form,
    command: |desk| Command::StopClock {
        reason: desk.text(),
    },
    then: Then::Case(""),
    wrong: |why| match why {
        Rejection::Stopped => Some((REASON, "staff-stop-already")),
        _ => None,
    },
};

pub(super) const RESUME: OfficeAct = OfficeAct {
    key: "resume",
    opens: Opens::Case,
    offered: |desk| may(desk) && desk.loaded.state.stopped.is_some(),
    says: Words::None,
    form: |_, form| form,
    command: |_| Command::ResumeClock,
    then: Then::Case(""),
    wrong: |why| match why {
        Rejection::Running => Some(("", "staff-resume-running")),
        _ => None,
    },
};

fn may(desk: &Desk<'_>) -> bool {
    desk.loaded.state.is_open() && (desk.is_mine() || desk.leads())
}
