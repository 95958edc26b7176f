//! From the finished form to the case: check the answers, confirm, hand in.

use std::net::SocketAddr;

use app::{
    components::FieldError,
    format,
    pages::{
        act,
        check::{AttachedFile, CheckView, ClosedChannel, Document, IncomeLine, Missing, check},
        sign::{SignView, sign},
    },
    problem, sheet,
    text::{Lang, t, t_with, value},
};
use axum::{
    Router,
    extract::{ConnectInfo, Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use chrono::DateTime;
use domain::{
    condition::Truth,
    evidence,
    income::PerCapita,
    regulation::{ChannelKind, Supply},
};
use tower_sessions::Session;

use super::{
    error::PageError,
    fields::Fields,
    limits::Limited,
    reader::{Citizen, Reader},
    session::{self, Who},
};
use crate::{
    flow::{
        case::{self, CaseError},
        digest::sha256,
        hand_in::{self, Lack, Loaded},
    },
    outside::confirmation::{ConfirmationError, Confirmed, Signing},
    state::App,
    store::account::Person,
};

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/drafts/{id}/check", get(show_check))
        .route("/{lang}/drafts/{id}/sign", get(show_sign).post(submit))
}

impl From<CaseError> for PageError {
    fn from(error: CaseError) -> Self {
        match error {
            CaseError::NotFound => PageError::NotFound,
            CaseError::Store(error) => error.into(),
            error => {
                tracing::error!(%error, "case");
                PageError::Failed
            }
        }
    }
}

/// The receipt of a draft that was handed in before.
fn receipt_of(reader: &Reader, loaded: &Loaded<'_>) -> Option<Response> {
    loaded
        .draft
        .case_id
        .as_ref()
        .map(|case| to_receipt(reader, case))
}

fn to_receipt(reader: &Reader, case: &str) -> Response {
    reader.redirect(&format!("/cabinet/cases/{case}/receipt"))
}

async fn show_check(
    State(app): State<App>,
    Path((_, id)): Path<(String, String)>,
    citizen: Citizen,
) -> Result<Response, PageError> {
    let reader = &citizen.reader;
    let loaded = hand_in::load(&app, &citizen.person, &id).await?;
    if let Some(receipt) = receipt_of(reader, &loaded) {
        return Ok(receipt);
    }
    let lacks = loaded.lacks();
    let view = check_view(reader, &loaded, &lacks);
    let shell = reader
        .shell(&app, t(reader.lang, "check-title"))
        .with_back(reader.href(&format!("/drafts/{id}")))
        .with_banner(act::banner(reader.lang, loaded.regulation));
    Ok(Html(check(&shell, &view)).into_response())
}

fn check_view(reader: &Reader, loaded: &Loaded<'_>, lacks: &[Lack]) -> CheckView {
    let (lang, draft, regulation) = (reader.lang, &loaded.draft, loaded.regulation);
    let base = reader.href(&format!("/drafts/{}", draft.id));
    let closed = lacks.contains(&Lack::Closed);
    let office = loaded.office().and_then(|id| regulation.office(&id));
    CheckView {
        draft: draft.id.clone(),
        service: regulation.names.get(lang).to_owned(),
        office: office.map_or_else(String::new, |office| office.name.get(lang).to_owned()),
        missing: lacks
            .iter()
            .filter_map(|lack| missing(lang, &base, loaded, lack))
            .collect(),
        closed: closed.then(|| closed_channel(reader, loaded)),
        sections: sheet::sections(regulation, ChannelKind::Portal, &loaded.answers, lang),
        documents: documents(lang, &base, loaded),
        income: loaded.income().map(|income| income_line(lang, &income)),
    }
}

fn missing(lang: Lang, base: &str, loaded: &Loaded<'_>, lack: &Lack) -> Option<Missing> {
    let regulation = loaded.regulation;
    match lack {
        Lack::Answer {
            topic,
            member,
            error,
        } => {
            let topic = regulation.topic(topic)?;
            let field = topic.fields.iter().find(|field| field.id == error.field)?;
            let page = member.map_or_else(|| topic.id.clone(), |n| format!("{}/{n}", topic.id));
            let what = problem::of_field(lang, field, error.code);
            let text = t_with(
                lang,
                "check-missing-answer",
                &[
                    ("topic", value(topic.title.get(lang))),
                    ("problem", value(what)),
                ],
            );
            Some(Missing {
                href: format!("{base}/{page}#{}", field.id),
                text,
            })
        }
        Lack::Group { topic } => {
            let topic = regulation.topic(topic)?;
            let text = t_with(
                lang,
                "check-missing-group",
                &[("topic", value(topic.title.get(lang)))],
            );
            Some(Missing {
                href: format!("{base}/{}", topic.id),
                text,
            })
        }
        Lack::Document(slot) => {
            let name = regulation.slot(slot)?.name.get(lang);
            let text = t_with(lang, "check-missing-document", &[("name", value(name))]);
            Some(Missing {
                href: format!("{base}/documents/{slot}"),
                text,
            })
        }
        Lack::Office => Some(Missing {
            href: base.to_owned(),
            text: t(lang, "check-missing-office"),
        }),
        Lack::Closed => None,
    }
}

fn closed_channel(reader: &Reader, loaded: &Loaded<'_>) -> ClosedChannel {
    let (lang, regulation) = (reader.lang, loaded.regulation);
    let channel = regulation.channel(ChannelKind::Portal);
    let condition = channel.and_then(|channel| channel.condition_text.as_ref());
    let elsewhere = channel
        .map(|channel| channel.elsewhere.as_slice())
        .unwrap_or_default();
    let names = elsewhere
        .iter()
        .filter_map(|kind| regulation.channel(*kind));
    ClosedChannel {
        condition: condition.map_or_else(String::new, |text| text.get(lang).to_owned()),
        elsewhere: names
            .map(|channel| channel.name.get(lang).to_owned())
            .collect(),
        service_href: reader.href(&act::path(regulation)),
    }
}

/// Per-capita income with the sum behind it.
pub(super) fn income_line(lang: Lang, income: &PerCapita) -> IncomeLine {
    let tenge = |amount: u64| format::money(i64::try_from(amount).unwrap_or(i64::MAX));
    let formula = [
        ("total", value(tenge(income.total))),
        ("members", value(income.members)),
        ("months", value(income.months)),
    ];
    IncomeLine {
        per_head: tenge(income.per_month),
        formula: t_with(lang, "check-income-sum", &formula),
    }
}

/// The slots that need something, and those that have something.
fn documents(lang: Lang, base: &str, loaded: &Loaded<'_>) -> Vec<Document> {
    let facts = loaded.facts();
    let slots = evidence::needed(loaded.regulation, &facts).into_iter();
    let attached = slots.filter(|(slot, _)| slot.supply == Supply::Attach);
    let shown = attached.map(|(slot, needed)| {
        let files = loaded
            .evidence
            .iter()
            .filter(|item| item.slot == slot.id)
            .map(|item| AttachedFile {
                name: item.name.clone(),
                size: item.size,
                sha256: item.sha256.clone(),
            });
        let document = Document {
            name: slot.name.get(lang).to_owned(),
            href: format!("{base}/documents/{}", slot.id),
            files: files.collect(),
        };
        (document, needed)
    });
    let shown =
        shown.filter(|(document, needed)| !document.files.is_empty() || *needed == Truth::Met);
    shown.map(|(document, _)| document).collect()
}

async fn show_sign(
    State(app): State<App>,
    Path((_, id)): Path<(String, String)>,
    citizen: Citizen,
) -> Result<Response, PageError> {
    let loaded = hand_in::load(&app, &citizen.person, &id).await?;
    if let Some(receipt) = receipt_of(&citizen.reader, &loaded) {
        return Ok(receipt);
    }
    if !loaded.lacks().is_empty() {
        return Ok(citizen.reader.redirect(&format!("/drafts/{id}/check")));
    }
    Ok(sign_page(
        &app,
        &citizen,
        &loaded,
        StatusCode::OK,
        Vec::new(),
        false,
    ))
}

fn sign_page(
    app: &App,
    citizen: &Citizen,
    loaded: &Loaded<'_>,
    status: StatusCode,
    errors: Vec<FieldError>,
    changed: bool,
) -> Response {
    let reader = &citizen.reader;
    let text = loaded.text(reader.lang);
    let view = SignView {
        draft: loaded.draft.id.clone(),
        sha256: sha256(&text),
        text,
        asks_password: app.outside.confirmations.asks(entered(citizen), app.now()),
        errors,
        changed,
    };
    let shell = reader
        .shell(app, t(reader.lang, "sign-title"))
        .with_back(reader.href(&format!("/drafts/{}/check", loaded.draft.id)))
        .with_banner(act::banner(reader.lang, loaded.regulation));
    (status, Html(sign(&shell, &view))).into_response()
}

fn entered(citizen: &Citizen) -> DateTime<chrono::Utc> {
    DateTime::from_timestamp(citizen.entered, 0).unwrap_or_default()
}

async fn submit(
    State(app): State<App>,
    Path((_, id)): Path<(String, String)>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    session: Session,
    citizen: Citizen,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let reader = &citizen.reader;
    let loaded = hand_in::load(&app, &citizen.person, &id).await?;
    if let Some(receipt) = receipt_of(reader, &loaded) {
        return Ok(receipt);
    }
    if !loaded.lacks().is_empty() {
        return Ok(reader.redirect(&format!("/drafts/{id}/check")));
    }
    let refused = |loaded, status, errors, changed| {
        Ok(sign_page(&app, &citizen, loaded, status, errors, changed))
    };
    let text = loaded.text(reader.lang);
    if sha256(&text) != fields.get("sha256") {
        return refused(&loaded, StatusCode::UNPROCESSABLE_ENTITY, Vec::new(), true);
    }
    let wrong = |key| vec![FieldError::new("password", t(reader.lang, key))];
    let asked = app.outside.confirmations.asks(entered(&citizen), app.now());
    if asked && !app.limits.allow(Limited::Login, address.ip()) {
        return refused(
            &loaded,
            StatusCode::TOO_MANY_REQUESTS,
            wrong("error-too-many-heading"),
            false,
        );
    }
    let person = app
        .store
        .person(&citizen.person)
        .await?
        .ok_or(PageError::NotFound)?;
    let confirmed = match confirm(&app, &citizen, &person, &text, fields.take("password")).await {
        Ok(confirmed) => confirmed,
        Err(ConfirmationError::Failed(error)) => return Err(error.into()),
        Err(ConfirmationError::Needed) => {
            return refused(
                &loaded,
                StatusCode::UNPROCESSABLE_ENTITY,
                wrong("sign-password-needed"),
                false,
            );
        }
        Err(ConfirmationError::Wrong) => {
            return refused(
                &loaded,
                StatusCode::UNPROCESSABLE_ENTITY,
                wrong("sign-password-wrong"),
                false,
            );
        }
    };
    if confirmed.entered_now {
        remember_password(&app, &session, reader).await?;
    }
    match case::submit(
        &app,
        person,
        loaded.confirmed(confirmed.confirmation, reader.lang),
    )
    .await
    {
        Ok(case) => Ok(to_receipt(reader, &case)),
        // It changed between the check above and the transaction: shown anew with what it is now.
        Err(CaseError::Changed | CaseError::Rejected(_)) => {
            Ok(reader.redirect(&format!("/drafts/{id}/check")))
        }
        Err(error) => Err(error.into()),
    }
}

async fn confirm(
    app: &App,
    citizen: &Citizen,
    person: &Person,
    text: &str,
    answer: String,
) -> Result<Confirmed, ConfirmationError> {
    let signing = Signing {
        text,
        password_hash: &person.password,
        entered: entered(citizen),
        answer,
        now: app.now(),
    };
    app.outside.confirmations.confirm(signing).await
}

/// Counts the fifteen minutes anew.
async fn remember_password(app: &App, session: &Session, reader: &Reader) -> Result<(), PageError> {
    if let Some(Who::Citizen { person, name, .. }) = reader.who.clone() {
        let who = Who::Citizen {
            person,
            name,
            entered: app.now().timestamp(),
        };
        session::enter(session, who)
            .await
            .map_err(PageError::session)?;
    }
    Ok(())
}
