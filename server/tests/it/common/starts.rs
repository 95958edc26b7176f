//! Servers on data that was there before them.

use std::{path::Path, sync::Arc};

use server::store::Store;

use super::{Server, Wanted, fresh_postgres};

impl Server {
    /// A server on a folder that `prepare` filled.
    pub async fn on_folder(prepare: impl FnOnce(&Path), wanted: Wanted) -> Server {
        let data = tempfile::tempdir().unwrap();
        prepare(data.path());
        Server::run(Arc::new(data), wanted, false).await
    }

    /// A server on what `restore` made of an empty folder and the database.
    pub async fn on_restored(mut wanted: Wanted, restore: impl AsyncFnOnce(&Path, &str)) -> Server {
        let data = tempfile::tempdir().unwrap();
        let postgres = std::env::var("OTINISH_TEST_SERVERS").is_ok_and(|on| on == "postgres");
        if postgres && wanted.database_url.is_none() {
            wanted.database_url = fresh_postgres().await;
        }
        let url = wanted.database_url.clone();
        let url = url.unwrap_or_else(|| Store::embedded_url(data.path()));
        restore(data.path(), &url).await;
        Server::run(Arc::new(data), wanted, false).await
    }

    /// Why a server on a folder that `prepare` filled does not start.
    pub async fn refused(prepare: impl FnOnce(&Path), wanted: Wanted) -> String {
        let data = tempfile::tempdir().unwrap();
        prepare(data.path());
        let mut server = Server::begin(Arc::new(data), wanted, false).await;
        let ended = server.task.take().unwrap().await.unwrap();
        format!("{:#}", ended.unwrap_err())
    }

    /// As [`Server::restart_with`], for one that will not be ready.
    pub async fn restart_unready(mut self, mut wanted: Wanted) -> Server {
        self.end().await;
        wanted.database_url = self.wanted.database_url.clone();
        let server = Server::begin(self.data.clone(), wanted, false).await;
        server.wait_until("/livez").await;
        server
    }
}
