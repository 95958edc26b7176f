//! Changes of cases, for pages that are open: those of this process at once, those of others by the database. A page that
//! misses one reads the row again after a while, and the whole state on its next load.

mod channel;
mod relay;

pub use channel::{ANY, Live};
pub use relay::{hear, tell};
