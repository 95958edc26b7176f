//! What is said when a second factor is not proven or set up.

use app::text::{Lang, t, t_with, value};

use crate::{flow::second_factor::FactorError, http::kit::error::PageError};

pub(super) fn failed(error: FactorError) -> PageError {
    match error {
        FactorError::Store(error) => error.into(),
        _ => PageError::Failed,
    }
}

/// What is wrong with a code.
pub(super) fn said(lang: Lang, error: &FactorError) -> String {
    match error {
        FactorError::Used => t(lang, "factor-error-used"),
        FactorError::Wait(seconds) => {
            let minutes = value(seconds.div_ceil(60));
            t_with(lang, "factor-error-wait", &[("minutes", minutes)])
        }
        _ => t(lang, "factor-error-wrong"),
    }
}
