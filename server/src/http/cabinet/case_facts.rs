//! What the list of cases and the receipt say of a case beyond its row.

use app::{
    pages::{act, case::request},
    text::Lang,
};
use domain::{
    case::CaseState,
    form::{self, Answers},
    service::Polarity,
};

use crate::{core::Core, flow::case::Loaded, store::case::Case};

/// The name of the paper, where it answers «no»: that the service was rendered does not say so.
pub(super) fn negative(app: &Core, lang: Lang, case: &Case, state: &CaseState) -> Option<String> {
    let decision = state.decision.as_ref().filter(|_| !state.is_open())?;
    let polarity = decision.polarity.filter(|one| *one == Polarity::No)?;
    let regulation = app.editions.named(&app.catalogue, &case.regulation)?;
    let answers = Answers(state.answers.clone());
    let facts = form::facts(&regulation, state.channel, &answers);
    let template = regulation.template(decision.output.as_ref()?, Some(polarity), &facts)?;
    Some(template.paper.title.get(lang).to_owned())
}

/// What the way of the case wants of the applicant after the submission.
pub(super) fn duties(lang: Lang, loaded: &Loaded<'_>) -> Vec<(String, Option<String>)> {
    let (regulation, state) = (&loaded.regulation, &loaded.state);
    let route = regulation.route(&state.route()).into_iter();
    let steps = route.flat_map(|route| route.main_path());
    let turns = steps.filter_map(|step| Some((step, step.applicant.as_ref()?)));
    turns
        .map(|(step, turn)| {
            let names = request::names(lang, regulation, state, &turn.bring);
            let limit = step.limit.as_ref().map(|limit| act::limit(lang, limit));
            (names.join("; "), limit)
        })
        .collect()
}
