//! A file that is attached to a step leaves what was typed there as it is.

use reqwest::multipart::{Form, Part};

use crate::common::{Answer, Browser, Server, files::PDF, journey};

const TYPED: &str = "Справка за август не читается";

/// Presses «upload» below a form that is filled in.
async fn uploaded(
    browser: &Browser,
    path: &str,
    fields: &[(String, String)],
    (name, content): (&str, &[u8]),
) -> Answer {
    let mut form = Form::new();
    for (name, value) in fields {
        form = form.text(name.clone(), value.clone());
    }
    let part = Part::bytes(content.to_vec()).file_name(name.to_owned());
    let request = browser.request("POST", &format!("{path}/files"));
    browser
        .send(request.multipart(form.part("file", part)))
        .await
}

#[tokio::test]
async fn what_was_typed_at_a_step_outlives_a_file() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let registrar = server.login_staff("registrar").await;
    let path = format!("/ru/staff/cases/{case}/steps/check-documents");
    let mut fields = journey::at_step(&registrar, &path).await;
    let page = registrar.get(&format!("/ru/staff/cases/{case}")).await.body;
    let button = format!("formaction=\"{path}/files\" formenctype=\"multipart/form-data\"");
    assert!(page.contains(&button), "a button of the form: {page}");
    for (name, value) in [("outcome", "accepted"), ("comment", TYPED)] {
        fields.push((name.to_owned(), value.to_owned()));
    }
    let wrong = uploaded(&registrar, &path, &fields, ("акт.pdf", b"no pdf")).await;
    assert!(
        wrong.status == 422 && wrong.body.contains(TYPED),
        "{}",
        wrong.body
    );
    let kept = uploaded(&registrar, &path, &fields, ("акт.pdf", PDF)).await;
    assert_eq!(kept.status, 200, "{}", kept.body);
    assert!(
        kept.body.contains(TYPED) && kept.body.contains("акт.pdf"),
        "{}",
        kept.body
    );

    let mut unsent = fields.clone();
    unsent.push(("file".to_owned(), "второй.pdf".to_owned()));
    let told = journey::post(&registrar, &path, &unsent).await;
    assert_eq!(told.status, 422, "{}", told.body);
    assert!(
        told.body.contains("Файл выбран, но не загружен") && told.body.contains(TYPED),
        "{}",
        told.body
    );

    let done = journey::post(&registrar, &path, &fields).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let late = uploaded(&registrar, &path, &fields, ("поздно.pdf", PDF)).await;
    assert!(
        late.status == 422 && late.body.contains(TYPED),
        "what was typed too late comes back: {}",
        late.body
    );
    let store = server.store().await;
    let files = store.files_of(&case).await.unwrap();
    assert_eq!(files.len(), 1, "what came too late is not kept");
    store.close().await;
}
