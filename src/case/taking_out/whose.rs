//! Whose words are whose.

use std::collections::{BTreeMap, BTreeSet};

use super::TakeOut;
use super::blank::is_word;
use super::piece::{Piece, Whose};
use super::pieces::pieces;
use crate::case::{
    CarryingEvent, Case, Event, ItemId, KeptFor, MarkId, MarkKind, MessageId, PersonId, Recorded,
    Refusal, WordsId,
};

/// One event without the words that were asked for.
pub(super) struct Without {
    pub(super) recorded: Recorded,
    /// How many texts in it are a blank now.
    pub(super) texts: usize,
    /// The words of the notes that are to be a blank.
    pub(super) words: Vec<WordsId>,
}

/// Whose words the events of a case hold, as far as it was gone through.
pub(super) struct Owners {
    /// The case as it stood then: who was speaking is known by it alone.
    then: Case,
    /// Under whose name each mark stands, taken-back ones included.
    marks: BTreeMap<MarkId, Option<PersonId>>,
    /// Marks that are about safety, or were kept for it.
    safety: BTreeSet<MarkId>,
    /// Who offered the idea that an item came from, while nobody agreed to it.
    ideas: BTreeMap<ItemId, PersonId>,
    agreed: BTreeSet<ItemId>,
    /// Sender and receiver.
    messages: BTreeMap<MessageId, (PersonId, PersonId)>,
}

impl Owners {
    /// Before the first event of a case.
    pub(super) fn of(case: &Case) -> Self {
        let first = case.scripts.first().map(|known| &known.script);
        let mut then = Case::new(first.unwrap_or(&case.script).clone());
        then.scripts.clone_from(&case.scripts);
        let marks = case.marks.iter();
        let kept = marks.filter(|mark| mark.kept && mark.kept_for == KeptFor::Restricted);
        let closings = case.history.iter().filter_map(|recorded| {
            if let Event::AgreementClosed { agreement } = &recorded.event {
                Some(agreement.items.iter().map(|item| item.item))
            } else {
                None
            }
        });
        Self {
            then,
            marks: BTreeMap::new(),
            safety: kept.map(|mark| mark.id).collect(),
            ideas: BTreeMap::new(),
            agreed: closings.flatten().collect(),
            messages: BTreeMap::new(),
        }
    }

    /// Goes on to the next event.
    pub(super) fn see(&mut self, recorded: &Recorded) {
        if let Event::ItemWorded {
            item,
            words: _,
            parked_from,
        } = &recorded.event
        {
            self.see_worded(*item, *parked_from);
        }
        self.then.apply(recorded.clone());
        if let Event::Marked { kind, .. } = &recorded.event {
            let mark = MarkId(recorded.number);
            let made = self.then.marks.last().filter(|made| made.id == mark);
            self.marks.insert(mark, made.and_then(|made| made.person));
            if *kind == MarkKind::Safety {
                self.safety.insert(mark);
            }
        } else if let Event::Carrying(event) = &recorded.event {
            self.see_carried(event);
        }
    }

    /// Words of an item that began otherwise, and took an idea in, are nobody's alone. A number is
    /// given once more where its first item was taken back.
    fn see_worded(&mut self, item: ItemId, from: Option<MarkId>) {
        let mut items = self.then.agreement.items.iter();
        let is_known = items.any(|known| known.id == item);
        let owner = from.and_then(|mark| self.marks.get(&mark).copied().flatten());
        let owner = owner.filter(|_| !self.agreed.contains(&item));
        match owner {
            Some(person) if !is_known => {
                self.ideas.insert(item, person);
            }
            Some(person) if self.ideas.get(&item) == Some(&person) => {}
            None if is_known && from.is_none() => {}
            Some(_) | None => {
                self.ideas.remove(&item);
            }
        }
    }

    fn see_carried(&mut self, event: &CarryingEvent) {
        if let CarryingEvent::Offered {
            message, from, to, ..
        } = event
        {
            self.messages.insert(*message, (*from, *to));
        } else if let CarryingEvent::Worded {
            message,
            instead_of: Some(before),
            ..
        } = event
            && let Some(both) = self.messages.get(before).copied()
        {
            self.messages.insert(*message, both);
        }
    }

    /// The event that was gone to last, without the words that were asked for.
    pub(super) fn without(
        &self,
        recorded: &Recorded,
        asked: &TakeOut,
        blank: &str,
    ) -> Result<Without, Refusal> {
        let named = asked.entries.contains(&recorded.number);
        let mut without = recorded.clone();
        let (mut texts, mut words) = (0_usize, Vec::new());
        pieces(recorded.number, &mut without.event, &mut |whose, piece| {
            let theirs = asked.person.is_some() && self.owner(whose) == asked.person;
            match piece {
                Piece::Text(text) if (named || theirs) && is_word(text) => {
                    blank.clone_into(text);
                    texts += 1;
                }
                Piece::Words(held) if named || theirs => {
                    let content = held.content.as_ref();
                    words.extend(content.filter(|it| it.has_words()).map(|_| held.id));
                }
                Piece::Text(_) | Piece::Words(_) => {}
            }
        });
        if named && texts == 0 && words.is_empty() {
            return Err(Refusal::EntryWithoutWords);
        }
        Ok(Without {
            recorded: without,
            texts,
            words,
        })
    }

    /// The person whose words these are; nobody where they are everybody's, the facilitator's own,
    /// or about safety.
    fn owner(&self, whose: Whose) -> Option<PersonId> {
        match whose {
            Whose::Of(person) => Some(person),
            Whose::Marked(mark) if self.safety.contains(&mark) => None,
            Whose::Marked(mark) => self.marks.get(&mark).copied().flatten(),
            Whose::Idea(item) => self.ideas.get(&item).copied(),
            Whose::Sender(message) => self.messages.get(&message).map(|(from, _)| *from),
            Whose::Receiver(message) => self.messages.get(&message).map(|(_, to)| *to),
            Whose::Nobody => None,
        }
    }
}
