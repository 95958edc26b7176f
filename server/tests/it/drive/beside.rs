//! What an office does beside the steps: it asks the applicant for a correction, who answers or does not, and it stops the
//! clock for some days.

use chrono::{DateTime, Utc};
use domain::limit::{Limit, Unit};

use super::{
    html::{ShownForm, links, words},
    official::moment,
    plan::Plan,
    portal::DrivenPortal,
    slow::Fingers,
    terms::Span,
};
use crate::common::{Browser, journey::post};

/// The kinds, in turn from way to way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Interlude {
    Nothing,
    Answered,
    Unanswered,
    StandsStill,
}

const KINDS: [Interlude; 4] = [
    Interlude::Nothing,
    Interlude::Answered,
    Interlude::Unanswered,
    Interlude::StandsStill,
];

/// What happens beside one step of a way.
pub(super) struct Beside {
    kind: Interlude,
    /// Which step; none once it is over.
    pub(super) at: Option<usize>,
}

/// What is under way.
pub(super) enum Begun {
    /// The applicant was asked.
    Asked { answers: bool, due: DateTime<Utc> },
    /// The clock stands still since then.
    Stopped { from: DateTime<Utc> },
}

impl Beside {
    /// Of way number `n`: each kind at each of the office's steps in turn.
    pub(super) fn of(plan: &Plan, n: usize) -> Beside {
        let kind = KINDS[n % KINDS.len()];
        let legs = plan.legs.iter().enumerate();
        let ours = legs.filter(|(_, leg)| leg.step.applicant.is_none());
        let ours: Vec<usize> = ours.map(|(at, _)| at).collect();
        let at = (kind != Interlude::Nothing).then(|| ours[n / KINDS.len() % ours.len()]);
        Beside { kind, at }
    }

    pub(super) async fn begin(
        &self,
        portal: &mut DrivenPortal,
        plan: &Plan,
        (id, step): (&str, &str),
    ) -> Begun {
        let from = portal.now();
        if self.kind == Interlude::StandsStill {
            portal
                .act(
                    plan,
                    (id, step),
                    "stop",
                    &[("reason", "Сынақ үшін тоқтатылды.")],
                )
                .await;
            return Begun::Stopped { from };
        }
        let answers = self.kind == Interlude::Answered;
        let days = if answers { 15 } else { 3 };
        let asked = [("to", &*days.to_string()), ("reason", "Анық сурет керек.")];
        portal.act(plan, (id, step), "correction", &asked).await;
        let due = |since| {
            let limit = Limit::new(days, Unit::WorkingDays);
            Fingers(catalogue::calendar()).due(since, &[limit])
        };
        let span = Span {
            least: due(from),
            most: due(portal.now()),
        };
        let tasks = portal.store.work_of(id).await.unwrap().tasks;
        let asked = tasks.iter().find(|task| task.role.is_empty());
        let kept = asked.map(|task| moment(task.due));
        assert!(
            kept.is_some_and(|kept| span.holds(kept)),
            "{plan}: {kept:?} is not {span:?}"
        );
        Begun::Asked {
            answers,
            due: span.most,
        }
    }
}

/// What is over.
pub(super) enum Over {
    /// The applicant was asked, which moves no deadline.
    Asked,
    /// The clock stood still.
    StoodStill {
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    },
}

impl Begun {
    /// Ends it, if it is time.
    pub(super) async fn ends(
        self,
        portal: &mut DrivenPortal,
        plan: &Plan,
        (id, step): (&str, &str),
        citizen: &Browser,
    ) -> Result<Over, Begun> {
        match self {
            Begun::Asked { answers: true, .. } => {
                answer(portal, citizen, plan, (id, step)).await;
                Ok(Over::Asked)
            }
            Begun::Asked { due, .. } if portal.now() <= due => Err(self),
            Begun::Asked { .. } => {
                portal.until_logged(id, "\"lapsed\"").await;
                let shown = citizen.get(&format!("/kk/cabinet/cases/{id}")).await;
                assert_eq!(
                    asked(&shown.body),
                    None,
                    "{plan}: nothing is asked any more"
                );
                Ok(Over::Asked)
            }
            Begun::Stopped { from } => {
                portal.act(plan, (id, step), "resume", &[]).await;
                let to = portal.now();
                Ok(Over::StoodStill { from, to })
            }
        }
    }
}

/// The page of what the applicant is asked for.
fn asked(page: &str) -> Option<String> {
    let mut links = links(page, "main a").into_iter();
    links.find(|href| href.contains("/tasks/"))
}

/// The applicant answers: nothing goes without a word or a file, and once is enough. The office's own step stays open.
async fn answer(portal: &DrivenPortal, citizen: &Browser, plan: &Plan, (id, step): (&str, &str)) {
    let own = format!("/kk/cabinet/cases/{id}");
    let shown = citizen.get(&own).await;
    let task = asked(&shown.body).unwrap_or_else(|| panic!("{plan}: {}", words(&shown.body)));
    let before = portal.task(id, step).await;
    let form = citizen.get(&task).await;
    let form = ShownForm::read(&form.body, "form#act").unwrap();
    let nothing = citizen.post_form(&task, &[]).await;
    assert_eq!(nothing.status, 422, "{plan}");
    let mut said = Vec::new();
    for control in &form.controls {
        let value = match control.name.as_str() {
            "reason" => "Қайта түсірдім.".to_owned(),
            _ => control.value.clone(),
        };
        said.push((control.name.clone(), value));
    }
    let sent = post(citizen, &task, &said).await;
    assert_eq!(sent.status, 303, "{plan}: {}", words(&sent.body));
    let again = post(citizen, &task, &said).await;
    let done = (again.status, again.location());
    assert_eq!(done, (303, own.as_str()), "{plan}: answered twice");
    let after = portal.task(id, step).await;
    assert_eq!(after, before, "{plan}");
}
