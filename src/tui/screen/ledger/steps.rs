//! The questions of each step, and the commands that their answers lead to.

use chrono::NaiveDate;

use super::asked::{choice, helped, workers};
use super::offer::OfferForm;
use super::wording::{passing_words, words_of};
use crate::case::{
    CarriedKind, CarryingCommand, Case, Command, Extent, Message, MessageId, Party, Passing,
    Person, PersonId,
};
use crate::tui::model::told_apart;
use crate::tui::widget::{Asking, Parties, Question, Reply, Ticks};

/// A step that can be taken with a message or letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Word,
    Agree,
    List,
    Look,
    Consent,
    TakeBack,
    Offer,
    Deliver,
    React,
    Reply,
    Talk,
    Close,
}

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

const EXTENTS: [Extent; 4] = [
    Extent::All,
    Extent::Part,
    Extent::Paraphrase,
    Extent::Nothing,
];
const WAYS: [Passing; 4] = [
    Passing::ReadAloud,
    Passing::Handed,
    Passing::Phone,
    Passing::Unread,
];

impl StepForm {
    /// Takes down a new message or letter.
    pub(super) fn new_one(case: &Case, letters_first: bool, today: NaiveDate) -> Self {
        let (form, questions) = OfferForm::new(case, letters_first);
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
            Step::Agree
            | Step::List
            | Step::Look
            | Step::Consent
            | Step::TakeBack
            | Step::Offer
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
            Step::TakeBack => (!first).then_some(CarryingCommand::Withdraw(message)),
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
                agreed: !first,
                tell: self.chosen(2) == 1,
            }),
            Step::Reply => Some(CarryingCommand::WantReply(message, first)),
            Step::Talk => {
                let person = people.get(self.chosen(0)).copied()?;
                Some(CarryingCommand::Talk(message, person))
            }
            Step::Close => (!first).then_some(CarryingCommand::Close(message)),
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

type Asked = (Vec<Question>, Vec<PersonId>);

fn questions(step: Step, message: &Message, case: &Case) -> Asked {
    let from = told_apart(case, message.from);
    let to = told_apart(case, message.to);
    let of_letter = message.kind == CarriedKind::Letter;
    let tell = |ask: String| Question::new(ask, choice(["yes", "no"], 0));
    match step {
        Step::Word => word(message, case),
        Step::Agree => {
            let ask = format!("{from}, are these the right words?");
            let right = choice(["yes, these are the words", "not yet"], 0);
            (vec![Question::new(ask, right)], Vec::new())
        }
        Step::List => (vec![list(case)], Vec::new()),
        Step::Look => (look(message, case), Vec::new()),
        Step::Consent => (consent(&from, of_letter), Vec::new()),
        Step::TakeBack => {
            let ask = format!("Does {from} take the yes back?");
            let back = choice(["no, the yes stands", "yes, it is not passed on"], 0);
            (vec![Question::new(ask, back)], Vec::new())
        }
        Step::Offer => {
            let ask = format!("{to}, there is a letter. Would you like it?");
            let wants = choice(["yes, now", "no, or not now"], 0);
            let may = format!("May {from} know what {to} said to that?");
            (vec![Question::new(ask, wants), tell(may)], Vec::new())
        }
        Step::Deliver => deliver(message, case),
        Step::React => {
            let ask = format!("Does {to} agree that what they say to it is written down?");
            let agreed = choice(["no, or not asked", "yes"], 0);
            let what = format!("What does {to} say to it?");
            let may = choice(["no", "yes"], 0);
            let may = Question::new(format!("May {from} know that?"), may);
            let what = Question::new(what, Reply::words(""));
            (vec![Question::new(ask, agreed), what, may], Vec::new())
        }
        Step::Reply => {
            let ask = format!("{to}, would you like to answer?");
            let wanted = choice(["yes", "no, or not now"], 0);
            (vec![Question::new(ask, wanted)], Vec::new())
        }
        Step::Talk => {
            let people = vec![message.from, message.to];
            let missing =
                usize::from(case.next_step(message) == crate::case::NextStep::Talk(message.to));
            let reply = choice([from, to], missing);
            let ask = "With whom was the closing conversation, apart?";
            (vec![Question::new(ask, reply)], people)
        }
        Step::Close => {
            let close = choice(["no, not yet", "yes, close it"], 1);
            let ask = "Is nothing more to be done about it?";
            let hint = "Its words go with the working notes then.";
            (vec![Question::new(ask, close).hinted(hint)], Vec::new())
        }
    }
}

fn word(message: &Message, case: &Case) -> Asked {
    let from = told_apart(case, message.from);
    let on_paper = message.kind == CarriedKind::Letter
        && case
            .script
            .letters
            .as_ref()
            .is_some_and(|rules| !rules.keep_text);
    let (ask, hint) = if on_paper {
        (
            "Where is the paper with this wording?".to_owned(),
            "The words themselves are not kept here.",
        )
    } else {
        (
            format!("What exactly? In the words of {from}."),
            "Whatever was agreed or checked before is asked anew.",
        )
    };
    let text = message.text().unwrap_or_default();
    let mut questions = vec![Question::new(ask, Reply::words(text)).hinted(hint)];
    let people = workers(case);
    if message.kind == CarriedKind::Letter {
        questions.push(helped(case, &people));
    }
    (questions, people)
}

fn list(case: &Case) -> Question {
    let checks = case.script.letters.iter().flat_map(|rules| &rules.checks);
    let options = checks
        .map(|check| (case.fill(check, None), false))
        .collect();
    let ask = "What of this is so? Space ticks it.";
    Question::new(ask, Reply::Ticks(Ticks::new(options)))
}

fn look(message: &Message, case: &Case) -> Vec<Question> {
    let of_letter = message.kind == CarriedKind::Letter;
    let (ask, hint) = if of_letter {
        (
            "Who read exactly this?",
            "Nobody who wrote it or helped to.",
        )
    } else {
        ("Who looked at exactly this?", "A name, or part of it.")
    };
    let people = workers(case).into_iter();
    let people: Vec<(PersonId, String)> = people.map(|id| (id, told_apart(case, id))).collect();
    // The facilitator looks at a message; a letter is read by somebody else.
    let first = people.first().filter(|_| !of_letter);
    let first = first.map(|(id, _)| Party::Person(*id));
    let who = Reply::Parties(Parties::new(people, first.into_iter().collect()));
    let can = choice(["it can go", "it cannot go as it is"], 0);
    vec![
        Question::new(ask, who).hinted(hint),
        Question::new(
            "Can it go? No place, no health, nobody else, no threat, no plea.",
            can,
        ),
        Question::new("What has to change, if anything?", Reply::words("")),
    ]
}

fn consent(from: &str, of_letter: bool) -> Vec<Question> {
    let ask = format!("{from}, may this be passed on?");
    if of_letter {
        let reply = choice(["yes, exactly this", "no, or not now"], 0);
        return vec![Question::new(ask, reply)];
    }
    let extents = [
        "yes, exactly this",
        "yes, a part of it",
        "yes, what it says, in other words",
        "no, or not now",
    ];
    let reply = choice(extents, 0);
    let words = Question::new(
        "What exactly may be passed on, if it is a part or other words?",
        Reply::words(""),
    );
    vec![Question::new(ask, reply), words]
}

fn deliver(message: &Message, case: &Case) -> Asked {
    let from = told_apart(case, message.from);
    let to = told_apart(case, message.to);
    let how = Question::new("How is it passed on?", choice(WAYS.map(passing_words), 0));
    let people: Vec<PersonId> = case
        .people
        .iter()
        .map(|person| person.id)
        .filter(|id| case.may_be_here(*id))
        .collect();
    let ticks = people.iter().map(|id| {
        let here = case.person(*id).is_some_and(Person::is_here);
        (told_apart(case, *id), here || *id == message.to)
    });
    let present = Reply::Ticks(Ticks::new(ticks.collect()));
    let present = Question::new("Who is there?", present);
    let tell = format!("May {from} know that {to} has heard it?");
    let tell = Question::new(tell, choice(["yes", "no"], 0));
    (vec![how, present, tell], people)
}
