//! Cases in the store: numbers, the log, the row, the queue. On every database.

use crate::common::{messages_waiting, on_each_database};
use chrono::DateTime;
use domain::{
    case::{
        Event, StepOpened,
        log::{self, GENESIS},
    },
    ids::TaskNo,
};
use server::store::{
    Store, StoreError,
    case::{Case, Change, OpenWork, Registered, Registration, TaskRow},
    draft::{Draft, DraftBody},
    file::{AddFile, Quota, Scan},
    job::{Lane, NewJob},
    new_id,
};

async fn draft(store: &Store, person: &str) -> Draft {
    let new = Draft {
        id: new_id(),
        person: person.to_owned(),
        regulation: format!("region/{}", new_id()),
        body: DraftBody::default(),
        version: 1,
        created: 1,
        updated: 1,
        case_id: None,
    };
    store.add_draft(new).await.unwrap()
}

fn registration(draft: &Draft) -> Registration {
    Registration {
        id: new_id(),
        draft: draft.id.clone(),
        version: draft.version,
        person: draft.person.clone(),
        series: "27-2026".to_owned(),
    }
}

fn opened(step: &str, at: i64) -> Event {
    let at = DateTime::from_timestamp_micros(at).unwrap();
    Event::StepOpened(StepOpened {
        at,
        step: step.into(),
        performer: "head".into(),
        task: TaskNo::default(),
        who: None,
        since: at,
        due: None,
        begins: None,
    })
}

/// One task of the head, due at `due`.
fn waits(due: i64, assignee: &str) -> OpenWork {
    let task = TaskRow {
        no: 1,
        role: "head".to_owned(),
        step: "first".to_owned(),
        office: "office".to_owned(),
        home: "office".to_owned(),
        assignee: assignee.to_owned(),
        due,
        ..TaskRow::default()
    };
    OpenWork {
        tasks: vec![task],
        ..OpenWork::default()
    }
}

/// A row as it could follow from one event.
fn first(registration: &Registration, n: i64) -> Result<Change, StoreError> {
    let case = Case {
        id: registration.id.clone(),
        number: format!("{}-{n:06}", registration.series),
        code: registration.id.clone(),
        draft: registration.draft.clone(),
        person: registration.person.clone(),
        office: "office".to_owned(),
        state: "open".to_owned(),
        registered: n,
        seq: 1,
        ..Case::default()
    };
    let message = NewJob {
        kind: "news",
        lane: Lane::Messages,
        payload: case.number.clone(),
        created: n,
        due: n,
    };
    Ok(Change {
        entries: log::append(0, GENESIS, &[opened("first", n)]).unwrap(),
        case,
        work: Some(waits(n, "")),
        jobs: vec![message],
        ..Change::default()
    })
}

async fn register(store: &Store, draft: &Draft) -> Registered {
    let registration = registration(draft);
    let same = Registration {
        id: registration.id.clone(),
        series: registration.series.clone(),
        ..self::registration(draft)
    };
    store
        .register(registration, move |n| first(&same, n))
        .await
        .unwrap()
}

pub(crate) async fn registered(store: &Store, person: &str) -> Case {
    match register(store, &draft(store, person).await).await {
        Registered::New(case) => *case,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn numbers_follow_each_other() {
    on_each_database(|store| async move {
        let store = &store;
        let first = registered(store, "a").await;
        let second = registered(store, "b").await;
        assert_eq!(first.number, "27-2026-000001");
        assert_eq!(second.number, "27-2026-000002");
    })
    .await;
}

#[tokio::test]
async fn a_draft_becomes_a_case_once_however_often_it_is_submitted() {
    on_each_database(|store| async move {
        let store = &store;
        let draft = draft(store, "a").await;
        let all = futures::future::join_all((0..16).map(|_| register(store, &draft))).await;
        let new: Vec<&Case> = all
            .iter()
            .filter_map(|one| {
                if let Registered::New(case) = one {
                    Some(&**case)
                } else {
                    None
                }
            })
            .collect();
        assert_eq!(new.len(), 1, "{all:?}");
        let same = |one: &&Registered| **one == Registered::Before(new[0].id.clone());
        assert_eq!(all.iter().filter(same).count(), 15);
        assert_eq!(store.count_cases_of_person("a").await.unwrap(), 1);
        assert_eq!(store.events(&new[0].id).await.unwrap().len(), 1);
        assert_eq!(messages_waiting(store).await, 1);
        assert_eq!(
            store
                .draft(&draft.id, "a")
                .await
                .unwrap()
                .unwrap()
                .case_id
                .as_ref(),
            Some(&new[0].id)
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_changed_after_it_was_shown_is_not_registered() {
    on_each_database(|store| async move {
        let store = &store;
        let draft = draft(store, "a").await;
        store
            .change_draft(&draft.id, draft.version, &DraftBody::default(), 2)
            .await
            .unwrap();
        assert_eq!(register(store, &draft).await, Registered::Changed);
        let stranger = Draft {
            person: "b".to_owned(),
            ..draft
        };
        assert_eq!(register(store, &stranger).await, Registered::NoDraft);
    })
    .await;
}

#[tokio::test]
async fn a_registration_that_fails_leaves_nothing_and_takes_no_number() {
    on_each_database(|store| async move {
        let store = &store;
        let draft = draft(store, "a").await;
        let fails = |_| Err(StoreError::Damaged("on purpose".to_owned()));
        assert!(store.register(registration(&draft), fails).await.is_err());
        assert_eq!(
            store.draft(&draft.id, "a").await.unwrap().unwrap().case_id,
            None
        );
        assert_eq!(registered(store, "b").await.number, "27-2026-000001");
    })
    .await;
}

#[tokio::test]
async fn a_file_that_came_or_went_after_the_confirmation_is_seen_first() {
    on_each_database(|store| async move {
        let person = "a";
        let seen = draft(&store, person).await;
        let file = AddFile {
            id: new_id(),
            slot: "slot".to_owned(),
            name: "a.pdf".to_owned(),
            size: 1,
            sha256: String::new(),
            kind: "application/pdf".to_owned(),
            scan: Scan::None,
        };
        let (id, room) = (
            file.id.clone(),
            Quota {
                bytes: 10,
                slot_files: 10,
            },
        );
        let kept = store.add_files(&seen.id, Some(person), vec![file], room, 2);
        assert_eq!(kept.await.unwrap(), []);
        assert_eq!(register(&store, &seen).await, Registered::Changed);
        let seen = store.draft(&seen.id, person).await.unwrap().unwrap();
        assert!(store.remove_file(&id, &seen.id, person, 3).await.unwrap());
        assert_eq!(register(&store, &seen).await, Registered::Changed);
        let seen = store.draft(&seen.id, person).await.unwrap().unwrap();
        let registered = register(&store, &seen).await;
        assert!(matches!(registered, Registered::New(_)), "{registered:?}");
    })
    .await;
}

fn next(case: &Case, hash: &str, step: &str) -> Change {
    let seq = u64::try_from(case.seq).unwrap();
    let entries = log::append(seq, hash, &[opened(step, 5)]).unwrap();
    Change {
        entries,
        case: Case {
            seq: case.seq + 1,
            state: step.to_owned(),
            ..case.clone()
        },
        ..Change::default()
    }
}

#[tokio::test]
async fn of_two_changes_at_once_one_is_kept() {
    on_each_database(|store| async move {
        let store = &store;
        let case = registered(store, "a").await;
        let hash = store.events(&case.id).await.unwrap()[0].hash.clone();
        let changes =
            ["one", "two", "three", "four"].map(|step| store.change_case(next(&case, &hash, step)));
        let done = futures::future::join_all(changes).await;
        assert_eq!(
            done.iter().filter(|done| done.is_ok()).count(),
            1,
            "{done:?}"
        );
        assert!(
            done.iter()
                .flat_map(|done| done.as_ref().err())
                .all(|error| matches!(error, StoreError::Conflict))
        );
        let log = store.events(&case.id).await.unwrap();
        log::verify(&log).unwrap();
        assert_eq!(
            (log.len(), store.case(&case.id).await.unwrap().unwrap().seq),
            (2, 2)
        );
    })
    .await;
}

#[tokio::test]
async fn a_log_reads_back_as_it_was_written() {
    on_each_database(|store| async move {
        let store = &store;
        let case = registered(store, "a").await;
        let log = store.events(&case.id).await.unwrap();
        log::verify(&log).unwrap();
        assert_eq!(log::decode_all(&log).unwrap(), [opened("first", 1)]);
        assert_eq!(
            store.case_by_number(&case.number).await.unwrap().as_ref(),
            Some(&case)
        );
        assert_eq!(store.case_by_code(&case.code).await.unwrap(), Some(case));
        assert_eq!(store.case_by_code("").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_person_sees_their_own_cases_the_newest_first() {
    on_each_database(|store| async move {
        let store = &store;
        let mut numbers = Vec::new();
        for _ in 0..5 {
            numbers.insert(0, registered(store, "a").await.number);
            registered(store, "b").await;
        }
        let page = |limit, offset| async move {
            let cases = store.cases_of_person("a", limit, offset).await.unwrap();
            cases
                .into_iter()
                .map(|case| case.number)
                .collect::<Vec<_>>()
        };
        assert_eq!(page(3, 0).await, numbers[..3]);
        assert_eq!(page(3, 3).await, numbers[3..]);
        assert_eq!(store.count_cases_of_person("a").await.unwrap(), 5);
    })
    .await;
}
