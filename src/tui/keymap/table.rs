//! The key table: footer, help, README and card are made from it.

use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::key::Key;

/// One row of the key table.
#[derive(Debug)]
pub struct Row {
    /// What the keys mean.
    pub action: Action,
    /// The standard keys, divided by spaces.
    pub keys: &'static str,
    /// Where they are live.
    pub contexts: &'static [Context],
    /// One or two words for the footer.
    pub label: &'static str,
    /// One sentence for help.
    pub help: &'static str,
    /// Whether it stands in the footer, where there is room.
    pub in_footer: bool,
}

impl Row {
    /// The standard keys.
    pub fn standard_keys(&self) -> Vec<Key> {
        self.keys
            .split(' ')
            .filter_map(|key| key.parse().ok())
            .collect()
    }
}

const fn row(
    action: Action,
    keys: &'static str,
    contexts: &'static [Context],
    label: &'static str,
    help: &'static str,
) -> Row {
    Row {
        action,
        keys,
        contexts,
        label,
        help,
        in_footer: true,
    }
}

/// A row that only help and the card show.
const fn quiet(
    action: Action,
    keys: &'static str,
    contexts: &'static [Context],
    label: &'static str,
    help: &'static str,
) -> Row {
    Row {
        action,
        keys,
        contexts,
        label,
        help,
        in_footer: false,
    }
}

const ROOM: &[Context] = &[Context::Room];
const READING: &[Context] = &[Context::Reading];
const LEAVING_OUT: &[Context] = &[Context::Room, Context::Deciding];
const ROOM_BOARDS: &[Context] = &[Context::Room, Context::Board, Context::Answers];
const NOTE: &[Context] = &[Context::Note];
const ROOM_NOTE: &[Context] = &[Context::Room, Context::Note];
const PRIVATE: &[Context] = &[Context::Private];
const HOME: &[Context] = &[Context::Home];
const LIBRARY: &[Context] = &[Context::Library];
const PEOPLE: &[Context] = &[Context::People];
const KNOWN: &[Context] = &[Context::Room, Context::People];
const ANSWERING: &[Context] = &[Context::Answering];
const CHECKING: &[Context] = &[Context::Checking];
const UNHURRIED: &[Context] = &[Context::Unhurried];
const SIGNING: &[Context] = &[Context::Closing];
const DONE: &[Context] = &[Context::Done];
const ANOTHER_WAY: &[Context] = &[Context::People, Context::Done, Context::CasePage];
const GIVING: &[Context] = &[Context::Closing, Context::Done, Context::CasePage];
const NEXT: &[Context] = &[Context::Done, Context::CasePage];
const PAGES: &[Context] = &[Context::CasePage];
const EVALUATIONS: &[Context] = &[Context::Evaluations];
const PREPARING: &[Context] = &[Context::Preparing];
const ADDING: &[Context] = &[Context::People, Context::Board, Context::Records];
const LEDGER: &[Context] = &[Context::Ledger];
const TO_LEDGER: &[Context] = &[Context::Room, Context::People, Context::Done];
const REMOVING: &[Context] = &[Context::Board, Context::Answers, Context::Records];
const LIST: &[Context] = &[Context::List];
const ORDERED: &[Context] = &[Context::Ordered];
const LISTS: &[Context] = &[Context::List, Context::Marks];
const BOARD: &[Context] = &[Context::Board];
const HEARD: &[Context] = &[Context::Answers];
const BOARDS: &[Context] = &[Context::Board, Context::Answers];
const PANES: &[Context] = &[Context::Board, Context::Answers, Context::Coverage];
const ANSWERS: &[Context] = &[Context::Answers, Context::ReadBack];
const READ_BACK: &[Context] = &[Context::ReadBack];
const MARKS: &[Context] = &[Context::Marks];
const PROGRESS: &[Context] = &[Context::Progress];
const PLACES: &[Context] = &[Context::ReadBack, Context::Marks];
const UNDOING: &[Context] = &[
    Context::Room,
    Context::Board,
    Context::Answers,
    Context::ReadBack,
    Context::Marks,
    Context::Records,
    Context::Coverage,
    Context::Progress,
    Context::Ledger,
];
const SHOWN: &[Context] = &[
    Context::Board,
    Context::Answers,
    Context::ReadBack,
    Context::Marks,
    Context::Records,
    Context::Coverage,
    Context::Progress,
    Context::Closing,
    Context::Ledger,
];
const FORM: &[Context] = &[Context::Form];
const TEXT: &[Context] = &[Context::Text];
const EVERYWHERE: &[Context] = &[Context::Everywhere];
const CURTAIN: &[Context] = &[Context::Room, Context::Private, Context::Curtain];
const CLOSING: &[Context] = &[
    Context::ReadBack,
    Context::Marks,
    Context::List,
    Context::Form,
    Context::Text,
    Context::Overlay,
];

/// Every key of the program.
#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    row(Action::FullWords, "esc", READING, "cue", "Goes back to the cue alone."),
    quiet(Action::Up, "up", READING, "up", "Moves up in words that are longer than the screen."),
    quiet(Action::Down, "down", READING, "down", "Moves down in words that are longer than the screen."),

    row(Action::GoOn, "space right pgdn", ROOM, "go on", "Goes on to the next turn; a presentation clicker can do it."),
    quiet(Action::GoOn, "pgdn", NOTE, "go on", "Goes on to the next turn while the note line stays open."),
    quiet(Action::OpenOrGoOn, "enter", ROOM, "go on", "Goes on; where something is recorded, opens it."),
    row(Action::GoBack, "backspace left pgup", ROOM, "back", "Goes back; within five seconds it cancels the move and no time of it stays."),
    quiet(Action::GoBack, "pgup", NOTE, "back", "Goes back while the note line stays open."),
    quiet(Action::LookAhead, "down", ROOM, "look ahead", "Looks a turn ahead without moving."),
    quiet(Action::LookBehind, "up", ROOM, "look behind", "Looks a turn behind without moving."),
    row(Action::MarkKeyPoint, "k", ROOM, "key point", "Marks that something here matters; words can be added later."),
    row(Action::MarkIdea, "a", ROOM, "idea", "Marks an idea for the agreement; it waits on the board."),
    row(Action::MarkQuestion, "q", ROOM, "question", "Marks a question to return to."),
    quiet(Action::MarkSafety, "s", ROOM, "point", "Makes a mark that is asked about once the room is empty."),
    quiet(Action::TimeOut, "t", ROOM, "time-out", "Begins a time-out; pressed again, asks how it ended."),
    quiet(Action::LeavesOrReturns, "l", ROOM, "leaves", "Records that somebody leaves or returns."),
    quiet(Action::Break, "p", ROOM, "break", "Begins a break; pressed again, ends it."),
    row(Action::Curtain, "b . c", CURTAIN, "curtain", "Hides the screen behind a calm page; pressed again, shows it."),
    row(Action::Note, "n", ROOM, "note", "Opens the note line; Enter files it under who is speaking."),
    quiet(Action::Marks, "m", ROOM_BOARDS, "marks", "Shows marks and notes so far, to add words to."),
    quiet(Action::Undo, "u", UNDOING, "undo", "Takes the latest change back; many levels. A fact that stays is named first."),
    quiet(Action::Redo, "ctrl-r", UNDOING, "redo", "Puts back what was taken back."),
    quiet(Action::Order, "o", ROOM, "order", "Changes who speaks first and next, and which optional stages are held."),
    quiet(Action::GoTo, "g", ROOM, "go to", "Goes to another stage, or to a turn that was left for later."),
    quiet(Action::Skip, "-", LEAVING_OUT, "leave out", "Leaves this turn out and asks why; in a round, somebody passes."),
    quiet(Action::EasyRead, "e", ROOM, "easy read", "Shows this cue in easy-read words, or back."),
    quiet(Action::Language, "w", ROOM, "language", "Shows cues in the next language of the script."),
    row(Action::FullWords, "f", ROOM, "full words", "Shows the full words of this cue to read aloud, and of each one after it; pressed again, the cue alone."),
    quiet(Action::ReadBack, "r", ROOM_BOARDS, "read back", "Reads back what is on the board, one at a time."),
    row(Action::Board, "tab", ROOM, "board", "Opens the agreement board, or what the cue says is recorded here."),
    quiet(Action::People, "h", ROOM, "people", "Shows who is here, to add somebody or to correct it."),
    quiet(Action::ForTheRoom, "i", KNOWN, "needs", "Shows, on your half alone, what people need, what was assessed for the room, and what is out of date."),
    quiet(Action::TakenBackElsewhere, "z", KNOWN, "taken back", "Records that somebody of the other side, who is not here, takes back a yes; nothing of them is shown."),
    quiet(Action::Pane, "v", ROOM_BOARDS, "your pane", "Folds the facilitator's pane away, or shows it."),
    quiet(Action::TypeTime, "ctrl-t", ROOM, "type a time", "Types the time of what follows, in a meeting that was held before."),
    quiet(Action::CoFacilitator, "ctrl-n", ROOM_NOTE, "two of you", "Keeps the note line open for a second facilitator; PgUp and PgDn still move."),

    row(Action::FileNote, "enter", NOTE, "file note", "Stamps the note and files it under who is speaking."),
    row(Action::PutAway, "esc", NOTE, "put away", "Puts a half-typed note away and keeps it."),

    row(Action::Called, "enter space pgdn right", PRIVATE, "people called", "Records that people called; asks whether the private time is over."),

    row(Action::Run, "1 f", HOME, "run", "Shows real meetings: a new one, or one to go on with."),
    row(Action::Practise, "2 p", HOME, "practise", "Shows fictional cases to practise with."),
    row(Action::Review, "3 v", HOME, "review", "Shows what was agreed and what is due."),

    quiet(Action::ReadOn, "r", HOME, "read on", "Reads on in what is said of the selected case, where it is longer than its place."),

    row(Action::TryRecovery, "t", HOME, "try the key", "Behind Practise: tries whether the key of the service would open the cases if the passphrase were forgotten; changes no case."),
    quiet(Action::FindCases, "/", HOME, "search", "Opens the library of all cases: search, choose and sort."),
    row(Action::Due, "d", HOME, "due", "Shows what is due and overdue in every case, the oldest first."),
    row(Action::FindCases, "tab /", LIBRARY, "search or choose", "Goes to the search line, or from it to the keys that choose; letters in the line narrow the list at once."),
    row(Action::ByDue, "d", LIBRARY, "due", "Chooses cases by what is due."),
    row(Action::ByProcess, "p", LIBRARY, "process", "Chooses cases by their process."),
    row(Action::ByPeriod, "w", LIBRARY, "when", "Chooses cases by when people met."),
    row(Action::ByOutcome, "o", LIBRARY, "outcome", "Chooses cases by their outcome, the four kept apart, or by how else they stand."),
    row(Action::ByFacilitator, "f", LIBRARY, "by whom", "Chooses cases by who runs them."),
    quiet(Action::ByScript, "c", LIBRARY, "script", "Chooses cases by their script and its version."),
    row(Action::SortCases, "s", LIBRARY, "order", "Shows the cases in the next order: latest, due, reference, process, oldest."),
    quiet(Action::AllCases, "x", LIBRARY, "all again", "Shows every case again: nothing is chosen, and nothing is searched."),
    quiet(Action::OtherCases, "v", LIBRARY, "practice", "Shows practice cases instead of real ones, or real ones again; never both together."),

    row(Action::Begin, "b", PEOPLE, "begin", "Begins the meeting, or goes on with it."),
    quiet(Action::HeldBefore, "t", PEOPLE, "held before", "Enters a meeting that was held before, with typed times."),
    quiet(Action::Process, "p", ANOTHER_WAY, "another way", "Lets the case go over to another process, with its people and what was agreed."),
    row(Action::Add, "a", ADDING, "add", "Adds somebody to the list, something to the board, or a line to what is written down."),
    row(Action::Change, "e", ADDING, "change", "Changes what is selected."),
    quiet(Action::Remove, "delete x", REMOVING, "take off", "Takes something off the board, or a line off what is written down; undo puts it back."),
    row(Action::Arrival, "h", PEOPLE, "here", "Records that the selected person arrived, stepped out, returned or left."),
    row(Action::AllHere, "y", PEOPLE, "all here", "Records that everybody who is not here yet has come; asks first."),
    row(Action::Willing, "w", PEOPLE, "willing", "Records what the selected person said, in private, of being willing."),
    row(Action::NotComing, "n", PEOPLE, "not coming", "Records that the selected person is not coming today; pressed again, waits for them after all."),
    row(Action::Remove, "delete x", PEOPLE, "remove", "Takes somebody off the list who takes no part."),

    row(Action::Preparation, "r", PEOPLE, "prepare", "Shows what is prepared before people meet: contacts, needs, consents, rules, the list for the day, seats."),
    row(Action::Consents, "c", PEOPLE, "consents", "Shows what each person agreed to, and records it; also when somebody takes it back."),
    row(Action::Add, "a", PREPARING, "add", "Adds a contact or something that was assessed."),
    quiet(Action::Change, "e", PREPARING, "change", "Changes what is selected."),
    quiet(Action::Remove, "delete x", PREPARING, "take off", "Takes what is selected off the list, with its words; asks first."),
    quiet(Action::Curtain, "b .", PREPARING, "curtain", "Hides the screen behind a calm page; pressed again, shows it."),

    row(Action::TellHarmed, "t", PROGRESS, "told", "Records which person who was harmed was told how it stands, and on which day."),

    row(Action::Given, "a", PROGRESS, "paid or done", "Adds a payment, or hours that were done, to the selected item."),
    row(Action::LogContact, "c", PROGRESS, "contact", "Adds a contact with somebody to the log."),
    row(Action::CloseCase, "f", PROGRESS, "close case", "Shows what is still open and closes the whole case; opens a closed one again, for a reason."),

    row(Action::Yes, "y", ANSWERING, "yes", "Answers yes."),
    row(Action::No, "n", ANSWERING, "no", "Answers no."),
    row(Action::Change, "e", CHECKING, "who asked", "Changes who is put down as having asked somebody for their consent."),

    row(Action::CloseAgreement, "x", SIGNING, "close it", "Asks whether the agreement is to be closed."),
    row(Action::EndMeeting, "e", SIGNING, "end", "Asks in which way the meeting ends."),
    row(Action::SignOnPaper, "i", SIGNING, "in ink", "Records that the selected person signed on paper."),
    row(Action::SignByName, "t", SIGNING, "typed", "Lets the selected person sign by typing their name; the letters are not kept."),
    row(Action::SignByVoice, "v", SIGNING, "voice", "Records that the selected person agreed by saying so."),
    row(Action::NotSigning, "d", SIGNING, "declined", "Records that the selected person chose not to sign."),
    row(Action::Copy, "c", SIGNING, "copy", "Settles which copy the selected person gets; pressed again, the next form."),
    quiet(Action::CopyHolds, "p", SIGNING, "what it holds", "Settles what the selected person's copy holds: the whole, only what names them, or without an item or some words, such as an address."),
    row(Action::Papers, "w ctrl-p", GIVING, "papers", "Writes the agreement out, ready to print and to sign: usual, large print and easy-read; and shows it."),
    quiet(Action::PaperForms, "l", GIVING, "large, easy, language", "Asks for the agreement in large print, in easy-read or in another language; and shows it."),
    quiet(Action::Arrival, "h", SIGNING, "here or not", "Records that the selected person stepped out, left or returned."),
    quiet(Action::OpenAgain, "o", SIGNING, "open again", "Opens the closed agreement again, for a reason; that stays visible."),
    quiet(Action::Board, "tab", SIGNING, "board", "Goes to the agreement board."),
    quiet(Action::ReadBack, "r", SIGNING, "read back", "Reads back what is on the board, one at a time."),
    quiet(Action::Undo, "u", SIGNING, "undo", "Takes the latest change back."),
    quiet(Action::Signing, "s", DONE, "signing", "Goes to signing, copies and the closed agreement."),

    quiet(Action::WrapUp, "t", PAGES, "ten minutes after", "Goes on with the ten minutes after the last meeting, and whatever was left for later."),
    row(Action::NextMeeting, "m h", NEXT, "next meeting", "Prepares the next meeting of this case: its people, and what is still open."),
    row(Action::FollowUp, "f", PAGES, "what became of it", "Records what became of what was agreed, and who got in touch; there the case is closed as well."),
    quiet(Action::Hold, "o", PAGES, "hold", "Keeps the case whatever the rules say, for a reason; pressed again, lifts that, for a reason."),
    quiet(Action::Dispose, "x", PAGES, "dispose of it", "Says what disposing of the case means, and does it once its reference was typed; a receipt stays."),
    quiet(Action::Evaluations, "v", NEXT, "how it was", "Shows the forms on which people say how it was for them: to print, and to type in."),
    row(Action::PrintForm, "w ctrl-p", EVALUATIONS, "on paper", "Writes the selected form out blank, to be filled in by hand: usual, large print and easy-read; and shows it."),
    row(Action::NextPage, "tab right", PAGES, "next page", "Turns to the next page; a number turns to that one."),
    quiet(Action::PreviousPage, "backtab left", PAGES, "page before", "Turns to the page before."),

    row(Action::AnswerYes, "y", ANSWERS, "yes", "Records that the selected person says yes to it as it stands."),
    row(Action::AnswerChange, "c", ANSWERS, "change", "Records that the selected person says yes, if something changes, and asks what."),
    row(Action::AnswerNotYet, "n", ANSWERS, "not yet", "Records that the selected person says not yet."),
    row(Action::AnswerAbstains, "a", ANSWERS, "leaves it open", "Records that the selected person does not want to answer and stands in nobody's way."),
    row(Action::NextItem, "enter space right pgdn", READ_BACK, "next", "Reads the next one back; a presentation clicker can do it."),
    row(Action::PreviousItem, "backspace left pgup", READ_BACK, "before", "Reads the one before."),

    row(Action::NextPane, "tab right", PANES, "part", "Goes to the next part of the board: ideas, what is written down, the answers to it, and your questions where more of them are open than fit."),
    quiet(Action::PreviousPane, "backtab left", PANES, "part before", "Goes to the part of the board before."),
    quiet(Action::Plan, "p", BOARDS, "whole plan", "Asks what belongs to the agreement as a whole: what it is for, who looks after it, when it is looked at again."),
    quiet(Action::Coverage, "o", BOARDS, "what is met", "Shows what on the board meets which bottom line and answers which agreed question."),
    quiet(Action::Ratify, "d", BOARDS, "decision", "Records the decision of whoever has to accept what is selected."),
    quiet(Action::Concern, "w", BOARDS, "for yourself", "Notes what you find unfair or unrealistic about what is selected, and what was done; never shown to the circle."),
    quiet(Action::Change, "e", HEARD, "reword", "Changes what is selected."),
    quiet(Action::CloseAgreement, "f", HEARD, "close or reopen", "Shows what is still open and closes the agreement; opens a closed one again, for a reason."),
    row(Action::CloseAgreement, "f", BOARD, "close or reopen", "Shows what is still open and closes the agreement; opens a closed one again, for a reason."),
    quiet(Action::Signing, "s", BOARDS, "signatures", "Goes on to signatures, copies, and who is still here."),
    quiet(Action::Curtain, "b .", SHOWN, "curtain", "Hides the screen behind a calm page; pressed again, shows it."),

    row(Action::Choose, "enter", MARKS, "add words", "Adds words to the selected mark."),
    row(Action::Strike, "delete x", MARKS, "strike", "Asks in the line itself; pressed twice, strikes the mark and its words for good."),
    row(Action::Keep, "k", MARKS, "keep", "Keeps the words of the selected mark when working notes are erased, or no longer."),
    row(Action::SettleQuestion, "q", MARKS, "settled", "Records that the selected question was come back to."),

    quiet(Action::Ledger, "d", TO_LEDGER, "messages", "Shows messages and letters that are carried from one side to the other."),
    row(Action::Add, "a", LEDGER, "new one", "Takes down what somebody offers: a message, a wish for a letter, a letter."),
    row(Action::Choose, "enter", LEDGER, "next step", "Opens what comes next for the selected one."),
    row(Action::Change, "e", LEDGER, "word anew", "Words the selected one anew; what was agreed or checked before is asked again."),
    row(Action::AgreeWording, "y", LEDGER, "right words", "Records that the sender says these are the right words."),
    row(Action::GoThroughList, "l", LEDGER, "list", "Goes through the selected letter by the list of the script."),
    row(Action::LookAtWords, "s", LEDGER, "looked at", "Records who looked at exactly these words, and whether they can go."),
    row(Action::Consent, "c", LEDGER, "may it go?", "Records how much the sender lets be passed on: all, a part, in other words, nothing."),
    quiet(Action::TakeBackConsent, "x", LEDGER, "yes taken back", "Records that the sender takes the yes back; nothing is passed on then."),
    quiet(Action::OfferLetter, "o", LEDGER, "offer", "Records whether the receiver wants the selected letter."),
    row(Action::PassOn, "d", LEDGER, "pass on", "Records that the selected one was passed on: how, and who was there."),
    quiet(Action::HoldMessage, "h", LEDGER, "on file", "Keeps the selected one on file for now."),
    quiet(Action::NoteReaction, "r", LEDGER, "reaction", "Notes what the receiver says to it, if the receiver agrees to that."),
    quiet(Action::WantsReply, "w", LEDGER, "answer?", "Records whether the receiver wants to answer."),
    quiet(Action::ClosingTalk, "t", LEDGER, "closing talk", "Records a closing conversation about the letters."),
    quiet(Action::CloseMessage, "f", LEDGER, "close", "Records that nothing more is to be done about the selected one."),
    quiet(Action::NextPane, "tab", LEDGER, "whole page", "Shows everything of the selected one with all its wordings, or the list again."),

    quiet(Action::Board, "tab", PLACES, "board", "Goes to the agreement board."),
    quiet(Action::Up, "up", PRIVATE, "up", "Moves up in questions that are longer than the screen."),
    quiet(Action::Down, "down", PRIVATE, "down", "Moves down in questions that are longer than the screen."),
    quiet(Action::Up, "up", PLACES, "up", "Moves up."),
    quiet(Action::Down, "down", PLACES, "down", "Moves down."),
    quiet(Action::Up, "up k", LIST, "up", "Moves up."),
    quiet(Action::Down, "down j", LIST, "down", "Moves down."),
    quiet(Action::PageUp, "pgup", LISTS, "page up", "Moves a page up."),
    quiet(Action::PageDown, "pgdn", LISTS, "page down", "Moves a page down."),
    quiet(Action::First, "home", LISTS, "first", "Moves to the first."),
    quiet(Action::Last, "end", LISTS, "last", "Moves to the last."),
    row(Action::MoveUp, "[ ctrl-up", ORDERED, "move up", "Moves what is selected up."),
    row(Action::MoveDown, "] ctrl-down", ORDERED, "move down", "Moves what is selected down."),
    quiet(Action::ClickAgain, "space", UNHURRIED, "decides nothing", "Decides nothing, so that a clicker that is pressed twice cannot; Enter chooses."),
    row(Action::Choose, "enter space", LIST, "choose", "Chooses what is selected; where rows are numbered, a number selects one."),

    row(Action::NextOrDone, "enter", FORM, "next", "Goes to the next field; on the last one it is done."),
    quiet(Action::NextField, "tab down", FORM, "next", "Goes to the next field."),
    quiet(Action::PreviousField, "backtab up", FORM, "previous", "Goes to the field before."),
    row(Action::Accept, "ctrl-s", FORM, "done", "Is done with the form and keeps it."),
    row(Action::Accept, "ctrl-s enter", TEXT, "done", "Is done with the text and keeps it; Alt-Enter begins a new line."),

    row(Action::Close, "esc", CLOSING, "back", "Goes back to what lies below; what is saved stays saved."),

    row(Action::Help, "?", EVERYWHERE, "help", "Shows every key that is live here, and why one can do nothing now; while typing it is a question mark."),
    quiet(Action::Palette, ":", EVERYWHERE, "find", "Finds something to do by typing part of its name."),
    quiet(Action::HideEverything, "ctrl-l f12", EVERYWHERE, "hide all", "Hides everything from anywhere, also while typing; pressed again, shows it."),
    row(Action::Leave, "ctrl-q ctrl-c", EVERYWHERE, "leave", "Asks how to leave; nothing ends by one key."),
    quiet(Action::Suspend, "ctrl-z", EVERYWHERE, "shell", "Hides everything and goes back to the shell; fg returns."),
    quiet(Action::Redraw, "ctrl-g", EVERYWHERE, "redraw", "Draws the screen afresh."),
];
