//! What stands against the rules of `circles` and `names` and is being taken away. Nothing is ever added.

/// Files that still are in a circle, by crate.
const CIRCLES: &[(&str, &[&str])] = &[(
    "server/src",
    &[
        "core.rs",
        "flow/live.rs",
        "flow/throttle.rs",
        "flow/upload/mod.rs",
        "http/account/login/mod.rs",
        "http/account/register/mod.rs",
        "http/account/second_step/code.rs",
        "http/account/second_step/enrol.rs",
        "http/account/second_step/mod.rs",
        "http/api/answer.rs",
        "http/api/problem.rs",
        "http/draft/documents/mod.rs",
        "http/draft/form/kept.rs",
        "http/draft/form/loaded.rs",
        "http/kit/client_address.rs",
        "http/kit/error.rs",
        "http/kit/fields.rs",
        "http/kit/page_cache.rs",
        "http/kit/page_context.rs",
        "http/kit/session/login.rs",
        "http/kit/session/mod.rs",
        "http/kit/way_back.rs",
        "http/kit/web.rs",
        "http/layers/request_log.rs",
        "http/layers/unsaved.rs",
        "http/ops/assets.rs",
        "http/ops/health.rs",
        "http/staff/files.rs",
        "http/staff/typed.rs",
        "http/staff/view.rs",
        "inspect/child.rs",
        "inspect/inspector.rs",
        "inspect/queue.rs",
        "store/bucket.rs",
        "store/file.rs",
        "store/postgres.rs",
        "store/scan.rs",
        "store/sql.rs",
        "store/sqlite.rs",
    ],
)];

/// Names that still are those of two types, by crate.
const NAMES: &[(&str, &[&str])] = &[
    ("app/catalogue/src", &["Act", "Regulations"]),
    ("app/domain/src", &["Certainty", "Unit", "Zone"]),
    (
        "server/src",
        &[
            "Answer",
            "Attempt",
            "Change",
            "Confirmed",
            "Kept",
            "Line",
            "Loaded",
            "News",
            "Pending",
            "Place",
            "Posted",
            "Queue",
            "Registered",
            "Registration",
        ],
    ),
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
