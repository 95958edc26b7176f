//! What a service says of its readers, its sums and its rows, and what its author is told who forgot it.

use catalogue::Catalogue;
use domain::ids::ServiceId;

use crate::services::with;

#[test]
fn a_label_that_speaks_to_the_applicant_has_words_for_others() {
    let own = "label = { kk = \"Қайдан?\", ru = \"Откуда?\", en = \"Where from?\" }";
    let speaks = "label = { kk = \"Қайдансыз?\", ru = \"Откуда вы?\", en = \"Where from?\" }";
    let told = |others: &str| speaks.replace(" }", &format!(", others = {{ {others} }} }}"));
    let error = with(own, speaks).unwrap_err().to_string();
    assert!(error.contains("expected `others`"), "{error}");
    for (others, allowed) in [
        (
            "kk = \"Қайдан?\", ru = \"Откуда заявитель\", en = \"Where from?\"",
            true,
        ),
        (
            "kk = \"Қайдан?\", ru = \"Откуда ваш зверь\", en = \"Where from?\"",
            false,
        ),
        ("kk = \"Атыңыз\", ru = \"Имя\", en = \"Name\"", false),
        ("kk = \"\", ru = \"Откуда\", en = \"Where from?\"", false),
    ] {
        assert_eq!(with(own, &told(others)).is_ok(), allowed, "{others}");
    }
}

#[test]
fn a_sum_says_for_what_time_it_is_and_a_list_names_fields_of_rows() {
    let date = "id = \"from\"\nkind = \"date\"\nahead = true\nmeaning = \"period-from\"";
    let sum = "id = \"from\"\nkind = \"money\"\nleast = 1\nmeaning = \"amount\"";
    let error = with(date, sum).unwrap_err().to_string();
    assert!(error.contains("for what time the amount is"), "{error}");
    let monthly = format!("{sum}\nper = {{ kk = \"айына\", ru = \"в месяц\", en = \"a month\" }}");
    assert!(with(date, &monthly).is_ok());

    let title = "title = { kk = \"Шешім\"";
    let list = |topic: &str, field: &str| {
        let of = "title = { kk = \"Ж\", ru = \"Ж\", en = \"P\" }";
        let list = format!("list = {{ topic = \"{topic}\", fields = [\"{field}\"], {of} }}");
        with(title, &format!("{list}\n{title}"))
    };
    assert!(list("pets", "country").is_ok());
    for (topic, field) in [("pets", "nothing"), ("where", "place")] {
        let error = list(topic, field).unwrap_err().to_string();
        assert!(error.contains("`repeats = true`"), "{error}");
    }
}

#[test]
fn a_condition_of_rows_stands_on_answers_of_the_row() {
    let per = "per = \"pets\"";
    let when = |fact: &str| with(per, &format!("{per}\nrow_when = \"{fact}\""));
    assert!(when("row.country=kz").is_ok());
    for wrong in [
        "row.country=mars",
        "row.country",
        "row.name=kz",
        "country=kz",
    ] {
        let error = when(wrong).unwrap_err().to_string();
        assert!(error.contains("a field of the row"), "{wrong}: {error}");
    }
    let error = with(per, "row_when = \"row.country=kz\"").unwrap_err();
    assert!(error.to_string().contains("expected `per`"), "{error}");
}

#[test]
fn grounds_that_are_numbered_stand_in_the_order_of_one_list() {
    let catalogue = Catalogue::builtin().unwrap();
    for regulation in catalogue.all() {
        let grounds = regulation.service_grounds.iter();
        let points: Vec<u32> = grounds
            .filter_map(|ground| ground.point.as_ref())
            .map(|point| point.trim_end_matches(')').parse().unwrap())
            .collect();
        let wanted: Vec<u32> = (1..).take(points.len()).collect();
        assert_eq!(points, wanted, "{}", regulation.id);
    }
}

#[test]
fn a_ground_says_more_than_that_it_is_refused() {
    let catalogue = Catalogue::builtin().unwrap();
    for regulation in catalogue.all() {
        for ground in &regulation.grounds {
            let name = &ground.name.ru;
            assert!(!name.starts_with("отказ"), "{}: {name}", regulation.id);
        }
    }
}

#[test]
fn a_paper_asks_nothing() {
    let catalogue = Catalogue::builtin().unwrap();
    for regulation in catalogue.all() {
        for result in &regulation.results {
            for field in &result.inputs {
                let label = field.label.for_others();
                for label in [&label.kk, &label.ru, &label.en] {
                    assert!(!label.ends_with('?'), "{}: {label}", regulation.id);
                }
            }
        }
    }
}

#[test]
fn what_proves_that_somebody_has_it_already_is_a_service() {
    let catalogue = Catalogue::builtin().unwrap();
    let mut found = 0;
    for regulation in catalogue.all() {
        let queries = regulation
            .evidence
            .iter()
            .filter_map(|slot| slot.from.as_ref());
        for proof in queries.filter_map(|query| query.already.as_ref()) {
            let service = ServiceId::from(proof.as_str());
            assert!(
                catalogue.service(&service).is_some(),
                "{}: {proof}",
                regulation.id
            );
            found += 1;
        }
    }
    assert_eq!(found, 3, "two of the unemployed, one of jobseekers");
}
