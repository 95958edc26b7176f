#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
//! The catalogue loads, and a broken file says what is wrong and where.

use domain::catalogue::Catalogue;

#[test]
fn the_builtin_catalogue_is_sound() {
    let catalogue = Catalogue::builtin().unwrap_or_else(|error| panic!("{error}"));
    assert!(
        catalogue
            .get("west-kazakhstan-2018/local-social-assistance")
            .is_some()
    );
}
