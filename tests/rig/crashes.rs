//! Every state in which a crash can leave a journal, and what must hold of each: nothing that was
//! reported as saved is lost, at most one entry is in doubt, no entry is half there or altered, and
//! the next start goes on without a question and without changing a byte of what it found.

mod damage;

use talking_piece::store::{Condition, DiskFault, Journal, MemoryDisk, Operation, Scan};

use self::damage::Damage;
use super::Random;
use super::canary::CANARY;
use super::kept::{self, Written};
use super::readable::readable;

/// Of how many states one is crashed a second time, while the next start writes.
const CRASHED_AGAIN: usize = 16;
/// Of how many of the states that this could leave one is looked at.
const OF_SECOND: usize = 32;

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
    /// Writes in letters that everybody can read what is to be sealed.
    InPlainLetters,
}

/// Every way of writing that is broken on purpose.
pub const BROKEN: [Writes; 4] = [
    Writes::WithoutClosingOff,
    Writes::ReportingTooSoon,
    Writes::CuttingOff,
    Writes::InPlainLetters,
];

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
    /// Stands in every body; where it is not empty, nobody may be able to read it in the file.
    secret: &'static str,
}

/// Looks at this many crash states and a few more, of journals made from this seed on and written so.
///
/// Gives how many there were, or the first promise that was broken, in words.
pub fn look(seed: u64, wanted: u64, written: Written, writes: Writes) -> Result<u64, String> {
    let mut states = 0;
    for seed in seed.. {
        let mut random = Random::new(seed);
        let moment = moment(&mut random, written, writes)?;
        for damage in Damage::every(&moment.before, &moment.coming) {
            states += 1;
            let left = damage.leaves(&moment.before, &moment.coming);
            let told = |broken| format!("seed {seed}, {damage:?}: {broken}");
            go_on(&left, &moment, writes, 1).map_err(told)?;
            // A line that lacks nothing but its end counts as whole: what comes next must not
            // take it down.
            let lacks_end = matches!(damage, Damage::Cut(at) if at + 1 == moment.coming.len());
            if lacks_end || random.yes(CRASHED_AGAIN) {
                let one_of = if lacks_end { 1 } else { OF_SECOND };
                let again = crash_again(&left, &moment, one_of, &mut random);
                states += again.map_err(told)?;
            }
        }
        if states >= wanted {
            break;
        }
    }
    Ok(states)
}

/// A journal at the moment in which its last entry is written: mostly of one or two, for what a crash
/// leaves is at the end, and now and then of more.
fn moment(random: &mut Random, written: Written, writes: Writes) -> Result<Moment, String> {
    let id = u8::try_from(random.below(256)).unwrap_or_default();
    let (truth, secret) = match (written, writes) {
        (Written::Plain, _) => (Written::Plain, ""),
        (Written::Sealed, Writes::InPlainLetters) => (Written::Plain, CANARY),
        (Written::Sealed, _) => (Written::Sealed, CANARY),
    };
    let disk = kept::begin_journal(id, truth).map_err(|error| error.to_string())?;
    let opened = kept::open_journal(&disk, None);
    let (mut journal, _) = opened.map_err(|error| error.to_string())?;
    let (mut bodies, mut before) = (Vec::new(), Vec::new());
    let most = if random.yes(6) { 7 } else { 2 };
    for number in 1..=1 + random.below(most) {
        let body = body(number, secret, random);
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
        secret,
    })
}

/// An entry's body: mostly short, now and then longer than a sector, in any script.
fn body(number: usize, secret: &str, random: &mut Random) -> String {
    let longest = if random.yes(12) { 600 } else { 24 };
    let letters = ['a', 'z', ' ', 'ŵ', 'ਗ', 'ش', '👩', '0'];
    let letters: String = (0..random.below(longest))
        .filter_map(|_| random.one_of(&letters))
        .collect();
    format!(r#"{{"t":"mark","n":{number},"x":"{secret}{letters}"}}"#)
}

/// Checks what a crash left, and what the next start makes of it, the so-many-th in the life of the
/// journal.
fn go_on(left: &[u8], moment: &Moment, writes: Writes, start: u8) -> Result<(), String> {
    let (disk, mut journal, found) = opened(left, moment.reported, start)?;
    is_true(&found, &moment.bodies)?;
    let last = found.last_number();
    if last < moment.reported {
        let reported = moment.reported;
        return Err(format!(
            "{reported} was reported as saved, and {last} are there"
        ));
    }
    let body = next_body(last + 1, moment.secret);
    let appended = journal.append(&disk, &body);
    appended.map_err(|error| format!("the next start cannot write: {error}"))?;
    let after = kept::bytes_of(&disk).map_err(|error| error.to_string())?;
    let after = writes.in_place_of(after, left);
    if !after.starts_with(left) {
        return Err("the next start changed what it found".to_owned());
    }
    if !moment.secret.is_empty() && readable(&after, &[moment.secret]).is_some() {
        return Err("a word that was typed can be read in the file".to_owned());
    }
    let mut bodies = moment.bodies.clone();
    bodies.truncate(usize::try_from(last).unwrap_or_default());
    bodies.push(body);
    let again = kept::scan(&after).map_err(|error| error.to_string())?;
    is_true(&again, &bodies)?;
    if again.last_number() == last + 1 && again.condition == Condition::Sound {
        Ok(())
    } else {
        Err("the next start does not go on".to_owned())
    }
}

/// Opens what a crash left, as the next start does.
fn opened(left: &[u8], reported: u64, start: u8) -> Result<(MemoryDisk, Journal, Scan), String> {
    let disk = kept::disk_with(left, start).map_err(|error| error.to_string())?;
    let opened = kept::open_journal(&disk, Some(reported));
    let (journal, found) = opened.map_err(|error| format!("the next start fails: {error}"))?;
    Ok((disk, journal, found))
}

/// What is written after a crash is never what was in doubt before it.
fn next_body(number: u64, secret: &str) -> String {
    format!(r#"{{"t":"resumed","n":{number},"x":"{secret}"}}"#)
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

impl Writes {
    /// The ways of writing a case in which it has to be found out.
    pub fn ways(self) -> &'static [Written] {
        match self {
            Self::Ours | Self::WithoutClosingOff | Self::ReportingTooSoon | Self::CuttingOff => {
                &kept::WAYS
            }
            Self::InPlainLetters => &[Written::Sealed],
        }
    }

    /// What such a writer would have left in the place of what the program wrote.
    fn in_place_of(self, after: Vec<u8>, left: &[u8]) -> Vec<u8> {
        let added = after.get(left.len()..).unwrap_or_default();
        match self {
            Self::Ours | Self::ReportingTooSoon | Self::InPlainLetters => after,
            Self::WithoutClosingOff => {
                let bare = added.strip_prefix(b"\n").unwrap_or(added);
                [left, bare].concat()
            }
            Self::CuttingOff => {
                let end = left.iter().rposition(|byte| *byte == b'\n');
                let whole = &left[..end.map_or(0, |end| end + 1)];
                [whole, added].concat()
            }
        }
    }
}

/// Crashes once more, while the first entry after the crash is written; looks at one of so many of
/// the states that this could leave.
fn crash_again(
    left: &[u8],
    moment: &Moment,
    one_of: usize,
    random: &mut Random,
) -> Result<u64, String> {
    let found = kept::scan(left).map_err(|error| error.to_string())?;
    let last = found.last_number();
    let body = next_body(last + 1, moment.secret);
    let mut bodies = moment.bodies.clone();
    bodies.truncate(usize::try_from(last).unwrap_or_default());
    bodies.push(body.clone());
    let mut states = 0;
    let mut before = left.to_vec();
    for written in written_by(left, &body, moment.reported)? {
        let second = Moment {
            coming: written[before.len()..].to_vec(),
            before,
            bodies: bodies.clone(),
            reported: moment.reported,
            secret: moment.secret,
        };
        for damage in Damage::every(&second.before, &second.coming) {
            if !random.yes(one_of) {
                continue;
            }
            states += 1;
            let told = |broken| format!("crashed again, {damage:?}: {broken}");
            let left = damage.leaves(&second.before, &second.coming);
            go_on(&left, &second, Writes::Ours, 2).map_err(told)?;
        }
        before = written;
    }
    Ok(states)
}

/// What lies in the file each time that the next start asks the disk to make it safe.
fn written_by(left: &[u8], body: &str, reported: u64) -> Result<Vec<Vec<u8>>, String> {
    let mut all = Vec::new();
    for at in 1.. {
        let (disk, mut journal, _) = opened(left, reported, 1)?;
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
