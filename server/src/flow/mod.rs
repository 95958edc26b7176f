//! Use cases: a command from a person, a decision of the domain, a write to the store. No HTTP, no SQL.

use domain::{case::Actor, ids::RoleId, regulation::Regulation, text::Lang};

use crate::{core::Core, store::staff::Staff};

pub mod account;
pub mod case;
pub mod case_registers;
pub mod codes;
pub mod deadlines;
pub mod digest;
pub mod draft;
pub mod evidence;
pub mod file_trouble;
pub mod integrity;
pub mod live;
pub mod notices;
pub mod notification;
pub mod password_rules;
pub mod prepared;
pub mod profile;
pub mod projection;
pub mod read_rights;
pub mod recovery;
pub mod register_answers;
mod registered;
pub mod registration;
pub mod residence;
pub mod retention;
pub mod seal;
pub mod second_factor;
pub mod staff_accounts;
pub mod submission;
pub mod throttle;
pub mod upgrade;
pub mod upload;

/// What an official is and where, in the reader's language.
pub struct StaffNames {
    /// Names of the roles, comma-separated.
    pub role: String,
    /// Name of the office.
    pub office: String,
}

/// Looks up the names of an official's roles and office in the catalogue.
pub fn staff_names(app: &Core, staff: &Staff, lang: Lang) -> StaffNames {
    // One office serves several regulations, and not all of them have each of its roles.
    let served = app
        .catalogue
        .all()
        .filter(|regulation| regulation.office(&staff.office).is_some());
    let known = |regulation: &&Regulation| {
        let roles = staff.roles.iter();
        roles.filter(|id| regulation.role(id).is_some()).count()
    };
    let Some(regulation) = served.max_by_key(known) else {
        return StaffNames {
            role: staff.roles.join(", "),
            office: staff.office.clone(),
        };
    };
    let roles: Vec<&str> = staff
        .roles
        .iter()
        .map(|id| {
            regulation
                .role(id)
                .map_or(id.as_str(), |role| role.short.get(lang))
        })
        .collect();
    let office = regulation
        .office(&staff.office)
        .map_or("", |office| office.name.get(lang));
    StaffNames {
        role: roles.join(", "),
        office: office.to_owned(),
    }
}

/// The official as the domain sees one.
pub fn actor(staff: &Staff) -> Actor {
    Actor::Staff {
        id: staff.id.as_str().into(),
        name: staff.name.clone(),
        roles: staff.roles.iter().map(RoleId::from).collect(),
        office: staff.office.as_str().into(),
    }
}
