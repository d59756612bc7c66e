//! The library: every case, by its index where there are many.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;

use crate::desk::Cabinet;
use crate::desk::library::{self, CaseRow, FEW, Library, Looking};
use crate::store::{IndexFile, Kind, case_names};
use crate::tui::office::{CaseSummary, Found, OfficeProblem, Standing};
use crate::tui::terminal::SEARCH;

use super::retaining::Going;
use super::telling::{listed, not_listed, tell};
use super::{summary, told};

/// Of which kinds every case was looked at, or is just now.
#[derive(Default)]
pub(super) struct LookedThrough {
    real: AtomicBool,
    practised: AtomicBool,
}

impl LookedThrough {
    /// Notes that it was, and says whether it was before.
    pub(super) fn note(&self, kind: Kind) -> bool {
        let noted = match kind {
            Kind::Case => &self.real,
            Kind::Practice => &self.practised,
        };
        noted.swap(true, Ordering::Relaxed)
    }
}

/// Cases for the home screen.
#[derive(Clone)]
pub(super) struct Listed {
    /// All of them, or those that were last written in.
    pub(super) list: Vec<CaseSummary>,
    /// How many more there are.
    pub(super) more: usize,
    /// References of those in which something may be due; of very many those in which it is soonest.
    pub(super) due: Vec<String>,
}

impl Listed {
    /// Every case.
    pub(super) fn all(list: Vec<CaseSummary>, going: &Going) -> Self {
        let may_be_due = list.iter().filter(|case| match case.standing {
            Standing::Unreadable(_) => false,
            Standing::Prepared | Standing::Closed(_) => going.may(case),
            Standing::Running
            | Standing::Adjourned(_)
            | Standing::Ended(_)
            | Standing::Between(_)
            | Standing::NotesWait(_) => true,
        });
        let due = may_be_due.map(|case| case.reference.clone()).collect();
        Self { list, more: 0, due }
    }

    /// Of a library the cases that were last written in, and some that can be gone on with.
    fn of(library: &Library, going: &Going) -> Self {
        let rows = library.rows().iter();
        let known = |row: &CaseRow| summary::known(library, row);
        let mut list: Vec<CaseSummary> = rows.clone().take(FEW).map(known).collect();
        let unfinished = rows.skip(FEW).map(known);
        list.extend(
            unfinished
                .filter(|case| case.standing.is_unfinished())
                .take(FEW),
        );
        let more = library.rows().len() - list.len();
        let with_day = |row: &CaseRow| {
            let days = [
                row.due,
                going.since(library, row),
                going.notes(library, row),
            ];
            let on = days.into_iter().flatten().min()?;
            Some((on, row.reference.to_string()))
        };
        let mut due: Vec<_> = library.rows().iter().filter_map(with_day).collect();
        due.sort_unstable();
        due.truncate(FEW);
        let due = due.into_iter().map(|(_, reference)| reference).collect();
        Self { list, more, due }
    }
}

/// Whether there are so many cases of a kind that an index is kept of them.
pub(super) fn are_many(cabinet: &Cabinet, kind: Kind) -> bool {
    let storage = cabinet.storage.as_ref();
    let names = || case_names(storage, &cabinet.home, kind);
    IndexFile::of(&cabinet.home, kind).exists(storage)
        || names().is_ok_and(|names| names.len() > FEW)
}

/// The cases that were last written in, by the beginning of the index; none where there is none
/// that can be used.
pub(super) fn first(cabinet: &Cabinet, kind: Kind) -> Result<Listed, OfficeProblem> {
    let Some(start) = library::read_start(cabinet, kind) else {
        let names = case_names(cabinet.storage.as_ref(), &cabinet.home, kind).map_err(told)?;
        return Ok(Listed {
            list: Vec::new(),
            more: names.len(),
            due: Vec::new(),
        });
    };
    let rows = start.rows;
    let listed = Listed::of(&library::glance_at(cabinet, start), &Going::now(cabinet));
    let more = rows.saturating_sub(listed.list.len());
    Ok(Listed { more, ..listed })
}

/// Looks through every case of a kind: tells the library as the index has it, and once more when
/// it was brought up to date.
pub(super) fn look_through(
    cabinet: &Cabinet,
    kind: Kind,
    sender: &Sender<Found>,
    stop: &AtomicBool,
) -> Result<Listed, OfficeProblem> {
    let practice = kind == Kind::Practice;
    let looked = listed(
        || {
            let known = library::read_library(cabinet, kind);
            if let Some(known) = &known {
                let library = Arc::clone(&known.library);
                tell(cabinet, sender, Found::Library(practice, Ok(library)));
            }
            let looking = Looking {
                threads: SEARCH,
                always_keep: false,
                stop,
                tell: &|looked, all| tell(cabinet, sender, Found::Looked(looked, all)),
            };
            library::refresh(cabinet, kind, known, &looking).map_err(told)
        },
        || not_listed(kind),
    );
    let library = looked.map(|looked| looked.library);
    tell(cabinet, sender, Found::Library(practice, library.clone()));
    library.map(|library| Listed::of(&library, &Going::now(cabinet)))
}

/// The same in a thread of its own.
pub(super) fn begin(cabinet: Cabinet, kind: Kind, sender: Sender<Found>, stop: Arc<AtomicBool>) {
    let (failed, instead) = (sender.clone(), cabinet.clone());
    let look = move || {
        let _ = look_through(&cabinet, kind, &sender, &stop);
    };
    let begun = thread::Builder::new().name(SEARCH.to_owned()).spawn(look);
    if begun.is_err() {
        let found = Found::Library(kind == Kind::Practice, Err(not_listed(kind)));
        tell(&instead, &failed, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Attendance, Command, PersonDetails};
    use crate::cli::office::CabinetOffice;
    use crate::clock::SystemClock;
    use crate::script::{Outcome, RoleId};
    use crate::store::{Home, MemoryDisk, Storage as _};
    use crate::tui::office::{Cases, Standing};

    fn cabinet() -> Cabinet {
        Cabinet {
            storage: Arc::new(MemoryDisk::default()),
            clock: Arc::new(SystemClock),
            home: Home::at("/home"),
            waker: Arc::new(|| ()),
        }
    }

    fn person(name: &str, role: RoleId) -> PersonDetails {
        PersonDetails {
            name: name.to_owned(),
            roles: vec![role],
            supports: None,
            said_as: None,
            attends: Attendance::Room,
        }
    }

    /// As if there were very many.
    fn keep_an_index(cabinet: &Cabinet) {
        let looking = Looking {
            threads: "look",
            always_keep: true,
            stop: &AtomicBool::new(false),
            tell: &|_, _| (),
        };
        let known = library::read_library(cabinet, Kind::Case);
        library::refresh(cabinet, Kind::Case, known, &looking).unwrap();
    }

    fn found(office: &mut CabinetOffice) -> Vec<Found> {
        use crate::tui::office::Office as _;
        office.look_around();
        let search = office.search.take().unwrap();
        search.iter().collect()
    }

    fn standings(cases: &Cases) -> Vec<(&str, &Standing)> {
        let rows = cases.list.iter();
        rows.map(|row| (row.reference.as_str(), &row.standing))
            .collect()
    }

    #[test]
    fn of_very_many_cases_the_first_are_told_as_they_stand_now_and_then_all_of_them() {
        let cabinet = cabinet();
        let mut office = CabinetOffice::new(cabinet.clone());
        let mut desks: Vec<_> = ["RC-0001", "RC-0002"]
            .map(|reference| {
                office
                    .begin(Some(reference), "restorative-conference")
                    .unwrap()
            })
            .into();
        keep_an_index(&cabinet);
        let role = desks[0].case().script.roles[0].id.clone();
        let details = person("Ada", role);
        desks[0].execute(Command::AddPerson(details)).unwrap();
        let kind = desks[0].case().script.sessions[0].id.clone();
        desks[0].execute(Command::StartSession(kind)).unwrap();
        let ended = Command::EndSession(Outcome::EndedEarly);
        desks[0].execute(ended).unwrap();
        for desk in desks {
            let left = desk.close(std::time::Duration::from_secs(10));
            assert_eq!(left.jobs, 0);
        }
        let found = found(&mut office);
        let [
            Found::Cases(first),
            Found::PracticeCases(Ok(_)),
            Found::Library(false, Ok(_)),
            Found::Library(false, Ok(library)),
            Found::Cases(all),
            Found::Due(_),
            Found::Between(_),
        ] = found.as_slice()
        else {
            panic!("something else was found: {found:?}");
        };
        let ended = Standing::Ended(Outcome::EndedEarly.title());
        let expected = [("RC-0001", &ended), ("RC-0002", &Standing::Prepared)];
        assert_eq!(standings(first), expected);
        assert_eq!(first, all);
        assert_eq!(library.rows().len(), 2);
    }

    #[test]
    fn a_damaged_case_is_told_as_one_though_both_its_ends_are_sound() {
        let disk = MemoryDisk::default();
        let cabinet = Cabinet {
            storage: Arc::new(disk.clone()),
            ..cabinet()
        };
        let mut office = CabinetOffice::new(cabinet.clone());
        let begin = |reference| {
            office
                .begin(Some(reference), "restorative-conference")
                .unwrap()
        };
        for mut desk in ["RC-0001", "RC-0002"].map(begin) {
            for name in ["Ada", "Ben", "Cleo"] {
                let role = desk.case().script.roles[0].id.clone();
                desk.execute(Command::AddPerson(person(name, role)))
                    .unwrap();
            }
            assert_eq!(desk.close(std::time::Duration::from_secs(10)).jobs, 0);
        }
        let journal = cabinet.home.cases(Kind::Case).join("RC-0001/journal");
        let mut bytes = disk.read(&journal, u64::MAX).unwrap();
        let mut ends = (0..bytes.len()).filter(|place| bytes[*place] == b'\n');
        let second = ends.nth(1).unwrap();
        bytes[second + 60] ^= 1;
        disk.put(&journal, &bytes).unwrap();
        for an_index_is_kept in [false, true] {
            if an_index_is_kept {
                keep_an_index(&cabinet);
                office = CabinetOffice::new(cabinet.clone());
            }
            let found = found(&mut office);
            let Some(Found::Incomplete(told)) = found.last() else {
                panic!("it was not told");
            };
            assert_eq!((told.len(), told[0].reference.as_str()), (1, "RC-0001"));
            assert!(told[0].missing.contains("entry 2 is missing"), "{told:?}");
            let lists = found.iter().rev().filter_map(|found| {
                let Found::Cases(cases) = found else {
                    return None;
                };
                Some(&cases.list)
            });
            let list = lists.into_iter().next().unwrap();
            let known: Vec<bool> = list.iter().map(|case| case.missing.is_some()).collect();
            let by_index = list.iter().map(|case| case.reference == "RC-0001");
            let by_index: Vec<bool> = by_index.map(|is| is && an_index_is_kept).collect();
            assert_eq!(known, by_index, "a glance alone knows nothing of it");
        }
    }

    #[test]
    fn of_a_home_without_an_index_it_is_said_how_many_cases_wait_to_be_looked_at() {
        let cabinet = cabinet();
        let office = CabinetOffice::new(cabinet.clone());
        drop(office.begin(Some("RC-0001"), "staff-conversation").unwrap());
        let first = first(&cabinet, Kind::Case).unwrap();
        assert_eq!((first.list.len(), first.more), (0, 1));
        assert!(!are_many(&cabinet, Kind::Case));
    }
}
