//! The questions of each step, and the commands that their answers lead to.

use chrono::NaiveDate;

use super::asked::Step;
use super::offer::OfferForm;
use super::questions::{WAYS, questions};
use super::wording::{self, words_of};
use crate::case::{CarryingCommand, Case, Command, Extent, Message, MessageId, Party, PersonId};
use crate::tui::action::Action;
use crate::tui::widget::{Asking, Reply};

/// The questions of one step.
pub(super) struct StepForm {
    step: FormOf,
    /// What the questions are about, to be read while they are answered.
    pub(super) about: String,
    pub(super) asking: Asking,
    pub(super) warned: bool,
}

enum FormOf {
    /// A new one.
    New(OfferForm),
    /// A step of one that is there, with the people that its answers name.
    Step(Step, MessageId, Vec<PersonId>),
}

const WHICH_IS_MEANT: &str = "Something is written down of what may be passed on. Is it exactly \
                              this, a part of it, or other words? Choose, or clear those words.";
const WHO_LOOKED: &str = "Nobody is named yet. Say who it was: a name, or somebody on the list.";
const CAN_IT_GO: &str = "It is written down what has to change. Can it go, or not? Choose, or clear \
                         those words.";
const NOT_WRITTEN_DOWN: &str = "They do not want it written down, and words stand here. Ask once \
                                more, or clear those words.";
const EXTENTS: [Extent; 4] = [
    Extent::All,
    Extent::Part,
    Extent::Paraphrase,
    Extent::Nothing,
];

impl StepForm {
    /// Takes down a new message or letter.
    ///
    /// `answered` is the one that it most likely answers.
    pub(super) fn new_one(
        case: &Case,
        letters_first: bool,
        answered: Option<MessageId>,
        today: NaiveDate,
    ) -> Self {
        let (form, questions) = OfferForm::new(case, letters_first, answered);
        Self {
            step: FormOf::New(form),
            about: String::new(),
            asking: Asking::new(questions, today),
            warned: false,
        }
    }

    /// Takes a step with one that is there.
    pub(super) fn of(step: Step, message: &Message, case: &Case, today: NaiveDate) -> Self {
        let (questions, people) = questions(step, message, case);
        let about = match step {
            Step::Word => String::new(),
            // Nobody reads a letter before they said that they want it.
            Step::Offer => wording::offered(case, message),
            Step::Agree
            | Step::List
            | Step::Look
            | Step::Consent
            | Step::TakeBack
            | Step::Deliver
            | Step::React
            | Step::Reply
            | Step::Talk
            | Step::Close => words_of(message),
        };
        Self {
            step: FormOf::Step(step, message.id, people),
            about,
            asking: Asking::new(questions, today),
            warned: false,
        }
    }

    /// Whether it takes down a new one.
    pub(super) fn is_new(&self) -> bool {
        matches!(self.step, FormOf::New(_))
    }

    /// What the answers ask for; nothing where the answer is that it is not so yet.
    pub(super) fn command(&self) -> Option<Command> {
        let command = match &self.step {
            FormOf::New(form) => form.command(&self.asking),
            FormOf::Step(step, message, people) => self.of_step(*step, *message, people),
        };
        command.map(Command::Carrying)
    }

    /// Where the answers leave open what is meant: the question to go back to, and what to say.
    pub(super) fn unclear(&self) -> Option<(usize, &'static str)> {
        let FormOf::Step(step, ..) = &self.step else {
            return None;
        };
        let typed = |place| {
            let reply = self.asking.reply(place);
            reply.and_then(Reply::said).is_some()
        };
        match step {
            Step::Consent => {
                let whole = matches!(
                    EXTENTS.get(self.chosen(0)),
                    Some(Extent::All | Extent::Nothing)
                );
                (whole && typed(1)).then_some((0, WHICH_IS_MEANT))
            }
            Step::Look if self.looked_by_nobody() => Some((0, WHO_LOOKED)),
            Step::Look => (self.chosen(1) == 0 && typed(2)).then_some((1, CAN_IT_GO)),
            Step::React => (self.chosen(0) == 1 && typed(1)).then_some((0, NOT_WRITTEN_DOWN)),
            Step::Word
            | Step::Agree
            | Step::List
            | Step::TakeBack
            | Step::Offer
            | Step::Deliver
            | Step::Reply
            | Step::Talk
            | Step::Close => None,
        }
    }

    /// Whether somebody just said that nothing of what they say is written down, so that nothing
    /// more is asked.
    pub(super) fn is_left_unwritten(&self, action: Action) -> bool {
        let first = self.asking.reply(0);
        let said_no =
            first.is_some_and(|reply| !reply.is_still_to_be_said() && reply.chosen() == 1);
        let reacts = matches!(self.step, FormOf::Step(Step::React, ..));
        let asked_now = action == Action::NextOrDone && self.asking.focus == 1;
        reacts && asked_now && said_no && self.said(1).is_empty()
    }

    fn looked_by_nobody(&self) -> bool {
        match self.asking.reply(0) {
            Some(Reply::Parties(parties)) => parties.chosen.is_empty(),
            Some(Reply::Words(_) | Reply::Date(_) | Reply::Ticks(_) | Reply::Choice { .. })
            | None => false,
        }
    }

    fn said(&self, place: usize) -> String {
        self.asking
            .reply(place)
            .and_then(Reply::said)
            .unwrap_or_default()
    }

    fn chosen(&self, place: usize) -> usize {
        self.asking.reply(place).map_or(0, Reply::chosen)
    }

    fn of_step(
        &self,
        step: Step,
        message: MessageId,
        people: &[PersonId],
    ) -> Option<CarryingCommand> {
        let first = self.chosen(0) == 0;
        match step {
            Step::Word => Some(CarryingCommand::Word {
                message,
                text: self.said(0),
                helped_by: self
                    .chosen(1)
                    .checked_sub(1)
                    .and_then(|place| people.get(place).copied()),
            }),
            Step::Agree => first.then_some(CarryingCommand::AgreeWording(message)),
            Step::List => Some(CarryingCommand::GoThroughList(message, self.ticked(0))),
            Step::Look => Some(CarryingCommand::Check {
                message,
                checked_by: self.looked(),
                passed: self.chosen(1) == 0,
                wrong: self.asking.reply(2).and_then(Reply::said),
            }),
            Step::Consent => {
                let of_letter = self.asking.questions.len() == 1;
                let extent = match (of_letter, self.chosen(0)) {
                    (true, 0) => Extent::All,
                    (true, _) => Extent::Nothing,
                    (false, place) => EXTENTS.get(place).copied()?,
                };
                let words = self.asking.reply(1).and_then(Reply::said);
                Some(CarryingCommand::Consent(message, extent, words))
            }
            Step::TakeBack => first.then_some(CarryingCommand::Withdraw(message)),
            Step::Offer => Some(CarryingCommand::AskReceiver {
                message,
                wants: first,
                tell: self.chosen(1) == 0,
            }),
            Step::Deliver => {
                let present = people.iter().zip(self.ticked(1));
                Some(CarryingCommand::Deliver {
                    message,
                    how: WAYS.get(self.chosen(0)).copied()?,
                    present: present
                        .filter(|(_, here)| *here)
                        .map(|(id, _)| *id)
                        .collect(),
                    tell: self.chosen(2) == 0,
                })
            }
            Step::React => Some(CarryingCommand::NoteReaction {
                message,
                text: self.said(1),
                agreed: first,
                tell: self.chosen(2) == 0,
            }),
            Step::Reply => Some(CarryingCommand::WantReply(message, first)),
            Step::Talk => {
                let person = people.get(self.chosen(0)).copied()?;
                Some(CarryingCommand::Talk(message, person))
            }
            Step::Close => first.then_some(CarryingCommand::Close(message)),
        }
    }

    fn ticked(&self, place: usize) -> Vec<bool> {
        match self.asking.reply(place) {
            Some(Reply::Ticks(ticks)) => ticks.options.iter().map(|(_, ticked)| *ticked).collect(),
            Some(Reply::Words(_) | Reply::Date(_) | Reply::Parties(_) | Reply::Choice { .. })
            | None => Vec::new(),
        }
    }

    /// Who looked: somebody of the case by name, or somebody else.
    fn looked(&self) -> Party {
        let nobody = || Party::Other(String::new());
        match self.asking.reply(0) {
            Some(Reply::Parties(parties)) => parties.chosen.last().cloned().unwrap_or_else(nobody),
            Some(Reply::Words(_) | Reply::Date(_) | Reply::Ticks(_) | Reply::Choice { .. })
            | None => nobody(),
        }
    }
}
