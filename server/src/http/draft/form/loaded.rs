//! A draft as handlers need it: with its regulation and what follows from its answers.

use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use domain::{
    condition::Facts,
    form::{self, FieldError, MemberId, Membership},
    regulation::{FieldKind, Regulation, Topic},
};

use crate::{
    flow::draft::{self, DraftError},
    http::{
        kit::{error::PageError, page_context::Citizen, web::App},
        layers::unsaved::SubmittedAs,
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

/// The answer to a change of a draft that was handed in meanwhile.
fn submitted(case: String) -> Response {
    let mut response = PageError::Submitted.into_response();
    response.extensions_mut().insert(SubmittedAs(case));
    response
}

impl From<DraftError> for PageError {
    fn from(error: DraftError) -> Self {
        match error {
            DraftError::NotFound | DraftError::Ended => PageError::NotFound,
            DraftError::Submitted { .. } => PageError::Submitted,
            DraftError::Store(error) => error.into(),
        }
    }
}

/// A draft with its regulation and what follows from its answers.
pub(crate) struct Loaded<'a> {
    /// The draft.
    pub(crate) draft: Draft,
    /// Its regulation.
    pub(crate) regulation: &'a Regulation,
    /// What the answers say.
    pub(crate) facts: Facts,
    /// The day of the portal.
    pub(crate) today: NaiveDate,
}

impl<'a> Loaded<'a> {
    pub(crate) fn new(app: &'a App, draft: Draft) -> Result<Loaded<'a>, PageError> {
        let regulation = app
            .catalogue
            .get(&draft.regulation)
            .ok_or(PageError::Withdrawn)?;
        let facts = draft::facts(regulation, &draft.body);
        let today = domain::calendar::local(app.now()).date_naive();
        Ok(Loaded {
            draft,
            regulation,
            facts,
            today,
        })
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

    /// What is wrong on one page.
    pub(crate) fn problems(&self, topic: &Topic, member: Option<&MemberId>) -> Vec<FieldError> {
        let (topics, answers) = (&self.regulation.topics, &self.draft.body.answers);
        let known = |id: &str, value: &str| topic_knows(self.regulation, topic, id, value);
        match form::check_page(topics, topic, member, answers, &self.facts, self.today) {
            Ok(values) => values
                .iter()
                .filter(|(id, value)| !known(id, value))
                .map(|(id, _)| FieldError {
                    field: id.clone(),
                    code: form::ErrorCode::NotAnOption,
                })
                .collect(),
            Err(problems) => problems,
        }
    }
}

/// Whether an office that was chosen exists; every other kind is checked by the form itself.
fn topic_knows(regulation: &Regulation, topic: &Topic, id: &str, value: &str) -> bool {
    let field = topic.fields.iter().find(|field| field.id == id);
    let is_office = field.is_some_and(|field| field.kind == FieldKind::Office);
    !is_office || regulation.office(value).is_some()
}

/// Loads the reader's own draft to change it. One that was handed in meanwhile is said to be.
pub(crate) async fn load_to_change<'a>(
    app: &'a App,
    citizen: &Citizen,
    id: &str,
) -> Result<Loaded<'a>, Response> {
    let draft = draft_of(app, citizen, id).await?;
    match draft.case_id {
        Some(case) => Err(submitted(case)),
        None => Loaded::new(app, draft).map_err(IntoResponse::into_response),
    }
}

async fn draft_of(app: &App, citizen: &Citizen, id: &str) -> Result<Draft, Response> {
    let draft = app
        .store
        .draft(id, &citizen.person)
        .await
        .map_err(|error| PageError::from(error).into_response())?;
    draft.ok_or_else(|| PageError::NotFound.into_response())
}

/// Loads the reader's own draft to show it. One that was handed in leads to its case.
pub(crate) async fn load<'a>(
    app: &'a App,
    citizen: &Citizen,
    id: &str,
) -> Result<Loaded<'a>, Response> {
    let draft = draft_of(app, citizen, id).await?;
    if let Some(case) = &draft.case_id {
        return Err(citizen.reader.redirect(&format!("/cabinet/cases/{case}")));
    }
    Loaded::new(app, draft).map_err(IntoResponse::into_response)
}
