//! Files to attach, and what became of them.

use super::{Server, until};

/// A PDF of one empty page.
pub const PDF: &[u8] = b"%PDF-1.4\n\
      1 0 obj\n\
      << /Type /Catalog /Pages 2 0 R >>\n\
      endobj\n\
      2 0 obj\n\
      << /Type /Pages /Kids [3 0 R] /Count 1 >>\n\
      endobj\n\
      3 0 obj\n\
      << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\n\
      endobj\n\
      xref\n\
      0 4\n\
      0000000000 65535 f \n\
      0000000009 00000 n \n\
      0000000058 00000 n \n\
      0000000115 00000 n \n\
      trailer\n\
      << /Size 4 /Root 1 0 R >>\n\
      startxref\n\
      186\n\
      %%EOF\n";

/// Bytes.
pub const MEGA: usize = 1024 * 1024;

/// A PDF of so many bytes.
pub fn pdf_of(size: usize) -> Vec<u8> {
    let mut content = PDF.to_vec();
    content.resize(size, b' ');
    content
}

/// A PDF of these objects, numbered from 1; `trailer` is put beside `/Size` and `/Root 1 0 R`.
pub fn pdf_with(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in (1..).zip(objects) {
        places.push(out.len());
        out.extend(format!("{n} 0 obj\n").bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let (table, size) = (out.len(), objects.len() + 1);
    out.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let end =
        format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n");
    out.extend(end.bytes());
    out
}

/// The objects of a PDF of one empty page.
pub fn one_page() -> Vec<Vec<u8>> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ];
    objects.map(|object| object.as_bytes().to_vec()).to_vec()
}

/// A PDF that is encrypted, with these passwords of reader and owner (revision 2 of the standard handler).
pub fn encrypted_pdf(user: &str, owner: &str) -> Vec<u8> {
    use md5::{Digest, Md5};
    const PADDING: [u8; 32] = [
        0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01,
        0x08, 0x2e, 0x2e, 0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53,
        0x69, 0x7a,
    ];
    let padded = |password: &str| -> Vec<u8> { password.bytes().chain(PADDING).take(32).collect() };
    let (id, rights) = (b"0123456789abcdef", -44_i32);
    let owner_entry = rc4(&Md5::digest(padded(owner))[..5], &padded(user));
    let mut hash = Md5::new();
    hash.update(padded(user));
    hash.update(&owner_entry);
    hash.update(rights.to_le_bytes());
    hash.update(id);
    let user_entry = rc4(&hash.finalize()[..5], &PADDING);
    let mut objects = one_page();
    let (owner, user, id) = (
        hex::encode(owner_entry),
        hex::encode(user_entry),
        hex::encode(id),
    );
    let encrypt = format!("<< /Filter /Standard /V 1 /R 2 /O <{owner}> /U <{user}> /P {rights} >>");
    objects.push(encrypt.into_bytes());
    pdf_with(&objects, &format!("/Encrypt 4 0 R /ID [<{id}> <{id}>]"))
}

fn rc4(key: &[u8], data: &[u8]) -> Vec<u8> {
    let mut state: Vec<u8> = (0..=255).collect();
    let mut j = 0_usize;
    for i in 0..256 {
        j = (j + usize::from(state[i]) + usize::from(key[i % key.len()])) % 256;
        state.swap(i, j);
    }
    let (mut i, mut j) = (0, 0);
    let bytes = data.iter().map(|byte| {
        i = (i + 1) % 256;
        j = (j + usize::from(state[i])) % 256;
        state.swap(i, j);
        byte ^ state[(usize::from(state[i]) + usize::from(state[j])) % 256]
    });
    bytes.collect()
}

/// A grey PNG.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    let pixels = vec![128; usize::try_from(width * height).unwrap()];
    writer.write_image_data(&pixels).unwrap();
    writer.finish().unwrap();
    out
}

/// A grey JPEG of eight by eight pixels.
pub fn jpeg() -> Vec<u8> {
    let mut out = vec![0xff, 0xd8];
    out.extend([0xff, 0xdb, 0, 0x43, 0]);
    out.extend([1; 64]);
    out.extend([0xff, 0xc0, 0, 0x0b, 8, 0, 8, 0, 8, 1, 1, 0x11, 0]);
    for table in [0x00, 0x10] {
        // One code of one bit, for nothing.
        out.extend([0xff, 0xc4, 0, 0x14, table, 1]);
        out.extend([0; 16]);
    }
    out.extend([0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0, 0x3f, 0xff, 0xd9]);
    out
}

/// A grey WebP of four by four pixels.
pub fn webp() -> Vec<u8> {
    let mut out = Vec::new();
    let encoder = image_webp::WebPEncoder::new(&mut out);
    encoder
        .encode(&[128; 16], 4, 4, image_webp::ColorType::L8)
        .unwrap();
    out
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
    let there = async || stored(server) == wanted;
    until::holds(&format!("{wanted} files are stored"), there).await;
}
