//! The application of a case, as it was submitted.

use app::sheet::{Given, compose};
use domain::{
    application::{Application, Party, read},
    form::Answers,
    text::Lang,
};

use super::{
    CaseError,
    read::{Loaded, damaged},
};
use crate::{core::Core, flow::digest::stored};

/// The application of a case: the stored bytes, if they are those that the log names. Cases from before it was stored
/// have it composed from their log and the regulation.
pub async fn application_of(app: &Core, loaded: &Loaded<'_>) -> Result<Application, CaseError> {
    match loaded.application_hash() {
        "" => Ok(composed(loaded)),
        named => by_hash(app, &loaded.case.id, named).await,
    }
}

async fn by_hash(app: &Core, case: &str, named: &str) -> Result<Application, CaseError> {
    let documents = app.store.documents_of(case).await?;
    let body = stored(&documents, named).ok_or_else(|| {
        let why = "the stored application is not the one that the log names";
        damaged(case, why)
    })?;
    read(body).map_err(|error| damaged(case, error))
}

fn composed(loaded: &Loaded<'_>) -> Application {
    let state = &loaded.state;
    let first = loaded.submitted();
    compose(Given {
        lang: Lang::from_tag(&loaded.case.lang).unwrap_or_default(),
        regulation: &loaded.regulation,
        channel: state.channel,
        office: &state.office,
        applicant: Party {
            name: loaded.applicant().to_owned(),
            number: String::new(),
        },
        answers: &Answers(state.answers.clone()),
        evidence: first.map_or(&[], |first| &first.evidence),
    })
}
