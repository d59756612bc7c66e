//! A damaged case is one of the library, as such.

use super::{World, agreed, begun, home, journal, path};
use crate::desk::library::{CaseRow, Library};
use crate::store::{HeaderId, HighWater, LineHash, Mark};

fn put(world: &World, reference: &str, text: &str) {
    let file = path(reference).join("journal");
    world.disk.put(&file, text.as_bytes()).unwrap();
}

fn damaged(library: &Library) -> Vec<&str> {
    let rows = library.rows().iter().filter(|row| row.is_damaged());
    let mut damaged: Vec<&str> = rows.map(|row| &*row.reference).collect();
    damaged.sort_unstable();
    damaged
}

#[test]
fn a_case_that_is_damaged_between_its_ends_is_known_as_such_and_as_what_became_of_it() {
    let world = World::new();
    let events = agreed("RC-0001", "A gate", "2026-12-03");
    for (number, reference) in (1..).zip(["RC-0001", "RC-0002", "RC-0003", "RC-0004"]) {
        world.write(reference, number, &events);
    }
    let mut flipped = journal(1, &events).into_bytes();
    let third: usize = journal(1, &events)
        .lines()
        .take(3)
        .map(|line| line.len() + 1)
        .sum();
    flipped[third + 90] ^= 1;
    put(&world, "RC-0001", &String::from_utf8(flipped).unwrap());
    // What a crash leaves is no damage: half a line at the end, or one that the next closed off.
    let whole = journal(2, &events);
    put(&world, "RC-0002", &whole[..whole.len() - 40]);
    let whole = journal(3, &events);
    let (first, rest) = whole.split_at(whole.find("\np1 2 ").unwrap() + 1);
    put(
        &world,
        "RC-0003",
        &format!("{first}p1 2 half a line\n{rest}"),
    );
    world.rest();
    let library = world.known();
    assert_eq!(damaged(&library), ["RC-0001"]);
    let place = library.rows().iter().position(CaseRow::is_damaged);
    let row = &library.rows()[place.unwrap()];
    assert_eq!(library.called(row), "Agreement");
    let missing = library.missing(&world.cabinet(), row).unwrap();
    assert!(missing.contains("entry 3 is missing"), "{missing}");
    world.rest();
    assert_eq!(damaged(&world.known()), ["RC-0001"], "by the index");
    put(&world, "RC-0001", &journal(1, &events));
    assert!(damaged(&world.known()).is_empty());
}

#[test]
fn an_end_that_was_cut_off_is_told_where_somebody_asks_what_is_missing() {
    let world = World::new();
    let events = begun("RC-0001");
    world.write("RC-0001", 1, &events);
    let library = world.known();
    let row = &library.rows()[0];
    assert_eq!(library.missing(&world.cabinet(), row), None);
    let mark = Mark {
        number: events.len() as u64 + 2,
        hash: LineHash::of("later"),
    };
    let mut marks = HighWater::of(&home().state(), HeaderId([1; 16]));
    marks.advance(&world.disk, mark).unwrap();
    assert!(!row.is_damaged());
    let missing = library.missing(&world.cabinet(), row).unwrap();
    assert!(missing.contains("this file ends at entry 4"), "{missing}");
}
