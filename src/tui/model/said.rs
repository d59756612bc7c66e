//! A prompt in the words that are shown now: plain or easy, in the chosen language.

use crate::case::{Case, PersonId, TurnKey, told_apart};
use crate::script::{Addressee, Prompt};

use super::Model;

/// A prompt in the words that are shown now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// One to three short lines.
    pub cue: Vec<String>,
    /// The full words, where the script has some.
    pub words: Option<String>,
    /// Whether the cue is the easy-read form.
    pub easy: bool,
}

impl Model {
    /// A prompt put to somebody in the words that are shown now, with names and the service's
    /// own wording filled in.
    pub fn said(&self, prompt: &Prompt, person: Option<PersonId>) -> Said {
        let translation = self
            .language
            .as_ref()
            .and_then(|language| prompt.languages.get(language));
        let (cue, words, easy) = match translation {
            Some(other) => (&other.cue, &other.words, &other.easy),
            None => (&prompt.cue, &prompt.words, &prompt.easy),
        };
        let easy = easy.as_ref().filter(|_| self.easy_read);
        Said {
            cue: match easy {
                Some(easy) => vec![self.filled(easy, person)],
                None => cue.iter().map(|line| self.filled(line, person)).collect(),
            },
            words: words.as_ref().map(|words| self.filled(words, person)),
            easy: easy.is_some(),
        }
    }

    /// Whether the turn on the screen is the facilitator's own task, which is for nobody else to
    /// read.
    pub fn is_own_task(&self) -> bool {
        let prompt = self.case().and_then(|case| case.current());
        prompt.is_some_and(|(_, prompt)| prompt.is_own_task())
    }

    /// Who is addressed by the turn on the screen.
    pub fn addressed(&self) -> Option<PersonId> {
        self.case()?.position()?.person
    }

    /// Whose turn it is, in the words of the room.
    pub fn whose_turn(&self, case: &Case, turn: &TurnKey) -> String {
        match turn.person {
            Some(person) => told_apart(case, person),
            None => match case.prompt_of(turn).map(|(_, prompt)| &prompt.to) {
                Some(Addressee::Facilitator) | None => String::new(),
                Some(Addressee::Room | Addressee::Each | Addressee::Role(_)) => {
                    case.script.vocabulary.everyone.clone()
                }
            },
        }
    }

    /// Words of the script with names and the service's own wording filled in.
    pub fn filled(&self, words: &str, person: Option<PersonId>) -> String {
        match self.case() {
            Some(case) => case.fill(words, person),
            None => words.to_owned(),
        }
    }
}
