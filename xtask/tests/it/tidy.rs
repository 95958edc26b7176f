//! The house rules hold, and each of them can fail.

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

/// What a crate of these files, below `a/src`, breaks.
fn found_in(files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<File> = files
        .iter()
        .map(|(path, text)| File {
            path: format!("a/src/{path}"),
            text: (*text).to_owned(),
        })
        .collect();
    problems(&files)
}

#[test]
fn files_in_a_circle_are_found() {
    let second = "a/src: a circle of files: a/src/one.rs, a/src/two.rs";
    let one = (
        "one.rs",
        "use crate::{lib as _, two::{self, Two as Other}};",
    );
    for two in [
        "use super::one::One;",
        "fn f() { crate::one::f::<u8>() }",
        "fn f() { view! { <p>{super::one::text(1)}</p> } }",
        "mod inner { use super::super::one; fn f() { one::f() } }",
        "pub(crate) use crate::one::{a::B as C};",
    ] {
        assert_eq!(
            found_in(&[("lib.rs", ""), one, ("two.rs", two)]),
            [second],
            "{two}"
        );
    }
    for two in [
        "use other::one::One;",
        "// use super::one::One;",
        "const TEXT: &str = \"crate::one::f\";",
        "pub(in crate::one) fn f() {}",
        "use super::one;",
    ] {
        assert!(
            found_in(&[("lib.rs", ""), one, ("two.rs", two)]).is_empty(),
            "{two}"
        );
    }
}

#[test]
fn a_room_of_the_server_uses_none_above_it() {
    let server = |core: &str| {
        let files = [
            ("lib.rs", ""),
            ("core/mod.rs", core),
            ("flow/mod.rs", ""),
            (
                "flow/seal.rs",
                "use crate::store::Store; pub struct Sealed;",
            ),
            ("store/mod.rs", "pub struct Store;"),
        ];
        let files = files.map(|(path, text)| File {
            path: format!("server/src/{path}"),
            text: text.to_owned(),
        });
        problems(&files)
    };
    assert!(server("use crate::store::Store;").is_empty());
    assert_eq!(
        server("fn f(_: crate::flow::seal::Sealed) {}"),
        ["server/src/core/mod.rs: uses server/src/flow/seal.rs of a higher room"]
    );
}

#[test]
fn a_circle_is_seen_through_a_re_export() {
    let parts = [
        (
            "lib.rs",
            "pub use part::*; pub use other::Second; mod part; mod other;",
        ),
        ("part/mod.rs", "mod first; pub use first::First;"),
        ("part/first.rs", "pub struct First(crate::Second);"),
        ("other.rs", "use crate::First; pub struct Second;"),
    ];
    assert_eq!(
        found_in(&parts),
        ["a/src: a circle of files: a/src/other.rs, a/src/part/first.rs"]
    );
}

#[test]
fn a_folder_may_put_its_parts_together() {
    let part = (
        "part/first.rs",
        "use super::Shared; pub struct First(Shared);",
    );
    let whole = (
        "part/mod.rs",
        "mod first; pub struct Shared; pub fn f(_: first::First) {}",
    );
    assert!(found_in(&[("lib.rs", "mod part;"), whole, part]).is_empty());
    let cousin = ("other.rs", "use crate::part::f; pub struct Other;");
    let part = (
        "part/first.rs",
        "use crate::other::Other; fn f(_: super::Shared) {}",
    );
    assert!(
        found_in(&[
            ("lib.rs", ""),
            ("part/mod.rs", "pub struct Shared;"),
            part,
            cousin
        ])
        .is_empty()
    );
    let whole = ("part/mod.rs", "use crate::other::Other; pub fn f() {}");
    assert_eq!(found_in(&[("lib.rs", ""), whole, part, cousin]).len(), 1);
}

#[test]
fn two_types_of_one_name_are_found() {
    let two = |text| found_in(&[("lib.rs", "struct Kept;"), ("two.rs", text)]);
    assert_eq!(
        two("pub(crate) enum Kept { A }"),
        ["a/src: types of one name, `Kept`: a/src/lib.rs, a/src/two.rs"]
    );
    assert_eq!(two("type Kept = u8;").len(), 1);
    assert!(two("fn f() { struct Kept; }").is_empty());
    assert!(two("impl A for B { type Kept = u8; }").is_empty());
}

#[test]
fn a_module_stands_in_one_place() {
    assert_eq!(
        found_in(&[("part.rs", ""), ("part/first.rs", "")]),
        ["a/src/part.rs: move it to a/src/part/mod.rs"]
    );
    assert!(
        found_in(&[
            ("part.rs", ""),
            ("part/data.toml", ""),
            ("parts/mod.rs", "")
        ])
        .is_empty()
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
