//! PDF: it has pages, and opens without a password.

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::Verdict;

pub(super) fn examine(bytes: Vec<u8>) -> Verdict {
    if is_cut_off(&bytes) {
        return Verdict::Broken;
    }
    match Pdf::new(bytes) {
        Ok(pdf) if pdf.pages().is_empty() => Verdict::Broken,
        Ok(_) => Verdict::Fine,
        Err(LoadPdfError::Decryption(DecryptionError::InvalidEncryption))
        | Err(LoadPdfError::Invalid) => Verdict::Broken,
        // Also one that is closed in a way nobody here can open, with a certificate for instance.
        Err(LoadPdfError::Decryption(_)) => Verdict::Password,
    }
}

/// Whether the end is missing. The reader would mend such a file and show the pages that came; the office needs all.
/// What stands behind the last object is the place of the table or the mark of the end.
fn is_cut_off(bytes: &[u8]) -> bool {
    let last = |word: &[u8]| bytes.windows(word.len()).rposition(|window| window == word);
    let Some(object) = last(b"endobj") else {
        return true;
    };
    let end = last(b"startxref").max(last(b"%%EOF"));
    end.is_none_or(|end| end < object)
}
