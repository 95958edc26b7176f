//! The style sheet: plain CSS files in a fixed order, as one file.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::paths;

/// Tokens first, then the base, then the components by name, then print.
fn files() -> Result<Vec<PathBuf>> {
    let folder = paths::root().join("style");
    let components = folder.join("components");
    let mut parts = Vec::new();
    for entry in fs::read_dir(&components)
        .with_context(|| format!("{} is not there", components.display()))?
    {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "css") {
            parts.push(path);
        }
    }
    parts.sort();
    let mut all = vec![folder.join("tokens.css"), folder.join("base.css")];
    all.append(&mut parts);
    all.push(folder.join("print.css"));
    Ok(all)
}

/// The whole style sheet without comments and indentation.
pub(super) fn bundle() -> Result<String> {
    let mut whole = String::new();
    for file in files()? {
        let text = fs::read_to_string(&file)
            .with_context(|| format!("{} cannot be read", file.display()))?;
        whole.push_str(&squeeze(&text));
    }
    Ok(whole)
}

/// Drops comments, indentation and empty lines. Everything within a line stays as it is, and so does
/// everything within quotes: that is what makes it safe, and the rest is left to brotli.
pub fn squeeze(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    for line in without_comments(css).lines() {
        let line = line.trim();
        if !line.is_empty() {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut quote = None;
    let mut letters = css.chars().peekable();
    while let Some(letter) = letters.next() {
        match quote {
            Some(_) if letter == '\\' => {
                out.push(letter);
                out.extend(letters.next());
                continue;
            }
            Some(open) if letter == open => quote = None,
            Some(_) => {}
            None if letter == '/' && letters.peek() == Some(&'*') => {
                letters.next();
                let mut before = ' ';
                for inside in letters.by_ref() {
                    if before == '*' && inside == '/' {
                        break;
                    }
                    before = inside;
                }
                // A comment parts two words, as a space does.
                out.push(' ');
                continue;
            }
            None if letter == '"' || letter == '\'' => quote = Some(letter),
            None => {}
        }
        out.push(letter);
    }
    out
}
