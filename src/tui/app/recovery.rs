//! Who opens the cases of a protected home, and trying whether the service's key does.

use crate::tui::office::{OfficeProblem, RecoveryTry, Trial};

use super::App;

impl App {
    /// Learns what the home screen says of how the cases are kept. What is new of it is told once by
    /// the office, and stays on the home screen until the program ends.
    pub(super) fn learn_how_cases_are_kept(&mut self) {
        self.model.locked = self.office.is_locked();
        if let Some(warning) = self.office.drive_warning() {
            self.model.keeping.drive_warning = Some(warning);
        }
        let known = self.model.keeping.readership.take();
        self.model.keeping.readership = self.office.readership();
        if let (Some(readership), Some(known)) = (&mut self.model.keeping.readership, known) {
            // Where it could not be noted that it was told, it comes once more.
            let mut new = std::mem::replace(&mut readership.news, known.news);
            new.retain(|told| !readership.news.contains(told));
            readership.news.extend(new);
        }
    }

    /// Begins to try the key of the service, in the file of this path.
    pub(super) fn try_recovery(&mut self, path: &str) {
        self.model.keeping.trial = Some(Trial::UnderWay);
        self.office.try_recovery(path);
    }

    /// Takes in what became of it, where somebody still waits for it.
    pub(super) fn take_trial(&mut self, found: Result<String, OfficeProblem>) {
        if self.model.keeping.trial != Some(Trial::UnderWay) {
            return;
        }
        if found.is_ok()
            && let Some(readership) = &mut self.model.keeping.readership
        {
            readership.recovery = RecoveryTry::Rests;
        }
        self.model.keeping.trial = Some(Trial::Over(found));
    }
}

#[cfg(test)]
mod tests {
    use crate::tui::office::RecoveryTry;
    use crate::tui::testing::World;

    const NETWORK: &str = "The cases lie on a network drive: if it drops out, words wait unsaved. Better: \
        move them to this computer, and copy there (\"copy_to\", config.json).";

    #[test]
    fn the_home_screen_says_who_can_read_the_cases_and_what_is_to_be_tried() {
        let mut world = World::protected_home();
        insta::assert_snapshot!("home_protected_80x24", world.screen(80, 24));
        insta::assert_snapshot!("home_protected_120x40", world.screen(120, 40));
        let mut world = world.press("2");
        insta::assert_snapshot!("home_protected_practise_80x24", world.screen(80, 24));
        let picture = world.screen(80, 24);
        assert!(!picture.contains("Readable by"), "{picture}");
    }

    #[test]
    fn who_came_among_the_readers_is_told_before_who_is_there() {
        let mut world = World::protected_home();
        let readership = world.app.model.keeping.readership.as_mut().unwrap();
        let new = "New since last time: Service manager (age1q…7f3k) can read the cases.";
        readership.news.push(new.to_owned());
        readership.recovery = RecoveryTry::Due(chrono::NaiveDate::from_ymd_opt(2026, 8, 3));
        insta::assert_snapshot!("home_readers_80x24", world.screen(80, 24));
        insta::assert_snapshot!("home_readers_120x40", world.screen(120, 40));
        // It stays until the program ends, also once the home was opened anew.
        let mut world = world.press("down enter ctrl-q down enter");
        let picture = world.screen(80, 24);
        assert!(picture.contains("New since last time"), "{picture}");
    }

    #[test]
    fn where_no_key_of_a_service_opens_the_cases_nobody_is_reminded_and_the_key_says_why() {
        let mut world = World::protected_home();
        let readership = world.app.model.keeping.readership.as_mut().unwrap();
        readership.readers.clear();
        readership.recovery = RecoveryTry::NoKey;
        let picture = world.screen(80, 24);
        assert!(picture.contains("Readable by: you alone."), "{picture}");
        assert!(!picture.contains("Nobody has tried"), "{picture}");
        let mut world = world.press("2 t");
        let picture = world.screen(80, 24);
        assert!(
            picture.contains("No key of a service opens these cases."),
            "{picture}"
        );
    }

    #[test]
    fn what_an_import_left_stands_on_the_home_screen() {
        let mut world = World::home();
        world.app.model.keeping.left_behind = vec!["/home/cases/.new-0a: a case".to_owned()];
        let picture = world.screen(80, 24);
        assert!(picture.contains("/home/cases/.new-0a: a case"), "{picture}");
        let picture = world.press("2").screen(80, 24);
        assert!(!picture.contains(".new-0a"), "{picture}");
    }

    #[test]
    fn a_network_drive_is_told_with_the_way_out_and_nothing_else_is_pushed_out() {
        let mut world = World::home();
        world.app.model.keeping.drive_warning = Some(NETWORK.to_owned());
        insta::assert_snapshot!("home_network_80x24", world.screen(80, 24));
        insta::assert_snapshot!("home_network_120x40", world.screen(120, 40));
        for (columns, rows) in [(80, 24), (60, 16)] {
            let picture = world.screen(columns, rows);
            assert!(picture.contains("NOT PROTECTED"), "{picture}");
            assert!(picture.contains("RC-0412"), "{picture}");
        }
    }
}
