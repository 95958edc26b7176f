//! `otinish staff`: the accounts of officials. A running server heeds a change at the next page.

use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use domain::calendar::local;
use serde::Serialize;

use super::{open, say};
use crate::{
    Config,
    flow::staff_accounts::{Accounts, By, OneTime, Wanted},
    password::PasswordPool,
    store::{Store, staff::StaffAccount},
};

/// What can be done to accounts of officials.
#[derive(Debug, Subcommand)]
pub enum StaffCommand {
    /// Add an account. Its password is printed once and must be changed at the first login.
    Add(Add),
    /// Show the accounts.
    List {
        /// Of this office only.
        #[arg(long)]
        office: Option<String>,
        /// As JSON, for programs.
        #[arg(long)]
        json: bool,
    },
    /// Change what is named, and leave the rest as it is.
    Set(Set),
    /// Close an account to logins and end its sessions.
    Disable {
        /// The login.
        login: String,
    },
    /// Open an account again.
    Enable {
        /// The login.
        login: String,
    },
    /// Give an account a new one-time password and end its sessions.
    ResetPassword {
        /// The login.
        login: String,
    },
    /// Forget the second factor of an account whose telephone is lost; the next login sets up a new one.
    ResetSecondFactor {
        /// The login.
        login: String,
    },
}

/// A new account.
#[derive(Args, Debug)]
pub struct Add {
    /// The login: a to z, 0 to 9, `.`, `-`, `_`.
    login: String,
    /// Name as citizens see it: «А. Сейітова».
    #[arg(long)]
    name: String,
    /// Id of the office.
    #[arg(long)]
    office: String,
    /// Id of a role; several times or with commas for several.
    #[arg(long = "role", value_delimiter = ',')]
    roles: Vec<String>,
    /// Keeps the accounts of the office on its pages.
    #[arg(long)]
    administrator: bool,
}

/// Other rights.
#[derive(Args, Debug)]
pub struct Set {
    /// The login.
    login: String,
    /// Name as citizens see it.
    #[arg(long)]
    name: Option<String>,
    /// Id of the office.
    #[arg(long)]
    office: Option<String>,
    /// Ids of all roles from now on.
    #[arg(long = "role", value_delimiter = ',')]
    roles: Vec<String>,
    /// Whether the official keeps the accounts of the office.
    #[arg(long, value_name = "true|false")]
    administrator: Option<bool>,
}

pub(super) async fn run(command: StaffCommand, config: &Config) -> anyhow::Result<()> {
    let (catalogue, store) = open(config).await?;
    let accounts = Accounts {
        catalogue: &catalogue,
        store: &store,
        passwords: &PasswordPool::new(false),
        now: Utc::now(),
        by: By::CommandLine,
    };
    let done = act(command, &accounts).await;
    store.close().await;
    done
}

async fn act(command: StaffCommand, accounts: &Accounts<'_>) -> anyhow::Result<()> {
    let store = accounts.store;
    match command {
        StaffCommand::Add(new) => {
            let wanted = Wanted {
                name: new.name,
                roles: new.roles,
                office: new.office,
                administrator: new.administrator,
            };
            told(&accounts.add(&new.login, wanted).await?);
        }
        StaffCommand::List { office, json } => {
            let found = store.staff_accounts(office.as_deref()).await?;
            match json {
                true => say(serde_json::to_string_pretty(&lines(&found))?),
                false => table(&lines(&found)),
            }
        }
        StaffCommand::Set(set) => change(accounts, set).await?,
        StaffCommand::Disable { login } => accounts.disable(&of(store, &login).await?).await?,
        StaffCommand::Enable { login } => accounts.enable(&of(store, &login).await?).await?,
        StaffCommand::ResetPassword { login } => {
            told(&accounts.reset_password(&of(store, &login).await?).await?);
        }
        StaffCommand::ResetSecondFactor { login } => {
            accounts.reset_factor(&of(store, &login).await?).await?;
        }
    }
    Ok(())
}

async fn change(accounts: &Accounts<'_>, set: Set) -> anyhow::Result<()> {
    let account = of(accounts.store, &set.login).await?;
    let was = account.staff.clone();
    let roles = if set.roles.is_empty() {
        was.roles
    } else {
        set.roles
    };
    let wanted = Wanted {
        name: set.name.unwrap_or(was.name),
        roles,
        office: set.office.unwrap_or(was.office),
        administrator: set.administrator.unwrap_or(was.administrator),
    };
    Ok(accounts.set(&account, wanted).await?)
}

/// The account, or which there are.
async fn of(store: &Store, login: &str) -> anyhow::Result<StaffAccount> {
    let found = store.staff_account_by_login(login).await;
    if let Some(account) = found.context("looking up the account")? {
        return Ok(account);
    }
    let all = store.staff_accounts(None).await?;
    let logins: Vec<&str> = all.iter().map(|one| one.staff.login.as_str()).collect();
    bail!("no account `{login}`; there are: {}", logins.join(", "))
}

fn told(one_time: &OneTime) {
    say(format_args!(
        "One-time password: {}\nIt is not shown again, and is changed at the first login.",
        one_time.password
    ));
}

/// An account as it is listed.
#[derive(Serialize)]
struct AccountLine<'a> {
    login: &'a str,
    name: &'a str,
    office: &'a str,
    roles: &'a [String],
    administrator: bool,
    active: bool,
    one_time_password: bool,
    second_factor: bool,
    last_login: Option<DateTime<Utc>>,
}

fn lines(accounts: &[StaffAccount]) -> Vec<AccountLine<'_>> {
    accounts.iter().map(line).collect()
}

fn line(account: &StaffAccount) -> AccountLine<'_> {
    let staff = &account.staff;
    let last_login = DateTime::from_timestamp_micros(account.last_login);
    AccountLine {
        login: &staff.login,
        name: &staff.name,
        office: &staff.office,
        roles: &staff.roles,
        administrator: staff.administrator,
        active: account.active,
        one_time_password: staff.one_time,
        second_factor: account.factor,
        last_login: last_login.filter(|_| account.last_login > 0),
    }
}

fn table(lines: &[AccountLine<'_>]) {
    let head = ["LOGIN", "NAME", "OFFICE", "ROLES", "STATE", "LAST LOGIN"];
    let mut rows = vec![head.map(str::to_owned)];
    rows.extend(lines.iter().map(cells));
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    for row in &rows {
        let cells = row.iter().zip(&widths);
        let padded: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        say(padded.join("  ").trim_end());
    }
}

fn cells(line: &AccountLine<'_>) -> [String; 6] {
    let marks = [
        (!line.active, "disabled"),
        (line.administrator, "administrator"),
        (line.one_time_password, "one-time password"),
        (line.second_factor, "second factor"),
    ];
    let marks: Vec<&str> = marks
        .into_iter()
        .filter_map(|(is_so, mark)| is_so.then_some(mark))
        .collect();
    let last = line.last_login.map_or_else(
        || "never".to_owned(),
        |at| local(at).format("%Y-%m-%d %H:%M").to_string(),
    );
    [
        line.login.to_owned(),
        line.name.to_owned(),
        line.office.to_owned(),
        line.roles.join(", "),
        marks.join(", "),
        last,
    ]
}
