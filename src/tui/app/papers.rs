//! Papers of the agreement: asked for with one key, and told of once they are written.

use super::App;
use crate::case::{Command, FollowingCommand};
use crate::desk::Desk;
use crate::document::handing_out::{PaperForm, in_form, to_hand_out};
use crate::tui::effect::Message;
use crate::tui::office::{OfficeProblem, PapersGiven};
use crate::tui::screen::why_no_papers;

impl App {
    /// Has the last closed agreement written out, in one form or as it is handed out; it is said
    /// when that is done, for the disk may be slow and nobody waits for it.
    pub(super) fn give_papers(&mut self, form: Option<&PaperForm>) {
        let practice = self.model.is_practice();
        let Some(case) = self.model.case() else {
            return;
        };
        if let Some(why) = why_no_papers(case) {
            return self.say(Message::refused(why));
        }
        let papers = match form {
            Some(form) => in_form(case, practice, form),
            None => to_hand_out(case, practice),
        };
        let Some(papers) = papers else {
            return;
        };
        self.office.give_papers(papers);
        self.say(Message::done("Writing the papers\u{2026}"));
    }

    pub(super) fn say_of_papers(&mut self, found: Result<PapersGiven, OfficeProblem>) {
        let message = match found {
            Ok(given) => Message::done(match self.note_papers(&given) {
                Ok(()) => given.said,
                Err(why) => format!("{} That is not noted down in the case. {why}", given.said),
            }),
            Err(problem) => Message::refused(problem),
        };
        self.say(message);
    }

    /// Notes down in their case which papers were written. One that is only looked at, or was put
    /// away meanwhile, is opened for that alone.
    fn note_papers(&mut self, given: &PapersGiven) -> Result<(), String> {
        if given.files.is_empty() {
            return Ok(());
        }
        let is_theirs = |desk: &&mut Desk| {
            !desk.is_read_only()
                && desk.is_practice() == given.practice
                && desk.case().reference == given.reference
        };
        let Some(desk) = self.model.desk.as_mut().filter(is_theirs) else {
            let noted = self.office.note_papers(given);
            return noted.map_err(|problem| problem.to_string());
        };
        let note = FollowingCommand::NoteDocuments(given.files.clone());
        let noted = desk.execute(Command::Following(note));
        noted.map(drop).map_err(|refusal| refusal.to_string())
    }
}

#[cfg(test)]
mod tests {
    use crate::case::{
        Answer, Command, Event, FollowingEvent, ItemDraft, ItemId, MarkKind, PersonId,
    };
    use crate::script::ItemKind;
    use crate::tui::effect::ScreenRequest;
    use crate::tui::testing::World;

    /// A conference in which one thing was agreed and closed.
    fn closed() -> World {
        let draft = Box::new(ItemDraft::new(ItemKind::Action, "Tom mends the gate"));
        let (item, from) = (None, None);
        let world = World::conference().execute(Command::WordItem { item, draft, from });
        let world = (1..=3).fold(world, |world, person| {
            let (item, person) = (ItemId(1), PersonId(person));
            world
                .execute(Command::AnswerItem(item, person, Answer::Yes))
                .execute(Command::AnswerReadBack(item, person, Answer::Yes))
        });
        world.execute(Command::CloseAgreement)
    }

    fn noted(world: &World) -> Vec<usize> {
        let case = world.app.model().case().unwrap();
        let files = case.history.iter().filter_map(|recorded| {
            let Event::Following(FollowingEvent::DocumentsWritten { files }) = &recorded.event
            else {
                return None;
            };
            Some(files.len())
        });
        files.collect()
    }

    #[test]
    fn all_papers_of_one_key_are_noted_down_once_and_are_no_step_of_undo() {
        let world = closed().open(ScreenRequest::Closing).press("w").wait(1);
        assert_eq!(noted(&world), [3]);
        let note = Command::Mark {
            kind: MarkKind::KeyPoint,
            person: None,
            text: None,
        };
        let world = world.execute(note).press("w").wait(1);
        assert_eq!(noted(&world), [3, 3]);
        let marks = |world: &World| world.app.model().case().unwrap().marks.len();
        assert_eq!(marks(&world), 1);
        assert_eq!(marks(&world.press("u")), 0);
    }
}
