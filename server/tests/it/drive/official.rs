//! The official: finds the task in the list, opens the case, enters what the step asks, and ends it once.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    condition::Facts,
    regulation::{Field, Leg},
    text::Lang,
};
use server::store::{Store, case::Case, staff::Staff};

use super::{
    citizen::field_of,
    fill::Filler,
    html::{ShownForm, links, words, words_of},
    plan::Plan,
};
use crate::common::{Answer, Browser, Server, fresh_iin, journey::post};

/// Who works the cases, each logged in once.
pub(super) struct Offices<'s> {
    pub(super) server: &'s Server,
    pub(super) store: Store,
    pub(super) entered: BTreeMap<String, Browser>,
}

impl Offices<'_> {
    /// A browser in which this official is.
    pub(super) async fn browser(&mut self, login: &str) -> Browser {
        if !self.entered.contains_key(login) {
            let browser = self.server.login_staff(login).await;
            self.entered.insert(login.to_owned(), browser);
        }
        self.entered[login].clone()
    }

    pub(super) async fn case(&self, id: &str) -> Case {
        self.store.case(id).await.unwrap().unwrap()
    }

    /// The official whose step it is.
    async fn performer(&self, case: &Case) -> Staff {
        let staff = self.store.staff_of_office(&case.office).await.unwrap();
        let is_theirs = |one: &Staff| match case.appointed.as_str() {
            "" => one.roles.contains(&case.performer),
            appointed => one.id == appointed,
        };
        let found = staff.into_iter().find(is_theirs);
        found.unwrap_or_else(|| panic!("nobody is {} in {}", case.performer, case.office))
    }

    /// An official who has nothing to do with the office.
    fn stranger(case: &Case) -> &'static str {
        match case.office.as_str() {
            "taraz" => "aktau-executor",
            _ => "taraz-executor",
        }
    }

    /// Ends the open step as the leg says; the moments before and after.
    pub(super) async fn step(&mut self, plan: &Plan, id: &str, leg: &Leg<'_>) {
        let case = self.case(id).await;
        let told = format!("{plan}, at {}", leg.step.id);
        assert_eq!(case.step, leg.step.id.as_str(), "{told}");
        let path = format!("/kk/staff/cases/{id}");
        let stranger = self.browser(Self::stranger(&case)).await;
        assert_eq!(stranger.get(&path).await.status, 404, "{told}");
        let official = self.performer(&case).await;
        let browser = self.browser(&official.login).await;
        let list = browser.get("/kk/staff").await;
        assert!(
            links(&list.body, "main td a, main th a").contains(&path),
            "{told}"
        );
        let shown = browser.get(&path).await;
        assert_eq!(shown.status, 200, "{told}");
        let form = ShownForm::read(&shown.body, "#step").expect(&told);
        let posted = self.filled(plan, &form, leg);
        let refused = post(&stranger, &form.action, &posted).await;
        assert_eq!(refused.status, 404, "{told}");
        let done = post(&browser, &form.action, &posted).await;
        assert_eq!(done.status, 303, "{told} {posted:?}: {}", words(&done.body));
        self.again(&browser, &form, &posted, id, &told).await;
    }

    /// The same sent once more changes nothing and says so.
    async fn again(
        &self,
        browser: &Browser,
        form: &ShownForm,
        posted: &[(String, String)],
        id: &str,
        told: &str,
    ) {
        let before = stands(&self.case(id).await);
        let again = post(browser, &form.action, posted).await;
        assert_eq!(again.status, 422, "{told}");
        assert!(!words_of(&again.body, "main .notice").is_empty(), "{told}");
        assert_eq!(stands(&self.case(id).await), before, "{told}");
    }

    fn filled(&self, plan: &Plan, form: &ShownForm, leg: &Leg<'_>) -> Vec<(String, String)> {
        let way = way(form, plan, leg);
        let chosen: Vec<(String, String)> = way
            .into_iter()
            .map(|way| (OUTCOME.to_owned(), way))
            .collect();
        let own = leg.step.inputs.iter();
        let results = plan.regulation.results.iter();
        let fields: Vec<Field> = own
            .chain(results.flat_map(|one| &one.inputs))
            .cloned()
            .collect();
        let mut filler = Filler {
            wanted: &BTreeMap::new(),
            facts: Facts(plan.answers.clone()),
            today: domain::calendar::local(Utc::now()).date_naive(),
            other_iin: fresh_iin((1985, 3, 14), 650),
        };
        filler.fill(form, &chosen, &|name| field_of(&fields, name))
    }
}

/// Where a case stands. Its log may have grown meanwhile: registers answer when they do.
fn stands(case: &Case) -> (String, String, String, i64, i64) {
    let Case {
        state,
        step,
        appointed,
        step_due,
        due,
        ..
    } = case.clone();
    (state, step, appointed, step_due, due)
}

/// The name of the radio buttons of a step.
const OUTCOME: &str = "outcome";

/// The button that leads along the way to the result that is wanted: the value holds the outcome, the verdict, what is
/// issued and what it says, as far as they are open. None where there is nothing to choose.
fn way(form: &ShownForm, plan: &Plan, leg: &Leg<'_>) -> Option<String> {
    let values = form.values(OUTCOME);
    let fits = |value: &&String| {
        let parts: Vec<&str> = value.split('~').collect();
        let is = |n: usize, wanted: &str| parts.get(n).is_none_or(|part| *part == wanted);
        let output = plan.output.as_ref();
        is(0, leg.outcome.id.as_str())
            && is(1, plan.ruling())
            && output.is_none_or(|output| is(2, output.as_str()))
            && is(3, if plan.says_no { "no" } else { "yes" })
    };
    let way = values.iter().find(fits).or(values.first());
    way.cloned()
}

/// Of a case page the titles of what is done.
pub(super) fn told_to_citizen(page: &Answer) -> Vec<String> {
    words_of(&page.body, ".timeline__item--done .timeline__title")
}

/// The words of a step on a timeline.
pub(super) fn title(leg: &Leg<'_>) -> String {
    leg.step.title.get(Lang::Kk).to_owned()
}

/// A moment of the store.
pub(super) fn moment(micros: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(micros).unwrap()
}
