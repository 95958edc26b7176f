//! One accessible component a file. Components are plain functions of data to a view.

pub mod button;
pub mod checkboxes;
pub mod date_field;
pub mod error_summary;
pub mod field;
pub mod file_field;
pub mod footer;
pub mod header;
pub mod radios;
pub mod select;
pub mod shell;
pub mod text_area;
pub mod text_field;

pub use button::{Button, ButtonKind, LinkButton};
pub use checkboxes::Checkboxes;
pub use date_field::DateField;
pub use error_summary::{ErrorSummary, FieldError, error_of};
pub use field::{Choice, Field, Width};
pub use file_field::FileField;
pub use radios::Radios;
pub use select::Select;
pub use shell::{Assets, Banner, Shell, Viewer, page, page_full};
pub use text_area::TextArea;
pub use text_field::TextField;
