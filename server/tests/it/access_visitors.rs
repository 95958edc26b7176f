//! Who comes through the doors of `access.rs`.

use crate::common::{Browser, Server};

/// Who comes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Door {
    /// Anyone.
    Everyone,
    /// Any citizen, for things of their own only.
    Citizens,
    /// The citizen to whom the draft or the case belongs.
    Owner,
    /// The same, and nothing is there before the case has ended.
    OwnerAtTheEnd,
    /// Any official.
    Staff,
    /// Officials who may read the case.
    Office,
    /// Heads of an office.
    Heads,
    /// Administrators of an office.
    Administrators,
    /// The administrator of the office whose account is asked for. Here the id is that of no official: nobody's.
    NoOfficial,
    /// Officials whose password was right and who are not in yet. Everybody else is sent to the login.
    HalfIn,
}

use Door::{Administrators, Heads};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    Nobody,
    Owner,
    OtherCitizen,
    /// An official who may read the case.
    Inside,
    /// An official of another office, or who has had no step of it.
    Outside,
}

/// Somebody who comes through each door.
pub(crate) struct Visitor {
    /// Who they are while the case is at its first step.
    pub(crate) who: Who,
    /// Who they are when it has ended.
    pub(crate) at_the_end: Who,
    /// The door that is open to them beside those of any official.
    pub(crate) also: Option<Door>,
    pub(crate) browser: Browser,
}

/// Login, who they are at first and at the end, and the door that is theirs.
const OFFICIALS: [(&str, Who, Who, Option<Door>); 12] = [
    ("registrar-other", Who::Outside, Who::Outside, None),
    ("head-other", Who::Outside, Who::Outside, Some(Heads)),
    ("akim", Who::Outside, Who::Outside, Some(Heads)),
    ("akim-specialist", Who::Outside, Who::Outside, None),
    ("akim-executor", Who::Outside, Who::Outside, None),
    ("admin", Who::Outside, Who::Outside, Some(Administrators)),
    ("executor2", Who::Outside, Who::Outside, None),
    ("executor", Who::Outside, Who::Inside, None),
    ("survey2", Who::Outside, Who::Inside, None),
    ("special", Who::Outside, Who::Inside, None),
    ("registrar", Who::Inside, Who::Inside, None),
    ("head", Who::Inside, Who::Inside, Some(Heads)),
];

/// The owner is last, because only the owner changes something.
pub(crate) async fn visitors(server: &Server, owner: &Browser) -> Vec<Visitor> {
    let visitor = |who, browser| Visitor {
        who,
        at_the_end: who,
        also: None,
        browser,
    };
    let mut visitors = vec![
        visitor(Who::Nobody, server.browser()),
        visitor(Who::OtherCitizen, server.login_citizen(1).await),
    ];
    for (login, who, at_the_end, also) in OFFICIALS {
        visitors.push(Visitor {
            who,
            at_the_end,
            also,
            browser: server.login_staff(login).await,
        });
    }
    visitors.push(visitor(Who::Owner, owner.clone()));
    visitors
}
