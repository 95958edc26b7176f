//! A release build carries the data in itself and must notice added and removed files. A debug build reads them from their
//! folders, so there an edit compiles nothing.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var("PROFILE").as_deref() == Ok("release") {
        for folder in ["regulations", "services", "calendar", "amounts"] {
            println!("cargo::rerun-if-changed={folder}");
        }
    }
}
