//! Comments and indentation go; nothing that a browser reads does.

use xtask::site::squeeze;

#[test]
fn comments_and_indentation_go() {
    let css = "/* tokens */\n:root {\n  --gap: 1rem; /* one\n line */\n\n}\n";
    assert_eq!(squeeze(css), ":root {\n--gap: 1rem;\n}\n");
}

#[test]
fn quoted_text_stays() {
    let css = "q::before { content: \"/* «\\\" */\"; }\na[href='/*'] { color: red }\n";
    assert_eq!(squeeze(css), css);
}

#[test]
fn a_comment_parts_words() {
    assert_eq!(squeeze("margin: 1px/* gap */2px"), "margin: 1px 2px\n");
}
