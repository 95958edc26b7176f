//! Who has a task, told to an official whose role could do it.

use app::text::{t, t_with, value};
use domain::case::Task;

use crate::{flow::case::Loaded, http::kit::guards::Official, store::staff::Staff};

/// In whose hands `task` is; none where it is the official's own or no role of theirs does it.
pub(super) fn told(
    official: &Official,
    loaded: &Loaded<'_>,
    colleagues: &[Staff],
    task: &Task,
) -> Option<String> {
    let (lang, me) = (official.context.lang, &official.staff);
    if !task.roles().any(|role| me.holds(role)) {
        return None;
    }
    let here = task.office == me.office;
    let office = loaded.regulation.office(&task.office);
    let office = office.map_or(task.office.as_str(), |office| office.name.get(lang));
    let office = ("office", value(office));
    if task.handed {
        return Some(match here {
            true => t(lang, "staff-held-untaken"),
            false => t_with(lang, "staff-held-handed", &[office]),
        });
    }
    let holder = task.holder().filter(|one| **one != me.id);
    let holder = holder.and_then(|one| colleagues.iter().find(|staff| *one == staff.id));
    let name = holder.map(|one| ("name", value(&one.name)));
    match (name, here) {
        (Some(name), true) => Some(t_with(lang, "staff-held-taken", &[name])),
        (Some(name), false) => Some(t_with(lang, "staff-held-there", &[office, name])),
        (None, true) => None,
        (None, false) => Some(t_with(lang, "staff-held-elsewhere", &[office])),
    }
}

/// Whether the official who has a task cannot do it: the account is closed or of another office, or has none of the roles any
/// more. `colleagues` work in the offices that have the case and its tasks.
pub(super) fn is_left(colleagues: &[Staff], task: &Task) -> bool {
    let Some(holder) = task.holder() else {
        return false;
    };
    let does = |one: &Staff| {
        *holder == one.id && task.office == one.office && task.roles().any(|role| one.holds(role))
    };
    !colleagues.iter().any(does)
}
