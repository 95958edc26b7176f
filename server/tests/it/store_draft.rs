//! Drafts and files in the store, on every database.

use crate::common::on_each_database;
use server::store::{
    Store, StoreError,
    draft::{Draft, DraftBody},
    file::{AddFile, Quota, Refused, Scan},
    new_id,
};

fn draft(person: &str) -> Draft {
    Draft {
        id: new_id(),
        person: person.to_owned(),
        regulation: "r/s".to_owned(),
        body: DraftBody::default(),
        version: 1,
        created: 1,
        updated: 1,
        case_id: None,
    }
}

fn file(slot: &str, size: u64) -> AddFile {
    AddFile {
        id: new_id(),
        slot: slot.to_owned(),
        name: "анықтама.pdf".to_owned(),
        size,
        sha256: "00".to_owned(),
        kind: "application/pdf".to_owned(),
        scan: Scan::None,
    }
}

const QUOTA: Quota = Quota {
    bytes: 100,
    slot_files: 3,
};

#[tokio::test]
async fn a_person_has_one_open_draft_a_regulation() {
    on_each_database(|store: Store| async move {
        let adds = (0..8).map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.add_draft(draft("p")).await.unwrap().id })
        });
        let mut ids = Vec::new();
        for add in adds.collect::<Vec<_>>() {
            ids.push(add.await.unwrap());
        }
        ids.dedup();
        assert_eq!(
            ids.len(),
            1,
            "whoever comes second gets the draft of the first"
        );
        assert_eq!(store.drafts_of("p").await.unwrap().len(), 1);
        assert_eq!(store.add_draft(draft("p")).await.unwrap().id, ids[0]);
        assert!(
            store.draft(&ids[0], "q").await.unwrap().is_none(),
            "not for others"
        );
    })
    .await;
}

#[tokio::test]
async fn a_change_on_an_old_version_is_a_conflict() {
    on_each_database(|store: Store| async move {
        let draft = store.add_draft(draft("p")).await.unwrap();
        let mut body = draft.body.clone();
        body.answers
            .0
            .insert("address".to_owned(), "Орал ' \" \\ ☺".to_owned());
        store.change_draft(&draft.id, 1, &body, 2).await.unwrap();
        let late = store
            .change_draft(&draft.id, 1, &DraftBody::default(), 3)
            .await;
        assert!(matches!(late, Err(StoreError::Conflict)));
        let now = store.draft(&draft.id, "p").await.unwrap().unwrap();
        assert_eq!((now.version, now.updated, now.body), (2, 2, body));
    })
    .await;
}

#[tokio::test]
async fn files_are_entered_while_there_is_room() {
    on_each_database(|store: Store| async move {
        let draft = store.add_draft(draft("p")).await.unwrap();
        let add = |files| store.add_files(&draft.id, Some("p"), files, QUOTA, 5);
        let first = file("a", 60);
        assert!(add(vec![first.clone()]).await.unwrap().is_empty());
        let (large, small) = (file("a", 41), file("a", 40));
        assert_eq!(
            add(vec![large.clone(), small]).await.unwrap(),
            [(large.id, Refused::CaseLarge)]
        );
        let (third, fourth) = (file("a", 0), file("a", 0));
        assert_eq!(
            add(vec![third, fourth.clone()]).await.unwrap(),
            [(fourth.id, Refused::Many)]
        );
        assert_eq!(store.files_of(&draft.id).await.unwrap().len(), 3);
        let strange = store
            .add_files(&draft.id, Some("q"), vec![file("a", 0)], QUOTA, 5)
            .await;
        assert!(matches!(strange, Err(StoreError::Conflict)));
        assert!(
            store
                .file_of_draft(&first.id, &draft.id, "q")
                .await
                .unwrap()
                .is_none()
        );
        assert!(
            !store
                .remove_file(&first.id, &draft.id, "q", 9)
                .await
                .unwrap()
        );
        assert!(
            store
                .remove_file(&first.id, &draft.id, "p", 9)
                .await
                .unwrap()
        );
        assert!(
            !store
                .remove_file(&first.id, &draft.id, "p", 9)
                .await
                .unwrap()
        );
    })
    .await;
}

#[tokio::test]
async fn two_uploads_at_a_time_are_counted_one_after_the_other() {
    on_each_database(|store: Store| async move {
        let draft = store.add_draft(draft("p")).await.unwrap();
        let adds = (0..6).map(|_| {
            let (store, home) = (store.clone(), draft.id.clone());
            tokio::spawn(async move {
                store
                    .add_files(&home, Some("p"), vec![file("a", 30)], QUOTA, 1)
                    .await
                    .unwrap()
                    .len()
            })
        });
        let mut refused = 0;
        for add in adds.collect::<Vec<_>>() {
            refused += add.await.unwrap();
        }
        assert_eq!(
            (refused, store.files_of(&draft.id).await.unwrap().len()),
            (3, 3)
        );
    })
    .await;
}
