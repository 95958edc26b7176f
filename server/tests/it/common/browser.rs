//! A browser without JavaScript.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use super::Server;

/// A browser without JavaScript that follows no redirect by itself and has been here before: it has a cookie.
#[derive(Clone)]
pub struct Browser {
    pub(super) client: reqwest::Client,
    pub(super) base: String,
    pub(super) cookies: Arc<Mutex<BTreeMap<String, String>>>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// Headers by lower-case name.
    pub headers: BTreeMap<String, String>,
    /// The body as text.
    pub body: String,
    /// The body as it came.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        self.headers.get("location").map_or("", String::as_str)
    }
}

impl Browser {
    /// A browser for the server at `base` (`http://127.0.0.1:3000`).
    pub fn new(base: String) -> Browser {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_secs(60))
            .build()
            .unwrap();
        let cookies = Arc::new(Mutex::new([("visited".into(), "yes".into())].into()));
        Browser {
            client,
            base,
            cookies,
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request("GET", path)).await
    }

    /// GET, and after every 303 the page that it leads to.
    pub async fn follow(&self, path: &str) -> Answer {
        let mut answer = self.get(path).await;
        for _ in 0..10 {
            if answer.status != 303 {
                break;
            }
            answer = self.get(answer.location()).await;
        }
        answer
    }

    /// POST of a form.
    pub async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        // In one expression: the serializer must not live across the await.
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        self.post_raw(path, "application/x-www-form-urlencoded", body.into_bytes())
            .await
    }

    /// POST of any body.
    pub async fn post_raw(&self, path: &str, content_type: &str, body: Vec<u8>) -> Answer {
        self.send(
            self.request("POST", path)
                .header("content-type", content_type)
                .body(body),
        )
        .await
    }

    /// POST of a form with files: field name, file name, content.
    pub async fn post_multipart(&self, path: &str, files: &[(&str, &str, &[u8])]) -> Answer {
        let mut form = reqwest::multipart::Form::new();
        for (field, name, content) in files {
            let part =
                reqwest::multipart::Part::bytes(content.to_vec()).file_name((*name).to_owned());
            form = form.part((*field).to_owned(), part);
        }
        self.send(self.request("POST", path).multipart(form)).await
    }

    /// A request with the cookies, for what the other functions do not do.
    pub fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        let request = self.client.request(method, format!("{}{path}", self.base));
        match self.cookie() {
            cookie if cookie.is_empty() => request,
            cookie => request.header("cookie", cookie),
        }
    }

    /// Sends a request and takes in its cookies.
    pub async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        let mut headers = BTreeMap::new();
        for (name, value) in response.headers() {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            if name == "set-cookie" {
                self.keep(&value);
            }
            headers.insert(name.as_str().to_owned(), value);
        }
        let bytes = response.bytes().await.unwrap().to_vec();
        Answer {
            status,
            headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
        }
    }

    /// The same browser, with its cookies, at the address of a server that was started again.
    #[must_use]
    pub fn moved_to(&self, server: &Server) -> Browser {
        let base = format!("http://{}", server.address());
        Browser {
            base,
            ..self.clone()
        }
    }

    /// Forgets the session, as after a long pause.
    pub fn lose_session(&self) {
        self.cookies.lock().unwrap().clear();
    }

    /// The value of the `cookie` header.
    pub fn cookie(&self) -> String {
        let cookies = self.cookies.lock().unwrap();
        cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ")
    }

    pub(super) fn keep(&self, set_cookie: &str) {
        let pair = set_cookie.split(';').next().unwrap_or_default();
        if let Some((name, value)) = pair.split_once('=') {
            let mut cookies = self.cookies.lock().unwrap();
            if value.is_empty() {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
