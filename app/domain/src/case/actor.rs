//! Who acted, as the history keeps it.

use serde::{Deserialize, Serialize};

use crate::ids::{RoleId, StaffId};

/// Who did something, so that the history reads itself. Only staff and the portal itself: what
/// the applicant does carries no name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorRef {
    /// Id of the member of staff; empty where the portal or the course of things did it.
    pub id: StaffId,
    /// Their name at that time.
    pub name: String,
    /// The role in which they acted.
    pub role: RoleId,
}
