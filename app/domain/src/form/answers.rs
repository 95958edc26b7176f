//! The answers of a form, and the members of its repeating topics.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::regulation::Topic;

/// All answers of a form by key: the field's id; in a repeating topic `<topic>.<n>.<field>`, `n` from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub BTreeMap<String, String>);

/// More members than this are never counted, whatever a regulation allows.
const MOST_MEMBERS: usize = 100;

/// The key of an answer in a repeating topic; members are counted from 1.
pub fn member_key(topic: &str, n: usize, field: &str) -> String {
    format!("{topic}.{n}.{field}")
}

impl Answers {
    /// The answer under `key`; none if it is blank.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0
            .get(key)
            .map(String::as_str)
            .filter(|value| !value.trim().is_empty())
    }

    /// How many members a repeating topic has: they are numbered without gaps, and what stands behind a gap is
    /// not counted.
    pub fn members(&self, topic: &str) -> usize {
        (1..=MOST_MEMBERS)
            .take_while(|n| self.member_keys(topic, *n).next().is_some())
            .count()
    }

    /// The answers of one page by the ids of its fields; `n` for a member of a repeating topic.
    pub fn page(&self, topic: &Topic, n: Option<usize>) -> BTreeMap<String, String> {
        let fields = topic.fields.iter();
        fields
            .filter_map(|field| {
                Some((
                    field.id.clone(),
                    self.0.get(&key(topic, n, &field.id))?.clone(),
                ))
            })
            .collect()
    }

    /// Keeps the answers of one page in place of the former ones; fields of other pages in `page` are ignored.
    /// False, and nothing kept, if the topic has no room for member `n`.
    pub fn keep(
        &mut self,
        topic: &Topic,
        n: Option<usize>,
        page: &BTreeMap<String, String>,
    ) -> bool {
        let allowed = match n {
            Some(n) => {
                topic.repeats
                    && n >= 1
                    && (n <= self.members(&topic.id) || self.next_member(topic) == Some(n))
            }
            None => !topic.repeats,
        };
        if !allowed {
            return false;
        }
        for field in &topic.fields {
            self.0.remove(&key(topic, n, &field.id));
            let value = page.get(&field.id).cloned().unwrap_or_default();
            // A member without a single answer is still a member, so blanks are kept there.
            if n.is_some() || !value.is_empty() {
                self.0.insert(key(topic, n, &field.id), value);
            }
        }
        true
    }

    /// The number of a member to add; none if the topic is full.
    pub fn next_member(&self, topic: &Topic) -> Option<usize> {
        let members = self.members(&topic.id);
        let most = topic.most.unwrap_or(MOST_MEMBERS).min(MOST_MEMBERS);
        (members < most).then_some(members + 1)
    }

    /// Removes member `n`; those after it move up by one. False if there is none.
    pub fn remove_member(&mut self, topic: &str, n: usize) -> bool {
        let members = self.members(topic);
        if n == 0 || n > members {
            return false;
        }
        for number in n..=members {
            let old: Vec<String> = self.member_keys(topic, number).cloned().collect();
            for key in old {
                self.0.remove(&key);
            }
            let prefix = member_key(topic, number + 1, "");
            let next: Vec<(String, String)> = self
                .member_keys(topic, number + 1)
                .filter_map(|key| {
                    Some((
                        key.strip_prefix(&prefix)?.to_owned(),
                        self.0.get(key)?.clone(),
                    ))
                })
                .collect();
            self.0.extend(
                next.into_iter()
                    .map(|(field, value)| (member_key(topic, number, &field), value)),
            );
        }
        true
    }

    /// Says that a repeating topic has all its members, also when it has none.
    pub fn close_group(&mut self, topic: &str) {
        self.0.insert(closed_key(topic), "yes".to_owned());
    }

    /// Whether it was said that a repeating topic has all its members.
    pub fn is_group_closed(&self, topic: &str) -> bool {
        self.get(&closed_key(topic)).is_some()
    }

    fn member_keys<'a>(&'a self, topic: &str, n: usize) -> impl Iterator<Item = &'a String> {
        let prefix = member_key(topic, n, "");
        let range = self.0.range(prefix.clone()..);
        range
            .map(|(key, _)| key)
            .take_while(move |key| key.starts_with(&prefix))
    }
}

fn key(topic: &Topic, n: Option<usize>, field: &str) -> String {
    n.map_or_else(|| field.to_owned(), |n| member_key(&topic.id, n, field))
}

fn closed_key(topic: &str) -> String {
    format!("{topic}.all")
}
