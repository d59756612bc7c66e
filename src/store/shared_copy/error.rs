//! Why a copy could not be made.

use std::path::PathBuf;

use crate::store::error::StoreError;

/// A copy that was not made. No message carries anybody's words.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The cases of this home are sealed, and this one is not yet: nobody asked for plain words in
    /// other hands.
    #[error("This case is not sealed yet. `talking-piece rekey` seals it, and then it is copied.")]
    NotSealedYet,
    /// What lies in its place belongs to another case.
    #[error("{path}: this is the copy of another case. Move it away.")]
    OtherCase {
        /// The record that is there.
        path: PathBuf,
    },
    /// An old backup came back here, or another computer goes on with the case.
    #[error(
        "{path}: this copy goes further than the case on this computer, so it is left as it is. \
         Look at it with `import` in another home, or move it away."
    )]
    GoesFurther {
        /// The record that is there.
        path: PathBuf,
    },
    /// The share or the disk refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}
