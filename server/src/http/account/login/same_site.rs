//! Where a login may lead.

use app::text::Lang;

/// A path of this site to go to after the login, in the language that the reader has by then; empty for anything
/// else, above all for `//elsewhere.example`.
pub(crate) fn same_site(lang: Lang, next: &str) -> String {
    let plain = next.len() <= 2000
        && next
            .chars()
            .all(|sign| sign.is_ascii_graphic() && sign != '\\');
    let rest = Lang::ALL.iter().find_map(|lang| {
        next.strip_prefix('/')
            .and_then(|rest| rest.strip_prefix(lang.tag()))
            .filter(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    rest.filter(|_| plain)
        .map_or_else(String::new, |rest| format!("/{}{rest}", lang.tag()))
}
