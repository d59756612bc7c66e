//! Which command stands behind an action, so that one rule has one explanation.

use crate::case::{Command, MarkKind, PauseKind, SkipReason};

use super::Model;
use crate::script::PromptKind;
use crate::tui::action::Action;

impl Model {
    /// The command that an action in the room leads to, where it is one command.
    #[expect(
        clippy::too_many_lines,
        reason = "one table: every action and its command"
    )]
    pub fn command_of(&self, action: Action) -> Option<Command> {
        let mark = |kind| {
            Some(Command::Mark {
                kind,
                person: None,
                text: None,
            })
        };
        match action {
            Action::OpenOrGoOn if self.opens_something() => None,
            Action::GoOn | Action::OpenOrGoOn => Some(Command::GoOn),
            Action::GoBack => Some(Command::GoBack),
            Action::MarkKeyPoint => mark(MarkKind::KeyPoint),
            Action::MarkIdea => mark(MarkKind::Idea),
            Action::MarkQuestion => mark(MarkKind::Question),
            Action::MarkSafety => mark(MarkKind::Safety),
            Action::Note | Action::FileNote => Some(Command::Mark {
                kind: MarkKind::Note,
                person: None,
                text: Some("words".to_owned()),
            }),
            Action::Break if self.pause() == Some(PauseKind::Break) => Some(Command::EndBreak),
            Action::Break => Some(Command::StartBreak),
            Action::TimeOut if self.pause() == Some(PauseKind::TimeOut) => None,
            Action::TimeOut => Some(Command::StartTimeOut(Vec::new())),
            Action::Undo => Some(Command::Undo),
            Action::Redo => Some(Command::Redo),
            Action::Skip => Some(Command::Skip(SkipReason::DoesNotFit)),
            Action::Order => {
                let order = self.case().map(|case| {
                    let people = case.speaking_order();
                    people.iter().map(|person| person.id).collect()
                });
                Some(Command::ChooseOrder(order.unwrap_or_default(), None))
            }
            Action::Called => Some(Command::EndPrivateTime),
            Action::Begin => {
                let kind = self.case()?.script.sessions.first()?;
                Some(Command::StartSession(kind.id.clone()))
            }
            Action::OpenAgain => Some(Command::ReopenAgreement("reason".to_owned())),
            Action::Help
            | Action::Palette
            | Action::HideEverything
            | Action::Leave
            | Action::Suspend
            | Action::Redraw
            | Action::LookAhead
            | Action::LookBehind
            | Action::LeavesOrReturns
            | Action::Curtain
            | Action::Marks
            | Action::GoTo
            | Action::EasyRead
            | Action::Language
            | Action::FullWords
            | Action::ReadBack
            | Action::Board
            | Action::People
            | Action::CoFacilitator
            | Action::Pane
            | Action::PutAway
            | Action::Run
            | Action::Practise
            | Action::Review
            | Action::ReadOn
            | Action::FindCases
            | Action::TryRecovery
            | Action::ByDue
            | Action::ByProcess
            | Action::ByPeriod
            | Action::ByOutcome
            | Action::ByFacilitator
            | Action::ByScript
            | Action::SortCases
            | Action::OtherCases
            | Action::AllCases
            | Action::Add
            | Action::Change
            | Action::Remove
            | Action::Arrival
            | Action::NotComing
            | Action::AllHere
            | Action::Willing
            | Action::Preparation
            | Action::Consents
            | Action::ForTheRoom
            | Action::TakenBackElsewhere
            | Action::Yes
            | Action::No
            | Action::SignOnPaper
            | Action::SignByName
            | Action::SignByVoice
            | Action::NotSigning
            | Action::Copy
            | Action::CopyHolds
            | Action::Papers
            | Action::PaperForms
            | Action::EndMeeting
            | Action::Signing
            | Action::NextPage
            | Action::PreviousPage
            | Action::CloseAgreement
            | Action::NextPane
            | Action::PreviousPane
            | Action::AnswerYes
            | Action::AnswerChange
            | Action::AnswerNotYet
            | Action::AnswerAbstains
            | Action::Concern
            | Action::Ratify
            | Action::Plan
            | Action::Coverage
            | Action::TellHarmed
            | Action::Given
            | Action::LogContact
            | Action::CloseCase
            | Action::FollowUp
            | Action::Hold
            | Action::Dispose
            | Action::Evaluations
            | Action::PrintForm
            | Action::Due
            | Action::HeldBefore
            | Action::TypeTime
            | Action::NextMeeting
            | Action::WrapUp
            | Action::Process
            | Action::NextItem
            | Action::PreviousItem
            | Action::Keep
            | Action::Strike
            | Action::SettleQuestion
            | Action::Ledger
            | Action::AgreeWording
            | Action::GoThroughList
            | Action::LookAtWords
            | Action::Consent
            | Action::TakeBackConsent
            | Action::OfferLetter
            | Action::PassOn
            | Action::HoldMessage
            | Action::NoteReaction
            | Action::WantsReply
            | Action::ClosingTalk
            | Action::CloseMessage
            | Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last
            | Action::MoveUp
            | Action::MoveDown
            | Action::Choose
            | Action::ClickAgain
            | Action::Close
            | Action::NextField
            | Action::NextOrDone
            | Action::PreviousField
            | Action::Accept => None,
        }
    }

    /// Whether the cue on the screen says that something is recorded or decided here, which opens
    /// whether or not the meeting can go on.
    fn opens_something(&self) -> bool {
        let current = self.case().and_then(|case| case.current());
        let opens = current.is_some_and(|(_, prompt)| {
            prompt.record.is_some() || prompt.kind == PromptKind::Decide
        });
        opens && self.pause().is_none()
    }

    /// Which pause is going on, if any.
    pub fn pause(&self) -> Option<PauseKind> {
        let session = self.case()?.session.as_ref()?;
        session.pause.as_ref().map(|pause| pause.kind)
    }
}
