//! Pages about the portal itself: accessibility, personal data, data and API.

use catalogue::Catalogue;
use domain::regulation::Regulation;
use leptos::prelude::*;

use super::service;
use crate::{
    components::{Shell, page},
    route,
    text::{Lang, t, t_with},
};

/// A page of headed paragraphs: the prefix of its keys, and for every section how many paragraphs it has.
struct Paper {
    prefix: &'static str,
    sections: &'static [(&'static str, usize)],
}

const ACCESSIBILITY: Paper = Paper {
    prefix: "info-accessibility",
    sections: &[("can", 4), ("checked", 2), ("limits", 3), ("help", 1)],
};

const PRIVACY: Paper = Paper {
    prefix: "info-privacy",
    sections: &[
        ("what", 9),
        ("why", 2),
        ("who", 3),
        ("not", 3),
        ("how-long", 6),
    ],
};

const DATA: Paper = Paper {
    prefix: "info-data",
    sections: &[("catalogue", 3), ("api", 2)],
};

/// How long what is no case is kept, as the settings say. Zero days of a draft or a message are for ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeptFor {
    /// Days without a change after which a draft goes.
    pub draft: i64,
    /// Days before that its owner is told.
    pub reminder: i64,
    /// Days of an application prepared for a counter.
    pub prepared: i64,
    /// Days of a message that was sent.
    pub message: i64,
    /// Minutes without a request after which a session ends.
    pub idle: i64,
    /// Days of the longest session of a citizen.
    pub session: i64,
    /// Days of the cookie of a known device.
    pub device: i64,
    /// Minutes of the cookie that leads back from the login.
    pub way: i64,
}

/// The accessibility statement.
pub fn accessibility(shell: &Shell) -> String {
    paper(shell, &ACCESSIBILITY, t, || ())
}

/// What is stored of a person, why, and how long.
pub fn privacy(shell: &Shell, kept: KeptFor) -> String {
    let numbers = [
        ("draft", kept.draft.into()),
        ("reminder", kept.reminder.into()),
        ("prepared", kept.prepared.into()),
        ("message", kept.message.into()),
        ("idle", kept.idle.into()),
        ("session", kept.session.into()),
        ("device", kept.device.into()),
        ("way", kept.way.into()),
    ];
    let text = |lang: Lang, key: &str| t_with(lang, key, &numbers);
    paper(shell, &PRIVACY, text, || ())
}

/// What others can use of the portal's data.
pub fn data(shell: &Shell, catalogue: &Catalogue) -> String {
    let lang = shell.lang;
    let services: Vec<_> = catalogue
        .all()
        .map(|regulation| pictures(lang, regulation))
        .collect();
    paper(shell, &DATA, t, || {
        view! {
            {addresses(lang, catalogue)}
            <section>
                <h2>{t(lang, "info-data-pictures")}</h2>
                {services}
            </section>
        }
    })
}

/// Where programs read the catalogue, each address with an example for the command line.
fn addresses(lang: Lang, catalogue: &Catalogue) -> AnyView {
    let mut regulations = catalogue.all();
    let example = regulations.find(|one| one.is_offered_online());
    let one = example
        .or_else(|| catalogue.all().next())
        .map(|regulation| format!("/api/v1/catalogue/{}", regulation.id));
    let all = [
        (
            "info-data-all",
            Some("/api/v1/catalogue".to_owned()),
            "'.[].names.kk'",
        ),
        ("info-data-one", one, "'.procedures[].term'"),
        (
            "info-data-linked",
            Some("/api/v1/catalogue.jsonld".to_owned()),
            "'.\"@graph\"[0]'",
        ),
        (
            "info-data-described",
            Some("/api/v1/openapi.json".to_owned()),
            "'.paths | keys'",
        ),
    ];
    let addresses: Vec<_> = all
        .into_iter()
        .filter_map(|(key, address, taken)| Some(address_view(lang, key, address?, taken)))
        .collect();
    view! {
        <section>
            <h2>{t(lang, "info-data-addresses")}</h2>
            <p>{t(lang, "info-data-addresses-text")}</p>
            {addresses}
        </section>
    }
    .into_any()
}

fn address_view(lang: Lang, key: &str, address: String, taken: &str) -> AnyView {
    let example = format!("curl -s $PORTAL{address} | jq {taken}");
    view! {
        <h3><a class="address" href=address.clone()>{address.clone()}</a></h3>
        <p>{t(lang, key)}</p>
        <pre class="example" translate="no">{example}</pre>
    }
    .into_any()
}

/// The routes of one service: for every channel and variant the picture and the process.
fn pictures(lang: Lang, regulation: &Regulation) -> AnyView {
    let links: Vec<_> = regulation
        .procedures
        .iter()
        .map(|procedure| {
            let name = service::way_name(lang, procedure);
            let [svg, bpmn] =
                ["svg", "bpmn"].map(|ending| route::file(lang, regulation, procedure, ending));
            view! {
                <li>
                    {name.clone()}": "
                    <a href=svg aria-label=format!("{name}, SVG") download="">"SVG"</a>", "
                    <a href=bpmn aria-label=format!("{name}, BPMN") download="">"BPMN"</a>
                </li>
            }
        })
        .collect();
    view! {
        <h3>{regulation.names.get(lang).to_owned()}</h3>
        <ul>{links}</ul>
    }
    .into_any()
}

/// The title of a paper, for the shell.
fn titled(shell: &Shell, paper: &Paper) -> Shell {
    shell
        .titled(t(shell.lang, &format!("{}-heading", paper.prefix)))
        .with_crumbs(vec![service::crumb_home(shell.lang)])
}

/// Draws a paper. `text` says what stands under a key of its sections.
fn paper<V: IntoView>(
    shell: &Shell,
    paper: &Paper,
    text: impl Fn(Lang, &str) -> String,
    more: impl FnOnce() -> V,
) -> String {
    let lang = shell.lang;
    let prefix = paper.prefix;
    let shell = titled(shell, paper);
    page(&shell, || {
        let sections: Vec<_> = paper
            .sections
            .iter()
            .map(|(name, count)| {
                section(|key| text(lang, key), &format!("{prefix}-{name}"), *count)
            })
            .collect();
        view! {
            <h1>{t(lang, &format!("{prefix}-heading"))}</h1>
            <p class="lead">{t(lang, &format!("{prefix}-lead"))}</p>
            {sections}
            {more().into_any()}
        }
    })
}

fn section(said: impl Fn(&str) -> String, key: &str, count: usize) -> AnyView {
    let text = |n| said(&format!("{key}-{n}"));
    let body = match count {
        1 => view! { <p>{text(1)}</p> }.into_any(),
        _ => {
            let items: Vec<_> = (1..=count).map(|n| view! { <li>{text(n)}</li> }).collect();
            view! { <ul>{items}</ul> }.into_any()
        }
    };
    view! {
        <section>
            <h2>{said(key)}</h2>
            {body}
        </section>
    }
    .into_any()
}
