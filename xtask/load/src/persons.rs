//! Who puts the load on: synthetic persons, each in a session of their own.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use chrono::NaiveDate;
use domain::iin::{DEMO_SERIAL, Iin, Sex};

use crate::client::Client;

/// The password of the demonstration accounts.
const DEMO_PASSWORD: &str = "otinish-2026";
/// The password of the persons made here.
const PASSWORD: &str = "жүктеме сынағының сөйлемі";
const NAME: &str = "Жүктемебай Сынақ Үлгіұлы";
const BORN: (i32, u32, u32) = (1990, 5, 17);

/// Logs a demonstration person in.
pub(crate) async fn login(client: &mut Client, iin: &str) -> Result<()> {
    login_with(client, iin, DEMO_PASSWORD).await
}

/// Logs an official of the demonstration in.
pub(crate) async fn login_official(client: &mut Client, login: &str) -> Result<()> {
    let fields = [("login", login), ("password", DEMO_PASSWORD)];
    client.post("/kk/staff/login", &fields).await?;
    Ok(())
}

async fn login_with(client: &mut Client, iin: &str, password: &str) -> Result<()> {
    client
        .post("/kk/login", &[("login", iin), ("password", password)])
        .await?;
    Ok(())
}

/// Logs every client in as a person of its own: there is one open draft a person and service. Persons of an
/// earlier run are there already.
pub(crate) async fn enter(clients: &mut [Client]) -> Result<()> {
    let (year, month, day) = BORN;
    let born = NaiveDate::from_ymd_opt(year, month, day).context("no such day")?;
    // Some serial numbers have no check digit.
    let mut iins =
        (DEMO_SERIAL + 100..10_000).filter_map(|serial| Iin::generate(born, Sex::Male, serial));
    for (at, client) in clients.iter_mut().enumerate() {
        let iin = iins.next().context("too many clients")?;
        if login_with(client, iin.as_str(), PASSWORD).await.is_err() {
            register(client, iin.as_str(), at).await?;
        }
    }
    Ok(())
}

/// Each person has a number of their own, by whose end the demonstration shows the code that was sent to it.
async fn register(client: &mut Client, iin: &str, at: usize) -> Result<()> {
    let (year, month, day) = BORN;
    let born = format!("{day:02}.{month:02}.{year}");
    let end = format!("{:04}", 5000 + at);
    let phone = format!("+7701000{end}");
    let fields = [
        ("iin", iin),
        ("name", NAME),
        ("birth-date", &born),
        ("phone", &phone),
        ("email", ""),
        ("password", PASSWORD),
        ("password-again", PASSWORD),
    ];
    // A server of before the codes registers at once.
    if client.post("/kk/register", &fields).await? == "/kk/register/code" {
        let code = code(client, &end).await?;
        client.post("/kk/register/code", &[("code", &code)]).await?;
    }
    Ok(())
}

/// The newest code on the demonstration's page of messages for a number with this end, once it is there.
async fn code(client: &mut Client, end: &str) -> Result<String> {
    for _ in 0..200 {
        let page = client.get("/kk/demo/messages").await?;
        let page = String::from_utf8_lossy(&page.body);
        let mut rows = page.split("data-to=\"").skip(1);
        let text = rows
            .find(|row| row.starts_with(&format!("{end}\"")))
            .and_then(|row| row.split("row__title").nth(1))
            .and_then(|row| row.split("</p>").next());
        let mut digits = text
            .unwrap_or_default()
            .split(|char: char| !char.is_ascii_digit());
        if let Some(code) = digits.find(|digits| digits.len() == 6) {
            return Ok(code.to_owned());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    bail!("no code came for a number that ends with {end}: is it the demonstration?")
}
