//! A draft as handlers need it: with its regulation and what follows from its answers.

use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use domain::{
    condition::Facts,
    form::{self, FieldError},
    regulation::{FieldKind, Regulation, Topic},
};

use crate::{
    flow::draft::{self, DraftError},
    http::{error::PageError, reader::Citizen},
    state::App,
    store::draft::Draft,
};

impl IntoResponse for DraftError {
    fn into_response(self) -> Response {
        PageError::from(self).into_response()
    }
}

impl From<DraftError> for PageError {
    fn from(error: DraftError) -> Self {
        match error {
            DraftError::NotFound | DraftError::Submitted { .. } => PageError::NotFound,
            DraftError::Store(error) => error.into(),
        }
    }
}

/// A draft with its regulation and what follows from its answers.
pub(in crate::http) struct Loaded<'a> {
    /// The draft.
    pub(in crate::http) draft: Draft,
    /// Its regulation.
    pub(in crate::http) regulation: &'a Regulation,
    /// What the answers say.
    pub(in crate::http) facts: Facts,
    /// The day of the portal.
    pub(in crate::http) today: NaiveDate,
}

impl<'a> Loaded<'a> {
    pub(in crate::http) fn new(app: &'a App, draft: Draft) -> Result<Loaded<'a>, PageError> {
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

    /// The topic of the path; with a member number exactly if it repeats.
    pub(in crate::http) fn topic(
        &self,
        id: &str,
        n: Option<usize>,
    ) -> Result<&'a Topic, PageError> {
        let topic = self.regulation.topic(id).ok_or(PageError::NotFound)?;
        let fits = match n {
            None => true,
            Some(n) => topic.repeats && self.may_be_member(topic, n),
        };
        if fits {
            Ok(topic)
        } else {
            Err(PageError::NotFound)
        }
    }

    fn may_be_member(&self, topic: &Topic, n: usize) -> bool {
        let answers = &self.draft.body.answers;
        n >= 1 && (n <= answers.members(&topic.id) || answers.next_member(topic) == Some(n))
    }

    /// What is wrong on one page.
    pub(in crate::http) fn problems(&self, topic: &Topic, n: Option<usize>) -> Vec<FieldError> {
        let page = self.draft.body.answers.page(topic, n);
        let known = |id: &str, value: &str| topic_knows(self.regulation, topic, id, value);
        match form::validate(&topic.fields, &page, &self.facts, self.today) {
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

/// Loads the reader's own draft. One that was handed in leads to its case.
pub(in crate::http) async fn load<'a>(
    app: &'a App,
    citizen: &Citizen,
    id: &str,
) -> Result<Loaded<'a>, Response> {
    let draft = app
        .store
        .draft(id, &citizen.person)
        .await
        .map_err(|error| PageError::from(error).into_response())?;
    let draft = draft.ok_or_else(|| PageError::NotFound.into_response())?;
    if let Some(case) = &draft.case_id {
        return Err(citizen.reader.redirect(&format!("/cabinet/cases/{case}")));
    }
    Loaded::new(app, draft).map_err(IntoResponse::into_response)
}
