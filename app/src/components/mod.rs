//! One accessible component a file. Components are plain functions of data to a view.
//!
//! Each component erases the type of its view (`into_any`): the type of a page would otherwise nest all of
//! them and stop the compiler.
//!
//! Layout that needs no component is a class: `columns` (content and aside, as two children), `hero`,
//! `stack` (even distance between children), `actions` (buttons in a row), `lead`, `meta`, `hidden`
//! (only for screen readers), `no-print`, `only-print`.

pub mod aside;
pub mod button;
pub mod checkboxes;
pub mod citation;
pub mod data_table;
pub mod date_field;
pub mod document;
pub mod error_summary;
pub mod facts_row;
pub mod field;
pub mod file_field;
pub mod file_note;
pub mod footer;
pub mod form_field;
pub mod found_list;
pub mod header;
pub mod notice;
pub mod now_panel;
pub mod pagination;
mod parts_field;
pub mod print_header;
pub mod radios;
pub mod reveal;
pub mod row_list;
pub mod search_box;
pub mod select;
pub mod shell;
pub mod stat_cards;
pub mod summary_list;
pub mod swimlane;
pub mod tag;
pub mod task_list;
pub mod text_area;
pub mod text_field;
pub mod timeline;
pub mod topics;
pub mod unbroken;

pub use aside::AsideSection;
pub use button::{Button, ButtonKind, LinkButton};
pub use checkboxes::Checkboxes;
pub use citation::Citation;
pub use data_table::{Cell, Column, DataTable};
pub use date_field::DateField;
pub use document::{page, page_full};
pub use error_summary::{ErrorSummary, FieldError, error_of};
pub use facts_row::FactsRow;
pub use field::{Choice, Field, Width};
pub use file_field::FileField;
pub use file_note::{FileNote, file_name};
pub use form_field::{ASKED_BY, FormField, REPAIR};
pub use found_list::{FoundList, FoundService};
pub use header::{SWITCH, TYPED_BY};
pub use notice::{Notice, NoticeKind};
pub use now_panel::NowPanel;
pub use pagination::Pagination;
pub use parts_field::{Part, parts};
pub use print_header::PrintHeader;
pub use radios::Radios;
pub use reveal::Reveal;
pub use row_list::{Row, RowList};
pub use search_box::{SEARCH_FORM, SearchBox};
pub use select::Select;
pub use shell::{Assets, Banner, Lost, Shell, SwitchForm, Viewer};
pub use stat_cards::{StatCard, StatCards};
pub use summary_list::{SummaryAction, SummaryList, SummaryRow};
pub use swimlane::SwimlaneFigure;
pub use tag::{Tag, TagKind, TagText};
pub use task_list::{OPEN, TaskItem, TaskList};
pub use text_area::TextArea;
pub use text_field::TextField;
pub use timeline::{Timeline, TimelineItem, TimelineState};
pub use topics::{Topic, Topics};
pub use unbroken::unbroken;
