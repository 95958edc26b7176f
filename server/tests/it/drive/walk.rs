//! One case on its way to its end. It goes a few steps at a time, between which days pass.

use app::{format, text::Lang};
use chrono::{DateTime, SubsecRound, Utc};
use domain::{
    calendar::local,
    form::{Answers, facts, slots},
    regulation::{Leg, Supply},
};

use super::{
    beside::{Begun, Beside},
    citizen::{Applicant, bring},
    html::words,
    issued::issued,
    official::{SentForm, closing, moment, title, told_to_citizen},
    plan::Plan,
    portal::DrivenPortal,
    slow::Fingers,
};
use crate::common::{Browser, until};
use server::store::case::due_at;

/// So many steps are done on one day.
const A_DAY: usize = 3;

/// From when the step in hand is counted.
enum Since {
    /// Between these two moments.
    Between(DateTime<Utc>, DateTime<Utc>),
    /// It stood still meanwhile: it is due then.
    Due(DateTime<Utc>),
}

/// A case and where it is.
pub(super) struct Walk<'p> {
    pub(super) plan: &'p Plan,
    citizen: Browser,
    id: String,
    done: usize,
    since: Since,
    /// When the application was received.
    received: DateTime<Utc>,
    /// Whether the clock has stood still, which moves the end of a stage.
    stood: bool,
    beside: Beside,
    begun: Option<Begun>,
    /// Whether the applicant lets the time for their own step go by, where nothing follows from that.
    dawdles: bool,
    posted: Vec<SentForm>,
    /// The words of the application as it was submitted.
    application: String,
}

impl<'p> Walk<'p> {
    /// Submits the application of way number `n`.
    pub(super) async fn begin(
        portal: &DrivenPortal,
        citizen: &Browser,
        plan: &'p Plan,
        n: usize,
    ) -> Walk<'p> {
        let id = Applicant::new(citizen.clone(), plan, portal.today())
            .apply()
            .await;
        let case = portal.case(&id).await;
        let received = Fingers(catalogue::calendar()).received(moment(case.registered));
        let term = plan.whole();
        let due = Fingers(catalogue::calendar()).due(received, &term);
        let due = (!term.is_empty()).then(|| due.trunc_subsecs(0));
        let kept = due_at(case.due).map(|kept| kept.trunc_subsecs(0));
        assert_eq!(kept, due, "{plan}: the whole term");
        asked_as_promised(portal, plan, &id).await;
        let application = read(citizen, &id).await;
        Walk {
            plan,
            application,
            citizen: citizen.clone(),
            id,
            done: 0,
            since: Since::Between(received, received),
            received,
            stood: false,
            beside: Beside::of(plan, n),
            begun: None,
            dawdles: n % 2 == 1,
            posted: Vec::new(),
        }
    }

    /// Goes on until days must pass; whether it came to its end.
    pub(super) async fn go(&mut self, portal: &mut DrivenPortal) -> bool {
        self.citizen = portal.here(&self.citizen);
        for _ in 0..A_DAY {
            let Some(leg) = self.plan.legs.get(self.done) else {
                break;
            };
            if self.is_held_up(portal, leg).await {
                return false;
            }
            self.step(portal, leg).await;
            self.done += 1;
        }
        if self.done < self.plan.legs.len() {
            return false;
        }
        let case = portal.case(&self.id).await;
        assert_eq!(case.state, closing(self.plan.closing), "{}", self.plan);
        let application = read(&self.citizen, &self.id).await;
        assert_eq!(application, self.application, "{}", self.plan);
        issued(portal, &self.citizen, self.plan, &self.id, &self.posted).await;
        true
    }

    /// Whether something beside the step takes days.
    async fn is_held_up(&mut self, portal: &mut DrivenPortal, leg: &Leg<'_>) -> bool {
        if leg.step.applicant.is_some() {
            return self.dawdles && self.still_has_time(portal, leg).await;
        }
        if self.beside.at != Some(self.done) {
            return false;
        }
        match self.begun.take() {
            None => {
                self.in_time(portal, leg).await;
                self.begun = Some(
                    self.beside
                        .begin(portal, self.plan, (&self.id, &leg.step.id))
                        .await,
                );
                true
            }
            Some(begun) => match begun
                .ends(portal, self.plan, (&self.id, &leg.step.id), &self.citizen)
                .await
            {
                Ok(None) => {
                    self.beside.at = None;
                    false
                }
                Ok(Some(due)) => {
                    self.beside.at = None;
                    self.since = Since::Due(due);
                    self.stood = true;
                    false
                }
                Err(begun) => {
                    self.begun = Some(begun);
                    true
                }
            },
        }
    }

    /// Whether the time of the applicant's own step is not over yet. The case waits there in any event.
    async fn still_has_time(&self, portal: &DrivenPortal, leg: &Leg<'_>) -> bool {
        portal.task(&self.id, &leg.step.id).await;
        let Some(limit) = &leg.step.limit else {
            return false;
        };
        let Since::Between(_, last) = self.since else {
            return false;
        };
        let due = Fingers(catalogue::calendar()).due(last, std::slice::from_ref(limit));
        portal.now() <= due
    }

    async fn step(&mut self, portal: &mut DrivenPortal, leg: &Leg<'_>) {
        let plan = self.plan;
        let before = portal.now();
        match &leg.step.applicant {
            Some(turn) => {
                bring(portal, &self.citizen, plan, &self.id, turn).await;
                self.promise(portal, before).await;
            }
            None => {
                self.in_time(portal, leg).await;
                let sides = (&self.citizen, self.dawdles);
                portal.shared(plan, &self.id, leg, sides).await;
                let old = self.posted.last();
                let posted = portal.step(plan, &self.id, leg, old).await;
                self.posted.push(posted);
            }
        }
        self.since = Since::Between(before, portal.now());
        let shown = self
            .citizen
            .get(&format!("/kk/cabinet/cases/{}", self.id))
            .await;
        let done = told_to_citizen(&shown);
        let told = done.iter().any(|one| one.ends_with(&title(leg)));
        assert!(told, "{plan}: {} in {done:?}", title(leg));
    }

    /// From what the applicant brought on the result has a time of its own, which both sides see.
    async fn promise(&self, portal: &DrivenPortal, before: DateTime<Utc>) {
        let Some(limit) = self.plan.after_turn() else {
            return;
        };
        let fingers = Fingers(catalogue::calendar());
        let due = |since| {
            fingers
                .due(since, std::slice::from_ref(limit))
                .trunc_subsecs(0)
        };
        let (least, most) = (due(before), due(portal.now()));
        let case = portal.case(&self.id).await;
        let kept = moment(case.due).trunc_subsecs(0);
        let plan = self.plan;
        assert!(least <= kept && kept <= most, "{plan}: {kept} is promised");
        let day = local(kept).date_naive();
        let own = format!("/kk/cabinet/cases/{}", self.id);
        let shown = words(&self.citizen.get(&own).await.body);
        let until = format::until_moment(Lang::Kk, local(kept).naive_local());
        assert!(shown.contains(&until), "{plan}: {until} in {shown}");
        assert!(shown.contains(&format::until_day(Lang::Kk, day)), "{plan}");
    }

    /// The step is due when the slow counter says.
    async fn in_time(&self, portal: &DrivenPortal, leg: &Leg<'_>) {
        let case = portal.case(&self.id).await;
        let due = moment(portal.task(&self.id, &leg.step.id).await.due);
        let fingers = Fingers(catalogue::calendar());
        // Deadlines are kept in whole seconds.
        let whole = |at: DateTime<Utc>| at.trunc_subsecs(0);
        let (least, most) = match (&self.since, &leg.step.limit) {
            (Since::Due(due), Some(_)) => (*due, *due),
            (Since::Between(first, last), Some(limit)) => {
                let limits = std::slice::from_ref(limit);
                (
                    whole(fingers.due(*first, limits)),
                    fingers.due(*last, limits),
                )
            }
            (_, None) => (moment(case.due), moment(case.due)),
        };
        let plan = self.plan;
        let mut end = moment(case.due);
        let mut done = plan.legs.iter().take(self.done);
        let had_turn = done.any(|leg| leg.step.applicant.is_some());
        if let (Some(stage), false, false) = (plan.first_stage(), had_turn, self.stood) {
            let stage = fingers.due(self.received, std::slice::from_ref(stage));
            end = end.min(whole(stage));
        }
        let (least, most) = (least.min(end), most.min(end));
        assert!(
            least <= due && due <= most,
            "{plan}: {due} is not in {least}..{most}"
        );
    }
}

/// The application as the applicant can read it.
async fn read(citizen: &Browser, id: &str) -> String {
    let shown = citizen
        .get(&format!("/kk/cabinet/cases/{id}/application"))
        .await;
    assert_eq!(shown.status, 200);
    words(&shown.body)
}

/// The registers that the list of documents names are asked, each for its document.
async fn asked_as_promised(portal: &DrivenPortal, plan: &Plan, id: &str) {
    let state = portal.state(id).await;
    let answers = Answers(state.answers);
    let facts = facts(plan.regulation, state.channel, &answers);
    let documents = slots(plan.regulation, &answers, &facts).into_iter();
    let registers = documents.filter(|(document, _)| document.supply == Supply::Register);
    let mut promised: Vec<String> = registers
        // What a step of the route asks for, nobody knows yet.
        .filter(|(document, _)| !plan.regulation.is_asked_later(document))
        .map(|(document, _)| document.id)
        .collect();
    promised.sort();
    until::holds(&format!("{plan}: asked {promised:?} alone"), async || {
        portal.state(id).await.registers.keys().eq(&promised)
    })
    .await;
}
