//! Starts the screen, and looks after what is unsaved when it ends.

use std::io::IsTerminal as _;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::config;
use super::office::{CabinetOffice, Flushers};
use super::output::remark;
use super::viewer;
use super::world::World;
use crate::clean::{Shape, clean};
use crate::desk::{Cabinet, Desk};
use crate::problem::{Problem, ProblemKind};
use crate::store::{Copier, CopierSetup, SharedFolder, hurry_in_this_thread};
use crate::tui::app::{App, Start};
use crate::tui::effect::{Door, NewCaseRequest};
use crate::tui::run::{Ended, Outlook, run};

/// How long leaving waits for the disk.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long an end from outside waits for the disk.
const LAST_PATIENCE: Duration = Duration::from_secs(2);

/// How long leaving waits for a shared folder: what is not copied is kept here, and copied later.
const SHARE_PATIENCE: Duration = Duration::from_secs(2);

/// Refuses, before anything is written, where no screen can be drawn.
pub(super) fn needs_terminal() -> Result<(), Problem> {
    let drawable = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let able = match std::env::var("TERM") {
        Ok(name) => !name.is_empty() && name != "dumb",
        Err(_) => !cfg!(unix),
    };
    if drawable && able {
        return Ok(());
    }
    Err(Problem::wrong_use(
        "The screen needs a terminal that can place the cursor.",
        "Open a terminal window; list, show, plan, export and verify work here too.",
    ))
}

/// Opens the home screen at one of its doors.
pub(super) fn at_door(world: &World, door: Door) -> Result<(), Problem> {
    needs_terminal()?;
    start(world, Start::Door(door))
}

/// Opens a case where it stands.
pub(super) fn with_case(world: &World, desk: Desk) -> Result<(), Problem> {
    needs_terminal()?;
    start(world, Start::Case(Box::new(desk)))
}

/// Begins a real case as the home screen does, which asks first whether to protect the home.
pub(super) fn beginning(world: &World, new: NewCaseRequest) -> Result<(), Problem> {
    needs_terminal()?;
    start(world, Start::Begin(new))
}

/// Whether the locale lets signs beyond ASCII be drawn; where none is set, nothing speaks
/// against it.
fn draws_utf8(variable: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name: &&str| variable(name).filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(set);
    locale.is_none_or(|locale| {
        let locale = locale.to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

/// What copies the real cases to a shared folder, where one is set.
fn copier(cabinet: &Cabinet) -> Result<Option<Copier>, Problem> {
    let Some(path) = config::copy_to(cabinet.storage.as_ref(), &cabinet.home) else {
        return Ok(None);
    };
    let setup = CopierSetup {
        folder: SharedFolder {
            storage: cabinet.storage.clone(),
            share: cabinet.storage.clone(),
            home: cabinet.home.clone(),
            path,
        },
        clock: cabinet.clock.clone(),
        changed: cabinet.waker.clone(),
    };
    Ok(Some(Copier::start(setup)?))
}

/// Where a person looks for a file of their own: among the documents, or where everything is.
fn folders_to_print_from() -> Vec<PathBuf> {
    let Some(folders) = directories::UserDirs::new() else {
        return Vec::new();
    };
    let folders = folders
        .document_dir()
        .into_iter()
        .chain([folders.home_dir()]);
    folders.map(Path::to_owned).collect()
}

fn start(world: &World, mut start: Start) -> Result<(), Problem> {
    world.forget_passphrase();
    let cabinet = world.closed_cabinet()?;
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let mut settings = config::settings(cabinet.storage.as_ref(), &cabinet.home, no_color)?;
    settings.theme.plain_signs |= !draws_utf8(|name| std::env::var(name).ok());
    let clock = cabinet.clock.clone();
    let copier = copier(&cabinet)?;
    let office = CabinetOffice::new(cabinet)
        .showing_papers(viewer::show)
        .printing_from(folders_to_print_from())
        .copying(copier);
    let flushers = office.flushers();
    if let Start::Case(desk) = &mut start {
        flushers.watch(desk);
    }
    let mut app = App::new(Box::new(office), clock, settings, start);
    let last = flushers.clone();
    let outlook = Outlook {
        clean: |text| clean(text, Shape::Lines),
        bell: world.bell.clone(),
        flush: Box::new(move || {
            // The guard ends the program next, whatever the disk says.
            last.flush(LAST_PATIENCE);
        }),
    };
    hurry_in_this_thread();
    let ended = saving_at_a_fault(&flushers, || run(&mut app, outlook)).map_err(|_| {
        Problem::new(
            ProblemKind::CannotReadOrWrite,
            "The terminal could not be used.",
            "Everything recorded so far is kept; start again in another terminal.",
        )
    })?;
    let unsaved = flushers.flush(PATIENCE);
    drop(app);
    if unsaved > 0 {
        return Err(Problem::new(
            ProblemKind::Unsaved,
            format!("{unsaved} entries could not be saved before the program ended."),
            "Check the disk; `verify` tells what is there.",
        ));
    }
    match ended {
        Ended::Left => {
            if flushers.copy_last(SHARE_PATIENCE) {
                remark("The copy on the shared folder waits. It is made at the next start.");
            }
            Ok(())
        }
        Ended::TerminalLost => Err(Problem::new(ProblemKind::TerminalLost, "", "")),
    }
}

/// Saves what is in memory, half-typed words too, before a fault of the program ends it.
fn saving_at_a_fault<T>(flushers: &Flushers, work: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|fault| {
        flushers.flush(LAST_PATIENCE);
        resume_unwind(fault)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::clock::SystemClock;
    use crate::script::ScriptId;
    use crate::store::{Home, Kind, MemoryDisk};
    use crate::tui::app::Settings;
    use crate::tui::effect::Effect;
    use crate::tui::key::Key;

    fn cabinet(disk: &Arc<MemoryDisk>) -> Cabinet {
        Cabinet {
            storage: disk.clone(),
            clock: Arc::new(SystemClock),
            home: Home::at("/home"),
            waker: Arc::new(|| ()),
        }
    }

    #[test]
    fn d12_a_fault_of_the_program_costs_no_half_typed_letter() {
        let disk = Arc::new(MemoryDisk::default());
        let office = CabinetOffice::new(cabinet(&disk));
        let mut desk = office
            .begin(Some("RC-0001"), "restorative-conference")
            .unwrap();
        let flushers = office.flushers();
        flushers.watch(&mut desk);
        let start = Start::Case(Box::new(desk));
        let clock = Arc::new(SystemClock);
        let mut app = App::new(Box::new(office), clock, Settings::default(), start);
        let ended = catch_unwind(AssertUnwindSafe(|| {
            saving_at_a_fault(&flushers, || {
                app.perform_for_test(Effect::KeepDraft("Half a senten".to_owned()));
                app.press(Key::char('?'));
                // Without a message, for it would be printed among the results of the tests.
                resume_unwind(Box::new("a fault"));
            });
        }));
        assert!(ended.is_err());
        let read = cabinet(&disk).read(Kind::Case, "RC-0001").unwrap();
        assert_eq!(read.content.draft.as_deref(), Some("Half a senten"));
    }

    #[test]
    fn a_first_case_that_is_asked_for_by_name_waits_until_protection_was_proposed() {
        let disk = Arc::new(MemoryDisk::default());
        let start = Start::Begin(NewCaseRequest::Real {
            reference: Some("RC-0007".to_owned()),
            script: ScriptId::new("restorative-conference"),
        });
        let office = Box::new(CabinetOffice::new(cabinet(&disk)));
        let clock = Arc::new(SystemClock);
        let mut app = App::new(office, clock, Settings::default(), start);
        let reference = |app: &App| app.model().case().map(|case| case.reference.clone());
        assert!(app.gate().is_some(), "it is proposed");
        assert_eq!(reference(&app), None);
        assert!(cabinet(&disk).read(Kind::Case, "RC-0007").is_err());
        for letter in "not protected".chars() {
            app.press(Key::char(letter));
        }
        app.press("enter".parse().unwrap());
        assert!(app.gate().is_none());
        assert_eq!(reference(&app).as_deref(), Some("RC-0007"));
    }

    #[test]
    fn what_keeps_a_case_from_being_begun_is_told_before_protection_is_proposed() {
        let disk = Arc::new(MemoryDisk::default());
        let home = Home::at("/home");
        home.prepare(&*disk).unwrap();
        disk.put(&home.config(), b"{ \"teme\": \"dark\" }").unwrap();
        let start = Start::Begin(NewCaseRequest::Real {
            reference: None,
            script: ScriptId::new("restorative-conference"),
        });
        let office = Box::new(CabinetOffice::new(cabinet(&disk)));
        let clock = Arc::new(SystemClock);
        let app = App::new(office, clock, Settings::default(), start);
        assert!(app.gate().is_none(), "no passphrase is asked for");
        let said = app.model().message.as_ref().unwrap();
        assert!(said.text.contains("config.json"), "{}", said.text);
    }

    #[test]
    fn d06_the_first_variable_that_is_set_tells_the_locale() {
        let with = |name: &'static str, value: &'static str| {
            draws_utf8(move |asked| (asked == name).then(|| value.to_owned()))
        };
        assert!(with("LANG", "cy_GB.UTF-8"));
        assert!(with("LC_ALL", "C.utf8"));
        assert!(!with("LC_CTYPE", "C"));
        assert!(!with("LANG", "en_GB.ISO-8859-1"));
        assert!(draws_utf8(|_| None));
    }
}
