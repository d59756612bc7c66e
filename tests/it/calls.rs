//! The real program, ended or refused at each system call that changes a disk or a descriptor.
//!
//! Every command is run once as it is, and each of its calls is a point: there it is killed, or the
//! system answers with an error. Then what must hold is looked at, and the same is asked for again.
//! `cargo test` does that at every call of the cheapest commands and at some of the others, which a
//! seed chooses. `TALKING_PIECE_CALLS=all cargo test --test it calls:: -- --nocapture` does it at
//! every call of every command, and `TALKING_PIECE_SEED` chooses others. What happens in a meeting
//! is tried in the same way in `tests/it/pty/calls.rs`.

mod scenarios;
pub mod tracer;

use scenarios::{ALL, BROKEN, Scenario, Tried};
use tracer::{Fault, Point, copy, may_trace, points};

use crate::rig::Random;

/// So many calls of a command are tried in the short form, and of one that works for a second.
const SOME: usize = 6;
const FEW: usize = 1;

/// What a system may answer, where a disk is at fault, full, or may only be read.
const ERRORS: [&str; 3] = ["EIO", "ENOSPC", "EROFS"];

/// How many points are tried of those that there are.
#[derive(Debug, Clone, Copy)]
pub enum Chosen {
    /// All of them.
    All,
    /// So many, which a seed chooses.
    Some(usize),
}

impl Chosen {
    /// As it is asked for, or so many.
    pub fn or(short: Self) -> Self {
        match std::env::var("TALKING_PIECE_CALLS").as_deref() {
            Ok("all") => Self::All,
            Ok(count) => Self::Some(count.parse().expect("a number, or \"all\"")),
            Err(_) => short,
        }
    }

    /// Whether any is tried.
    pub fn is_any(self) -> bool {
        !matches!(self, Self::Some(0))
    }

    /// Those that are tried.
    pub fn of<T>(self, mut points: Vec<T>) -> Vec<T> {
        let Self::Some(wanted) = self else {
            return points;
        };
        let seed = std::env::var("TALKING_PIECE_SEED");
        let seed = seed.map_or(1, |seed| seed.parse().expect("a number"));
        let mut random = Random::new(seed);
        while points.len() > wanted {
            points.remove(random.below(points.len()));
        }
        points
    }
}

/// What came of a scenario.
struct Counted {
    tried: usize,
    calls: usize,
}

/// Tries a scenario with these faults at the chosen of its calls.
fn try_at(
    scenario: &Scenario,
    chosen: Chosen,
    faults: impl Fn(&Point) -> Vec<Fault>,
) -> Result<Counted, String> {
    let [before, after] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    (scenario.before)(before.path());
    copy(before.path(), after.path());
    let whole = scenario.run(after.path()).traced(None);
    if whole.code != Some(0) {
        return Err(format!("{}: {}{}", scenario.name, whole.out, whole.err));
    }
    let mut points = points(&whole.trace, after.path());
    let calls = points.len();
    if scenario.is_slow {
        let changes = |point: &Point| point.call != "openat" && point.call != "close";
        let first = points.iter().position(changes).unwrap_or(0);
        points.drain(..first);
    }
    let all = points.iter().flat_map(|point| {
        let faults = faults(point).into_iter();
        faults.map(move |fault| (point.clone(), fault))
    });
    let chosen = chosen.of(all.collect());
    let tried = chosen.len();
    for (point, fault) in chosen {
        let folder = tempfile::tempdir().expect("a folder");
        copy(before.path(), folder.path());
        let one = Tried {
            scenario,
            folder: folder.path(),
            before: before.path(),
            after: after.path(),
        };
        hit(&one, &point, fault)
            .map_err(|broken| format!("{}, {fault:?} at {point}: {broken}", scenario.name))?;
    }
    Ok(Counted { tried, calls })
}

/// One run with one fault, and what must hold after it.
fn hit(tried: &Tried<'_>, point: &Point, fault: Fault) -> Result<(), String> {
    let ended = tried
        .scenario
        .run(tried.folder)
        .traced(Some((point, fault)));
    if !ended.was_hit() {
        return Err("it never came there".to_owned());
    }
    match (fault, ended.code) {
        // A call that was interrupted is made again, and nobody hears of it.
        (Fault::Error("EINTR"), Some(0)) | (Fault::Kill, None) => {}
        (Fault::Error(name), Some(0 | 3)) if name != "EINTR" => {}
        (_, code) => {
            return Err(format!(
                "it ended with {code:?}: {}{}",
                ended.out, ended.err
            ));
        }
    }
    if ended.err.contains("panicked") || ended.err.contains("a fault of the program") {
        return Err(ended.err);
    }
    (tried.scenario.holds)(tried)?;
    (tried.scenario.again)(tried)
}

fn killed(name: &str, short: Chosen) {
    assert_holds(name, short, "killed", |_| vec![Fault::Kill]);
}

/// A close that fails tells nothing that a sync has not told before; and the standard library takes
/// one of a folder for a fault of the program.
fn refused(name: &str, short: Chosen) {
    assert_holds(name, short, "refused", |point| match point.call.as_str() {
        "close" => Vec::new(),
        _ => ERRORS.map(Fault::Error).to_vec(),
    });
}

fn interrupted(name: &str, short: Chosen) {
    assert_holds(name, short, "interrupted", |point| {
        match point.call.as_str() {
            "close" => Vec::new(),
            _ => vec![Fault::Error("EINTR")],
        }
    });
}

fn assert_holds(name: &str, short: Chosen, how: &str, faults: impl Fn(&Point) -> Vec<Fault>) {
    if !may_trace() {
        return;
    }
    let scenario = ALL
        .iter()
        .find(|scenario| scenario.name == name)
        .expect("a scenario");
    let counted = try_at(scenario, Chosen::or(short), faults);
    let Counted { tried, calls } = counted.unwrap_or_else(|broken| panic!("{broken}"));
    assert!(
        tried > 0 && calls >= tried / ERRORS.len(),
        "{name}: {calls} calls"
    );
    println!("{name}: {how} {tried} times at its {calls} calls");
}

#[test]
fn j03_an_export_that_is_killed_at_any_call_leaves_the_old_file_or_the_new_one() {
    killed("export", Chosen::All);
}

#[test]
fn f02_a_redacted_case_is_written_whole_or_not_wherever_the_program_is_killed() {
    killed("redact", Chosen::Some(SOME));
}

#[test]
fn f02_a_repair_that_is_killed_at_a_call_leaves_the_original_and_can_be_repeated() {
    killed("repair", Chosen::Some(SOME));
}

#[test]
fn f02_a_case_that_is_brought_in_is_there_whole_or_not_wherever_the_program_is_killed() {
    killed("import", Chosen::Some(SOME));
}

#[test]
fn f02_a_case_that_is_disposed_of_is_there_whole_or_gone_wherever_the_program_is_killed() {
    killed("dispose", Chosen::Some(SOME));
}

#[test]
fn f02_a_case_that_is_sealed_anew_opens_wherever_the_program_is_killed() {
    killed("rekey", Chosen::Some(SOME));
}

#[test]
fn c08_killed_while_the_passphrase_is_changed_the_old_one_opens_or_the_new_one() {
    killed("passphrase", Chosen::Some(FEW));
}

#[test]
fn f02_a_home_that_is_being_protected_opens_wherever_the_program_is_killed() {
    killed("protect", Chosen::Some(FEW));
}

#[test]
fn j08_an_export_that_is_refused_at_a_call_leaves_the_old_file_or_the_new_one() {
    refused("export", Chosen::Some(2 * SOME));
}

#[test]
fn whatever_the_system_refuses_a_command_it_can_be_repeated() {
    for scenario in &ALL {
        let short = if scenario.is_slow { 0 } else { 2 };
        if scenario.name != "export" && Chosen::or(Chosen::Some(short)).is_any() {
            refused(scenario.name, Chosen::Some(short));
        }
    }
}

#[test]
fn f09_a_call_of_the_program_that_is_interrupted_is_made_again_and_nobody_hears_of_it() {
    for scenario in &ALL {
        let short = if scenario.is_slow { 0 } else { 3 };
        if Chosen::or(Chosen::Some(short)).is_any() {
            interrupted(scenario.name, Chosen::Some(short));
        }
    }
}

#[test]
fn what_copies_over_the_old_file_is_found_out() {
    if !may_trace() {
        return;
    }
    let broken = try_at(&BROKEN, Chosen::All, |_| vec![Fault::Kill]).err();
    let broken = broken.expect("a paper that is neither whole");
    assert!(
        broken.contains("neither the old one nor the new one"),
        "{broken}"
    );
}
