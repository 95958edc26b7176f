//! What is odd about answers is pointed out, and keeps nobody from going on.

use chrono::NaiveDate;
use domain::{
    form::{Answers, FormCheck, WarningCode},
    iin::{DEMO_SERIAL, Iin, Sex},
    regulation::ChannelKind,
};

use crate::fields::{answers, form, today, topic};

#[test]
fn a_number_that_disagrees_is_pointed_out_and_not_refused() {
    let person = topic(
        r#"id = "applicant"
[[field]]
id = "iin"
kind = "iin"
[[field]]
id = "born"
kind = "date"
meaning = "birth-date"
"#,
    );
    let born: NaiveDate = "1956-03-05".parse().unwrap();
    let iin = (DEMO_SERIAL..=9999)
        .find_map(|serial| Iin::generate(born, Sex::Female, serial))
        .unwrap();
    let form = form(vec![person]);
    let check = |date: &str| {
        let given = Answers(answers(&[("iin", iin.as_str()), ("born", date)]));
        let check = FormCheck::new(&form, ChannelKind::Portal, &given, today());
        assert_eq!(check.errors(&form.topics[0], None), []);
        check.warnings(&form.topics[0], None)
    };
    assert_eq!(check("05.03.1956"), []);
    let warning = &check("06.03.1956")[0];
    assert_eq!(
        (warning.field.as_str(), warning.code),
        ("iin", WarningCode::IinBirthDate)
    );
}

#[test]
fn an_adult_born_lately_is_pointed_out_and_not_refused() {
    let born = |age: &str| {
        topic(&format!(
            r#"id = "worker"
[[field]]
id = "born"
kind = "date"
{age}
"#
        ))
    };
    let day = "2026-06-01".parse().unwrap();
    for (page, date, wanted) in [
        (born(r#"age = "adult""#), "2008-06-02", true),
        (born(r#"age = "adult""#), "2008-06-01", false),
        (born(""), "2008-06-02", false),
    ] {
        let form = form(vec![page]);
        let given = Answers(answers(&[("born", date)]));
        let check = FormCheck::new(&form, ChannelKind::Portal, &given, day);
        assert_eq!(check.errors(&form.topics[0], None), []);
        let found = check.warnings(&form.topics[0], None);
        let found = found
            .iter()
            .any(|one| one.code == WarningCode::BirthDateChild);
        assert_eq!(found, wanted, "{date}");
    }
}

#[test]
fn a_number_of_another_age_is_pointed_out_and_not_refused() {
    let page = |iin: &str, options: &str| {
        topic(&format!(
            r#"id = "person"
[[field]]
id = "iin"
kind = "iin"
{iin}
[[field]]
id = "relation"
kind = "choice"
[[field.option]]
id = "spouse"
label = {{ kk = "a", ru = "a", en = "a" }}
{options}
"#
        ))
    };
    let child = page(r#"age = "child""#, "");
    let adult = page("", r#"age = "adult""#);
    let neither = page("", "");
    // On 01.06.2026 whoever was born on 01.06.2008 is 18.
    for (page, born, wanted) in [
        (&child, "1950-03-05", Some(WarningCode::IinAdult)),
        (&child, "2008-06-01", Some(WarningCode::IinAdult)),
        (&child, "2008-06-02", None),
        (&adult, "2012-03-05", Some(WarningCode::IinChild)),
        (&adult, "2008-06-01", None),
        (&neither, "2012-03-05", None),
    ] {
        let iin = (DEMO_SERIAL..=9999)
            .find_map(|serial| Iin::generate(born.parse().unwrap(), Sex::Female, serial))
            .unwrap();
        let form = form(vec![page.clone()]);
        let given = [("iin", iin.as_str()), ("relation", "spouse")];
        let given = Answers(answers(&given));
        let day = "2026-06-01".parse().unwrap();
        let check = FormCheck::new(&form, ChannelKind::Portal, &given, day);
        assert_eq!(check.errors(&form.topics[0], None), []);
        let found = check.warnings(&form.topics[0], None);
        let found = found.first().map(|warning| warning.code);
        assert_eq!(found, wanted, "{born}");
    }
}

#[test]
fn a_very_long_period_is_pointed_out_and_not_refused() {
    let page = topic("id = \"school\"\n[[field]]\nid = \"time\"\nkind = \"period\"\n");
    let form = form(vec![page]);
    for (time, odd) in [
        ("09.2026;05.2027", false),
        ("09.2026;09.2029", false),
        ("09.2026;05.2116", true),
    ] {
        let given = Answers(answers(&[("time", time)]));
        let check = FormCheck::new(&form, ChannelKind::Portal, &given, today());
        assert_eq!(check.errors(&form.topics[0], None), []);
        let found = check.warnings(&form.topics[0], None).into_iter();
        let codes: Vec<_> = found.map(|warning| warning.code).collect();
        assert_eq!(codes == [WarningCode::PeriodLong], odd, "{time}: {codes:?}");
    }
}
