//! The rules of the acts: pure, no I/O, no clock, no HTTP, no UI.

pub mod text;
