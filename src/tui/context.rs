//! Where a key is live.

/// A place in which a row of the key table is live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// On every screen and overlay.
    Everywhere,
    /// The home screen.
    Home,
    /// The library of all cases.
    Library,
    /// The list of people.
    People,
    /// The room, with nothing being typed.
    Room,
    /// The full words of a cue, above the room.
    Reading,
    /// The note line of the room.
    Note,
    /// Private time.
    Private,
    /// While the curtain is up.
    Curtain,
    /// The agreement board.
    Board,
    /// Each person's answer to something on the board.
    Answers,
    /// Reading back, item by item.
    ReadBack,
    /// The list of marks and notes.
    Marks,
    /// What people decided.
    Deciding,
    /// Wherever yes or no is answered.
    Answering,
    /// A check before a stage.
    Checking,
    /// Where something is decided that the clicker opened, and must not decide as well.
    Unhurried,
    /// Signing and copies.
    Closing,
    /// Once the room is empty.
    Done,
    /// A case as pages to read.
    CasePage,
    /// A list that is written down with people, such as ground rules.
    Records,
    /// What is met by which item.
    Coverage,
    /// What became of what was agreed.
    Progress,
    /// Forms on which people say how it was.
    Evaluations,
    /// What is prepared before people meet.
    Preparing,
    /// Messages and letters.
    Ledger,
    /// A list whose rows can be put in another order.
    Ordered,
    /// Any list one moves up and down in.
    List,
    /// Any form with several fields.
    Form,
    /// A text of several lines.
    Text,
    /// Any overlay.
    Overlay,
}

impl Context {
    /// Every context, in the order in which help shows them.
    pub const ALL: [Self; 31] = [
        Self::Room,
        Self::Reading,
        Self::Note,
        Self::Private,
        Self::Curtain,
        Self::Board,
        Self::Answers,
        Self::ReadBack,
        Self::Marks,
        Self::Records,
        Self::Coverage,
        Self::Progress,
        Self::Evaluations,
        Self::Ledger,
        Self::People,
        Self::Preparing,
        Self::Closing,
        Self::Done,
        Self::Deciding,
        Self::Answering,
        Self::Checking,
        Self::Unhurried,
        Self::CasePage,
        Self::Home,
        Self::Library,
        Self::Ordered,
        Self::List,
        Self::Form,
        Self::Text,
        Self::Overlay,
        Self::Everywhere,
    ];

    /// Contexts that can be live at once; a key may stand only once in each group.
    ///
    /// Full words lie above the room and take its arrow keys on purpose, so that
    /// these two stand apart. So does what takes the clicker's key from a list.
    pub const TOGETHER: [&[Self]; 30] = [
        &[Self::Home, Self::List, Self::Everywhere],
        &[Self::Library, Self::List, Self::Everywhere],
        &[Self::People, Self::List, Self::Everywhere],
        &[Self::Room, Self::Everywhere],
        &[Self::Reading, Self::Everywhere],
        &[Self::Note, Self::Everywhere],
        &[Self::Unhurried, Self::Everywhere],
        &[Self::Private, Self::Everywhere],
        &[Self::Curtain, Self::Everywhere],
        &[Self::Board, Self::List, Self::Everywhere],
        &[Self::Closing, Self::List, Self::Everywhere],
        &[Self::Done, Self::Answering, Self::List, Self::Everywhere],
        &[Self::Done, Self::Form, Self::Everywhere],
        &[Self::CasePage, Self::List, Self::Everywhere],
        &[
            Self::Answering,
            Self::Checking,
            Self::List,
            Self::Overlay,
            Self::Everywhere,
        ],
        &[Self::Answers, Self::List, Self::Everywhere],
        &[Self::ReadBack, Self::Everywhere],
        &[Self::Marks, Self::Everywhere],
        &[Self::Records, Self::List, Self::Everywhere],
        &[Self::Coverage, Self::List, Self::Everywhere],
        &[Self::Progress, Self::List, Self::Everywhere],
        &[Self::Evaluations, Self::List, Self::Everywhere],
        &[Self::Preparing, Self::Ordered, Self::List, Self::Everywhere],
        &[Self::Ledger, Self::List, Self::Everywhere],
        &[Self::Form, Self::Everywhere],
        &[Self::Form, Self::Overlay, Self::Everywhere],
        &[Self::Text, Self::Overlay, Self::Everywhere],
        &[Self::List, Self::Overlay, Self::Everywhere],
        &[Self::Ordered, Self::List, Self::Overlay, Self::Everywhere],
        &[Self::Deciding, Self::List, Self::Overlay, Self::Everywhere],
    ];

    /// Its heading in help, README and on the card.
    pub fn title(self) -> &'static str {
        match self {
            Self::Everywhere => "Everywhere",
            Self::Home => "Home screen",
            Self::Library => "Library of all cases",
            Self::People => "People",
            Self::Room => "In the room",
            Self::Reading => "While the full words are shown",
            Self::Note => "While typing a note",
            Self::Private => "Private time",
            Self::Curtain => "Behind the curtain",
            Self::Board => "Agreement board",
            Self::Answers => "Answers on the board",
            Self::ReadBack => "Reading back",
            Self::Marks => "Marks and notes",
            Self::Deciding => "What was decided",
            Self::Answering => "While answering",
            Self::Checking => "Checks before a stage",
            Self::Unhurried => "Where a clicker decides nothing",
            Self::Closing => "Signing and copies",
            Self::Done => "Once the room is empty",
            Self::CasePage => "Reading a case",
            Self::Records => "Written down together",
            Self::Coverage => "What is met by what",
            Self::Progress => "What became of it",
            Self::Evaluations => "How it was for people",
            Self::Preparing => "Preparation",
            Self::Ledger => "Messages and letters",
            Self::Ordered => "In a list that has an order",
            Self::List => "In any list",
            Self::Form => "In any form",
            Self::Text => "In a longer text",
            Self::Overlay => "In a panel",
        }
    }
}
