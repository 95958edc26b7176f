//! `cargo xtask catalogue`: the catalogue as JSON, and its checks against the acts.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use catalogue::acts::{ActText, verify};
use catalogue::{Catalogue, coverage, export, sums};

use crate::{paths, say};

/// What to read and what to do with it.
#[derive(clap::Args, Debug)]
pub(crate) struct CatalogueOptions {
    /// Only check, also against the acts where they are at hand
    #[arg(long)]
    check: bool,
    /// Print the stated terms against the sums of the steps, as Markdown
    #[arg(long, conflicts_with = "check")]
    report: bool,
    /// Print how much of each channel and variant the portal carries, one JSON line for each
    #[arg(long, conflicts_with_all = ["check", "report"])]
    coverage: bool,
    /// Folder of regulations instead of the project's own
    #[arg(long)]
    regulations: Option<PathBuf>,
    /// Folder of the acts' texts
    #[arg(long, env = "OTINISH_ACTS")]
    acts: Option<PathBuf>,
}

/// Prints the catalogue, or what is wrong with it; then the exit code is not 0.
pub(crate) fn run(options: &CatalogueOptions) -> Result<ExitCode> {
    let own = paths::root().join("app/catalogue/regulations");
    let folder = options.regulations.as_deref().unwrap_or(&own);
    let mut files = Vec::new();
    collect(folder, folder, &mut files)?;
    // The services stand beside the regulations.
    let beside = folder.parent().unwrap_or(folder);
    let services = beside.join("services");
    if services.is_dir() {
        collect(beside, &services, &mut files)?;
    }
    let catalogue = match Catalogue::parse(&files) {
        Ok(catalogue) => catalogue,
        Err(error) => {
            eprintln!("{error}");
            return Ok(ExitCode::FAILURE);
        }
    };
    for problem in catalogue.dangling() {
        eprintln!("note: {problem}");
    }
    if options.check {
        return check(&catalogue, options);
    }
    // The answer to the caller.
    let mut answer = BufWriter::new(io::stdout().lock());
    if options.report {
        write!(answer, "{}", sums::markdown(&catalogue))?;
        answer.flush()?;
        return Ok(ExitCode::SUCCESS);
    }
    if options.coverage {
        for row in coverage::rows(&catalogue) {
            writeln!(answer, "{}", serde_json::to_string(&row)?)?;
        }
        answer.flush()?;
        return Ok(ExitCode::SUCCESS);
    }
    serde_json::to_writer_pretty(&mut answer, &export::Regulations(&catalogue))?;
    writeln!(answer)?;
    answer.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn check(catalogue: &Catalogue, options: &CatalogueOptions) -> Result<ExitCode> {
    let beside = paths::root().join("../shared/regulations");
    let folder = options.acts.as_deref().unwrap_or(&beside);
    let mut acts: BTreeMap<&str, Option<ActText>> = BTreeMap::new();
    let mut wrong = 0_usize;
    for regulation in catalogue.all() {
        let document = regulation.act.document.as_str();
        let read = || {
            fs::read_to_string(folder.join(document))
                .ok()
                .map(|text| ActText::new(&text))
        };
        let Some(act) = acts.entry(document).or_insert_with(read) else {
            say::line(format!("{}: not checked, no act {document}", regulation.id));
            continue;
        };
        for found in verify(regulation, act) {
            wrong += 1;
            eprintln!(
                "{}: {document}:{}: {}",
                regulation.id, found.line, found.what
            );
        }
    }
    say::line(format!(
        "{} regulations, {wrong} disagreements with their acts",
        catalogue.all().count()
    ));
    Ok(if wrong == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// All `.toml` files below `folder`, with paths relative to `root`.
fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            let name = path.strip_prefix(root)?.to_string_lossy().into_owned();
            files.push((name, fs::read_to_string(&path)?));
        }
    }
    Ok(())
}
