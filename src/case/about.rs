//! Of whom a command would record something.

use super::{
    AfterwardsCommand, CarryingCommand, Command, ConsentCommand, DocumentFile, FollowingCommand,
    Party, PersonId, PreparingCommand, ProgrammeCommand,
};

impl Command {
    /// Everybody of whom this would record something they did, said, need or get; in a visit to
    /// one side nothing of the kind is recorded of the other.
    ///
    /// Nobody where somebody is only named: who is to do what on the board, for whom a message
    /// is, where people sit. A step with a message is somebody's by whose message it is, which
    /// its own rule knows; that a yes is taken back is recorded wherever that is said. A check
    /// that waits for somebody's consent is there only where they may be.
    #[expect(
        clippy::too_many_lines,
        reason = "one table: every command and of whom it is"
    )]
    pub(super) fn is_about(&self) -> Vec<PersonId> {
        match self {
            Self::ChangePerson(person, _)
            | Self::RemovePerson(person)
            | Self::SayWilling(person, _)
            | Self::SetPresence(person, _)
            | Self::AnswerWithdrawal(person, ..)
            | Self::TakeChildWords { child: person, .. }
            | Self::AnswerItem(_, person, _)
            | Self::AskForChange(_, person, _)
            | Self::AnswerReadBack(_, person, _)
            | Self::Ratify { by: person, .. }
            | Self::Sign(person, _)
            | Self::SettleCopy(person, _)
            | Self::LimitCopy(person, _)
            | Self::Afterwards(
                AfterwardsCommand::AskWayHome(person, ..)
                | AfterwardsCommand::Tell(Party::Person(person), _),
            )
            | Self::Consent(
                ConsentCommand::Give { person, .. } | ConsentCommand::Withdraw { person, .. },
            )
            | Self::Following(FollowingCommand::TellHarmed(_, person, _))
            | Self::Programme(
                ProgrammeCommand::GiveOwnAnswer(_, person, _)
                | ProgrammeCommand::CatchUp(person, _),
            ) => vec![*person],
            Self::Decide { by: person, .. }
            | Self::Mark { person, .. }
            | Self::ChooseOpening(_, person)
            | Self::Following(
                FollowingCommand::SayProgress(_, _, person, _)
                | FollowingCommand::Give(_, _, _, person)
                | FollowingCommand::MakeFollowUp { person, .. },
            ) => person.iter().copied().collect(),
            Self::Following(FollowingCommand::HandInForm(receipt)) => {
                receipt.person.iter().copied().collect()
            }
            Self::Following(FollowingCommand::NoteDocuments(files)) => {
                files.iter().filter_map(DocumentFile::person).collect()
            }
            Self::ChooseOrder(order, by) => order.iter().chain(by).copied().collect(),
            Self::StartTimeOut(people) => people.clone(),
            Self::Prepare(command) => of_preparing(command),
            Self::Carrying(command) => of_carrying(command),
            Self::Following(
                FollowingCommand::CloseCase(_)
                | FollowingCommand::ReopenCase(_)
                | FollowingCommand::PlaceHold(_)
                | FollowingCommand::LiftHold(_),
            )
            | Self::AddPerson(_)
            | Self::ChangeProcess(..)
            | Self::StartSession(_)
            | Self::StartSessionHeld(..)
            | Self::TypeTime(_)
            | Self::IncludeStage(..)
            | Self::GoOn
            | Self::GoBack
            | Self::GoToStage(_)
            | Self::GoToTurn(_)
            | Self::Skip(_)
            | Self::SkipBecause(_)
            | Self::AnswerGate { .. }
            | Self::GoOnWithout { .. }
            | Self::StartBreak
            | Self::EndBreak
            | Self::EndTimeOut(..)
            | Self::CallBackIn
            | Self::EndPrivateTime
            | Self::AddWords(..)
            | Self::Keep(..)
            | Self::KeepFor(..)
            | Self::Afterwards(
                AfterwardsCommand::Tell(Party::Other(_), _)
                | AfterwardsCommand::SetFollowUp(..)
                | AfterwardsCommand::LookBack(_)
                | AfterwardsCommand::ForgetLookBack,
            )
            | Self::SettleQuestion(_)
            | Self::Strike(_)
            | Self::AgreeGroundRule(_)
            | Self::SetBottomLine(..)
            | Self::SetQuestion(..)
            | Self::WordItem { .. }
            | Self::RemoveItem(_)
            | Self::NoteConcern(..)
            | Self::SetPlanField(..)
            | Self::SetReview(_)
            | Self::CloseAgreement
            | Self::BringAgreement(_)
            | Self::ReopenAgreement(_)
            | Self::Adjourn(_)
            | Self::ResumeSession
            | Self::EndSession(_)
            | Self::GiveReason(_)
            | Self::FollowUpSafety(..)
            | Self::EraseWorkingNotes
            | Self::Undo
            | Self::Redo => Vec::new(),
        }
    }
}

fn of_preparing(command: &PreparingCommand) -> Vec<PersonId> {
    match command {
        PreparingCommand::Contact { person, .. } | PreparingCommand::Assess { person, .. } => {
            person.iter().copied().collect()
        }
        PreparingCommand::SayNeed(person, _, _) | PreparingCommand::SetSlot(person, _) => {
            vec![*person]
        }
        PreparingCommand::Interpret(interpreter, people) => std::iter::once(interpreter)
            .chain(people)
            .copied()
            .collect(),
        PreparingCommand::Refer(_)
        | PreparingCommand::RemoveContact(_)
        | PreparingCommand::RemoveAssessment(_)
        | PreparingCommand::Tick(..)
        | PreparingCommand::Seat(_)
        | PreparingCommand::Weigh { .. }
        | PreparingCommand::Forget => Vec::new(),
    }
}

fn of_carrying(command: &CarryingCommand) -> Vec<PersonId> {
    match command {
        CarryingCommand::Offer {
            from, helped_by, ..
        } => std::iter::once(from).chain(helped_by).copied().collect(),
        CarryingCommand::Word { helped_by, .. } => helped_by.iter().copied().collect(),
        CarryingCommand::Deliver { present, .. } => present.clone(),
        CarryingCommand::Talk(_, person) | CarryingCommand::WithdrawAll(person) => vec![*person],
        CarryingCommand::AgreeWording(_)
        | CarryingCommand::GoThroughList(..)
        | CarryingCommand::Consent(..)
        | CarryingCommand::Withdraw(_)
        | CarryingCommand::Check { .. }
        | CarryingCommand::AskReceiver { .. }
        | CarryingCommand::Hold(_)
        | CarryingCommand::NoteReaction { .. }
        | CarryingCommand::WantReply(..)
        | CarryingCommand::Close(_) => Vec::new(),
    }
}
