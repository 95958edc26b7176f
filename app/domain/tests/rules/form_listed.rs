//! Numbers of a page that are to include the rows of another one.

use domain::{
    form::{Answers, FormCheck, WarningCode},
    regulation::ChannelKind,
};

use crate::fields::{answers, form, today, topic};

#[test]
fn a_number_that_leaves_out_the_listed_is_pointed_out_and_not_refused() {
    let counts = topic(
        r#"id = "counts"
[[field]]
id = "leaders"
kind = "number"
least = 0
most = 100
includes = { field = "category", options = ["first", "second"] }
"#,
    );
    let workers = topic(
        r#"id = "workers"
repeats = true
[[field]]
id = "category"
kind = "choice"
[[field.option]]
id = "first"
label = { kk = "a", ru = "a", en = "a" }
[[field.option]]
id = "second"
label = { kk = "b", ru = "b", en = "b" }
[[field.option]]
id = "third"
label = { kk = "c", ru = "c", en = "c" }
"#,
    );
    let form = form(vec![counts, workers]);
    for (leaders, odd) in [("0", true), ("1", true), ("2", false), ("7", false)] {
        let given = answers(&[
            ("leaders", leaders),
            ("workers.1.category", "first"),
            ("workers.2.category", "second"),
            ("workers.3.category", "third"),
        ]);
        let given = Answers(given);
        let check = FormCheck::new(&form, ChannelKind::Portal, &given, today());
        assert_eq!(check.errors(&form.topics[0], None), []);
        let found = check.warnings(&form.topics[0], None);
        let found = found.first().map(|warning| warning.code);
        assert_eq!(
            found,
            odd.then_some(WarningCode::FewerThanListed),
            "{leaders}"
        );
    }
}
