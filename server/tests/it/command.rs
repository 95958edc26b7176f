//! The command line: what stands before a command counts for it as well as what stands behind.

use clap::Parser;
use server::command::{Cli, Command};

#[test]
fn settings_of_the_data_count_before_and_after_the_command() {
    let before = [
        "--data-dir",
        "/srv/otinish",
        "--database-url",
        "postgres://db/one",
    ];
    let (words, behind) = (["staff", "list", "--json"], before);
    let forms = [
        [&before[..], &words[..]].concat(),
        [&words[..], &behind[..]].concat(),
        [&before[..2], &words[..], &behind[2..]].concat(),
    ];
    for form in forms {
        let words = [&["otinish"], &form[..]].concat();
        let cli = Cli::try_parse_from(&words).unwrap();
        assert_eq!(
            cli.config.data_dir.to_str(),
            Some("/srv/otinish"),
            "{form:?}"
        );
        assert_eq!(cli.config.database_url(), "postgres://db/one", "{form:?}");
        assert!(matches!(cli.command, Some(Command::Staff(_))), "{form:?}");
    }
}

#[test]
fn without_a_command_it_serves() {
    let cli = Cli::try_parse_from(["otinish", "--data-dir", "/srv/otinish"]).unwrap();
    assert!(cli.command.is_none());
}
