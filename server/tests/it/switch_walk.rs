//! Every page that has a form to be filled in: the language switch is a button of that form, takes along what was typed
//! and says before what it cannot take.

use std::collections::{BTreeMap, BTreeSet};

use server::demo::PASSWORD;

use crate::{
    access::{Things, things},
    access_routes::ROUTES,
    common::{
        Answer, Browser, Server,
        accounts::begun,
        citizen_iin,
        official::{self, add, first_login, own_password, password},
    },
};

/// What is typed into every box. Few boxes would take it, which is the point: nothing is checked.
const TYPED: &str = "12 & 3";
/// The same in an attribute and in a text box.
const ATTRIBUTE: &str = "value=\"12 &amp; 3\"";
const IN_BOX: &str = ">12 &amp; 3</textarea>";
const SECRET: &str = "a password on its way";

/// Pages that are not there for any reader of this walk: they lead elsewhere, or belong to a case that has ended.
const NOT_SEEN: [&str; 6] = [
    // Leads to the case.
    "/{lang}/staff/cases/{case}/steps/{step}",
    "/{lang}",
    // Draws what was typed before a login.
    "/{lang}/typed",
    "/{lang}/cabinet/cases/{id}/result",
    "/{lang}/prepared",
    "/{lang}/staff/cases/{case}/result",
];

/// A form of a page.
struct Form {
    id: String,
    method: String,
    takes_files: bool,
    asks_password: bool,
    /// Names of the boxes in which something is typed.
    boxes: Vec<String>,
    /// What it holds already.
    hidden: Vec<(String, String)>,
    has_control: bool,
}

fn attribute(tag: &str, name: &str) -> String {
    let rest = tag.split_once(&format!(" {name}=\"")).map(|(_, rest)| rest);
    rest.and_then(|rest| rest.split('"').next())
        .unwrap_or_default()
        .to_owned()
}

fn forms(page: &str) -> Vec<Form> {
    page.split("<form").skip(1).map(form).collect()
}

fn form(rest: &str) -> Form {
    let whole = rest.split("</form>").next().unwrap();
    let (head, content) = whole.split_once('>').unwrap();
    let mut form = Form {
        id: attribute(head, "id"),
        method: attribute(head, "method"),
        takes_files: head.contains("multipart"),
        asks_password: false,
        boxes: Vec::new(),
        hidden: Vec::new(),
        has_control: content.contains("<select"),
    };
    for tag in content.split('<').filter_map(|tag| tag.split('>').next()) {
        let name = attribute(tag, "name");
        let kind = attribute(tag, "type");
        match (tag.split(' ').next(), kind.as_str()) {
            (Some("input"), "hidden") => form.hidden.push((name, attribute(tag, "value"))),
            (Some("input"), "password") => form.asks_password = true,
            (Some("input"), "radio" | "checkbox" | "file") => {}
            (Some("input" | "textarea"), _) => form.boxes.push(name),
            _ => continue,
        }
        form.has_control |= kind != "hidden";
    }
    form
}

/// Looks at a page in Kazakh and sends each of its forms to see it in Russian.
async fn check(browser: &Browser, address: &str, page: &Answer) {
    for form in forms(&page.body) {
        let what = format!("the form «{}» of {address}", form.id);
        if !form.has_control {
            continue;
        }
        let says = page.body.contains("id=\"switch-lost\"")
            && page.body.contains("aria-describedby=\"switch-lost\"");
        assert_eq!(
            says || form.asks_password || form.takes_files,
            says,
            "{what} loses what was typed and does not say so"
        );
        // A button would send the file, to be thrown away.
        if form.takes_files {
            continue;
        }
        let start = format!("form=\"{}\" formaction=\"/ru/", form.id);
        let Some((_, rest)) = page.body.split_once(&start) else {
            panic!("{what}: the language switch is no button of it");
        };
        let action = format!("/ru/{}", rest.split('"').next().unwrap());
        send(browser, &form, &action, &what).await;
    }
}

async fn send(browser: &Browser, form: &Form, action: &str, what: &str) {
    let mut fields: BTreeMap<&str, &str> = form
        .hidden
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.extend(form.boxes.iter().map(|name| (name.as_str(), TYPED)));
    if form.asks_password {
        let names = ["password", "password-again", "current"];
        fields.extend(names.map(|name| (name, SECRET)));
    }
    fields.insert("switch-language", "yes");
    let fields: Vec<(&str, &str)> = fields.into_iter().collect();
    let mut back = match form.method.as_str() {
        "get" => {
            let query = form_urlencoded::Serializer::new(String::new())
                .extend_pairs(fields)
                .finish();
            browser.get(&format!("{action}?{query}")).await
        }
        _ => browser.post_form(action, &fields).await,
    };
    if back.status == 303 {
        back = browser.get(back.location()).await;
    }
    assert_eq!(back.status, 200, "{what}: {}", back.body);
    assert!(back.body.contains("<html lang=\"ru\""), "{what}");
    assert!(!back.body.contains(SECRET), "{what}");
    assert!(!back.body.contains("error-summary"), "{what}");
    let boxes = back.body.matches(ATTRIBUTE).count() + back.body.matches(IN_BOX).count();
    assert!(
        boxes >= form.boxes.len(),
        "{what}: {boxes} boxes came back filled, {:?} were: {}",
        form.boxes,
        back.body
    );
}

/// Opens every page that this reader may, and notes which.
async fn walk(browser: &Browser, things: &Things, seen: &mut BTreeSet<&'static str>) {
    for (method, route, _) in ROUTES {
        // News never end.
        if method != "GET" || !route.starts_with("/{lang}") || route.ends_with("/events") {
            continue;
        }
        let address = things.address(route);
        look(browser, &address, route, seen).await;
    }
}

async fn look(
    browser: &Browser,
    address: &str,
    route: &'static str,
    seen: &mut BTreeSet<&'static str>,
) {
    let page = browser.get(address).await;
    if page.status == 200 {
        seen.insert(route);
        check(browser, address, &page).await;
    }
}

#[tokio::test]
async fn every_form_takes_what_was_typed_into_the_other_language() {
    let server = Server::start().await;
    let (owner, things) = things(&server).await;
    let mut seen = BTreeSet::new();

    let guest = server.browser();
    begun(&guest).await;
    let iin = citizen_iin(1);
    guest.post_form("/kk/recovery", &[("iin", &iin)]).await;
    walk(&guest, &things, &mut seen).await;
    let prepare = "/{lang}/services/{act}/{service}/prepare";
    let address = "/kk/services/zhambyl-2014/wheelchair/prepare";
    look(&guest, address, prepare, &mut seen).await;

    for (of, new) in [("phone", "+7 701 555 77 88"), ("email", "new@example.kz")] {
        let path = format!("/kk/cabinet/profile/{of}");
        let fields = [(of, new), ("current", PASSWORD)];
        assert_eq!(owner.post_form(&path, &fields).await.status, 303, "{of}");
    }
    walk(&owner, &things, &mut seen).await;
    let page = crate::office_acts::asked(&server, &owner, &things.case).await;
    let request = "/{lang}/cabinet/cases/{id}/tasks/{task}";
    look(&owner, &page, request, &mut seen).await;
    for official in ["registrar", "head", "admin"] {
        let browser = server.login_staff(official).await;
        walk(&browser, &things, &mut seen).await;
    }

    let administrator = server.login_staff("admin").await;
    let (id, one_time) = add(&administrator, "n.janaeva", &["registrar"]).await;
    let person = "/{lang}/staff/people/{id}";
    let address = format!("/kk/staff/people/{id}");
    look(&administrator, &address, person, &mut seen).await;

    let half = server.browser();
    password(&half, "n.janaeva", &one_time).await;
    walk(&half, &things, &mut seen).await;
    own_password(&half).await;
    let enrol = "/{lang}/staff/login/enrol";
    look(&half, "/kk/staff/login/enrol", enrol, &mut seen).await;
    let (_, one_time) = add(&administrator, "k.janaev", &["registrar"]).await;
    first_login(&server, "k.janaev", &one_time).await;
    let half = server.browser();
    password(&half, "k.janaev", official::OWN_PASSWORD).await;
    let code = "/{lang}/staff/login/code";
    look(&half, "/kk/staff/login/code", code, &mut seen).await;
    // It asks for nothing.
    seen.insert("/{lang}/staff/login/codes");

    let missed: Vec<&str> = ROUTES
        .into_iter()
        .filter(|(method, route, _)| *method == "GET" && route.starts_with("/{lang}"))
        .map(|(_, route, _)| route)
        .filter(|route| !route.ends_with("/events") && !NOT_SEEN.contains(route))
        .filter(|route| !seen.contains(route))
        .collect();
    assert!(missed.is_empty(), "nobody saw {missed:?}");
}
