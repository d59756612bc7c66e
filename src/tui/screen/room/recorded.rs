//! What the cue on the screen says is recorded here, and how it is opened.

use crate::case::{LeftOpen, PersonId, Refusal, TypedRefusal};
use crate::script::{PromptKind, RecordKind};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, OverlayRequest, ScreenRequest};
use crate::tui::model::{Model, told_apart};
use crate::tui::screen::listed;

/// Opens what the cue says is recorded here.
pub(super) fn open_recorded(model: &Model) -> Option<Effect> {
    let (_, prompt) = model.case()?.current()?;
    if prompt.kind == PromptKind::Decide {
        return Some(Effect::Push(OverlayRequest::Decision));
    }
    Some(opens(prompt.record?))
}

/// Opens where something is put down.
pub fn opens(kind: RecordKind) -> Effect {
    match kind {
        RecordKind::Arrivals => Effect::Open(ScreenRequest::People),
        RecordKind::Order => Effect::Push(OverlayRequest::Order),
        RecordKind::Agreement | RecordKind::Ratification => Effect::Open(ScreenRequest::Board),
        RecordKind::ReadBack => Effect::Open(ScreenRequest::ReadBack),
        RecordKind::Signatures => Effect::Open(ScreenRequest::Closing),
        RecordKind::Messages | RecordKind::Letters => Effect::Open(ScreenRequest::Ledger),
        RecordKind::OwnAnswers => Effect::Push(OverlayRequest::OwnAnswer),
        RecordKind::CatchUp => Effect::Push(OverlayRequest::CatchUp(None)),
        kind @ (RecordKind::GroundRules
        | RecordKind::Opening
        | RecordKind::BottomLines
        | RecordKind::AgreedQuestions
        | RecordKind::ChildWords
        | RecordKind::Coverage
        | RecordKind::Contingency
        | RecordKind::Progress
        | RecordKind::Review) => Effect::Open(ScreenRequest::Record(kind)),
    }
}

/// What would be left open by going on from the cue on the screen, as a question to people now.
pub(super) fn left_open(model: &Model) -> Option<String> {
    let case = model.case()?;
    let open = case.left_open_here()?;
    let key = |action| model.key(action, &[Context::Room]);
    let names = |people: &[PersonId]| -> Vec<String> {
        people.iter().map(|id| told_apart(case, *id)).collect()
    };
    let (opens, on) = (key(Action::OpenOrGoOn), key(Action::GoOn));
    let what = match open {
        LeftOpen::NothingWritten => "Nothing is written down yet.".to_owned(),
        LeftOpen::NotReadBack(1) => "One thing was not read back yet.".to_owned(),
        LeftOpen::NotReadBack(count) => format!("{count} things were not read back yet."),
        LeftOpen::NotOffered(1) => {
            "One thing that has a yes here is not offered yet to be taken to the other side."
                .to_owned()
        }
        LeftOpen::NotOffered(count) => format!(
            "{count} things that have a yes here are not offered yet to be taken to the other side."
        ),
        LeftOpen::NotClosed => "It is not closed yet, so nobody can sign it.".to_owned(),
        LeftOpen::NotSigned(people) => {
            format!("Still to be asked to sign: {}.", listed(&names(&people)))
        }
        LeftOpen::Passed(people) => {
            let names = listed(&names(&people));
            let goes_back = key(Action::GoBack);
            return Some(format!(
                "{names} passed: offer it once more. {goes_back} goes back to a turn; {on} goes on."
            ));
        }
    };
    Some(format!(
        "{what} {opens} opens it; {on} goes on all the same."
    ))
}

/// What a record prompt opens, in words.
pub fn recorded_here(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Arrivals => "who is here",
        RecordKind::Order => "the order of speaking",
        RecordKind::GroundRules => "ground rules",
        RecordKind::Opening => "the opening",
        RecordKind::BottomLines => "what a safe plan must contain",
        RecordKind::AgreedQuestions => "the agreed questions",
        RecordKind::ChildWords => "the child's own words",
        RecordKind::Agreement => "the board",
        RecordKind::Coverage => "what is met by what",
        RecordKind::Ratification => "the decisions",
        RecordKind::Contingency => "what if it does not work",
        RecordKind::Review => "the review",
        RecordKind::ReadBack => "reading back",
        RecordKind::Signatures => "signing and copies",
        RecordKind::Progress => "what became of it",
        RecordKind::OwnAnswers => "their own answer",
        RecordKind::CatchUp => "who makes up for what",
        RecordKind::Messages => "messages",
        RecordKind::Letters => "letters",
    }
}

/// Asks for the time of what follows; only a meeting that was held before takes one.
pub(super) fn type_time(model: &Model) -> Effect {
    if model
        .case()
        .is_some_and(crate::case::Case::is_entered_later)
    {
        Effect::Push(OverlayRequest::TypeTime)
    } else {
        Effect::Refuse(Refusal::Typed(TypedRefusal::NotEnteredLater))
    }
}
