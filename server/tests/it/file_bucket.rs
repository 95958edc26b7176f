//! Attachments in a bucket: of one server, and of two that share it and one database.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, SystemTime},
};

use hyper_util::rt::TokioIo;
use s3s::{auth::SimpleAuth, service::S3ServiceBuilder};
use tokio::{
    net::TcpListener,
    process::{Child, Command},
};

use crate::common::{
    Browser, citizen_iin,
    files::{MEGA, PDF, pdf_of},
    journey, postgres_or_skip, until,
};

const KEY: &str = "AKIAEXAMPLE";
const SECRET: &str = "a secret of this test";

/// An S3 service on a folder.
struct Bucket {
    folder: tempfile::TempDir,
    endpoint: String,
}

impl Bucket {
    async fn start() -> Bucket {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("otinish")).unwrap();
        let mut builder = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder.path()).unwrap());
        builder.set_auth(SimpleAuth::from_single(KEY, SECRET));
        let service = builder.build();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let http = hyper::server::conn::http1::Builder::new();
                let serving = http.serve_connection(TokioIo::new(stream), service.clone());
                tokio::spawn(async move { drop(serving.await) });
            }
        });
        Bucket { folder, endpoint }
    }

    /// The objects, without what the service keeps for itself.
    fn objects(&self) -> Vec<PathBuf> {
        let prefix = self.folder.path().join("otinish/service");
        let mut found = Vec::new();
        for home in std::fs::read_dir(prefix).into_iter().flatten().flatten() {
            // What marks the store itself is no attachment.
            if home.file_name() == "_otinish" {
                continue;
            }
            let files = std::fs::read_dir(home.path()).unwrap().flatten();
            found.extend(files.map(|file| file.path()));
        }
        found
    }
}

/// The program itself: its keys come from the environment.
struct Portal {
    base: String,
    _process: Child,
}

impl Portal {
    async fn start(
        bucket: &Bucket,
        data: &Path,
        database: Option<&str>,
        keys: bool,
        new: bool,
    ) -> Option<Portal> {
        let port = TcpListener::bind("127.0.0.1:0")
            .await
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let mut command = Command::new(env!("CARGO_BIN_EXE_otinish"));
        command
            .args([
                "--listen",
                &format!("127.0.0.1:{port}"),
                "--no-rate-limit",
                "--data-dir",
            ])
            .arg(data)
            .args([
                "--files",
                "s3://otinish/service",
                "--s3-endpoint",
                &bucket.endpoint,
            ])
            .env_remove("AWS_ACCESS_KEY_ID")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true);
        if keys {
            command
                .env("AWS_ACCESS_KEY_ID", KEY)
                .env("AWS_SECRET_ACCESS_KEY", SECRET);
        }
        command.arg("--demo");
        command.arg("--seal-key-file").arg(data.join("seal-key"));
        if let Some(url) = database {
            command.args(["--database-url", url]);
        }
        if new {
            command.arg("--new");
        }
        let mut process = command.spawn().unwrap();
        let base = format!("http://127.0.0.1:{port}");
        let health = format!("{base}/healthz");
        let mut ended = false;
        until::holds("the server answers or ends", async || {
            ended = process.try_wait().unwrap().is_some();
            ended || until::is_answered(&health).await
        })
        .await;
        let portal = Portal {
            base,
            _process: process,
        };
        (!ended).then_some(portal)
    }

    async fn login(&self, page: &str, login: &str) -> Browser {
        let browser = Browser::new(self.base.clone());
        let fields = [("login", login), ("password", server::demo::PASSWORD)];
        let answer = browser.post_form(page, &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        browser
    }

    async fn citizen(&self) -> Browser {
        self.login("/kk/login", &citizen_iin(0)).await
    }

    async fn registrar(&self) -> Browser {
        self.login("/kk/staff/login", "registrar").await
    }
}

/// Where the files of a page are opened, in their order.
fn links(page: &str, below: &str) -> Vec<String> {
    let start = format!("href=\"{below}/");
    let starts = page.split(&start).skip(1);
    starts
        .map(|rest| format!("{below}/{}", rest.split('"').next().unwrap()))
        .collect()
}

#[tokio::test]
async fn files_live_in_the_bucket_from_the_draft_to_the_case() {
    let bucket = Bucket::start().await;
    let data = tempfile::tempdir().unwrap();
    // What nothing refers to, a year old and new.
    let id = || uuid::Uuid::now_v7().to_string();
    let home = bucket.folder.path().join("otinish/service").join(id());
    std::fs::create_dir_all(&home).unwrap();
    let (old, new) = (home.join(id()), home.join(id()));
    for path in [&old, &new] {
        std::fs::write(path, PDF).unwrap();
    }
    let then = SystemTime::now() - Duration::from_secs(400 * 24 * 3600);
    std::fs::File::options()
        .write(true)
        .open(&old)
        .unwrap()
        .set_modified(then)
        .unwrap();

    let portal = Portal::start(&bucket, data.path(), None, true, true)
        .await
        .unwrap();
    let browser = portal.citizen().await;
    let draft = journey::filled_draft(&browser, 0).await;
    let slot = format!("/kk/drafts/{draft}/documents/income");
    // In parts: the service takes none under five megabytes.
    let large = pdf_of(7 * MEGA);
    let sent = browser
        .post_multipart(&slot, &[("files", "үлкен.pdf", &large)])
        .await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let files = links(&browser.get(&slot).await.body, &slot);
    assert_eq!(files.len(), 2);
    assert_eq!(browser.get(&files[0]).await.bytes, PDF);
    assert!(
        browser.get(&files[1]).await.bytes == large,
        "every byte of it"
    );
    let broken = browser
        .post_multipart(&slot, &[("files", "төрт.pdf", b"%PDF")])
        .await;
    assert_eq!(broken.status, 422);
    until::holds("what is old and named by nobody is removed", async || {
        !old.exists()
    })
    .await;
    assert!(new.exists(), "what is not old is left");
    assert_eq!(bucket.objects().len(), 3 + 1);
    let removed = browser
        .post_form(&format!("{}/remove", files[1]), &[])
        .await;
    assert_eq!(removed.status, 303);
    assert_eq!(bucket.objects().len(), 2 + 1);

    let case = journey::submit(&browser, &draft).await;
    let desk = format!("/kk/staff/cases/{case}");
    let registrar = portal.registrar().await;
    let page = registrar.get(&desk).await.body;
    let files = links(&page, &format!("{desk}/files"));
    assert_eq!(files.len(), 2);
    for file in &files {
        assert_eq!(registrar.get(file).await.bytes, PDF);
    }
    assert!(
        !data.path().join("files").exists(),
        "nothing beside the bucket"
    );

    // Bytes that are gone from the bucket are found before signing, as in a folder.
    let other = portal.login("/kk/login", &citizen_iin(1)).await;
    let draft = journey::filled_draft(&other, 1).await;
    std::fs::remove_dir_all(bucket.folder.path().join("otinish/service").join(&draft)).unwrap();
    let check = other.get(&format!("/kk/drafts/{draft}/check")).await.body;
    assert_eq!(check.matches("файлы сақталмай қалды").count(), 2, "{check}");
}

#[tokio::test]
async fn without_keys_it_does_not_start() {
    let bucket = Bucket::start().await;
    let data = tempfile::tempdir().unwrap();
    assert!(
        Portal::start(&bucket, data.path(), None, false, true)
            .await
            .is_none()
    );
}

#[tokio::test]
async fn two_servers_with_one_database_and_one_bucket_see_each_others_files() {
    let Some(url) = postgres_or_skip().await else {
        return;
    };
    let bucket = Bucket::start().await;
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let first = Portal::start(&bucket, first.path(), Some(&url), true, true)
        .await
        .unwrap();
    let second = Portal::start(&bucket, second.path(), Some(&url), true, false)
        .await
        .unwrap();
    let citizen = first.citizen().await;
    let draft = journey::filled_draft(&citizen, 0).await;
    // The session is in the database: the same cookie, the other server.
    let elsewhere = second.citizen().await;
    let slot = format!("/kk/drafts/{draft}/documents/income");
    let files = links(&elsewhere.get(&slot).await.body, &slot);
    assert_eq!(files.len(), 1);
    assert_eq!(elsewhere.get(&files[0]).await.bytes, PDF);
    let more = elsewhere
        .post_multipart(&slot, &[("files", "екінші.pdf", PDF)])
        .await;
    assert_eq!(more.status, 303, "{}", more.body);
    let case = journey::submit(&citizen, &draft).await;
    let desk = format!("/kk/staff/cases/{case}");
    for portal in [&first, &second] {
        let registrar = portal.registrar().await;
        let files = links(&registrar.get(&desk).await.body, &format!("{desk}/files"));
        assert_eq!(files.len(), 3);
        for file in &files {
            assert_eq!(registrar.get(file).await.bytes, PDF);
        }
    }
}
