//! What was typed survives a database that is away, and a draft that was submitted meanwhile: the answer to a form that could
//! not be saved is that form. One place for all forms: it has only what was posted, since nothing can be read.

use std::str::FromStr;

use app::{
    components::{ASKED_BY, Choice, Field, FormField, SWITCH, Shell, TYPED_BY},
    pages::{
        prepare::questions,
        staff::shown_field,
        unsaved::{SubmittedView, UnsavedView, nowhere, submitted, unsaved},
    },
    text::{Lang, t},
};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use domain::{
    case::GroundTaken,
    regulation::{self, FieldKind, Regulation},
};

use crate::http::{
    FORM_BYTES, REQUEST_TIMEOUT,
    account::{login::after_lost_session, register},
    kit::{
        error::{Gone, PageError, SubmittedAs},
        fields::{Fields, is_password},
        guards::LostSession,
        language::language_of,
        script::{for_script, is_script},
        seen::Seen,
        unsaved_answers::UnsavedAnswers,
        web::App,
    },
};

enum PostedBody {
    Form(Bytes),
    Files,
}

impl PostedBody {
    /// The form; empty if files were sent.
    fn form(&self) -> &[u8] {
        match self {
            PostedBody::Form(body) => body,
            PostedBody::Files => &[],
        }
    }
}

/// Keeps what is posted until the answer is there; draws the page of a form that could not be saved.
pub(crate) async fn keep(State(app): State<App>, request: Request, next: Next) -> Response {
    // The page of the script stays open and keeps its answers.
    let by_script = request.uri().path().ends_with("/autosave");
    if request.method() != Method::POST || by_script {
        return next.run(request).await;
    }
    let lang = language_of(&request);
    let path = request.uri().path().to_owned();
    let sends_files = is_script(request.headers());
    let seen = request.extensions().get::<Seen>().cloned();
    let headers = request.headers().clone();
    let (request, posted) = match taken(request).await {
        Ok((request, Some(posted))) => (request, posted),
        Ok((request, None)) => return next.run(request).await,
        Err(response) => return response,
    };
    let response = next.run(request).await;
    let path = match posted {
        PostedBody::Files => page_of(&path),
        PostedBody::Form(_) => &path,
    };
    let shell = shell(&app, lang, path, seen.unwrap_or_default());
    if let (Some(LostSession(of)), PostedBody::Form(body)) = (response.extensions().get(), &posted)
        && let Some(unsaved) = UnsavedAnswers::posted(path, Fields::parse(body).unwrap_or_default())
    {
        return after_lost_session(&app, &headers, shell, (*of, page_of(path)), &unsaved);
    }
    if let Some(error) = failure(&response, &posted) {
        return drawn(response, not_saved(&app, &shell, path, posted, error));
    }
    if let Some(page) = for_nothing(&app, &shell, (path, posted.form()), &response) {
        return drawn(response, page);
    }
    let Some(SubmittedAs(case)) = response.extensions().get().cloned() else {
        return response;
    };
    let case = shell.href(&format!("/cabinet/cases/{case}"));
    match posted {
        PostedBody::Files if sends_files => for_script(response.status(), case),
        posted => drawn(response, too_late(&app, &shell, path, posted, case)),
    }
}

/// The page of a form that can be sent nowhere any more, with what was typed.
fn for_nothing(
    app: &App,
    shell: &Shell,
    (path, body): (&str, &[u8]),
    response: &Response,
) -> Option<String> {
    let gone = response.extensions().get::<Gone>();
    let is_others = response.extensions().get() == Some(&PageError::OtherAccount);
    let is_missing = response.extensions().get() == Some(&PageError::NotFound);
    if gone.is_none() && !is_missing && !is_others {
        return None;
    }
    let fields = Fields::parse(body).unwrap_or_default();
    let typed = typed(app, shell.lang, path, &fields);
    let Gone { title, why } = match gone {
        Some(gone) => gone.clone(),
        None if is_others => Gone {
            title: t(shell.lang, "error-other-account-heading"),
            why: t(shell.lang, "typed-other-account"),
        },
        // Whoever typed nothing gets the plain page.
        None if typed.is_empty() || fields.get(TYPED_BY).is_empty() => return None,
        None => Gone {
            title: t(shell.lang, "typed-nowhere-title"),
            why: t(shell.lang, "typed-nowhere-text"),
        },
    };
    Some(nowhere(shell, (title, why), typed))
}

/// The page around the form at `path`.
fn shell(app: &App, lang: Lang, path: &str, seen: Seen) -> Shell {
    let below = path.strip_prefix(&format!("/{}", lang.tag()));
    Shell {
        lang,
        path: below.unwrap_or(path).to_owned(),
        viewer: seen.viewer().unwrap_or_default(),
        assets: app.site.assets.clone(),
        ..Shell::default()
    }
}

/// Why what was posted was not saved, though it may be the next time.
fn failure(response: &Response, posted: &PostedBody) -> Option<PageError> {
    let bare = !response.headers().contains_key(header::CONTENT_TYPE);
    match response.extensions().get::<PageError>().copied() {
        Some(error @ (PageError::Busy | PageError::Unavailable | PageError::Failed)) => Some(error),
        Some(error @ PageError::TooMany) if matches!(posted, PostedBody::Files) => Some(error),
        None if bare && response.status() == StatusCode::SERVICE_UNAVAILABLE => {
            Some(PageError::Unavailable)
        }
        _ => None,
    }
}

/// The page of a draft that was submitted meanwhile, with what was typed.
fn too_late(app: &App, shell: &Shell, path: &str, posted: PostedBody, case: String) -> String {
    let mut view = SubmittedView {
        case,
        ..SubmittedView::default()
    };
    match posted {
        PostedBody::Files => view.files = true,
        PostedBody::Form(body) => {
            let fields = Fields::parse(&body).unwrap_or_default();
            view.typed = typed(app, shell.lang, path, &fields);
        }
    }
    submitted(shell, &view)
}

/// The request with its form, and the form once more; files are not kept.
async fn taken(request: Request) -> Result<(Request, Option<PostedBody>), Response> {
    match kind_of(&request) {
        BodyKind::Form => whole_form(request).await,
        BodyKind::Files => Ok((request, Some(PostedBody::Files))),
        BodyKind::Other => Ok((request, None)),
    }
}

enum BodyKind {
    Form,
    Files,
    Other,
}

fn kind_of(request: &Request) -> BodyKind {
    let kind = header_of(request, header::CONTENT_TYPE);
    let length = usize::from_str(header_of(request, header::CONTENT_LENGTH)).unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        BodyKind::Files
    } else if kind.starts_with("application/x-www-form-urlencoded") && length <= FORM_BYTES {
        BodyKind::Form
    } else {
        BodyKind::Other
    }
}

fn header_of(request: &Request, name: header::HeaderName) -> &str {
    let value = request.headers().get(name);
    value
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

async fn whole_form(request: Request) -> Result<(Request, Option<PostedBody>), Response> {
    let (parts, body) = request.into_parts();
    let body = tokio::time::timeout(REQUEST_TIMEOUT, to_bytes(body, FORM_BYTES))
        .await
        .map_err(|_| PageError::Unavailable.into_response())?
        .map_err(|_| PageError::TooLarge.into_response())?;
    let request = Request::from_parts(parts, Body::from(body.clone()));
    Ok((request, Some(PostedBody::Form(body))))
}

/// The page with the form that is sent to `path`: the forms of a step stand on the page of the case.
fn page_of(path: &str) -> &str {
    let of_case = path.split_once("/steps/").map(|(case, _)| case);
    of_case
        .or_else(|| path.strip_suffix("/term"))
        .unwrap_or(path)
}

/// The page in the place of the answer, with its status and headers.
fn drawn(response: Response, page: String) -> Response {
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    let page = Html(page).into_response();
    parts.headers.extend(page.headers().clone());
    Response::from_parts(parts, page.into_body())
}

fn not_saved(app: &App, shell: &Shell, path: &str, posted: PostedBody, error: PageError) -> String {
    let why = match (error, &posted) {
        (PageError::Unavailable, PostedBody::Files) => "error-unavailable-heading".to_owned(),
        (PageError::Unavailable, PostedBody::Form(_)) => "typed-unsaved-text".to_owned(),
        (error, _) => format!("error-{}-text", error.key()),
    };
    let mut view = UnsavedView {
        why: t(shell.lang, &why),
        action: path.to_owned(),
        ..UnsavedView::default()
    };
    let PostedBody::Form(body) = posted else {
        view.files = true;
        return unsaved(shell, &view);
    };
    let mut fields = Fields::parse(&body).unwrap_or_default();
    fields.take(SWITCH);
    fields.take_sending();
    fields.take_seen();
    let form = Form::of(app, path, &fields);
    let mut asked = Vec::new();
    for (name, value) in fields.0 {
        if is_password(&name) {
            view.passwords.push(name);
            continue;
        }
        match form.field(shell.lang, &name, &value) {
            Some((at, field)) => asked.push((at, field)),
            None => view.hidden.push((name, value)),
        }
    }
    asked.sort_by_key(|(at, _)| *at);
    view.fields = asked.into_iter().map(|(_, field)| field).collect();
    unsaved(shell, &view)
}

fn typed(app: &App, lang: Lang, path: &str, fields: &Fields) -> Vec<(String, String)> {
    let form = Form::of(app, path, fields);
    let mut typed: Vec<(usize, String, String)> = fields
        .0
        .iter()
        .filter(|(_, value)| !value.trim().is_empty())
        .filter_map(|(name, value)| {
            let (at, field) = form.field(lang, name, value)?;
            let choice = field.choices.iter().find(|choice| choice.value == *value);
            let shown = choice.map_or(value, |choice| &choice.label).clone();
            Some((at, field.field.label, shown))
        })
        .collect();
    typed.sort();
    typed
        .into_iter()
        .map(|(_, label, value)| (label, value))
        .collect()
}

/// The form that was posted, as far as its address and itself tell.
struct Form<'a> {
    regulation: Option<&'a Regulation>,
    questions: Vec<regulation::Field>,
}

impl<'a> Form<'a> {
    fn of(app: &'a App, path: &str, fields: &Fields) -> Form<'a> {
        let segments: Vec<&str> = path.split('/').skip(2).collect();
        let (id, of_paper) = match segments.as_slice() {
            ["services", act, service, "prepare"] => (format!("{act}/{service}"), true),
            _ => (fields.get(ASKED_BY).to_owned(), false),
        };
        let regulation = app.catalogue.get(&id);
        let questions = match (regulation, segments.as_slice()) {
            (Some(regulation), _) if of_paper => questions(&app.catalogue, regulation),
            (Some(regulation), _) => {
                let topics = regulation.topics.iter().flat_map(|topic| &topic.fields);
                let steps = regulation.procedures.iter().flat_map(|one| &one.steps);
                let inputs = steps.flat_map(|step| &step.inputs);
                let grounds = grounds(regulation);
                let asked = topics.chain(inputs).cloned();
                asked.map(|field| shown_field(field, &grounds)).collect()
            }
            (None, ["register"]) => register::questions().to_vec(),
            _ => Vec::new(),
        };
        Form {
            regulation,
            questions,
        }
    }

    /// The question that was answered under `name`, with its place in the form.
    fn field(&self, lang: Lang, name: &str, value: &str) -> Option<(usize, FormField)> {
        if let Some((_, key)) = OWN.iter().find(|(own, _)| *own == name) {
            let field = Field::new(lang, name, t(lang, key)).optional(*key != "typed-login");
            let kind = if value.contains('\n') {
                FieldKind::LongText
            } else {
                FieldKind::Text
            };
            return Some((usize::MAX, FormField::new(field, kind, value)));
        }
        // A field of one outcome of a step is posted as `outcome--id`.
        let id = name.split_once("--").map_or(name, |(_, id)| id);
        let (id, is_part) = id.split_once('.').map_or((id, false), |(id, _)| (id, true));
        let found = self
            .questions
            .iter()
            .enumerate()
            .find(|(_, one)| one.id == id);
        let (at, question) = found?;
        let choices = self.choices(lang, question)?;
        let field = Field::new(lang, name, question.label.get(lang)).optional(!question.required);
        let field = FormField {
            choices,
            longest: domain::form::longest(question),
            ahead: question.ahead,
            // A part of an answer is shown as it was typed; the page itself draws the whole.
            ..FormField::new(
                field,
                if is_part {
                    FieldKind::Text
                } else {
                    question.kind
                },
                value,
            )
        };
        Some((at, field))
    }

    /// The answers to choose from; none if only the database knows them.
    fn choices(&self, lang: Lang, question: &regulation::Field) -> Option<Vec<Choice>> {
        let choices = match question.kind {
            FieldKind::Staff => return None,
            FieldKind::Office => self
                .regulation?
                .provider
                .offices
                .iter()
                .map(|office| Choice::new(office.id.as_str(), office.district.get(lang)))
                .collect(),
            _ => question
                .options
                .iter()
                .map(|option| Choice::new(&option.id, option.label.get(lang)))
                .collect(),
        };
        Some(choices)
    }
}

/// Every ground that an official may have chosen.
fn grounds(regulation: &Regulation) -> Vec<GroundTaken> {
    let of_act = regulation.grounds.iter().map(GroundTaken::from);
    let of_service = regulation.service_grounds.iter().map(GroundTaken::from);
    of_act.chain(of_service).collect()
}

/// Questions of the portal's own forms that no regulation has.
const OWN: [(&str, &str); 3] = [
    ("login", "typed-login"),
    ("comment", "staff-comment"),
    ("reason", "typed-reason"),
];
