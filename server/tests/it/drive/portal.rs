//! The portal with a clock that is set ahead between the steps, and with files that change after the first day.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::case::{CaseState, log};
use server::store::{Store, case::Case};
use tempfile::TempDir;

use super::plan::catalogue;
use crate::{
    common::{Browser, Server, until},
    regulation_files::{folder, wanted},
};

/// The portal and everybody who works with it. Sessions go by the clock of the machine and outlive the days that pass.
pub(super) struct DrivenPortal {
    server: Server,
    pub(super) store: Store,
    days_ahead: u16,
    /// The changed files.
    files: Option<TempDir>,
    entered: BTreeMap<String, Browser>,
}

impl DrivenPortal {
    pub(super) async fn start() -> DrivenPortal {
        let server = Server::start().await;
        let store = server.store().await;
        DrivenPortal {
            server,
            store,
            days_ahead: 0,
            files: None,
            entered: BTreeMap::new(),
        }
    }

    pub(super) async fn stop(self) {
        self.store.close().await;
        self.server.stop().await;
    }

    /// The same portal so many days later.
    pub(super) async fn later(self, days: u16) -> DrivenPortal {
        let days_ahead = self.days_ahead + days;
        self.store.close().await;
        let files = self.files.unwrap_or_else(changed);
        let wanted = wanted(&files, days_ahead);
        let server = self.server.restart_with(wanted).await;
        let entered = self.entered.into_iter();
        DrivenPortal {
            store: server.store().await,
            entered: entered
                .map(|(login, browser)| (login, browser.moved_to(&server)))
                .collect(),
            days_ahead,
            files: Some(files),
            server,
        }
    }

    /// What the portal's clock says.
    pub(super) fn now(&self) -> DateTime<Utc> {
        Utc::now() + TimeDelta::days(self.days_ahead.into())
    }

    /// The day there.
    pub(super) fn today(&self) -> NaiveDate {
        domain::calendar::local(self.now()).date_naive()
    }

    pub(super) fn server(&self) -> &Server {
        &self.server
    }

    /// A browser in which this official is.
    pub(super) async fn official(&mut self, login: &str) -> Browser {
        if !self.entered.contains_key(login) {
            let browser = self.server.login_staff(login).await;
            self.entered.insert(login.to_owned(), browser);
        }
        self.entered[login].clone()
    }

    /// Somebody's browser, at the address where the portal is now.
    pub(super) fn here(&self, browser: &Browser) -> Browser {
        browser.moved_to(&self.server)
    }

    pub(super) async fn case(&self, id: &str) -> Case {
        self.store.case(id).await.unwrap().unwrap()
    }

    /// What the log of a case comes to.
    pub(super) async fn state(&self, id: &str) -> CaseState {
        let log = self.store.events(id).await.unwrap();
        CaseState::fold(&log::decode_all(&log).unwrap())
    }

    /// Waits for a background job to write an event of this kind.
    pub(super) async fn until_logged(&self, id: &str, kind: &str) {
        until::holds(&format!("{kind} is in the log of {id}"), async || {
            let log = self.store.events(id).await.unwrap();
            log.iter().any(|entry| entry.body.contains(kind))
        })
        .await;
    }
}

/// The files after a ministry has changed them: of each service one regulation that opens online is left, and a field of all
/// forms has another name. No case may notice.
fn changed() -> TempDir {
    let folder = folder();
    let mut services = BTreeSet::new();
    for regulation in catalogue().all().filter(|one| one.is_offered_online()) {
        if !services.insert(&regulation.service) {
            let file = folder.path().join(format!("{}.toml", regulation.id));
            fs::remove_file(file).unwrap();
        }
    }
    let blocks = folder.path().join("services/blocks.toml");
    let text = fs::read_to_string(&blocks).unwrap();
    let renamed = text.replace("id = \"phone\"", "id = \"telephone\"");
    assert_ne!(renamed, text);
    fs::write(blocks, renamed).unwrap();
    folder
}
