//! What unlocking costs beside scrypt alone: each try of a passphrase costs that anyway, whoever tries
//! it, and nothing may be added to it.

use std::time::Instant;

use talking_piece::store::{PASSPHRASE_COST, Passphrase, protect, unlock};

use crate::row::{Row, median};
use crate::saving::cabinet_in;

const TRIES: usize = 5;
/// As age has it, with blocks of eight, one lane and a key of 32 bytes: its label and sixteen bytes,
/// which are others in every file.
const SALT: &[u8] = b"age-encryption.org/v1/scrypt/sixteen letters";

/// Measures both in turns, at the cost that the program itself takes.
pub fn measure() -> Vec<Row> {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let (cabinet, _woken) = cabinet_in(folder.path());
    let (storage, home) = (cabinet.storage.as_ref(), &cabinet.home);
    let passphrase = Passphrase::by_lot(storage).expect("words");
    protect(storage, home, &passphrase, PASSPHRASE_COST, Vec::new()).expect("a protected home");
    let params = scrypt::Params::new(PASSPHRASE_COST, 8, 1, 32).expect("parameters");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..TRIES {
        home.ring().lock();
        let begun = Instant::now();
        unlock(storage, home, &passphrase).expect("its passphrase");
        ours.push(begun.elapsed().as_secs_f64());
        let mut key = [0; 32];
        let begun = Instant::now();
        scrypt::scrypt(passphrase.reveal().as_bytes(), SALT, &params, &mut key).expect("a key");
        theirs.push(begun.elapsed().as_secs_f64());
        std::hint::black_box(key);
    }
    let what = "unlocking a home, beside scrypt alone at the same cost";
    vec![Row::times(what, median(ours), median(theirs), 1.1)]
}
