//! What is decided of at the end: what an official enters for a result, its paper, and grounds that no act names.

use serde::Serialize;
use utoipa::ToSchema;

use domain::{
    regulation::Certainty,
    service::{Polarity, ResultTemplate, ServiceGround},
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
    /// What is entered.
    fields: Vec<Field<'a>>,
    /// Heading of the paper.
    title: &'a Text,
    /// What it says, with placeholders.
    body: &'a Text,
    /// Where it was read, if not in an act.
    source: Option<&'a Text>,
}

impl<'a> From<&'a ResultTemplate> for ResultForm<'a> {
    fn from(result: &'a ResultTemplate) -> Self {
        ResultForm {
            results: result.output.iter().map(|id| id.as_str()).collect(),
            decision: &result.label,
            polarity: &result.polarity,
            fields: result.inputs.iter().map(Field::from).collect(),
            title: &result.paper.title,
            body: &result.paper.body,
            source: result.source.as_ref(),
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
            status: ground.status,
            source: ground.source.as_ref(),
        }
    }
}
