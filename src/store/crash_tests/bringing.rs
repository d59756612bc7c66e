//! A case is brought in while the disk refuses or the power goes: all of it is there, or nothing.

use std::collections::BTreeMap;
use std::io::ErrorKind;

use super::home;
use crate::store::testing::{body, folder, kind};
use crate::store::{
    DiskFault, Entry, Kind, Listed, MemoryDisk, PowerLoss, ScriptCopy, StoreError, Tail, Versions,
    WholeCase, bring_in, list_cases, verify,
};

const PLAN: &[u8] = b"{\"plan\":1}";

fn bring(disk: &MemoryDisk) -> Result<(), StoreError> {
    let entries: Vec<Entry> = (1..=3)
        .map(|number| Entry {
            number,
            body: body(number),
        })
        .collect();
    let whole = WholeCase {
        goes_on: None,
        entries: &entries,
        notes: BTreeMap::from([(1, r#"{"id":1,"text":"w"}"#.to_owned())]),
        scripts: &[ScriptCopy {
            id: "conference",
            text: "{}",
        }],
        plan: Some(PLAN.to_vec()),
    };
    bring_in(disk, &home(), &folder(&home()), &whole)
}

/// Says what is there: nothing, or all of it; anything else is a failure of the test.
#[track_caller]
fn is_there(disk: &MemoryDisk) -> bool {
    let listed = list_cases(disk, &home(), kind(&home()), 0).unwrap();
    let Some(one) = listed.first() else {
        return false;
    };
    assert_eq!(listed.len(), 1);
    assert!(matches!(one.state, Listed::Readable { entries: 3, .. }));
    let folder = folder(&home());
    let found = verify(disk, &home(), &folder).unwrap();
    let writing = Versions::read(disk, folder.path(), folder.ring())
        .unwrap()
        .best
        .scan
        .writing;
    assert_eq!(writing.is_sealed(), kind(&home()) == Kind::Case);
    assert!(found.is_sound());
    assert_eq!(found.notes.notes.len(), 1);
    assert_eq!(folder.plan(disk, &writing).unwrap().as_deref(), Some(PLAN));
    assert_eq!(folder.script(disk, "conference").unwrap(), "{}");
    true
}

#[test]
fn f02_whatever_fails_half_a_case_is_never_there_and_a_further_try_succeeds() {
    let mut refused = 0;
    for error in [ErrorKind::StorageFull, ErrorKind::ReadOnlyFilesystem] {
        for at in 1..90 {
            for fault in [DiskFault::once(at), DiskFault::from(at)] {
                let disk = MemoryDisk::default();
                disk.fail(DiskFault { error, ..fault });
                let done = bring(&disk);
                disk.heal();
                let there = is_there(&disk);
                // Its name may stand where the disk did not confirm it: then it says so.
                assert!(there || done.is_err(), "{at}");
                refused += usize::from(done.is_err());
                let again = bring(&disk);
                let taken = matches!(again, Err(StoreError::Exists { .. }));
                assert!(again.is_ok() || (there && taken), "{at}");
                assert!(is_there(&disk));
            }
        }
    }
    assert!(refused > 50, "only {refused} tries were refused");
}

#[test]
fn a_power_cut_at_any_moment_leaves_the_whole_case_or_nothing() {
    let tails = [Tail::Nothing, Tail::Part(50), Tail::Zeros, Tail::Garbage(7)];
    let mut cut = 0;
    for at in 1..90 {
        for (tail, kept_changes) in tails.into_iter().flat_map(|tail| [(tail, 0), (tail, 2)]) {
            let disk = MemoryDisk::default();
            disk.fail(DiskFault::from(at));
            let done = bring(&disk);
            disk.heal();
            disk.lose_power(PowerLoss { tail, kept_changes });
            let there = is_there(&disk);
            assert!(there || done.is_err(), "what was said to be there is there");
            cut += usize::from(!there);
            if !there {
                bring(&disk).unwrap();
                assert!(is_there(&disk));
            }
        }
    }
    assert!(cut > 50, "only {cut} cuts came in time");
}
