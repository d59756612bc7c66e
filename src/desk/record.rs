//! What a closing says of the record before it.
//!
//! The record is every entry before the closing, as it was written, one a line: whoever has the
//! case can count it again. It goes into the code of the agreement, so that the code on a paper is
//! one of the agreed words and of everything that led to them. Unlike the lines of the journal
//! it stays the same when a case is sealed with another key. Working notes are no part of it: they
//! are erased.

use sha2::{Digest, Sha256};

use super::entry::decode;
use crate::case::{Event, TakenOut};
use crate::store::Entry;

/// SHA-256 of the entries so far.
#[derive(Default)]
pub(super) struct RecordSum(Sha256);

impl RecordSum {
    /// Counts these entries, which are all that there are.
    pub(super) fn of(entries: &[Entry]) -> Self {
        let mut sum = Self::default();
        for entry in entries {
            sum.add(entry);
        }
        sum
    }

    /// Counts one more.
    pub(super) fn add(&mut self, entry: &Entry) {
        self.0.update(&entry.body);
        self.0.update(b"\n");
    }

    /// Tells a closing of the record before it; leaves any other event as it is.
    pub(super) fn stamp(&self, mut event: Event) -> Event {
        if let Event::AgreementClosed { agreement } = &mut event {
            agreement.record = Some(self.so_far());
        }
        event
    }

    fn so_far(&self) -> String {
        format!("{:x}", self.0.clone().finalize())
    }
}

/// Whether the record is sealed once this was recorded: something was agreed and closed, a meeting
/// is over, or the case is.
pub(super) fn is_closing(event: &Event) -> bool {
    matches!(event, Event::AgreementClosed { .. }) || event.ends_something()
}

/// A closing, and how the record before it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "what came after a closing, of which any may be so"
)]
pub struct ClosedRecord {
    /// Number of the entry that closed something.
    pub number: u64,
    /// The version of the agreement; nothing where a meeting ended or the case was closed.
    pub version: Option<u16>,
    /// Whether the record before it is the one that it was closed with.
    pub fit: RecordFit,
    /// Whether words were taken out of what was closed itself, so that its code is another one than
    /// papers of before have.
    pub is_without_words: bool,
    /// Whether the record was written anew after it, because words were taken out.
    pub is_before_anew: bool,
    /// Whether the case was brought in from another copy of the program after it.
    pub is_before_brought: bool,
    /// Whether the record was repaired after it, with entries before it that could not be read.
    pub is_before_repair: bool,
}

/// Whether the record before a closing is the one that it was closed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordFit {
    /// It is.
    Fits,
    /// It is not: something was changed, added or taken away.
    Changed,
    /// Entries were missing, and a repair put empty ones in their place.
    Repaired,
    /// Words were taken out of it since, by a request that is recorded.
    WithoutWords,
    /// The closing does not say.
    Untold,
}

/// Every closing among these entries, which are all that a case has.
pub fn closed_records(entries: &[Entry]) -> Vec<ClosedRecord> {
    let mut sum = RecordSum::default();
    let (mut closed, mut lost) = (Vec::<ClosedRecord>::new(), None);
    for entry in entries {
        let event = decode(entry).event;
        if matches!(event, Event::EntryMissing) {
            lost.get_or_insert(entry.number);
        }
        if is_closing(&event) {
            let agreement = if let Event::AgreementClosed { agreement } = &event {
                Some(agreement)
            } else {
                None
            };
            let told = agreement.and_then(|agreement| agreement.record.as_ref());
            closed.push(ClosedRecord {
                number: entry.number,
                version: agreement.map(|agreement| agreement.version),
                fit: match told {
                    None => RecordFit::Untold,
                    Some(told) if *told == sum.so_far() => RecordFit::Fits,
                    Some(_) if lost.is_some() => RecordFit::Repaired,
                    Some(_) => RecordFit::Changed,
                },
                is_without_words: false,
                is_before_anew: false,
                is_before_brought: false,
                is_before_repair: false,
            });
        }
        if let Event::TakenOut(taken) = &event {
            without_words(&mut closed, taken);
        }
        if let Event::CaseBrought(_) = &event {
            for closed in &mut closed {
                closed.is_before_brought = true;
            }
        }
        if let Event::CaseRepaired { .. } = &event {
            for closed in &mut closed {
                closed.is_before_repair |= lost.is_some_and(|lost| lost < closed.number);
            }
        }
        sum.add(entry);
    }
    closed
}

/// The numbers of the entries that a repair could not read, and put empty ones in their place.
pub fn lost_entries(entries: &[Entry]) -> Vec<u64> {
    let is_lost = |entry: &&Entry| matches!(decode(entry).event, Event::EntryMissing);
    let lost = entries.iter().filter(is_lost);
    lost.map(|entry| entry.number).collect()
}

/// Words were taken out of the record up to here: what was closed before stands for another one.
fn without_words(closed: &mut [ClosedRecord], taken: &TakenOut) {
    for closed in closed {
        closed.is_before_anew = true;
        let mut coded_anew = taken.codes.iter().map(|former| former.version);
        closed.is_without_words |= coded_anew.any(|version| closed.version == Some(version));
        let before = taken.entries.iter().any(|number| *number < closed.number);
        if closed.fit == RecordFit::Changed && before {
            closed.fit = RecordFit::WithoutWords;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A record of three entries, and an agreement that was closed after them.
    fn closed() -> Vec<Entry> {
        let golden = include_str!("../../tests/it/golden/events-1.jsonl");
        let known = |line: &&str| !line.contains("entry_missing");
        let before = golden.lines().filter(known).take(3);
        let closing = golden
            .lines()
            .find(|line| line.contains("\"brought\":true}"));
        let mut entries = numbered(before);
        let record = RecordSum::of(&entries).so_far();
        let stamped = format!("\"brought\":true,\"record\":\"{record}\"}}");
        let closing = closing.unwrap().replace("\"brought\":true}", &stamped);
        entries.push(Entry {
            number: 4,
            body: closing,
        });
        entries
    }

    fn numbered<'a>(bodies: impl Iterator<Item = &'a str>) -> Vec<Entry> {
        let bodies = bodies.map(str::to_owned);
        (1..)
            .zip(bodies)
            .map(|(number, body)| Entry { number, body })
            .collect()
    }

    fn fit(entries: &[Entry]) -> RecordFit {
        let closed = closed_records(entries);
        assert_eq!((closed.len(), closed[0].version), (1, Some(1)));
        closed[0].fit
    }

    #[test]
    fn a_closing_fits_the_record_that_it_was_made_after_and_no_other() {
        let entries = closed();
        assert_eq!(fit(&entries), RecordFit::Fits);
        let mut changed = entries.clone();
        changed[1].body = changed[1].body.replacen("2026", "2025", 1);
        assert_eq!(fit(&changed), RecordFit::Changed);
        let mut less = entries.clone();
        less.remove(2);
        assert_eq!(fit(&less), RecordFit::Changed);
    }

    #[test]
    fn a_closing_stands_for_a_record_that_words_were_taken_out_of_by_a_request() {
        let mut entries = closed();
        entries[1].body = entries[1].body.replacen("2026", "2025", 1);
        let taken = |entries: &str, codes: &str| {
            format!(
                r#"{{"v":1,"at":"2026-11-27T11:00:51.000+00:00","steady":1,"t":"taken_out","on":"2026-11-27","entries":[{entries}],"after":4,"head":"4db6","codes":[{codes}]}}"#
            )
        };
        let with_codes = |numbers: &str, codes: &str| {
            let mut entries = entries.clone();
            entries.push(Entry {
                number: 5,
                body: taken(numbers, codes),
            });
            let closed = closed_records(&entries);
            assert!(closed[0].is_before_anew);
            (closed[0].fit, closed[0].is_without_words)
        };
        let with = |numbers: &str| with_codes(numbers, "");
        assert_eq!(with("2"), (RecordFit::WithoutWords, false));
        // Papers of before carry another code where the request says so: a closing holds more than
        // a code is made of, and a code is made of more than a closing holds.
        let former = r#"{"version":1,"code":"7QK20-M9X1B-00000-ZZZZZ"}"#;
        let coded = with_codes("2", former);
        assert_eq!(coded, (RecordFit::WithoutWords, true));
        assert_eq!(with("2,4"), (RecordFit::WithoutWords, false));
        let other = with_codes("2,4", &former.replace("\"version\":1", "\"version\":2"));
        assert_eq!(other, (RecordFit::WithoutWords, false));
        // What is no part of the request is a change as any other.
        assert_eq!(with("4"), (RecordFit::Changed, false));
        assert_eq!(fit(&entries), RecordFit::Changed);
    }

    #[test]
    fn what_was_repaired_or_closed_by_an_older_version_is_told_as_such() {
        let mut entries = closed();
        let missing =
            r#"{"v":1,"at":"2026-03-02T10:00:00.000+00:00","steady":1,"t":"entry_missing"}"#;
        entries[1].body = missing.to_owned();
        assert_eq!(fit(&entries), RecordFit::Repaired);
        let golden = include_str!("../../tests/it/golden/events-1.jsonl");
        let older = golden
            .lines()
            .find(|line| line.contains("\"brought\":true}"));
        assert_eq!(fit(&numbered(older.into_iter())), RecordFit::Untold);
    }
}
