//! How the copy of a case on a shared folder stands.

use super::pages::{Lines, quiet};
use crate::case::spoken_date::spell_out;
use crate::clean::{Shape, clean};
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// When it was last whole, and why a newer one waits; nothing where none is made.
pub(super) fn copied(model: &Model) -> Lines {
    let Some(copy) = model.copy() else {
        return Vec::new();
    };
    let whole = copy.whole.map(|at| {
        let day = spell_out(at.date_naive());
        format!("{day}, {}", at.format("%H:%M"))
    });
    if let Some(problem) = &copy.problem {
        let problem = clean(problem, Shape::Line).text;
        let waits = format!("The copy on the shared folder waits. {problem}");
        let last = match whole {
            Some(whole) => format!("The last whole copy was made {whole}."),
            None => "There is no whole copy yet.".to_owned(),
        };
        return vec![(waits, Role::Warning), quiet(last)];
    }
    let told = match (whole, copy.waiting_since) {
        (Some(whole), _) => format!("Copied whole to the shared folder {whole}."),
        (None, Some(_)) => "It is being copied to the shared folder.".to_owned(),
        (None, None) => return Vec::new(),
    };
    vec![quiet(told)]
}
