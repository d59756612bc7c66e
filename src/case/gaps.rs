//! Questions worth asking aloud about an agreement that is being made.
//!
//! A gap is never an error and never in the way of anything; nobody's words are
//! changed or judged. The facilitator may ask the question, or not.

mod finding;
mod phrases;

use super::item_words::told_apart;
use super::{Answer, BottomLineId, Case, ItemId, Party, PersonId, PlanField, QuestionId};
use crate::script::{ItemField, PlanQuestion};

/// From how many items on a plan is asked about its length.
pub const MANY_ITEMS: usize = 7;

/// One question worth asking aloud.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The item it is about; none where it is about the plan as a whole.
    pub item: Option<ItemId>,
    /// What it is about.
    pub kind: GapKind,
}

/// What a gap is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GapKind {
    /// Nobody is named who does it.
    NoOwner,
    /// The script expects an answer here for this kind of item, such as a date.
    Unanswered(ItemField),
    /// A word that different people may understand differently, as it was said.
    VagueWord(String),
    /// Somebody is to do it who is not in the meeting and gave no answer, or who is nobody of the
    /// case.
    OwnerAbsent(Party),
    /// It is due before it begins.
    DueBeforeStart,
    /// It is due after the plan is looked at again.
    DueAfterReview,
    /// Nobody but children is to do it.
    ChildAlone(PersonId),
    /// It is about money, and not how it is paid.
    MoneyWithoutMethod,
    /// It is about people being in touch, and not how.
    ContactWithoutMethod,
    /// Nobody is named who checks.
    NobodyChecks,
    /// Somebody who was harmed promises something.
    HarmedPromises(PersonId),
    /// Somebody whose answer holds up nothing said that something has to change, or not yet.
    HeardBeside(PersonId, Answer),
    /// There are more items than most people can keep in mind.
    ManyItems(usize),
    /// No item meets a bottom line.
    BottomLineOpen(BottomLineId),
    /// No item answers an agreed question.
    QuestionOpen(QuestionId),
    /// One person alone is to do everything.
    OneDoesAll(PersonId),
    /// Something that the script asks of the plan as a whole is open.
    PlanOpen(PlanField),
    /// The script asks for a review and there is no date.
    NoReview,
}

impl Gap {
    /// The question in words for where the circle may look: it says that somebody differed and
    /// never who.
    pub fn unnamed(&self, case: &Case) -> String {
        if let GapKind::HeardBeside(_, answer) = &self.kind {
            let said = in_quotes(*answer);
            return format!("Somebody said {said}. Ask everybody, or look at the board.");
        }
        self.question(case)
    }

    /// The question as it can be spoken, with people's names.
    pub fn question(&self, case: &Case) -> String {
        match &self.kind {
            GapKind::NoOwner => {
                asked(case, ItemField::Owner).unwrap_or("Who will do this?".to_owned())
            }
            GapKind::Unanswered(field) => {
                asked(case, *field).unwrap_or("What about this?".to_owned())
            }
            GapKind::VagueWord(word) => {
                format!("What would we see, if this happens? It says \"{word}\".")
            }
            GapKind::OwnerAbsent(Party::Person(person)) => {
                let name = told_apart(case, *person);
                format!("{name} is not here. Who will ask {name}, and by when?")
            }
            GapKind::OwnerAbsent(Party::Other(name)) => {
                format!("{name} is not one of us here. Who will ask them, and by when?")
            }
            GapKind::DueBeforeStart => {
                "This is due before it begins. Which of the two dates is to move?".to_owned()
            }
            GapKind::DueAfterReview => {
                "This is due after the review. Is one of the two dates to move?".to_owned()
            }
            GapKind::ChildAlone(child) => {
                let name = told_apart(case, *child);
                format!("Who helps {name} with this?")
            }
            GapKind::MoneyWithoutMethod => {
                "How will the money be paid, and how will everyone know it has come?".to_owned()
            }
            GapKind::ContactWithoutMethod => {
                "How will people be in touch: in which way, and through whom?".to_owned()
            }
            GapKind::NobodyChecks => asked(case, ItemField::CheckedBy)
                .unwrap_or("Who will check that it is done?".to_owned()),
            GapKind::HarmedPromises(person) => {
                let name = told_apart(case, *person);
                format!("{name}, is this something that you want to do yourself?")
            }
            GapKind::HeardBeside(person, answer) => {
                let (name, said) = (told_apart(case, *person), in_quotes(*answer));
                format!("{name}, you said {said}. Is there something that we should hear?")
            }
            GapKind::ManyItems(count) => {
                format!("There are {count} of them. Is that more than people can keep?")
            }
            GapKind::BottomLineOpen(line) => {
                let line = case.bottom_lines.get(line).map_or("", String::as_str);
                format!("What in the plan makes sure of this: \"{line}\"")
            }
            GapKind::QuestionOpen(question) => {
                let question = case.questions.get(question).map_or("", String::as_str);
                format!("What in the plan answers this: \"{question}\"")
            }
            GapKind::OneDoesAll(person) => {
                let name = told_apart(case, *person);
                format!("{name} is to do all of this. What could somebody else take on?")
            }
            GapKind::PlanOpen(field) => plan_question(case, *field),
            GapKind::NoReview => {
                let review = case.script.agreement.review.as_ref();
                let review = review.map(|review| case.fill(&review.ask, None));
                review.unwrap_or("When do we look at this again?".to_owned())
            }
        }
    }
}

/// The script's own question for a field, where it has one.
fn asked(case: &Case, field: ItemField) -> Option<String> {
    let mut questions = case.script.agreement.questions.iter();
    let question = questions.find(|question| question.field == field);
    question.map(|question| case.fill(&question.ask, None))
}

fn plan_question(case: &Case, field: PlanField) -> String {
    let rules = &case.script.agreement;
    let ask = |question: &Option<PlanQuestion>| {
        let question = question.as_ref();
        let question = question.map(|question| case.fill(&question.ask, None));
        question.unwrap_or("What about this?".to_owned())
    };
    match field {
        PlanField::Purpose => "What is this for, in your own words?".to_owned(),
        PlanField::Contingency => ask(&rules.contingency),
        PlanField::Lead => ask(&rules.lead),
        PlanField::IfNotKept => ask(&rules.if_not_kept),
    }
}

fn in_quotes(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "\"yes\"",
        Answer::Change => "\"yes, with a change\"",
        Answer::NotYet => "\"not yet\"",
        Answer::Abstains => "\"I leave it open\"",
    }
}
