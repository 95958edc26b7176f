//! A session from the login to its end.

use std::time::Duration;

use super::{COOKIE, MINUTE, Principal, Session, new_token};
use crate::{
    core::machine_clock,
    http::kit::web::App,
    security_log::{self, Account},
    store::{
        StoreError,
        session::{SessionRow, key_of},
        tally::in_request,
    },
};

/// So often a request moves the end of its session: more often would be a write for each page.
const TOUCH_INTERVAL: i64 = 5 * MINUTE;
/// A page waits no longer for that write.
const TOUCH_TIMEOUT: Duration = Duration::from_millis(500);
/// The former key opens a renewed session so long after the browser has shown the new one: requests may be under way.
const FORMER_KEY_LIFETIME: i64 = MINUTE;

/// Until when a session of this kind that began at `created` and is used at `now` is open.
fn ends(app: &App, kind: &str, created: i64, now: i64) -> i64 {
    let settings = &app.config.entrance;
    let longest = match kind {
        "staff" => i64::from(settings.staff_session_hours) * 60 * MINUTE,
        _ => i64::from(settings.citizen_session_days) * 24 * 60 * MINUTE,
    };
    let idle = i64::from(settings.session_idle_minutes) * MINUTE;
    now.saturating_add(idle)
        .min(created.saturating_add(longest))
}

/// Who is logged in. Whoever keeps working stays so: the end of a session moves with its use, up to its longest life.
pub async fn principal(session: &Session) -> Result<Option<Principal>, StoreError> {
    let Some(row) = session.row().await? else {
        return Ok(None);
    };
    let is_former = session.0.key.as_ref() == Some(&row.former);
    let principal = match row.kind.as_str() {
        "citizen" => Principal::Citizen {
            person: row.account.clone(),
            name: row.name.clone(),
            // Whoever shows the former key did not give the password that renewed it.
            entered: if is_former {
                0
            } else {
                row.entered / 1_000_000
            },
        },
        "staff" => Principal::Staff {
            staff: row.account.clone(),
        },
        _ => return Ok(None),
    };
    touch(session, row, is_former).await;
    Ok(Some(principal))
}

/// Moves the end of the session and ends its former key. A page does not fail because this did, and does not wait for it.
async fn touch(session: &Session, row: &SessionRow, is_former: bool) {
    let (app, now) = (session.0.app.clone(), machine_clock());
    let moves = row.seen + TOUCH_INTERVAL <= now;
    let shows_new_key = !is_former && row.former_until == i64::MAX;
    if !moves && !shows_new_key {
        return;
    }
    let (id, expires) = (row.id.clone(), ends(&app, &row.kind, row.created, now));
    let write = tokio::spawn(in_request(async move {
        let mut done = Ok(());
        if moves {
            done = app.store.session_seen(id.clone(), now, expires).await;
        }
        if shows_new_key {
            done = done.and(
                app.store
                    .end_former_key(id, now + FORMER_KEY_LIFETIME)
                    .await,
            );
        }
        if let Err(error) = done {
            tracing::warn!(%error, "the use of a session could not be noted");
        }
    }));
    let _ = tokio::time::timeout(TOUCH_TIMEOUT, write).await;
}

/// Logs someone in, with a new key, so that one that somebody fixed before is worth nothing.
pub async fn enter(session: &Session, who: Principal) -> Result<(), StoreError> {
    let (app, now) = (&session.0.app, machine_clock());
    let (kind, account) = who.account();
    let (name, demo) = match &who {
        Principal::Citizen { person, name, .. } => {
            (name.clone(), app.store.is_demo_person(person).await?)
        }
        Principal::Staff { staff } => (String::new(), app.store.is_demo_staff(staff).await?),
    };
    session
        .begin(|row| SessionRow {
            kind: kind.to_owned(),
            account: account.to_owned(),
            name,
            demo,
            expires: ends(app, kind, now, now),
            ..row
        })
        .await?;
    security_log::login(who.logged());
    Ok(())
}

/// Gives the session a new key because the password was given again. One write, after the work: if it fails or the answer
/// is lost, the key that the browser has goes on.
pub async fn renew(session: &Session) -> Result<(), StoreError> {
    let (Some(row), Some(old)) = (session.row().await?, &session.0.key) else {
        return Ok(());
    };
    let (app, token) = (&session.0.app, new_token());
    let now = app.now().timestamp_micros();
    if app
        .store
        .renew_session(&row.id, old, &key_of(&token), now)
        .await?
    {
        session.answer(app.cookies.set(COOKIE, &token, None));
    }
    Ok(())
}

/// Logs out: forgets the session here and in the browser, and ends its open streams.
pub async fn leave(session: &Session) -> Result<(), StoreError> {
    let app = &session.0.app;
    session.answer(app.cookies.remove(COOKIE));
    let Some(row) = session.row().await? else {
        return Ok(());
    };
    app.store.end_session(&row.id).await?;
    app.sessions_ended.tell(&row.id);
    match row.kind.as_str() {
        "citizen" => security_log::logout(Account::Citizen(&row.account)),
        "staff" => security_log::logout(Account::Staff(&row.account)),
        _ => {}
    }
    Ok(())
}

/// Ends all sessions of `who` but this one, because of `why`: whoever changes a password ends them all elsewhere.
pub async fn end_others(
    session: &Session,
    who: &Principal,
    why: &'static str,
) -> Result<u64, StoreError> {
    let app = &session.0.app;
    let here = session.row().await?.map(|row| row.id.clone());
    let (kind, account) = who.account();
    let ended = app
        .store
        .end_other_sessions(account, kind, &here.unwrap_or_default())
        .await?;
    if ended > 0 {
        app.sessions_ended.tell("");
        security_log::sessions_ended(who.logged(), ended, why);
    }
    Ok(ended)
}

/// The key with which the browser came; empty if it sent none.
pub fn key(session: &Session) -> String {
    session.0.key.clone().unwrap_or_default()
}
