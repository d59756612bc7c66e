//! Every state in which a crash can leave a journal, and what must hold of each: nothing that was
//! reported as saved is lost, at most one entry is in doubt, no entry is half there or altered, and
//! the next start goes on without a question and without changing a byte of what it found.

use talking_piece::store::{Condition, DiskFault, Operation, Scan};

use super::{Random, kept};

/// How many of the states one journal is crashed in a second time, while the next start writes.
const CRASHED_AGAIN: usize = 16;

/// Who writes the journal: the program, or one that is broken on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writes {
    /// The program.
    Ours,
    /// Goes on right behind whatever a crash left.
    WithoutClosingOff,
    /// Reports an entry as saved before the disk confirmed it.
    ReportingTooSoon,
    /// Cuts off what a crash left before it goes on.
    CuttingOff,
}

/// Every way of writing that is broken on purpose.
pub const BROKEN: [Writes; 3] = [
    Writes::WithoutClosingOff,
    Writes::ReportingTooSoon,
    Writes::CuttingOff,
];

/// What a crash left of bytes that the disk had not confirmed.
#[derive(Debug, Clone, Copy)]
enum Damage {
    /// So many of them.
    Cut(usize),
    /// So many, and zeros in place of the rest.
    Zeros(usize),
    /// So many, and noise in place of the rest.
    Noise(usize),
    /// Zeros in place of so many, and then the rest.
    Hole(usize),
    /// So many, and in place of the rest what stood in that part of the disk before.
    Stale(usize),
    /// Only those parts of 512 bytes that have a bit here, counted as the disk counts.
    Sectors(u32),
}

/// A journal while its last entry is being written.
struct Moment {
    /// What the disk confirmed.
    before: Vec<u8>,
    /// What is on its way.
    coming: Vec<u8>,
    /// The bodies of all entries, the last one included.
    bodies: Vec<String>,
    /// The highest number that was reported as saved.
    reported: u64,
}

/// Looks at this many crash states and a few more, of journals made from this seed on.
///
/// Gives how many there were, or the first promise that was broken, in words.
pub fn look(seed: u64, wanted: u64, writes: Writes) -> Result<u64, String> {
    let mut states = 0;
    for seed in seed.. {
        let mut random = Random::new(seed);
        let moment = moment(&mut random, writes)?;
        for damage in every_damage(&moment) {
            states += 1;
            let left = moment.left(damage);
            let told = |broken| format!("seed {seed}, {damage:?}: {broken}");
            go_on(&left, &moment, writes).map_err(told)?;
            // A line that lacks nothing but its end counts as whole: what comes next must not
            // take it down.
            let lacks_end = matches!(damage, Damage::Cut(at) if at + 1 == moment.coming.len());
            if lacks_end || random.yes(CRASHED_AGAIN) {
                states += crash_again(&left, &moment).map_err(told)?;
            }
        }
        if states >= wanted {
            break;
        }
    }
    Ok(states)
}

/// A journal of a few entries of any length, at the moment in which the last one is written.
fn moment(random: &mut Random, writes: Writes) -> Result<Moment, String> {
    let id = u8::try_from(random.below(256)).unwrap_or_default();
    let disk = kept::begin_journal(id).map_err(|error| error.to_string())?;
    let mut bodies = Vec::new();
    let mut journal = kept::open_journal(&disk, None).map_err(|error| error.to_string())?;
    let mut before = Vec::new();
    for number in 1..=2 + random.below(6) {
        let body = body(number, random);
        before = kept::bytes_of(&disk).map_err(|error| error.to_string())?;
        let written = journal.append(&disk, &body);
        written.map_err(|error| error.to_string())?;
        bodies.push(body);
    }
    let whole = kept::bytes_of(&disk).map_err(|error| error.to_string())?;
    let last = bodies.len() as u64;
    Ok(Moment {
        coming: whole[before.len()..].to_vec(),
        before,
        bodies,
        reported: if writes == Writes::ReportingTooSoon {
            last
        } else {
            last - 1
        },
    })
}

/// An entry's body: mostly short, now and then longer than a sector, in any script.
fn body(number: usize, random: &mut Random) -> String {
    let longest = if random.yes(12) { 600 } else { 24 };
    let letters = ['a', 'z', ' ', 'ŵ', 'ਗ', 'ش', '👩', '0'];
    let letters: String = (0..random.below(longest))
        .filter_map(|_| random.one_of(&letters))
        .collect();
    format!(r#"{{"t":"mark","n":{number},"x":"{letters}"}}"#)
}

fn every_damage(moment: &Moment) -> impl Iterator<Item = Damage> + use<> {
    let length = moment.coming.len();
    let (first, last) = (
        moment.before.len() / 512,
        (moment.before.len() + length) / 512,
    );
    let sectors = 1_u32 << (last - first + 1).min(6);
    let at_each_byte = (0..length).flat_map(|at| {
        [
            Damage::Cut(at),
            Damage::Zeros(at),
            Damage::Noise(at),
            Damage::Hole(at),
            Damage::Stale(at),
        ]
    });
    let whole = std::iter::once(Damage::Cut(length));
    whole
        .chain(at_each_byte)
        .chain((0..sectors).map(Damage::Sectors))
}

impl Moment {
    /// What lies on the disk after the crash.
    fn left(&self, damage: Damage) -> Vec<u8> {
        let Self { before, coming, .. } = self;
        let mut left = before.clone();
        match damage {
            Damage::Cut(at) => left.extend(&coming[..at]),
            Damage::Zeros(at) => {
                left.extend(&coming[..at]);
                left.resize(before.len() + coming.len(), 0);
            }
            Damage::Noise(at) => {
                left.extend(&coming[..at]);
                let noise =
                    (at..coming.len()).map(|index| (index * 167 + at * 31).to_le_bytes()[0]);
                left.extend(noise);
            }
            Damage::Hole(at) => {
                left.resize(before.len() + at, 0);
                left.extend(&coming[at..]);
            }
            Damage::Stale(at) => {
                left.extend(&coming[..at]);
                let stale = before.iter().cycle().copied();
                left.extend(stale.take(coming.len() - at));
            }
            Damage::Sectors(written) => {
                let first = before.len() / 512;
                left.extend(coming.iter().enumerate().map(|(index, byte)| {
                    let sector = (before.len() + index) / 512 - first;
                    if written & (1 << sector.min(31)) == 0 {
                        0
                    } else {
                        *byte
                    }
                }));
            }
        }
        left
    }
}

/// Checks what a crash left, and what the next start makes of it.
fn go_on(left: &[u8], moment: &Moment, writes: Writes) -> Result<(), String> {
    let found = kept::scan(left).map_err(|error| format!("it cannot be read: {error}"))?;
    is_true(&found, &moment.bodies)?;
    let last = found.last_number();
    if last < moment.reported {
        let reported = moment.reported;
        return Err(format!(
            "{reported} was reported as saved, and {last} are there"
        ));
    }
    let after = write_next(left, &next_body(last + 1), moment.reported, writes)?;
    if !after.starts_with(left) {
        return Err("the next start changed what it found".to_owned());
    }
    let mut bodies = moment.bodies.clone();
    bodies.truncate(usize::try_from(last).unwrap_or_default());
    bodies.push(next_body(last + 1));
    let again = kept::scan(&after).map_err(|error| error.to_string())?;
    is_true(&again, &bodies)?;
    if again.last_number() == last + 1 && again.condition == Condition::Sound {
        Ok(())
    } else {
        Err("the next start does not go on".to_owned())
    }
}

/// What is written after a crash is never what was in doubt before it.
fn next_body(number: u64) -> String {
    format!(r#"{{"t":"resumed","n":{number}}}"#)
}

fn is_true(found: &Scan, bodies: &[String]) -> Result<(), String> {
    if !found.is_whole() {
        return Err(format!("it counts as damaged: {:?}", found.condition));
    }
    if found.entries.len() > bodies.len() {
        return Err("there are entries that nobody wrote".to_owned());
    }
    for (entry, (number, body)) in found.entries.iter().zip((1..).zip(bodies)) {
        if entry.number != number || entry.body != *body {
            return Err(format!("entry {number} is not what was written"));
        }
    }
    Ok(())
}

/// Opens what a crash left and writes one entry; gives all bytes after that.
fn write_next(left: &[u8], body: &str, reported: u64, writes: Writes) -> Result<Vec<u8>, String> {
    let told = |error: &dyn std::fmt::Display| format!("the next start fails: {error}");
    let disk = kept::disk_with(left).map_err(|error| told(&error))?;
    let mut journal = kept::open_journal(&disk, Some(reported)).map_err(|error| told(&error))?;
    journal.append(&disk, body).map_err(|error| told(&error))?;
    let after = kept::bytes_of(&disk).map_err(|error| told(&error))?;
    let added = after.get(left.len()..).unwrap_or_default();
    Ok(match writes {
        Writes::Ours | Writes::ReportingTooSoon => after,
        Writes::WithoutClosingOff => {
            let bare = added.strip_prefix(b"\n").unwrap_or(added);
            [left, bare].concat()
        }
        Writes::CuttingOff => {
            let end = left.iter().rposition(|byte| *byte == b'\n');
            let whole = &left[..end.map_or(0, |end| end + 1)];
            [whole, added].concat()
        }
    })
}

/// Crashes once more, while the first entry after the crash is written.
fn crash_again(left: &[u8], moment: &Moment) -> Result<u64, String> {
    let found = kept::scan(left).map_err(|error| error.to_string())?;
    let last = found.last_number();
    let mut bodies = moment.bodies.clone();
    bodies.truncate(usize::try_from(last).unwrap_or_default());
    bodies.push(next_body(last + 1));
    let mut states = 0;
    let mut before = left.to_vec();
    for written in written_by(left, &next_body(last + 1), moment.reported)? {
        let second = Moment {
            coming: written[before.len()..].to_vec(),
            before,
            bodies: bodies.clone(),
            reported: moment.reported,
        };
        for damage in every_damage(&second) {
            states += 1;
            let told = |broken| format!("crashed again, {damage:?}: {broken}");
            go_on(&second.left(damage), &second, Writes::Ours).map_err(told)?;
        }
        before = written;
    }
    Ok(states)
}

/// What lies in the file each time that the next start asks the disk to make it safe.
fn written_by(left: &[u8], body: &str, reported: u64) -> Result<Vec<Vec<u8>>, String> {
    let mut all = Vec::new();
    for at in 1.. {
        let disk = kept::disk_with(left).map_err(|error| error.to_string())?;
        let journal = kept::open_journal(&disk, Some(reported));
        let mut journal = journal.map_err(|error| error.to_string())?;
        disk.fail(DiskFault {
            only: Some(Operation::Sync),
            ..DiskFault::from(at)
        });
        let done = journal.append(&disk, body).is_ok();
        if done {
            break;
        }
        all.push(kept::bytes_of(&disk).map_err(|error| error.to_string())?);
    }
    Ok(all)
}
