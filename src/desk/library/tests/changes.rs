//! Whatever happens to a home, the index tells what a fresh look tells.

use proptest::prelude::*;

use super::{World, agreed, begun, home, journal, path, remove};
use crate::case::Event;
use crate::store::{IndexFile, Kind, PowerLoss, Storage as _, Tail};

/// What can happen to a home.
#[derive(Debug, Clone)]
enum Change {
    Write(u8, u8),
    Append(u8, bool),
    Damage(u8, u16),
    Remove(u8),
    Copy(u8, u8),
    Rescue(u8),
    Conflict(u8),
    Tick,
    Rest,
    LosePower(u8),
    Kill,
    Look,
    SpoilIndex(u16),
    DropIndex,
}

fn change() -> impl Strategy<Value = Change> {
    let case = 0..4_u8;
    prop_oneof![
        4 => (case.clone(), 0..3_u8).prop_map(|(case, what)| Change::Write(case, what)),
        4 => (case.clone(), any::<bool>()).prop_map(|(case, sync)| Change::Append(case, sync)),
        2 => (case.clone(), any::<u16>()).prop_map(|(case, at)| Change::Damage(case, at)),
        1 => case.clone().prop_map(Change::Remove),
        1 => (case.clone(), case.clone()).prop_map(|(from, to)| Change::Copy(from, to)),
        1 => case.clone().prop_map(Change::Rescue),
        1 => case.prop_map(Change::Conflict),
        2 => Just(Change::Tick),
        2 => Just(Change::Rest),
        2 => any::<u8>().prop_map(Change::LosePower),
        1 => Just(Change::Kill),
        4 => Just(Change::Look),
        1 => any::<u16>().prop_map(Change::SpoilIndex),
        1 => Just(Change::DropIndex),
    ]
}

fn events_of(what: u8, reference: &str) -> Vec<Event> {
    match what {
        0 => begun(reference),
        1 => agreed(reference, "Jay mends the gate", "2026-12-03"),
        _ => agreed(reference, "A letter to the school", "2026-10-03"),
    }
}

fn name_of(case: u8) -> String {
    format!("RC-000{case}")
}

fn take(world: &World, change: &Change) {
    let index = IndexFile::of(&home(), Kind::Case);
    match change {
        Change::Write(case, what) => {
            let name = name_of(*case);
            world.write(&name, *case, &events_of(*what, &name));
        }
        Change::Append(case, sync) => {
            let name = name_of(*case);
            let events = events_of(1, &name);
            world.append(&name, *case, &events, begun(&name).len(), *sync);
        }
        Change::Damage(case, at) => {
            let path = path(&name_of(*case)).join("journal");
            if let Ok(mut bytes) = world.disk.read(&path, u64::MAX)
                && !bytes.is_empty()
            {
                let at = usize::from(*at) % bytes.len();
                bytes[at] ^= 0x10;
                world.disk.put(&path, &bytes).unwrap();
            }
        }
        Change::Remove(case) => remove(world, &name_of(*case)),
        Change::Copy(from, to) => {
            let from = path(&name_of(*from)).join("journal");
            let to = path(&name_of(*to));
            if let Ok(bytes) = world.disk.read(&from, u64::MAX) {
                let _ = world.disk.create_folder(&to);
                world.disk.put(&to.join("journal"), &bytes).unwrap();
            }
        }
        Change::Rescue(case) => {
            let name = name_of(*case);
            let text = journal(*case, &events_of(2, &name));
            let path = path(&name).join("journal-rescue1");
            let _ = world.disk.put(&path, text.as_bytes());
        }
        Change::Conflict(case) => {
            let path = path(&name_of(*case)).join("journal (1)");
            let _ = world.disk.put(&path, b"x");
        }
        Change::Tick => world.pass(1),
        Change::Rest => world.rest(),
        Change::LosePower(seed) => world.disk.lose_power(PowerLoss {
            tail: match seed % 4 {
                0 => Tail::Nothing,
                1 => Tail::Zeros,
                2 => Tail::Garbage(u64::from(*seed)),
                _ => Tail::Hole,
            },
            kept_changes: usize::from(seed / 64),
        }),
        Change::Kill => world.disk.kill_program(),
        Change::Look => assert_eq!(world.known(), world.fresh()),
        Change::SpoilIndex(at) => {
            if let Ok(mut bytes) = index.read(&world.disk)
                && !bytes.is_empty()
            {
                let at = usize::from(*at) % bytes.len();
                bytes[at] ^= 0x04;
                world.disk.put(&index.path(), &bytes).unwrap();
            }
        }
        Change::DropIndex => index.remove(&world.disk).unwrap(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_index_tells_what_a_fresh_look_tells_after_any_changes_crashes_and_deletions(
        changes in proptest::collection::vec(change(), 1..40)
    ) {
        let world = World::new();
        for change in &changes {
            take(&world, change);
        }
        prop_assert_eq!(world.known(), world.fresh());
    }
}
