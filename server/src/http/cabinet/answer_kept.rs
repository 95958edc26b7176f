//! What the applicant typed as an answer, kept while they attach the document of which it speaks. It waits in the session,
//! sealed for whoever typed it.

use crate::{
    core::Core,
    http::kit::{
        error::PageError, fields::Fields, guards::Citizen, session::Session,
        unsaved_answers::UnsavedAnswers,
    },
};

/// Where the session keeps it. The last one counts.
const KEPT_ANSWER: &str = "answer";

/// Keeps what was typed at `place`, if the form says who typed it.
pub(super) async fn keep(
    core: &Core,
    session: &Session,
    place: &str,
    fields: Fields,
) -> Result<(), PageError> {
    if let Some(typed) = UnsavedAnswers::posted(place, fields) {
        session.insert(KEPT_ANSWER, typed.sealed(core)).await?;
    }
    Ok(())
}

/// What was typed at `place`; nothing if something else was kept since.
pub(super) async fn read(
    core: &Core,
    session: &Session,
    citizen: &Citizen,
    place: &str,
) -> Result<Fields, PageError> {
    let kept: Option<String> = session.get(KEPT_ANSWER).await?;
    let kept = kept.and_then(|kept| UnsavedAnswers::unsealed(core, &citizen.person, &kept));
    let kept = kept.filter(|kept| kept.path() == place);
    Ok(kept.map(UnsavedAnswers::into_fields).unwrap_or_default())
}

/// It was sent.
pub(super) async fn forget(session: &Session) -> Result<(), PageError> {
    session.remove::<String>(KEPT_ANSWER).await?;
    Ok(())
}
