//! What can be wrong with a journal.

/// One thing that is wrong with a journal. Carries numbers only, never words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// These entries cannot be read.
    #[error("{} missing or unreadable", range(*.from, *.to))]
    Missing {
        /// First missing number.
        from: u64,
        /// Last missing number.
        to: u64,
    },
    /// A whole entry does not fit the entries before it; it stands in [`Scan::aside`](super::Scan::aside).
    #[error("there is a second entry {number} that does not belong to the others")]
    Apart {
        /// The number that it claims.
        number: u64,
    },
    /// An entry stands before one with a lower number.
    #[error("entry {number} is not in its place")]
    Moved {
        /// The number of the entry.
        number: u64,
    },
    /// A line was not sealed with the key of this case, or stands in another place than the
    /// one that it was sealed for: somebody put it there.
    #[error("entry {number} was not sealed with the key of this case")]
    Foreign {
        /// The number that it claims.
        number: u64,
    },
    /// A line was sealed with the nonce of another one, so that neither is secret any more: the
    /// randomness of a computer failed.
    #[error("entry {number} was sealed just as another one was, so that neither is safe any more")]
    NonceTwice {
        /// Its number.
        number: u64,
    },
    /// A first line of another journal stands among the entries.
    #[error("part of another case is in this file")]
    SecondHeader,
}

fn range(from: u64, to: u64) -> String {
    if from == to {
        format!("entry {from} is")
    } else {
        format!("entries {from} to {to} are")
    }
}
