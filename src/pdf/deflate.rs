//! Streams packed with deflate.

use std::io;
use zlib_rs::{compress_bound, Deflate, DeflateFlush, Status};

/// How hard to look for repetitions; the usual level is 6.
const LEVEL: i32 = 2;
/// 32 KiB back, as far as the format reaches.
const WINDOW_BITS: u8 = 15;

/// Packs one stream after the other, in memory that it keeps.
pub struct Packer {
    deflate: Deflate,
    packed: Vec<u8>,
}

impl Packer {
    /// One that has packed nothing yet.
    pub fn new() -> Self {
        Self {
            deflate: Deflate::new(LEVEL, true, WINDOW_BITS),
            packed: Vec::new(),
        }
    }

    /// The bytes packed. What was packed before has no part in it.
    pub fn pack(&mut self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        self.deflate.reset();
        let bound = compress_bound(bytes.len());
        if self.packed.len() < bound {
            self.packed.resize(bound, 0);
        }
        let status = self
            .deflate
            .compress(bytes, &mut self.packed, DeflateFlush::Finish);
        match status {
            Ok(Status::StreamEnd) => {
                let length = self.deflate.total_out() as usize;
                Ok(self.packed[..length].to_vec())
            }
            Ok(_) => Err(io::Error::other("deflate: no end")),
            Err(error) => Err(io::Error::other(error.as_str())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_packed_alike_whatever_was_packed_before() {
        let mut packer = Packer::new();
        let texts: Vec<Vec<u8>> = (0..40_u32)
            .map(|k| (0..k * 997).flat_map(|n| (n * k).to_be_bytes()).collect())
            .collect();
        for text in &texts {
            let packed = packer.pack(text).expect("packed");
            assert_eq!(packed, Packer::new().pack(text).expect("packed"));
            let mut back = vec![0; text.len()];
            let config = zlib_rs::InflateConfig::default();
            let (back, _) = zlib_rs::decompress_slice(&mut back, &packed, config);
            assert_eq!(back, text);
        }
    }
}
