//! How wide a text is, near enough. The server has no fonts, so the widths are those of Noto Sans, a wide face,
//! with a margin for others.

/// The size of the letters in boxes.
pub(crate) const LABEL: f64 = 13.0;
/// The size of the letters under boxes, at lines and in the margin.
pub(crate) const SMALL: f64 = 12.0;

/// The width of one line, in the unit of `size`.
pub(crate) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let ems: f64 = text.chars().map(letter).sum();
    ems * size * if bold { 1.1 } else { 1.0 }
}

fn letter(sign: char) -> f64 {
    match sign {
        'i' | 'l' | 'j' | 'І' | 'і' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.32,
        ' ' | '\u{a0}' | '\u{202f}' | '(' | ')' | '-' | 'f' | 't' | 'r' => 0.4,
        'М' | 'Ж' | 'Ш' | 'Щ' | 'Ю' | 'Ф' | 'Ы' | 'W' | 'M' | '@' | '%' | '№' | 'ж' | 'ш' | 'щ'
        | 'ю' | 'ы' | 'ф' | 'm' | 'w' | '—' => 0.92,
        'м' | 'ң' | 'ұ' | 'қ' | 'д' | 'ц' => 0.7,
        // Most letters are these: the tables of capitals are slow to ask.
        'a'..='z' | 'а'..='я' => 0.6,
        other if other.is_uppercase() => 0.74,
        _ => 0.6,
    }
}

/// Breaks a text into lines of at most `limit`; a word that is longer by itself is cut with a hyphen.
pub(crate) fn wrap(text: &str, limit: f64, size: f64, bold: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text
        .split_whitespace()
        .flat_map(|word| pieces(word, limit, size, bold))
    {
        if let Some(line) = lines.last_mut()
            && width(line, size, bold) + width(&word, size, bold) + 0.4 * size <= limit
        {
            line.push(' ');
            line.push_str(&word);
            continue;
        }
        lines.push(word);
    }
    lines
}

fn pieces(word: &str, limit: f64, size: f64, bold: bool) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for sign in word.chars() {
        if let Some(piece) = pieces.last_mut() {
            if width(piece, size, bold) + size * 1.4 > limit && piece.chars().count() > 3 {
                piece.push('-');
                pieces.push(sign.to_string());
            } else {
                piece.push(sign);
            }
        }
    }
    join_orphan(pieces)
}

/// One or two letters after a hyphen look like a mistake: they stay with the piece before.
fn join_orphan(mut pieces: Vec<String>) -> Vec<String> {
    if pieces.len() > 1
        && pieces.last().is_some_and(|last| last.chars().count() < 3)
        && let Some(last) = pieces.pop()
        && let Some(before) = pieces.last_mut()
    {
        before.pop();
        before.push_str(&last);
    }
    pieces
}
