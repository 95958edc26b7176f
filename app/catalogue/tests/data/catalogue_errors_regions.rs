//! Regions, districts and offices that cannot be are refused.

use crate::broken::{ACT, REGIONS, broken, refused, refused_in};
use catalogue::Catalogue;

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
