//! Commands: requests that may be refused.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    AfterwardsCommand, Answer, BottomLineId, Brought, ConsentCommand, CopyLimit, FollowingCommand,
    ItemDraft, ItemId, KeptFor, MarkId, MarkKind, MethodStep, PersonDetails, PersonId, PlanField,
    PreparingCommand, Presence, ProgrammeCommand, QuestionId, Signing, SkipReason, TimeOutEnd,
    TurnKey, Typed, Verdict, Willing,
};
use crate::script::{
    CopyForm, DecisionId, GateId, Outcome, OutcomeId, Script, SessionKindId, StageId,
};

/// A request to change a case; [`decide()`](super::decide()) answers it with events or a refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Add somebody, before or during a session.
    AddPerson(PersonDetails),
    /// Correct what is known of somebody.
    ChangePerson(PersonId, PersonDetails),
    /// Take somebody off the list who took no part.
    RemovePerson(PersonId),
    /// Record what somebody said in private about being willing.
    SayWilling(PersonId, Willing),
    /// Record that somebody came, stepped out, returned or left.
    SetPresence(PersonId, Presence),
    /// Settle what follows from a withdrawal; where it stops for today, with the day on which it
    /// goes on, if that is known.
    AnswerWithdrawal(PersonId, MethodStep, Option<NaiveDate>),
    /// Go over to another script between two meetings, with the SHA-256 of its exact text.
    /// Whoever gives the command has made the script known to the case and kept its text.
    ChangeProcess(Arc<Script>, String),
    /// Begin a session of this kind.
    StartSession(SessionKindId),
    /// Begin a session of this kind that was held before, at the time that it began.
    StartSessionHeld(SessionKindId, Typed),
    /// Type the time of what follows, in a session that was held before.
    TypeTime(Typed),
    /// Take an optional stage in, or leave it out.
    IncludeStage(StageId, bool),
    /// Set the order of speaking, and who chose it.
    ChooseOrder(Vec<PersonId>, Option<PersonId>),
    /// Go on to the next turn.
    GoOn,
    /// Go back to the turn before; at once after a move, cancel the move.
    GoBack,
    /// Go to the first open turn of a stage.
    GoToStage(StageId),
    /// Go to one turn, such as one that was left for later.
    GoToTurn(TurnKey),
    /// Leave out the turn on the screen and go on.
    Skip(SkipReason),
    /// The same, for another reason in the facilitator's words.
    SkipBecause(String),
    /// Answer a gate; going on where it is not met needs a reason.
    AnswerGate {
        /// The gate.
        gate: GateId,
        /// Whether what must be so is so.
        met: bool,
        /// Why it goes on all the same.
        reason: Option<String>,
    },
    /// Go on where a check is not met, because somebody decided so for a reason.
    GoOnWithout {
        /// The gate.
        gate: GateId,
        /// Who decided, by name; at most 120 characters.
        by: String,
        /// Why.
        reason: String,
    },
    /// Record something about a consent.
    Consent(ConsentCommand),
    /// Record something about the preparation.
    Prepare(PreparingCommand),
    /// Decide at a decision point.
    Decide {
        /// The decision.
        decision: DecisionId,
        /// What was decided.
        outcome: OutcomeId,
        /// Whose choice it was.
        by: Option<PersonId>,
        /// For an outcome that puts the meeting off: on which day it goes on, where one is set.
        until: Option<NaiveDate>,
    },
    /// Begin a break.
    StartBreak,
    /// End the break.
    EndBreak,
    /// Begin a time-out, with whom.
    StartTimeOut(Vec<PersonId>),
    /// End the time-out; the day is for an adjournment.
    EndTimeOut(TimeOutEnd, Option<NaiveDate>),
    /// Record that people called the facilitator back in.
    CallBackIn,
    /// End private time because people called; goes on to the next turn.
    EndPrivateTime,
    /// Make a mark with one key, with words where they were typed.
    Mark {
        /// What it marks.
        kind: MarkKind,
        /// Who it is about; whoever is speaking when left out.
        person: Option<PersonId>,
        /// Words; at most 20,000 characters.
        text: Option<String>,
    },
    /// Add words to a mark.
    AddWords(MarkId, String),
    /// Promote a mark's words from working to kept, or back.
    Keep(MarkId, bool),
    /// Promote a mark's words to kept, for whom.
    KeepFor(MarkId, KeptFor),
    /// Record that a question was come back to.
    SettleQuestion(MarkId),
    /// Strike a mark and its words for good.
    Strike(MarkId),
    /// Record a ground rule that was agreed.
    AgreeGroundRule(String),
    /// Record how people wished to open, and who led it.
    ChooseOpening(String, Option<PersonId>),
    /// Set, reword or take off a bottom line.
    SetBottomLine(Option<BottomLineId>, String),
    /// Set, reword or take off an agreed question.
    SetQuestion(Option<QuestionId>, String),
    /// Take down a child's words as spoken.
    TakeChildWords {
        /// The child.
        child: PersonId,
        /// Their words, exactly.
        words: String,
        /// How they were given.
        given: String,
        /// Whether the child wants them read out.
        read_out: bool,
    },
    /// Word an item: a new one, or a further wording of one.
    WordItem {
        /// Which; a new one when left out.
        item: Option<ItemId>,
        /// The wording.
        draft: Box<ItemDraft>,
        /// The idea it comes from, or the note of words that were found on their way to the board.
        from: Option<MarkId>,
    },
    /// Take an item off the board.
    RemoveItem(ItemId),
    /// Record somebody's answer to an item.
    AnswerItem(ItemId, PersonId, Answer),
    /// Record that somebody says yes if something changes, and what; at most 1,000 characters,
    /// which may be none.
    AskForChange(ItemId, PersonId, String),
    /// Record somebody's answer to an item as it was read back.
    AnswerReadBack(ItemId, PersonId, Answer),
    /// Note what was worrying about an item, and what was done.
    NoteConcern(ItemId, String),
    /// Record the decision of whoever ratifies.
    Ratify {
        /// Which item.
        item: ItemId,
        /// Who decided.
        by: PersonId,
        /// What.
        verdict: Verdict,
        /// The reason or condition; asked for unless it is simply accepted.
        reason: Option<String>,
        /// What the family answered.
        family_answer: Option<String>,
    },
    /// Settle something about the plan as a whole; nothing takes it off.
    SetPlanField(PlanField, Option<String>),
    /// Set the date of the review; nothing takes it off.
    SetReview(Option<NaiveDate>),
    /// Record how somebody signed.
    Sign(PersonId, Signing),
    /// Settle which copy somebody gets; nothing for none.
    SettleCopy(PersonId, Option<CopyForm>),
    /// Settle what is left out of somebody's copy.
    LimitCopy(PersonId, CopyLimit),
    /// Close the agreement with what everybody agreed.
    CloseAgreement,
    /// Enter what was agreed elsewhere, before anything is held in this case. Answers of people
    /// are not entered with it: nobody gave one here.
    BringAgreement(Brought),
    /// Open a closed agreement again, for a reason.
    ReopenAgreement(String),
    /// Put the session off to another day.
    Adjourn(Option<NaiveDate>),
    /// Go on with an adjourned session.
    ResumeSession,
    /// End the session in one of the four ways.
    EndSession(Outcome),
    /// Give the reason, once the room is empty.
    GiveReason(String),
    /// Record what was done about a safety mark, who was told and when.
    FollowUpSafety(MarkId, String),
    /// Record what became of something that was agreed.
    Following(FollowingCommand),
    /// Record what one person did or said for themselves in a programme.
    Programme(ProgrammeCommand),
    /// Write, check, carry or close a message or letter.
    Carrying(super::CarryingCommand),
    /// Record something once the meeting is over.
    Afterwards(AfterwardsCommand),
    /// Erase working notes that nobody promoted, once the session is over.
    EraseWorkingNotes,
    /// Take back the latest change that can be taken back.
    Undo,
    /// Put back what was taken back last.
    Redo,
}
