//! What `docs/` tells operators is true of this program.
#![allow(clippy::print_stdout, reason = "a check that did not run says so")]

use std::{collections::BTreeSet, fs, path::PathBuf, process::Command};

use clap::{CommandFactory, Parser};
use server::{
    Config, command::Cli, config::entrance::ForwardedBy, http::layers::unread::MAX_DRAINED,
    inspect::child,
};

fn docs(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../docs")
        .join(name);
    fs::read_to_string(path).unwrap()
}

/// The names of the environment and the words of the command line that the program knows.
fn known() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut names, mut words) = (BTreeSet::new(), BTreeSet::new());
    let mut commands = vec![Cli::command()];
    while let Some(command) = commands.pop() {
        for argument in command.get_arguments() {
            let name = argument
                .get_env()
                .map(|name| name.to_string_lossy().into_owned());
            names.extend(name);
            words.extend(argument.get_long().map(|word| format!("--{word}")));
        }
        commands.extend(command.get_subcommands().cloned());
    }
    (names, words)
}

/// Every word of `text` that begins with `start`.
fn words(text: &str, start: &str) -> BTreeSet<String> {
    let sign = |char: char| char.is_ascii_alphanumeric() || "_-".contains(char);
    text.split(|char| !sign(char))
        .filter(|word| word.starts_with(start) && word.len() > start.len())
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_settings_that_the_papers_name_exist() {
    let (names, _) = known();
    for file in [
        "OPERATIONS.md",
        "deploy/otinish.service",
        "deploy/otinish.env.example",
        "deploy/Containerfile",
    ] {
        for name in words(&docs(file), "OTINISH_") {
            assert!(
                names.contains(&name),
                "{file} names {name}, which is no setting"
            );
        }
    }
}

#[test]
fn the_words_of_the_command_line_in_the_papers_exist() {
    let (_, known) = known();
    // A row of a table begins with the word.
    for line in docs("OPERATIONS.md")
        .lines()
        .filter(|line| line.starts_with("| `--"))
    {
        let word = line.split(['`', ' ']).find(|word| word.starts_with("--"));
        let word = word.unwrap();
        assert!(known.contains(word), "OPERATIONS.md names {word}");
    }
}

#[test]
fn the_figures_in_the_papers_are_those_of_the_program() {
    let source = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src");
    let read = |name: &str| fs::read_to_string(source.join(name)).unwrap();
    let made = words(&(read("telemetry.rs") + &read("metrics.rs")), "otinish_");
    let told = words(&docs("OPERATIONS.md"), "otinish_");
    assert_eq!(made, told);
}

#[test]
fn the_papers_tell_the_bounds_of_the_process_that_opens_a_file() {
    assert_eq!(child::SECONDS, 5);
    for paper in ["OPERATIONS.md", "decisions/0019-files-are-opened-apart.md"] {
        let told = docs(paper).replace('\n', " ");
        let of_processor = told.split(" of the processor").next().unwrap();
        assert!(of_processor.ends_with("five seconds"), "{paper}");
    }
}

#[test]
fn the_unit_is_one_that_systemd_takes() {
    let folder = tempfile::tempdir().unwrap();
    let unit = docs("deploy/otinish.service");
    // The program is not installed where the tests run.
    let unit = unit.replace("ExecStart=/usr/bin/otinish", "ExecStart=/bin/true");
    let path = folder.path().join("otinish.service");
    fs::write(&path, unit).unwrap();
    let Ok(checked) = Command::new("systemd-analyze")
        .args(["verify", "--man=no"])
        .arg(&path)
        .output()
    else {
        println!("there is no systemd-analyze: the unit was not checked");
        return;
    };
    let said = String::from_utf8_lossy(&checked.stderr).into_owned();
    assert!(
        checked.status.success() && !said.contains("otinish.service"),
        "{said}"
    );
}

#[test]
fn the_sample_for_nginx_lets_the_portal_speak() {
    let sample = docs("deploy/nginx.conf");
    let value = |name: &str| {
        let mut lines = sample.lines().map(str::trim);
        let line = lines.find_map(|line| line.strip_prefix(name));
        line.unwrap().trim_matches([' ', ';']).to_owned()
    };
    let most = value("client_max_body_size");
    let gigabytes: usize = most.strip_suffix('g').unwrap().parse().unwrap();
    assert_eq!(
        gigabytes << 30,
        MAX_DRAINED,
        "the portal names what is too large"
    );
    // Whoever brings a header of their own is not believed.
    assert_eq!(value("proxy_set_header Forwarded"), "\"\"");
    let believed = Config::try_parse_from(["otinish"]).unwrap();
    let header = believed.entrance.trusted_proxy_header;
    assert_eq!(header, ForwardedBy::XForwardedFor);
    assert!(value("proxy_set_header X-Forwarded-For").starts_with('$'));
}

#[test]
fn the_sample_for_nginx_is_one_that_nginx_takes() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    // Its own files are not where the tests run, and the certificate is an example.
    let sample = docs("deploy/nginx.conf")
        .replace("/run/nginx.pid", &at("pid"))
        .replace("/var/log/nginx/error.log", &at("log"))
        .replace(" ssl http2;", ";");
    let lines = sample.lines();
    let plain: Vec<_> = lines
        .filter(|line| !line.trim().starts_with("ssl_certificate"))
        .map(|line| {
            line.replace("listen 80;", "listen 127.0.0.1:8080;")
                .replace("listen 443;", "listen 127.0.0.1:8443;")
        })
        .filter(|line| !line.contains("listen [::]"))
        .collect();
    fs::write(at("nginx.conf"), plain.join("\n")).unwrap();
    let checked = Command::new("nginx")
        .args(["-t", "-c", &at("nginx.conf"), "-p", &at("")])
        .output();
    let Ok(checked) = checked else {
        println!("there is no nginx: the sample was not checked");
        return;
    };
    let said = String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success(), "{said}");
}
