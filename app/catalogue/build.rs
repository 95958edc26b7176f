//! A release build carries the data in itself and must notice added and removed files.

fn main() {
    for folder in ["regulations", "calendar", "amounts"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
