//! The power goes at every operation, in several ways.

use std::sync::Arc;

use super::home;
use crate::store::testing::{batch, body, core, create, folder, kind, reopen};
use crate::store::{
    Condition, DiskFault, DraftChange, FoundSeal, MemoryDisk, PowerLoss, Report, Scan,
    SealStanding, Storage, Tail, list_cases, read_case,
};

const TAILS: [Tail; 7] = [
    Tail::Nothing,
    Tail::Everything,
    Tail::Part(50),
    Tail::Part(97),
    Tail::Zeros,
    Tail::Garbage(7),
    Tail::Hole,
];

/// A short session: five batches, an erasure, a plan. Returns the highest acknowledged
/// number, and whether each later thing was acknowledged.
#[derive(Default)]
struct Acknowledged {
    created: bool,
    number: u64,
    words: u64,
    erased: bool,
    plan: bool,
    sealed: Option<u64>,
}

fn session(disk: &MemoryDisk) -> Acknowledged {
    let mut acknowledged = Acknowledged::default();
    let home = home();
    let storage: Arc<dyn Storage> = Arc::new(disk.clone());
    let Ok(case) = create(disk, &home) else {
        return acknowledged;
    };
    acknowledged.created = true;
    let mut core = core(&storage, &home, case);
    for number in 1..=5 {
        let mut batch = batch(number);
        batch.draft = Some(DraftChange::Keep("half".to_owned()));
        if number == 5 {
            batch.erase = vec![2];
            batch.plan = Some(b"{\"plan\":1}".to_vec());
            batch.seal = true;
        }
        for report in core.step(batch) {
            match report {
                Report::Saved { number, .. } => acknowledged.number = number,
                Report::WordsSaved { ids, .. } => acknowledged.words = ids[0],
                Report::Erased { .. } => acknowledged.erased = true,
                Report::PlanSaved => acknowledged.plan = true,
                Report::Sealed | Report::SealedLater => acknowledged.sealed = Some(5),
                Report::DraftKept { .. }
                | Report::SealPutOff
                | Report::NotSealed { .. }
                | Report::ScriptSaved { .. }
                | Report::NotSaved { .. }
                | Report::Rescued { .. }
                | Report::Recovered
                | Report::Crowded { .. } => {}
            }
        }
    }
    core.finish();
    acknowledged
}

/// Checks P1 to P4 after a crash; gives a sentence when a promise was broken.
fn broken_promise(disk: &MemoryDisk, acknowledged: &Acknowledged) -> Option<String> {
    let home = home();
    if !acknowledged.created {
        let listed = list_cases(disk, &home, kind(&home), 0).unwrap();
        let whole = listed
            .iter()
            .all(|case| matches!(case.state, crate::store::Listed::Readable { .. }));
        let again = !listed.is_empty() || create(disk, &home).is_ok();
        return (!whole || !again).then(|| format!("creation left {listed:?}"));
    }
    let content = match read_case(disk, &home, &folder(&home)) {
        Ok(content) => content,
        Err(error) => return Some(error.to_string()),
    };
    let found = content.scan.last_number();
    let true_words = content
        .scan
        .entries
        .iter()
        .all(|entry| entry.body == body(entry.number));
    let in_doubt = found.saturating_sub(acknowledged.number);
    if found < acknowledged.number || in_doubt > 1 || !true_words || !content.scan.is_whole() {
        return Some(format!(
            "{} acknowledged, {found} found: {:?}",
            acknowledged.number, content.scan.condition
        ));
    }
    for id in (1..=acknowledged.words).filter(|id| *id != 2) {
        if !content.notes.notes.contains_key(&id) {
            return Some(format!("note {id} is lost"));
        }
    }
    if acknowledged.erased && content.notes.notes.contains_key(&2) {
        return Some("an erased note came back".to_owned());
    }
    if let Some(broken) = broken_seal(&content.scan, acknowledged) {
        return Some(broken);
    }
    let plan = folder(&home).plan(disk, &content.scan.writing).unwrap();
    if acknowledged.plan && plan.as_deref() != Some(b"{\"plan\":1}")
        || plan.is_some_and(|plan| plan.len() != 10)
    {
        return Some("the plan is lost".to_owned());
    }
    let storage: Arc<dyn Storage> = Arc::new(disk.clone());
    let before = disk.read(&content.journal_path, u64::MAX).unwrap();
    let mut core = core(&storage, &home, reopen(disk, &home));
    let saved = core.step(batch(found + 1));
    let after = disk.read(&content.journal_path, u64::MAX).unwrap();
    let scan = crate::store::scan(&after, home.ring()).unwrap();
    let goes_on = saved
        .iter()
        .any(|report| matches!(report, Report::Saved { .. }));
    let sound = scan.condition == Condition::Sound && scan.last_number() == found + 1;
    (!goes_on || !sound || !after.starts_with(&before)).then(|| "it does not go on".to_owned())
}

/// A seal that was acknowledged is there, and none that is there fails to hold.
fn broken_seal(scan: &Scan, acknowledged: &Acknowledged) -> Option<String> {
    let holds = |seal: &FoundSeal| seal.standing(scan.header.id) != SealStanding::DoesNotFit;
    let is_there = |number| scan.seals.iter().any(|seal| seal.number == number);
    let lost = acknowledged.sealed.is_some_and(|number| !is_there(number));
    let fits = scan.seals.iter().all(holds);
    (lost || !fits).then(|| format!("the seal is lost or does not fit: {:?}", scan.seals))
}

/// Cuts the power after each operation; gives the first broken promise.
fn cut_everywhere(prepare: impl Fn(&MemoryDisk)) -> Option<String> {
    let disk = MemoryDisk::default();
    session(&disk);
    let operations = disk.counted();
    assert!(operations > 60, "the session does something");
    for tail in TAILS {
        for kept_changes in [0, 1, usize::MAX] {
            for at in 1..=operations + 1 {
                let disk = MemoryDisk::default();
                prepare(&disk);
                disk.fail(DiskFault::from(at));
                let acknowledged = session(&disk);
                disk.lose_power(PowerLoss { tail, kept_changes });
                if let Some(broken) = broken_promise(&disk, &acknowledged) {
                    return Some(format!("cut at {at}, {tail:?}, {kept_changes}: {broken}"));
                }
            }
        }
    }
    None
}

#[test]
fn a_power_cut_at_any_moment_loses_nothing_that_was_acknowledged() {
    assert_eq!(cut_everywhere(|_| {}), None);
}

#[test]
fn a_disk_that_ignores_syncs_is_found_out_by_this_test() {
    assert!(cut_everywhere(MemoryDisk::ignore_syncs).is_some());
}

#[test]
fn f02_a_program_killed_at_any_moment_loses_nothing_that_was_acknowledged() {
    let disk = MemoryDisk::default();
    session(&disk);
    for at in 1..=disk.counted() + 1 {
        for taken in [0, 1, 30] {
            let disk = MemoryDisk::default();
            disk.fail(DiskFault {
                taken,
                ..DiskFault::from(at)
            });
            let acknowledged = session(&disk);
            disk.kill_program();
            assert_eq!(
                broken_promise(&disk, &acknowledged),
                None,
                "killed at {at}, {taken}"
            );
        }
    }
}

#[test]
fn f04_a_failed_sync_that_dropped_bytes_costs_nothing_even_if_the_power_goes_later() {
    let disk = MemoryDisk::default();
    session(&disk);
    for at in 1..=disk.counted() {
        let disk = MemoryDisk::default();
        disk.fail(DiskFault {
            drops: true,
            ..DiskFault::once(at)
        });
        let acknowledged = session(&disk);
        disk.lose_power(PowerLoss {
            tail: Tail::Nothing,
            kept_changes: 0,
        });
        assert_eq!(broken_promise(&disk, &acknowledged), None, "failed at {at}");
    }
}

#[test]
fn an_entry_of_unknown_fate_is_written_again_before_the_next_one_counts() {
    let disk = MemoryDisk::default();
    let home = home();
    let storage: Arc<dyn Storage> = Arc::new(disk.clone());
    let mut first = core(&storage, &home, create(&disk, &home).unwrap());
    first.step(batch(1));
    let only = Some(crate::store::Operation::Sync);
    // Every sync fails and drops its bytes, then the program is killed: what is read is
    // in the cache alone.
    disk.fail(DiskFault {
        only,
        drops: true,
        ..DiskFault::from(2)
    });
    first.step(batch(2));
    disk.kill_program();
    let case = reopen(&disk, &home);
    let next = case.content.scan.last_number() + 1;
    let mut second = core(&storage, &home, case);
    second.step(batch(next));
    disk.lose_power(PowerLoss {
        tail: Tail::Nothing,
        kept_changes: 0,
    });
    assert_eq!(reopen(&disk, &home).content.scan.last_number(), next);
}
