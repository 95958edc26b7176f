//! The example that a hint gives is one that its field takes, as it stands there.

use catalogue::Catalogue;
use chrono::NaiveDate;
use domain::{
    form::normalise,
    regulation::{Field, FieldKind},
    text::Lang,
};

/// How each language begins an example.
const EXAMPLE: [&str; 3] = ["мысалы: ", "например: ", "for example: "];

/// The examples of a hint.
fn examples(hint: &str) -> impl Iterator<Item = String> {
    let small = hint.to_lowercase();
    EXAMPLE.into_iter().filter_map(move |begins| {
        let (_, rest) = small.split_once(begins)?;
        let example = rest.split(". ").next()?.trim_end_matches('.');
        Some(example.to_owned())
    })
}

/// As it is typed: the ends of a period have a box each.
fn typed(field: &Field, example: &str) -> String {
    match field.kind {
        FieldKind::Period => example.replace(" – ", ";"),
        _ => example.to_owned(),
    }
}

fn is_typed(field: &Field) -> bool {
    use FieldKind::{Choice, Classifier, Consent, Ground, MultiChoice, Office, Staff, YesNo};
    !matches!(
        field.kind,
        Choice | Classifier | Consent | Ground | MultiChoice | Office | Staff | YesNo
    )
}

#[test]
fn the_example_of_every_hint_is_taken_by_its_field() {
    let today = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
    let (mut tried, mut of_numbers) = (0, 0);
    for regulation in Catalogue::builtin().unwrap().all() {
        let routes = regulation.procedures.iter();
        let at_steps = routes.flat_map(|route| &route.steps);
        let at_steps = at_steps.flat_map(|step| &step.inputs);
        let results = regulation.results.iter();
        let at_results = results.flat_map(|result| &result.inputs);
        let asked = regulation.topics.iter().flat_map(|topic| &topic.fields);
        let fields = asked.chain(at_steps).chain(at_results);
        for field in fields.filter(|field| is_typed(field)) {
            for hint in field
                .hint
                .iter()
                .flat_map(|hint| Lang::ALL.map(|lang| hint.get(lang)))
            {
                for example in examples(hint) {
                    // Of what a sum is paid for, not of the sum.
                    if field.kind == FieldKind::Money
                        && !example.contains(|char: char| char.is_ascii_digit())
                    {
                        continue;
                    }
                    let read = normalise(field, &typed(field, &example), today);
                    assert!(read.is_ok(), "{} {}: {example}", regulation.id, field.id);
                    tried += 1;
                    of_numbers += usize::from(example.contains(|char: char| char.is_ascii_digit()));
                }
            }
        }
    }
    assert!(tried > 100 && of_numbers > 10, "{tried}, {of_numbers}");
}

#[test]
fn a_month_is_taken_by_its_name() {
    let field = Field::plain("f", FieldKind::Period);
    let today = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
    for (from, to) in [
        ("2026 жылғы қыркүйек", "2027 ж. мамыр"),
        ("Сентябрь 2026 года", "май 2027 г."),
        ("09.2026", "2027-05"),
        ("September 2026", "May, 2027"),
    ] {
        let read = normalise(&field, &format!("{from};{to}"), today);
        assert_eq!(read.as_deref(), Ok("2026-09;2027-05"), "{from}");
    }
    assert!(normalise(&field, "осень 2026;май 2027", today).is_err());
}
