//! The three languages say the same things, and everything the code asks for is there.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use app::text::{Lang, t_with};

/// The beginnings of keys that are put together from a name in a constant, which the search below cannot see,
/// with the place that does it.
const FROM_CONSTANTS: [(&str, &str); 1] =
    [("info-", "app/src/pages/info.rs: the sections of a paper")];

/// File name -> key -> variables.
type Files = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn locale(lang: Lang) -> Files {
    let folder = root().join("locales").join(lang.tag());
    let mut files = Files::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        files.insert(name, messages(&fs::read_to_string(path).unwrap()));
    }
    files
}

/// The messages of one file: a line that begins with a letter begins a message.
fn messages(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = None;
    for line in text.lines() {
        if line.starts_with(|sign: char| sign.is_ascii_lowercase()) {
            let key = line
                .split_once('=')
                .expect("a message has a value")
                .0
                .trim()
                .to_owned();
            assert!(!messages.contains_key(&key), "{key} stands twice in a file");
            messages.insert(key.clone(), BTreeSet::new());
            current = Some(key);
        }
        if let Some(variables) = current.as_ref().and_then(|key| messages.get_mut(key)) {
            variables.extend(variables_of(line));
        }
    }
    messages
}

fn variables_of(line: &str) -> impl Iterator<Item = String> + '_ {
    line.split('$').skip(1).map(|rest| {
        rest.chars()
            .take_while(|sign| sign.is_ascii_alphanumeric() || "-_".contains(*sign))
            .collect()
    })
}

#[test]
fn the_three_languages_have_the_same_keys_and_variables() {
    let kazakh = locale(Lang::Kk);
    assert!(!kazakh.is_empty());
    for lang in [Lang::Ru, Lang::En] {
        let other = locale(lang);
        let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&kazakh), names(&other), "files of {}", lang.tag());
        for (file, messages) in &kazakh {
            for (key, variables) in messages {
                let there = other[file].get(key);
                assert_eq!(there, Some(variables), "{key} in {}/{file}", lang.tag());
            }
            let extra: Vec<_> = other[file]
                .keys()
                .filter(|key| !messages.contains_key(*key))
                .collect();
            assert!(extra.is_empty(), "only in {}/{file}: {extra:?}", lang.tag());
        }
    }
}

#[test]
fn a_key_begins_with_the_name_of_its_file() {
    for (file, messages) in locale(Lang::Kk) {
        let area = file.strip_suffix(".ftl").expect("only Fluent files");
        for key in messages.keys() {
            assert!(key.starts_with(&format!("{area}-")), "{key} in {file}");
        }
    }
}

#[test]
fn fluent_reads_every_message() {
    for lang in Lang::ALL {
        for (key, variables) in locale(lang).into_values().flatten() {
            // Tests may leak: the names of variables are `'static` in the program.
            let args: Vec<_> = variables
                .into_iter()
                .map(|name| (&*Box::leak(name.into_boxed_str()), 1.into()))
                .collect();
            let shown = t_with(lang, &key, &args);
            assert!(
                shown != key && !shown.contains('{'),
                "{key} in {}: {shown}",
                lang.tag()
            );
        }
    }
}

/// The sources that may name keys: everything on the server's side.
fn sources() -> String {
    let mut text = String::new();
    for folder in ["src", "../server/src"] {
        read_sources(&root().join(folder), &mut text);
    }
    text
}

fn read_sources(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_sources(&path, text);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let file = fs::read_to_string(&path).unwrap();
            for line in file
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
            {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
}

/// Every text in quotes that has the form of a key.
fn quoted(source: &str) -> BTreeSet<&str> {
    let key_like = |text: &&str| {
        text.contains('-')
            && text.starts_with(|sign: char| sign.is_ascii_lowercase())
            && text
                .chars()
                .all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-')
    };
    source
        .lines()
        .flat_map(|line| line.split('"'))
        .filter(key_like)
        .collect()
}

/// The literal keys of `t(lang, "…")` and `t_with(lang, "…", …)`, also over several lines.
fn asked_for(source: &str) -> BTreeSet<&str> {
    let mut keys = BTreeSet::new();
    for call in ["t(", "t_with("] {
        for (at, _) in source.match_indices(call) {
            let before = source[..at].chars().next_back().unwrap_or(' ');
            if before.is_alphanumeric() || before == '_' || before == '.' {
                continue;
            }
            let arguments = &source[at + call.len()..];
            let Some((first, rest)) = arguments.split_once(',') else {
                continue;
            };
            let rest = rest.trim_start();
            if first.contains('(') || first.contains(';') || !rest.starts_with('"') {
                continue;
            }
            keys.extend(rest[1..].split('"').next());
        }
    }
    keys
}

#[test]
fn every_key_that_the_code_asks_for_is_there() {
    let source = sources();
    let keys = asked_for(&source);
    assert!(keys.contains("site-skip"), "the search for keys finds none");
    let there: BTreeSet<String> = locale(Lang::Kk)
        .into_values()
        .flat_map(BTreeMap::into_keys)
        .collect();
    let missing: Vec<_> = keys
        .into_iter()
        .filter(|key| !there.contains(*key))
        .collect();
    assert!(missing.is_empty(), "not in the locales: {missing:#?}");
}

/// Keys put together from data: of `format!("error-{key}-heading")` the parts before and after what is put in.
fn put_together(source: &str) -> Vec<(&str, &str)> {
    let key_part = |text: &str| {
        text.chars()
            .all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-')
    };
    source
        .lines()
        .flat_map(|line| line.split('"'))
        .filter_map(|text| Some((text.split_once('{')?.0, text.rsplit_once('}')?.1)))
        .filter(|(begin, end)| begin.ends_with('-') && key_part(begin) && key_part(end))
        .collect()
}

#[test]
fn no_message_is_left_over() {
    let source = sources();
    let (named, made) = (quoted(&source), put_together(&source));
    let is_made = |key: &str| {
        FROM_CONSTANTS
            .iter()
            .any(|(begin, _)| key.starts_with(begin))
            || made
                .iter()
                .any(|(begin, end)| key.starts_with(begin) && key.ends_with(end))
    };
    let unused: Vec<String> = locale(Lang::Kk)
        .into_values()
        .flat_map(BTreeMap::into_keys)
        .filter(|key| !named.contains(key.as_str()) && !is_made(key))
        .collect();
    assert!(
        unused.is_empty(),
        "in the locales, but not in the code: {unused:#?}"
    );
}
