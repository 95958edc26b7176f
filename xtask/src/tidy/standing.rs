//! What stands against the rules of `circles` and `names` and is being taken away. Nothing is ever added.

/// Files that still are in a circle, by crate.
const CIRCLES: &[(&str, &[&str])] = &[
    ("app/catalogue/src", &["acts/mod.rs", "sums.rs"]),
    ("app/src", &["bpmn/diagram.rs", "bpmn/write.rs"]),
    (
        "server/src",
        &[
            "core.rs",
            "demo.rs",
            "flow/live.rs",
            "flow/throttle.rs",
            "flow/upload/mod.rs",
            "http/api/answer.rs",
            "http/api/problem.rs",
            "http/assets.rs",
            "http/client_address.rs",
            "http/documents.rs",
            "http/documents_view.rs",
            "http/draft/kept.rs",
            "http/draft/loaded.rs",
            "http/error.rs",
            "http/fields.rs",
            "http/health.rs",
            "http/kept.rs",
            "http/login/mod.rs",
            "http/observe.rs",
            "http/reader.rs",
            "http/register.rs",
            "http/register_code.rs",
            "http/second_step/code.rs",
            "http/second_step/enrol.rs",
            "http/second_step/mod.rs",
            "http/session/login.rs",
            "http/session/mod.rs",
            "http/staff/files.rs",
            "http/staff/typed.rs",
            "http/staff/view.rs",
            "http/unsaved.rs",
            "http/way_back.rs",
            "http/web.rs",
            "inspect/child.rs",
            "inspect/inspector.rs",
            "inspect/queue.rs",
            "ports/persons.rs",
            "store/bucket.rs",
            "store/file.rs",
            "store/postgres.rs",
            "store/scan.rs",
            "store/sql.rs",
            "store/sqlite.rs",
        ],
    ),
    ("server/tests/it", &["access.rs", "access_visitors.rs"]),
];

/// Names that still are those of two types, by crate.
const NAMES: &[(&str, &[&str])] = &[
    ("app/catalogue/src", &["Act", "Regulations"]),
    ("app/domain/src", &["Certainty", "Unit", "Zone"]),
    (
        "app/src",
        &[
            "Cell",
            "IncomeView",
            "Lane",
            "Plan",
            "Point",
            "Rect",
            "Row",
            "Words",
        ],
    ),
    (
        "server/src",
        &[
            "Answer",
            "Attempt",
            "Change",
            "Citizen",
            "Command",
            "Confirmed",
            "Fault",
            "Finding",
            "Kept",
            "Kind",
            "Line",
            "Loaded",
            "News",
            "Pending",
            "Place",
            "Posted",
            "Queue",
            "Registered",
            "Registration",
            "Simulator",
        ],
    ),
    ("xtask/load/src", &["Options"]),
    ("xtask/src", &["Options"]),
];

/// Every file of the circle is known.
pub(super) fn circle(root: &str, files: &[&str]) -> bool {
    let known = listed(CIRCLES, root);
    files.iter().all(|file| {
        let path = file
            .strip_prefix(root)
            .and_then(|path| path.strip_prefix('/'));
        path.is_some_and(|path| known.contains(&path))
    })
}

/// The name is known.
pub(super) fn name(root: &str, name: &str) -> bool {
    listed(NAMES, root).contains(&name)
}

fn listed<'a>(list: &[(&str, &'a [&'a str])], root: &str) -> &'a [&'a str] {
    let own = list.iter().find(|(crate_root, _)| *crate_root == root);
    own.map(|(_, entries)| *entries).unwrap_or_default()
}
