//! The list of routes that the tests of access walk is whole.

use std::{collections::BTreeSet, fs, path::Path};

use crate::access::ROUTES;

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

/// The paths that the routers in `folder` name: a string, the name of a string, or a `format!` with it.
fn routes_in(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            routes_in(&path, found);
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        for part in source.split(".route(").skip(1) {
            let argument = part.split_once(',').unwrap().0.trim();
            let name = argument
                .trim_start_matches("&format!(")
                .trim_end_matches(')');
            let route = match name.strip_prefix('"') {
                Some(text) => text.trim_end_matches('"').to_owned(),
                None => string_named(&source, name),
            };
            found.insert(route.replacen(
                "{service}/",
                &format!("{}/", named_service(&source)),
                usize::from(route.starts_with("{service}")),
            ));
        }
    }
}

/// The string that is bound to `name` in `source`.
fn string_named(source: &str, name: &str) -> String {
    let (_, rest) = source
        .split_once(&format!("let {name} = \""))
        .unwrap_or_else(|| panic!("a route named {name}"));
    rest.split('"').next().unwrap().to_owned()
}

fn named_service(source: &str) -> String {
    if source.contains("let service = \"") {
        string_named(source, "service")
    } else {
        "{service}".to_owned()
    }
}
