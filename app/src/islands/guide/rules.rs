//! The rules of a guide as text, a rule a line. The derived readers of the catalogue's types would take a tenth of
//! the Wasm; this takes next to nothing.

use std::str::Split;

use domain::{
    condition::{Condition, Facts},
    regulation::{Channel, ChannelKind, Requirement},
    text::Text,
};

use super::{Preview, Words};

/// Stands for «none».
const NONE: &str = "-";

impl Preview {
    /// The preview as text, for the island's prop.
    pub fn write(&self) -> String {
        let words = &self.words;
        let mut lines = vec![self.fact.clone()];
        lines.extend(
            [
                &words.portal_open,
                &words.portal_closed,
                &words.portal_unknown,
                &words.not_entitled,
                &words.met,
                &words.not_met,
                &words.unknown,
            ]
            .map(|word| word.replace('\n', " ")),
        );
        lines.extend(
            self.facts
                .0
                .iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(fact, value)| format!("fact {fact} {value}")),
        );
        for one in &self.requirements {
            let channel = one.channel.map_or(NONE, ChannelKind::id);
            lines.push(format!("requirement {channel} {}", written(&one.met)));
        }
        for channel in &self.channels {
            let condition = channel
                .condition
                .as_ref()
                .map_or("true".to_owned(), written);
            let elsewhere: Vec<&str> = channel.elsewhere.iter().map(|kind| kind.id()).collect();
            let elsewhere = if elsewhere.is_empty() {
                NONE.to_owned()
            } else {
                elsewhere.join(",")
            };
            lines.push(format!(
                "channel {} {elsewhere} {condition}",
                channel.kind.id()
            ));
        }
        lines.join("\n")
    }

    /// Reads what [`Preview::write`] wrote.
    pub fn read(text: &str) -> Option<Preview> {
        let mut lines = text.lines();
        let fact = lines.next()?.to_owned();
        let mut word = || lines.next().map(str::to_owned);
        let words = Words {
            portal_open: word()?,
            portal_closed: word()?,
            portal_unknown: word()?,
            not_entitled: word()?,
            met: word()?,
            not_met: word()?,
            unknown: word()?,
        };
        let (facts, requirements, channels) = (Facts::default(), Vec::new(), Vec::new());
        let mut preview = Preview {
            fact,
            facts,
            requirements,
            channels,
            words,
        };
        lines.try_for_each(|line| preview.take(line))?;
        Some(preview)
    }

    fn take(&mut self, line: &str) -> Option<()> {
        let mut words = line.split(' ');
        match words.next()? {
            "fact" => self.facts.set(words.next()?, words.next()?),
            "requirement" => {
                let channel = ChannelKind::from_id(words.next()?);
                self.requirements.push(Requirement {
                    id: String::new(),
                    text: Text::default(),
                    line: 0,
                    met: read(&mut words)?,
                    channel,
                    decided_by: None,
                    residence: false,
                });
            }
            "channel" => {
                let kind = ChannelKind::from_id(words.next()?)?;
                let elsewhere = words
                    .next()?
                    .split(',')
                    .filter_map(ChannelKind::from_id)
                    .collect();
                self.channels.push(Channel {
                    kind,
                    line: 0,
                    name: Text::default(),
                    condition: Some(read(&mut words)?),
                    condition_text: None,
                    called: None,
                    elsewhere,
                    without: None,
                });
            }
            _ => return None,
        }
        Some(())
    }
}

/// A condition with its kind in front: `any 2 is a is b`.
fn written(condition: &Condition) -> String {
    let parts = |kind: &str, parts: &[Condition]| {
        let parts: Vec<String> = parts.iter().map(written).collect();
        format!("{kind} {} {}", parts.len(), parts.join(" "))
    };
    match condition {
        Condition::Always(holds) => holds.to_string(),
        Condition::Fact(atom) => format!("is {atom}"),
        Condition::Any { any } => parts("any", any),
        Condition::All { all } => parts("all", all),
        Condition::Not { not } => format!("not {}", written(not)),
        Condition::Over { fact, over } => format!("over {fact} {over}"),
    }
}

fn read(words: &mut Split<'_, char>) -> Option<Condition> {
    Some(match words.next()? {
        "true" => Condition::Always(true),
        "false" => Condition::Always(false),
        "is" => Condition::Fact(words.next()?.to_owned()),
        "any" => Condition::Any { any: parts(words)? },
        "all" => Condition::All { all: parts(words)? },
        "not" => Condition::Not {
            not: Box::new(read(words)?),
        },
        "over" => Condition::Over {
            fact: words.next()?.to_owned(),
            over: words.next()?.parse().ok()?,
        },
        _ => return None,
    })
}

fn parts(words: &mut Split<'_, char>) -> Option<Vec<Condition>> {
    let number: usize = words.next()?.parse().ok()?;
    (0..number).map(|_| read(words)).collect()
}
