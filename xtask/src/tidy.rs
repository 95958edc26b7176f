//! The house rules.

/// Checks.
pub fn check() -> anyhow::Result<()> {
    Ok(())
}
