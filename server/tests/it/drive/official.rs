//! The official: finds the task in the list, opens the case, enters what the step asks, and ends it once.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    condition::Facts,
    regulation::{Closing, Field, Leg},
    text::Lang,
};
use server::store::{
    case::{OpenWork, TaskRow},
    staff::Staff,
};

use super::{
    citizen::field_of,
    fill::Filler,
    html::{Kind, ShownForm, links, words, words_of},
    plan::Plan,
    portal::DrivenPortal,
};
use crate::common::{Answer, Browser, fresh_iin, journey::post};

/// A form as an official sent it.
#[derive(Debug)]
pub(super) struct SentForm {
    /// Where.
    action: String,
    /// By whom.
    login: String,
    pub(super) fields: Vec<(String, String)>,
    /// Which button was pressed, where there are several.
    pub(super) chosen: Option<String>,
    /// The name of the official, and the words of the papers that they had before them.
    pub(super) name: String,
    pub(super) seen: String,
    /// The step as a timeline names it.
    title: String,
}

/// A form that is pressed.
struct Press<'a> {
    form: &'a ShownForm,
    posted: &'a [(String, String)],
    /// The words of the papers that the official has before them until it is done.
    seen: &'a mut String,
}

impl DrivenPortal {
    /// The open task at a step.
    pub(super) async fn task(&self, id: &str, step: &str) -> TaskRow {
        let tasks = self.store.work_of(id).await.unwrap().tasks;
        let found = tasks.iter().find(|task| task.step == step);
        found
            .cloned()
            .unwrap_or_else(|| panic!("{step}: {tasks:?}"))
    }

    /// The officials whose task it is: whoever has it, or else everybody who has a role of it.
    async fn performers(&self, id: &str, task: &TaskRow) -> Vec<Staff> {
        let tasks = self.store.work_of(id).await.unwrap().tasks;
        let rows = tasks.into_iter().filter(|row| row.no == task.no);
        let roles: Vec<String> = rows.map(|row| row.role).collect();
        let staff = self.store.staff_of_office(&task.office).await.unwrap();
        let is_theirs = |one: &Staff| match task.assignee.as_str() {
            "" => roles.iter().any(|role| one.roles.contains(role)),
            assignee => one.id == assignee,
        };
        let found: Vec<Staff> = staff.into_iter().filter(is_theirs).collect();
        assert!(!found.is_empty(), "nobody is {roles:?} in {}", task.office);
        found
    }

    /// The first of them.
    pub(super) async fn performer(&self, id: &str, task: &TaskRow) -> Staff {
        self.performers(id, task).await.swap_remove(0)
    }

    /// A step of several roles is everybody's who has one of them, whoever was appointed for one before. With `names` it is
    /// given to one of the last role; then it is theirs alone, and both sides read in which role.
    pub(super) async fn shared(
        &mut self,
        plan: &Plan,
        id: &str,
        leg: &Leg<'_>,
        (citizen, names): (&Browser, bool),
    ) {
        let Some(last) = leg.step.or.last() else {
            return;
        };
        let task = self.task(id, &leg.step.id).await;
        let told = format!("{plan}, at {}", leg.step.id);
        let performers = self.performers(id, &task).await;
        let holds = |one: &Staff, role: &str| one.roles.iter().any(|has| has == role);
        for role in leg.step.or.iter().chain([&leg.step.performer]) {
            let theirs = performers.iter().find(|one| holds(one, role));
            let theirs = theirs.unwrap_or_else(|| panic!("{told}: closed to {role}"));
            let browser = self.official(&theirs.login).await;
            let row = format!("/kk/staff/cases/{id}?task={}", task.no);
            let list = browser.get("/kk/staff").await;
            assert!(links(&list.body, "main td a, main th a").contains(&row));
            let shown = browser.get(&row).await;
            assert!(ShownForm::read(&shown.body, "#step").is_some(), "{told}");
        }
        if !names {
            return;
        }
        let named = performers.iter().find(|one| holds(one, last)).unwrap();
        let said = [("to", named.id.as_str()), ("reason", "кезегі бойынша")];
        self.act(plan, (id, &leg.step.id), "assign", &said).await;
        let role = plan.regulation.role(last).unwrap().name.get(Lang::Kk);
        let own = citizen.get(&format!("/kk/cabinet/cases/{id}")).await;
        let by = format!("{}, {role}", named.name);
        assert!(words(&own.body).contains(&by), "{told}: {by}");
        let other = performers.iter().find(|one| !holds(one, last)).unwrap();
        let other = self.official(&other.login).await;
        let shown = other.get(&format!("/kk/staff/cases/{id}")).await;
        let by = format!("{} ({role})", named.name);
        assert!(words(&shown.body).contains(&by), "{told}: {by}");
        assert!(ShownForm::read(&shown.body, "#step").is_none(), "{told}");
    }

    /// The login of an official who does the same in another office, or else of one who has nothing to do with this one.
    async fn stranger(&self, task: &TaskRow) -> String {
        let all = self.store.staff_accounts(None).await.unwrap();
        let others = || {
            let active = all
                .iter()
                .filter(|one| one.active && !one.staff.administrator);
            active.filter(|one| one.staff.office != task.office)
        };
        let same = others().find(|one| one.staff.roles.contains(&task.role));
        same.or(others().next()).unwrap().staff.login.clone()
    }

    /// A colleague whose task it is not finds it in no list of theirs.
    async fn is_in_no_other_list(&mut self, id: &str, task: &TaskRow, told: &str) {
        let performers = self.performers(id, task).await;
        let staff = self.store.staff_of_office(&task.office).await.unwrap();
        let mut others = staff.iter().filter(|one| {
            let performs = performers.iter().any(|performer| performer.id == one.id);
            !performs && !one.administrator
        });
        let Some(other) = others.next() else {
            return;
        };
        let list = self.official(&other.login).await.get("/kk/staff").await;
        let row = format!("/kk/staff/cases/{id}?task={}", task.no);
        let found = links(&list.body, "main a").contains(&row);
        assert!(!found, "{told}: {} has it too", other.login);
    }

    /// Ends the open step as the leg says. `old` is what was sent at the step before.
    pub(super) async fn step(
        &mut self,
        plan: &Plan,
        id: &str,
        leg: &Leg<'_>,
        old: Option<&SentForm>,
    ) -> SentForm {
        let told = format!("{plan}, at {}", leg.step.id);
        let task = self.task(id, &leg.step.id).await;
        let path = format!("/kk/staff/cases/{id}");
        let stranger = self.stranger(&task).await;
        let stranger = self.official(&stranger).await;
        assert_eq!(stranger.get(&path).await.status, 404, "{told}");
        if let Some(old) = old {
            self.nothing_comes_of(old, id, &told).await;
        }
        let Staff { login, name, .. } = self.performer(id, &task).await;
        let browser = self.official(&login).await;
        let row = format!("{path}?task={}", task.no);
        let list = browser.get("/kk/staff").await;
        assert!(
            links(&list.body, "main td a, main th a").contains(&row),
            "{told}"
        );
        self.is_in_no_other_list(id, &task, &told).await;
        let shown = browser.get(&row).await;
        assert_eq!(shown.status, 200, "{told}");
        let form = ShownForm::read(&shown.body, "#step").expect(&told);
        let chosen = way(&form, plan, leg);
        let fields = self.filled(plan, &form, (leg, chosen.as_deref()));
        let refused = post(&stranger, &form.action, &fields).await;
        assert_eq!(refused.status, 404, "{told}");
        let mut seen = words_of(&shown.body, ".deed").join(" ");
        let press = Press {
            form: &form,
            posted: &fields,
            seen: &mut seen,
        };
        let done = self.completed(&browser, press, id, &told).await;
        assert_eq!(done.status, 303, "{told} {fields:?}: {}", words(&done.body));
        let posted = SentForm {
            action: form.action,
            login,
            fields,
            chosen,
            name,
            seen,
            title: title(leg),
        };
        self.nothing_comes_of(&posted, id, &told).await;
        posted
    }

    /// Ends the step. Whoever issues a paper by it has the paper before them first, and nothing is done until then.
    async fn completed(
        &self,
        browser: &Browser,
        Press { form, posted, seen }: Press<'_>,
        id: &str,
        told: &str,
    ) -> Answer {
        let before = self.stands(id).await;
        let answer = post(browser, &form.action, posted).await;
        if answer.status != 200 {
            return answer;
        }
        assert_eq!(self.stands(id).await, before, "{told}");
        let shown = ShownForm::read(&answer.body, "#step");
        let mut controls = shown.iter().flat_map(|form| &form.controls);
        let doubts = controls.find(|one| one.name == "doubts");
        if let Some(doubts) = doubts.map(|one| (one.name.clone(), one.value.clone())) {
            let posted: Vec<_> = posted.iter().cloned().chain([doubts]).collect();
            return post(browser, &form.action, &posted).await;
        }
        assert!(!words_of(&answer.body, ".deed").is_empty(), "{told}");
        seen.push_str(&words_of(&answer.body, ".deed").join(" "));
        let shown = ShownForm::read(&answer.body, "#step").expect(told);
        let mut marks = shown.controls.iter().filter(|one| one.name == "paper");
        let mark = marks.next().expect(told);
        let mark = [(mark.name.clone(), mark.value.clone())];
        let entered = posted.iter().filter(|(name, _)| name != "paper");
        let posted: Vec<_> = entered.cloned().chain(mark).collect();
        post(browser, &shown.action, &posted).await
    }

    /// The same sent once more changes nothing: whoever did the step comes to the case, which tells it. With another word it
    /// is another thing, for which it is too late: the page says who did the step.
    async fn nothing_comes_of(&mut self, old: &SentForm, id: &str, told: &str) {
        let before = self.stands(id).await;
        let browser = self.official(&old.login).await;
        let again = post(&browser, &old.action, &old.fields).await;
        assert_eq!(again.status, 303, "{told}: {}", words(&again.body));
        assert!(again.location().contains(id), "{told}");
        let mut shown = browser.get(again.location()).await;
        // Whoever signs next has the paper before them, and the case behind a link.
        let mut links = links(&shown.body, "main a").into_iter();
        if let Some(whole) = links.find(|href| href.contains("whole=")) {
            shown = browser.get(&whole).await;
        }
        let done = told_as_done(&shown);
        let tells = done.iter().any(|one| one.ends_with(&old.title));
        assert!(tells, "{told}: {} in {done:?}", old.title);
        let mut other = old.fields.clone();
        other.retain(|(name, _)| name != "comment");
        other.push(("comment".to_owned(), "Кейін ойыма келген сөз.".to_owned()));
        let late = post(&browser, &old.action, &other).await;
        let said = words(&late.body);
        assert_eq!(late.status, 422, "{told}: {said}");
        assert!(said.contains(&old.name), "{told}: {said}");
        assert_eq!(self.stands(id).await, before, "{told}");
    }

    /// Where a case stands. Its log may have grown meanwhile: registers answer when they do.
    pub(super) async fn stands(&self, id: &str) -> (String, i64, OpenWork) {
        let case = self.case(id).await;
        let work = self.store.work_of(id).await.unwrap();
        (case.state, case.due, work)
    }

    /// Does something beside the step in hand by its page; a second click does nothing more.
    pub(super) async fn act(
        &mut self,
        plan: &Plan,
        (id, step): (&str, &str),
        act: &str,
        said: &[(&str, &str)],
    ) {
        let task = self.task(id, step).await;
        let login = self.performer(id, &task).await.login;
        let browser = self.official(&login).await;
        let page = format!("/kk/staff/cases/{id}/{act}");
        let shown = browser.get(&format!("{page}?task={}", task.no)).await;
        assert_eq!(shown.status, 200, "{plan}, {act}: {}", words(&shown.body));
        let form = ShownForm::read(&shown.body, "main form").expect(act);
        let hidden = form.controls.iter().filter(|one| one.kind == Kind::Hidden);
        let mut fields: Vec<(String, String)> = hidden
            .map(|one| (one.name.clone(), one.value.clone()))
            .collect();
        let said = said
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        fields.extend(said);
        for _ in 0..2 {
            let done = post(&browser, &page, &fields).await;
            assert_eq!(done.status, 303, "{plan}, {act}: {}", words(&done.body));
        }
    }

    fn filled(
        &self,
        plan: &Plan,
        form: &ShownForm,
        (leg, chosen): (&Leg<'_>, Option<&str>),
    ) -> Vec<(String, String)> {
        let chosen: Vec<(String, String)> = chosen
            .into_iter()
            .map(|way| (OUTCOME.to_owned(), way.to_owned()))
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
            today: self.today(),
            other_iin: fresh_iin((1985, 3, 14), 650),
        };
        filler.fill(form, &chosen, &|name| field_of(&fields, name))
    }
}

/// The name of the buttons of a step.
const OUTCOME: &str = "outcome";

/// The button that leads along the way to the result that is wanted: the value holds the outcome, the verdict, what is
/// issued and what it says, as far as they are open. None where there is nothing to choose.
fn way(form: &ShownForm, plan: &Plan, leg: &Leg<'_>) -> Option<String> {
    let buttons = match &form.control(OUTCOME)?.kind {
        Kind::OneOf(values) => values.clone(),
        _ => vec![form.control(OUTCOME)?.value.clone()],
    };
    let decided = [
        Some(plan.ruling()),
        plan.output.as_ref().map(|output| output.as_str()),
        plan.polarity.map(|polarity| polarity.id()),
    ];
    let whole: Vec<&str> = [Some(leg.outcome.id.as_str())]
        .into_iter()
        .chain(decided)
        .flatten()
        .collect();
    let fits = |button: &&String| **button == leg.outcome.id || **button == whole.join("~");
    let fitting: Vec<&String> = buttons.iter().filter(fits).collect();
    let [button] = fitting[..] else {
        panic!("{plan}, at {}: {whole:?} of {buttons:?}", leg.step.id);
    };
    Some(button.clone())
}

/// Of the page of a case the titles of what is done.
pub(super) fn told_as_done(page: &Answer) -> Vec<String> {
    words_of(&page.body, ".timeline__item--done .timeline__title")
}

/// The words of a step on a timeline.
pub(super) fn title(leg: &Leg<'_>) -> String {
    leg.step.title.get(Lang::Kk).to_owned()
}

/// A moment of the store.
pub(super) fn moment(micros: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(micros).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// The state of a case that ended so.
pub(super) const fn closing(closing: Closing) -> &'static str {
    match closing {
        Closing::Granted => "granted",
        Closing::Refused => "refused",
        Closing::IntakeRefused => "intake-refused",
        Closing::Withdrawn => "withdrawn",
        Closing::Abandoned => "abandoned",
    }
}
