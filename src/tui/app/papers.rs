//! Papers of the agreement: asked for with one key, and told of once they are written.

use super::App;
use crate::case::{Command, FollowingCommand};
use crate::desk::Desk;
use crate::document::handing_out::{PaperForm, in_form, to_hand_out};
use crate::tui::effect::{Effect, Message, OverlayRequest};
use crate::tui::office::{OfficeProblem, PapersGiven};
use crate::tui::screen::why_no_papers;

impl App {
    /// Has the last closed agreement written out, in one form or as it is handed out; where cases
    /// are sealed, it is asked first whether one is to be printed, for a printer opens no seal.
    pub(super) fn give_papers(&mut self, form: Option<PaperForm>) {
        let refused = self.model.case().and_then(why_no_papers);
        if refused.is_none() && self.model.protected && !self.model.is_practice() {
            let ask = OverlayRequest::SealedOrPlain(form, self.office.print_folder());
            return self.perform(vec![Effect::Push(ask)]);
        }
        self.write_papers(form.as_ref(), false);
    }

    /// Has it written; it is said when that is done, for the disk may be slow and nobody waits for
    /// it. In plain no more than one is written: each is to be deleted by hand.
    pub(super) fn write_papers(&mut self, form: Option<&PaperForm>, plain: bool) {
        let practice = self.model.is_practice();
        let Some(case) = self.model.case() else {
            return;
        };
        if let Some(why) = why_no_papers(case) {
            return self.say(Message::refused(why));
        }
        let papers = match form {
            Some(form) => in_form(case, practice, form),
            None if plain => in_form(case, practice, &PaperForm::default()),
            None => to_hand_out(case, practice),
        };
        let Some(papers) = papers else {
            return;
        };
        let papers = if plain { papers.to_print() } else { papers };
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
        closed_in(World::conference())
    }

    fn closed_in(world: World) -> World {
        let draft = Box::new(ItemDraft::new(ItemKind::Action, "Tom mends the gate"));
        let (item, from) = (None, None);
        let world = world.execute(Command::WordItem { item, draft, from });
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

    #[test]
    fn where_cases_are_sealed_one_key_more_seals_them_and_a_yes_prints_one() {
        let closing = || closed_in(World::protected_conference()).open(ScreenRequest::Closing);
        let mut world = closing().press("w");
        insta::assert_snapshot!("sealed_or_plain_80x24", world.screen(80, 24));
        insta::assert_snapshot!("sealed_or_plain_120x40", world.screen(120, 40));
        let world = world.press("enter").wait(1);
        assert_eq!(noted(&world), [3], "sealed, as they are handed out");
        for keys in [
            "w p enter",
            "w p n",
            "w p esc",
            "w down enter enter",
            "w esc",
        ] {
            let world = closing().press(keys).wait(1);
            assert_eq!(noted(&world), [0_usize; 0], "{keys}");
            assert!(world.app.overlays().is_empty(), "{keys}");
        }
        let mut world = closing().press("w p");
        insta::assert_snapshot!("in_plain_80x24", world.screen(80, 24));
        insta::assert_snapshot!("in_plain_120x40", world.screen(120, 40));
        let mut world = world.press("y").wait(1);
        assert_eq!(noted(&world), [1], "in plain no more than one");
        let picture = world.screen(80, 24);
        assert!(
            picture.contains("RC-0412-version-1, to be printed"),
            "{picture}"
        );
        let world = closing().press("l enter p y").wait(1);
        assert_eq!(noted(&world), [1], "large print");
    }
}
