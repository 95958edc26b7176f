//! The lists of officials in the store. On every database.

use std::collections::BTreeSet;

use server::store::{
    Store,
    case::{Case, Change, OpenWork, PartRow, Queue, QueuedTask, Scope, TaskRow},
    sql::query,
};

use crate::{common::on_each_database, store_application::registered};

fn head() -> Queue {
    Queue {
        office: "office".to_owned(),
        roles: vec!["head".to_owned()],
        staff: "me".to_owned(),
        reads_office: false,
    }
}

fn task(no: i64, role: &str, due: i64) -> TaskRow {
    TaskRow {
        no,
        role: role.to_owned(),
        step: "step".to_owned(),
        office: "office".to_owned(),
        home: "office".to_owned(),
        due,
        ..TaskRow::default()
    }
}

/// The officials with a part have it in the office and role of the first task.
pub(crate) async fn put(store: &Store, case: &Case, tasks: Vec<TaskRow>, staff: &[&str]) {
    let first = &tasks[0];
    let (office, role) = (first.office.clone(), first.role.clone());
    let work = OpenWork {
        tasks,
        staff: staff
            .iter()
            .map(|id| PartRow {
                staff: (*id).to_owned(),
                office: office.clone(),
                role: role.clone(),
            })
            .collect(),
    };
    let change = Change {
        case: case.clone(),
        work: Some(work.clone()),
        ..Change::default()
    };
    store.change_case(change).await.unwrap();
    assert_eq!(store.work_of(&case.id).await.unwrap(), work);
}

/// Case and number of each task in a list.
async fn list(store: &Store, queue: &Queue, scope: Scope) -> Vec<(String, i64)> {
    let tasks = store.queue(queue, scope, None, 100).await.unwrap();
    tasks.iter().map(named).collect()
}

fn named(task: &QueuedTask) -> (String, i64) {
    (task.case.id.clone(), task.task.no)
}

#[tokio::test]
async fn a_list_has_the_tasks_of_its_official_what_is_due_first_at_the_top() {
    on_each_database(|store| async move {
        let store = &store;
        let cases = [
            registered(store, "a").await,
            registered(store, "a").await,
            registered(store, "a").await,
            registered(store, "a").await,
        ];
        let given = |to: &str, due| TaskRow {
            assignee: to.to_owned(),
            ..task(1, "head", due)
        };
        // Two side by side; one of another role; the applicant's own.
        let side = vec![
            task(1, "head", 90),
            task(2, "head", 20),
            task(3, "registrar", 5),
        ];
        put(store, &cases[0], side, &[]).await;
        put(
            store,
            &cases[1],
            vec![given("other", 1), task(2, "", 2)],
            &["me"],
        )
        .await;
        put(store, &cases[2], vec![given("me", 70)], &["me"]).await;
        // Of the office where the official was before.
        let left = TaskRow {
            office: "elsewhere".to_owned(),
            home: "elsewhere".to_owned(),
            ..given("me", 70)
        };
        put(store, &cases[3], vec![left], &["me"]).await;
        let [side, others, own, _] = cases.each_ref().map(|case| case.id.clone());

        let queue = head();
        let mine = [(side.clone(), 2), (own.clone(), 1), (side.clone(), 1)];
        assert_eq!(list(store, &queue, Scope::Mine).await, mine);
        let office = [
            (others.clone(), 1),
            (side.clone(), 3),
            (side.clone(), 2),
            (own.clone(), 1),
            (side.clone(), 1),
        ];
        assert_eq!(list(store, &queue, Scope::Office).await, office);
        let with_part = [
            (others.clone(), 1),
            (others.clone(), 2),
            (side.clone(), 2),
            (own.clone(), 1),
            (side.clone(), 1),
        ];
        assert_eq!(list(store, &queue, Scope::All).await, with_part);
        let reads = Queue {
            reads_office: true,
            ..queue.clone()
        };
        let all: BTreeSet<_> = list(store, &reads, Scope::All).await.into_iter().collect();
        assert_eq!(all.len(), 6, "{all:?}");

        let counts = store.queue_counts(&queue, 50, 80).await.unwrap();
        assert_eq!(
            (counts.waiting, counts.late, counts.soon, counts.office_open),
            (3, 1, 1, 5)
        );
        for stranger in [
            Queue {
                office: "nowhere".to_owned(),
                staff: "stranger".to_owned(),
                ..queue.clone()
            },
            Queue {
                roles: Vec::new(),
                staff: "stranger".to_owned(),
                ..queue
            },
        ] {
            assert_eq!(list(store, &stranger, Scope::Mine).await, []);
        }
    })
    .await;
}

#[tokio::test]
async fn a_task_of_two_roles_is_one_and_is_seen_by_either() {
    on_each_database(|store| async move {
        let store = &store;
        let case = registered(store, "a").await;
        let second = TaskRow {
            place: 1,
            ..task(1, "deputy", 10)
        };
        put(store, &case, vec![second, task(1, "head", 10)], &[]).await;
        for roles in [&["head"][..], &["deputy"], &["deputy", "head"]] {
            let queue = Queue {
                roles: roles.iter().map(|role| (*role).to_owned()).collect(),
                ..head()
            };
            for scope in [Scope::Mine, Scope::Office] {
                assert_eq!(list(store, &queue, scope).await, [(case.id.clone(), 1)]);
            }
            let counts = store.queue_counts(&queue, 0, 0).await.unwrap();
            assert_eq!(counts.waiting, 1, "{roles:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_stands_still_is_not_late() {
    on_each_database(|store| async move {
        let store = &store;
        let paused = |paused, due| TaskRow {
            paused,
            ..task(1, "head", due)
        };
        // In time and late when its clock was stopped.
        for (since, due) in [(10, 20), (30, 20)] {
            let mut case = registered(store, "a").await;
            case.due = due;
            put(store, &case, vec![paused(since, due)], &[]).await;
        }
        // Its clock may stand still while the applicant has the turn: their row does not say it.
        let mut turn = registered(store, "a").await;
        turn.due = 20;
        put(store, &turn, vec![task(1, "", 20)], &[]).await;
        let counts = store.queue_counts(&head(), 50, 60).await.unwrap();
        assert_eq!((counts.waiting, counts.late, counts.soon), (2, 1, 0));
        let figures = store.figures(50).await.unwrap();
        let told = (figures.open, figures.overdue, figures.cases_overdue);
        assert_eq!(told, (2, 1, 1));
    })
    .await;
}

#[tokio::test]
async fn pages_follow_each_other_without_a_gap() {
    on_each_database(|store| async move {
        let store = &store;
        let mut wanted = Vec::new();
        for n in 0..7_i64 {
            let case = registered(store, "a").await;
            // Some are due at the same moment.
            put(store, &case, vec![task(1, "head", n / 3)], &[]).await;
            wanted.push((n / 3, case.id.clone()));
        }
        let whole = list(store, &head(), Scope::Mine).await;
        assert_eq!(whole.len(), wanted.len());
        for scope in [Scope::Mine, Scope::Office, Scope::All] {
            let (mut after, mut seen) = (None, Vec::new());
            loop {
                let page = store.queue(&head(), scope, after.as_ref(), 2).await;
                let page = page.unwrap();
                seen.extend(page.iter().map(named));
                let Some(last) = page.last() else { break };
                after = Some(last.place());
            }
            assert_eq!(seen, whole, "{scope:?}");
        }
    })
    .await;
}

/// A list of a million tasks is read no other way than one of ten.
#[tokio::test]
async fn every_list_is_read_from_an_index() {
    let folder = tempfile::tempdir().unwrap();
    let url = Store::embedded_url(folder.path());
    let store = Store::open(&url).await.unwrap();
    for (scope, values) in [(Scope::Mine, 14), (Scope::Office, 6), (Scope::All, 15)] {
        let sql = format!("EXPLAIN QUERY PLAN {}", scope.sql());
        let plan = query(Box::leak(sql.into_boxed_str()));
        let plan = (0..values).fold(plan, |plan, _| plan.bind("x"));
        let rows = plan.fetch_all(&store).await.unwrap();
        let steps: Vec<String> = rows.iter().map(|row| row.get(3).unwrap()).collect();
        for table in ["task", "t", "cases", "p"] {
            let scanned = |step: &&String| step.starts_with(&format!("SCAN {table}"));
            assert_eq!(steps.iter().find(scanned), None, "{scope:?}: {steps:#?}");
        }
        let sorted = steps.iter().filter(|step| step.contains("ORDER BY"));
        // What is put together of several parts, each cut to the page, and the cases in which the official had a part.
        assert!(sorted.count() <= 2, "{scope:?}: {steps:#?}");
    }
    store.close().await;
}
