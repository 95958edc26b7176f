//! The catalogue for other programs: nothing of the data is lost, and the linked data hang together.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::{
    Catalogue,
    export::{Regulations, linked::LinkedCatalogue},
};
use domain::regulation::Level;
use serde_json::{Map, Value};

fn catalogue() -> Catalogue {
    Catalogue::builtin().unwrap_or_else(|error| panic!("{error}"))
}

fn exported() -> Vec<Value> {
    let value = serde_json::to_value(Regulations(&catalogue())).unwrap();
    value.as_array().unwrap().clone()
}

fn linked() -> Value {
    serde_json::to_value(LinkedCatalogue(&catalogue())).unwrap()
}

/// Every object below `value`.
fn objects<'a>(value: &'a Value, found: &mut Vec<&'a Map<String, Value>>) {
    match value {
        Value::Object(keys) => {
            found.push(keys);
            keys.values().for_each(|value| objects(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| objects(item, found)),
        _ => {}
    }
}

fn nodes(graph: &Value) -> Vec<&Map<String, Value>> {
    let mut found = Vec::new();
    objects(graph, &mut found);
    found
        .into_iter()
        .filter(|keys| keys.contains_key("@type"))
        .collect()
}

/// Every text of three languages below `value`, as one line.
fn texts(value: &Value, found: &mut BTreeSet<String>) {
    let mut all = Vec::new();
    objects(value, &mut all);
    let three = all.into_iter().filter(|keys| keys.contains_key("kk"));
    found.extend(three.map(|keys| {
        format!(
            "{}|{}|{}|{:?}",
            keys["kk"],
            keys["ru"],
            keys["en"],
            keys.get("ours")
        )
    }));
}

#[test]
fn no_text_and_no_quote_of_a_regulation_is_lost() {
    for (regulation, exported) in catalogue().all().zip(exported()) {
        let whole = serde_json::to_value(regulation).unwrap();
        let (mut before, mut after) = (BTreeSet::new(), BTreeSet::new());
        texts(&whole, &mut before);
        texts(&exported, &mut after);
        let lost: Vec<_> = before.difference(&after).collect();
        assert!(lost.is_empty(), "{}: {lost:#?}", regulation.id);

        let quotes = |value: &Value| -> BTreeSet<String> {
            let mut all = Vec::new();
            objects(value, &mut all);
            let quote = |keys: &Map<String, Value>| Some(keys.get("quote")?.to_string());
            all.into_iter()
                .filter_map(quote)
                .filter(|quote| quote != "\"\"")
                .collect()
        };
        let lost: Vec<_> = quotes(&whole)
            .difference(&quotes(&exported))
            .cloned()
            .collect();
        assert!(lost.is_empty(), "{}: {lost:#?}", regulation.id);
    }
}

#[test]
fn what_the_issue_names_is_there() {
    let all = exported();
    let some =
        |what: &str, holds: &dyn Fn(&Value) -> bool| assert!(all.iter().any(holds), "{what}");
    let filled = |value: &Value| value.as_array().is_some_and(|items| !items.is_empty());
    some("editions with dates", &|one| {
        one["act"]["editions"][0]["date"].is_string()
    });
    some("a service that ended", &|one| {
        one["ended"]["date"].is_string()
    });
    some("a phone", &|one| {
        one["provider"]["offices"][0]["phone"].is_string()
    });
    some("an address", &|one| {
        one["provider"]["offices"][0]["address"]["ru"].is_string()
    });
    some("messages", &|one| filled(&one["messages"]));
    some("a variant", &|one| {
        one["procedures"][0]["variant"].is_string()
    });
    some("our translation", &|one| one["names"]["ours"][0] == "en");
    some("the applicant's own deadline", &|one| {
        let mut terms = one["terms"].as_array().unwrap().iter();
        terms.any(|term| term["kind"] == "applicant")
    });
    some("a step of the applicant that an official watches", &|one| {
        let roles = one["roles"].as_array().unwrap();
        let staff = |id: &Value| {
            roles
                .iter()
                .any(|role| role["id"] == *id && role["staff"] == true)
        };
        let procedures = one["procedures"].as_array().unwrap().iter();
        let mut steps = procedures.flat_map(|one| one["steps"].as_array().unwrap());
        steps.any(|step| staff(&step["watched_by"]) && !staff(&step["performer"]))
    });
    some("another line of a limit", &|one| {
        let mut terms = one["terms"].as_array().unwrap().iter();
        terms.any(|term| filled(&term["also"]))
    });
    for one in &all {
        assert!(one["standard"]["line"].is_u64(), "{}", one["id"]);
        assert!(filled(&one["provider"]["offices"]), "{}", one["id"]);
        for document in one["documents"].as_array().unwrap() {
            assert!(document["status"].is_string(), "{}", one["id"]);
        }
    }
}

#[test]
fn every_word_of_the_linked_data_stands_in_its_context() {
    let linked = linked();
    let context = linked["@context"].as_object().unwrap();
    for node in nodes(&linked["@graph"]) {
        let kinds = match &node["@type"] {
            Value::Array(kinds) => kinds.clone(),
            kind => vec![kind.clone()],
        };
        let kinds = kinds.iter().map(|kind| kind.as_str().unwrap());
        for word in node.keys().map(String::as_str).chain(kinds) {
            let known = word.starts_with('@')
                || word
                    .split_once(':')
                    .is_some_and(|(prefix, _)| context.contains_key(prefix));
            assert!(known, "{word}");
        }
        assert!(node.values().all(|value| !value.is_null()), "{node:?}");
    }
}

#[test]
fn every_link_inside_the_linked_data_leads_to_a_node_and_no_address_stands_twice() {
    let linked = linked();
    let context = linked["@context"].as_object().unwrap();
    let mut known = BTreeMap::new();
    for node in nodes(&linked["@graph"]) {
        if let Some(address) = node.get("@id").and_then(Value::as_str) {
            assert!(
                known.insert(address, node).is_none(),
                "{address} stands twice"
            );
        }
    }
    let mut followed = 0;
    for node in nodes(&linked["@graph"]) {
        for (key, value) in node {
            if context.get(key).is_none_or(|term| term["@type"] != "@id") {
                continue;
            }
            let links = match value {
                Value::Array(items) => items.iter().collect(),
                one => vec![one],
            };
            for link in links.into_iter().filter_map(Value::as_str) {
                assert!(
                    known.contains_key(link) || link.starts_with("time:unit"),
                    "{key} {link}"
                );
                followed += 1;
            }
        }
    }
    assert!(followed > 100, "{followed} links were followed");
}

/// Offices, acts and places are written once for all regulations that share them.
#[test]
fn what_is_written_once_is_the_same_for_all() {
    let mut seen: BTreeMap<String, Value> = BTreeMap::new();
    let mut same = |key: String, value: Value| {
        let first = seen.entry(key.clone()).or_insert_with(|| value.clone());
        assert_eq!(first, &value, "{key}");
    };
    for r in catalogue().all() {
        let act = r.id.split('/').next().unwrap();
        let to_value = |value| serde_json::to_value(value).unwrap();
        same(act.to_owned(), serde_json::to_value(&r.act).unwrap());
        same(r.region.kato.clone(), to_value(&r.region.name));
        if r.provider.level == Level::Oblast {
            continue; // Its own office, inside the service.
        }
        for office in &r.provider.offices {
            let list = r.provider.directory.clone();
            let list = list.unwrap_or_else(|| r.provider.level.id().to_owned());
            same(
                format!("{act} {list} {}", office.id),
                serde_json::to_value(office).unwrap(),
            );
        }
    }
}

#[test]
fn working_days_are_not_said_as_days() {
    let linked = linked();
    let services: Vec<_> = nodes(&linked["@graph"])
        .into_iter()
        .filter(|node| node["@type"] == "cpsv:PublicService")
        .collect();
    assert_eq!(services.len(), catalogue().all().count());
    let (mut exact, mut working) = (0, 0);
    for service in services {
        for rule in service["cpsv:follows"].as_array().unwrap() {
            let Some(extent) = rule.get("dct:extent") else {
                continue;
            };
            let value = extent["time:numericDuration"].to_string();
            let channel = rule["@id"]
                .as_str()
                .unwrap()
                .replace("#procedure-", "#channel-");
            let channels = service["cv:hasChannel"].as_array().unwrap();
            // With variants a channel has several terms, and none of them alone.
            let Some(channel) = channels.iter().find(|one| one["@id"] == channel.as_str()) else {
                continue;
            };
            let time = channel.get("cv:processingTime");
            match extent["time:unitType"].as_str().unwrap() {
                "#unit-working-day" => {
                    assert_eq!(time, None, "{channel}");
                    working += 1;
                }
                "time:unitMinute" => {
                    assert_eq!(time.unwrap(), &format!("PT{value}M"), "{channel}");
                    exact += 1;
                }
                _ => {}
            }
        }
    }
    assert!(exact > 0 && working > 0, "{exact} {working}");
}
