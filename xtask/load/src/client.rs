//! One client: one kept connection and its cookies, as a browser has them.

use std::{collections::BTreeMap, net::SocketAddr};

use anyhow::{Context, Result, bail, ensure};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{
    Method, Request, StatusCode,
    client::conn::http1::{SendRequest, handshake},
    header,
};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

const FORM: &str = "application/x-www-form-urlencoded";
const BOUNDARY: &str = "----otinish-load";

/// An answer, read to its end.
pub(crate) struct Answer {
    status: StatusCode,
    /// Where it redirects to, or empty.
    pub(crate) location: String,
    /// As it came over the wire.
    pub(crate) body: Bytes,
}

pub(crate) struct Client {
    address: SocketAddr,
    connection: SendRequest<Full<Bytes>>,
    cookies: BTreeMap<String, String>,
    /// What it says it can decompress; empty: nothing.
    pub(crate) accept_encoding: String,
}

impl Client {
    /// Load goes to this machine only.
    pub(crate) async fn connect(address: SocketAddr) -> Result<Client> {
        ensure!(
            address.ip().is_loopback(),
            "{address} is not the loopback of this machine"
        );
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (connection, driver) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(driver);
        Ok(Client {
            address,
            connection,
            cookies: BTreeMap::new(),
            accept_encoding: String::new(),
        })
    }

    /// A page; anything but success is an error.
    pub(crate) async fn get(&mut self, path: &str) -> Result<Answer> {
        let answer = self.send(Method::GET, path, "", Bytes::new()).await?;
        ensure!(
            answer.status.is_success(),
            "GET {path} answered {}",
            answer.status
        );
        Ok(answer)
    }

    /// Posts a form and gives where it leads to. Anything but a redirect is an error.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<String> {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let answer = self.send(Method::POST, path, FORM, body.into()).await?;
        redirected(path, answer)
    }

    /// Posts one file in the field `files` and gives where it leads to. Anything but a redirect is an error.
    pub(crate) async fn upload(
        &mut self,
        path: &str,
        name: &str,
        content: &[u8],
    ) -> Result<String> {
        let mut body = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(content);
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let answer = self.send(Method::POST, path, &kind, body.into()).await?;
        redirected(path, answer)
    }

    async fn send(
        &mut self,
        method: Method,
        path: &str,
        kind: &str,
        body: Bytes,
    ) -> Result<Answer> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, self.address.to_string());
        let pairs = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        let cookie = pairs.collect::<Vec<_>>().join("; ");
        let headers = [
            (header::COOKIE, cookie.as_str()),
            (header::CONTENT_TYPE, kind),
            (header::ACCEPT_ENCODING, self.accept_encoding.as_str()),
        ];
        for (name, value) in headers {
            if !value.is_empty() {
                request = request.header(name, value);
            }
        }
        self.connection.ready().await?;
        let answer = self
            .connection
            .send_request(request.body(Full::new(body))?)
            .await?;
        let (parts, body) = answer.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str()?.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let location = parts.headers.get(header::LOCATION);
        let location = location.map(|to| to.to_str()).transpose()?;
        let body = body.collect().await.context("reading an answer")?;
        Ok(Answer {
            status: parts.status,
            location: location.unwrap_or_default().to_owned(),
            body: body.to_bytes(),
        })
    }
}

fn redirected(path: &str, answer: Answer) -> Result<String> {
    if answer.status == StatusCode::SEE_OTHER {
        return Ok(answer.location);
    }
    let text = String::from_utf8_lossy(&answer.body);
    let said = text.split("error-summary").nth(1).unwrap_or_default();
    let said: String = said.chars().take(600).collect();
    bail!("POST {path} answered {}: {said}", answer.status)
}
