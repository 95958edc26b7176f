//! What the program is made of, in CycloneDX 1.6.

use serde_json::{Value, json};

use super::graph::{Graph, Package};

/// The server's crate: what is delivered.
const ROOT: &str = "server";

/// The document. It has no date and no serial number of its own: of one state of the sources there is one.
pub fn document(graph: &Graph) -> Value {
    let root = graph
        .packages
        .iter()
        .find(|one| one.name == ROOT && one.source.is_none());
    let running = graph.running(ROOT);
    let components = graph.packages.iter();
    let components: Vec<Value> = components
        .map(|one| component(one, running.contains(one.id.as_str())))
        .collect();
    let dependencies = graph.packages.iter().map(|one| {
        let needs: Vec<String> = graph
            .packages
            .iter()
            .filter(|other| one.needs.contains(&other.id))
            .map(reference)
            .collect();
        json!({ "ref": reference(one), "dependsOn": needs })
    });
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "otinish",
                "name": "otinish",
                "version": root.map_or("", |root| root.version.as_str()),
            },
        },
        "components": components,
        "dependencies": dependencies
            .chain([json!({ "ref": "otinish", "dependsOn": root.map(reference).as_slice() })])
            .collect::<Vec<_>>(),
    })
}

/// A package URL: the same in every tool.
fn reference(package: &Package) -> String {
    match package.source {
        Some(_) => format!("pkg:cargo/{}@{}", package.name, package.version),
        None => format!("otinish/{}", package.name),
    }
}

/// What only builds, tests or measures the program is `excluded`, as the format calls it.
fn component(package: &Package, runs: bool) -> Value {
    let reference = reference(package);
    let mut component = json!({
        "type": "library",
        "bom-ref": reference,
        "name": package.name,
        "version": package.version,
        "scope": if runs { "required" } else { "excluded" },
    });
    if package.source.is_some() {
        component["purl"] = json!(reference);
    }
    if let Some(license) = &package.license {
        // A slash is no operator of SPDX, though old manifests have it.
        let license = license.replace('/', " OR ");
        component["licenses"] = json!([{ "expression": license }]);
    }
    if let Some(sum) = &package.checksum {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": sum }]);
    }
    if let Some(text) = &package.description {
        component["description"] = json!(text.trim());
    }
    if let Some(url) = &package.repository {
        component["externalReferences"] = json!([{ "type": "vcs", "url": url }]);
    }
    component
}
