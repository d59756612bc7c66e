//! A word that is typed and may stand nowhere: a sealed case keeps none that can be read.

use talking_piece::store::MemoryDisk;

use super::readable::forms;

/// Typed wherever words are typed in a sealed case. No script has it, and no file of the program.
pub const CANARY: &str = "zibeline";

/// Whether the canary can be read anywhere on a disk: in a name, in a file that is there or that is
/// gone, or in what lies on the platter alone.
pub fn sings_on(disk: &MemoryDisk) -> bool {
    forms(CANARY).iter().any(|form| disk.holds(form))
}
