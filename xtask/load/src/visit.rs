//! What a first visit costs: the page, compressed as served, with everything that it links to.

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use crate::{SERVICE, Target, client::Client, persons, submissions};

#[derive(clap::Args, Debug)]
pub(crate) struct VisitOptions {
    #[command(flatten)]
    target: Target,
    /// The ИИН of a demonstration person, for the form page
    #[arg(long)]
    iin: String,
}

/// The islands, which come after the page is usable.
const ISLANDS: [&str; 2] = ["data-glue=\"", "data-wasm=\""];
/// What the browser loads for the page itself.
const LINKS: [&str; 2] = ["href=\"", "src=\""];

pub(crate) async fn run(options: VisitOptions) -> Result<Value> {
    let mut client = options.target.connect().await?;
    let mut client = client.pop().context("one client at least")?;
    persons::login(&mut client, &options.iin).await?;
    let draft = submissions::begin(&mut client).await?;
    let pages = [
        ("home", "/kk/".to_owned()),
        ("service", SERVICE.to_owned()),
        ("form", format!("{draft}/applicant")),
    ];
    let mut sizes = Map::new();
    for (name, path) in pages {
        sizes.insert(name.to_owned(), page(&mut client, &path).await?);
    }
    Ok(Value::Object(sizes))
}

async fn page(client: &mut Client, path: &str) -> Result<Value> {
    client.accept_encoding.clear();
    let plain = client.get(path).await?;
    let plain = String::from_utf8_lossy(&plain.body).into_owned();
    client.accept_encoding = "br".to_owned();
    let mut page = client.get(path).await?.body.len();
    for asset in linked(&plain, &LINKS) {
        page += client.get(asset).await?.body.len();
    }
    let mut islands = 0;
    for asset in linked(&plain, &ISLANDS) {
        islands += client.get(asset).await?.body.len();
    }
    Ok(json!({ "page": page, "with_islands": page + islands }))
}

/// The assets behind these attributes, each once.
fn linked<'a>(page: &'a str, attributes: &[&str]) -> Vec<&'a str> {
    let mut found: Vec<&str> = attributes
        .iter()
        .flat_map(|attribute| page.split(attribute).skip(1))
        .filter_map(|value| value.split('"').next())
        .filter(|value| value.starts_with("/assets/"))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}
