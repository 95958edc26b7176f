//! The list of routes that the tests of access walk is whole.

use std::{collections::BTreeSet, fs, path::Path};

use crate::access_routes::ROUTES;

#[test]
fn every_route_of_the_router_is_in_the_list() {
    let mut served = BTreeSet::new();
    routes_in(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/http")),
        &mut served,
    );
    let listed: BTreeSet<String> = ROUTES
        .iter()
        .map(|(_, route, _)| (*route).to_owned())
        .collect();
    let missing: Vec<_> = served.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&served).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "not in ROUTES: {missing:?}; not in the router: {gone:?}"
    );
}

/// The paths that the routers in `folder` name.
fn routes_in(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            routes_in(&path, found);
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        for part in source.split(".route(").skip(1) {
            // Whatever else is called `route` takes no string.
            let literal = part.trim_start().strip_prefix('"');
            found.extend(
                literal
                    .and_then(|rest| rest.split('"').next())
                    .map(str::to_owned),
            );
        }
        let is_made = source.contains(".route(&format!(");
        assert!(!is_made, "{}: a route is a string", path.display());
    }
}
