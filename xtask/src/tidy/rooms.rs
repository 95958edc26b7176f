//! The rooms of the server stand on each other, so that a use case never knows a page and the store no use case.

use std::collections::BTreeSet;

use super::modules::Modules;

/// From the ground up. A room uses none that comes after it.
const ROOMS: [&str; 7] = [
    "store",
    "ports",
    "telemetry",
    "core",
    "flow",
    "jobs",
    "http",
];

/// Each file with what it uses of a higher room.
pub(super) fn upwards(modules: &Modules) -> BTreeSet<(&str, &str)> {
    let floor = |name: &[String]| {
        let room = name.first()?;
        ROOMS.iter().position(|one| one == room)
    };
    let uses = modules.used().filter(|(module, target)| {
        let floors = floor(&module.name).zip(floor(&target.name));
        floors.is_some_and(|(own, other)| own < other)
    });
    uses.map(|(module, target)| (module.file.as_str(), target.file.as_str()))
        .collect()
}
