//! The questions of a new message or letter.

use super::asked::{choice, helped, workers};
use super::wording::heading;
use crate::case::{CarriedKind, CarryingCommand, Case, ItemId, MessageId, PersonId};
use crate::tui::model::told_apart;
use crate::tui::widget::{Asking, Question, Reply};

/// What the answers of a new message or letter name.
pub(super) struct OfferForm {
    abouts: Vec<About>,
    kinds: Vec<CarriedKind>,
    senders: Vec<PersonId>,
    receivers: Vec<PersonId>,
    answered: Vec<MessageId>,
    items: Vec<ItemId>,
    workers: Vec<PersonId>,
}

/// What one question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Kind,
    From,
    To,
    Answers,
    Item,
    Words,
    HelpedBy,
}

impl OfferForm {
    /// The questions; what has one answer only is not asked.
    pub(super) fn new(
        case: &Case,
        letters_first: bool,
        answer_to: Option<MessageId>,
    ) -> (Self, Vec<Question>) {
        let (senders, receivers) = people(case);
        let messages = &case.carrying.messages;
        let delivered = messages.iter().filter(|known| {
            known.delivery.is_some() && known.closed.is_none() && senders.contains(&known.to)
        });
        let answered = delivered.map(|known| known.id).collect();
        let kinds = match case.script.letters {
            Some(_) => vec![CarriedKind::Message, CarriedKind::Wish, CarriedKind::Letter],
            None => vec![CarriedKind::Message],
        };
        let form = Self {
            abouts: Vec::new(),
            kinds,
            senders,
            receivers,
            answered,
            items: case.board().map(|item| item.id).collect(),
            workers: workers(case),
        };
        let (abouts, questions) = form
            .questions(case, letters_first, answer_to)
            .into_iter()
            .unzip();
        (Self { abouts, ..form }, questions)
    }

    fn questions(
        &self,
        case: &Case,
        letters_first: bool,
        answer_to: Option<MessageId>,
    ) -> Vec<(About, Question)> {
        let mut asked = Vec::new();
        let names = |people: &[PersonId]| -> Vec<String> {
            people.iter().map(|id| told_apart(case, *id)).collect()
        };
        let letters = self.kinds.len() > 1;
        if letters {
            let options = ["a message", "what a letter should answer", "a letter"];
            let wish = !self.answered.is_empty();
            let chosen = usize::from(letters_first) + usize::from(letters_first && wish);
            asked.push((
                About::Kind,
                Question::new("What is it?", choice(options, chosen)),
            ));
        }
        if self.senders.len() > 1 {
            let from = choice(names(&self.senders), 0);
            asked.push((About::From, Question::new("Who offers it?", from)));
        }
        if self.receivers.len() > 1 {
            let to = choice(names(&self.receivers), 0);
            asked.push((About::To, Question::new("Who is it for?", to)));
        }
        if !self.answered.is_empty() {
            let known = self
                .answered
                .iter()
                .filter_map(|id| case.carrying.message(*id));
            let known = known.map(|message| {
                let text = message.text().unwrap_or_default().replace('\n', " ");
                format!("{}: {text}", heading(case, message))
            });
            let options: Vec<String> = std::iter::once("nothing in particular".to_owned())
                .chain(known)
                .collect();
            let last = options.len() - 1;
            let place = self.answered.iter().position(|id| Some(*id) == answer_to);
            let chosen = place.map_or(last, |place| place + 1);
            asked.push((
                About::Answers,
                Question::new("What does it answer?", choice(options, chosen)),
            ));
        }
        if !self.items.is_empty() {
            let drafts = case.board().map(|item| {
                item.draft()
                    .map_or("(no longer kept)", |draft| draft.text.as_str())
                    .replace('\n', " ")
            });
            let options = std::iter::once("nothing on the board".to_owned()).chain(drafts);
            let ask = "Does it carry something from the board?";
            asked.push((About::Item, Question::new(ask, choice(options, 0))));
        }
        let words = Question::new("What exactly, in their own words?", Reply::words(""))
            .hinted("A question, an answer, something to be said; a letter's first draft.");
        asked.push((About::Words, words));
        if letters {
            asked.push((About::HelpedBy, helped(case, &self.workers)));
        }
        asked
    }

    /// What the answers ask for; nothing where nobody could offer it or be offered it.
    pub(super) fn command(&self, asking: &Asking) -> Option<CarryingCommand> {
        let place = |about| self.abouts.iter().position(|known| *known == about);
        let chosen = |about| {
            let reply = place(about).and_then(|place| asking.reply(place));
            reply.map_or(0, Reply::chosen)
        };
        let words = place(About::Words).and_then(|place| asking.reply(place));
        let kind = self.kinds.get(chosen(About::Kind)).copied()?;
        // The first answer is nothing, or nobody.
        let answers = chosen(About::Answers).checked_sub(1);
        let item = chosen(About::Item).checked_sub(1);
        let helped = chosen(About::HelpedBy).checked_sub(1);
        let helped = helped.filter(|_| kind == CarriedKind::Letter);
        Some(CarryingCommand::Offer {
            kind,
            from: self.senders.get(chosen(About::From)).copied()?,
            to: self.receivers.get(chosen(About::To)).copied()?,
            answers: answers.and_then(|place| self.answered.get(place).copied()),
            item: item.and_then(|place| self.items.get(place).copied()),
            text: words.and_then(Reply::said).unwrap_or_default(),
            helped_by: helped.and_then(|place| self.workers.get(place).copied()),
        })
    }
}

/// Who can offer something now, and for whom: while one side alone is in the room, from it to
/// the other.
fn people(case: &Case) -> (Vec<PersonId>, Vec<PersonId>) {
    let people = case.people.iter().filter(|person| !case.works_here(person));
    let (here, other): (Vec<_>, Vec<_>) = people.partition(|person| case.may_be_here(person.id));
    let ids = |people: &[&crate::case::Person]| people.iter().map(|person| person.id).collect();
    let senders: Vec<PersonId> = ids(&here);
    let mut receivers: Vec<PersonId> = ids(&other);
    if receivers.is_empty() {
        receivers.extend(senders.iter().rev());
    }
    (senders, receivers)
}
