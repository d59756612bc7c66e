//! What the home screen lists: looked for once the screen is shown, and said when it is there.

use std::sync::Arc;

use crate::desk::library::Library;
use crate::tui::effect::Message;
use crate::tui::office::{
    CaseDetails, CaseSummary, Found, Incomplete, Libraries, OfficeProblem, Standing,
};
use crate::tui::screen::Screen;

use super::App;

/// How far the search has come.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// Whether it is still to be begun.
    to_begin: bool,
    /// The case that is looked into next: its place in the list.
    looking_at: Option<usize>,
    /// Whether a case is being read, which is told once it was.
    is_reading: bool,
}

impl Search {
    /// In how many milliseconds there is something to do that nobody else wakes for.
    pub(super) fn due_in(&self) -> Option<u64> {
        let to_look = self.looking_at.is_some() && !self.is_reading;
        (self.to_begin || to_look).then_some(0)
    }
}

impl App {
    /// Lets go of the lists, for they may be out of date, and has them looked for anew.
    ///
    /// It begins with the next tick, so that the picture comes first.
    pub(super) fn begin_search(&mut self) {
        self.model.cases = None;
        self.model.practice_cases = None;
        self.model.due = None;
        self.model.retention = None;
        self.model.keeping.left_behind.clear();
        self.model.libraries = Libraries::default();
        self.search = Search {
            to_begin: true,
            looking_at: None,
            is_reading: self.search.is_reading,
        };
    }

    /// Begins the search where that is due, and takes in what was found.
    pub(super) fn go_on_searching(&mut self) {
        if std::mem::take(&mut self.search.to_begin) {
            self.office.look_around();
        }
        for found in self.office.found() {
            self.changed = true;
            match found {
                Found::Cases(cases) => {
                    self.model.cases = Some(cases);
                    self.screen.layer_mut().refresh(&self.model);
                }
                Found::Due(due) => self.model.due = Some(due),
                Found::Between(references) => self.note_between(&references),
                Found::Incomplete(cases) => self.note_incomplete(&cases),
                Found::LeftBehind(told) => self.model.keeping.left_behind = told,
                Found::PracticeCases(cases) => self.model.practice_cases = Some(cases),
                Found::Library(practice, found) => self.take_library(practice, found),
                Found::Looked(looked, all) => self.model.libraries.looked = Some((looked, all)),
                Found::Papers(found) => self.say_of_papers(found),
                Found::Recovery(found) => self.take_trial(found),
                Found::Details {
                    reference,
                    practice,
                    found,
                } => self.take_details(&reference, practice, found),
            }
        }
        self.look_closer();
        if self.screen.layer().has_more_to_do() {
            self.screen.layer_mut().go_on(&self.model);
            self.changed = true;
        }
    }

    /// What a glance took for a case that is over may be one whose next meeting is still to come.
    fn note_between(&mut self, references: &[String]) {
        let cases = self.model.cases.iter_mut();
        for case in cases.flat_map(|cases| &mut cases.list) {
            let is_meant = !case.practice && references.contains(&case.reference);
            if let (true, &Standing::Ended(title)) = (is_meant, &case.standing) {
                case.standing = Standing::Between(title);
            }
        }
    }

    /// At both its ends, which is all that a glance looks at, a damaged case looks sound.
    fn note_incomplete(&mut self, incomplete: &[Incomplete]) {
        let cases = self.model.cases.iter_mut();
        for case in cases.flat_map(|cases| &mut cases.list) {
            let mut known = incomplete.iter();
            let known = known
                .find(|known| known.practice == case.practice && known.reference == case.reference);
            if let Some(known) = known {
                case.missing = Some(known.missing.clone());
            }
        }
    }

    fn take_library(&mut self, practice: bool, found: Result<Arc<Library>, OfficeProblem>) {
        match found {
            Ok(library) => self.model.libraries.take(practice, library),
            Err(problem) => {
                self.model.libraries.looked = None;
                self.say(Message::refused(problem));
            }
        }
        self.screen.layer_mut().refresh(&self.model);
    }

    /// Has the selected case looked into, but one tick after it was selected: the picture comes
    /// first, and while somebody runs down the list no case is read in vain. Only one is read at
    /// a time.
    fn look_closer(&mut self) {
        let selected = self.unknown_case();
        if self.search.looking_at == selected && !self.search.is_reading {
            let cases = self.model.cases.as_ref();
            let case = selected.and_then(|place| cases?.list.get(place));
            if let Some(case) = case {
                self.office.look_into(&case.reference, case.practice);
                self.search.is_reading = true;
            }
        }
        self.search.looking_at = selected;
    }

    fn take_details(
        &mut self,
        reference: &str,
        practice: bool,
        found: Result<CaseDetails, OfficeProblem>,
    ) {
        self.search.is_reading = false;
        let mut cases = self
            .model
            .cases
            .iter_mut()
            .flat_map(|cases| &mut cases.list);
        let this =
            |case: &&mut CaseSummary| case.reference == reference && case.practice == practice;
        let Some(case) = cases.find(this) else {
            return;
        };
        match found {
            Ok(details) => case.details = Some(details),
            Err(problem) => case.standing = Standing::Unreadable(problem.to_string()),
        }
    }

    /// The place of the selected case in the list, while a glance is all that is known of it.
    fn unknown_case(&self) -> Option<usize> {
        let Screen::Home(home) = &self.screen else {
            return None;
        };
        let selected = home.selected_case(&self.model)?;
        let known = |case: &CaseSummary| {
            case.details.is_some() || matches!(case.standing, Standing::Unreadable(_))
        };
        let same = |case: &CaseSummary| std::ptr::eq(case, selected);
        let place = self.model.cases.as_ref()?.list.iter().position(same)?;
        (!known(selected)).then_some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::{Incomplete, Standing};
    use crate::tui::effect::ScreenRequest;
    use crate::tui::testing::World;

    #[test]
    fn a_case_that_is_not_whole_says_so_and_opens_as_it_did() {
        let mut world = World::home().wait(1);
        world.app.note_incomplete(&[Incomplete {
            reference: "RC-0388".to_owned(),
            practice: false,
            missing: "INCOMPLETE: entry 77 is missing or unreadable".to_owned(),
        }]);
        let mut world = world.press("3 end");
        let picture = world.screen(80, 24);
        assert!(picture.contains("RC-0388  damaged, agreement"), "{picture}");
        assert!(
            picture.contains("INCOMPLETE: entry 77 is missing or unreadable. Begun"),
            "{picture}"
        );
        let mut world = world.press("enter");
        let page = world.screen(80, 24);
        let same = world.open(ScreenRequest::CasePage).screen(80, 24);
        assert_eq!(page, same, "its page");
    }

    #[test]
    fn a_practice_meeting_that_was_going_on_is_told_of_at_the_door_of_the_real_ones() {
        let mut world = World::home().wait(1);
        let told = "Today's practice meeting waits behind 2.";
        assert!(!world.screen(120, 40).contains(told));
        let now = world.app.model.now;
        let cases = world.app.model.cases.iter_mut();
        for case in cases.flat_map(|cases| &mut cases.list) {
            if case.practice {
                (case.standing, case.last_words) = (Standing::Running, Some(now.wall));
            }
        }
        let picture = world.screen(120, 40);
        assert!(picture.contains(told), "{picture}");
        assert!(!world.press("2").screen(120, 40).contains(told));
    }

    #[test]
    fn a_case_between_two_meetings_stands_below_those_that_stopped_and_opens_at_its_people() {
        let mut world = World::home().wait(1);
        assert!(!world.screen(80, 24).contains("RC-0388"));
        world.app.note_between(&["RC-0388".to_owned()]);
        let mut world = world.press("end");
        let picture = world.screen(80, 24);
        let told = "RC-0388  agreement, between two meetings";
        assert!(picture.contains(told), "{picture}");
        let above = picture.find("RC-0409").unwrap();
        assert!(above < picture.find(told).unwrap(), "{picture}");
        let mut world = world.press("enter");
        let people = world.screen(80, 24);
        let same = world.open(ScreenRequest::People).screen(80, 24);
        assert_eq!(people, same, "the list of its people");
    }
}
