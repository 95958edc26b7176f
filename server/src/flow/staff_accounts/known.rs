//! The offices and roles that the catalogue knows: an account has no others.

use std::collections::BTreeMap;

use catalogue::Catalogue;
use domain::regulation::{Office, Role};

/// All offices, by id.
pub fn offices(catalogue: &Catalogue) -> BTreeMap<&str, &Office> {
    catalogue
        .all()
        .flat_map(|regulation| &regulation.provider.offices)
        .map(|office| (office.id.as_str(), office))
        .collect()
}

/// The roles in which officials of an office work, by id. An office serves several regulations; a role of two of them is
/// one role.
pub fn roles<'c>(catalogue: &'c Catalogue, office: &str) -> BTreeMap<&'c str, &'c Role> {
    catalogue
        .all()
        .filter(|regulation| regulation.office(office).is_some())
        .flat_map(|regulation| &regulation.roles)
        .filter(|role| role.staff)
        .map(|role| (role.id.as_str(), role))
        .collect()
}
