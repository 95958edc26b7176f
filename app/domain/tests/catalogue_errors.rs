#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
//! A broken file of the catalogue is refused, and says in which file, at which key and line, and what is expected.

use std::{fs, path::Path};

use domain::catalogue::{Catalogue, Problem};

const LOCAL: &str = "west-kazakhstan-2018/local-social-assistance";
const REGIONS: &str = "regions.toml";
const ACT: &str = "west-kazakhstan-2018/act.toml";

fn text_of(file: &str) -> String {
    fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("regulations")
            .join(file),
    )
    .unwrap()
}

/// Reads the catalogue with `from` in the regulation's file made `to`; gives the problems and the line of `from`.
fn broken(from: &str, to: &str) -> (Vec<Problem>, usize) {
    broken_in(&format!("{LOCAL}.toml"), from, to)
}

/// The same for a `file` of the catalogue.
fn broken_in(file: &str, from: &str, to: &str) -> (Vec<Problem>, usize) {
    let text = text_of(file);
    let start = text
        .find(from)
        .unwrap_or_else(|| panic!("`{from}` is not in the file"));
    let line = text[..start].matches('\n').count() + 1;
    let regulation = format!("{LOCAL}.toml");
    let files = ["situations.toml", REGIONS, ACT, &regulation].map(|name| {
        let text = text_of(name);
        let text = if name == file {
            text.replacen(from, to, 1)
        } else {
            text
        };
        (name.to_owned(), text)
    });
    let problems = Catalogue::parse(&files)
        .err()
        .map(|error| error.problems)
        .unwrap_or_default();
    (problems, line)
}

#[track_caller]
fn refused(from: &str, to: &str, key: &str, expected: &str) {
    refused_in(&format!("{LOCAL}.toml"), from, to, key, expected);
}

#[track_caller]
fn refused_in(file: &str, from: &str, to: &str, key: &str, expected: &str) {
    let (problems, line) = broken_in(file, from, to);
    let problem = problems
        .iter()
        .find(|problem| problem.key == key)
        .unwrap_or_else(|| panic!("no problem at `{key}` in {problems:#?}"));
    assert_eq!(problem.file, file);
    assert!(problem.expected.contains(expected), "{}", problem.expected);
    assert!(
        problem.line.abs_diff(line) <= 6,
        "line {} for a change at {line}",
        problem.line
    );
}

#[test]
fn a_file_that_is_not_toml_says_where() {
    refused(
        "id = \"survey\"",
        "id = \"survey",
        "procedure[0].step[3].id",
        "",
    );
}

#[test]
fn an_unknown_key_is_refused() {
    let from = "id = \"award-notification\"\n";
    refused(
        from,
        &format!("{from}colour = \"green\"\n"),
        "output[0].colour",
        "unknown field `colour`",
    );
}

#[test]
fn a_value_of_the_wrong_kind_is_refused() {
    refused(
        "line = 346\nperformer",
        "line = \"346\"\nperformer",
        "procedure[0].step[3].line",
        "invalid type",
    );
}

#[test]
fn a_missing_key_is_refused() {
    refused(
        "performer = \"survey-commission\"\n",
        "",
        "procedure[0].step[3]",
        "missing field `performer`",
    );
}

#[test]
fn a_step_that_leads_nowhere_is_refused() {
    refused(
        "to = \"send-to-survey\"",
        "to = \"survy\"",
        "procedure[0].step[1].outcome[0].to",
        "found `survy`",
    );
    refused(
        "to = \"send-to-survey\"",
        "",
        "procedure[0].step[1].outcome[0]",
        "either `to`",
    );
}

#[test]
fn a_step_that_is_never_reached_is_refused() {
    let (problems, _) = broken("to = \"sign-refusal\"", "to = \"sign\"");
    let lost = problems
        .iter()
        .find(|problem| problem.key == "procedure[0].step[8].id");
    assert!(
        lost.is_some_and(|problem| problem.expected.contains("`sign-refusal`")),
        "{problems:#?}"
    );
}

#[test]
fn an_entry_that_is_no_step_is_refused() {
    refused(
        "entry = \"intake\"",
        "entry = \"reception\"",
        "procedure[0].entry",
        "a step of this procedure",
    );
}

#[test]
fn a_case_may_not_wait_for_somebody_who_cannot_log_in() {
    refused(
        "performer = \"survey-commission\"",
        "performer = \"portal\"",
        "procedure[0].step[3].performer",
        "staff",
    );
}

#[test]
fn references_must_exist() {
    refused(
        "performer = \"survey-commission\"",
        "performer = \"nobody\"",
        "procedure[0].step[3].performer",
        "`nobody`",
    );
    refused(
        "output = \"award-notification\"",
        "output = \"x\"",
        "procedure[0].step[7].outcome[0].output",
        "[[output]]",
    );
    refused(
        "note = \"both-conclusions-go-on\"",
        "note = \"x\"",
        "procedure[0].step[3].outcome[1].note",
        "[[note]]",
    );
    refused(
        "message = \"refusal-authorisation\"",
        "message = \"x\"",
        "procedure[2].step[3].message",
        "[[message]]",
    );
    refused(
        "by = [\"registrar\"",
        "by = [\"x\"",
        "term[0].by[0]",
        "[[role]]",
    );
    refused(
        "from = \"assign\"",
        "from = \"x\"",
        "procedure[2].include.from",
        "a step of the procedure",
    );
    refused(
        "then = \"receive-result\"",
        "then = \"x\"",
        "procedure[2].include.then",
        "a step of this procedure",
    );
    refused(
        "steps = [\"special-commission\"]",
        "steps = [\"x\"]",
        "ground[0].steps[0]",
        "`x`",
    );
    refused(
        "outcomes = [\"granted\"]",
        "outcomes = [\"x\"]",
        "procedure[0].step[5].input[2].outcomes[0]",
        "`x`",
    );
    refused(
        "situations = [\"low-income\"",
        "situations = [\"x\"",
        "situations[0]",
        "low-income",
    );
    refused(
        "member = \"income\"",
        "member = \"x\"",
        "income.member",
        "a field of the group",
    );
}

#[test]
fn ids_must_be_unique() {
    refused(
        "id = \"send-to-survey\"",
        "id = \"assign\"",
        "procedure[0].step[2].id",
        "stands above already",
    );
}

#[test]
fn facts_and_prefills_must_be_known() {
    refused(
        "met = \"person.resident\"",
        "met = \"person.rezident\"",
        "requirement[0].met",
        "`person.rezident`",
    );
    refused(
        "fact = \"income.total\"",
        "fact = \"income.sum\"",
        "evidence[2].required",
        "`income.sum`",
    );
    refused(
        "prefill = \"person.iin\"",
        "prefill = \"person.inn\"",
        "topic[0].field[1].prefill",
        "person.iin",
    );
}

#[test]
fn the_id_is_the_name_of_the_file() {
    refused(
        &format!("id = \"{LOCAL}\""),
        "id = \"elsewhere/x\"",
        "id",
        LOCAL,
    );
}

#[test]
fn a_channel_without_a_procedure_is_refused() {
    let from = "kind = \"akim\"\nline = 314";
    refused(
        from,
        "kind = \"state_corporation\"\nline = 314",
        "channel[2].kind",
        "[[procedure]]",
    );
}

#[test]
fn a_folder_without_situations_is_refused() {
    let error = Catalogue::parse::<&str, &str>(&[]).unwrap_err();
    assert!(error.to_string().starts_with("situations.toml"), "{error}");
}

#[test]
fn a_folder_without_regions_is_refused() {
    let error = Catalogue::parse(&[("situations.toml", "situation = []")]).unwrap_err();
    assert!(error.to_string().starts_with("regions.toml"), "{error}");
}

#[test]
fn a_district_lies_in_its_region() {
    let district = |to: &str, expected: &str| {
        refused_in(
            REGIONS,
            "kato = \"273200000\"",
            &format!("kato = \"{to}\""),
            "region[1].district[1].kato",
            expected,
        );
    };
    district("473200000", "`27`, found `473200000`");
    district("27320000", "nine digits");
    district("27320000x", "nine digits");
    district("271000000", "stands above already");
    refused_in(
        REGIONS,
        "id = \"akzhaik\"",
        "id = \"uralsk\"",
        "region[1].district[1].id",
        "stands above already",
    );
    refused_in(
        REGIONS,
        "kato = \"270000000\"",
        "kato = \"271000000\"",
        "region[1].kato",
        "seven zeros",
    );
}

#[test]
fn every_day_has_one_name_of_a_district() {
    let names = "region[1].district[5].names";
    let refused = |from: &str, to: &str, key: &str, expected: &str| {
        refused_in(REGIONS, from, to, &format!("{names}{key}"), expected);
    };
    let (until, from) = ("until = \"2018-12-30\"", "from = \"2018-12-31\"");
    let begins = "expected `from = \"2018-12-31\"`";
    refused(from, "from = \"2018-12-30\"", "[1].from", begins);
    refused(from, "from = \"2019-01-02\"", "[1].from", begins);
    refused(
        until,
        "from = \"2018-01-01\", until = \"2018-12-30\"",
        "[0].from",
        "no beginning",
    );
    refused(
        "until = \"2018-12-30\", ",
        "",
        "[0].until",
        "the last day of the name",
    );
    refused(
        from,
        "from = \"2018-12-31\", until = \"2019-01-01\"",
        "[1].until",
        "no end",
    );
}

#[test]
fn offices_are_of_districts_of_the_region() {
    let office = |kato: &str| {
        format!(
            "[[provider.office]]\nid = \"x\"\nkato = \"{kato}\"\n\
             name = {{ kk = \"x\", ru = \"x\", en = \"x\" }}\n\n[[role]]"
        )
    };
    let of = |kato: &str, key: &str, expected: &str| {
        refused("[[role]]", &office(kato), key, expected);
    };
    of(
        "471000000",
        "provider.office[0].kato",
        "a district of `270000000`, found `471000000`",
    );
    let alone = office("271000000");
    let (problems, _) = broken("[[role]]", &alone);
    assert_eq!(
        problems.len(),
        12,
        "the other districts have no office: {problems:#?}"
    );
    refused_in(
        ACT,
        "kato = \"270000000\"",
        "kato = \"280000000\"",
        "region.kato",
        "a region of regions.toml",
    );
    refused_in(
        ACT,
        "программ {of}\", en",
        "программ\", en",
        "office_names.district",
        "`{of}`",
    );
}
