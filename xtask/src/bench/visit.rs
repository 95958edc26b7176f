//! Bytes of a first visit, compressed as served.

use anyhow::Result;

use super::{load, report::Report, server::Server};

pub(super) fn measure(server: &Server, report: &mut Report) -> Result<()> {
    let address = server.address();
    let answer = load::ask(&[
        "visit",
        "--address",
        &address,
        "--clients",
        "1",
        "--iin",
        server.iin(),
    ])?;
    for page in ["home", "service", "form"] {
        let sizes = &answer[page];
        report.add(
            &format!("first visit {page}"),
            load::number(sizes, "page")?,
            "B",
        );
        report.add(
            &format!("first visit {page} with Wasm"),
            load::number(sizes, "with_islands")?,
            "B",
        );
    }
    Ok(())
}
