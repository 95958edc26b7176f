//! The answers of a form: read as people write, checked field by field, the same code in the browser and on the
//! server.

mod alphabet;
mod answers;
mod check;
mod compound;
mod date;
mod facts;
mod letters;
mod money;
mod month;
mod parts;
mod problem;
mod slots;
mod validate;
mod value;
mod warning;

pub use alphabet::Alphabet;
pub use answers::{Answers, MemberId, Membership, member_key, sure_key};
pub use check::{FormCheck, FormPage, FormProblem, WholeForm};
pub(crate) use compound::month_sum;
pub use compound::{chosen, ends_of, months_of, near_options};
pub use date::{date, read_date};
pub use facts::{facts, is_asked, is_topic_asked, parties};
pub use letters::{Letters, names_agree, repaired_name, shape};
pub(crate) use money::money;
pub use parts::{
    FROM, GIVEN, TO, has_parts, is_of_other_months, month_part, months_asked, of_key, option_part,
    posted, typed,
};
pub use problem::{Completeness, ErrorCode, FieldError, Warning, WarningCode};
pub use slots::{ROW, slot, slots};
pub use validate::{unknown, validate};
pub use value::{length, longest, normalise, read, usual_length};
pub use warning::is_long;
