//! The house rules hold, and each of them can fail.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use xtask::tidy::{File, check, check_digit, problems};

fn found(path: &str, text: &str) -> Vec<String> {
    problems(&[File {
        path: path.to_owned(),
        text: text.to_owned(),
    }])
}

#[test]
fn the_repository_keeps_the_house_rules() {
    if let Err(error) = check() {
        panic!("{error:#}");
    }
}

#[test]
fn a_long_file_needs_a_reason() {
    let long = "// line\n".repeat(401);
    assert_eq!(found("app/src/x.rs", &long).len(), 1);
    assert!(
        found(
            "app/src/x.rs",
            &format!("//! Long because: one table.\n{long}")
        )
        .is_empty()
    );
    assert!(found("app/src/x.rs", &"// line\n".repeat(400)).is_empty());
    assert!(found("docs/x.md", &long).is_empty());
}

#[test]
fn unfinished_work_is_found() {
    assert_eq!(
        found("a.rs", concat!("// TO", "DO later")),
        ["a.rs:1: a mark of unfinished work"]
    );
    assert_eq!(
        found("a.spec.ts", concat!("\ntest.on", "ly('x')")),
        ["a.spec.ts:2: a mark of unfinished work"]
    );
}

#[test]
fn a_persons_number_is_found() {
    let eleven = [8, 5, 0, 1, 2, 3, 3, 0, 0, 0, 1];
    let check = check_digit(&eleven).unwrap();
    let number =
        |last: u32| eleven.iter().map(u32::to_string).collect::<String>() + &last.to_string();
    assert_eq!(
        found("a.ftl", &format!("hint = {}", number(check))).len(),
        1
    );
    assert!(found("a.ftl", &format!("hint = {}", number((check + 1) % 10))).is_empty());
    assert!(found("a.ftl", &format!("hint = x{}", number(check))).is_empty());
}

#[test]
fn a_machines_folder_is_found() {
    assert_eq!(
        found("a.sh", concat!("cd /ho", "me/somebody")),
        ["a.sh:1: a folder of one machine"]
    );
    assert!(found("a.md", concat!("https://example.org/wo", "rk/plan")).is_empty());
}

#[test]
fn lock_files_name_no_other_registry() {
    assert_eq!(
        found(
            "Cargo.lock",
            "source = \"registry+https://mirror.example/index\""
        )
        .len(),
        1
    );
    assert!(
        found(
            "Cargo.lock",
            "source = \"registry+https://github.com/rust-lang/crates.io-index\""
        )
        .is_empty()
    );
    assert_eq!(
        found(
            "end2end/package-lock.json",
            "  \"resolved\": \"https://mirror.example/x.tgz\""
        )
        .len(),
        1
    );
}

#[test]
fn every_crate_takes_the_lints() {
    assert_eq!(
        found("new/Cargo.toml", "[package]\nname = \"new\"").len(),
        1
    );
    assert!(found("new/Cargo.toml", "[package]\n\n[lints]\nworkspace = true\n").is_empty());
    assert_eq!(found("Cargo.toml", "[workspace]\n").len(), 1);
}
