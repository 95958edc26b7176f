//! Letting the office's clock stand still, and go on.

use app::pages::act_form::REASON;
use domain::case::{Command, Rejection};

use super::{OfficeAct, Opens, Then, Words};

pub(super) const STOP: OfficeAct = OfficeAct {
    key: "stop",
    opens: Opens::Case,
    fits: |_| true,
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
    fits: |_| true,
    says: Words::None,
    form: |_, form| form,
    command: |_| Command::ResumeClock,
    then: Then::Case(""),
    wrong: |why| match why {
        Rejection::Running => Some(("", "staff-resume-running")),
        _ => None,
    },
};
