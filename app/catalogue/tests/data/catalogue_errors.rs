//! A broken file of the catalogue is refused, and says in which file, at which key and line, and what is expected.

use crate::broken::{LOCAL, broken, refused, with_file};
use catalogue::Catalogue;

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
    let (problems, _) = broken(
        "meaning = \"income-of-quarter\"\nlabel.kk = \"Өткен тоқсандағы өз табысыңыз",
        "label.kk = \"Өткен тоқсандағы өз табысыңыз",
    );
    assert_eq!(problems[0].key, "income");
    assert!(problems[0].expected.contains("income-of-quarter"));
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
        "evidence[2].when",
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
fn what_replaced_a_service_is_in_the_act() {
    let text = "{ kk = \"x\", ru = \"x\", en = \"x\" }";
    let ended = format!(
        "ended = {{ date = \"2018-01-01\", service = \"wheelchair\", text = {text} }}\nsituations = ["
    );
    refused("situations = [", &ended, "ended.service", "wheelchair`");
}

#[test]
fn what_people_call_a_service_belongs_to_a_service_or_a_region() {
    let synonyms = |text: &str| with_file("synonyms.toml", text);
    let good = "[[place]]\nid = \"270000000\"\nwords = [\"ЗКО\"]\n\n\
        [[service]]\nid = \"local-social-assistance\"\nwords = [\"помощь маслихата\"]\n";
    assert_eq!(synonyms(good), []);
    for (from, to, key, line, expected) in [
        (
            "local-social-assistance",
            "local-social-help",
            "service[0].id",
            6,
            "expected the id of a service, found `local-social-help`",
        ),
        (
            "270000000",
            "990000000",
            "place[0].id",
            2,
            "expected the code of a region of regions.toml, found `990000000`",
        ),
        (
            "words = [\"помощь",
            "word = [\"помощь",
            "service[0].word",
            7,
            "unknown field `word`",
        ),
        (
            "words = [\"ЗКО\"]",
            "words = \"ЗКО\"",
            "place[0].words",
            3,
            "invalid type",
        ),
    ] {
        let problems = synonyms(&good.replace(from, to));
        let [problem] = problems.as_slice() else {
            panic!("not one problem: {problems:#?}");
        };
        assert_eq!(problem.file, "synonyms.toml");
        assert_eq!((problem.key.as_str(), problem.line), (key, line));
        assert!(problem.expected.contains(expected), "{}", problem.expected);
    }
}

#[test]
fn the_clock_of_a_result_begins_with_a_step() {
    let from = "id = \"missing-documents-provider\"\n";
    let starts = "kind = \"output\"\nstarts = { kk = \"a\", ru = \"a\", en = \"a\" }\n";
    for (since, expected) in [("", "`starts`"), ("since = \"x\"\n", "found `x`")] {
        let to = format!("{from}{starts}{since}");
        refused(from, &to, "term[0].since", expected);
    }
}
