//! Hashing: one text for one look, and a line that does not grow.

use std::sync::Arc;

use server::password::{PasswordError, PasswordPool};

#[tokio::test]
async fn one_password_fits_however_the_device_composes_its_letters() {
    let pool = PasswordPool::new(true);
    let (composed, decomposed) = (
        "Айсұлу-й\u{439}-2026",
        "Айсұлу-\u{438}\u{306}\u{438}\u{306}-2026",
    );
    for (set, typed) in [(composed, decomposed), (decomposed, composed)] {
        let hash = pool.hash(set.to_owned()).await.unwrap();
        assert!(pool.fits(typed.to_owned(), hash.clone()).await.unwrap());
        assert!(!pool.fits("Айсұлу-2026".to_owned(), hash).await.unwrap());
    }
}

#[tokio::test]
async fn a_hash_of_an_older_version_fits_the_text_of_which_it_was_made() {
    use argon2::password_hash::PasswordHasher;
    let decomposed = "Сары\u{438}\u{306}-2026";
    let hash = argon2::Argon2::default()
        .hash_password(decomposed.as_bytes())
        .unwrap()
        .to_string();
    let pool = PasswordPool::new(true);
    assert!(pool.fits(decomposed.to_owned(), hash).await.unwrap());
}

#[tokio::test]
async fn whoever_finds_the_line_full_is_told_so_and_nobody_else() {
    let pool = Arc::new(PasswordPool::new(true));
    let many = std::iter::repeat_with(|| {
        let pool = pool.clone();
        tokio::spawn(async move { pool.hash("otinish-2026".to_owned()).await })
    });
    let many: Vec<_> = many.take(600).collect();
    let (mut hashed, mut busy) = (0, 0);
    for one in many {
        match one.await.unwrap() {
            Ok(_) => hashed += 1,
            Err(PasswordError::Busy) => busy += 1,
            Err(error) => panic!("{error}"),
        }
    }
    assert!(
        hashed > 0 && busy > 0,
        "{hashed} hashed, {busy} told to come again"
    );
    // The line is empty again.
    assert!(pool.hash("otinish-2026".to_owned()).await.is_ok());
}
