//! What stands against the rules of `circles` and `names` and is being taken away. Nothing is ever added.

/// Files that still are in a circle, by crate.
const CIRCLES: &[(&str, &[&str])] = &[];

/// Names that still are those of two types, by crate.
const NAMES: &[(&str, &[&str])] = &[
    ("app/catalogue/src", &["Act", "Regulations"]),
    ("app/domain/src", &["Certainty", "Unit", "Zone"]),
    (
        "server/src",
        &[
            "Attempt",
            "Change",
            "Confirmed",
            "Line",
            "Loaded",
            "Pending",
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
