//! The chain of seals: whether each was made by a key at hand, follows the one before, and the last is there.

use std::collections::BTreeMap;

use super::{BATCH, Checked, Fault, Finding};
use crate::{
    core::seal_key::{Made, SealKeys},
    flow::seal::noted,
    store::{Store, StoreError, file::Files, seal::Seal},
};

/// A walk along the seals, a piece at a time.
pub struct SealCheck {
    /// Number and mac of the last seal that was looked at.
    no: i64,
    before: String,
    /// The last seal as it is noted beside the files, and whether it was seen.
    noted: Option<(i64, String)>,
    seen: bool,
    /// The youngest key that was seen.
    key: usize,
    /// First and last seal and their number, by keys that are not at hand.
    unknown: BTreeMap<String, (i64, i64, usize)>,
}

impl SealCheck {
    /// Before the first seal.
    pub async fn begin(files: &Files) -> Result<SealCheck, StoreError> {
        let noted = noted(files).await?;
        Ok(SealCheck {
            no: 0,
            before: String::new(),
            seen: noted.is_none(),
            noted,
            key: 0,
            unknown: BTreeMap::new(),
        })
    }

    /// Checks the next seals; tells whether there may be more. At the end it tells what it found of the whole.
    pub async fn go_on(
        &mut self,
        store: &Store,
        keys: &SealKeys,
        checked: &mut Checked,
    ) -> Result<bool, StoreError> {
        let seals = store.seals_after(self.no, BATCH).await?;
        if seals.is_empty() {
            self.end(checked);
            return Ok(false);
        }
        for seal in seals {
            checked.seals += 1;
            if let Some(wrong) = self.look(&seal, keys) {
                checked.findings.push(Finding::of_none(Fault::Seals, wrong));
            }
            self.no = seal.no;
            let is_noted = |noted: &(i64, String)| noted.0 == seal.no && noted.1 == seal.mac;
            self.seen |= self.noted.as_ref().is_some_and(is_noted);
            self.before = seal.mac;
        }
        Ok(true)
    }

    /// What is wrong with a seal.
    fn look(&mut self, seal: &Seal, keys: &SealKeys) -> Option<String> {
        let no = seal.no;
        let is_next = no == self.no + 1;
        let made = keys.check(seal, &self.before);
        match made {
            Made::By(key) if is_next && key >= self.key => self.key = key,
            // Whoever got hold of a key that was changed makes such ones.
            Made::By(_) if is_next => {
                return Some(format!(
                    "seal {no} is of an old key, after seals of a newer one"
                ));
            }
            Made::UnknownKey => {
                let (_, last, seals) = self.unknown.entry(seal.key.clone()).or_insert((no, no, 0));
                (*last, *seals) = (no, *seals + 1);
            }
            Made::By(_) | Made::ByNobody => {}
        }
        (!is_next || made == Made::ByNobody)
            .then(|| format!("seal {no} does not follow the one before"))
    }

    /// A seal proves nothing without its key: whoever changes one could name any key.
    fn end(&mut self, checked: &mut Checked) {
        for (key, (first, last, seals)) in std::mem::take(&mut self.unknown) {
            checked.seals_of_another_key += seals;
            let detail = format!(
                "{seals} seals ({first} to {last}) are of the key {key}, which is not at hand: give it with \
                 --seal-key-file, or with --old-seal-key-file if it was changed"
            );
            checked
                .findings
                .push(Finding::of_none(Fault::Seals, detail));
        }
        if !self.seen {
            let detail = "the last seal that was noted beside the files is not there";
            checked
                .findings
                .push(Finding::of_none(Fault::Seals, detail));
        }
    }
}
