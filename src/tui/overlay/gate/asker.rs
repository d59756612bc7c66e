//! Who asked for a consent that is answered where a stage begins.

use crate::case::{
    Case, Command, ConsentCommand, ConsentRefusal, GateBefore, HowSaid, LONGEST_NAME, Refusal, Said,
};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::overlay::asking::Below;
use crate::tui::widget::TextLine;

/// Who asked: whoever runs the meeting, until somebody else is named.
#[derive(Debug, Default)]
pub(super) struct Asker {
    named: Option<String>,
    /// The name, while it is being typed.
    pub(super) line: Option<TextLine>,
}

impl Asker {
    /// Who is put down.
    pub(super) fn name(&self, model: &Model) -> String {
        let named = self.named.clone();
        named.unwrap_or_else(|| {
            let case = model.case();
            case.map(Case::name_of_who_runs_it).unwrap_or_default()
        })
    }

    pub(super) fn is_typed(&self) -> bool {
        self.line.is_some()
    }

    /// Asks who it was.
    pub(super) fn begin(&mut self, model: &Model) {
        self.line = Some(TextLine::new(&self.name(model), LONGEST_NAME));
    }

    /// What a key does while the name is typed.
    pub(super) fn act(&mut self, action: Action) -> Vec<Effect> {
        let Some(line) = &self.line else {
            return Vec::new();
        };
        let name = line.text().trim().to_owned();
        match action {
            Action::Accept if name.is_empty() => {
                let refusal = Refusal::Consent(ConsentRefusal::AskerMissing);
                return vec![Effect::Refuse(refusal)];
            }
            Action::Accept => {
                self.named = Some(name);
                self.line = None;
            }
            Action::Close => self.line = None,
            _ => {}
        }
        Vec::new()
    }

    /// The answer as what somebody told whoever asked; nothing for a check of another kind, or
    /// where it was whoever runs the meeting.
    pub(super) fn command(&self, check: &GateBefore, met: bool, model: &Model) -> Option<Command> {
        let by = self.named.clone()?;
        let (person, consent) = model.case()?.consent_behind(&check.id)?;
        let consent = consent.id.clone();
        let said = Said {
            how: HowSaid::Voice,
            on: model.now.wall.date_naive(),
            by,
        };
        let told = if met {
            ConsentCommand::Give {
                person,
                consent,
                said,
                review: None,
            }
        } else {
            ConsentCommand::Withdraw {
                person,
                consent,
                said,
            }
        };
        Some(Command::Consent(told))
    }

    /// The name while it is typed, in place of what stands below otherwise.
    pub(super) fn below<'a>(&'a self, otherwise: Below<'a>) -> Below<'a> {
        match &self.line {
            Some(line) => Below::Line(
                line,
                "Their name; Enter keeps it, for the next consents too. Esc goes back.".to_owned(),
            ),
            None => otherwise,
        }
    }
}
