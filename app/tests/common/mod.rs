//! What tests of pages share.
#![allow(unreachable_pub)]

/// The page without the numbers at the names of islands: Leptos makes them from the place of the source on this
/// machine, so they differ from one checkout to the next.
pub fn without_hashes(html: &str) -> String {
    let mut parts = html.split("data-component=\"");
    let mut clean = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('"').unwrap_or((part, ""));
        let plain = name
            .trim_end_matches(|sign: char| sign.is_ascii_digit())
            .trim_end_matches('_');
        clean.push_str("data-component=\"");
        clean.push_str(plain);
        clean.push('"');
        clean.push_str(rest);
    }
    clean
}
