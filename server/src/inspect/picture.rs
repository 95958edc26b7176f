//! Pictures: decoded to the end, as whoever opens them has to.

use std::io::Cursor;

use zune_jpeg::{
    JpegDecoder,
    zune_core::{bytestream::ZCursor, options::DecoderOptions},
};

use super::Verdict;

/// What a picture may have: a photograph of 64 megapixels. More is a bomb, or of no use to an office.
pub(super) const PIXELS: u64 = 64_000_000;

/// Bytes that a decoder may take at once beside the picture itself.
const WORKING_BYTES: usize = 512 * 1024 * 1024;

fn is_huge(width: impl Into<u64>, height: impl Into<u64>) -> bool {
    width.into().saturating_mul(height.into()) > PIXELS
}

pub(super) fn jpeg(bytes: Vec<u8>) -> Verdict {
    if !reaches_end(&bytes) {
        return Verdict::Broken;
    }
    let side = usize::from(u16::MAX);
    let options = DecoderOptions::default()
        .set_max_width(side)
        .set_max_height(side);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    if decoder.decode_headers().is_err() {
        return Verdict::Broken;
    }
    match decoder.info() {
        Some(info) if is_huge(info.width, info.height) => Verdict::Huge,
        Some(_) if decoder.decode().is_ok() => Verdict::Fine,
        _ => Verdict::Broken,
    }
}

/// Whether the mark of the end stands behind the beginning of the picture. Decoders fill up what is missing with grey;
/// the office needs what was there. Thumbnails have marks of their own, inside the segments that are stepped over.
fn reaches_end(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    loop {
        match rest {
            [0xff, 0xff, ..] => rest = &rest[1..],
            [0xff, 0xda, scan @ ..] => return scan.windows(2).any(|pair| pair == [0xff, 0xd9]),
            [0xff, 0x01 | 0xd0..=0xd7, ..] => rest = &rest[2..],
            [0xff, _, high, low, ..] => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                match rest.get(2 + length..) {
                    Some(next) => rest = next,
                    None => return false,
                }
            }
            // Not a segment: the decoder knows how far to be lenient.
            _ => return bytes.windows(2).rev().any(|pair| pair == [0xff, 0xd9]),
        }
    }
}

pub(super) fn png(bytes: Vec<u8>) -> Verdict {
    let limits = png::Limits {
        bytes: WORKING_BYTES,
    };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    match decoder.read_header_info() {
        Ok(info) if is_huge(info.width, info.height) => return Verdict::Huge,
        Ok(_) => {}
        Err(_) => return Verdict::Broken,
    }
    match decoder.read_info().and_then(rows) {
        Ok(()) => Verdict::Fine,
        Err(_) => Verdict::Broken,
    }
}

/// Row by row: the whole picture is never in memory.
fn rows(mut reader: png::Reader<Cursor<Vec<u8>>>) -> Result<(), png::DecodingError> {
    while reader.next_row()?.is_some() {}
    reader.finish()
}

pub(super) fn webp(bytes: Vec<u8>) -> Verdict {
    let Ok(mut decoder) = image_webp::WebPDecoder::new(Cursor::new(bytes)) else {
        return Verdict::Broken;
    };
    let (width, height) = decoder.dimensions();
    if is_huge(width, height) {
        return Verdict::Huge;
    }
    decoder.set_memory_limit(WORKING_BYTES);
    let Some(size) = decoder.output_buffer_size() else {
        return Verdict::Huge;
    };
    match decoder.read_image(&mut vec![0; size]) {
        Ok(()) => Verdict::Fine,
        Err(_) => Verdict::Broken,
    }
}
