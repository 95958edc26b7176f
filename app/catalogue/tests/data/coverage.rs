//! How much of the acts the portal carries.

use catalogue::{Catalogue, coverage};

#[test]
fn every_channel_and_variant_has_a_row_and_every_no_a_reason() {
    let catalogue = Catalogue::builtin().unwrap();
    let rows = coverage::rows(&catalogue);
    let routes = catalogue
        .all()
        .map(|one| one.procedures.len())
        .sum::<usize>();
    assert_eq!(rows.len(), routes);
    for row in &rows {
        let told = |key: &str| row.why.iter().any(|why| why.starts_with(key));
        assert_eq!(told("online:"), !row.online, "{row:?}");
        assert_eq!(told("form:"), !row.form, "{row:?}");
        assert_eq!(
            told("decisions_complete:"),
            !row.decisions_complete,
            "{row:?}"
        );
        assert!(row.paths > 0 && !row.ends.is_empty(), "{row:?}");
    }
    let online = rows.iter().filter(|row| row.online);
    let online: Vec<&str> = online.map(|row| row.regulation).collect();
    assert!(online.contains(&"west-kazakhstan-2018/local-social-assistance"));
}

#[test]
fn where_a_service_has_a_file_the_portal_knows_what_to_ask_at_every_end() {
    let catalogue = Catalogue::builtin().unwrap();
    for row in coverage::rows(&catalogue) {
        if row.form {
            assert!(row.decisions_complete, "{row:#?}");
        }
    }
}
