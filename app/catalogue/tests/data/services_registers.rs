//! Registers that a service names: each is asked, and what it answers is compared.

use catalogue::{Catalogue, CatalogueError};

use crate::services::with_files;

/// A document that the file of the regulation has too, without a register.
const IDENTITY: &str = r#"
[[document]]
id = "identity"
supply = "register"
from = { register = "persons", uncompared = "a test compares nothing" }
required = true
status = "unknown"
name = { kk = "Куәлік", ru = "Удостоверение", en = "Card" }
ours_because = "a test asks for it"

[[result]]
output = ["award-notification"]
"#;

/// The catalogue whose regulation names no register, with this document of the service.
fn without_register(document: &str) -> Result<Catalogue, CatalogueError> {
    let own =
        "from = { register = \"persons\", compare = { name = \"name\", born = \"birth-date\" } }\n";
    let mut files = with_files("[[result]]\noutput = [\"award-notification\"]\n", document);
    let regulation = files.iter_mut().find(|(_, text)| text.contains(own));
    let (_, text) = regulation.unwrap();
    *text = text.replace(own, "");
    Catalogue::parse(&files)
}

#[test]
fn a_register_that_a_page_promises_is_one_that_a_case_asks() {
    let none = "[[result]]\noutput = [\"award-notification\"]\n";
    let error = without_register(none).unwrap_err().to_string();
    assert!(
        error.contains("the register that has `identity`"),
        "{error}"
    );
    let asked = without_register(IDENTITY).unwrap_or_else(|error| panic!("{error}"));
    let taken = asked.all().filter_map(|one| one.slot("identity"));
    assert!(taken.into_iter().all(|one| one.from.is_some()));
    let sometimes = IDENTITY.replace("required = true", "required = \"pets.any\"");
    let error = without_register(&sometimes).unwrap_err().to_string();
    assert!(error.contains("`when` leaves out"), "{error}");
}

#[test]
fn what_a_register_answers_is_compared_or_the_file_says_why_not() {
    let expected = "either `compare` with a fact that a field says too";
    let says = ", uncompared = \"a test compares nothing\"";
    for wrong in [
        "",
        ", uncompared = \" \"",
        ", uncompared = \"x\", compare = { name = \"name\" }",
    ] {
        let error = without_register(&IDENTITY.replace(says, wrong));
        let error = error.unwrap_err().to_string();
        assert!(error.contains(expected), "{wrong}: {error}");
    }
    assert!(without_register(IDENTITY).is_ok());
}
