//! Walks the ways of every route that opens online, as a citizen and the officials would: over HTTP, by the forms that the
//! pages show.
//!
//! Usually one way of every variant. With `OTINISH_DRIVE=every` all of them, as `cargo xtask nightly` does.
#![allow(
    clippy::print_stdout,
    reason = "the number of ways is what a night's run is for"
)]

mod citizen;
mod fill;
mod html;
mod official;
mod plan;
mod slow;

use std::{collections::BTreeMap, panic::AssertUnwindSafe};

use chrono::{DateTime, SubsecRound, Utc};
use domain::{limit::Limit, regulation::Closing, service::ResultTemplate, text::Lang};

use citizen::{Applicant, bring, registered};
use futures::FutureExt;
use html::words;
use official::{Offices, moment, title, told_to_citizen};
use plan::{Plan, plans};
use slow::Fingers;

use crate::common::{Browser, Server};

/// Set to `every`, all ways are walked.
const HOW_MANY: &str = "OTINISH_DRIVE";

#[tokio::test]
async fn every_service_is_carried_from_form_to_result() {
    let every = std::env::var(HOW_MANY).is_ok_and(|value| value == "every");
    let plans = plans(every);
    let server = Server::start().await;
    let mut offices = Offices {
        server: &server,
        store: server.store().await,
        entered: BTreeMap::new(),
    };
    let citizen = registered(&server, 100).await;
    // All are walked before the first failure ends the test: each says which way it was.
    let mut failed = 0;
    for plan in &plans {
        let walked = AssertUnwindSafe(walk(&mut offices, &citizen, plan));
        failed += usize::from(walked.catch_unwind().await.is_err());
    }
    assert_eq!(failed, 0, "of {} ways", plans.len());
    println!("{} ways walked", plans.len());
    offices.store.close().await;
    server.stop().await;
}

async fn walk(offices: &mut Offices<'_>, citizen: &Browser, plan: &Plan) {
    let today = domain::calendar::local(Utc::now()).date_naive();
    let id = Applicant::new(citizen.clone(), plan, today).apply().await;
    let page = format!("/kk/cabinet/cases/{id}");
    let mut since = received(offices, &id).await;
    for leg in &plan.legs {
        let before = Utc::now();
        match &leg.step.applicant {
            Some(turn) => bring(citizen, plan, &id, turn).await,
            None => {
                in_time(offices, plan, &id, leg.step.limit.as_ref(), since).await;
                offices.step(plan, &id, leg).await;
            }
        }
        since = (before, Utc::now());
        let shown = citizen.get(&page).await;
        let done = told_to_citizen(&shown);
        let told = done.iter().any(|one| one.ends_with(&title(leg)));
        assert!(told, "{plan}: {} in {done:?}", title(leg));
    }
    let case = offices.case(&id).await;
    assert_eq!(case.state, closing(plan.closing), "{plan}");
    issued(citizen, plan, &format!("{page}/result")).await;
}

/// The paper of the result is the one that the way leads to, with everything put in.
async fn issued(citizen: &Browser, plan: &Plan, page: &str) {
    let shown = citizen.get(page).await;
    assert_eq!(shown.status, 200, "{plan}");
    let paper = words(&shown.body);
    assert!(!paper.contains('{'), "{plan}: {paper}");
    let fits = |one: &&ResultTemplate| {
        let output = plan.output.as_ref();
        output.is_some_and(|output| one.fits(output, None))
    };
    let templates = plan.regulation.results.iter().filter(fits);
    let mut titles = templates
        .map(|one| one.paper.title.get(Lang::Kk))
        .peekable();
    let is_told = titles.peek().is_none() || titles.any(|title| paper.contains(title));
    assert!(is_told, "{plan}: {paper}");
}

/// When the case counts as received.
async fn received(offices: &Offices<'_>, id: &str) -> (DateTime<Utc>, DateTime<Utc>) {
    let registered = moment(offices.case(id).await.registered);
    let received = Fingers(catalogue::calendar()).received(registered);
    (received, received)
}

/// The step is due when the slow counter says, which counts from a moment between these two.
async fn in_time(
    offices: &Offices<'_>,
    plan: &Plan,
    id: &str,
    limit: Option<&Limit>,
    (first, last): (DateTime<Utc>, DateTime<Utc>),
) {
    let case = offices.case(id).await;
    let fingers = Fingers(catalogue::calendar());
    let due = moment(case.step_due);
    // Deadlines are kept in whole seconds.
    let whole = |at: DateTime<Utc>| at.trunc_subsecs(0);
    let (least, most) = match limit {
        Some(limit) => {
            let limits = std::slice::from_ref(limit);
            (whole(fingers.due(first, limits)), fingers.due(last, limits))
        }
        None => (moment(case.due), moment(case.due)),
    };
    assert!(
        least <= due && due <= most,
        "{plan}: {due} is not in {least}..{most}"
    );
}

const fn closing(closing: Closing) -> &'static str {
    match closing {
        Closing::Granted => "granted",
        Closing::Refused => "refused",
        Closing::IntakeRefused => "intake-refused",
        Closing::Withdrawn => "withdrawn",
    }
}
