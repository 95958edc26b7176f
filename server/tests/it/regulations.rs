//! A ministry keeps its own regulations: `--regulations DIR`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Parser;
use server::Config;
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::common::{Server, Wanted};

const ONE: &str = "zhambyl-2014/oralman-status";

/// A folder with one regulation, its act and what every folder needs.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/catalogue/regulations");
    fs::create_dir(folder.path().join("zhambyl-2014")).unwrap();
    for name in [
        "regions.toml",
        "situations.toml",
        "words.toml",
        "zhambyl-2014/act.toml",
        &file(ONE),
    ] {
        fs::copy(own.join(name), folder.path().join(name)).unwrap();
    }
    folder
}

fn file(id: &str) -> String {
    format!("{id}.toml")
}

#[tokio::test]
async fn another_folder_takes_the_place_of_the_catalogue() {
    let folder = folder();
    let server = Server::start_with(Wanted {
        regulations: Some(folder.path().to_owned()),
        ..Wanted::default()
    })
    .await;
    let browser = server.browser();
    let status = async |id: &str| browser.get(&format!("/kk/services/{id}")).await.status;
    assert_eq!(status(ONE).await, 200);
    assert_eq!(status(&format!("{ONE}/prepare")).await, 200);
    assert_eq!(status("zhambyl-2014/home-care").await, 404);
    let all = browser.get("/api/v1/catalogue").await.body;
    let all: serde_json::Value = serde_json::from_str(&all).unwrap();
    assert_eq!(all.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_broken_catalogue_stops_the_start_and_says_where() {
    let folder = folder();
    let path = folder.path().join(file(ONE));
    let text = fs::read_to_string(&path).unwrap();
    let broken = text.replacen("unit = \"working_days\"", "unit = \"fortnights\"", 1);
    let line = broken
        .lines()
        .position(|line| line.contains("fortnights"))
        .unwrap()
        + 1;
    fs::write(&path, &broken).unwrap();
    let error = start(folder.path().to_owned()).await;
    assert!(error.contains(&file(ONE)), "{error}");
    assert!(error.contains(&format!("{line}")), "{error}");
    assert!(error.contains("fortnights"), "{error}");
}

/// Why the server does not start with these regulations.
async fn start(regulations: PathBuf) -> String {
    let data = tempfile::tempdir().unwrap();
    let config = Config::try_parse_from([
        "otinish".to_owned(),
        "--data-dir".to_owned(),
        data.path().display().to_string(),
        "--regulations".to_owned(),
        regulations.display().to_string(),
    ])
    .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let never = std::future::pending();
    let ended = server::serve(listener, config, never).await;
    format!("{:#}", ended.unwrap_err())
}
