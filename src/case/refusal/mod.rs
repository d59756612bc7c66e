//! Why a command was refused, and what to do instead.

mod sentences;
mod shown;

use super::{CarryingRefusal, ConsentRefusal, ItemId, PersonId, PreparingRefusal, TypedRefusal};
use crate::script::GateId;

/// Why a command was refused; its text says why, and what to do instead.
///
/// A key that is disabled shows the refusal of its command as the reason, so
/// that one rule has one explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is no session yet.
    NoSession,
    /// A session is going on already.
    SessionRunning,
    /// The session is put off to another day.
    SessionAdjourned,
    /// The session is over.
    SessionOver,
    /// The session has not ended yet.
    SessionNotOver,
    /// The script has no such kind of session, stage, prompt, gate or decision.
    NotInScript,
    /// There is no such person.
    NoSuchPerson,
    /// The name is empty.
    NameEmpty,
    /// The name is longer than 120 characters.
    NameTooLong,
    /// What is to name somebody is digits and signs alone.
    NamesNobody,
    /// There are 60 people already.
    TooManyPeople,
    /// Somebody needs at least one role of the script.
    RoleMissing,
    /// The role is full.
    RoleFull,
    /// Somebody who took part cannot be taken off the list.
    TookPart(PersonId),
    /// Somebody who never came, and of whom something is recorded, cannot be taken off it either.
    IsRecorded(PersonId),
    /// Somebody who came today is not somebody who does not come.
    CameToday(PersonId),
    /// There is nobody on the list of people.
    NobodyListed,
    /// There is nobody in the meeting.
    NobodyHere,
    /// A meeting cannot have been held to which nobody came.
    NobodyCame,
    /// What was agreed elsewhere is entered before the first meeting of the case.
    BroughtTooLate,
    /// Somebody said before the meeting that they are not willing.
    NotWilling(PersonId),
    /// Somebody withdrew and it was not settled what follows.
    WithdrawalOpen(PersonId),
    /// Nobody withdrew.
    NobodyWithdrew,
    /// A meeting cannot go on without one of its principals.
    PrincipalWithdrew(PersonId),
    /// One of the principals left for the day, and nobody said how it goes on.
    PrincipalLeft(PersonId),
    /// Nothing but the end can be recorded in private time.
    PrivateTime,
    /// There is no private time going on.
    NoPrivateTime,
    /// A break is going on.
    OnBreak,
    /// A time-out is going on.
    InTimeOut,
    /// There is no break.
    NoBreak,
    /// There is no time-out.
    NoTimeOut,
    /// Checks before the next stage were not answered.
    GatesOpen(Vec<GateId>),
    /// A legal check is not met.
    LegalGate(GateId),
    /// What is recorded contradicts a yes to a check.
    NotSoByRecord(GateId),
    /// Going on all the same, a condition, a no or opening again needs a reason.
    ReasonMissing,
    /// Somebody may not be safe on the way home, and nothing is written down that was done.
    NothingDoneYet,
    /// Nobody is named who decided to go on without a check.
    DeciderMissing,
    /// Nothing waits for this check: it only informs, or it was answered.
    CheckNotOpen,
    /// Somebody is not in the meeting now.
    NotHere(PersonId),
    /// Somebody is heard through others today, and this only they can do themselves.
    SpokenFor(PersonId),
    /// Nothing is read to somebody who is not in the room now.
    NotThereToHear(PersonId),
    /// Something about a consent.
    Consent(ConsentRefusal),
    /// Something about the preparation.
    Preparing(PreparingRefusal),
    /// The reason is longer than 1,000 characters.
    ReasonTooLong,
    /// The people have not decided yet.
    DecisionOpen,
    /// This is the first turn.
    AtTheStart,
    /// This is the last turn.
    AtTheEnd,
    /// The turn is not part of the meeting as it stands.
    NoSuchTurn,
    /// A must needs a reason to be left out.
    MustNeedsReason,
    /// Passing is for rounds.
    PassOnlyInRounds,
    /// The stage is not optional.
    StageNotOptional,
    /// The order has to name everybody who speaks, once.
    OrderIncomplete,
    /// The script takes no words in this stage.
    NoWordsHere,
    /// The words are empty.
    WordsEmpty,
    /// The words are longer than 20,000 characters.
    WordsTooLong,
    /// There is no such mark; it may have been struck.
    NoSuchMark,
    /// The mark is of another kind.
    WrongMark,
    /// The words were on their way to the board, of which only what was agreed is kept.
    OnlyAgreed,
    /// There is no such item; it may have been taken off.
    NoSuchItem,
    /// The item has no words yet.
    ItemEmpty,
    /// The person has no voice on items.
    NoVoice(PersonId),
    /// The script does not ask for this.
    NotAskedByScript,
    /// The words are not those of a child whom the meeting is about.
    NotAChild(PersonId),
    /// A date lies in the past.
    DateInThePast,
    /// Nobody harmed this person, so there is nothing to tell them of what was kept.
    NotHarmed(PersonId),
    /// Somebody missed no session of this kind.
    NothingMissed(PersonId),
    /// Something about a time that was typed.
    Typed(TypedRefusal),
    /// How a date was said is longer than 120 characters.
    DateTooLong,
    /// An item names more than 300 people and others.
    TooManyNamed,
    /// The agreement would be longer than can be saved when it is closed.
    AgreementTooLong,
    /// There is nothing on the board.
    NothingToClose,
    /// Nothing on the board was accepted by whoever has to accept it.
    NothingAccepted,
    /// Somebody with a veto has not said yes.
    NotAgreed(Vec<(ItemId, Vec<PersonId>)>),
    /// Not every item was read back.
    NotReadBack(Vec<ItemId>),
    /// Items without the decision of whoever ratifies.
    NotRatified(Vec<ItemId>),
    /// Something that the script requires of the plan is missing: its question, as it is asked.
    PlanIncomplete(String),
    /// The agreement is closed.
    AgreementClosed,
    /// The agreement is not closed.
    AgreementOpen,
    /// An ending with an agreement needs a closed one.
    NoClosedAgreement,
    /// An ending with an agreement needs one that was closed in this meeting, and nothing was
    /// closed since the one before.
    NothingNewAgreed,
    /// An agreement was closed in this meeting, so it did not end without one.
    AgreementStands,
    /// What was said is about something that is no part of what was agreed.
    NotInThePlan,
    /// No amount was said, or one that is too large.
    NoAmount,
    /// No meeting of the case ended yet, so that there is nothing to say of it.
    NobodyMetYet,
    /// Somebody handed this form in already.
    FormHandedIn(PersonId),
    /// Nobody is named who said that something is changed or let go by agreement.
    NobodySaidSo,
    /// Nobody is named who types a form in.
    TypistMissing,
    /// Whoever ran the meeting types in what others say of it.
    TypedByFacilitator,
    /// The whole case is closed.
    CaseClosed,
    /// Something is still open that the case would be closed with, and no reason was given.
    CaseStillOpen,
    /// The case is on hold already, or may not be disposed of because of that.
    OnHold,
    /// The case is not on hold.
    NotOnHold,
    /// A case of this reference was disposed of.
    DisposedOf,
    /// There are no words to take out of the record.
    NothingToTakeOut,
    /// An entry holds no words that could be taken out.
    EntryWithoutWords,
    /// A newer program recorded something in the case, which nobody here can judge.
    EntriesOfNewer,
    /// Words of the case wait to be filed, which only whoever goes on with it can do.
    WordsWait,
    /// The case is not sealed, as the others of its home are.
    SealItFirst,
    /// A copy that another program made lies in the folder of the case or beside it.
    TakeCopyAwayFirst,
    /// The drive cannot keep a second window out.
    NoLocks,
    /// Nothing of the record before is left.
    NoOldRecord,
    /// Nothing can be taken back.
    NothingToUndo,
    /// Nothing can be put back.
    NothingToRedo,
    /// Something about messages, letters or one side alone.
    Carrying(CarryingRefusal),
    /// The case can only be read.
    ReadOnly,
}
