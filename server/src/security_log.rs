//! The security log: who came in, who did not, and what changed about accounts and rights. Its lines have the tracing
//! target `security`, so that `RUST_LOG=security=info` or a collector takes them apart from the others.
//!
//! An account is named by its id alone. No function here takes an ИИН, a login name that was typed, a name, a telephone
//! or an address, so none can come into the log.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

/// How often each event happened in this process.
static COUNTS: Mutex<BTreeMap<&'static str, u64>> = Mutex::new(BTreeMap::new());

/// How often each event happened since the start, for the figures.
pub fn counts() -> BTreeMap<&'static str, u64> {
    COUNTS
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone()
}

fn count(event: &'static str) {
    let mut counts = COUNTS.lock().unwrap_or_else(PoisonError::into_inner);
    *counts.entry(event).or_default() += 1;
}

/// Whose account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Account<'a> {
    /// A citizen's, by the id of the account.
    Citizen(&'a str),
    /// An official's, by the id of the account.
    Staff(&'a str),
    /// What was typed names no account.
    Unknown,
}

impl<'a> Account<'a> {
    const fn kind(self) -> &'static str {
        match self {
            Account::Citizen(_) => "citizen",
            Account::Staff(_) => "staff",
            Account::Unknown => "unknown",
        }
    }

    /// The id; empty of an account that is not known.
    pub const fn id(self) -> &'a str {
        match self {
            Account::Citizen(id) | Account::Staff(id) => id,
            Account::Unknown => "",
        }
    }
}

/// One line: what happened to which account.
macro_rules! line {
    ($level:ident, $event:literal, $account:expr $(, $name:ident = $value:expr)*) => {{
        let account: Account<'_> = $account;
        count($event);
        tracing::$level!(
            target: "security",
            event = $event,
            kind = account.kind(),
            account = account.id(),
            $($name = $value,)*
        );
    }};
}

/// Somebody logged in.
pub fn login(account: Account<'_>) {
    line!(info, "login", account);
}

/// A password, or another proof named by `proof` (`password`, `code`), was wrong.
pub fn login_failed(account: Account<'_>, proof: &'static str) {
    line!(warn, "login_failed", account, proof = proof);
}

/// Tries at an account are refused unseen for `seconds`.
pub fn locked(account: Account<'_>, seconds: u64) {
    line!(warn, "locked", account, seconds = seconds);
}

/// Somebody logged out.
pub fn logout(account: Account<'_>) {
    line!(info, "logout", account);
}

/// `count` other sessions of an account were ended, by its owner or because of a change (`why`).
pub fn sessions_ended(account: Account<'_>, count: u64, why: &'static str) {
    line!(info, "sessions_ended", account, count = count, why = why);
}

/// An account was made.
pub fn account_created(account: Account<'_>) {
    line!(info, "account_created", account);
}

/// An account was closed to logins, or opened again.
pub fn account_disabled(account: Account<'_>, disabled: bool, by: Account<'_>) {
    line!(
        warn,
        "account_disabled",
        account,
        disabled = disabled,
        by = by.id()
    );
}

/// A password was changed: `how` is `changed`, `recovered` or `reset`.
pub fn password_changed(account: Account<'_>, how: &'static str) {
    line!(info, "password_changed", account, how = how);
}

/// A telephone or e-mail of an account was changed: `what` names the field, never its value.
pub fn contact_changed(account: Account<'_>, what: &'static str) {
    line!(info, "contact_changed", account, what = what);
}

/// A second factor was set up, used as a recovery code, or taken away: `what` says which.
pub fn second_factor(account: Account<'_>, what: &'static str) {
    line!(info, "second_factor", account, what = what);
}

/// Roles or the office of an official were changed by `by`; [`Account::Unknown`] is the command line.
pub fn rights_changed(account: Account<'_>, by: Account<'_>) {
    line!(warn, "rights_changed", account, by = by.id());
}

/// Data of many people were exported: `what` names the list.
pub fn export(by: Account<'_>, what: &'static str) {
    line!(warn, "export", by, what = what);
}
