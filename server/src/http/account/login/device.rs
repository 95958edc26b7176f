//! A device is known again by a cookie.

use axum::{
    http::{HeaderMap, header},
    response::Response,
};

use crate::{
    flow::throttle::Origin,
    http::kit::{client_address::ClientAddress, web::App},
};

/// The cookie by which a device is known again, without its prefix. Whoever guesses a password elsewhere does not lock a
/// known device out; and a browser that brings it back keeps cookies.
const COOKIE: &str = "otinish-device";
pub(crate) const DAYS: i64 = 400;

pub(crate) struct Device {
    mark: String,
    is_new: bool,
}

impl Device {
    /// The device by the cookie that it sent, or a new one.
    pub(crate) fn of(app: &App, headers: &HeaderMap) -> Device {
        let sent = app.cookies.read(headers, COOKIE);
        Device {
            is_new: sent.is_none(),
            mark: sent.unwrap_or_else(|| hex::encode(rand::random::<[u8; 16]>())),
        }
    }

    /// The answer, with the mark of a device that has none.
    pub(crate) fn marked(&self, app: &App, mut response: Response) -> Response {
        if self.is_new {
            let age = Some(time::Duration::days(DAYS));
            let cookie = app.cookies.set(COOKIE, &self.mark, age);
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }

    /// From where somebody logs in.
    pub(crate) fn origin(&self, address: ClientAddress) -> Origin {
        Origin {
            device: Some(self.mark.clone()),
            address: Some(address.ip()),
        }
    }
}
