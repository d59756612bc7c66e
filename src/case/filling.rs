//! Words of a script with their placeholders filled in.

use super::{Case, Person, PersonId};
use crate::script::placeholder::{Piece, pieces};
use crate::script::{RoleId, Script, in_a_row};

impl Case {
    /// Fills names and the service's own wording into words of the script.
    ///
    /// `{name}` is the person addressed, or everybody where nobody in particular
    /// is; `{role:ROLE}` the names of those who are here in that role, or how the
    /// role is spoken of where nobody is.
    pub fn fill(&self, words: &str, person: Option<PersonId>) -> String {
        self.fill_from(&self.script, words, person)
    }

    /// The same, with the words of another script that the case was run from.
    pub fn fill_from(&self, script: &Script, words: &str, person: Option<PersonId>) -> String {
        let fill = |piece| match piece {
            Piece::Text(text) | Piece::Unpaired(text) => text.to_owned(),
            Piece::Name => match person {
                Some(person) => self.name(person),
                None => script.vocabulary.everyone.clone(),
            },
            Piece::Role(role) => self.names_here(script, &RoleId::new(role)),
            Piece::Variable(name) => match script.variables.get(name) {
                Some(variable) => variable.value.clone(),
                None => format!("{{{name}}}"),
            },
        };
        pieces(words).into_iter().map(fill).collect()
    }

    fn names_here(&self, script: &Script, role: &RoleId) -> String {
        let holders = self.holders(role).into_iter();
        let names: Vec<String> = holders
            .filter(|person| Person::is_here(person))
            .map(|person| person.details.name.clone())
            .collect();
        match script.role(role) {
            _ if !names.is_empty() => in_a_row(&names),
            Some(role) => role.said.as_ref().unwrap_or(&role.name).clone(),
            None => role.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::case::given::*;
    use crate::case::{Command, Presence};

    #[test]
    fn a_role_that_nobody_here_holds_is_spoken_of_as_its_script_says() {
        let mut spoken = script::conference();
        for role in &mut spoken.roles {
            if role.id.as_str() == "supporter" {
                role.said = Some("the people beside them".to_owned());
            }
        }
        let words = "{role:supporter} and {role:responsible} speak.";
        Given::of(spoken)
            .people([("Mira", "harmed"), ("Ann", "supporter")])
            .shows(|case| {
                let said = "the people beside them and responsible speak.";
                assert_eq!(case.fill(words, None), said);
            })
            .after(Command::SetPresence(p(2), Presence::Here))
            .shows(|case| {
                assert_eq!(case.fill(words, None), "Ann and responsible speak.");
            });
    }
}
