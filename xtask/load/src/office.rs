//! The other side of the counter.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::{
    Target,
    client::Client,
    persons,
    repeat::each,
    submissions::{submit, value_of},
};

/// The official of the demonstration who does the first step of every case.
const REGISTRAR: &str = "registrar";
/// How that step ends.
const OUTCOME: &str = "accepted";
/// The hidden field of its form that says for which task the page was made; a server of before tasks has none.
const TASK: &str = "task";

#[derive(clap::Args, Debug)]
pub(crate) struct TaskOptions {
    #[command(flatten)]
    target: Target,
    /// How many
    #[arg(long)]
    count: usize,
}

#[derive(clap::Args, Debug)]
pub(crate) struct NoteOptions {
    #[command(flatten)]
    target: Target,
    /// The ИИН of the person of the demonstration who applies
    #[arg(long)]
    iin: String,
    /// How many
    #[arg(long)]
    count: usize,
}

/// Submissions come before the clock starts. Every client is an official with the case and its step before them.
pub(crate) async fn tasks(options: TaskOptions) -> Result<Value> {
    let cases = cases(&options).await?;
    let mut officials = options.target.connect().await?;
    for official in &mut officials {
        persons::login_official(official, REGISTRAR).await?;
    }
    Ok(each(officials, cases, first_step).await?.json())
}

/// As many applicants as officials submit as many cases as wanted.
async fn cases(options: &TaskOptions) -> Result<Vec<String>> {
    let mut applicants = options.target.connect().await?;
    persons::enter(&mut applicants).await?;
    let share = options.count.div_ceil(applicants.len());
    let mut running = JoinSet::new();
    for mut applicant in applicants {
        running.spawn(async move {
            let mut cases = Vec::with_capacity(share);
            for _ in 0..share {
                let (next, case) = submit(applicant).await?;
                applicant = next;
                cases.push(case);
            }
            anyhow::Ok(cases)
        });
    }
    let mut cases = Vec::new();
    while let Some(submitted) = running.join_next().await {
        cases.extend(submitted??);
    }
    Ok(cases)
}

async fn first_step(mut official: Client, case: String) -> Result<Client> {
    let page = official.get(&format!("/kk/staff/cases/{case}")).await?;
    let page = String::from_utf8_lossy(&page.body);
    let form = form_of_step(&page).context("no step in hand")?;
    let action = form.split('"').next().unwrap_or_default();
    let mut fields = vec![("outcome", OUTCOME)];
    fields.extend(value_of(form, TASK).map(|task| (TASK, task)));
    official.post(action, &fields).await?;
    Ok(official)
}

/// The page from the address of the step's form on.
fn form_of_step(page: &str) -> Option<&str> {
    let mut forms = page.split("action=\"").skip(1);
    forms.find(|form| {
        let action = form.split('"').next().unwrap_or_default();
        action.contains("/steps/") && !action.ends_with("/files")
    })
}

/// A case with a long log. A server that takes no notes gives none.
pub(crate) async fn notes(options: NoteOptions) -> Result<Value> {
    let mut clients = options.target.connect().await?.into_iter();
    let (mut applicant, mut official) =
        clients.next().zip(clients.next()).context("two clients")?;
    persons::login(&mut applicant, &options.iin).await?;
    let (_, case) = submit(applicant).await?;
    persons::login_official(&mut official, REGISTRAR).await?;
    let page = format!("/kk/staff/cases/{case}/note");
    for n in 1..=options.count {
        let text = format!("Жазба {n}");
        let noted = official.post(&page, &[("reason", &text)]).await;
        match noted {
            Err(_) if n == 1 => return Ok(json!({ "case": Value::Null })),
            noted => noted?,
        };
    }
    Ok(json!({ "case": case }))
}
