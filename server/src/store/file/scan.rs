//! What the scanner said of a file.

use crate::store::sql::{FromValue, Value};

/// What is known of a file from the scanner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scan {
    /// None was asked.
    #[default]
    None,
    /// It found nothing.
    Clean,
    /// It did not answer yet.
    Waiting,
    /// It found something. The bytes are gone.
    Refused,
}

impl Scan {
    /// As it stands in the row.
    pub const fn id(self) -> &'static str {
        match self {
            Scan::None => "",
            Scan::Clean => "clean",
            Scan::Waiting => "waiting",
            Scan::Refused => "refused",
        }
    }
}

impl FromValue for Scan {
    fn from_value(value: &Value) -> Option<Self> {
        let text = String::from_value(value)?;
        [Scan::None, Scan::Clean, Scan::Waiting, Scan::Refused]
            .into_iter()
            .find(|scan| scan.id() == text)
    }
}
