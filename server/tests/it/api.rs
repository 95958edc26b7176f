//! The catalogue for other programs: what it holds, and that its description tells the truth.

use catalogue::{Catalogue, export};
use serde_json::{Value, json};

use crate::common::{Answer, Browser, Server, Wanted};

pub(crate) const CATALOGUE: &str = "/api/v1/catalogue";
pub(crate) const ONE: &str = "/api/v1/catalogue/west-kazakhstan-2018/local-social-assistance";
const LINKED: &str = "/api/v1/catalogue.jsonld";
const DESCRIPTION: &str = "/api/v1/openapi.json";

/// Every address with its place in the description and its media type.
pub(crate) const ALL: [(&str, &str, &str); 4] = [
    (CATALOGUE, "/api/v1/catalogue", "application/json"),
    (ONE, "/api/v1/catalogue/{act}/{service}", "application/json"),
    (LINKED, "/api/v1/catalogue.jsonld", "application/ld+json"),
    (DESCRIPTION, "/api/v1/openapi.json", "application/json"),
];

pub(crate) async fn server() -> Server {
    Server::start_with(Wanted {
        no_demo: true,
        ..Wanted::default()
    })
    .await
}

async fn json_of(browser: &Browser, path: &str) -> Value {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, 200, "{path}");
    serde_json::from_str(&answer.body).unwrap()
}

pub(crate) async fn asked(
    browser: &Browser,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
) -> Answer {
    let mut request = browser.request(method, path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    browser.send(request).await
}

/// A validator of the schema at `pointer`, with every object in it closed, also the alternatives of a condition.
fn validator(description: &Value, pointer: &str) -> jsonschema::Validator {
    let mut root = description.clone();
    close(&mut root["components"]["schemas"]);
    root["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    root["$ref"] = json!(pointer);
    jsonschema::validator_for(&root).unwrap_or_else(|error| panic!("{pointer}: {error}"))
}

fn close(schema: &mut Value) {
    match schema {
        Value::Object(keys) => {
            if keys.get("properties").is_some_and(Value::is_object) {
                let closed = keys.entry("additionalProperties").or_insert(json!(false));
                assert_eq!(closed, &json!(false));
            }
            keys.values_mut().for_each(close);
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

fn schema_of(path: &str, status: &str, media: &str) -> String {
    let escaped = |text: &str| text.replace('~', "~0").replace('/', "~1");
    format!(
        "#/paths/{}/get/responses/{status}/content/{}/schema",
        escaped(path).replace('{', "%7B").replace('}', "%7D"),
        escaped(media)
    )
}

fn assert_valid(validator: &jsonschema::Validator, value: &Value, what: &str) {
    let errors: Vec<String> = validator
        .iter_errors(value)
        .take(5)
        .map(|error| format!("{}: {}", error.instance_path(), error))
        .collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}");
}

#[tokio::test]
async fn the_catalogue_is_what_the_command_prints() {
    let server = server().await;
    let browser = server.browser();
    let catalogue = Catalogue::builtin().unwrap();
    let printed = serde_json::to_value(export::Regulations(&catalogue)).unwrap();
    let given = json_of(&browser, CATALOGUE).await;
    assert!(given == printed);
    let regulations = given.as_array().unwrap();
    assert_eq!(regulations.len(), catalogue.all().count());
    for regulation in [&regulations[0], &regulations[60]] {
        let path = format!("{CATALOGUE}/{}", regulation["id"].as_str().unwrap());
        assert!(json_of(&browser, &path).await == *regulation, "{path}");
    }
    server.stop().await;
}

#[tokio::test]
async fn every_answer_is_as_the_description_says() {
    let server = server().await;
    let browser = server.browser();
    let description = json_of(&browser, DESCRIPTION).await;
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1"));
    let paths: Vec<&String> = description["paths"].as_object().unwrap().keys().collect();
    assert_eq!(paths.len(), ALL.len(), "{paths:?}");
    for (address, path, media) in ALL {
        let answer = browser.get(address).await;
        assert_eq!(answer.headers["content-type"], media);
        let content = serde_json::from_str(&answer.body).unwrap();
        let schema = schema_of(path, "200", media);
        assert_valid(&validator(&description, &schema), &content, address);
    }
    for schema in description["components"]["schemas"].as_object().unwrap() {
        assert!(jsonschema::meta::is_valid(schema.1), "{}", schema.0);
    }
    server.stop().await;
}

#[tokio::test]
async fn a_key_that_the_description_lacks_is_noticed() {
    let server = server().await;
    let browser = server.browser();
    let description = json_of(&browser, DESCRIPTION).await;
    let schema = schema_of(CATALOGUE, "200", "application/json");
    let validator = validator(&description, &schema);
    let good = json!([json_of(&browser, ONE).await]);
    assert!(validator.is_valid(&good));
    let places = [
        "/0",
        "/0/names",
        "/0/act",
        "/0/ended",
        "/0/provider/offices/0",
        "/0/channels/0",
        "/0/channels/0/when",
        "/0/requirements/0",
        "/0/pages/0/fields/0",
        "/0/procedures/0/steps/0",
        "/0/procedures/0/steps/0/limit",
        "/0/procedures/0/steps/0/outcomes/0",
        "/0/procedures/0/term",
        "/0/terms/0",
        "/0/results/0",
        "/0/documents/0",
        "/0/notes/0",
    ];
    let mut tried = 0;
    for place in places {
        let mut changed = good.clone();
        let Some(object) = changed.pointer_mut(place).and_then(Value::as_object_mut) else {
            continue;
        };
        object.insert("unheard_of".to_owned(), json!(1));
        assert!(!validator.is_valid(&changed), "{place}");
        tried += 1;
    }
    assert!(tried > places.len() / 2, "only {tried}");
    server.stop().await;
}

#[tokio::test]
async fn the_shape_that_programs_rely_on_stays() {
    let server = server().await;
    let given = json_of(&server.browser(), CATALOGUE).await;
    let has = |value: &Value, keys: &[&str]| {
        for key in keys {
            assert!(value.get(key).is_some(), "no `{key}` in {value}");
        }
    };
    for one in given.as_array().unwrap() {
        has(
            one,
            &[
                "id",
                "document",
                "lines",
                "service",
                "names",
                "channels",
                "procedures",
            ],
        );
        has(
            one,
            &[
                "results",
                "documents",
                "notes",
                "act",
                "region",
                "provider",
                "recipients",
            ],
        );
        has(
            one,
            &[
                "representatives",
                "form",
                "fee",
                "standard",
                "terms",
                "grounds",
                "messages",
            ],
        );
        has(
            one,
            &[
                "ended",
                "appeal",
                "requirements",
                "questions",
                "pages",
                "exceptions",
            ],
        );
        has(&one["names"], &["kk", "ru", "en"]);
        has(
            &one["act"],
            &[
                "number", "date", "in_force", "repealed", "language", "editions",
            ],
        );
        for channel in one["channels"].as_array().unwrap() {
            has(channel, &["kind", "condition", "line"]);
        }
        for procedure in one["procedures"].as_array().unwrap() {
            has(
                procedure,
                &[
                    "channel", "variant", "steps", "term", "line", "starts", "entry",
                ],
            );
            for step in procedure["steps"].as_array().unwrap() {
                has(
                    step,
                    &[
                        "id",
                        "n",
                        "performer",
                        "performer_names",
                        "action",
                        "limit",
                        "line",
                    ],
                );
                has(step, &["outcomes", "also"]);
                if !step["limit"].is_null() {
                    has(&step["limit"], &["value", "unit", "least", "quote"]);
                }
            }
            if !procedure["term"].is_null() {
                has(&procedure["term"], &["value", "unit", "line"]);
            }
        }
        for term in one["terms"].as_array().unwrap() {
            has(
                term,
                &[
                    "id", "kind", "channel", "variant", "value", "unit", "quote", "when",
                ],
            );
            has(term, &["replaces", "line", "also"]);
        }
        for document in one["documents"].as_array().unwrap() {
            has(document, &["id", "names", "status", "source", "line"]);
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn an_error_is_a_problem_in_the_readers_language() {
    let server = server().await;
    let browser = server.browser();
    let description = json_of(&browser, DESCRIPTION).await;
    let schema = schema_of(ALL[1].1, "404", "application/problem+json");
    let validator = validator(&description, &schema);
    let wrong = [
        (
            "GET",
            "/api/v1/catalogue/west-kazakhstan-2018/wheelchair",
            404,
        ),
        ("GET", "/api/v1/catalogue/%3Cscript%3E/%2e%2e", 404),
        ("GET", "/api/v1/nowhere", 404),
        ("GET", "/api/", 404),
        ("POST", CATALOGUE, 405),
        ("DELETE", ONE, 405),
    ];
    for (method, path, status) in wrong {
        let answer = asked(&browser, method, path, &[("accept-language", "ru")]).await;
        assert_eq!(answer.status, status, "{method} {path}");
        assert_eq!(answer.headers["content-type"], "application/problem+json");
        assert_eq!(answer.headers["content-language"], "ru");
        let problem: Value = serde_json::from_str(&answer.body).unwrap();
        assert_valid(&validator, &problem, path);
        assert_eq!(problem["status"], status);
        if status == 404 {
            assert!(
                problem["detail"].as_str().unwrap().contains("адрес"),
                "{problem}"
            );
        } else {
            assert!(answer.headers.contains_key("allow"), "{method} {path}");
        }
    }
    server.stop().await;
}
