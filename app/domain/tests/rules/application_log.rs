//! The log of a case: nothing can be changed, dropped, added or moved without showing.

use domain::{
    case::{
        Event,
        log::{self, Entry, Fault, GENESIS, LogError},
    },
    regulation::ChannelKind,
};

use crate::case::Desk;

fn entries() -> Vec<Entry> {
    let mut desk = Desk::submitted(ChannelKind::Provider);
    desk.step("accepted", &[]).unwrap();
    desk.step("appointed", &[("executor", "executor-north-1")])
        .unwrap();
    desk.entries
}

fn broken(change: impl FnOnce(&mut Vec<Entry>)) -> (u64, Fault) {
    let mut entries = entries();
    change(&mut entries);
    let broken = log::verify(&entries).unwrap_err();
    (broken.seq, broken.fault)
}

#[test]
fn a_log_that_was_left_alone_verifies() {
    log::verify(&entries()).unwrap();
    log::verify(&[]).unwrap();
}

#[test]
fn every_meddling_shows_at_its_place() {
    assert_eq!(
        broken(|log| log[2].body = log[2].body.replace("accepted", "turned-away")),
        (3, Fault::Content)
    );
    assert_eq!(broken(|log| drop(log.remove(1))), (2, Fault::Number));
    assert_eq!(broken(|log| log.swap(1, 2)), (2, Fault::Number));
    assert_eq!(
        broken(|log| log[3].at += chrono::TimeDelta::seconds(1)),
        (4, Fault::Event)
    );
    assert_eq!(
        broken(|log| log[0].prev = "1".repeat(64)),
        (1, Fault::Chain)
    );
    assert_eq!(
        broken(|log| log[4].hash = GENESIS.to_owned()),
        (5, Fault::Content)
    );
}

#[test]
fn a_forged_entry_breaks_the_one_after_it() {
    let forged = broken(|log| {
        log[2].body = log[2].body.replace("\"late\":false", "\"late\":true");
        log[2].hash = log::chain(&log[2].prev, 3, &log[2].body);
    });
    assert_eq!(forged, (4, Fault::Chain));
}

#[test]
fn an_entry_of_an_unknown_kind_is_reported_without_its_content() {
    let mut entry = entries().remove(0);
    entry.body = r#"{"kind":"unheard-of","at":"2026-06-01T05:00:00Z","secret":"8901"}"#.to_owned();
    let error = log::decode(&entry).unwrap_err();
    assert!(matches!(error, LogError::Unreadable { seq: 1, .. }));
    assert!(!error.to_string().contains("8901"));
}

#[test]
fn events_keep_their_spelling() {
    let bodies: Vec<String> = entries().into_iter().map(|entry| entry.body).collect();
    insta::assert_snapshot!(bodies.join("\n"));
}

#[test]
fn the_kind_is_the_tag_of_the_log() {
    for entry in entries() {
        let event: Event = log::decode(&entry).unwrap();
        assert!(
            entry
                .body
                .starts_with(&format!("{{\"kind\":\"{}\",\"at\":", event.kind()))
        );
    }
}
