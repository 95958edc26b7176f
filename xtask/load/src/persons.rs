//! Who puts the load on: synthetic persons, each in a session of their own.

use anyhow::{Context, Result};
use chrono::NaiveDate;
use domain::iin::{DEMO_SERIAL, Iin, Sex};

use crate::client::Client;

/// The password of the demonstration accounts, and of those made here.
pub(crate) const PASSWORD: &str = "otinish-2026";
const NAME: &str = "Жүктемебай Сынақ Үлгіұлы";
const BORN: (i32, u32, u32) = (1990, 5, 17);

pub(crate) async fn login(client: &mut Client, iin: &str) -> Result<()> {
    client
        .post("/kk/login", &[("login", iin), ("password", PASSWORD)])
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
    for client in clients {
        let iin = iins.next().context("too many clients")?;
        if login(client, iin.as_str()).await.is_err() {
            register(client, iin.as_str()).await?;
        }
    }
    Ok(())
}

async fn register(client: &mut Client, iin: &str) -> Result<()> {
    let (year, month, day) = BORN;
    let born = format!("{day:02}.{month:02}.{year}");
    let fields = [
        ("iin", iin),
        ("name", NAME),
        ("birth-date", &born),
        ("phone", "+77010000009"),
        ("email", ""),
        ("password", PASSWORD),
        ("password-again", PASSWORD),
    ];
    client.post("/kk/register", &fields).await?;
    Ok(())
}
