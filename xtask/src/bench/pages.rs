//! Rendered pages a second, and how long a reader waits for one.

use std::fs;

use anyhow::{Context, Result};

use super::{
    load::{self, CLIENTS},
    report::Report,
    server::Server,
};
use crate::{paths, say};

const SECONDS: &str = "5";

/// What everybody may read: name of the figure and path.
const PUBLIC: [(&str, &str); 2] = [
    ("home", "/kk/"),
    (
        "service page",
        "/kk/services/west-kazakhstan-2018/local-social-assistance",
    ),
];

pub(super) fn public(server: &Server, report: &mut Report) -> Result<()> {
    for (name, path) in PUBLIC {
        let answer = say::step(&format!("pages: {name}"), || page(server, path, None))?;
        load::times(report, name, &answer)?;
    }
    Ok(())
}

/// Pages that are made anew for every answer: what stands after the `?` keeps them out of the kept pages.
const RENDERED: [(&str, &str); 2] = [
    (
        "service page rendered",
        "/kk/services/west-kazakhstan-2018/local-social-assistance?district=274400000",
    ),
    (
        "comparison rendered",
        "/kk/services/foreign-labour-permit?district=none",
    ),
];

/// How long one answer takes where nothing else is asked for: a page that is rendered, and the search.
pub(super) fn alone(server: &Server, report: &mut Report) -> Result<()> {
    for (name, path) in RENDERED {
        let answer = say::step(&format!("pages: {name}"), || {
            pages(server, "1", &[path.to_owned()], None)
        })?;
        load::times(report, name, &answer)?;
    }
    let searches = searches()?;
    let answer = say::step("pages: search", || pages(server, "1", &searches, None))?;
    load::times(report, "search", &answer)
}

/// The addresses of what people search for, as the tests of the search have it.
fn searches() -> Result<Vec<String>> {
    let file = paths::root().join("app/catalogue/tests/data/search_queries.toml");
    let text =
        fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    let list: toml::Table = toml::from_str(&text)?;
    let queries = list.get("query").and_then(toml::Value::as_array);
    let queries = queries.context("no queries")?.iter();
    let searches = queries.map(|query| {
        let words = query.get("text").and_then(toml::Value::as_str);
        let words = words.context("a query without words")?.bytes();
        let words: String = words.map(|byte| format!("%{byte:02X}")).collect();
        Ok(format!("/kk/services?q={words}"))
    });
    searches.collect()
}

/// The cabinet of a demonstration person with one case and with a thousand, in a store of ten thousand and of a
/// million, twenty a page, and the queue of an official there.
pub(super) fn lists(server: &Server, report: &mut Report) -> Result<()> {
    for (name, more, strangers) in [
        ("of 1", 1, "0"),
        ("of 1000", 999, "0"),
        ("of 1000 in 10 000", 0, "10000"),
        ("of 1000 in 1 000 000", 0, "1000000"),
    ] {
        own(server, more)?;
        let database = server.database();
        load::ask(&["seed", "--database", &database, "--strangers", strangers])?;
        let name = format!("cabinet {name}");
        let own = Some(Login::Citizen(server.iin()));
        let answer = say::step(&format!("pages: {name}"), || {
            page(server, "/kk/cabinet", own)
        })?;
        load::times(report, &name, &answer)?;
        if strangers == "0" {
            continue;
        }
        let name = format!("queue of {strangers}");
        let official = Some(Login::Official("registrar"));
        let answer = say::step(&format!("pages: {name}"), || {
            page(server, "/kk/staff", official)
        })?;
        load::times(report, &name, &answer)?;
    }
    Ok(())
}

/// Who asks for a page.
#[derive(Clone, Copy)]
pub(super) enum Login<'a> {
    Citizen(&'a str),
    Official(&'a str),
}

/// Lets the person submit so many applications more.
fn own(server: &Server, more: u32) -> Result<()> {
    let (address, more) = (server.address(), more.to_string());
    load::ask(&[
        "own",
        "--address",
        &address,
        "--iin",
        server.iin(),
        "--count",
        &more,
    ])?;
    Ok(())
}

pub(super) fn page(
    server: &Server,
    path: &str,
    login: Option<Login<'_>>,
) -> Result<serde_json::Value> {
    pages(server, CLIENTS, &[path.to_owned()], login)
}

/// Asks for the pages in turn.
fn pages(
    server: &Server,
    clients: &str,
    paths: &[String],
    login: Option<Login<'_>>,
) -> Result<serde_json::Value> {
    let address = server.address();
    let mut arguments = vec![
        "pages",
        "--address",
        &address,
        "--clients",
        clients,
        "--seconds",
        SECONDS,
    ];
    arguments.extend(paths.iter().flat_map(|path| ["--path", path]));
    match login {
        Some(Login::Citizen(iin)) => arguments.extend(["--iin", iin]),
        Some(Login::Official(login)) => arguments.extend(["--official", login]),
        None => {}
    }
    load::ask(&arguments)
}
