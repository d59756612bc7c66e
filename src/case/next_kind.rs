//! Which kind of meeting comes next.

use super::Case;
use crate::script::SessionKind;

impl Case {
    /// The kind of meeting that usually comes next: the one that goes on or was put off; else the
    /// one that stands after the last in the script and was not held, else the first that was
    /// not; once all were held, the last of them.
    pub fn next_kind(&self) -> Option<&SessionKind> {
        let kinds = &self.script.sessions;
        let of_script = |session: &&super::Session| session.script.id == self.script.id;
        let held: Vec<_> = self.sessions().filter(of_script).collect();
        let place =
            |session: &super::Session| kinds.iter().position(|kind| kind.id == session.kind);
        let last = held
            .last()
            .and_then(|session| Some((place(session)?, session.ended.is_some())));
        let Some((at, ended)) = last else {
            return kinds.first();
        };
        if !ended {
            return kinds.get(at);
        }
        let is_new = |kind: &&SessionKind| held.iter().all(|session| session.kind != kind.id);
        let after = kinds.get(at + 1).filter(is_new);
        after.or_else(|| kinds.iter().find(is_new)).or(kinds.last())
    }
}
