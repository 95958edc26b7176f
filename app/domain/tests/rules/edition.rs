//! The text of a regulation by which a case runs.

use catalogue::Catalogue;
use domain::regulation::Regulation;

#[test]
fn every_regulation_reads_back_from_its_edition() {
    for regulation in Catalogue::builtin().unwrap().all() {
        let edition = regulation.edition().unwrap();
        let back = Regulation::of_edition(&edition.json).unwrap();
        assert_eq!(back.edition().unwrap(), edition, "{}", regulation.id);
    }
}

#[test]
fn the_end_of_a_service_makes_no_other_edition() {
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue.all().find(|one| one.ended.is_some());
    let ended = regulation.unwrap();
    let running = Regulation {
        ended: None,
        ..ended.clone()
    };
    assert_eq!(running.edition().unwrap(), ended.edition().unwrap());
}
