//! Where a key stands in a TOML file.

use toml::de::{DeTable, DeValue};

use super::line_of;

/// The keys of a file with their places.
pub struct Places<'t> {
    text: &'t str,
    /// Key, first byte of the key, end of its value.
    keys: Vec<(String, usize, usize)>,
}

impl<'t> Places<'t> {
    /// Reads as much of `text` as is TOML.
    pub fn of(text: &'t str) -> Places<'t> {
        let (table, _) = DeTable::parse_recoverable(text);
        let mut keys = Vec::new();
        walk_table(table.get_ref(), "", &mut keys);
        Places { text, keys }
    }

    /// The line of `key`, or of the nearest key above it that is there.
    pub fn line(&self, key: &str) -> usize {
        let mut key = key;
        loop {
            if let Some((_, start, _)) = self.keys.iter().find(|(known, _, _)| known == key) {
                return line_of(self.text, *start);
            }
            match key.rfind(['.', '[']) {
                Some(end) => key = &key[..end],
                None => return 1,
            }
        }
    }

    /// The key at the byte `offset`: the smallest that holds it, or else the last before it.
    pub(super) fn key_at(&self, offset: usize) -> String {
        let holding = self
            .keys
            .iter()
            .filter(|(_, start, end)| (*start..*end).contains(&offset))
            .min_by_key(|(_, start, end)| end - start);
        let before = || {
            self.keys
                .iter()
                .filter(|(_, start, _)| *start <= offset)
                .max_by_key(|(_, start, _)| *start)
        };
        holding
            .or_else(before)
            .map(|(key, _, _)| key.clone())
            .unwrap_or_default()
    }
}

fn walk_table(table: &DeTable<'_>, above: &str, keys: &mut Vec<(String, usize, usize)>) {
    for (name, value) in table {
        let key = if above.is_empty() {
            name.get_ref().to_string()
        } else {
            format!("{above}.{}", name.get_ref())
        };
        keys.push((
            key.clone(),
            name.span().start,
            value.span().end.max(name.span().end),
        ));
        walk(value.get_ref(), &key, keys);
    }
}

fn walk(value: &DeValue<'_>, key: &str, keys: &mut Vec<(String, usize, usize)>) {
    match value {
        DeValue::Table(table) => walk_table(table, key, keys),
        DeValue::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                let key = format!("{key}[{n}]");
                keys.push((key.clone(), item.span().start, item.span().end));
                walk(item.get_ref(), &key, keys);
            }
        }
        _ => {}
    }
}
