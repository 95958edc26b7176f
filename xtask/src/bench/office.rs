//! Tasks done a second, and a case with a long log.

use anyhow::Result;

use super::{
    load,
    pages::{self, Login},
    report::Report,
    server::Server,
};
use crate::say;

/// Officials side by side, and the tasks that they find.
const RUNS: [(&str, &str); 2] = [("16", "800"), ("64", "1600")];
/// Events of the long log.
const EVENTS: &str = "500";

pub(super) fn measure(server: &Server, report: &mut Report) -> Result<()> {
    let address = server.address();
    for (officials, count) in RUNS {
        let name = format!("tasks with {officials} officials");
        let answer = say::step(&name, || {
            load::ask(&[
                "tasks",
                "--address",
                &address,
                "--clients",
                officials,
                "--count",
                count,
            ])
        })?;
        load::times(report, &name, &answer)?;
    }
    let noted = say::step("a case with a long log", || {
        load::ask(&[
            "notes",
            "--address",
            &address,
            "--clients",
            "2",
            "--iin",
            server.iin(),
            "--count",
            EVENTS,
        ])
    })?;
    let Some(case) = noted["case"].as_str() else {
        say::line("this version takes no notes: its logs are not that long");
        return Ok(());
    };
    let path = format!("/kk/cabinet/cases/{case}/receipt");
    let name = format!("receipt of a case with {EVENTS} events");
    let own = Some(Login::Citizen(server.iin()));
    let answer = say::step(&format!("pages: {name}"), || {
        pages::page(server, &path, own)
    })?;
    load::times(report, &name, &answer)
}
