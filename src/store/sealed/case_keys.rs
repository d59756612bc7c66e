//! The keys of one case, all made from the one key that its readers share.

use age::x25519;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::age_file;
use crate::store::hexadecimal::hex;
use crate::store::line::{HeaderId, LineHash, sealed_line, sealed_start, with_sum, without_sum};

/// What is sealed is filled up to a multiple of so many bytes: its length says little then.
const BLOCK: usize = 128;
/// Length of a nonce, in bytes.
pub const NONCE: usize = 24;

/// The keys of one case. They are wiped when they are let go.
pub struct CaseKeys {
    id: HeaderId,
    event: XChaCha20Poly1305,
    notes: XChaCha20Poly1305,
    draft: XChaCha20Poly1305,
    commit: [u8; 16],
    /// Who can open the plan.
    readers: Vec<x25519::Recipient>,
}

/// Thirty-two random bytes from which the keys of a case are made.
pub(super) type FileKey = Zeroizing<[u8; 32]>;

impl CaseKeys {
    /// Makes the keys of a case.
    pub(super) fn of(key: &FileKey, id: HeaderId, readers: Vec<x25519::Recipient>) -> Self {
        let made = Hkdf::<Sha256>::new(Some(&id.0), key.as_slice());
        let cipher = |what: &str| {
            let mut key = Zeroizing::new([0; 32]);
            // Only a length beyond 8 KiB can be refused.
            let _ = made.expand(what.as_bytes(), key.as_mut_slice());
            XChaCha20Poly1305::new(key.as_slice().into())
        };
        let mut commit = [0; 16];
        let _ = made.expand(b"rjj1/commit", &mut commit);
        Self {
            id,
            event: cipher("rjj1/event"),
            notes: cipher("rjj1/notes"),
            draft: cipher("rjj1/draft"),
            commit,
            readers,
        }
    }

    /// What the header says of the key, so that a wrong one is noticed before a line is read.
    pub(super) fn commit(&self) -> String {
        hex(&self.commit)
    }

    /// The identity of the case.
    pub fn id(&self) -> HeaderId {
        self.id
    }

    /// Seals one entry of the journal, without a line feed.
    pub(super) fn entry(
        &self,
        number: u64,
        previous: LineHash,
        body: &str,
        nonce: [u8; NONCE],
    ) -> Option<String> {
        let start = sealed_start(number, previous);
        let sealed = self.seal(&self.event, &start, body, nonce)?;
        Some(sealed_line(number, previous, &sealed))
    }

    /// Opens one entry of the journal; nothing where it was not sealed for this place. `start` is
    /// what stands in its line in front of what is sealed.
    pub(in crate::store) fn open_entry(&self, start: &str, sealed: &[u8]) -> Option<String> {
        self.open(&self.event, start, sealed)
    }

    /// Seals one line of the notes, without a line feed.
    pub(super) fn note(&self, id: u64, body: &str, nonce: [u8; NONCE]) -> Option<String> {
        let start = format!("n1 {id} ");
        let sealed = self.seal(&self.notes, &start, body, nonce)?;
        Some(with_sum(start + &URL_SAFE_NO_PAD.encode(sealed)))
    }

    /// Opens one line of the notes.
    pub(super) fn open_note(&self, line: &str) -> Option<String> {
        let (id, sealed) = without_sum(line)?.strip_prefix("n1 ")?.split_once(' ')?;
        let sealed = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        self.open(&self.notes, &format!("n1 {id} "), &sealed)
    }

    /// Seals half-typed text, as one line.
    pub(super) fn half_typed(&self, text: &str, nonce: [u8; NONCE]) -> Option<String> {
        let text = serde_json::to_string(text).ok()?;
        let sealed = self.seal(&self.draft, "d1 ", &text, nonce)?;
        Some(with_sum(format!("d1 {}", URL_SAFE_NO_PAD.encode(sealed))))
    }

    /// Opens half-typed text.
    pub(super) fn open_half_typed(&self, line: &str) -> Option<String> {
        let sealed = without_sum(line.trim_end())?.strip_prefix("d1 ")?;
        let sealed = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        serde_json::from_str(&self.open(&self.draft, "d1 ", &sealed)?).ok()
    }

    /// Seals a file for every reader of the case.
    pub(super) fn file(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        age_file::wrap(bytes, &self.readers)
    }

    fn seal(
        &self,
        cipher: &XChaCha20Poly1305,
        start: &str,
        text: &str,
        nonce: [u8; NONCE],
    ) -> Option<Vec<u8>> {
        let mut padded = Zeroizing::new(vec![b' '; text.len().next_multiple_of(BLOCK)]);
        padded
            .get_mut(..text.len())?
            .copy_from_slice(text.as_bytes());
        let aad = self.around(start);
        let payload = Payload {
            msg: &padded,
            aad: &aad,
        };
        let sealed = cipher.encrypt(XNonce::from_slice(&nonce), payload).ok()?;
        Some([nonce.as_slice(), &sealed].concat())
    }

    fn open(&self, cipher: &XChaCha20Poly1305, start: &str, sealed: &[u8]) -> Option<String> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
        let aad = self.around(start);
        let payload = Payload {
            msg: sealed,
            aad: &aad,
        };
        let opened = cipher.decrypt(XNonce::from_slice(nonce), payload).ok()?;
        let mut text = String::from_utf8(opened).ok()?;
        text.truncate(text.trim_end_matches(' ').len());
        Some(text)
    }

    /// What is sealed along with a line: the case that it belongs to, and its place.
    fn around(&self, start: &str) -> Vec<u8> {
        [b"rjj1\0", self.id.0.as_slice(), start.as_bytes()].concat()
    }
}

/// Says of which case the keys are, and nothing of themselves.
impl std::fmt::Debug for CaseKeys {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "keys of {}", self.id)
    }
}
