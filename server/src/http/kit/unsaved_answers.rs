//! Answers that came after the session had ended.

use std::collections::BTreeMap;

use domain::form::MemberId;

use super::{error::PageError, fields::Fields, web::App};
use crate::flow::draft::{self, Change, DraftError};

/// What was posted to a page of the form after the session had ended. The login page carries it along as hidden
/// fields and posts it back; nothing of it is stored before the person is known, and then only in their own draft.
#[derive(Debug, Default)]
pub(crate) struct UnsavedAnswers {
    draft: String,
    topic: String,
    member: Option<MemberId>,
    values: BTreeMap<String, String>,
}

const KEPT_DRAFT: &str = "kept-draft";
const KEPT_TOPIC: &str = "kept-topic";
const KEPT_MEMBER: &str = "kept-member";
const KEPT_VALUE: &str = "kept.";

impl UnsavedAnswers {
    /// What was posted to the page of a topic or of one of its members.
    pub(crate) fn posted(
        draft: String,
        topic: String,
        member: Option<MemberId>,
        fields: Fields,
    ) -> UnsavedAnswers {
        UnsavedAnswers {
            draft,
            topic,
            member,
            values: fields.0,
        }
    }

    /// Takes the hidden fields out of a posted login.
    pub(crate) fn from_login(mut fields: Fields) -> UnsavedAnswers {
        UnsavedAnswers {
            draft: fields.take(KEPT_DRAFT),
            topic: fields.take(KEPT_TOPIC),
            member: MemberId::parse(&fields.take(KEPT_MEMBER)),
            values: fields
                .0
                .into_iter()
                .filter_map(|(name, value)| {
                    Some((name.strip_prefix(KEPT_VALUE)?.to_owned(), value))
                })
                .collect(),
        }
    }

    /// The hidden fields of the login page.
    pub(crate) fn hidden_fields(&self) -> Vec<(String, String)> {
        if self.draft.is_empty() {
            return Vec::new();
        }
        let mut hidden = vec![
            (KEPT_DRAFT.to_owned(), self.draft.clone()),
            (KEPT_TOPIC.to_owned(), self.topic.clone()),
        ];
        let member = self.member.as_ref();
        hidden.extend(member.map(|member| (KEPT_MEMBER.to_owned(), member.to_string())));
        hidden.extend(
            self.values
                .iter()
                .map(|(name, value)| (format!("{KEPT_VALUE}{name}"), value.clone())),
        );
        hidden
    }

    /// Saves it in the draft, if that belongs to `person` and is open.
    pub(crate) async fn apply(&self, app: &App, person: &str) -> Result<(), PageError> {
        if self.draft.is_empty() {
            return Ok(());
        }
        let Some(draft) = app.store.draft(&self.draft, person).await? else {
            return Ok(());
        };
        if draft.case_id.is_some() {
            return Ok(());
        }
        let regulation = app.catalogue.get(&draft.regulation);
        let regulation = regulation.ok_or(PageError::Withdrawn)?;
        let topic = regulation.topic(&self.topic);
        let Some(topic) = topic.filter(|topic| topic.repeats == self.member.is_some()) else {
            return Ok(());
        };
        let change = Change::Answers {
            topic,
            member: self.member.as_ref(),
            typed: &self.values,
            sending: None,
        };
        match draft::change(app, draft, change).await {
            Err(DraftError::Store(error)) => Err(error.into()),
            _ => Ok(()),
        }
    }
}
