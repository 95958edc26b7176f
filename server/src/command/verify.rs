//! `otinish verify`, `otinish seal` and `otinish rebuild`: whether what is stored is what was written.

use anyhow::{bail, ensure};
use clap::Args;

use super::{portal_store, say};
use crate::{
    Config,
    core::seal_key::{SealKey, SealKeys},
    flow::{
        integrity::{self, Checked},
        seal,
    },
    store::{Store, case::Case, file::Files},
};

/// What to check.
#[derive(Debug, Args)]
pub struct Verify {
    /// Only the case with this registration number or id.
    #[arg(long)]
    case: Option<String>,
    /// Read the bytes of all files too, and look for those that no row names.
    #[arg(long)]
    files: bool,
    /// Write what was found as JSON.
    #[arg(long)]
    json: bool,
}

/// The keys that there are: a check makes none.
fn keys_at_hand(config: &Config) -> anyhow::Result<SealKeys> {
    let path = config.integrity.seal_key(&config.data_dir);
    let present = path.exists().then(|| SealKey::open(&path)).transpose()?;
    SealKeys::open(present, &config.integrity.old_seal_key_files)
}

pub(super) async fn verify(wanted: Verify, config: &Config) -> anyhow::Result<()> {
    let (store, files) = portal_store(config).await?;
    let checked = check(&wanted, config, &store, &files).await;
    store.close().await;
    let checked = checked?;
    if wanted.json {
        say(serde_json::to_string_pretty(&checked)?);
    } else {
        tell(&checked);
    }
    match checked.findings.len() {
        0 => Ok(()),
        1 => bail!("one thing is not as it was written"),
        many => bail!("{many} things are not as they were written"),
    }
}

async fn check(
    wanted: &Verify,
    config: &Config,
    store: &Store,
    files: &Files,
) -> anyhow::Result<Checked> {
    let keys = keys_at_hand(config)?;
    let Some(asked) = &wanted.case else {
        return Ok(integrity::check_all(store, files, &keys, wanted.files).await?);
    };
    let case = store.case_by_number(asked).await?;
    let id = case.map_or_else(|| asked.clone(), |case| case.id);
    let mut checked = Checked::default();
    // The seals of one case hold only with all before them.
    integrity::check_seals(store, files, &keys, &mut checked).await?;
    let others = checked.findings.len();
    integrity::check_case(store, wanted.files.then_some(files), &id, &mut checked).await?;
    ensure!(
        checked.cases > 0 || checked.findings.len() > others,
        "there is no case {asked}"
    );
    Ok(checked)
}

fn tell(checked: &Checked) {
    for finding in &checked.findings {
        let fault = serde_json::to_value(finding.fault).unwrap_or_default();
        let fault = fault.as_str().unwrap_or_default();
        say(format_args!(
            "{fault}: {} {} {}",
            finding.number, finding.case, finding.detail
        ));
    }
    for detail in &checked.under_way {
        say(format_args!("under way: {detail}"));
    }
    say(format_args!(
        "checked: {} cases, {} entries of logs, {} files, {} seals ({} of a key that is not at hand)",
        checked.cases, checked.entries, checked.files, checked.seals, checked.seals_of_another_key
    ));
}

pub(super) async fn seal(config: &Config) -> anyhow::Result<()> {
    let key = SealKey::open(&config.integrity.seal_key(&config.data_dir))?;
    let (store, files) = portal_store(config).await?;
    let now = chrono::Utc::now().timestamp_micros();
    let sealed = seal::seal_all(&store, &files, &key, now).await;
    store.close().await;
    say(format_args!("sealed: {} logs", sealed?));
    Ok(())
}

pub(super) async fn rebuild(config: &Config) -> anyhow::Result<()> {
    let (store, _) = portal_store(config).await?;
    let (mut after, mut rebuilt, mut broken) = (String::new(), 0, 0);
    loop {
        let cases = store.cases_after(&after, 200).await?;
        let Some(last) = cases.last() else { break };
        after.clone_from(&last.id);
        for case in cases {
            match rebuild_one(&store, case).await? {
                CaseRows::Rebuilt => rebuilt += 1,
                CaseRows::Right => {}
                CaseRows::Broken => broken += 1,
            }
        }
    }
    store.close().await;
    say(format_args!("rebuilt: {rebuilt} rows"));
    match broken {
        0 => Ok(()),
        _ => bail!(
            "{broken} logs are broken, cut or not those that were sealed; their rows were left alone. Bring the logs back \
             from a backup"
        ),
    }
}

/// What became of the rows of a case.
enum CaseRows {
    Rebuilt,
    Right,
    Broken,
}

/// The server may be running: where a case goes on meanwhile, its rows are looked at again.
async fn rebuild_one(store: &Store, mut case: Case) -> anyhow::Result<CaseRows> {
    loop {
        let right = match integrity::rebuilt(store, &case).await? {
            Ok(right) if right.differing.is_empty() => return Ok(CaseRows::Right),
            Ok(right) => right,
            Err(why) => {
                say(format_args!(
                    "left alone: {} {}: {why}",
                    case.number, case.id
                ));
                return Ok(CaseRows::Broken);
            }
        };
        let differing = right.differing.join(", ");
        if store.rebuild_case(right.case, right.work, case.seq).await? {
            say(format_args!(
                "rebuilt: {} {}: {differing}",
                case.number, case.id
            ));
            return Ok(CaseRows::Rebuilt);
        }
        let Some(now) = store.case(&case.id).await? else {
            return Ok(CaseRows::Right);
        };
        case = now;
    }
}
