//! Events: the facts that a journal holds, in the past tense.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    AfterwardsEvent, BottomLineId, CaseBrought, ChildSpoke, ClosedAgreement, ConsentEvent,
    CopyLimit, Erasure, FollowingEvent, ItemId, ItemRatified, KeptFor, MarkId, MarkKind,
    MethodStep, PersonDetails, PersonId, PlanField, PreparingEvent, Presence, ProcessChange,
    ProgrammeEvent, QuestionId, Signing, SkipReason, TimeOutEnd, TurnKey, Typed, Willing, Words,
};
use crate::script::{
    CopyForm, DecisionId, GateId, Outcome, OutcomeId, ScriptId, SessionKindId, StageId,
};

/// What happened.
///
/// Facts hold no words that may have to be forgotten: those are [`Words`], of which the journal
/// keeps the number alone. What it spells out is shared by everybody: names, ground rules, what a
/// plan is held against, a child's words for it, what was agreed. "Undone by" says how a fact is
/// taken back; a process fact is corrected by a further one. [`Self::to_json`] is its form in files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "snake_case")]
pub enum Event {
    /// The case was begun from a script; always the first event. Never undone.
    CaseOpened {
        /// Pseudonymous reference, such as `RC-0412`.
        reference: String,
        /// The script.
        script: ScriptId,
        /// Its version.
        version: u32,
        /// SHA-256 of the script's exact text, in hex.
        script_hash: String,
    },
    /// The program opened the case to go on with it; the steady clock starts anew. Never undone.
    CaseResumed {
        /// Version of the program.
        app: String,
    },
    /// The case was brought here from another copy of the program. Never undone.
    CaseBrought(CaseBrought),
    /// The case went over to another script, between two meetings. Never undone.
    ProcessChanged(ProcessChange),
    /// An entry could not be read when the case was repaired; it stands here for it. Never undone.
    EntryMissing,
    /// The case goes on in a repaired copy. Never undone.
    CaseRepaired {
        /// How many entries were copied.
        kept: u64,
        /// How many were set aside because they belong to another history.
        set_aside: u64,
    },
    /// The wall clock was seen to step. Never undone.
    ClockChanged {
        /// By how many minutes, forward or back.
        minutes: i64,
    },
    /// Somebody was added. Corrected by `PersonChanged`.
    PersonAdded {
        /// Their number.
        person: PersonId,
        /// What is known of them.
        details: PersonDetails,
    },
    /// What is known of somebody was corrected.
    PersonChanged {
        /// Whom.
        person: PersonId,
        /// What is known now.
        details: PersonDetails,
    },
    /// Somebody was taken off the list before they took part.
    PersonRemoved {
        /// Whom.
        person: PersonId,
    },
    /// Somebody said in private whether they are willing. A change of mind is a further event.
    WillingnessSaid {
        /// Who.
        person: PersonId,
        /// What they said.
        willing: Willing,
    },
    /// Somebody came, stepped out, returned or left. Corrected by a further event.
    PresenceChanged {
        /// Who.
        person: PersonId,
        /// Where they are now.
        presence: Presence,
    },
    /// People decided what follows where somebody withdrew, or left who is missed. Never undone.
    WithdrawalAnswered {
        /// Who withdrew or left.
        person: PersonId,
        /// What follows.
        step: MethodStep,
    },
    /// A session began. Never undone.
    SessionStarted {
        /// Its number in the case, from 1.
        number: u16,
        /// Its kind.
        kind: SessionKindId,
    },
    /// In a meeting entered later, what follows happened at this time. Undone by `Undone`.
    TimeTyped {
        /// The time, as it was typed.
        time: Typed,
    },
    /// A stage that is optional was taken in or left out. Undone by `Undone`.
    StageIncluded {
        /// The stage.
        stage: StageId,
        /// Whether it is held.
        included: bool,
    },
    /// The order of speaking was set. Undone by `Undone`.
    OrderChosen {
        /// Everybody who speaks, in order.
        order: Vec<PersonId>,
        /// Who chose it, where it was somebody's choice.
        chosen_by: Option<PersonId>,
    },
    /// The session moved to a turn. Undone by `Undone`, or cancelled by going back at once.
    Moved {
        /// Where to.
        to: TurnKey,
    },
    /// A turn was not put to somebody. Undone by `Undone`.
    TurnSkipped {
        /// Which turn.
        turn: TurnKey,
        /// Why.
        reason: SkipReason,
        /// Another reason, in the facilitator's words.
        words: Option<Words>,
    },
    /// A gate was answered. Undone by `Undone`.
    GateAnswered {
        /// The gate.
        gate: GateId,
        /// Whether what must be so is so.
        met: bool,
        /// Why it went on all the same.
        reason: Option<Words>,
        /// Who decided that it went on all the same.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<String>,
    },
    /// People decided at a decision point. Undone by `Undone`.
    DecisionMade {
        /// The decision.
        decision: DecisionId,
        /// What was decided.
        outcome: OutcomeId,
        /// Whose choice it was, where it was one person's.
        by: Option<PersonId>,
    },
    /// A break began. Corrected by `BreakEnded`.
    BreakStarted,
    /// A break ended.
    BreakEnded,
    /// A time-out began. Corrected by `TimeOutEnded`.
    TimeOutStarted {
        /// With whom the facilitator speaks, if anybody.
        with: Vec<PersonId>,
    },
    /// A time-out ended in one of its outcomes.
    TimeOutEnded {
        /// How.
        end: TimeOutEnd,
    },
    /// Private time began; until it ends nothing else but a call back in and the end can be recorded.
    PrivateTimeStarted {
        /// The stage it belongs to.
        stage: StageId,
    },
    /// People called the facilitator back in.
    CalledBackIn,
    /// Private time ended, at people's call.
    PrivateTimeEnded,
    /// A mark was made with one key. Undone by `Undone`; struck for good by `Struck`.
    Marked {
        /// What it marks.
        kind: MarkKind,
        /// Who it is about, where that is not whoever was speaking.
        person: Option<PersonId>,
        /// Words that came with it.
        words: Option<Words>,
    },
    /// Words meant for the agreement were found after a crash, or half-typed in a form. Shown as a
    /// note, forgotten as the board is. Struck for good by `Struck`, never undone: nobody made it.
    WordsFound {
        /// The words.
        words: Words,
    },
    /// Words were added to a mark. Undone by `Undone`.
    WordsAdded {
        /// The mark.
        mark: MarkId,
        /// The words.
        words: Words,
    },
    /// A mark's words were promoted from working to kept, or back. Undone by `Undone`.
    Kept {
        /// The mark.
        mark: MarkId,
        /// Whether they are kept.
        kept: bool,
        /// For whom; left out for the facilitator.
        #[serde(default, skip_serializing_if = "KeptFor::is_for_the_facilitator")]
        kept_for: KeptFor,
    },
    /// A question was come back to. Undone by `Undone`.
    QuestionSettled {
        /// The mark.
        mark: MarkId,
    },
    /// A mark and its words were struck for good. Never undone.
    Struck {
        /// The mark.
        mark: MarkId,
    },
    /// A ground rule was agreed, or taken off. Undone by `Undone`.
    GroundRuleAgreed {
        /// The rule, as the people said it.
        rule: String,
    },
    /// How people wished to open was noted. Undone by `Undone`.
    OpeningChosen {
        /// What was chosen.
        opening: String,
        /// Who led it.
        led_by: Option<PersonId>,
    },
    /// A bottom line was set or reworded. Undone by `Undone`.
    BottomLineSet {
        /// Which.
        line: BottomLineId,
        /// What a safe plan must contain; empty takes it off.
        text: String,
    },
    /// An agreed question was set or reworded. Undone by `Undone`.
    QuestionSet {
        /// Which.
        question: QuestionId,
        /// The question; empty takes it off.
        text: String,
    },
    /// A child's words were taken down as spoken; locked from then on. A change is a further event.
    ChildSpoke(ChildSpoke),
    /// An item got its first or a further wording. Undone by `Undone`.
    ItemWorded {
        /// Which item.
        item: ItemId,
        /// The wording.
        words: Words,
        /// The idea it came from, with its first wording.
        parked_from: Option<MarkId>,
    },
    /// It was ticked what an item meets and answers; its words stayed the same. Undone by `Undone`.
    ItemTicked {
        /// Which item.
        item: ItemId,
        /// The wording that stands, with the ticks.
        words: Words,
    },
    /// An item was taken off the board. Undone by `Undone`.
    ItemRemoved {
        /// Which item.
        item: ItemId,
    },
    /// An answer to an item was recorded. Undone by `Undone`.
    ItemAnswered {
        /// Which item.
        item: ItemId,
        /// Who answered, and what; the journal must not tell who is missing among the yeses.
        words: Words,
    },
    /// An answer to an item as it was read back was recorded. Undone by `Undone`.
    ReadBackAnswered {
        /// Which item.
        item: ItemId,
        /// Who answered, and what.
        words: Words,
    },
    /// The facilitator was worried about an item and did something about it. Undone by `Undone`.
    ConcernNoted {
        /// Which item.
        item: ItemId,
        /// What was worrying, and what was done.
        words: Words,
    },
    /// The person who ratifies decided about an item, for their agency. Undone by `Undone`.
    ItemRatified(ItemRatified),
    /// Something about the plan as a whole was settled. Undone by `Undone`.
    PlanFieldSet {
        /// What.
        field: PlanField,
        /// The words; none takes it off.
        words: Option<Words>,
    },
    /// The date of the review was set. Undone by `Undone`.
    ReviewSet {
        /// The date; none takes it off.
        on: Option<NaiveDate>,
    },
    /// Somebody signed, or said how they wish to. Undone by `Undone`.
    Signed {
        /// Who.
        person: PersonId,
        /// How.
        how: Signing,
    },
    /// It was settled who gets which copy. Undone by `Undone`.
    CopySettled {
        /// For whom.
        person: PersonId,
        /// In which form; none for no copy.
        form: Option<CopyForm>,
        /// What is left out of it.
        #[serde(flatten)]
        limit: CopyLimit,
    },
    /// The agreement was closed, or brought along. Taken back by `AgreementReopened`.
    AgreementClosed {
        /// What was agreed.
        agreement: Box<ClosedAgreement>,
    },
    /// A closed agreement was opened again, visibly.
    AgreementReopened {
        /// Why.
        reason: Words,
    },
    /// The session was put off to another day in the same case. Followed by `SessionResumed`.
    SessionAdjourned {
        /// The day, where it is known.
        until: Option<NaiveDate>,
    },
    /// An adjourned session went on in a new sitting.
    SessionResumed,
    /// The session ended. Never undone.
    SessionEnded {
        /// In which of the four ways.
        outcome: Outcome,
        /// Whether people want another method.
        change_method: bool,
        /// Whether working notes were left that are to be kept or erased now that it is over;
        /// nothing where an older version ended it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notes_wait: Option<bool>,
    },
    /// The reason was chosen, once the room was empty. Undone by a further one.
    EndReasonGiven {
        /// The script's name for it.
        reason: String,
    },
    /// A safety mark was followed up, once the room was empty.
    SafetyFollowedUp {
        /// The mark.
        mark: MarkId,
        /// What was done, who was told and when.
        words: Words,
    },
    /// What became of something that was agreed.
    Following(FollowingEvent),
    /// What one person did or said for themselves in a programme.
    Programme(ProgrammeEvent),
    /// Something about a consent was said. Never undone: a change of mind is a further event.
    Consent(ConsentEvent),
    /// Something was prepared or found out before people meet. Corrected by a further event.
    Prepared(PreparingEvent),
    /// Something happened to a message or letter; see there for how it is undone.
    Carrying(super::CarryingEvent),
    /// Something was recorded once a meeting was over. Never undone: a further event corrects it.
    Afterwards(AfterwardsEvent),
    /// Words were erased under the case's rule; a receipt without words. Never undone.
    WordsErased(Erasure),
    /// Words were taken out of the record, which begins anew without them. Never undone.
    TakenOut(super::TakenOut),
    /// Earlier events were taken back. Undone by `Redone`.
    Undone {
        /// Their numbers.
        events: Vec<u64>,
    },
    /// Undone events were put back. Undone by `Undone`.
    Redone {
        /// Their numbers.
        events: Vec<u64>,
    },
    /// An entry of a newer program; kept, shown as such, never interpreted.
    #[serde(skip)]
    Newer {
        /// Its kind, as written.
        kind: String,
        /// The whole entry, as written.
        body: String,
    },
}
