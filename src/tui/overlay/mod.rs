//! Panels above the screen; only the top one gets keys.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "an overlay answers the few actions of its contexts; the key table says which"
)]

mod another_day;
mod asking;
mod change;
mod choices;
mod close_agreement;
mod confirm;
mod copies;
mod course;
mod day;
mod decision;
mod disposal;
mod ending;
mod gate;
mod go_to;
mod help;
mod leave;
mod long_paste;
mod no_words;
mod order;
mod palette;
mod person;
mod preparing;
mod ratification;
mod recovery;
mod sealed_or_plain;
mod skip;
mod taken_back;
mod time_out;
mod times;
mod who_is_here;
mod withdrawal;
mod words;

pub use another_day::AnotherDay;
pub use change::Change;
pub use choices::Choices;
pub use close_agreement::CloseAgreement;
pub use confirm::Confirm;
pub use decision::Decision;
pub use disposal::Disposal;
pub use ending::Ending;
pub use gate::Gate;
pub use go_to::GoTo;
pub use help::Help;
pub use leave::Leave;
pub use long_paste::LongPaste;
pub use no_words::NoWords;
pub use order::Order;
pub use palette::Palette;
pub use person::Person;
pub use ratification::Ratification;
pub use recovery::Recovery;
pub use sealed_or_plain::SealedOrPlain;
pub use skip::Skip;
pub use time_out::TimeOut;
pub use times::Times;
pub use who_is_here::WhoIsHere;
pub use withdrawal::Withdrawal;
pub use words::Words;

use super::effect::OverlayRequest;
use super::hints::Hint;
use super::layer::Layer;
use super::model::Model;

/// An overlay.
///
/// To add one: its own file, one variant here, one arm in each of the three
/// functions, and one variant of [`OverlayRequest`].
pub enum Overlay {
    /// Every key that is live.
    Help(Help),
    /// What can be done, found by typing.
    Palette(Palette),
    /// A few ways to choose from.
    Choices(Choices),
    /// A longer text.
    Words(Words),
    /// Why no words are taken here.
    NoWords(NoWords),
    /// What is still open before the agreement is closed.
    CloseAgreement(CloseAgreement),
    /// The decision of whoever ratifies.
    Ratification(Ratification),
    /// Stages and turns to go to.
    GoTo(GoTo),
    /// The order of speaking.
    Order(Order),
    /// Somebody as a form.
    Person(Person),
    /// How to leave.
    Leave(Leave),
    /// Whether to keep the beginning of a long paste.
    LongPaste(LongPaste),
    /// Checks before the next stage.
    Gate(Gate),
    /// What people decided.
    Decision(Decision),
    /// What disposing of a case means, and its reference to be typed.
    Disposal(Disposal),
    /// Whether the key of the service opens the cases.
    Recovery(Recovery),
    /// Whether papers are sealed, or one is printed.
    SealedOrPlain(SealedOrPlain),
    /// Why a turn is left out.
    Skip(Skip),
    /// A time-out.
    TimeOut(TimeOut),
    /// Times of a meeting that was held before.
    Times(Times),
    /// What follows from a withdrawal.
    Withdrawal(Withdrawal),
    /// In which way the meeting ends.
    Ending(Ending),
    /// On which day the meeting goes on.
    AnotherDay(AnotherDay),
    /// What would have to change for somebody's yes.
    Change(Change),
    /// A yes-or-no question.
    Confirm(Confirm),
    /// A form of the preparation.
    Preparing(Box<dyn Layer>),
    /// Who of one side is in the room.
    WhoIsHere(WhoIsHere),
}

impl Overlay {
    /// Makes the overlay that is asked for; nothing where there is nothing to ask.
    ///
    /// The hints are the key rows of the layer below it.
    pub fn open(request: &OverlayRequest, model: &Model, hints: Vec<Hint>) -> Option<Self> {
        let case = model.case();
        match request {
            OverlayRequest::Help => Some(Self::Help(Help::new(hints))),
            OverlayRequest::Palette => Some(Self::Palette(Palette::new(hints))),
            OverlayRequest::NoWords(refusal) => Some(Self::NoWords(NoWords::new(refusal.clone()))),
            OverlayRequest::Words(mark) => match case?.may_add_words(*mark) {
                Ok(()) => Some(Self::Words(Words::of_mark(*mark))),
                Err(refusal) => Some(Self::NoWords(NoWords::new(refusal))),
            },
            OverlayRequest::Concern(item) => Some(Self::Words(Words::of_concern(*item, case?))),
            OverlayRequest::CloseAgreement if case?.agreement.closed => {
                Some(Self::Words(Words::of_reopening()))
            }
            OverlayRequest::CloseAgreement => Some(Self::CloseAgreement(CloseAgreement::default())),
            OverlayRequest::Ratification(item) => {
                Ratification::new(*item, model).map(Self::Ratification)
            }
            OverlayRequest::GoTo => Some(Self::GoTo(GoTo::new(case?, model))),
            OverlayRequest::Order => Some(Self::Order(Order::new(case?))),
            OverlayRequest::PaperForms => Some(Self::Choices(Choices::paper_forms(case?))),
            OverlayRequest::CopyHolds(id, at) => Choices::copy(*id, *at, model).map(Self::Choices),
            OverlayRequest::CopyWords(id) => Some(Self::Words(Words::of_copy(*id, case?))),
            OverlayRequest::Presence(who) => Choices::presence(*who, model).map(Self::Choices),
            OverlayRequest::Person(id) => Some(Self::Person(Person::new(*id, case?, model))),
            OverlayRequest::Willing(person) => Choices::willing(*person, model).map(Self::Choices),
            OverlayRequest::WhoIsHere(kind) => {
                Some(Self::WhoIsHere(WhoIsHere::new(kind, case?, model)))
            }
            OverlayRequest::TakenBackElsewhere(asked) => {
                Choices::taken_back_elsewhere(*asked, model).map(Self::Choices)
            }
            OverlayRequest::Begin(before, said) => {
                Some(Self::Choices(Choices::begin(before, said.as_ref(), model)))
            }
            OverlayRequest::Called => Some(Self::Choices(Choices::called())),
            OverlayRequest::LongPaste(beginning, length) => {
                Some(Self::LongPaste(LongPaste::new(beginning, *length)))
            }
            OverlayRequest::OwnAnswer => Choices::own_answer(model).map(Self::Choices),
            OverlayRequest::CatchUp(person) => Choices::catch_up(*person, model).map(Self::Choices),
            OverlayRequest::Progress(item) => Choices::progress(*item, model).map(Self::Choices),
            OverlayRequest::Leave => Some(Self::Leave(Leave::new(model))),
            OverlayRequest::Confirm(question) => {
                Some(Self::Confirm(Confirm::new(question.as_ref().clone())))
            }
            OverlayRequest::UnfinishedNote(then) => {
                Some(Self::Choices(Choices::unfinished_note(then, model)))
            }
            OverlayRequest::Gate(gates) => Gate::new(gates, model).map(Self::Gate),
            OverlayRequest::Decision => Decision::new(model).map(Self::Decision),
            OverlayRequest::Preparing(panel) => {
                preparing::open(panel, case?, model).map(Self::Preparing)
            }
            OverlayRequest::Disposal => Disposal::new(model).map(Self::Disposal),
            OverlayRequest::Recovery => Some(Self::Recovery(Recovery::ask())),
            OverlayRequest::SealedOrPlain(form, folder) => Some(Self::SealedOrPlain(
                SealedOrPlain::new(form.clone(), folder.clone()),
            )),
            OverlayRequest::Skip => Skip::new(model).map(Self::Skip),
            OverlayRequest::TimeOut => TimeOut::new(model).map(Self::TimeOut),
            OverlayRequest::HeldBefore(kind) => Some(Self::Times(Times::new(Some(kind.clone())))),
            OverlayRequest::WhichHeldBefore => Some(Self::Choices(Choices::held_before(model))),
            OverlayRequest::TypeTime => Some(Self::Times(Times::new(None))),
            OverlayRequest::Withdrawal(person) => Some(Self::Withdrawal(Withdrawal::new(*person))),
            OverlayRequest::Ending => Some(Self::Ending(Ending::new(model))),
            OverlayRequest::Change(item, person, read_back) => {
                Some(Self::Change(Change::new(*item, *person, *read_back)))
            }
            OverlayRequest::AnotherDay(by) => Some(Self::AnotherDay(AnotherDay::new(by.clone()))),
        }
    }

    /// What it can do.
    pub fn layer(&self) -> &dyn Layer {
        match self {
            Self::Help(overlay) => overlay,
            Self::Palette(overlay) => overlay,
            Self::Choices(overlay) => overlay,
            Self::Words(overlay) => overlay,
            Self::NoWords(overlay) => overlay,
            Self::CloseAgreement(overlay) => overlay,
            Self::Ratification(overlay) => overlay,
            Self::GoTo(overlay) => overlay,
            Self::Order(overlay) => overlay,
            Self::Person(overlay) => overlay,
            Self::Leave(overlay) => overlay,
            Self::LongPaste(overlay) => overlay,
            Self::Gate(overlay) => overlay,
            Self::Decision(overlay) => overlay,
            Self::Disposal(overlay) => overlay,
            Self::Recovery(overlay) => overlay,
            Self::SealedOrPlain(overlay) => overlay,
            Self::Skip(overlay) => overlay,
            Self::TimeOut(overlay) => overlay,
            Self::Times(overlay) => overlay,
            Self::Withdrawal(overlay) => overlay,
            Self::Ending(overlay) => overlay,
            Self::AnotherDay(overlay) => overlay,
            Self::Change(overlay) => overlay,
            Self::Confirm(overlay) => overlay,
            Self::Preparing(overlay) => overlay.as_ref(),
            Self::WhoIsHere(overlay) => overlay,
        }
    }

    /// The same, to take a key.
    pub fn layer_mut(&mut self) -> &mut dyn Layer {
        match self {
            Self::Help(overlay) => overlay,
            Self::Palette(overlay) => overlay,
            Self::Choices(overlay) => overlay,
            Self::Words(overlay) => overlay,
            Self::NoWords(overlay) => overlay,
            Self::CloseAgreement(overlay) => overlay,
            Self::Ratification(overlay) => overlay,
            Self::GoTo(overlay) => overlay,
            Self::Order(overlay) => overlay,
            Self::Person(overlay) => overlay,
            Self::Leave(overlay) => overlay,
            Self::LongPaste(overlay) => overlay,
            Self::Gate(overlay) => overlay,
            Self::Decision(overlay) => overlay,
            Self::Disposal(overlay) => overlay,
            Self::Recovery(overlay) => overlay,
            Self::SealedOrPlain(overlay) => overlay,
            Self::Skip(overlay) => overlay,
            Self::TimeOut(overlay) => overlay,
            Self::Times(overlay) => overlay,
            Self::Withdrawal(overlay) => overlay,
            Self::Ending(overlay) => overlay,
            Self::AnotherDay(overlay) => overlay,
            Self::Change(overlay) => overlay,
            Self::Confirm(overlay) => overlay,
            Self::Preparing(overlay) => overlay.as_mut(),
            Self::WhoIsHere(overlay) => overlay,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tui::testing::World;

    #[test]
    fn every_panel_fits_both_sizes() {
        for (name, keys) in [
            ("presence", "l"),
            ("presence_of_one", "l down enter"),
            ("order", "o"),
            ("go_to", "g"),
            ("palette", ":"),
            ("leave", "ctrl-q"),
            ("help", "?"),
            ("person", "h a"),
            ("willing", "h w"),
        ] {
            let mut world = World::conference().press(keys);
            insta::assert_snapshot!(format!("{name}_80x24"), world.screen(80, 24));
            insta::assert_snapshot!(format!("{name}_120x40"), world.screen(120, 40));
        }
    }

    #[test]
    fn a_question_begins_on_its_no() {
        let mut world = World::home()
            .press("home enter enter enter a")
            .words("Sam")
            .press("tab space ctrl-s x");
        insta::assert_snapshot!("confirm_80x24", world.screen(80, 24));
        insta::assert_snapshot!("confirm_120x40", world.screen(120, 40));
        let world = world.press("enter");
        assert_eq!(world.app.model().case().unwrap().people.len(), 1);
        let world = world.press("x down enter");
        assert!(world.app.model().case().unwrap().people.is_empty());
    }

    #[test]
    fn who_stepped_out_and_when_the_meeting_goes_on_is_said() {
        let mut world = World::conference().press("l down down enter enter");
        assert!(world.screen(80, 24).contains("Ann stepped out."));
        let mut world = world.press("l down down enter");
        assert!(world.screen(80, 24).contains("Ann is here."));
        let world = world.press("ctrl-q down enter").words("in a week");
        let mut world = world.press("enter");
        let said = "The meeting goes on another day: Monday 30 November 2026.";
        assert!(world.screen(80, 24).contains(said));
    }

    #[test]
    fn who_is_willing_but_not_today_keeps_that_for_another_day() {
        let world = World::conference().press("h w down down enter");
        let case = world.app.model().case().unwrap();
        assert_eq!(case.people[0].presence, crate::case::Presence::Left);
        assert_eq!(case.people[0].is_willing(), crate::case::Willing::Given);
    }

    #[test]
    fn escape_closes_every_panel_and_changes_nothing() {
        for keys in ["l", "o", "g", ":", "ctrl-q", "?", "space tab"] {
            let world = World::conference().press(keys).press("esc");
            assert!(world.app.overlays().is_empty(), "{keys}");
        }
    }
}
