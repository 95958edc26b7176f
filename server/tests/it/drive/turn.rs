//! The applicant's own days: what they take longer makes no official late, on any page.

use app::text::{Lang, t};
use chrono::TimeDelta;

use super::{
    html::{words, words_of},
    plan::Plan,
    portal::DrivenPortal,
};
use crate::common::{Browser, until};

/// How long after their days somebody brings something who takes their time.
pub(super) const LATE_BY: TimeDelta = TimeDelta::days(15);

impl DrivenPortal {
    /// Waits until the portal has taken note that the applicant's days are over: the turn is in the list of whoever watches it.
    pub(super) async fn until_watched(&self, id: &str, step: &str) {
        until::holds(&format!("{step} of {id} is watched"), async || {
            !self.task(id, step).await.role.is_empty()
        })
        .await;
    }

    /// The public page of the case, the cabinet, the lists of those whose task it is and its page: all say the same.
    pub(super) async fn nobody_is_late(&mut self, citizen: &Browser, plan: &Plan, id: &str) {
        let case = self.case(id).await;
        let public = citizen.get(&format!("/kk/status/{}", case.code)).await;
        assert_eq!(public.status, 200);
        let own = citizen.get(&format!("/kk/cabinet/cases/{id}")).await;
        for (page, key) in [
            (&public, "status-late"),
            (&own, "status-late"),
            (&own, "case-appeal-late"),
        ] {
            let shown = words(&page.body);
            assert!(!shown.contains(&t(Lang::Kk, key)), "{plan}: {shown}");
        }
        let tasks = self.store.work_of(id).await.unwrap().tasks;
        // What is the applicant's is in no list until their days are over.
        for task in tasks.iter().filter(|task| !task.role.is_empty()) {
            let login = self.performer(id, task).await.login;
            let browser = self.official(&login).await;
            let list = browser.get("/kk/staff").await;
            let mut rows = words_of(&list.body, "main tr").into_iter();
            let row = rows.find(|row| row.contains(&case.number));
            let row = row.unwrap_or_else(|| panic!("{plan}: {}", words(&list.body)));
            assert!(!row.contains(LATE), "{plan}: {row}");
            let page = format!("/kk/staff/cases/{id}?task={}", task.no);
            let tags = words_of(&browser.get(&page).await.body, ".tag");
            assert!(
                !tags.iter().any(|tag| tag.contains(LATE)),
                "{plan}: {tags:?}"
            );
        }
    }
}

/// What the tag of a late task says.
const LATE: &str = "кешікті";
