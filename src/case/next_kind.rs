//! Which kind of meeting comes next.

use super::{Case, Session};
use crate::script::SessionKind;

impl Case {
    /// The kind of meeting that usually comes next: the one that goes on or was put off; else the
    /// one that stands after the last in the script and was not held, else the first that was
    /// not; once all were held, the last of them. A talk in which people make up for a session
    /// stands beside that order: it is never next, and what comes next stays so after it.
    pub fn next_kind(&self) -> Option<&SessionKind> {
        let kinds = &self.script.sessions;
        let of_script = |session: &&Session| session.script.id == self.script.id;
        let held: Vec<&Session> = self.sessions().filter(of_script).collect();
        if let Some(last) = held.last().filter(|last| last.ended.is_none()) {
            let goes_on = kinds.iter().find(|kind| kind.id == last.kind);
            return goes_on.or(kinds.first());
        }
        let in_order: Vec<&SessionKind> = kinds.iter().filter(|kind| !kind.makes_up()).collect();
        let place = |session: &&Session| in_order.iter().position(|kind| kind.id == session.kind);
        let Some(at) = held.iter().rev().find_map(place) else {
            return in_order.first().copied().or(kinds.first());
        };
        let is_new = |kind: &&&SessionKind| held.iter().all(|session| session.kind != kind.id);
        let after = in_order.get(at + 1).filter(is_new);
        let next = after.or_else(|| in_order.iter().find(is_new));
        next.or(in_order.last()).copied()
    }
}
