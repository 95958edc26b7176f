//! One case on its way to its end. It goes a few steps at a time, between which days pass.

use app::{format, text::Lang};
use chrono::SubsecRound;
use domain::{
    calendar::local,
    case::unanswered,
    form::{Answers, facts, slots},
    regulation::{Leg, Supply},
};

use super::{
    beside::{Begun, Beside, Over},
    citizen::{Applicant, bring},
    coverage::Walked,
    html::words,
    issued::issued,
    official::{SentForm, closing, moment, title, told_as_done},
    plan::Plan,
    portal::DrivenPortal,
    slow::Fingers,
    terms::{Span, Terms},
    turn::LATE_BY,
};
use crate::common::{Browser, until};
use server::store::case::due_at;

/// So many steps are done on one day.
const A_DAY: usize = 3;

/// Those who apply.
#[derive(Clone)]
pub(super) struct Citizens {
    /// Whose case it is.
    pub(super) applicant: Browser,
    /// Somebody else, who may read nothing of it.
    pub(super) other: Browser,
}

/// A case and where it is.
pub(super) struct Walk<'p> {
    pub(super) plan: &'p Plan,
    citizens: Citizens,
    id: String,
    done: usize,
    terms: Terms<'p>,
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
        citizens: &Citizens,
        plan: &'p Plan,
        n: usize,
    ) -> Walk<'p> {
        let applicant = &citizens.applicant;
        let before = portal.now();
        let id = Applicant::new(applicant.clone(), plan, portal.today())
            .apply()
            .await;
        let registered = moment(portal.case(&id).await.registered);
        let at_once = before.trunc_subsecs(0) <= registered && registered <= portal.now();
        assert!(at_once, "{plan}: registered at {registered}");
        let received = Fingers(catalogue::calendar()).received(registered);
        asked_as_promised(portal, plan, &id).await;
        Walk {
            plan,
            application: read(applicant, &id).await,
            citizens: citizens.clone(),
            id,
            done: 0,
            terms: Terms::begin(plan, received),
            beside: Beside::of(plan, n),
            begun: None,
            dawdles: n % 2 == 1,
            posted: Vec::new(),
        }
    }

    /// Goes on until days must pass; the way that was walked, once it came to its end.
    pub(super) async fn go(&mut self, portal: &mut DrivenPortal) -> Option<Walked> {
        self.citizens = Citizens {
            applicant: portal.here(&self.citizens.applicant),
            other: portal.here(&self.citizens.other),
        };
        for _ in 0..A_DAY {
            let Some(leg) = self.plan.legs.get(self.done) else {
                break;
            };
            if self.is_held_up(portal, leg).await {
                return None;
            }
            self.step(portal, leg).await;
            self.done += 1;
        }
        if self.done < self.plan.legs.len() {
            return None;
        }
        Some(self.ended(portal).await)
    }

    /// The case is at the end to which the way leads, and its paper says so.
    async fn ended(&self, portal: &DrivenPortal) -> Walked {
        let (plan, citizen) = (self.plan, &self.citizens.applicant);
        let case = portal.case(&self.id).await;
        assert_eq!(case.state, closing(plan.closing), "{plan}");
        let application = read(citizen, &self.id).await;
        assert_eq!(application, self.application, "{plan}");
        self.is_closed_to_others().await;
        let end = issued(portal, citizen, plan, &self.id, &self.posted).await;
        let mut posted = self.posted.iter();
        let legs = plan.legs.iter();
        let way = legs.map(|leg| {
            // Of the applicant's own turns the portal takes what comes.
            let posted = leg
                .step
                .applicant
                .is_none()
                .then(|| posted.next())
                .flatten();
            let chosen = posted.and_then(|posted| posted.chosen.clone());
            (
                leg.step.id.to_string(),
                chosen.unwrap_or(leg.outcome.id.clone()),
            )
        });
        Walked {
            way: way.collect(),
            end,
        }
    }

    /// Nobody else reads it.
    async fn is_closed_to_others(&self) {
        for part in ["", "/application", "/result", "/receipt"] {
            let page = format!("/kk/cabinet/cases/{}{part}", self.id);
            let own = self.citizens.applicant.get(&page).await;
            assert_eq!(own.status, 200, "{} {page}", self.plan);
            let told = self.citizens.other.get(&page).await;
            assert_eq!(told.status, 404, "{} {page}", self.plan);
        }
    }

    /// Whether something beside the step takes days.
    async fn is_held_up(&mut self, portal: &mut DrivenPortal, leg: &Leg<'_>) -> bool {
        if leg.step.applicant.is_some() {
            return self.dawdles && self.still_waits(portal, leg).await;
        }
        if self.beside.at != Some(self.done) {
            return false;
        }
        let (plan, step) = (self.plan, (self.id.as_str(), leg.step.id.as_str()));
        let Some(begun) = self.begun.take() else {
            self.in_time(portal, leg).await;
            self.begun = Some(self.beside.begin(portal, plan, step).await);
            return true;
        };
        let citizen = &self.citizens.applicant;
        match begun.ends(portal, plan, step, citizen).await {
            Err(begun) => {
                self.begun = Some(begun);
                return true;
            }
            Ok(Over::Asked) => {}
            Ok(Over::StoodStill { from, to }) => self.terms.stood_still(from, to),
        }
        self.beside.at = None;
        false
    }

    /// Whether the applicant still lets the time of their own step go by, and more. The case waits, and nobody is late by it.
    async fn still_waits(&self, portal: &mut DrivenPortal, leg: &Leg<'_>) -> bool {
        let due = self.terms.own_days(leg.step);
        let waits = due.is_some_and(|due| portal.now() <= due.most + LATE_BY);
        if waits {
            self.waits(portal, leg).await;
        }
        waits
    }

    /// Before and after the applicant's days are over, every page tells where the case stands.
    async fn waits(&self, portal: &mut DrivenPortal, leg: &Leg<'_>) {
        let due = self.terms.own_days(leg.step);
        if due.is_some_and(|due| due.most < portal.now()) {
            portal.until_watched(&self.id, &leg.step.id).await;
        }
        self.in_time(portal, leg).await;
        let citizen = &self.citizens.applicant;
        portal.nobody_is_late(citizen, self.plan, &self.id).await;
    }

    async fn step(&mut self, portal: &mut DrivenPortal, leg: &Leg<'static>) {
        let plan = self.plan;
        let citizen = self.citizens.applicant.clone();
        let before = portal.now();
        match &leg.step.applicant {
            Some(turn) => {
                self.waits(portal, leg).await;
                bring(portal, &citizen, plan, &self.id, turn).await;
                registers_answer(portal, plan, &self.id).await;
                portal.nobody_is_late(&citizen, plan, &self.id).await;
            }
            None => {
                self.in_time(portal, leg).await;
                portal
                    .shared(plan, &self.id, leg, (&citizen, self.dawdles))
                    .await;
                let old = self.posted.last();
                let posted = portal.step(plan, &self.id, leg, old).await;
                self.posted.push(posted);
            }
        }
        let most = portal.now();
        self.terms.done(
            leg,
            Span {
                least: before,
                most,
            },
        );
        let shown = citizen.get(&format!("/kk/cabinet/cases/{}", self.id)).await;
        let told = told_as_done(&shown);
        let titled = |one: &&String| one.ends_with(&title(leg));
        let times = plan.legs[..=self.done].iter();
        let times = times.filter(|done| title(done) == title(leg)).count();
        let told_times = told.iter().filter(titled).count();
        assert_eq!(told_times, times, "{plan}: {} in {told:?}", title(leg));
        if leg.step.applicant.is_some() && self.terms.own() {
            self.promised(portal).await;
        }
    }

    /// From what the applicant brought on the result has a time of its own, which both sides see.
    async fn promised(&self, portal: &DrivenPortal) {
        let plan = self.plan;
        let kept = moment(portal.case(&self.id).await.due);
        let due = self.terms.whole().unwrap();
        assert!(due.holds(kept), "{plan}: {kept} is promised, not {due:?}");
        let own = format!("/kk/cabinet/cases/{}", self.id);
        let shown = words(&self.citizens.applicant.get(&own).await.body);
        let here = local(kept);
        let until = format::until_moment(Lang::Kk, here.naive_local());
        assert!(shown.contains(&until), "{plan}: {until} in {shown}");
        let day = format::until_day(Lang::Kk, here.date_naive());
        assert!(shown.contains(&day), "{plan}");
    }

    /// The case and the step are due when the slow counter says.
    async fn in_time(&self, portal: &DrivenPortal, leg: &Leg<'_>) {
        let case = portal.case(&self.id).await;
        let task = portal.task(&self.id, &leg.step.id).await;
        let whole = (self.terms.whole(), due_at(case.due), "the whole");
        let step = (
            self.terms.step(leg.step, portal.now()),
            due_at(task.due),
            &*leg.step.id,
        );
        for (reckoned, kept, what) in [whole, step] {
            let alike = match (reckoned, kept) {
                (Some(reckoned), Some(kept)) => reckoned.holds(kept),
                (None, None) => true,
                _ => false,
            };
            let plan = self.plan;
            assert!(alike, "{plan}, {what}: {kept:?} is not {reckoned:?}");
        }
    }
}

/// What registers say of what was brought is there: nobody decides over an answer that their page did not show.
async fn registers_answer(portal: &DrivenPortal, plan: &Plan, id: &str) {
    until::holds(&format!("{plan}: the registers answer"), async || {
        unanswered(plan.regulation, &portal.state(id).await).is_empty()
    })
    .await;
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
