//! What a session needs before it can end with an agreement.

use talking_piece::case::{
    Answer, Command, ItemDraft, ItemId, Party, Person, Presence, Refusal, Verdict,
};
use talking_piece::script::ItemKind;

use super::Walk;
use crate::support::conference::settle_plan;

impl Walk {
    /// Agrees one thing, with everybody who is asked, and closes it; false where that needs the
    /// other side, which is not there.
    pub(super) fn close_an_agreement(&mut self) -> bool {
        let case = self.desk.case();
        let people: Vec<_> = case.people.iter().map(|person| person.id).collect();
        let kind = case.script.agreement.item_kinds[0];
        self.execute(Command::WordItem {
            item: None,
            draft: Box::new(draft(kind, Party::Person(people[0]))),
            from: None,
        });
        let item = self.desk.case().agreement.items.last().expect("an item").id;
        for person in people {
            // Nothing is read to whoever is still outside.
            if self.desk.case().is_outside(person) {
                self.execute(Command::SetPresence(person, Presence::Here));
            }
            // Whoever the script does not ask is refused.
            let _ = self
                .desk
                .execute(Command::AnswerItem(item, person, Answer::Yes));
            let _ = self
                .desk
                .execute(Command::AnswerReadBack(item, person, Answer::Yes));
        }
        self.accept(item);
        settle_plan(&mut self.desk);
        let Err(refusal) = self.desk.execute(Command::CloseAgreement) else {
            return true;
        };
        let case = self.desk.case();
        let kind = case.session_kind().expect("a kind of session");
        let side_missing = matches!(refusal, Refusal::NotAgreed(_)) && !kind.with.is_empty();
        assert!(side_missing, "{} {}: {refusal}", case.script.id, kind.id);
        false
    }
}

impl Walk {
    /// Has an item accepted by the role that has to, where the script names one.
    fn accept(&mut self, item: ItemId) {
        let case = self.desk.case();
        let Some(ratification) = &case.script.agreement.ratification else {
            return;
        };
        let holds = |person: &&Person| person.details.roles.contains(&ratification.by);
        let by = case
            .people
            .iter()
            .find(holds)
            .expect("somebody who accepts")
            .id;
        self.execute(Command::Ratify {
            item,
            by,
            verdict: Verdict::Agreed,
            reason: None,
            family_answer: None,
        });
    }
}

fn draft(kind: ItemKind, owner: Party) -> ItemDraft {
    ItemDraft {
        owner: vec![owner],
        ..ItemDraft::new(kind, "The gate is mended")
    }
}
