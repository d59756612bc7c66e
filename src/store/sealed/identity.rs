//! The text of `identity.age`: a secret key, and the readers that its owner trusts.
//!
//! It is what age itself reads as an identity file, with everything that only this program
//! needs in comments:
//! ```text
//! # Talking Piece identity 1
//! # seal <base64url of 32 bytes>
//! # reader {"name":"Service manager","key":"age1…","recovery":true}
//! AGE-SECRET-KEY-1…
//! ```
//! The list of readers stands inside, so that nobody can add himself by editing a file.

use std::fmt::Write as _;

use age::{scrypt, x25519};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::ExposeSecret;
use zeroize::Zeroizing;

use super::age_file::{AgeError, unwrap};
use super::passphrase::Passphrase;
use super::ring::Keyring;

/// How much work each try of a passphrase costs: 2 to the power of it. Fixed, for one that is
/// fitted to this computer would be weak on a slow one.
pub const PASSPHRASE_COST: u8 = 18;
/// The lowest cost that is accepted; for what is made up.
pub const LEAST_COST: u8 = 14;
/// What is accepted: below, guessing is cheap; above, no memory suffices.
const ACCEPTED: std::ops::RangeInclusive<u8> = LEAST_COST..=20;
const FIRST_LINE: &str = "# Talking Piece identity 1";

/// Why an identity cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentityError {
    /// The passphrase is another one.
    WrongPassphrase,
    /// It is damaged, or something else.
    Damaged,
    /// To open it would take too much memory, or too little work to be safe.
    Cost(u8),
    /// A newer version made it.
    Newer,
}

/// Writes an identity, protected by a passphrase at a cost of `2^cost`.
///
/// `None` where it cannot be done, such as for a cost that nobody would accept.
pub fn encode_identity(keyring: &Keyring, passphrase: &Passphrase, cost: u8) -> Option<Vec<u8>> {
    if !is_accepted_cost(cost) {
        return None;
    }
    let mut text = Zeroizing::new(String::with_capacity(4 << 10));
    let seed = Zeroizing::new(URL_SAFE_NO_PAD.encode(keyring.seed().as_slice()));
    writeln!(text, "{FIRST_LINE}\n# seal {}", seed.as_str()).ok()?;
    for reader in keyring.readers() {
        writeln!(text, "# reader {}", serde_json::to_string(reader).ok()?).ok()?;
    }
    writeln!(text, "{}", keyring.secret().expose_secret()).ok()?;
    let mut recipient = scrypt::Recipient::new(passphrase.secret());
    recipient.set_work_factor(cost);
    age::encrypt(&recipient, text.as_bytes()).ok()
}

/// Whether an identity may have this cost.
pub fn is_accepted_cost(cost: u8) -> bool {
    ACCEPTED.contains(&cost)
}

/// Opens an identity. It takes a second or two and 256 MiB at the usual cost.
pub fn decode_identity(file: &[u8], passphrase: &Passphrase) -> Result<Keyring, IdentityError> {
    let cost = cost_of(file).ok_or(IdentityError::Damaged)?;
    if !is_accepted_cost(cost) {
        return Err(IdentityError::Cost(cost));
    }
    let text = open(file, passphrase)?;
    read(&text)
}

fn open(file: &[u8], passphrase: &Passphrase) -> Result<Zeroizing<String>, IdentityError> {
    for secret in passphrase.spellings() {
        let mut identity = scrypt::Identity::new(secret);
        identity.set_max_work_factor(*ACCEPTED.end());
        match unwrap(file, &identity) {
            Ok(bytes) => {
                return String::from_utf8(bytes)
                    .map(Zeroizing::new)
                    .map_err(|_| IdentityError::Damaged);
            }
            Err(AgeError::Locked | AgeError::NotForYou) => {}
            Err(AgeError::Damaged) => return Err(IdentityError::Damaged),
        }
    }
    Err(IdentityError::WrongPassphrase)
}

/// Reads the cost off the first lines, before any work is done; nothing where it is no identity.
pub fn cost_of(file: &[u8]) -> Option<u8> {
    let mut lines = file.split(|byte| *byte == b'\n');
    if lines.next()? != b"age-encryption.org/v1" {
        return None;
    }
    let stanza = std::str::from_utf8(lines.next()?).ok()?;
    let (_, cost) = stanza.strip_prefix("-> scrypt ")?.split_once(' ')?;
    let plain = cost.bytes().all(|byte| byte.is_ascii_digit()) && !cost.starts_with('0');
    if plain { cost.parse().ok() } else { None }
}

fn read(text: &str) -> Result<Keyring, IdentityError> {
    let mut lines = text.lines();
    match lines.next() {
        Some(FIRST_LINE) => {}
        Some(other) if other.starts_with("# Talking Piece identity ") => {
            return Err(IdentityError::Newer);
        }
        Some(_) | None => return Err(IdentityError::Damaged),
    }
    let (mut seed, mut identity, mut readers) = (None, None, Vec::new());
    for line in lines {
        if let Some(encoded) = line.strip_prefix("# seal ") {
            let bytes = URL_SAFE_NO_PAD.decode(encoded).ok().map(Zeroizing::new);
            let bytes = bytes.and_then(|bytes| bytes.as_slice().try_into().ok());
            seed = bytes.map(Zeroizing::new);
        } else if let Some(reader) = line.strip_prefix("# reader ") {
            readers.push(serde_json::from_str(reader).map_err(|_| IdentityError::Damaged)?);
        } else if !line.starts_with('#') {
            identity = line.parse::<x25519::Identity>().ok();
        }
    }
    match (identity, seed) {
        (Some(identity), Some(seed)) => Ok(Keyring::from_parts(identity, seed, readers)),
        _ => Err(IdentityError::Damaged),
    }
}
