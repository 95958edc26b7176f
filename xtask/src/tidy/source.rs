//! What a Rust file names: its `use`s, the paths of its code and its own items. Read token by token, so that a path in a
//! macro counts like any other.

use std::collections::BTreeSet;

use anyhow::{Result, anyhow};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// A module: a file, or a `mod name { … }` in one.
#[derive(Default)]
pub(super) struct Module {
    /// From the crate's root, which has no name.
    pub(super) name: Vec<String>,
    /// Path of its file.
    pub(super) file: String,
    pub(super) uses: Vec<Use>,
    /// Paths of two segments and more outside `use`.
    pub(super) paths: Vec<Vec<String>>,
    /// Names of what it declares itself.
    pub(super) items: BTreeSet<String>,
    /// Those of them that are a struct, enum, trait or alias.
    pub(super) types: BTreeSet<String>,
}

/// One leaf of a `use` tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Use {
    /// Ends in `*` where it is a glob.
    pub(super) path: Vec<String>,
    /// What it is called here.
    pub(super) alias: String,
    pub(super) public: bool,
}

/// The modules of one file, the file's own last.
pub(super) fn read(name: &[String], file: &str, text: &str) -> Result<Vec<Module>> {
    let tokens = text
        .parse()
        .map_err(|error| anyhow!("{file} is no Rust: {error}"))?;
    let mut found = Vec::new();
    declarations(name, file, tokens, &mut found);
    Ok(found)
}

/// Reads the level on which items stand.
fn declarations(name: &[String], file: &str, tokens: TokenStream, found: &mut Vec<Module>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut module = Module {
        name: name.to_vec(),
        file: file.to_owned(),
        ..Module::default()
    };
    let mut inline = Vec::new();
    for (at, pair) in tokens.windows(2).enumerate() {
        let (TokenTree::Ident(keyword), TokenTree::Ident(item)) = (&pair[0], &pair[1]) else {
            continue;
        };
        let item = item.to_string();
        match keyword.to_string().as_str() {
            "struct" | "enum" | "trait" | "type" => {
                module.types.insert(item.clone());
                module.items.insert(item);
            }
            "fn" | "const" | "static" => {
                module.items.insert(item);
            }
            "mod" => {
                if let Some(TokenTree::Group(body)) = tokens.get(at + 2) {
                    inline.push(at + 2);
                    let inner: Vec<String> = name.iter().cloned().chain([item]).collect();
                    declarations(&inner, file, body.stream(), found);
                }
            }
            _ => {}
        }
    }
    let rest: Vec<TokenTree> = tokens
        .into_iter()
        .enumerate()
        .filter(|(at, _)| !inline.contains(at))
        .map(|(_, token)| token)
        .collect();
    code(&rest, &mut module);
    found.push(module);
}

/// Collects the `use`s and paths at every depth.
fn code(tokens: &[TokenTree], module: &mut Module) {
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += match token {
            TokenTree::Ident(word) if word == "use" && !is_punct(tokens.get(at + 1), '<') => {
                let public = at > 0 && is_visibility(&tokens[..at]);
                let end = statement_end(tokens, at);
                tree(&tokens[at + 1..end], &[], public, &mut module.uses);
                end - at
            }
            // `pub(in crate::http)` is no use of `http`.
            TokenTree::Ident(word) if word == "pub" && is_parenthesis(tokens.get(at + 1)) => 2,
            TokenTree::Ident(_) => {
                let path = path(&tokens[at..]);
                let length = path.len();
                if length > 1 && !follows_colons(tokens, at) {
                    module.paths.push(path);
                }
                1 + (length - 1) * 3
            }
            TokenTree::Group(group) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                code(&inner, module);
                1
            }
            _ => 1,
        };
    }
}

/// Spreads `a::{b, c as d}` into its leaves.
fn tree(tokens: &[TokenTree], before: &[String], public: bool, found: &mut Vec<Use>) {
    for branch in tokens.split(|token| is_punct(Some(token), ',')) {
        let mut path = before.to_vec();
        let mut alias = None;
        let mut words = branch.iter();
        while let Some(token) = words.next() {
            match token {
                TokenTree::Ident(word) if word == "as" => {
                    alias = words.next().map(ToString::to_string);
                }
                TokenTree::Ident(word) => path.push(word.to_string()),
                TokenTree::Punct(punct) if punct.as_char() == '*' => path.push("*".to_owned()),
                TokenTree::Group(group) => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    tree(&inner, &path, public, found);
                    path.clear();
                }
                _ => {}
            }
        }
        // `a::{self, b}` takes `a` itself.
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        if let Some(last) = path.last() {
            found.push(Use {
                alias: alias.unwrap_or_else(|| last.clone()),
                path,
                public,
            });
        }
    }
}

/// The segments of the path that begins here.
fn path(tokens: &[TokenTree]) -> Vec<String> {
    let mut segments = Vec::new();
    let mut rest = tokens;
    while let [TokenTree::Ident(word), after @ ..] = rest {
        segments.push(word.to_string());
        match after {
            [first, second, next @ ..] if is_colons(first, second) => rest = next,
            _ => break,
        }
    }
    segments
}

fn statement_end(tokens: &[TokenTree], from: usize) -> usize {
    let length = tokens[from..]
        .iter()
        .position(|token| is_punct(Some(token), ';'));
    from + length.unwrap_or(tokens.len() - from)
}

fn is_visibility(before: &[TokenTree]) -> bool {
    match before {
        [.., TokenTree::Ident(word)] => word == "pub",
        [.., TokenTree::Ident(word), group] => word == "pub" && is_parenthesis(Some(group)),
        _ => false,
    }
}

fn is_parenthesis(token: Option<&TokenTree>) -> bool {
    let delimiter = |group: &Group| group.delimiter() == Delimiter::Parenthesis;
    matches!(token, Some(TokenTree::Group(group)) if delimiter(group))
}

fn is_punct(token: Option<&TokenTree>, sign: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

fn is_colons(first: &TokenTree, second: &TokenTree) -> bool {
    is_punct(Some(first), ':') && is_punct(Some(second), ':')
}

/// The word goes on with a path that began before, as after `Vec::<u8>`.
fn follows_colons(tokens: &[TokenTree], at: usize) -> bool {
    at >= 2 && is_colons(&tokens[at - 2], &tokens[at - 1])
}
