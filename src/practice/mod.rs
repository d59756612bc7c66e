//! Fictional cases to practise with.

use serde::{Deserialize, Serialize};

use crate::case::Attendance;
use crate::script::{ConsentId, ItemKind, RoleId, ScriptId};

/// The practice-case format that this program reads.
pub const FORMAT: u32 = 1;

/// A fictional case with its people filled in, for the Practise door.
///
/// A case opened from it can never reach real statistics: it lives in another
/// folder, its journal has another kind of header, and every screen and page of
/// it says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PracticeCase {
    /// Where an editor finds the schema; not used by the program.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Version of the practice-case format; now 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub format: u32,
    /// Short name used on the command line.
    #[cfg_attr(
        test,
        schemars(length(min = 1, max = 60), regex(pattern = "^[a-z0-9][a-z0-9-]*$"))
    )]
    pub id: String,
    /// Title shown in the list.
    pub title: String,
    /// The script that the case is run from.
    pub script: ScriptId,
    /// What happened, in a few sentences that can be read out to a group.
    pub story: String,
    /// Who takes part.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub people: Vec<PracticePerson>,
    /// What a safe plan must contain, where the script asks for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bottom_lines: Vec<String>,
    /// The questions agreed beforehand, where the script asks for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
    /// What was agreed at an earlier meeting, where this one looks back on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreed: Vec<PracticeItem>,
}

/// Something that was agreed in a fictional case before it begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PracticeItem {
    /// What kind of thing it is, one of those of the script.
    pub kind: ItemKind,
    /// What exactly, in the words of whoever offered it.
    pub text: String,
    /// Names of those who do it; a name that nobody of the case has is somebody else's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub who: Vec<String>,
    /// Names of those it is for.
    #[serde(default, rename = "for", skip_serializing_if = "Vec::is_empty")]
    pub for_whom: Vec<String>,
    /// How often.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<String>,
    /// How much money, or how many hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
}

/// Somebody in a fictional case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PracticePerson {
    /// Name used in the room.
    pub name: String,
    /// Roles they hold.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub roles: Vec<RoleId>,
    /// Name of the person they support.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supports: Option<String>,
    /// How they take part, where it is not in the room.
    #[serde(default, skip_serializing_if = "is_room")]
    pub attends: Attendance,
    /// What they agreed to beforehand, of what the script asks them; the rest is still to be asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreed_to: Vec<ConsentId>,
    /// Who they are, in a sentence.
    pub about: String,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the shape that serde asks for"
)]
fn is_room(attends: &Attendance) -> bool {
    *attends == Attendance::Room
}
