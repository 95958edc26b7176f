//! What the list of parts shows.

use app::{
    components::{TagKind, TagText, TaskItem},
    format,
    pages::draft::DraftView,
    text::{Lang, t, t_with, value},
};
use domain::{condition::Truth, form::Completeness, regulation::ChannelKind};

use super::{Loaded, topic_view::path};
use crate::{http::kit::page_context::Reader, store::file::FileRow};

/// The list of parts.
pub(super) fn tasks(reader: &Reader, loaded: &Loaded<'_>, files: &[FileRow]) -> DraftView {
    let lang = reader.lang;
    let Loaded {
        draft,
        regulation,
        today,
    } = loaded;
    let check = loaded.check();
    let odd = check.all_warnings();
    let mut tasks: Vec<TaskItem> = check
        .topics()
        .map(|topic| {
            let how_far = check.completeness(topic);
            TaskItem {
                id: format!("task-{}", topic.id),
                title: topic.title.get(lang).to_owned(),
                hint: odd
                    .iter()
                    .find(|(page, _)| page.topic.id == topic.id)
                    .map(|(_, odd)| t(lang, &format!("problem-warning-{}", odd.code.key()))),
                href: Some(path(reader, loaded, &format!("/{}", topic.id))),
                status: status(lang, how_far),
            }
        })
        .collect();
    let missing = check.missing_documents(|slot| files.iter().any(|file| file.slot == slot));
    let missing = missing.len();
    let documents = if missing == 0 {
        Completeness::Done
    } else {
        Completeness::NotStarted
    };
    tasks.push(TaskItem {
        id: "task-documents".to_owned(),
        title: t(lang, "draft-task-documents"),
        hint: (missing > 0).then(|| {
            t_with(
                lang,
                "draft-task-documents-missing",
                &[("n", value(missing))],
            )
        }),
        href: Some(path(reader, loaded, "/documents")),
        status: status(lang, documents),
    });
    let is_done = |task: &TaskItem| task.status.kind == TagKind::Ok;
    let (done, total) = (
        tasks.iter().filter(|task| is_done(task)).count(),
        tasks.len(),
    );
    let ready = done == total;
    let check = path(reader, loaded, "/check");
    let ended = regulation.ended_on(*today);
    let next = match tasks.iter().find(|task| !is_done(task)) {
        Some(task) => task.href.clone(),
        None => Some(check.clone()),
    };
    let next = next.filter(|_| ended.is_none());
    let ready = ready && ended.is_none();
    tasks.push(TaskItem {
        id: "task-check".to_owned(),
        title: t(lang, "draft-task-check"),
        hint: (!ready).then(|| t(lang, "draft-task-check-hint")),
        href: ready.then_some(check),
        status: match ready {
            true => TagText::new(TagKind::Info, t(lang, "draft-status-ready")),
            false => TagText::new(TagKind::Neutral, t(lang, "draft-status-later")),
        },
    });
    let saved = chrono::DateTime::from_timestamp_micros(draft.updated).unwrap_or_default();
    DraftView {
        service: regulation.names.get(lang).to_owned(),
        tasks,
        done,
        total,
        saved: format::datetime(domain::calendar::local(saved).naive_local()),
        register_down: draft.body.register_down,
        ended: ended.map(|ended| ended.text.get(lang).to_owned()),
        closed: closed_channel(lang, loaded),
        next,
    }
}

fn status(lang: Lang, how_far: Completeness) -> TagText {
    match how_far {
        Completeness::Done => TagText::new(TagKind::Ok, t(lang, "draft-status-done")),
        Completeness::InProgress => TagText::new(TagKind::Warn, t(lang, "draft-status-begun")),
        Completeness::NotStarted => TagText::new(TagKind::Neutral, t(lang, "draft-status-to-do")),
    }
}

/// By the answers this person may not apply on the portal: for whom it is open, and where to go instead.
fn closed_channel(lang: Lang, loaded: &Loaded<'_>) -> Option<(String, Vec<String>)> {
    let channel = loaded.regulation.channel(ChannelKind::Portal)?;
    if loaded.check().channel_open() != Truth::NotMet {
        return None;
    }
    let text = channel
        .condition_text
        .as_ref()
        .map_or_else(String::new, |text| text.get(lang).to_owned());
    let elsewhere = channel
        .elsewhere
        .iter()
        .filter_map(|kind| loaded.regulation.channel(*kind));
    Some((
        text,
        elsewhere
            .map(|channel| channel.name.get(lang).to_owned())
            .collect(),
    ))
}
