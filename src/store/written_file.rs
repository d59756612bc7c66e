//! A file that was written for somebody, and how it can be told again.

use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::hexadecimal::hex;

/// A document as it lies in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenFile {
    /// Where it lies.
    pub path: PathBuf,
    /// SHA-256 of its bytes as they stand there, in hex.
    pub sha256: String,
}

impl WrittenFile {
    pub(super) fn new(path: PathBuf, bytes: &[u8]) -> Self {
        Self {
            path,
            sha256: hex(&Sha256::digest(bytes)),
        }
    }
}
