//! Files to attach, and what became of them.

use std::time::Duration;

use super::Server;

/// A small file that is a PDF by its content.
pub const PDF: &[u8] =
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";

/// Bytes.
pub const MEGA: usize = 1024 * 1024;

/// A PDF of so many bytes.
pub fn pdf_of(size: usize) -> Vec<u8> {
    let mut content = PDF.to_vec();
    content.resize(size, b' ');
    content
}

/// How many attachments lie in the data folder.
pub fn stored(server: &Server) -> usize {
    fn count(folder: &std::path::Path) -> usize {
        let Ok(entries) = std::fs::read_dir(folder) else {
            return 0;
        };
        entries
            .flatten()
            // What marks the store itself is no attachment.
            .filter(|entry| entry.file_name() != "_otinish")
            .map(|entry| {
                if entry.path().is_dir() {
                    count(&entry.path())
                } else {
                    1
                }
            })
            .sum()
    }
    count(&server.data_dir().join("files"))
}

/// Waits until so many files lie there: what was refused is taken away after the answer.
pub async fn until_stored(server: &Server, wanted: usize) {
    for _ in 0..200 {
        if stored(server) == wanted {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(stored(server), wanted, "files after ten seconds");
}
