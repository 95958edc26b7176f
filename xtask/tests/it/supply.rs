//! What is said of the crates of others.

use serde_json::json;
use xtask::check::supply::{
    graph::{Graph, Package},
    rules::{REGISTRY, Rules},
    sbom::document,
};

const RULES: &str = "
    [licenses]
    allow = ['MIT', 'Apache-2.0 WITH LLVM-exception']
    exceptions = [{ crate = 'one', allow = ['ISC'] }]
    [bans]
    deny = [{ crate = 'bad', reason = 'it is' }]
    [sources]
    unknown-registry = 'deny'
    unknown-git = 'deny'
";

fn wrong(name: &str, license: Option<&str>, source: &str) -> Vec<String> {
    let package = Package {
        name: name.to_owned(),
        license: license.map(str::to_owned),
        source: Some(source.to_owned()),
        ..Package::default()
    };
    let packages = vec![package];
    Rules::parse(RULES).unwrap().broken_by(&Graph { packages })
}

#[test]
fn a_licence_is_an_expression() {
    for good in [
        "MIT",
        "MIT OR GPL-3.0-only",
        "MIT/Apache-2.0",
        "MIT AND Apache-2.0 WITH LLVM-exception",
    ] {
        assert!(wrong("a", Some(good), REGISTRY).is_empty(), "{good}");
    }
    for bad in ["GPL-3.0-only", "MIT AND ISC", "Apache-2.0", "what you like"] {
        assert_eq!(wrong("a", Some(bad), REGISTRY).len(), 1, "{bad}");
    }
    assert_eq!(wrong("a", None, REGISTRY).len(), 1);
    assert!(
        wrong("one", Some("ISC"), REGISTRY).is_empty(),
        "of one crate"
    );
}

#[test]
fn a_ban_and_a_strange_source_are_found() {
    assert!(wrong("bad", Some("MIT"), REGISTRY)[0].contains("it is"));
    assert_eq!(
        wrong("a", Some("MIT"), "git+https://example.org/a").len(),
        1
    );
}

#[test]
fn a_rule_that_is_not_kept_is_an_error() {
    assert!(Rules::parse(&RULES.replace("'deny'", "'allow'")).is_err());
    assert!(
        Rules::parse(&RULES.replace("allow = ['MIT'", "copyleft = 'deny'\nallow = ['MIT'"))
            .is_err()
    );
}

#[test]
fn every_crate_is_there_with_what_it_needs() {
    let metadata = json!({
        "packages": [
            { "id": "s", "name": "server", "version": "0.1.0", "license": "EUPL-1.2", "source": null },
            { "id": "a", "name": "a", "version": "1.0.0", "license": "MIT/Apache-2.0", "source": "registry" },
            { "id": "t", "name": "t", "version": "2.0.0", "license": "MIT", "source": "registry" },
        ],
        "resolve": { "nodes": [
            { "id": "s", "deps": [
                { "pkg": "a", "dep_kinds": [{ "kind": null }] },
                { "pkg": "t", "dep_kinds": [{ "kind": "dev" }] },
            ] },
            { "id": "a", "deps": [] },
            { "id": "t", "deps": [] },
        ] },
    });
    let lock = "[[package]]\nname = 'a'\nversion = '1.0.0'\nchecksum = 'ab'";
    let document = document(&Graph::of(&metadata, lock).unwrap());
    assert_eq!(document["components"].as_array().unwrap().len(), 3);
    let a = &document["components"][1];
    assert_eq!(
        (&a["scope"], &document["components"][2]["scope"]),
        (&json!("required"), &json!("excluded"))
    );
    assert_eq!(a["purl"], "pkg:cargo/a@1.0.0");
    assert_eq!(a["hashes"][0]["content"], "ab");
    assert_eq!(a["licenses"][0]["expression"], "MIT OR Apache-2.0");
    let needs = document["dependencies"].as_array().unwrap();
    assert_eq!(
        needs[0],
        json!({ "ref": "otinish/server", "dependsOn": ["pkg:cargo/a@1.0.0", "pkg:cargo/t@2.0.0"] })
    );
    assert_eq!(
        needs[3],
        json!({ "ref": "otinish", "dependsOn": ["otinish/server"] })
    );
}
