//! A draft as handlers need it: with its regulation.

use axum::response::{IntoResponse, Response};
use catalogue::Catalogue;
use chrono::NaiveDate;
use domain::{
    form::{FormCheck, MemberId, Membership},
    regulation::{ChannelKind, Regulation, Topic},
};

use crate::{
    flow::{draft::DraftError, submission::told_to},
    http::kit::{
        error::{PageError, SubmittedAs},
        guards::Citizen,
        web::App,
    },
    store::draft::Draft,
};

impl IntoResponse for DraftError {
    fn into_response(self) -> Response {
        match self {
            DraftError::Submitted { case_id } => submitted(case_id),
            error => PageError::from(error).into_response(),
        }
    }
}

/// The answer to a change of a draft that was submitted meanwhile.
fn submitted(case: String) -> Response {
    let mut response = PageError::Submitted.into_response();
    response.extensions_mut().insert(SubmittedAs(case));
    response
}

impl From<DraftError> for PageError {
    fn from(error: DraftError) -> Self {
        match error {
            DraftError::NotFound | DraftError::Ended => PageError::NotFound,
            DraftError::Overtaken(_) => PageError::Gone,
            DraftError::Submitted { .. } => PageError::Submitted,
            DraftError::Store(error) => error.into(),
        }
    }
}

pub(crate) struct LoadedDraft<'a> {
    pub(crate) draft: Draft,
    pub(crate) regulation: &'a Regulation,
    pub(crate) catalogue: &'a Catalogue,
    /// By the clock of the portal.
    pub(crate) today: NaiveDate,
}

impl<'a> LoadedDraft<'a> {
    pub(crate) fn new(app: &'a App, draft: Draft) -> Result<LoadedDraft<'a>, PageError> {
        let regulation = told_to(app, &draft).ok_or(PageError::Withdrawn)?;
        let today = domain::calendar::local(app.now()).date_naive();
        Ok(LoadedDraft {
            draft,
            regulation,
            catalogue: &app.catalogue,
            today,
        })
    }

    pub(crate) fn check(&self) -> FormCheck<'_> {
        let answers = &self.draft.body.answers;
        FormCheck::new(self.regulation, ChannelKind::Portal, answers, self.today)
    }

    /// The topic of the path; with a member only if it repeats.
    pub(crate) fn topic(
        &self,
        id: &str,
        member: Option<&MemberId>,
    ) -> Result<&'a Topic, PageError> {
        let topic = self.regulation.topic(id).ok_or(PageError::NotFound)?;
        match member {
            Some(_) if !topic.repeats => Err(PageError::NotFound),
            _ => Ok(topic),
        }
    }

    /// Where the member of the path stands; a page that is no member's is there.
    pub(crate) fn membership(&self, topic: &Topic, member: Option<&MemberId>) -> Membership {
        member.map_or(Membership::Listed, |member| {
            self.draft.body.answers.membership(topic, member)
        })
    }
}

/// The reader's own draft, as it was read with the session, to change it. One that was submitted meanwhile is said to be.
#[expect(clippy::result_large_err, reason = "the answer goes out at once")]
pub(crate) fn to_change<'a>(app: &'a App, citizen: &Citizen) -> Result<LoadedDraft<'a>, Response> {
    changeable(app, citizen.context.draft.clone())
}

/// The same draft as it is now: something has changed it since the session was read.
pub(crate) async fn changed<'a>(
    app: &'a App,
    citizen: &Citizen,
    id: &str,
) -> Result<LoadedDraft<'a>, Response> {
    let draft = app.store.draft(id, &citizen.person).await;
    let draft = draft.map_err(|error| PageError::from(error).into_response())?;
    changeable(app, draft)
}

#[expect(clippy::result_large_err, reason = "the answer goes out at once")]
fn changeable(app: &App, draft: Option<Draft>) -> Result<LoadedDraft<'_>, Response> {
    let draft = draft.ok_or_else(not_found)?;
    match draft.case_id {
        Some(case) => Err(submitted(case)),
        None => LoadedDraft::new(app, draft).map_err(IntoResponse::into_response),
    }
}

fn not_found() -> Response {
    PageError::NotFound.into_response()
}

/// The reader's own draft to show it. One that was submitted leads to its case.
#[expect(clippy::result_large_err, reason = "the answer goes out at once")]
pub(crate) fn to_show<'a>(app: &'a App, citizen: &Citizen) -> Result<LoadedDraft<'a>, Response> {
    let draft = citizen.context.draft.clone().ok_or_else(not_found)?;
    if let Some(case) = &draft.case_id {
        return Err(citizen.context.redirect(&format!("/cabinet/cases/{case}")));
    }
    LoadedDraft::new(app, draft).map_err(IntoResponse::into_response)
}
