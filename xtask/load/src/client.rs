//! One client: one kept connection and one session cookie.

use std::net::SocketAddr;

use anyhow::{Context, Result, bail};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{
    Method, Request, StatusCode,
    body::Incoming,
    client::conn::http1::{SendRequest, handshake},
    header,
};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// An answer, read to its end.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) body: Bytes,
}

pub(crate) struct Client {
    address: SocketAddr,
    connection: SendRequest<Full<Bytes>>,
    cookie: String,
}

impl Client {
    pub(crate) async fn connect(address: SocketAddr) -> Result<Client> {
        if !address.ip().is_loopback() {
            bail!("load goes to this machine only, not to {address}");
        }
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (connection, driver) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(driver);
        Ok(Client { address, connection, cookie: String::new() })
    }

    pub(crate) async fn get(&mut self, path: &str) -> Result<Answer> {
        self.send(Method::GET, path, "", Bytes::new()).await
    }

    /// Posts a form; anything but a redirect is an error.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let answer = self.send(Method::POST, path, "application/x-www-form-urlencoded", body.into()).await?;
        redirected(path, answer)
    }

    /// Posts one file; anything but a redirect is an error.
    pub(crate) async fn upload(&mut self, path: &str, field: &str, name: &str, content: &[u8]) -> Result<Answer> {
        const BOUNDARY: &str = "----otinish-load";
        let mut body = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(content);
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let answer = self.send(Method::POST, path, &kind, body.into()).await?;
        redirected(path, answer)
    }

    async fn send(&mut self, method: Method, path: &str, kind: &str, body: Bytes) -> Result<Answer> {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, self.address.to_string());
        if !self.cookie.is_empty() {
            request = request.header(header::COOKIE, &self.cookie);
        }
        if !kind.is_empty() {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        self.connection.ready().await?;
        let response = self.connection.send_request(request.body(Full::new(body))?).await?;
        let (parts, body) = response.into_parts();
        if let Some(cookie) = parts.headers.get(header::SET_COOKIE) {
            let cookie = cookie.to_str()?;
            cookie.split(';').next().unwrap_or_default().clone_into(&mut self.cookie);
        }
        let location = parts.headers.get(header::LOCATION).map(|to| to.to_str()).transpose()?.unwrap_or_default();
        Ok(Answer { status: parts.status, location: location.to_owned(), body: whole(body).await? })
    }
}

async fn whole(body: Incoming) -> Result<Bytes> {
    Ok(body.collect().await.context("reading an answer")?.to_bytes())
}

fn redirected(path: &str, answer: Answer) -> Result<Answer> {
    if answer.status == StatusCode::SEE_OTHER {
        return Ok(answer);
    }
    let text = String::from_utf8_lossy(&answer.body);
    let said: String = text.split("error-summary").nth(1).unwrap_or_default().chars().take(600).collect();
    bail!("POST {path} answered {}: {said}", answer.status)
}
