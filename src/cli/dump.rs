//! `dump`: every entry of a case, for programs.

use clap::Args;
use serde_json::{Map, Value};

use super::world::{World, tells_of_both};
use crate::problem::Problem;
use crate::store::{self, Entry};

/// Print every entry of a case as JSON
///
/// One entry a line, with its number as `entry` and whether the case is a practice case. Entries
/// hold no words of working notes, only the numbers under which the notes keep them. While a
/// meeting with one side alone goes on, or one of both sides after such meetings, nothing is
/// dumped: entries tell of both sides.
#[derive(Debug, Args)]
pub(super) struct Dump {
    /// Reference of the case, such as RC-0412
    #[arg(value_name = "REF")]
    reference: String,
    /// Print one JSON array instead of a line for each entry
    #[arg(long)]
    json: bool,
    /// The case is a practice case
    #[arg(long)]
    practice: bool,
}

impl Dump {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let kind = world.kind(&self.reference, self.practice)?;
        let cabinet = world.cabinet_for(kind)?;
        let folder = cabinet.folder(kind, &self.reference)?;
        // Entries tell of both sides, and an incomplete dump would pass for the whole record. A
        // record that adds up to no case any more is dumped all the same: no meeting can go on.
        let read = cabinet.read(kind, &self.reference);
        if let Ok(read) = read {
            tells_of_both(&read.case, "the dump")?;
        }
        let content = store::read_case(cabinet.storage.as_ref(), &cabinet.home, &folder)?;
        let entries = content.scan.entries.iter();
        let entries = entries.map(|found| entry(found, self.practice));
        if self.json {
            let all: Vec<Value> = entries.collect();
            return world.output.json(&all);
        }
        for entry in entries {
            world.output.json_line(&entry)?;
        }
        Ok(())
    }
}

/// An entry with its number in the journal and the mark of practice; one that is no
/// JSON is told as such, not shown.
fn entry(entry: &Entry, practice: bool) -> Value {
    let mut all = Map::new();
    all.insert("entry".to_owned(), entry.number.into());
    match serde_json::from_str::<Value>(&entry.body) {
        Ok(Value::Object(body)) => all.extend(body),
        Ok(_) | Err(_) => {
            all.insert("unreadable".to_owned(), true.into());
        }
    }
    // Last, so that no field of an entry can take its place.
    all.insert("practice".to_owned(), practice.into());
    Value::Object(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_event_calls_its_fields_never_hides_the_number_of_its_entry_or_the_mark_of_practice()
    {
        let found = Entry {
            number: 8,
            body: r#"{"t":"session_started","number":1,"practice":false}"#.to_owned(),
        };
        let told = entry(&found, true);
        assert_eq!((&told["entry"], &told["number"]), (&8.into(), &1.into()));
        assert_eq!(told["practice"], true);
    }
}
