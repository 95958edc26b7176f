//! Why somebody is not let in: in plain words, with those of the act where it has some.

use app::{
    pages::{act, login::Refusal},
    text::{Lang, t, t_with, value},
};

use super::web::App;

/// The refusal of authorisation, with the message of the act (процесс 2) and its place. That message tells nobody what
/// to correct, so it is not the heading.
pub(crate) fn refusal_of_act(app: &App, lang: Lang, title: &str, help: &str) -> Refusal {
    // The newest act that opens this portal: others have nearly the same words.
    let online = app.catalogue.all().filter(|one| one.is_offered_online());
    let with_message = online.filter_map(|regulation| {
        let message = regulation.message("refusal-authorisation")?;
        Some((regulation, message))
    });
    let found = with_message.max_by_key(|(regulation, _)| regulation.act.date);
    let (of_act, citation) = match found {
        Some((regulation, message)) => {
            let act = act::number(lang, regulation);
            let citation = t_with(
                lang,
                "login-citation",
                &[("act", value(act)), ("line", value(message.line))],
            );
            (message.text.get(lang).to_owned(), citation)
        }
        None => (String::new(), String::new()),
    };
    Refusal {
        text: t(lang, title),
        of_act,
        citation,
        help: t(lang, help),
    }
}

/// A refusal in the portal's own words.
pub(crate) fn ours(lang: Lang, title: &str, help: String) -> Refusal {
    Refusal {
        text: t(lang, title),
        help,
        ..Refusal::default()
    }
}

/// Said to officials of a wrong login or password.
pub(crate) fn staff_refused(lang: Lang) -> Refusal {
    ours(
        lang,
        "login-staff-refused",
        t(lang, "login-staff-refused-help"),
    )
}

/// Said when an address tries too often; what was typed stays.
pub(crate) fn too_many(lang: Lang) -> Refusal {
    ours(
        lang,
        "error-too-many-heading",
        t(lang, "error-too-many-text"),
    )
}

/// Said after too many wrong passwords: how long to wait.
pub(crate) fn must_wait(lang: Lang, seconds: u64) -> Refusal {
    let help = t_with(
        lang,
        "login-wait-help",
        &[("wait", value(in_words(lang, seconds)))],
    );
    ours(lang, "login-wait-title", help)
}

/// How long to wait after too many wrong passwords, as the error of a field.
pub(crate) fn wait_text(lang: Lang, seconds: u64) -> String {
    let wait = in_words(lang, seconds);
    t_with(lang, "sign-password-wait", &[("wait", value(wait))])
}

/// «30 seconds», «2 minutes».
fn in_words(lang: Lang, seconds: u64) -> String {
    let (key, n) = match seconds {
        0..=90 => ("login-wait-seconds", seconds.max(1)),
        _ => ("login-wait-minutes", seconds.div_ceil(60)),
    };
    t_with(lang, key, &[("n", n.into())])
}

/// Said when so many log in at once that this one must press again.
pub(crate) fn busy(lang: Lang) -> Refusal {
    ours(lang, "error-busy-heading", t(lang, "error-busy-text"))
}

/// Said when the login was right and the browser kept no cookie of it.
pub(crate) fn no_cookie(lang: Lang) -> Refusal {
    ours(lang, "login-cookie-title", t(lang, "login-cookie-help"))
}
