//! What each side let go and had passed on, told from the events alone.

use std::collections::BTreeMap;

use crate::case::*;

/// What one message lets go, as its events tell it.
#[derive(Clone)]
pub(super) struct LetGo {
    pub(super) to: PersonId,
    letter: bool,
    /// The wording that stands, and which of the board it carries.
    wording: (u16, String),
    about: Option<About>,
    /// What its sender lets go now, and whether that is the whole wording.
    allowed: Option<(String, bool)>,
    checked: bool,
    /// Whether its reader said that they want it.
    wanted: bool,
    /// What was passed on, and whether it was the whole wording.
    pub(super) delivered: Option<(String, bool)>,
}

impl LetGo {
    /// What its receiver may see of it, and nothing else.
    pub(super) fn shown(&self) -> Option<&(String, bool)> {
        // A letter has no words for its reader until they want it.
        let may_be_read = self.checked && (self.wanted || !self.letter);
        let ready = self.allowed.as_ref().filter(|_| may_be_read);
        self.delivered.as_ref().or(ready)
    }
}

#[derive(Default)]
pub(super) struct Oracle {
    pub(super) messages: BTreeMap<MessageId, LetGo>,
    items: BTreeMap<ItemId, Vec<String>>,
}

fn text_of(words: &Words) -> String {
    words.text().unwrap_or_default().to_owned()
}

impl Oracle {
    pub(super) fn of(case: &Case) -> Self {
        let mut oracle = Self::default();
        for recorded in &case.history {
            if case.undone.contains(&recorded.number) {
                continue;
            }
            if let Event::Carrying(event) = &recorded.event {
                oracle.take_in(event);
            }
            if let Event::ItemWorded { item, words, .. } = &recorded.event {
                let Some(Content::Item(draft)) = &words.content else {
                    panic!("an item has its draft");
                };
                let wordings = oracle.items.entry(*item).or_default();
                wordings.push(draft.text.clone());
            }
        }
        oracle
    }

    fn take_in(&mut self, event: &CarryingEvent) {
        if let CarryingEvent::Offered {
            message,
            kind,
            to,
            about,
            ..
        } = event
        {
            let offered = LetGo {
                to: *to,
                letter: *kind == CarriedKind::Letter,
                wording: (0, String::new()),
                about: *about,
                allowed: None,
                checked: false,
                wanted: false,
                delivered: None,
            };
            self.messages.insert(*message, offered);
        }
        if let CarryingEvent::Worded {
            message,
            instead_of: Some(before),
            ..
        } = event
        {
            let before = LetGo {
                wanted: false,
                delivered: None,
                ..self.messages[before].clone()
            };
            self.messages.insert(*message, before);
        }
        let Some(known) = self.messages.get_mut(&event.message()) else {
            return;
        };
        match event {
            CarryingEvent::Worded { version, words, .. } => {
                known.wording = (*version, text_of(words));
                known.allowed = None;
                known.checked = false;
            }
            CarryingEvent::ConsentGiven { extent, words, .. } => {
                let part = || words.as_ref().map(|words| (text_of(words), false));
                known.allowed = match extent {
                    Extent::All => Some((known.wording.1.clone(), true)),
                    Extent::Part | Extent::Paraphrase => part(),
                    Extent::Nothing => None,
                };
                known.checked &= known.letter;
            }
            CarryingEvent::ConsentWithdrawn { .. } => known.allowed = None,
            CarryingEvent::SafetyChecked { passed, .. } => known.checked = *passed,
            CarryingEvent::ReceiverAsked { wants, .. } => known.wanted = *wants,
            CarryingEvent::Delivered { .. } => known.delivered.clone_from(&known.allowed),
            CarryingEvent::Offered { .. }
            | CarryingEvent::WordingAgreed { .. }
            | CarryingEvent::ListGoneThrough { .. }
            | CarryingEvent::Held { .. }
            | CarryingEvent::ReactionNoted { .. }
            | CarryingEvent::ReplyWanted { .. }
            | CarryingEvent::TalkHeld { .. }
            | CarryingEvent::Closed { .. } => {}
        }
    }

    /// Every word of one side that the other may see.
    pub(super) fn let_go_to(&self, who: PersonId) -> Vec<String> {
        let mut words = Vec::new();
        for message in self.messages.values().filter(|message| message.to == who) {
            let Some((text, whole)) = message.shown() else {
                continue;
            };
            words.push(text.clone());
            let about = message.about.filter(|_| *whole);
            let wordings = about.and_then(|about| Some((about, self.items.get(&about.item)?)));
            if let Some((about, wordings)) = wordings
                && wordings.len() == usize::from(about.wordings)
            {
                words.extend(wordings.last().cloned());
            }
        }
        words
    }
}
