//! The page of somebody who typed upon answers that another window has changed since: both are shown, and nothing is saved
//! before it is sent again.

use app::{
    pages::topic::{TopicView, topic},
    sheet,
    text::{t, t_with, value},
};
use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use domain::{
    form::{self, MemberId},
    regulation::Topic,
};

use super::topic_view as draw;
use crate::{
    flow::draft,
    http::{
        draft::loaded::LoadedDraft,
        kit::{fields::Fields, guards::Citizen, web::App},
    },
};

pub(super) fn show(
    app: &App,
    citizen: &Citizen,
    mut loaded: LoadedDraft<'_>,
    (of, member): (&Topic, Option<&MemberId>),
    fields: &Fields,
) -> Response {
    let context = &citizen.context;
    let lang = context.lang;
    let stored = loaded.draft.body.answers.page(of, member);
    let body = std::mem::take(&mut loaded.draft.body);
    loaded.draft.body = draft::typed_over(body, (of, member), &fields.0, loaded.today);
    let typed = loaded.draft.body.answers.page(of, member);
    let mut view = TopicView {
        seen: draft::mark(&stored),
        notice: Some((
            t(lang, "typed-elsewhere-title"),
            t(lang, "typed-elsewhere-text"),
        )),
        ..draw::topic(context, &loaded, of, member, &[])
    };
    for shown in &mut view.fields {
        let question = of.fields.iter().find(|one| one.id == shown.field.name);
        let Some(question) = question else { continue };
        let [kept, own] = [&stored, &typed].map(|page| form::typed(question, page));
        if kept == own {
            continue;
        }
        let read = form::normalise(question, &kept, loaded.today).unwrap_or(kept);
        let said = sheet::shown(loaded.regulation, question, &read, lang).join("; ");
        let said = match said.is_empty() {
            true => t(lang, "check-not-given"),
            false => said,
        };
        shown.field.warning = Some(t_with(
            lang,
            "typed-elsewhere-answer",
            &[("said", value(said))],
        ));
    }
    let page = topic(&context.shell(app, ""), &view);
    (StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response()
}
