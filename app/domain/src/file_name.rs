//! Under which name a file is shown and saved: what the person typed, with the extension of what it really is.
//!
//! A name is text of a stranger. «Справка.pdf.hta» would be run by a double click, a mark of direction shows
//! `exe.fdp` as `pdf.exe`, `CON.pdf` cannot be saved at all. Names in old logs are as they were typed: whoever shows
//! one asks here too, and a name that is in order stays as it is.

/// Signs of the stem that are kept.
const STEM_SIGNS: usize = 100;
/// Bytes of the stem: a file system takes 255 for the whole name, and a browser may add « (1)».
const STEM_BYTES: usize = 200;
/// So many signs of the end of a stem that is too long are kept: there stands «бет 1», «page 2».
const KEPT_END: usize = 10;

/// Extensions that are taken off wherever they stand at the end of a stem, whatever stands behind them.
const EXTENSIONS: &[&str] = &[
    "pdf", "jpg", "jpeg", "jpe", "jfif", "png", "webp", "gif", "bmp", "tif", "tiff", "heic",
    "heif", "svg", "doc", "docx", "docm", "rtf", "odt", "xls", "xlsx", "xlsm", "ods", "ppt",
    "pptx", "txt", "csv", "xml", "html", "htm", "xhtml", "mht", "zip", "rar", "7z", "gz", "tar",
    "iso", "img", "exe", "com", "scr", "pif", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js",
    "jse", "mjs", "wsf", "wsh", "hta", "msi", "msp", "msc", "cpl", "dll", "sys", "jar", "lnk",
    "url", "reg", "inf", "scf", "chm", "app", "apk", "dmg", "sh", "desktop", "php", "asp", "aspx",
    "jsp",
];

/// Names that Windows keeps for devices, whatever extension follows.
const RESERVED: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];

/// The extension of a media type that the portal takes.
pub fn extension(kind: &str) -> &'static str {
    match kind {
        "application/pdf" => "pdf",
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/webp" => "webp",
        _ => "bin",
    }
}

/// The name of a file of the media type `kind` that somebody called `typed`.
pub fn served(typed: &str, kind: &str) -> String {
    format!("{}.{}", stem(typed), extension(kind))
}

/// What of a typed name can be shown before the type is known: the last part of a path, without signs that are not
/// seen.
pub fn shown(typed: &str) -> String {
    let name = cut(&clean(typed));
    match name.is_empty() {
        true => "file".to_owned(),
        false => name,
    }
}

/// The same name in ASCII, for programs that read no other: what is not ASCII becomes `_`.
pub fn ascii(name: &str) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    let plain: String = stem
        .chars()
        .map(|sign| match sign {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' | '.' | ' ' | '(' | ')' => sign,
            _ => '_',
        })
        .collect();
    // Nothing readable is left of a Kazakh or Russian name.
    match plain.chars().any(|sign| sign.is_ascii_alphanumeric()) {
        true => format!("{plain}.{extension}"),
        false => format!("file.{extension}"),
    }
}

fn stem(typed: &str) -> String {
    let clean = clean(typed);
    let mut stem = trimmed(&clean);
    let whole = stem;
    if let Some((before, last)) = stem.rsplit_once('.')
        && looks_like_extension(last)
    {
        stem = trimmed(before);
    }
    while let Some((before, last)) = stem.rsplit_once('.')
        && EXTENSIONS.contains(&last.to_ascii_lowercase().as_str())
    {
        stem = trimmed(before);
    }
    // A name of nothing but an extension: «.pdf».
    let is_whole = stem == whole;
    if stem.is_empty() || is_whole && EXTENSIONS.contains(&stem.to_ascii_lowercase().as_str()) {
        return "file".to_owned();
    }
    let stem = cut(stem);
    match is_reserved(&stem) {
        true => format!("file-{stem}"),
        false => stem,
    }
}

/// The last part of a path, without signs that are not seen or that a file system does not take.
fn clean(typed: &str) -> String {
    let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen = last.chars().filter(|sign| !is_unseen(*sign));
    let clean: String = seen
        .map(|sign| match sign {
            '<' | '>' | ':' | '"' | '|' | '?' | '*' => '_',
            sign if sign.is_whitespace() => ' ',
            sign => sign,
        })
        .collect();
    trimmed(&clean).to_owned()
}

/// Dots and spaces at the ends: Windows drops those at the end, Unix hides what begins with a dot.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|sign: char| sign == '.' || sign.is_whitespace())
}

/// Whether a sign has no shape of its own: control characters, marks of direction, joiners and blank letters, tags and
/// selectors of variants.
fn is_unseen(sign: char) -> bool {
    sign.is_control()
        || matches!(sign,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Two to five Latin letters and digits, a letter among them: «v2» of «договор.v2» too, but not «2026» of a date.
fn looks_like_extension(text: &str) -> bool {
    (2..=5).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && text.bytes().any(|byte| byte.is_ascii_alphabetic())
}

fn is_reserved(stem: &str) -> bool {
    let first = stem.split('.').next().unwrap_or_default().trim_end();
    let first = first.to_lowercase();
    let numbered = ["com", "lpt"].iter().any(|port| {
        first.strip_prefix(port).is_some_and(|n| {
            let mut signs = n.chars();
            matches!(signs.next(), Some('0'..='9' | '¹' | '²' | '³')) && signs.next().is_none()
        })
    });
    numbered || RESERVED.contains(&first.as_str())
}

/// At most [`STEM_SIGNS`] signs and [`STEM_BYTES`] bytes, with the end kept.
fn cut(stem: &str) -> String {
    let signs: Vec<char> = stem.chars().collect();
    if signs.len() <= STEM_SIGNS && stem.len() <= STEM_BYTES {
        return stem.to_owned();
    }
    let end: String = signs[signs.len() - KEPT_END.min(signs.len())..]
        .iter()
        .collect();
    let room = STEM_BYTES - end.len() - '…'.len_utf8();
    let mut cut = String::new();
    for sign in signs.iter().take(STEM_SIGNS - KEPT_END - 1) {
        if cut.len() + sign.len_utf8() > room {
            break;
        }
        cut.push(*sign);
    }
    format!("{}…{end}", cut.trim_end())
}
