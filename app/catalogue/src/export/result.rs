//! What is decided of at the end: what an official enters for a result, its paper, and grounds that no act names.

use serde::Serialize;
use utoipa::ToSchema;

use domain::{
    condition::Condition,
    regulation::Certainty,
    service::{PaperList, Polarity, ResultTemplate, ServiceGround},
    text::Text,
};

use super::Field;

/// What an official enters for a kind of result, and the paper that is made of it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResultForm<'a> {
    /// Ids of the results for which it is.
    results: Vec<&'a str>,
    /// What the official does who decides so.
    decision: &'a Text,
    /// Where the result says yes or no: for which of them.
    polarity: &'a [Polarity],
    /// For which answers of the form it is.
    when: Option<&'a Condition>,
    /// What is entered.
    fields: Vec<Field<'a>>,
    /// Heading of the paper.
    title: &'a Text,
    /// What it says, with placeholders.
    body: &'a Text,
    /// Which rows of the form it lists: no act gives its form.
    lists: Option<Listed<'a>>,
    /// Where it was read, if not in an act.
    source: Option<&'a Text>,
}

impl<'a> From<&'a ResultTemplate> for ResultForm<'a> {
    fn from(result: &'a ResultTemplate) -> Self {
        ResultForm {
            results: result.output.iter().map(|id| id.as_str()).collect(),
            decision: &result.label,
            polarity: &result.polarity,
            when: result.when.as_ref(),
            fields: result.inputs.iter().map(Field::from).collect(),
            title: &result.paper.title,
            body: &result.paper.body,
            lists: result.paper.list.as_ref().map(Listed::from),
            source: result.source.as_ref(),
        }
    }
}

/// Rows of the form on a paper.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Listed<'a> {
    /// What they are.
    title: &'a Text,
    /// Id of the page of the form that repeats.
    page: &'a str,
    /// Ids of the fields that are told of each row.
    fields: &'a [String],
}

impl<'a> From<&'a PaperList> for Listed<'a> {
    fn from(list: &'a PaperList) -> Self {
        Listed {
            title: &list.title,
            page: &list.topic,
            fields: &list.fields,
        }
    }
}

/// A ground of refusal that holds for the service where the act names none.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommonGround<'a> {
    /// Stable id.
    id: &'a str,
    /// Number of the point, if known.
    point: Option<&'a str>,
    /// The ground.
    text: &'a Text,
    /// What answers of the form speak for it.
    when: Option<&'a Condition>,
    /// For which answers of the form it may be taken; for all where nothing is said.
    only: Option<&'a Condition>,
    /// How sure it is.
    status: Certainty,
    /// Where it was read, if not in an act.
    source: Option<&'a Text>,
}

impl<'a> From<&'a ServiceGround> for CommonGround<'a> {
    fn from(ground: &'a ServiceGround) -> Self {
        CommonGround {
            id: &ground.id,
            point: ground.point.as_deref(),
            text: &ground.text,
            when: ground.when.as_ref(),
            only: ground.only.as_ref(),
            status: ground.status,
            source: ground.source.as_ref(),
        }
    }
}
