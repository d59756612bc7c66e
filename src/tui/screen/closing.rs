//! Signing and copies, while people have something to drink: who is still here,
//! who has not signed, and what still stands in the way of closing.

mod code;
#[cfg(test)]
mod earlier_tests;
#[cfg(test)]
mod over_tests;
mod page;
mod questions;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod twice_tests;
#[cfg(test)]
mod unmet_tests;

use code::Code;
pub(in crate::tui) use page::listed;
pub use questions::{not_met, passed_over, time_of, to_return_to, worth_asking};

use ratatui::Frame;
use ratatui::layout::Rect;

use super::board::{NOTHING_TO_READ, act_anywhere, carry_out};
use super::taking_back::take_back;
use crate::case::{Case, Command, PersonId, Refusal, Signing};
use crate::script::CopyForm;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message, OverlayRequest};
use crate::tui::key::Key;
use crate::tui::layer::{Layer, Use};
use crate::tui::model::{Model, told_apart};
use crate::tui::widget::{List, TextLine};

/// The most characters of a name.
const LONGEST: usize = 1_000;

/// Signing and copies.
#[derive(Debug, Default)]
pub struct Closing {
    list: List,
    typing: Option<Typing>,
    /// The code of what was closed, made once for each closing.
    code: Option<Code>,
}

/// A name that is being typed.
#[derive(Debug)]
struct Typing {
    person: PersonId,
    line: TextLine,
}

impl Closing {
    fn selected(&self, case: &Case) -> Option<PersonId> {
        let people = page::people(case);
        people.get(self.list.selected).map(|person| person.id)
    }

    fn with_selected(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        let Some(case) = model.case() else {
            return Vec::new();
        };
        let Some(id) = self.selected(case) else {
            return Vec::new();
        };
        match action {
            Action::SignOnPaper => Self::sign(id, Signing::Paper, model),
            Action::SignByVoice => Self::sign(id, Signing::Voice, model),
            Action::NotSigning => Self::sign(id, Signing::Declined, model),
            Action::SignByName => self.sign_by_name(id, model),
            Action::Copy => {
                let form = next_copy(case, id);
                let said = format!("Copy for {}: {}.", told_apart(case, id), page::copy(form));
                carry_out(Command::SettleCopy(id, form), &said, model)
            }
            Action::CopyHolds => vec![Effect::Push(OverlayRequest::CopyHolds(id, None))],
            Action::Arrival => vec![Effect::Push(OverlayRequest::Presence(Some(id)))],
            _ => Vec::new(),
        }
    }

    /// Records how somebody signed. It stays on them: the same key again must be nobody else's
    /// signature.
    fn sign(id: PersonId, how: Signing, model: &Model) -> Vec<Effect> {
        let command = Command::Sign(id, how);
        if let Some(refusal) = model.refusal_of(&command) {
            return vec![Effect::Refuse(refusal)];
        }
        if let Some(said) = model.case().and_then(|case| already(case, id, how)) {
            return vec![Effect::Say(Message::done(said))];
        }
        vec![Effect::Execute(command)]
    }

    fn sign_by_name(&mut self, id: PersonId, model: &Model) -> Vec<Effect> {
        let command = Command::Sign(id, Signing::TypedName);
        if let Some(refusal) = model.refusal_of(&command) {
            return vec![Effect::Refuse(refusal)];
        }
        self.typing = Some(Typing {
            person: id,
            line: TextLine::new("", LONGEST),
        });
        Vec::new()
    }

    fn typed(&mut self, model: &Model) -> Vec<Effect> {
        let Some(typing) = &self.typing else {
            return Vec::new();
        };
        if typing.line.text().trim().is_empty() {
            let said = "The name is empty. Esc goes back without signing.";
            return vec![Effect::Say(Message::refused(said))];
        }
        let person = typing.person;
        self.typing = None;
        Self::sign(person, Signing::TypedName, model)
    }
}

/// That somebody has signed in this way already, so that a key pressed twice does not look like one
/// that does nothing.
fn already(case: &Case, id: PersonId, how: Signing) -> Option<String> {
    let signed = case.agreement.signatures.get(&id);
    signed.filter(|(_, known)| *known == how)?;
    let what = match how {
        Signing::Paper => "has signed on paper",
        Signing::TypedName => "has signed by typing their name",
        Signing::Voice => "has agreed by saying so",
        Signing::Declined => "has chosen not to sign",
    };
    let name = told_apart(case, id);
    Some(format!(
        "{name} {what}; that is written down already. \u{2191} and \u{2193} choose somebody else."
    ))
}

/// Asks for the reason to open the agreement again.
fn open_again(model: &Model) -> Vec<Effect> {
    match model.disabled(Action::OpenAgain) {
        Some(refusal) => vec![Effect::Refuse(refusal)],
        None => vec![Effect::Push(OverlayRequest::CloseAgreement)],
    }
}

/// Why no papers can be handed out now; nothing where they can. During a visit to one side they
/// would hold only what that side may see, in place of the whole.
pub fn why_no_papers(case: &Case) -> Option<&'static str> {
    if case.is_one_sided() {
        Some("Papers hold what both sides agreed: once this visit is over they can be made.")
    } else if case.agreement.closings.is_empty() {
        Some("Nothing is agreed and closed yet. Close it first; then there is a paper of it.")
    } else if case.closing_session().is_none() {
        Some(
            "This was agreed elsewhere, and its papers are there; closed in a meeting here, it has its own.",
        )
    } else {
        None
    }
}

/// What the key for papers can do.
pub(super) fn papers(case: &Case) -> Use {
    why_no_papers(case).map_or(Use::Live, Use::Idle)
}

/// Asks in which form papers are wanted, where there are any.
pub(super) fn paper_forms(model: &Model) -> Vec<Effect> {
    let why = model.case().and_then(why_no_papers);
    vec![match why {
        Some(why) => Effect::Say(Message::refused(why)),
        None => Effect::Push(OverlayRequest::PaperForms),
    }]
}

/// The copies that somebody can get, one after the other: each form, then none.
fn next_copy(case: &Case, id: PersonId) -> Option<CopyForm> {
    let forms = &case.script.agreement.copies;
    match case.agreement.copies.get(&id) {
        None | Some(None) => forms.first().copied(),
        Some(Some(form)) => {
            let place = forms.iter().position(|known| known == form);
            place.and_then(|place| forms.get(place + 1).copied())
        }
    }
}

/// Closing stays, so it is asked about; the panel says what is open before, item by item. Of a
/// closed agreement it would ask why it is opened again.
fn close(case: Option<&Case>) -> Vec<Effect> {
    if case.is_some_and(|case| case.agreement.closed) {
        return vec![Effect::Refuse(Refusal::AgreementClosed)];
    }
    vec![Effect::Push(OverlayRequest::CloseAgreement)]
}

impl Layer for Closing {
    fn title(&self, model: &Model) -> String {
        let reference = model.case().map_or("", |case| case.reference.as_str());
        format!("{reference}{}Signing and copies", model.theme.dot())
    }

    fn contexts(&self) -> &'static [Context] {
        if self.typing.is_some() {
            &[Context::Text]
        } else {
            &[Context::Closing, Context::List]
        }
    }

    fn is_typing(&self) -> bool {
        self.typing.is_some()
    }

    fn has_clock(&self, _model: &Model) -> bool {
        true
    }

    fn use_of(&self, action: Action, model: &Model) -> Use {
        let Some(case) = model.case() else {
            return Use::Absent;
        };
        let closed = case.agreement.closed;
        match action {
            Action::Choose => Use::Absent,
            Action::SignOnPaper | Action::SignByName | Action::SignByVoice | Action::NotSigning
                if !closed =>
            {
                Use::Idle(Refusal::AgreementOpen.why())
            }
            Action::Papers | Action::PaperForms => papers(case),
            Action::CloseAgreement if closed => Use::Idle(Refusal::AgreementClosed.why()),
            Action::EndMeeting => case
                .running()
                .map_or_else(|refusal| Use::Idle(refusal.why()), |_| Use::Way("end")),
            Action::ReadBack if case.board().next().is_none() => Use::Idle(NOTHING_TO_READ),
            Action::ReadBack if !closed => Use::Called("read back"),
            Action::Board if !closed => Use::Called("board"),
            _ => Use::Live,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if self.typing.is_some() {
            return match action {
                Action::Accept => self.typed(model),
                Action::Close => {
                    self.typing = None;
                    Vec::new()
                }
                _ => Vec::new(),
            };
        }
        let rows = model.case().map_or(0, |case| page::people(case).len());
        if self.list.act(action, rows) {
            return Vec::new();
        }
        match action {
            Action::CloseAgreement => close(model.case()),
            Action::Papers => vec![Effect::GivePapers(None)],
            Action::PaperForms => paper_forms(model),
            Action::OpenAgain => open_again(model),
            Action::Board | Action::ReadBack | Action::Curtain => act_anywhere(action, model),
            Action::Undo => take_back(model, &[Context::Closing]),
            Action::EndMeeting => match model.case().map(Case::running) {
                Some(Err(refusal)) => vec![Effect::Refuse(refusal)],
                Some(Ok(_)) | None => vec![Effect::Push(OverlayRequest::Ending)],
            },
            Action::Close => vec![Effect::Back],
            // Each thing here has its own key: one that goes on elsewhere changes nobody's.
            Action::Choose => {
                let copy = model.key(Action::Copy, &[Context::Closing]);
                let said =
                    format!("Nothing was changed. {copy} changes the copy of who is selected.");
                vec![Effect::Say(Message::done(&said))]
            }
            _ => self.with_selected(action, model),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        if let Some(typing) = &mut self.typing {
            typing.line.type_key(key);
        }
        Vec::new()
    }

    fn paste(&mut self, text: &str, _model: &Model) -> Vec<Effect> {
        let fits = self
            .typing
            .as_mut()
            .is_none_or(|typing| typing.line.paste(text));
        if fits {
            Vec::new()
        } else {
            vec![Effect::Say(Message::refused("That is too long."))]
        }
    }

    fn refresh(&mut self, model: &Model) {
        self.code = Code::of(model, self.code.take());
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let Some(case) = model.case() else {
            return;
        };
        let inside = Rect {
            x: area.x + area.width.min(2),
            y: area.y + area.height.min(1),
            width: area.width.saturating_sub(4),
            height: area.height.saturating_sub(1),
        };
        let typing = self.typing.as_ref().map(|typing| {
            let ask = format!(
                "{}, please type your name. The letters are not kept, only that you typed it.",
                told_apart(case, typing.person)
            );
            (ask, &typing.line)
        });
        let below = page::standing(model, case, self.code.as_ref(), frame, inside);
        page::people_and_asks(model, case, self.list, typing, frame, below);
    }
}
