//! Full screens, one at a time.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a screen answers the few actions of its contexts; the key table says which"
)]

mod another_way;
mod board;
mod case_page;
mod closing;
mod done;
mod due;
mod evaluations;
mod home;
mod item;
mod ledger;
mod library;
mod marks;
mod new_case;
mod people;
mod preparation;
mod private;
mod read_back;
mod records;
mod room;
mod taking_back;

pub use another_way::another_way;
pub use board::{Board, brought_unread, needed_and_asked};
pub use case_page::CasePage;
pub(in crate::tui) use closing::listed;
pub use closing::{
    Closing, not_met, passed_over, time_of, to_return_to, why_no_papers, worth_asking,
};
pub use done::Done;
pub use due::Due;
pub use evaluations::Evaluations;
pub use home::Home;
pub use item::ItemForm;
pub use ledger::Ledger;
pub use library::LibraryScreen;
pub use marks::Marks;
pub use new_case::NewCase;
pub use people::{People, asked_again, out_of_date, presence, whereabouts};
pub(in crate::tui) use people::{begin_chosen, who_comes_to};
pub use preparation::Preparation;
pub use private::Private;
pub use read_back::ReadBack;
pub(in crate::tui) use records::became::place_of_due;
pub use records::{Coverage, Lines, Progress, Sheet};
pub use room::{Room, opens};

use super::effect::ScreenRequest;
use super::layer::Layer;
use super::model::Model;

/// The screen below the overlays.
///
/// To add one: its own file, one variant here, one arm in each of the three
/// functions, and where it is asked for by a name of its own, one variant of
/// [`ScreenRequest`].
pub enum Screen {
    /// The three doors.
    Home(Home),
    /// The library of all cases.
    Library(Box<LibraryScreen>),
    /// A new case, or the process that a case goes over to.
    NewCase(NewCase),
    /// The people of the open case.
    People(People),
    /// The room.
    Room(Room),
    /// Private time.
    Private(Private),
    /// Signing and copies.
    Closing(Closing),
    /// Once the room is empty.
    Done(Done),
    /// A case as pages to read.
    CasePage(CasePage),
    /// The agreement board.
    Board(Board),
    /// One item, asked in spoken questions.
    Item(ItemForm),
    /// Reading back, item by item.
    ReadBack(ReadBack),
    /// Marks and notes so far.
    Marks(Marks),
    /// Lines written down one after the other.
    Lines(Lines),
    /// A few questions answered once.
    Sheet(Sheet),
    /// Which item meets what.
    Coverage(Coverage),
    /// What became of each thing that was agreed.
    Progress(Progress),
    /// What is prepared before people meet.
    Preparation(Preparation),
    /// Messages and letters.
    Ledger(Ledger),
    /// What is due in every case.
    Due(Due),
    /// Forms on which people say how it was.
    Evaluations(Box<Evaluations>),
}

impl Screen {
    /// Makes the screen that is asked for; nothing where there is none for it.
    pub fn open(request: &ScreenRequest, model: &Model) -> Option<Self> {
        match request {
            ScreenRequest::Home(door) => Some(Self::Home(Home::new(*door))),
            ScreenRequest::Library => Some(Self::Library(Box::new(LibraryScreen::new(model)))),
            ScreenRequest::NewCase => Some(Self::NewCase(NewCase::new(model))),
            ScreenRequest::OtherProcess => Some(Self::NewCase(NewCase::other_process(model))),
            ScreenRequest::People => Some(Self::People(People::default())),
            ScreenRequest::Room => Some(Self::Room(Room::new(model))),
            ScreenRequest::Private => Some(Self::Private(Private::default())),
            ScreenRequest::Closing => Some(Self::Closing(Closing::default())),
            ScreenRequest::Done => Some(Self::Done(Done::new(model))),
            ScreenRequest::CasePage => Some(Self::CasePage(CasePage::default())),
            ScreenRequest::Board => Some(Self::Board(Board::new(model))),
            ScreenRequest::Answers(item) => Some(Self::Board(Board::at_answers(*item, model))),
            ScreenRequest::Item(item, idea) => ItemForm::new(*item, *idea, model).map(Self::Item),
            ScreenRequest::ReadBack => Some(Self::ReadBack(ReadBack::new(model))),
            ScreenRequest::Marks => Some(Self::Marks(Marks::new(model))),
            ScreenRequest::Record(kind) => records::open(*kind, model),
            ScreenRequest::Preparation(section) => {
                Some(Self::Preparation(Preparation::new(*section)))
            }
            ScreenRequest::Ledger => Some(Self::Ledger(Ledger::new(model))),
            ScreenRequest::Due => Some(Self::Due(Due::default())),
            ScreenRequest::Evaluations => Some(Self::Evaluations(Box::default())),
            ScreenRequest::WhereWeAre => None,
        }
    }

    /// What it can do.
    pub fn layer(&self) -> &dyn Layer {
        match self {
            Self::Home(screen) => screen,
            Self::Library(screen) => &**screen,
            Self::NewCase(screen) => screen,
            Self::People(screen) => screen,
            Self::Room(screen) => screen,
            Self::Private(screen) => screen,
            Self::Closing(screen) => screen,
            Self::Done(screen) => screen,
            Self::CasePage(screen) => screen,
            Self::Board(screen) => screen,
            Self::Item(screen) => screen,
            Self::ReadBack(screen) => screen,
            Self::Marks(screen) => screen,
            Self::Lines(screen) => screen,
            Self::Sheet(screen) => screen,
            Self::Coverage(screen) => screen,
            Self::Progress(screen) => screen,
            Self::Preparation(screen) => screen,
            Self::Ledger(screen) => screen,
            Self::Due(screen) => screen,
            Self::Evaluations(screen) => &**screen,
        }
    }

    /// The same, to take a key.
    pub fn layer_mut(&mut self) -> &mut dyn Layer {
        match self {
            Self::Home(screen) => screen,
            Self::Library(screen) => &mut **screen,
            Self::NewCase(screen) => screen,
            Self::People(screen) => screen,
            Self::Room(screen) => screen,
            Self::Private(screen) => screen,
            Self::Closing(screen) => screen,
            Self::Done(screen) => screen,
            Self::CasePage(screen) => screen,
            Self::Board(screen) => screen,
            Self::Item(screen) => screen,
            Self::ReadBack(screen) => screen,
            Self::Marks(screen) => screen,
            Self::Lines(screen) => screen,
            Self::Sheet(screen) => screen,
            Self::Coverage(screen) => screen,
            Self::Progress(screen) => screen,
            Self::Preparation(screen) => screen,
            Self::Ledger(screen) => screen,
            Self::Due(screen) => screen,
            Self::Evaluations(screen) => &mut **screen,
        }
    }
}
