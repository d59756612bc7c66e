//! What a screen or overlay wants done, as data.

use chrono::NaiveDate;

use crate::case::{Command, FormReceipt, ItemId, MarkId, PersonId, Progress, Refusal};
use crate::document::handing_out::PaperForm;
use crate::measure::FilledForm;
use crate::script::{
    ConsentId, EvaluationId, GateId, OpenQuestionId, RecordKind, RuleSetId, ScriptId, SessionKindId,
};

use super::action::Action;
pub use super::put_off::PutOff;

/// Something that a screen or overlay wants done; [`super::app`] alone does it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Carry out a command; a refusal is shown, or opens what settles it.
    Execute(Command),
    /// Show another screen.
    Open(ScreenRequest),
    /// Show the screen that was left for this one.
    Back,
    /// Put an overlay on top.
    Push(OverlayRequest),
    /// Take the top overlay off.
    Pop,
    /// Begin a case.
    CreateCase(NewCaseRequest),
    /// Open a case to go on with it or to read it.
    OpenCase {
        /// Its reference.
        reference: String,
        /// Whether it is a practice case.
        practice: bool,
        /// Whether it is opened only to be read.
        to_read: bool,
    },
    /// Look through every case, practice cases or real ones, for the library.
    LookThrough(bool),
    /// Put the open case away and go home.
    CloseCase,
    /// Try once more to save, and do this only once everything is saved.
    SaveThen(Box<Effect>),
    /// Keep a half-typed note, so that it is there after a crash; empty text clears it.
    KeepDraft(String),
    /// Show one calm line until the next key.
    Say(Message),
    /// Say that the latest entry stays and what taking back once more would take; the next key
    /// may mean that.
    TellItStays(String),
    /// Show why something was refused, with the key that helps.
    Refuse(Refusal),
    /// Put the curtain up, or take it down.
    Curtain(Option<Curtain>),
    /// Show easy-read words, or the usual ones.
    ToggleEasyRead,
    /// Show the cue in the next language of the script.
    NextLanguage,
    /// Keep the note line open, or not.
    ToggleCoFacilitator,
    /// Show the facilitator's pane, or fold it.
    TogglePane,
    /// Do as if this had been meant on what lies below; for the palette.
    Press(Action),
    /// Paste words into whatever lies on top.
    Paste(String),
    /// Let Enter do nothing for so many milliseconds.
    IgnoreEnter(u64),
    /// Hide everything and go back to the shell.
    Suspend,
    /// Write the agreement of the open case out, in one form or as it is handed out, and show it;
    /// where cases are sealed, it is asked first how.
    GivePapers(Option<PaperForm>),
    /// The same without asking; as a plain file to be printed, where that is said.
    WritePapers(Option<PaperForm>, bool),
    /// Go on with what waits since the last meeting of the open case ended.
    WrapUp,
    /// Show the forms on which people say how it was, of the open case.
    Evaluate,
    /// Write a blank form out, to be filled in by hand, and show it.
    PrintForm(EvaluationId),
    /// Keep what was answered on a form apart from the case, and note that it was handed in.
    KeepAnswers(Box<TypedForm>),
    /// Prepare the next meeting of the open case.
    NextMeeting,
    /// Show what became of what was agreed, to record it: of the open case, or of one by its
    /// reference and whether it is a practice case, at what is due on a day in these words.
    FollowUp(Option<(String, bool)>, Option<(NaiveDate, String)>),
    /// Try whether the key of the service, in the file of this path, opens the cases.
    TryRecovery(String),
    /// Ask why the open case is to be kept whatever the rules say, or why no longer.
    Hold,
    /// Dispose of the open case; its reference was typed.
    Dispose,
    /// Ask whether the open case is to go over to another script, and say what that means.
    AskProcess(ScriptId),
    /// Let the open case go over to another script.
    ChangeProcess(ScriptId),
    /// Draw every cell afresh.
    Redraw,
    /// End the program.
    Quit,
}

/// A screen that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScreenRequest {
    /// The three doors.
    Home(Door),
    /// The library of all cases.
    Library,
    /// The form for a new case.
    NewCase,
    /// Which process the open case goes over to.
    OtherProcess,
    /// The people of the open case.
    People,
    /// Wherever the open case stands: its people, its room, its private time, its end.
    WhereWeAre,
    /// The room.
    Room,
    /// Private time.
    Private,
    /// The agreement board.
    Board,
    /// The board, at what people answer to one item.
    Answers(ItemId),
    /// One item as a form; a new one where none is named, from an idea where one is.
    Item(Option<ItemId>, Option<MarkId>),
    /// Reading back, item by item.
    ReadBack,
    /// Signatures, copies, and who is still here.
    Closing,
    /// What is asked once the room is empty.
    Done,
    /// Marks and notes so far.
    Marks,
    /// What a prompt has written down: rules, opening, bottom lines, questions, a child's words,
    /// what is met by which item, and the plan as a whole.
    Record(RecordKind),
    /// Messages and letters.
    Ledger,
    /// One case as a page, to be read.
    CasePage,
    /// What is due in every case.
    Due,
    /// Forms on which people say how it was.
    Evaluations,
    /// What is prepared, as a whole or one part of it.
    Preparation(Section),
}

/// A part of the preparation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Every part, with how it stands.
    Overview,
    /// Contacts before and between meetings.
    Contacts,
    /// What was assessed, and what it means for the room.
    Assessments,
    /// What each person needs, hopes for and wants answered.
    People,
    /// What each person agreed to.
    Consents,
    /// The rules by which it is found out whether the process may be offered.
    Rules,
    /// The list for the day.
    Checklist,
    /// Who sits where.
    Seats,
}

/// One of the three doors of the home screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Real meetings.
    Run,
    /// Fictional cases.
    Practise,
    /// What was agreed, what is due.
    Review,
}

/// What is asked where somebody of the other side takes something back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenBack {
    /// Whether nobody else sees the screen.
    Unseen,
    /// Who it is.
    Who,
    /// What they take back.
    What(PersonId),
}

/// An overlay that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OverlayRequest {
    /// Every key that is live here.
    Help,
    /// What can be done here, found by typing.
    Palette,
    /// Why no words are taken here, until somebody goes back.
    NoWords(Refusal),
    /// Words to a mark.
    Words(MarkId),
    /// Stages and turns to go to.
    GoTo,
    /// The order of speaking, and which optional stages are held.
    Order,
    /// Who leaves or returns.
    Presence(Option<PersonId>),
    /// Somebody new, or a correction to somebody.
    Person(Option<PersonId>),
    /// What somebody said of being willing.
    Willing(PersonId),
    /// Which kind of meeting to begin: what is done before it once a kind is chosen, and what is
    /// said then.
    Begin(Vec<Command>, Option<Message>),
    /// Who of the side that a kind of meeting is with is in the room.
    WhoIsHere(SessionKindId),
    /// That somebody of the other side takes something back.
    TakenBackElsewhere(TakenBack),
    /// In which form and language the agreement is wanted on paper.
    PaperForms,
    /// Whether papers are sealed or one is printed, and into which folder that goes.
    SealedOrPlain(Option<PaperForm>, Option<String>),
    /// What somebody's copy of the agreement holds, and on which row to stand; where none is
    /// named, on how it is now.
    CopyHolds(PersonId, Option<usize>),
    /// Words that are left out of somebody's copy.
    CopyWords(PersonId),
    /// That people called in private time.
    Called,
    /// An answer of somebody's own, of whoever's turn it is.
    OwnAnswer,
    /// Who makes up for a session; or, of one person, for which.
    CatchUp(Option<PersonId>),
    /// How an agreed item stands.
    Progress(ItemId),
    /// Whether to keep the beginning of a paste that is too long: as much as may be kept, and
    /// how many characters there were.
    LongPaste(String, usize),
    /// How to leave.
    Leave,
    /// Checks before the next stage.
    Gate(Vec<GateId>),
    /// What people decided.
    Decision,
    /// Why a turn is left out.
    Skip,
    /// How the time-out ended.
    TimeOut,
    /// Which kind of meeting was held before and is entered now.
    WhichHeldBefore,
    /// When a meeting of this kind began that was held before.
    HeldBefore(SessionKindId),
    /// When what follows happened, in a meeting that was held before.
    TypeTime,
    /// What follows from a withdrawal.
    Withdrawal(PersonId),
    /// In which of the four ways the meeting ends.
    Ending,
    /// On which day the meeting goes on.
    AnotherDay(PutOff),
    /// The decision of whoever ratifies, on one item.
    Ratification(ItemId),
    /// What is worrying about an item, and what was done.
    Concern(ItemId),
    /// What would have to change for somebody's yes to an item; whether it is said as the item is
    /// read back.
    Change(ItemId, PersonId, bool),
    /// What is still open before the agreement is closed; of a closed one, why it is opened again.
    CloseAgreement,
    /// A yes-or-no question before something that stays.
    Confirm(Box<Question>),
    /// Whether the unfinished note may go before this, for whoever comes could see it.
    UnfinishedNote(Box<Effect>),
    /// In which file the key of the service is, to try whether it opens the cases.
    Recovery,
    /// What disposing of the open case means, and its reference to be typed.
    Disposal,
    /// A form of the preparation.
    Preparing(PreparingPanel),
}

/// A form of the preparation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PreparingPanel {
    /// How the case came to the service.
    Referral,
    /// A new contact, or a correction to one.
    Contact(Option<u64>),
    /// Something that was assessed, or a correction to it.
    Assessment(Option<u64>),
    /// What somebody needs, hopes for and wants answered.
    Needs(PersonId),
    /// What somebody said about a consent.
    Consent(PersonId, ConsentId),
    /// Who says that an agreed item stands so, and a few words about it.
    Standing(ItemId, Progress),
    /// Which person who was harmed was told how an item stands, and on which day.
    Told(ItemId),
    /// How much was paid or done of an agreed item, and on which day.
    Given(ItemId),
    /// Who got in touch, by the number of the meeting and the place of the day in its script.
    FollowUp(u16, u16),
    /// What is still open, and why the case is closed all the same.
    CloseCase,
    /// Why a closed case is opened again.
    ReopenCase,
    /// Why a case is kept whatever the rules say.
    PlaceHold,
    /// Why a hold is lifted.
    LiftHold,
    /// Questions of a set of rules, and what is decided by it.
    Weigh(RuleSetId),
    /// What the room has to know: needs, what was assessed for it, what is out of date.
    ForTheRoom,
}

/// A question with its effects, asked before something that cannot be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub ask: String,
    /// What it means, in a sentence or two.
    pub about: String,
    /// What the yes is called, such as "Strike it".
    pub yes: String,
    /// What the no is called, such as "Keep it".
    pub no: String,
    /// What is done on yes.
    pub then: Vec<Effect>,
    /// What is done on no; nothing where the no leaves everything as it is.
    pub otherwise: Vec<Effect>,
}

/// What was typed in from one evaluation form: the receipt goes into the case, the answers go
/// elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedForm {
    /// That it was handed in, for the case.
    pub receipt: FormReceipt,
    /// What was ticked.
    pub filled: FilledForm,
    /// What was said in people's own words.
    pub own: Vec<(OpenQuestionId, String)>,
}

/// What a new case is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewCaseRequest {
    /// A real case.
    Real {
        /// Its pseudonymous reference; `None` leaves it at the next one that is free.
        reference: Option<String>,
        /// Its script.
        script: ScriptId,
    },
    /// A fictional case, by the short name of the practice case.
    Practice(String),
}

/// One line shown until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What it says.
    pub text: String,
    /// Whether it says that something did not happen.
    pub refused: bool,
}

impl Message {
    /// Says that something happened.
    pub fn done(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            refused: false,
        }
    }

    /// Says why something did not happen.
    pub fn refused(text: impl std::fmt::Display) -> Self {
        Self {
            text: text.to_string(),
            refused: true,
        }
    }
}

/// What the curtain shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Curtain {
    /// The time and the stage, for everybody to see.
    Clock,
    /// Nothing at all.
    Blank,
}
