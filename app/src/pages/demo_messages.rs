//! What the simulated operator «sent». Only the demonstration has this page.

use chrono::NaiveDateTime;
use leptos::prelude::*;

use crate::{
    components::{Notice, NoticeKind, Shell, page},
    format,
    text::{t, t_with, value},
};

/// How a message would have gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// Text message.
    Sms,
    Mail,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoMessage {
    /// How it would have gone.
    pub channel: Channel,
    /// The end of the number, or the address without its name.
    pub to: String,
    /// The subject of a mail.
    pub subject: String,
    pub text: String,
    /// When.
    pub at: NaiveDateTime,
}

/// The pages on which a code of these messages is typed.
const CODE_PAGES: [&str; 4] = [
    "/register/code",
    "/recovery/code",
    "/cabinet/profile/phone/code",
    "/cabinet/profile/email/code",
];

/// Draws the page; the newest message is the first. `from` is the page that led here.
pub fn demo_messages(shell: &Shell, messages: &[DemoMessage], from: &str) -> String {
    let lang = shell.lang;
    let mut shell = shell.titled(t(lang, "demo-title"));
    if CODE_PAGES.contains(&from) {
        shell.back = Some((shell.href(from), t(lang, "demo-back")));
    }
    page(&shell, || {
        let rows: Vec<_> = messages
            .iter()
            .map(|message| {
                let key = match message.channel {
                    Channel::Sms => "demo-sms",
                    Channel::Mail => "demo-mail",
                };
                let to = t_with(lang, key, &[("to", value(&message.to))]);
                let at = format::datetime(message.at);
                let subject = (!message.subject.is_empty() && message.channel == Channel::Mail)
                    .then(|| view! { <p class="row__meta">{message.subject.clone()}</p> });
                view! {
                    <li class="row" data-to=message.to.clone()>
                        <div class="row__text">
                            <p class="row__meta">{format!("{at} · {to}")}</p>
                            {subject}
                            <p class="row__title">{message.text.clone()}</p>
                        </div>
                    </li>
                }
            })
            .collect();
        let list = match rows.is_empty() {
            true => view! { <p>{t(lang, "demo-empty")}</p> }.into_any(),
            false => view! { <ul class="rows">{rows}</ul> }.into_any(),
        };
        view! {
            <h1>{t(lang, "demo-title")}</h1>
            <Notice kind=NoticeKind::Warning title=t(lang, "demo-notice")>
                <p>{t(lang, "demo-text")}</p>
            </Notice>
            {list}
        }
    })
}
