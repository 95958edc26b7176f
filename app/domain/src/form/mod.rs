//! The answers of a form: read as people write, checked field by field, the same code in the browser and on the
//! server.

mod alphabet;
mod answers;
mod check;
mod date;
mod facts;
mod letters;
mod problem;
mod validate;
mod value;
mod warning;

pub use alphabet::Alphabet;
pub use answers::{Answers, MemberId, Membership, member_key, sure_key};
pub use check::{FormCheck, FormPage, FormProblem, WholeForm};
pub use date::{date, read_date};
pub use facts::{facts, is_asked, is_topic_asked};
pub use letters::{Letters, names_agree, repaired_name, shape};
pub use problem::{Completeness, ErrorCode, FieldError, Warning, WarningCode};
pub use validate::{unknown, validate};
pub(crate) use value::money;
pub use value::{length, longest, normalise, read, usual_length};
