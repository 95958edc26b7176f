//! What the list of parts shows.

use app::{
    components::{TagKind, TagText, TaskItem},
    format,
    pages::draft::DraftView,
    text::{Lang, t, t_with, value},
};
use domain::{condition::Truth, form::Completeness, regulation::ChannelKind};

use super::topic_view::path;
use crate::{
    flow::draft::is_form_changed,
    http::{
        draft::{closed::closed_channel, loaded::LoadedDraft},
        kit::{local_time::local_micros, page_context::PageContext},
    },
    store::file::FileRow,
};

pub(super) fn tasks(
    context: &PageContext,
    loaded: &LoadedDraft<'_>,
    files: &[FileRow],
) -> DraftView {
    let (lang, regulation) = (context.lang, loaded.regulation);
    let mut tasks = topic_tasks(context, loaded);
    let answered = tasks.iter().all(is_done);
    tasks.push(documents_task(context, loaded, answered, files));
    let (total, undone) = (tasks.len(), tasks.iter().filter(|task| !is_done(task)));
    let done = total - undone.count();
    let ended = regulation.ended_on(loaded.today);
    let form = loaded.check();
    let closed = form.channel_open() == Truth::NotMet;
    let check = path(context, loaded, "/check");
    let next = match tasks.iter().find(|task| !is_done(task)) {
        _ if ended.is_some() || closed => None,
        Some(task) => task.href.clone(),
        None => Some(check.clone()),
    };
    let ready = done == total && ended.is_none() && !closed;
    tasks.push(check_task(lang, ready.then_some(check)));
    DraftView {
        service: regulation
            .called_on(Some(ChannelKind::Portal))
            .get(lang)
            .to_owned(),
        tasks,
        done,
        total,
        saved: format::datetime(local_micros(loaded.draft.updated)),
        changed: is_form_changed(&loaded.draft, regulation),
        register_down: loaded.draft.body.register_down,
        ended: ended.map(|ended| ended.text.get(lang).to_owned()),
        closed: closed.then(|| closed_channel(context, regulation, &form)),
        next,
    }
}

fn is_done(task: &TaskItem) -> bool {
    task.status.kind == TagKind::Ok
}

fn topic_tasks(context: &PageContext, loaded: &LoadedDraft<'_>) -> Vec<TaskItem> {
    let lang = context.lang;
    let check = loaded.check();
    let warnings = check.all_warnings();
    let topics = check.topics();
    topics
        .map(|topic| {
            let warning = warnings.iter().find(|(page, _)| page.topic.id == topic.id);
            let warning =
                warning.map(|(_, one)| t(lang, &format!("problem-warning-{}", one.code.key())));
            let closes = check.closes_channel(topic);
            TaskItem {
                id: format!("task-{}", topic.id),
                title: topic.title.get(lang).to_owned(),
                hint: closes.then(|| t(lang, "draft-closed-task")).or(warning),
                href: Some(path(context, loaded, &format!("/{}", topic.id))),
                status: status(lang, check.completeness(topic)),
            }
        })
        .collect()
}

/// Which documents are needed follows from the answers: before they are given nothing is missing, and nothing is done.
fn documents_task(
    context: &PageContext,
    loaded: &LoadedDraft<'_>,
    answered: bool,
    files: &[FileRow],
) -> TaskItem {
    let lang = context.lang;
    let check = loaded.check();
    let missing = check.missing_documents(|slot| files.iter().any(|file| file.slot == slot));
    let (how_far, hint) = match missing.len() {
        _ if !answered => {
            let hint = t(lang, "draft-task-documents-later");
            (Completeness::NotStarted, Some(hint))
        }
        0 => (Completeness::Done, None),
        n => {
            let hint = t_with(lang, "draft-task-documents-missing", &[("n", value(n))]);
            (Completeness::NotStarted, Some(hint))
        }
    };
    TaskItem {
        id: "task-documents".to_owned(),
        title: t(lang, "draft-task-documents"),
        hint,
        href: Some(path(context, loaded, "/documents")),
        status: status(lang, how_far),
    }
}

/// The last task leads on once all others are done.
fn check_task(lang: Lang, href: Option<String>) -> TaskItem {
    let (hint, status) = match href {
        Some(_) => (
            None,
            TagText::new(TagKind::Info, t(lang, "draft-status-ready")),
        ),
        None => (
            Some(t(lang, "draft-task-check-hint")),
            TagText::new(TagKind::Neutral, t(lang, "draft-status-later")),
        ),
    };
    TaskItem {
        id: "task-check".to_owned(),
        title: t(lang, "draft-task-check"),
        hint,
        href,
        status,
    }
}

fn status(lang: Lang, how_far: Completeness) -> TagText {
    match how_far {
        Completeness::Done => TagText::new(TagKind::Ok, t(lang, "draft-status-done")),
        Completeness::InProgress => TagText::new(TagKind::Warn, t(lang, "draft-status-begun")),
        Completeness::NotStarted => TagText::new(TagKind::Neutral, t(lang, "draft-status-to-do")),
    }
}
