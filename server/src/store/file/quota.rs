//! How many files, and how large, a draft or case may have.

use std::collections::HashMap;

use super::row::AddFile;
use crate::store::upload_day::Spent;

pub const FILE_BYTES: u64 = 10 * 1024 * 1024;
/// Bytes of all files of a case.
pub const CASE_BYTES: u64 = 50 * 1024 * 1024;
/// Files of one document.
pub const SLOT_FILES: usize = 20;
/// Why a file was not entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// All files of the draft together would be too large.
    CaseLarge,
    /// The slot has as many files as it may have.
    Many,
    /// The account has sent as much as it may in a day.
    Day,
}

/// What the files of one draft may add up to.
#[derive(Clone, Copy, Debug)]
pub struct Quota {
    /// Bytes of all files.
    pub bytes: u64,
    pub slot_files: usize,
}

/// What files have to fit into.
#[derive(Clone, Debug)]
pub struct FileLimits {
    /// What the home may hold.
    pub quota: Quota,
    /// What the files count for in the day of their account.
    pub spent: Option<Spent>,
}

impl From<Quota> for FileLimits {
    fn from(quota: Quota) -> FileLimits {
        FileLimits { quota, spent: None }
    }
}

/// That of every draft and every case.
pub const QUOTA: Quota = Quota {
    bytes: CASE_BYTES,
    slot_files: SLOT_FILES,
};

/// Which of `new` fit beside `there` (slot and bytes of each), and why not for the others, by id.
pub fn fitting<'t>(
    there: impl IntoIterator<Item = (&'t str, u64)>,
    new: Vec<AddFile>,
    quota: Quota,
) -> (Vec<AddFile>, Vec<(String, Refused)>) {
    let (mut bytes, mut slots) = (0_u64, HashMap::<String, usize>::new());
    for (slot, size) in there {
        bytes += size;
        *slots.entry(slot.to_owned()).or_default() += 1;
    }
    let (mut fit, mut refused) = (Vec::with_capacity(new.len()), Vec::new());
    for file in new {
        let in_slot = slots.entry(file.slot.clone()).or_default();
        if *in_slot >= quota.slot_files {
            refused.push((file.id, Refused::Many));
        } else if bytes + file.size > quota.bytes {
            refused.push((file.id, Refused::CaseLarge));
        } else {
            *in_slot += 1;
            bytes += file.size;
            fit.push(file);
        }
    }
    (fit, refused)
}
