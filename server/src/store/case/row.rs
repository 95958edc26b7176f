//! The row of a case.

use super::Case;
use crate::store::{Result, columns::columns, sql::Row};

columns! {
    changed Case:
    id 1, number 2, code 3, draft 4, regulation 5, person 6, person_name 7, lang 8, office 9, channel 10, state 11, due 12,
    registered 13, closed 14, late 15, seq 16, added 17, replaced 18
}

/// Reads a row that is a case alone.
pub(in crate::store) fn case(row: &Row) -> Result<Case> {
    read(row, 0)
}
