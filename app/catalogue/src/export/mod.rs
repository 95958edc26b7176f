//! The catalogue for other programs: `cargo xtask catalogue` and `GET /api/v1/catalogue`, and as linked data at
//! `GET /api/v1/catalogue.jsonld`.
//!
//! The structs are the answer and, through utoipa, its schema: neither can change without the other. Keys are only
//! added, because programs of others read them.

use serde::{Serialize, Serializer};

use super::Catalogue;

mod form;
pub mod linked;
mod procedure;
mod regulation;
mod result;
mod service;

pub use form::{Field, Income, Page, Question};
pub use procedure::{Limit, Outcome, Procedure, ProcedureTerm, Start, Step, Term};
pub use regulation::Regulation;
pub use result::{CommonGround, Listed, ResultForm};
pub use service::{Act, Channel, Document, Ground, Office, Output, Provider, Region, Role};

/// All regulations, in order of id; each is made when it is written.
#[derive(Clone, Copy, Debug)]
pub struct Regulations<'a>(pub &'a Catalogue);

impl Serialize for Regulations<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.all().map(Regulation::from))
    }
}
