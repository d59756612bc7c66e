//! Why something was refused and what to do instead, in one sentence each.

use super::Refusal;

impl Refusal {
    #[expect(
        clippy::too_many_lines,
        reason = "one table: every refusal with its two sentences"
    )]
    pub(super) fn sentences(&self) -> (&'static str, &'static str) {
        match self {
            Self::NoSession => ("The meeting has not begun.", "Begin it first."),
            Self::SessionRunning => ("The meeting is going on.", "End it or put it off first."),
            Self::SessionAdjourned => (
                "The meeting goes on another day.",
                "Go on with it, or end it where it stopped.",
            ),
            Self::SessionOver => (
                "The meeting is over.",
                "What was agreed can be opened again, with signing and copies.",
            ),
            Self::SessionNotOver => (
                "The meeting is still going on.",
                "End it first; this is asked once the room is empty.",
            ),
            Self::NotInScript => (
                "The script has no such part.",
                "Choose one of the parts on the list.",
            ),
            Self::NoSuchPerson => (
                "Nobody of that number is on the list.",
                "Add the person first.",
            ),
            Self::NameEmpty => (
                "A name is missing.",
                "Type the name the person wants to be called.",
            ),
            Self::NameTooLong => (
                "The name is longer than 120 characters.",
                "Use the name as it is said in the room.",
            ),
            Self::NamesNobody => (
                "That is a number and not a name.",
                "Type who it is, by name or by what they do.",
            ),
            Self::TooManyPeople => (
                "There are 60 people on the list, which is the limit.",
                "Take somebody off who takes no part.",
            ),
            Self::RoleMissing => (
                "The person has no role of this script.",
                "Choose at least one role.",
            ),
            Self::RoleFull => (
                "The script allows no more people in that role.",
                "Choose another role.",
            ),
            Self::TookPart(_) => (
                "This person took part, so they stay on the list.",
                "Record that they left instead.",
            ),
            Self::IsRecorded(_) => (
                "Something is recorded of this person, so they stay on the list.",
                "Record that they are not coming instead.",
            ),
            Self::CameToday(_) => ("This person came today.", "Record that they left instead."),
            Self::NobodyListed => ("Nobody is on the list yet.", "Add who takes part first."),
            Self::NobodyHere => ("Nobody is here yet.", "Record who has arrived first."),
            Self::NobodyCame => (
                "Nobody has come, so it cannot have been held.",
                "Put down who was here, or choose that it stopped before its end: it is then still to come. Where nobody is left, see each of them alone.",
            ),
            Self::BroughtTooLate => (
                "What was agreed elsewhere is entered before the first meeting.",
                "Write it on the board as a line of its own, and ask for each yes.",
            ),
            Self::NotWilling(_) => (
                "Somebody here is not willing to take part.",
                "Speak with them in private, or record that they left.",
            ),
            Self::WithdrawalOpen(_) => (
                "Somebody no longer wants to take part.",
                "Settle first what follows from that.",
            ),
            Self::NobodyWithdrew => ("Nobody withdrew.", "Record it in the list of people first."),
            Self::PrincipalWithdrew(_) => (
                "The meeting cannot go on without this person.",
                "Stop for today, change the method, or end the meeting.",
            ),
            Self::PrincipalLeft(_) => (
                "Somebody left whom this meeting is about.",
                "Say first whether it goes on with their yes, on another day, or ends.",
            ),
            Self::PrivateTime => (
                "This is private time: nothing is recorded.",
                "Wait until people call you back in.",
            ),
            Self::NoPrivateTime => (
                "There is no private time going on.",
                "Go on to the private time first.",
            ),
            Self::OnBreak => ("There is a break.", "End the break first."),
            Self::InTimeOut => ("There is a time-out.", "Say first how the time-out ended."),
            Self::NoBreak => ("There is no break going on.", "Go on as you are."),
            Self::NoTimeOut => ("There is no time-out going on.", "Go on as you are."),
            Self::GatesOpen(_) => (
                "Something has to be checked before the next stage.",
                "Answer each check, with a reason where you go on all the same.",
            ),
            Self::LegalGate(_) => (
                "The meeting would not count without this.",
                "Put it right, put the meeting off, or end it.",
            ),
            Self::NotSoByRecord(_) => (
                "By what is recorded it is not so.",
                "Put it down first where it has become so; else answer no.",
            ),
            Self::NothingDoneYet => (
                "Somebody may not be safe, and nothing stands here of what is done about it.",
                "Write down who is with them or what is done.",
            ),
            Self::ReasonMissing => ("This needs a reason.", "Give the reason in a few words."),
            Self::DeciderMissing => (
                "It is not said who decided this.",
                "Type the name of whoever decided to go on all the same.",
            ),
            Self::CheckNotOpen => (
                "Nothing waits for this check.",
                "Take its answer back first where that was wrong.",
            ),
            Self::NotHere(_) => ("This person is not here.", "Record that they came first."),
            Self::SpokenFor(_) => (
                "They are not in the room, and nobody can do this for them.",
                "Ask them apart: what they say of it goes on the board, beside their name.",
            ),
            Self::NotThereToHear(_) => (
                "They are not here to have it read to them.",
                "Record that they came or are back; else what they say afterwards goes on the board, beside their name.",
            ),
            Self::Consent(refusal) => refusal.sentences(),
            Self::Preparing(refusal) => refusal.sentences(),
            Self::ReasonTooLong => (
                "The reason is longer than 1,000 characters.",
                "Say it in fewer words; a note can hold more.",
            ),
            Self::DecisionOpen => (
                "There is a choice to put down here.",
                "Choose what was decided, or leave it out with a reason.",
            ),
            Self::AtTheStart => ("This is the beginning.", "Go on when you are ready."),
            Self::AtTheEnd => (
                "This is the end of the script.",
                "Close the agreement or end the meeting.",
            ),
            Self::NoSuchTurn => (
                "That turn is not part of the meeting as it stands.",
                "Choose one of the turns on the list.",
            ),
            Self::MustNeedsReason => (
                "The script counts this as needed.",
                "Say why it is left out.",
            ),
            Self::PassOnlyInRounds => (
                "Passing belongs to rounds with a talking piece.",
                "Leave it out with a reason instead.",
            ),
            Self::StageNotOptional => (
                "This stage is part of every meeting of this script.",
                "Leave out single prompts with a reason instead.",
            ),
            Self::OrderIncomplete => (
                "The order has to name everybody who speaks, once.",
                "Put everybody in the list.",
            ),
            Self::NoWordsHere => (
                "The script takes down no words in this stage.",
                "Make a mark with one key; words can be added to it once this stage is over.",
            ),
            Self::WordsEmpty => ("There are no words yet.", "Type something first."),
            Self::WordsTooLong => (
                "That is longer than 20,000 characters.",
                "Divide it into two.",
            ),
            Self::NoSuchMark => (
                "That mark is no longer there.",
                "Choose one of the marks on the list.",
            ),
            Self::WrongMark => (
                "That does not fit this kind of mark.",
                "Choose a mark of the right kind.",
            ),
            Self::OnlyAgreed => (
                "Only what is agreed is kept of these words.",
                "Put them on the board.",
            ),
            Self::NoSuchItem => (
                "That is no longer on the board.",
                "Choose one of those on the board.",
            ),
            Self::ItemEmpty => (
                "It has no words yet.",
                "Write down what exactly was offered.",
            ),
            Self::NoVoice(_) => (
                "The script does not ask this person about what is on the board.",
                "Ask the people who are on the list.",
            ),
            Self::NotAskedByScript => (
                "The script does not ask for this.",
                "Use the parts that this process has.",
            ),
            Self::NotAChild(_) => (
                "The meeting is not about this person as a child.",
                "Choose the child, or take the words down as a note.",
            ),
            Self::DateInThePast => ("That date has passed.", "Choose a date from today on."),
            Self::NotHarmed(_) => (
                "This is told to people who were harmed.",
                "Choose somebody who was harmed.",
            ),
            Self::NothingMissed(_) => (
                "This person missed no such session.",
                "Choose a session that they were not at.",
            ),
            Self::Typed(refusal) => refusal.sentences(),
            Self::DateTooLong => (
                "The date is longer than 120 characters.",
                "Say it in a few words, such as \"in two weeks\".",
            ),
            Self::TooManyNamed => (
                "This names more than 300 people.",
                "Name a group, or divide it into two.",
            ),
            Self::AgreementTooLong => (
                "Everything on the board is together longer than can be saved.",
                "Say this in fewer words, or shorten something else first.",
            ),
            Self::NothingToClose => (
                "There is nothing on the board to agree.",
                "Write down what was offered, or end without an agreement.",
            ),
            Self::NothingAccepted => (
                "What is on the board was not accepted.",
                "Those whose plan it is may answer that, or change it; then ask for the decision \
                 again.",
            ),
            Self::NotAgreed(_) => (
                "Somebody whose yes is needed has not said yes.",
                "Ask them, change the words, or take it off the board.",
            ),
            Self::NotReadBack(_) => (
                "Not everything on the board was read back.",
                "Read the rest back first.",
            ),
            Self::NotRatified(_) => (
                "Not everything on the board was decided on by the person who has to accept it.",
                "Ask for the decision now, with its reason.",
            ),
            Self::PlanIncomplete(_) => {
                ("Something that this plan needs is missing.", "Ask it now.")
            }
            Self::AgreementClosed => (
                "The agreement is closed.",
                "Open it again first; that will be visible.",
            ),
            Self::AgreementOpen => ("The agreement is not closed.", "Close it first."),
            Self::NoClosedAgreement => (
                "There is no closed agreement.",
                "Close the agreement first, or choose another ending.",
            ),
            Self::AgreementStands => (
                "An agreement was closed in this meeting, so it does not end without one.",
                "Say that there is an agreement; or open it again first, if it does not hold.",
            ),
            Self::NothingNewAgreed => (
                "Nothing was agreed anew in this meeting: what was agreed before stands as it was.",
                "Open it again and close it anew if it changes, or choose another ending.",
            ),
            Self::NotInThePlan => (
                "That is no part of what was agreed.",
                "Choose one of those that the agreement names.",
            ),
            Self::NoAmount => (
                "How much it was is missing, or too large.",
                "Write it as a number, such as 20 or 12.50.",
            ),
            Self::NobodyMetYet => (
                "No meeting of this case has ended yet.",
                "Ask afterwards how it was.",
            ),
            Self::FormHandedIn(_) => (
                "This person has handed the form in already.",
                "One form of each kind is taken from each person.",
            ),
            Self::NobodySaidSo => (
                "It is not said who agreed to that.",
                "Choose who says so: nobody else can change or let go what people agreed.",
            ),
            Self::TypistMissing => (
                "Nobody is named who types this in.",
                "Write your name; it stands in the record, apart from the answers.",
            ),
            Self::TypedByFacilitator => (
                "Whoever ran the meeting does not type in how it was for others.",
                "Keep the paper in a closed envelope until somebody else can.",
            ),
            Self::CaseClosed => (
                "This case is closed.",
                "Open it again first, on the page of what became of it.",
            ),
            Self::CaseStillOpen => (
                "Something in this case is still open.",
                "Deal with it first, or say why the case is closed all the same.",
            ),
            Self::OnHold => (
                "This case is on hold.",
                "Lift the hold first, for a reason.",
            ),
            Self::DisposedOf => (
                "The case of this reference was disposed of.",
                "Its receipt stands in the folder `receipts`; no other case gets the reference.",
            ),
            Self::NotOnHold => ("This case is not on hold.", "There is nothing to lift."),
            Self::NothingToTakeOut => (
                "There are no words of theirs in this record.",
                "Single entries can be named with --entry; `timeline --json` tells their numbers.",
            ),
            Self::EntryWithoutWords => (
                "One of these entries has no words that could be taken out.",
                "`timeline --json` tells the numbers; a name is corrected on the page of people.",
            ),
            Self::EntriesOfNewer => (
                "A newer version of the program recorded something in this case.",
                "Update this one first, so that no word is overlooked.",
            ),
            Self::WordsWait => (
                "Something in this case was half-typed, or saved and not filed.",
                "Open the case, file it or let it go; then ask again.",
            ),
            Self::SealItFirst => (
                "This case is not sealed, as the others here are.",
                "Use `talking-piece rekey` with its reference first.",
            ),
            Self::TakeCopyAwayFirst => (
                "A copy that another program made lies in the folder of this case, or beside it.",
                "It may hold the words as well: compare it with `verify`, take it away, and ask again.",
            ),
            Self::NoLocks => (
                "This drive cannot keep a second window out.",
                "Move the cases to a drive of this computer first, or they could be changed meanwhile.",
            ),
            Self::NoOldRecord => (
                "No words were taken out of this case, or nothing of the record before is left.",
                "There is nothing to delete.",
            ),
            Self::NothingToUndo => (
                "There is nothing to take back.",
                "What was struck or closed stays.",
            ),
            Self::NothingToRedo => (
                "There is nothing to put back.",
                "Only what was just taken back can be put back.",
            ),
            Self::Carrying(refusal) => refusal.sentences(),
            Self::ReadOnly => (
                "This case can only be read here.",
                "Open it with Run to go on with it.",
            ),
        }
    }
}
