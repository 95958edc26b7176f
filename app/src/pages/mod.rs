//! One page a file: a function of data to HTML. No I/O.

pub mod error;
