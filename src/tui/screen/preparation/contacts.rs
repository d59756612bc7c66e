//! Contacts before and between meetings.

use crate::case::{Case, Contact, PreparingCommand, Words};
use crate::tui::effect::PreparingPanel;
use crate::tui::model::told_apart;
use crate::tui::widget::Row;

use super::entry::{Entry, day};

pub(super) fn entries(case: &Case) -> Vec<Entry> {
    let contacts = case.preparing.contacts.iter();
    contacts.map(|contact| entry(case, contact)).collect()
}

fn entry(case: &Case, contact: &Contact) -> Entry {
    let who = contact
        .person
        .map_or_else(|| "Somebody else".to_owned(), |id| told_apart(case, id));
    let row = Row::new(format!("{}  {who}", day(contact.on))).with(contact.how.title());
    let words = contact.words.as_ref().and_then(Words::text);
    let details = match (words, &contact.words) {
        (Some(words), _) => vec![words.to_owned()],
        (None, Some(_)) => vec!["What came of it was erased.".to_owned()],
        (None, None) => Vec::new(),
    };
    let mut entry = Entry::new(row)
        .opening(PreparingPanel::Contact(Some(contact.id)), "change")
        .saying(details);
    entry.remove = Some(PreparingCommand::RemoveContact(contact.id));
    entry
}
