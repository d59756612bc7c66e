//! What the person at the keyboard meant.

/// What the person at the keyboard meant, whichever key they pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// To see every key that is live here.
    Help,
    /// To find something to do by typing part of its name.
    Palette,
    /// To hide everything at once.
    HideEverything,
    /// To leave, after being asked how.
    Leave,
    /// To go back to the shell for a moment; hides everything first.
    Suspend,
    /// To write half-typed words away and to draw the screen afresh.
    Redraw,

    /// To go on to the next turn.
    GoOn,
    /// To open what the cue says is recorded here, or else to go on.
    OpenOrGoOn,
    /// To go back to the turn before.
    GoBack,
    /// To look one turn ahead without moving.
    LookAhead,
    /// To look one turn behind without moving.
    LookBehind,
    /// To mark something that matters.
    MarkKeyPoint,
    /// To mark an idea for the agreement.
    MarkIdea,
    /// To mark a question to return to.
    MarkQuestion,
    /// To mark something about safety.
    MarkSafety,
    /// To begin a time-out, or to say how it ended.
    TimeOut,
    /// To record that somebody leaves or returns.
    LeavesOrReturns,
    /// To begin a break, or to end it.
    Break,
    /// To put the curtain up or take it down.
    Curtain,
    /// To type a note.
    Note,
    /// To see marks and notes so far.
    Marks,
    /// To take the latest change back.
    Undo,
    /// To put back what was taken back.
    Redo,
    /// To change the order of speaking.
    Order,
    /// To go to another stage.
    GoTo,
    /// To leave this turn out.
    Skip,
    /// To see this cue in easy-read words.
    EasyRead,
    /// To see this cue in another language.
    Language,
    /// To see the full words of this cue, or to go back to the cue alone.
    FullWords,
    /// To read the items back.
    ReadBack,
    /// To open the agreement board, or what is recorded here.
    Board,
    /// To see who is here, and to change it.
    People,
    /// To keep the note line open for a second facilitator.
    CoFacilitator,
    /// To show or fold the facilitator's pane.
    Pane,

    /// To file the note that was typed.
    FileNote,
    /// To put a half-typed note away and keep it.
    PutAway,

    /// To record that people called.
    Called,

    /// To go to the door Run.
    Run,
    /// To go to the door Practise.
    Practise,
    /// To go to the door Review.
    Review,

    /// To read on in what is said of the selected case.
    ReadOn,
    /// To try whether the key of the service opens the cases.
    TryRecovery,

    /// To find cases by typing, or to go from the search line to the keys that choose.
    FindCases,
    /// To choose cases by what is due.
    ByDue,
    /// To choose cases by their process.
    ByProcess,
    /// To choose cases by when people met.
    ByPeriod,
    /// To choose cases by how they stand.
    ByOutcome,
    /// To choose cases by who runs them.
    ByFacilitator,
    /// To choose cases by their script and its version.
    ByScript,
    /// To see the cases in another order.
    SortCases,
    /// To see practice cases instead of real ones, or back.
    OtherCases,
    /// To see every case again.
    AllCases,

    /// To add somebody or something.
    Add,
    /// To change what is selected.
    Change,
    /// To take off what is selected.
    Remove,
    /// To record that the selected person came, left or returned.
    Arrival,
    /// To record that the selected person is not coming today, or is waited for after all.
    NotComing,
    /// To record that everybody who is still expected came.
    AllHere,
    /// To record what the selected person said of being willing.
    Willing,
    /// To begin the meeting.
    Begin,
    /// To enter a meeting that was held before.
    HeldBefore,
    /// To type the time of what follows, in a meeting that was held before.
    TypeTime,
    /// To go on with what waits since the last meeting of the case ended.
    WrapUp,
    /// To prepare the next meeting of the case.
    NextMeeting,
    /// To let the case go over to another process.
    Process,
    /// To see what is prepared, and to add to it.
    Preparation,
    /// To see what people agreed to, and to record it.
    Consents,
    /// To see what the room has to know: needs, what was assessed for it, what is out of date.
    ForTheRoom,
    /// To record that somebody who is not in the room takes something back, while one side is met.
    TakenBackElsewhere,

    /// To answer yes.
    Yes,
    /// To answer no.
    No,

    /// To record that the selected person signed on paper.
    SignOnPaper,
    /// To let the selected person sign by typing their name.
    SignByName,
    /// To record that the selected person agreed by saying so.
    SignByVoice,
    /// To record that the selected person chose not to sign.
    NotSigning,
    /// To settle which copy the selected person gets.
    Copy,
    /// To settle what the selected person's copy holds.
    CopyHolds,
    /// To have the agreement on paper, ready to print.
    Papers,
    /// To choose in which form and language the agreement is wanted on paper.
    PaperForms,
    /// To close the agreement, after being asked.
    CloseAgreement,
    /// To open the closed agreement again, for a reason.
    OpenAgain,
    /// To end the meeting, after being asked how.
    EndMeeting,
    /// To go to signing and copies.
    Signing,

    /// To turn to the next page.
    NextPage,
    /// To turn to the page before.
    PreviousPage,
    /// To go to the next part of the board.
    NextPane,
    /// To go to the part of the board before.
    PreviousPane,
    /// To record that somebody said yes.
    AnswerYes,
    /// To record that somebody said yes, if something changes.
    AnswerChange,
    /// To record that somebody said not yet.
    AnswerNotYet,
    /// To record that somebody does not want to answer.
    AnswerAbstains,
    /// To note what is worrying about an item, and what was done.
    Concern,
    /// To record the decision of whoever ratifies.
    Ratify,
    /// To settle what belongs to the plan as a whole.
    Plan,
    /// To see which item meets what.
    Coverage,
    /// To record that somebody who was harmed was told how an item stands.
    TellHarmed,
    /// To add a payment, or hours that were done, to the selected item.
    Given,
    /// To add a contact to the log.
    LogContact,
    /// To close the whole case, or to open a closed one again.
    CloseCase,
    /// To record what became of what was agreed.
    FollowUp,
    /// To keep the case whatever the rules say, or to lift that.
    Hold,
    /// To dispose of the case, after its reference was typed.
    Dispose,
    /// To see what is due in every case.
    Due,
    /// To print or type in forms on which people say how it was.
    Evaluations,
    /// To have a blank form on paper.
    PrintForm,
    /// To read the next item.
    NextItem,
    /// To read the item before.
    PreviousItem,
    /// To keep the words of a mark, or no longer.
    Keep,
    /// To strike a mark for good.
    Strike,
    /// To record that a question was come back to.
    SettleQuestion,

    /// To see messages and letters.
    Ledger,
    /// To record that the sender agrees to the words.
    AgreeWording,
    /// To go through a letter by the list.
    GoThroughList,
    /// To record who looked at the words, and whether they can go.
    LookAtWords,
    /// To record how much the sender lets be passed on.
    Consent,
    /// To record that the sender takes the yes back.
    TakeBackConsent,
    /// To offer a letter to its receiver.
    OfferLetter,
    /// To record that it was passed on.
    PassOn,
    /// To keep it on file.
    HoldMessage,
    /// To note the receiver's reaction.
    NoteReaction,
    /// To record whether the receiver wants to answer.
    WantsReply,
    /// To record a closing conversation.
    ClosingTalk,
    /// To close it.
    CloseMessage,

    /// To move up.
    Up,
    /// To move down.
    Down,
    /// To move a page up.
    PageUp,
    /// To move a page down.
    PageDown,
    /// To move to the first.
    First,
    /// To move to the last.
    Last,
    /// To move what is selected up.
    MoveUp,
    /// To move what is selected down.
    MoveDown,
    /// To choose what is selected.
    Choose,
    /// To press the clicker once more where something is decided.
    ClickAgain,
    /// To close this, or to go back to the screen before.
    Close,
    /// To go to the next field.
    NextField,
    /// To go to the next field, or to be done on the last one.
    NextOrDone,
    /// To go to the field before.
    PreviousField,
    /// To be done with a form or a text and keep it.
    Accept,
}

impl Action {
    /// Whether a held key may do it again and again: moving about and drawing, never recording.
    pub fn may_repeat(self) -> bool {
        matches!(
            self,
            Self::LookAhead
                | Self::LookBehind
                | Self::Up
                | Self::Down
                | Self::PageUp
                | Self::PageDown
                | Self::NextField
                | Self::PreviousField
                | Self::Redraw
        )
    }

    /// Its name in settings, such as `go-on`.
    pub fn name(self) -> String {
        let mut name = String::new();
        for letter in format!("{self:?}").chars() {
            if letter.is_uppercase() && !name.is_empty() {
                name.push('-');
            }
            name.extend(letter.to_lowercase());
        }
        name
    }
}
