//! Putting values into the template of a paper.

use domain::result::fill;

fn filled(template: &str, values: &[(&str, &str)]) -> String {
    let value = |name: &str| {
        let found = values.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| (*value).to_owned())
    };
    fill(template, value).text
}

#[test]
fn values_stand_in_their_places() {
    let template = "Заявитель: {applicant}, ИИН {iin}. Решение: {date}, № {n}.";
    let values = [
        ("applicant", "Иванова А."),
        ("iin", "1"),
        ("date", "01.02.2026"),
        ("n", "7"),
    ];
    assert_eq!(
        filled(template, &values),
        "Заявитель: Иванова А., ИИН 1. Решение: 01.02.2026, № 7."
    );
}

#[test]
fn what_has_no_value_leaves_no_words_in_the_air() {
    let cases = [
        ("Справка дана. Пояснение: {why}", "Справка дана."),
        (
            "{a} (ИИН {iin}) состоит на учёте.",
            "Айна состоит на учёте.",
        ),
        ("{a}, ЖСН {iin}, тіркелді. Күні: {day}.", "Айна, тіркелді."),
        (
            "Срок: {from} – {to}. Решение: {day}, № {n}. Кому: {a}.",
            "Кому: Айна.",
        ),
        (
            "Decision: {a}, No. {n}. Paid to {a}.",
            "Decision: Айна. Paid to Айна.",
        ),
        ("Основание: {why}. Причина: {n}", ""),
    ];
    for (template, expected) in cases {
        let template = template.replace("Справка дана.", "Справка дана: {a}.");
        let expected = expected.replace("Справка дана.", "Справка дана: Айна.");
        assert_eq!(filled(&template, &[("a", "Айна")]), expected, "{template}");
    }
}

#[test]
fn a_value_that_is_a_sentence_ends_once() {
    let template = "Основание: {ground}. Что исправить: {why} Исправьте и обратитесь снова.";
    let with = |ground, why| filled(template, &[("ground", ground), ("why", why)]);
    let right = "Основание: нет прав. Что исправить: Нужна справка. Исправьте и обратитесь снова.";
    assert_eq!(with("нет прав.", "Нужна справка."), right);
    assert_eq!(with("нет прав", "Нужна справка"), right);
    assert_eq!(
        filled("Причина: {why}", &[("why", "Нет 3 листов")]),
        "Причина: Нет 3 листов."
    );
}

#[test]
fn what_somebody_typed_is_no_template() {
    assert_eq!(
        filled("Причина: {why}", &[("why", "{iin} ((, ")]),
        "Причина: {iin} ((,."
    );
}
