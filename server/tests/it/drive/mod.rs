//! Walks the ways of every route that opens online, as a citizen and the officials would: over HTTP, by the forms that the
//! pages show.
//!
//! Usually one way of every variant. With `OTINISH_DRIVE=every` all of them, as `cargo xtask nightly` does.
#![allow(
    clippy::print_stdout,
    reason = "the number of ways is what a night's run is for"
)]

mod beside;
mod citizen;
mod coverage;
mod fill;
mod html;
mod issued;
mod official;
mod plan;
mod portal;
mod slow;
mod terms;
mod turn;
mod walk;

use std::{future::Future, panic::AssertUnwindSafe};

use futures::FutureExt;

use citizen::registered;
use coverage::{Coverage, Walked};
use plan::plans;
use portal::DrivenPortal;
use walk::{Citizens, Walk};

/// Set to `every`, all ways are walked.
const HOW_MANY: &str = "OTINISH_DRIVE";

/// So many days pass in turn after every case has gone a little further.
const DAYS: [u16; 5] = [4, 6, 3, 8, 5];

/// So often days pass; a case that is still under way then comes to no end.
const ROUNDS: usize = 40;

#[tokio::test]
async fn every_service_is_carried_from_form_to_result() {
    let every = std::env::var(HOW_MANY).is_ok_and(|value| value == "every");
    let plans = plans(every);
    let mut portal = DrivenPortal::start().await;
    let citizens = Citizens {
        applicant: registered(portal.server(), 100).await,
        other: registered(portal.server(), 101).await,
    };
    // All are walked before the first failure ends the test: each says which way it was.
    let mut failed = 0;
    let mut walks = Vec::new();
    for (n, plan) in plans.iter().enumerate() {
        match caught(Walk::begin(&portal, &citizens, plan, n)).await {
            Some(walk) => walks.push(walk),
            None => failed += 1,
        }
    }
    let mut coverage = Coverage::default();
    for days in DAYS.iter().cycle().take(ROUNDS) {
        let mut under_way = Vec::new();
        for mut walk in walks {
            let plan = walk.plan;
            match caught(walk.go(&mut portal)).await {
                Some(Some(walked)) => coverage.add(&plan.regulation.id, plan.route.key(), walked),
                Some(None) => under_way.push(walk),
                None => failed += 1,
            }
        }
        walks = under_way;
        if walks.is_empty() {
            break;
        }
        portal = portal.later(*days).await;
    }
    let stuck: Vec<String> = walks.iter().map(|walk| walk.plan.to_string()).collect();
    assert!(stuck.is_empty(), "come to no end: {stuck:#?}");
    assert_eq!(failed, 0, "of {} ways", plans.len());
    coverage.assert_whole(every);
    println!("{} ways walked", plans.len());
    portal.stop().await;
}

/// What a night walks is everything that the coverage counts: that is known before anybody walks.
#[test]
fn every_way_that_the_coverage_counts_is_planned() {
    let mut coverage = Coverage::default();
    for plan in plans(true) {
        let walked = Walked::planned(&plan);
        coverage.add(&plan.regulation.id, plan.route.key(), walked);
    }
    coverage.assert_whole(true);
}

/// What comes of it, unless it fails.
async fn caught<T>(way: impl Future<Output = T>) -> Option<T> {
    AssertUnwindSafe(way).catch_unwind().await.ok()
}
