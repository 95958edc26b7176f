//! All kinds of jobs.

use super::{
    files::{RemoveOrphans, ScanWaiting},
    integrity::{SealLogs, VerifyStored},
    job::JobKind,
    upkeep::{ForgetExpired, SweepEnded},
};
use crate::flow::{
    case_registers::AskRegisters,
    codes::CodeMessage,
    deadlines::{TimeEnds, TimeOver},
    notices::Notice,
    notification::Notification,
    retention::Reminder,
};

pub(super) const KINDS: [JobKind; 13] = [
    JobKind::of::<CodeMessage>(),
    JobKind::of::<Notification>(),
    JobKind::of::<Notice>(),
    JobKind::of::<Reminder>(),
    JobKind::of::<TimeEnds>(),
    JobKind::of::<TimeOver>(),
    JobKind::of::<SweepEnded>(),
    JobKind::of::<ForgetExpired>(),
    JobKind::of::<ScanWaiting>(),
    JobKind::of::<RemoveOrphans>(),
    JobKind::of::<SealLogs>(),
    JobKind::of::<VerifyStored>(),
    JobKind::of::<AskRegisters>(),
];

/// The kind with this name. A row may have another: of a newer version that serves beside this one.
pub(super) fn named(name: &str) -> Option<JobKind> {
    KINDS.into_iter().find(|kind| kind.name == name)
}
