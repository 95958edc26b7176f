//! The answers of a form, and the members of its repeating topics.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

use super::parts::{SURE, is_part, posted, typed};
use crate::regulation::{Field, Topic};

/// All answers of a form by key: the field's id; in a repeating topic `<topic>.<member>.<field>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub BTreeMap<String, String>);

/// More members than this are never counted, whatever a regulation allows.
const MOST_MEMBERS: usize = 100;

/// So many removed members are remembered: a page of one that went before them is older than any session.
const MOST_GONE: usize = 200;

/// Which member of a repeating topic: given out once and kept, so that an old page never writes over somebody else.
///
/// New ones are UUIDs that sort by time. Drafts from before they were given out have the place at which a member stood
/// (`1`, `2` …), which since then is an id like any other.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MemberId(String);

impl MemberId {
    /// A UUID, or a number from 1 to 100.
    pub fn parse(text: &str) -> Option<MemberId> {
        let is_uuid = text.len() == 36
            && text.bytes().enumerate().all(|(at, byte)| match at {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'),
            });
        (is_uuid || place(text).is_some()).then(|| MemberId(text.to_owned()))
    }

    /// As it stands in addresses and keys.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// By the time at which they were added.
    fn order(&self) -> (usize, &str) {
        (self.0.len(), &self.0)
    }
}

impl fmt::Display for MemberId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

fn place(text: &str) -> Option<usize> {
    let number: usize = text.parse().ok()?;
    ((1..=MOST_MEMBERS).contains(&number) && number.to_string() == text).then_some(number)
}

/// Where a member stands who is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Membership {
    /// In the list.
    Listed,
    /// Not yet in the list, which has room.
    New,
    /// Removed from the list.
    Gone,
    /// Not in the list, which is full.
    Full,
}

/// The key of an answer in a repeating topic.
pub fn member_key(topic: &str, member: &MemberId, field: &str) -> String {
    format!("{topic}.{member}.{field}")
}

/// The key under which a person says that a number is right although its check digit does not fit: the number itself, so
/// that another number needs another word.
pub fn sure_key(field: &str) -> String {
    format!("{field}.{SURE}")
}

impl Answers {
    /// The answer under `key`; none if it is blank.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0
            .get(key)
            .map(String::as_str)
            .filter(|value| !value.trim().is_empty())
    }

    /// The members of a repeating topic, in the order in which they were added.
    pub fn members(&self, topic: &str) -> Vec<MemberId> {
        let prefix = format!("{topic}.");
        let keys = self.0.range(prefix.clone()..).map(|(key, _)| key);
        let mut members: Vec<MemberId> = Vec::new();
        for key in keys.take_while(|key| key.starts_with(&prefix)) {
            let member = key[prefix.len()..].split_once('.');
            let member = member.and_then(|(member, _)| MemberId::parse(member));
            if let Some(member) = member.filter(|member| members.last() != Some(member)) {
                members.push(member);
            }
        }
        members.sort_by(|one, other| one.order().cmp(&other.order()));
        members.truncate(MOST_MEMBERS);
        members
    }

    /// Where `member` stands in a repeating topic.
    pub fn membership(&self, topic: &Topic, member: &MemberId) -> Membership {
        let members = self.members(&topic.id);
        let most = topic.most.unwrap_or(MOST_MEMBERS).min(MOST_MEMBERS);
        if members.contains(member) {
            Membership::Listed
        } else if self.gone(&topic.id).any(|gone| gone == member.as_str()) {
            Membership::Gone
        } else if members.len() < most && place(member.as_str()).is_none_or(|place| place <= most) {
            Membership::New
        } else {
            Membership::Full
        }
    }

    /// Whether a repeating topic has room for one more member.
    pub fn has_room(&self, topic: &Topic) -> bool {
        let most = topic.most.unwrap_or(MOST_MEMBERS).min(MOST_MEMBERS);
        self.members(&topic.id).len() < most
    }

    /// The answers of one page by the ids of its fields and of their parts.
    pub fn page(&self, topic: &Topic, member: Option<&MemberId>) -> BTreeMap<String, String> {
        let mut page = BTreeMap::new();
        for field in &topic.fields {
            page.extend(self.of_field(topic, member, field));
        }
        page
    }

    /// The answer of one field and its parts, by the keys of its page.
    fn of_field<'a>(
        &'a self,
        topic: &Topic,
        member: Option<&MemberId>,
        field: &'a Field,
    ) -> impl Iterator<Item = (String, String)> + 'a {
        let key = key(topic, member, &field.id);
        let prefix = format!("{key}.");
        let own = self.0.get(&key);
        let own = own.map(|value| (field.id.clone(), value.clone()));
        let (start, at) = (prefix.clone(), prefix.len());
        let below = self.0.range(start..);
        let below = below.take_while(move |(key, _)| key.starts_with(&prefix));
        own.into_iter().chain(below.filter_map(move |(key, value)| {
            let part = &key[at..];
            is_part(field, part).then(|| (format!("{}.{part}", field.id), value.clone()))
        }))
    }

    /// The text of a field's answer, of several controls too.
    pub fn typed(&self, topic: &Topic, member: Option<&MemberId>, field: &Field) -> String {
        typed(field, &self.of_field(topic, member, field).collect())
    }

    /// Keeps the answers of one page in place of the former ones; fields of other pages in `page` are ignored.
    /// False, and nothing kept, if the topic has no such member and no room for a new one.
    pub fn keep(
        &mut self,
        topic: &Topic,
        member: Option<&MemberId>,
        page: &BTreeMap<String, String>,
    ) -> bool {
        let allowed = match member {
            Some(member) => {
                topic.repeats
                    && matches!(
                        self.membership(topic, member),
                        Membership::Listed | Membership::New
                    )
            }
            None => !topic.repeats,
        };
        if !allowed {
            return false;
        }
        for field in &topic.fields {
            let former: Vec<String> = self
                .of_field(topic, member, field)
                .map(|(id, _)| id)
                .collect();
            for id in former {
                self.0.remove(&key(topic, member, &id));
            }
            let mut given = posted(field, page);
            // A member without a single answer is still a member, so blanks are kept there.
            if member.is_some() {
                given.entry(field.id.clone()).or_default();
            }
            for (id, value) in given {
                if !value.is_empty() || (member.is_some() && id == field.id) {
                    self.0.insert(key(topic, member, &id), value);
                }
            }
        }
        true
    }

    /// Removes a member, whose id is never given out again. False if there is none.
    pub fn remove_member(&mut self, topic: &str, member: &MemberId) -> bool {
        if !self.members(topic).contains(member) {
            return false;
        }
        let prefix = member_key(topic, member, "");
        self.0.retain(|key, _| !key.starts_with(&prefix));
        let mut gone: Vec<String> = self.gone(topic).map(str::to_owned).collect();
        gone.push(member.to_string());
        let from = gone.len().saturating_sub(MOST_GONE);
        self.0.insert(gone_key(topic), gone[from..].join(" "));
        true
    }

    fn gone(&self, topic: &str) -> impl Iterator<Item = &str> {
        let gone = self.0.get(&gone_key(topic));
        gone.map_or("", String::as_str).split_whitespace()
    }

    /// Says that a repeating topic has all its members, also when it has none.
    pub fn close_group(&mut self, topic: &str) {
        self.0.insert(closed_key(topic), "yes".to_owned());
    }

    /// Whether it was said that a repeating topic has all its members.
    pub fn is_group_closed(&self, topic: &str) -> bool {
        self.get(&closed_key(topic)).is_some()
    }
}

fn key(topic: &Topic, member: Option<&MemberId>, field: &str) -> String {
    member.map_or_else(
        || field.to_owned(),
        |member| member_key(&topic.id, member, field),
    )
}

fn closed_key(topic: &str) -> String {
    format!("{topic}.all")
}

fn gone_key(topic: &str) -> String {
    format!("{topic}.gone")
}
