//! Accounts of officials, second factors and openings of cases in each database.

use crate::common::on_each_database;
use server::store::{
    Store, StoreError,
    case_view::CaseViewed,
    factor::CodeAttempt,
    new_id,
    staff::{RightsChange, Staff, StaffWrite},
};

fn official(login: &str, administrator: bool) -> Staff {
    Staff {
        id: new_id(),
        login: login.to_owned(),
        name: login.to_owned(),
        roles: vec!["head".to_owned()],
        office: "uralsk".to_owned(),
        administrator,
        ..Staff::default()
    }
}

fn record(staff: &Staff) -> Vec<RightsChange> {
    vec![RightsChange {
        office: "uralsk".to_owned(),
        staff: staff.id.clone(),
        change: "disabled".to_owned(),
        ..RightsChange::default()
    }]
}

async fn disable(store: &Store, staff: &Staff) -> Result<(), StoreError> {
    let write = StaffWrite::Active {
        id: staff.id.clone(),
        active: false,
    };
    let written = store.write_staff(write, record(staff), true).await;
    written.map(|_| ())
}

#[tokio::test]
async fn two_administrators_cannot_disable_each_other_at_once() {
    on_each_database(|store| async move {
        for _ in 0..10 {
            let (one, other) = (official(&new_id(), true), official(&new_id(), true));
            for staff in [&one, &other] {
                store.add_staff(staff.clone()).await.unwrap();
            }
            let (first, second) = tokio::join!(disable(&store, &one), disable(&store, &other));
            assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
            let accounts = store.staff_accounts(Some("uralsk")).await.unwrap();
            let left: Vec<_> = accounts.iter().filter(|one| one.active).collect();
            assert_eq!(left.len(), 1);
            let write = StaffWrite::Active {
                id: left[0].staff.id.clone(),
                active: false,
            };
            let unguarded = store.write_staff(write, Vec::new(), false).await;
            unguarded.unwrap();
        }
        // What was refused left no record.
        let changes = store.rights_changes("uralsk", None, 100).await.unwrap();
        assert_eq!(changes.len(), 10);
    })
    .await;
}

#[tokio::test]
async fn a_code_is_taken_once_and_tries_are_counted_one_by_one() {
    on_each_database(|store| async move {
        let hashes = vec!["a".to_owned(), "b".to_owned()];
        store
            .set_factor("x", "sealed".to_owned(), 1, 100, hashes)
            .await
            .unwrap();
        let twice = store.set_factor("x", "other".to_owned(), 1, 1, Vec::new());
        assert!(matches!(twice.await, Err(StoreError::Conflict)));
        assert!(
            !store.use_step("x", 100).await.unwrap(),
            "used to set it up"
        );
        let (one, two) = tokio::join!(store.use_step("x", 101), store.use_step("x", 101));
        assert!(one.unwrap() != two.unwrap());
        assert!(
            !store.use_step("x", 99).await.unwrap(),
            "older than the last"
        );
        let (one, two) = tokio::join!(store.use_recovery("x", "a"), store.use_recovery("x", "a"));
        assert!(one.unwrap() != two.unwrap());
        assert_eq!(store.factor("x").await.unwrap().unwrap().recovery, 1);

        let minute = 60_000_000;
        let tries = (0..12).map(|_| store.claim_attempt("x", 1));
        let tries = futures::future::join_all(tries).await;
        let allowed = tries
            .iter()
            .filter(|one| matches!(one, Ok(CodeAttempt::Allowed)))
            .count();
        assert_eq!(allowed, 5);
        let claim = |at| store.claim_attempt("x", at);
        assert_eq!(
            claim(minute).await.unwrap(),
            CodeAttempt::WaitUntil(1 + minute)
        );
        assert_eq!(claim(1 + minute).await.unwrap(), CodeAttempt::Allowed);
        let longer = CodeAttempt::WaitUntil(1 + 3 * minute);
        assert_eq!(claim(2 * minute).await.unwrap(), longer, "the wait grows");
        store.attempt_was_right("x").await.unwrap();
        assert_eq!(claim(2 * minute).await.unwrap(), CodeAttempt::Allowed);
    })
    .await;
}

#[tokio::test]
async fn one_row_stands_for_the_openings_of_a_few_minutes() {
    on_each_database(|store| async move {
        let minute = 60_000_000;
        let viewed = |staff: &str, file: &str, at: i64| CaseViewed {
            case: "c".to_owned(),
            staff: staff.to_owned(),
            file: file.to_owned(),
            at: at * minute,
            ..CaseViewed::default()
        };
        let all = [
            viewed("x", "", 0),
            viewed("x", "", 9),
            viewed("x", "f", 9),
            viewed("y", "", 9),
            viewed("x", "", 11),
        ];
        for one in all {
            store.add_case_view(one).await.unwrap();
        }
        let kept = store.case_views("c", None, 10).await.unwrap();
        let times: Vec<i64> = kept.iter().map(|one| one.at / minute).collect();
        assert_eq!(times, [11, 9, 9, 0], "the latest first");
        let rest = store.case_views("c", Some(&kept[1].id), 10).await.unwrap();
        assert_eq!(rest.len(), 2);
        let at_once = (0..8).map(|_| store.add_case_view(viewed("z", "", 30)));
        for one in futures::future::join_all(at_once).await {
            one.unwrap();
        }
        assert_eq!(store.case_views("c", None, 10).await.unwrap().len(), 5);
    })
    .await;
}
