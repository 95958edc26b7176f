//! What a pasted text carries unseen, and what only looks blank.

/// Signs that nobody sees and that make a text read or compare otherwise than it looks: control characters, zero-width
/// signs, joiners and selectors of a shape, marks that turn the direction, soft hyphens, the byte order mark, tags. Tabs
/// and line breaks are none.
pub fn is_invisible(char: char) -> bool {
    (char.is_control() && !is_break(char) && char != '\t')
        || matches!(
            char,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Letters by the standard, blanks by the look: a name of them alone is no name.
fn is_blank_looking(char: char) -> bool {
    matches!(
        char,
        '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}'
    )
}

const fn is_break(char: char) -> bool {
    matches!(
        char,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Without invisible signs, every line break as `\n`: what may stand anywhere in the portal.
pub fn visible(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let chars = text.chars().filter(|char| !is_invisible(*char));
    chars
        .map(|char| if is_break(char) { '\n' } else { char })
        .collect()
}

/// A text of several lines as it is kept: without invisible signs, tabs and blanks at its ends. Empty where nothing in it
/// could be read aloud: a reason of a lone accent or dots is none.
pub fn lines(text: &str) -> String {
    let text = visible(text);
    let is_said = |char: char| char.is_alphanumeric() && !is_blank_looking(char);
    match text.chars().any(is_said) {
        true => text.replace('\t', " ").trim().to_owned(),
        false => String::new(),
    }
}

/// A text of one line: tabs and line breaks become one space, what looks blank is one.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut after_break = false;
    for char in visible(text).chars() {
        match char {
            '\n' | '\t' => after_break = true,
            ' ' if after_break => {}
            _ => {
                if after_break && !line.ends_with(' ') {
                    line.push(' ');
                }
                after_break = false;
                line.push(if is_blank_looking(char) { ' ' } else { char });
            }
        }
    }
    line.trim().to_owned()
}
