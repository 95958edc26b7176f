//! Whole submissions: from the first form page to the receipt, as a browser without JavaScript goes.

use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::{SERVICE, Target, client::Client, persons, repeat::repeat};

#[derive(clap::Args, Debug)]
pub(crate) struct SubmissionOptions {
    #[command(flatten)]
    target: Target,
}

/// How many a person of the demonstration submits.
#[derive(clap::Args, Debug)]
pub(crate) struct Own {
    /// Where the server listens
    #[arg(long)]
    address: std::net::SocketAddr,
    /// The ИИН of the person
    #[arg(long)]
    iin: String,
    /// How many
    #[arg(long)]
    count: u64,
}

/// The form pages, and what is typed into each.
const FORM: [(&str, &[(&str, &str)]); 4] = [
    (
        "applicant",
        &[
            ("address", "Орал қ., Үлгі көшесі 1"),
            ("office", "uralsk"),
            ("phone", "+77010000009"),
            ("email", ""),
        ],
    ),
    (
        "situation",
        &[
            ("disability", "yes"),
            ("disease", "no"),
            ("description", "Отбасында табыс аз"),
        ],
    ),
    ("family", &[]),
    ("income", &[("own-income", "184 500")]),
];

/// The documents that this person has to attach.
const SLOTS: [&str; 2] = ["income", "difficult-situation"];

/// Registration and login come before the clock starts.
pub(crate) async fn run(options: SubmissionOptions) -> Result<Value> {
    let mut clients = options.target.connect().await?;
    persons::enter(&mut clients).await?;
    let time = Duration::from_secs(options.target.seconds);
    Ok(repeat(clients, time, submission).await?.0.json())
}

/// One person's applications, one after another: cases with all that belongs to them.
pub(crate) async fn own(options: Own) -> Result<Value> {
    let mut client = Client::connect(options.address).await?;
    persons::login(&mut client, &options.iin).await?;
    for _ in 0..options.count {
        client = submission(client).await?;
    }
    Ok(json!({ "count": options.count }))
}

async fn submission(client: Client) -> Result<Client> {
    Ok(submit(client).await?.0)
}

/// Gives the id of the case too.
pub(crate) async fn submit(mut client: Client) -> Result<(Client, String)> {
    let draft = begin(&mut client).await?;
    for (topic, answers) in FORM {
        let page = format!("{draft}/{topic}");
        client.get(&page).await?;
        client.post(&page, answers).await?;
    }
    for slot in SLOTS {
        client
            .upload(&format!("{draft}/documents/{slot}"), "a.pdf", &small_file())
            .await?;
    }
    client.get(&format!("{draft}/check")).await?;
    let sign = format!("{draft}/sign");
    let page = client.get(&sign).await?;
    let page = String::from_utf8_lossy(&page.body);
    let hash = value_of(&page, "sha256").context("the page to sign has no hash")?;
    let receipt = client.post(&sign, &[("sha256", hash)]).await?;
    anyhow::ensure!(
        receipt.ends_with("/receipt"),
        "signing led to {receipt}, not to a receipt"
    );
    client.get(&receipt).await?;
    let case = receipt.rsplit('/').nth(1).context("no case")?;
    Ok((client, case.to_owned()))
}

/// Begins a draft and gives its path.
pub(crate) async fn begin(client: &mut Client) -> Result<String> {
    client.post(&format!("{SERVICE}/apply"), &[]).await
}

/// A PDF of one empty page and a few kilobytes.
fn small_file() -> Vec<u8> {
    let mut file = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n\
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
        .to_vec();
    file.resize(8 * 1024, b' ');
    file.extend_from_slice(b"\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF");
    file
}

/// The value of the input with this name.
pub(crate) fn value_of<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    let name = format!("name=\"{name}\"");
    let input = page
        .split("<input")
        .skip(1)
        .filter_map(|input| input.split('>').next())
        .find(|input| input.contains(&name))?;
    input.split("value=\"").nth(1)?.split('"').next()
}
