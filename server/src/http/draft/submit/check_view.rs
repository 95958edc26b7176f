//! What the page «check your answers» shows.

use app::{
    pages::{
        check::{AttachedFile, CheckView, Document, Missing},
        obstacles::ObstaclesView,
    },
    problem,
    text::{Lang, t, t_with, value},
};
use domain::{
    condition::Truth,
    file_name::served,
    form::{FieldError as Problem, FormPage, MemberId},
    regulation::{Certainty, ChannelKind, Supply, Topic},
};

use crate::{
    flow::{
        file_trouble::Trouble,
        submission::{Blocker, LoadedSubmission},
    },
    http::{
        draft::closed::closed_channel,
        kit::{income_line::income_line, page_context::PageContext},
    },
};

/// Everything that would be submitted, with what is missing and what is odd.
pub(crate) fn check_view(
    context: &PageContext,
    loaded: &LoadedSubmission<'_>,
    blockers: &[Blocker],
) -> CheckView {
    let (lang, draft, regulation) = (context.lang, &loaded.draft, loaded.regulation);
    let base = context.href(&format!("/drafts/{}", draft.id));
    let closed = blockers.contains(&Blocker::Closed);
    let office = loaded.office().and_then(|id| regulation.office(&id));
    CheckView {
        draft: draft.id.clone(),
        service: regulation
            .called_on(Some(ChannelKind::Portal))
            .get(lang)
            .to_owned(),
        office: office.map_or_else(String::new, |office| office.name.get(lang).to_owned()),
        missing: blockers
            .iter()
            .filter_map(|blocker| missing(lang, &base, loaded, blocker))
            .collect(),
        warnings: warnings(lang, &base, loaded),
        excluded: ObstaclesView::of(lang, regulation, loaded.check().facts()),
        not_sent: false,
        other_oblast: None,
        already: Vec::new(),
        closed: closed.then(|| closed_channel(context, regulation, &loaded.check())),
        sections: loaded.application(lang).sections,
        documents: documents(lang, &base, loaded),
        income: loaded
            .check()
            .income()
            .map(|income| income_line(lang, &income)),
    }
}

/// What is pointed out without keeping anybody from submitting.
fn warnings(lang: Lang, base: &str, loaded: &LoadedSubmission<'_>) -> Vec<Missing> {
    loaded
        .check()
        .all_warnings()
        .into_iter()
        .map(|(FormPage { topic, member }, warning)| {
            let what = t(lang, &format!("problem-warning-{}", warning.code.key()));
            let parts = [
                ("topic", value(topic.title.get(lang))),
                ("problem", value(what)),
            ];
            Missing {
                href: format!("{base}/{}", place(topic, member.as_ref())),
                text: t_with(lang, "check-missing-answer", &parts),
            }
        })
        .collect()
}

/// The page of a topic, or of one of its members, below the draft.
fn place(topic: &Topic, member: Option<&MemberId>) -> String {
    member.map_or_else(
        || topic.id.clone(),
        |member| format!("{}/{member}", topic.id),
    )
}

fn missing(
    lang: Lang,
    base: &str,
    loaded: &LoadedSubmission<'_>,
    blocker: &Blocker,
) -> Option<Missing> {
    let regulation = loaded.regulation;
    let (page, text) = match blocker {
        Blocker::Answer {
            topic,
            member,
            error,
        } => missing_answer(lang, regulation.topic(topic)?, member.as_ref(), error),
        Blocker::Group { topic } => {
            let topic = regulation.topic(topic)?;
            let named = ("topic", value(topic.title.get(lang)));
            let text = match topic.least.unwrap_or_default() {
                0 => t_with(lang, "check-missing-group", &[named]),
                _ => {
                    let problem = ("problem", value(problem::too_few(lang, topic)));
                    t_with(lang, "check-missing-answer", &[named, problem])
                }
            };
            (format!("/{}", topic.id), text)
        }
        Blocker::Document(slot) => {
            let place = domain::form::slot(regulation, &loaded.answers, slot)?;
            let parts = [("name", value(place.name.get(lang)))];
            let text = t_with(lang, "check-missing-document", &parts);
            (format!("/documents/{slot}"), text)
        }
        Blocker::File {
            slot,
            name,
            trouble,
        } => {
            let key = match trouble {
                Trouble::Harmful => "files-check-harmful",
                Trouble::Lost | Trouble::Waiting => "files-check-lost",
            };
            let place = domain::form::slot(regulation, &loaded.answers, slot)?;
            let parts = [
                ("document", value(place.name.get(lang))),
                ("name", value(name)),
            ];
            (format!("/documents/{slot}"), t_with(lang, key, &parts))
        }
        Blocker::Office => (String::new(), t(lang, "check-missing-office")),
        Blocker::Closed => return None,
    };
    Some(Missing {
        href: format!("{base}{page}"),
        text,
    })
}

/// The place of an answer that is missing or wrong, below the draft, and what is said of it.
fn missing_answer(
    lang: Lang,
    topic: &Topic,
    member: Option<&MemberId>,
    error: &Problem,
) -> (String, String) {
    let title = topic.title.get(lang);
    let field = topic.fields.iter().find(|field| field.id == error.field);
    let what = match field {
        Some(field) => problem::of_field(lang, field, error.code),
        None => problem::message(lang, title, error.code),
    };
    let parts = [("topic", value(title)), ("problem", value(what))];
    let anchor = field.map_or_else(String::new, |field| format!("#{}", field.id));
    let page = format!("/{}{anchor}", place(topic, member));
    (page, t_with(lang, "check-missing-answer", &parts))
}

/// The slots for which something is wanted, and those that have something.
fn documents(lang: Lang, base: &str, loaded: &LoadedSubmission<'_>) -> Vec<Document> {
    let slots = loaded.check().slots().into_iter();
    let attached = slots.filter(|(slot, _)| slot.supply == Supply::Attach);
    let shown = attached.map(|(slot, needed)| {
        let files = loaded
            .evidence
            .iter()
            .filter(|item| item.slot == slot.id)
            .map(|item| AttachedFile {
                name: served(&item.name, &item.kind),
                size: item.size,
                sha256: item.sha256.clone(),
            });
        let document = Document {
            name: slot.name.get(lang).to_owned(),
            href: format!("{base}/documents/{}", slot.id),
            files: files.collect(),
        };
        // What is only asked for holds nothing up, and is not forgotten either.
        let is_asked = slot.status != Certainty::Confirmed;
        (document, needed == Truth::Met || is_asked)
    });
    let shown = shown.filter(|(document, wanted)| !document.files.is_empty() || *wanted);
    shown.map(|(document, _)| document).collect()
}
