//! What somebody of the other side is called while one side is met: by their role, until their
//! name was carried here.

use crate::case::{Case, Person, PersonId};

impl Case {
    /// What somebody of the other side is called where one side alone is in the room and does not
    /// know their name from this case; nothing where they are called by their name.
    pub fn called_by_role(&self, id: PersonId) -> Option<String> {
        if !self.is_one_sided() || self.may_be_here(id) {
            return None;
        }
        let person = self.person(id)?;
        if self.is_name_known_here(person) {
            return None;
        }
        let role = person.details.roles.first()?;
        let named = self.script.role(role)?;
        let several = self.people.iter().any(|other| {
            let theirs = other.details.roles.first();
            other.id != id && theirs == Some(role)
        });
        Some(if several {
            format!("the {} ({id})", named.name)
        } else {
            format!("the {}", named.name)
        })
    }

    /// A name is known where it stands in words that were passed on to this side, or on everybody's
    /// paper, and where both sides sat together.
    fn is_name_known_here(&self, person: &Person) -> bool {
        let met = !person.comings_and_goings.is_empty();
        let on_paper = || {
            let mut closings = self.agreement.closings.iter();
            closings.any(|(_, closed)| closed.names(person.id))
        };
        let name = person.details.name.as_str();
        let in_words = || {
            let mut messages = self.carrying.messages.iter();
            messages.any(|message| {
                let heard = self.may_be_here(message.to) && message.delivery.is_some();
                let words = message.passed_on().filter(|_| heard);
                words.is_some_and(|words| words.contains(name))
            })
        };
        let on_board = || {
            let mut items = self.board().filter_map(|item| item.draft());
            items.any(|draft| draft.names(person.id) || draft.text.contains(name))
        };
        met || on_paper() || in_words() || on_board()
    }
}
