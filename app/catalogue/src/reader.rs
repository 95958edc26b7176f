//! Labels of a form that speak to the applicant: an official reads them too, and whoever fills in the form for somebody
//! else. They need other words for others.

use domain::{
    regulation::{Field, FieldKind, Topic},
    text::Text,
};

use crate::check::Defect;

const EXPECTED: &str = "expected `others`, the words for readers who are not the applicant, and none of «you», «your», «my» in them";

/// Words of Russian and English by which a label speaks to the applicant, or the applicant speaks.
const ADDRESS: [&str; 25] = [
    "вы",
    "вас",
    "вам",
    "вами",
    "ваш",
    "ваша",
    "ваше",
    "ваши",
    "вашего",
    "вашей",
    "вашем",
    "вашу",
    "мой",
    "моя",
    "моё",
    "моей",
    "моего",
    "меня",
    "мне",
    "you",
    "your",
    "yours",
    "my",
    "mine",
    "myself",
];

/// What marks such a word in Kazakh: whose it is, or who does it.
const ENDINGS: [&str; 8] = ["ңыз", "ңіз", "мын", "мін", "пын", "пін", "бын", "бін"];
const STEMS: [&str; 8] = [
    "сіз",
    "сізге",
    "сізде",
    "сіздің",
    "өзім",
    "өзімдікі",
    "маған",
    "менің",
];
/// Ends like one and is none: «other».
const PLAIN: [&str; 1] = ["теңіз"];

/// Title, labels and answers of this page that speak to the applicant alone. A consent is signed as it stands.
pub(super) fn of_topic(topic: &Topic, at: &str) -> Vec<Defect> {
    let mut found = Vec::new();
    check(&topic.title, format!("{at}.title"), &mut found);
    for (i, field) in topic.fields.iter().enumerate() {
        of_field(field, &format!("{at}.field[{i}]"), &mut found);
    }
    found
}

fn of_field(field: &Field, at: &str, found: &mut Vec<Defect>) {
    if field.kind == FieldKind::Consent {
        return;
    }
    check(&field.label, format!("{at}.label"), found);
    for (i, option) in field.options.iter().enumerate() {
        check(&option.label, format!("{at}.option[{i}].label"), found);
    }
}

fn check(text: &Text, key: String, found: &mut Vec<Defect>) {
    let words = text.for_others();
    let is_wrong = |words: &String| {
        let empty = text.others.is_some() && words.trim().is_empty();
        empty || speaks_to_reader(words)
    };
    if [&words.kk, &words.ru, &words.en].into_iter().any(is_wrong) {
        found.push(Defect::new(key, EXPECTED));
    }
}

fn speaks_to_reader(words: &str) -> bool {
    let lower = words.to_lowercase();
    let mut words = lower.split(|sign: char| !sign.is_alphabetic());
    words.any(|word| {
        let ends = ENDINGS.iter().any(|ending| word.ends_with(ending));
        ADDRESS.contains(&word) || STEMS.contains(&word) || ends && !PLAIN.contains(&word)
    })
}
