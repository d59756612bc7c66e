//! What a copy has and the case has not, in sentences.

use chrono::{DateTime, FixedOffset};

use super::{ComparedCopy, Comparison, NotesBeside, SideBySide, Span};
use crate::script::counted;

impl ComparedCopy {
    /// How it compares, in sentences that begin with its name.
    pub fn told(&self) -> String {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        format!("{name}: {}", self.found.told())
    }
}

impl Comparison {
    fn told(&self) -> String {
        match self {
            Self::Record(record) => record.told(),
            Self::Notes(notes) => format!("typed words of this case. {}", of_notes_alone(*notes)),
            Self::HalfTyped => "half-typed words of this case, which are not compared.".to_owned(),
            Self::OtherCase => "a copy of another case.".to_owned(),
            Self::NoRecord => "a copy of a file that is no record.".to_owned(),
            Self::Unreadable(why) => format!("it cannot be compared: {why}"),
            Self::Hidden(by) => format!("{by}, so that no more is told of it."),
        }
    }
}

impl SideBySide {
    fn told(&self) -> String {
        if let Some(same) = self.all_the_same() {
            return same;
        }
        let mut sentences = vec![self.entries()];
        for (unread, whose) in [(self.unread_there, "copy"), (self.unread_here, "case")] {
            if unread > 0 {
                let entries = counted(unread, "entry", "entries");
                sentences.push(format!("{entries} of the {whose} cannot be read."));
            }
        }
        sentences.extend(match self.notes {
            NotesBeside::Apart => None,
            NotesBeside::Unknown => {
                Some("The notes are not compared: they are sealed, or cannot be read.".to_owned())
            }
            NotesBeside::Compared { .. } => differing(self.notes),
        });
        if self.is_typed {
            sentences.push("Half-typed words lie in the copy.".to_owned());
        }
        sentences.join(" ")
    }

    /// Where nothing is lost with the copy: entries and notes are the same, and all of them were read.
    fn all_the_same(&self) -> Option<String> {
        let NotesBeside::Compared { both: notes, .. } = self.notes else {
            return None;
        };
        let is_same = self.only_here.entries == 0 && self.only_there.entries == 0;
        let is_read = self.is_whole && self.unread_here == 0 && !self.is_typed;
        if !is_same || !is_read || differing(self.notes).is_some() {
            return None;
        }
        let notes = match notes {
            0 => String::new(),
            _ => format!(" and {}", notes_counted(notes)),
        };
        let entries = entries_counted(self.both.entries);
        Some(format!(
            "the same {entries}{notes}; nothing is lost with it."
        ))
    }

    fn entries(&self) -> String {
        let (here, there) = (&self.only_here, &self.only_there);
        let same = entries_counted(self.both.entries);
        match (here.entries, there.entries) {
            (0, 0) => format!("the same {same}."),
            (_, 0) => format!(
                "an older copy. What it records ({same}) stands in the case as well, which has {}.",
                more(here)
            ),
            (0, _) => match self.goes_on_after {
                Some(last) => format!(
                    "a longer copy. The case ends at entry {last}, and the copy has {}.",
                    more(there)
                ),
                None => format!("only in the copy: {}.", span(there)),
            },
            (_, _) => format!(
                "two versions of one case, the same up to entry {}. Only in the case: {}; only in \
                 the copy: {}. They are never merged.",
                self.up_to,
                span(here),
                span(there)
            ),
        }
    }
}

fn of_notes_alone(notes: NotesBeside) -> String {
    match notes {
        NotesBeside::Apart | NotesBeside::Unknown => {
            "They are not compared: they are sealed, or cannot be read.".to_owned()
        }
        NotesBeside::Compared { both, .. } => differing(notes).unwrap_or_else(|| {
            format!("The same {}; nothing is lost with it.", notes_counted(both))
        }),
    }
}

/// What only one of the two has of notes, and that some cannot be read; nothing where they are the same.
fn differing(notes: NotesBeside) -> Option<String> {
    let NotesBeside::Compared {
        only_here,
        only_there,
        unread,
        ..
    } = notes
    else {
        return None;
    };
    let only = [(only_there, "copy"), (only_here, "case")].into_iter();
    let mut parts: Vec<String> = only
        .filter(|(count, _)| *count > 0)
        .map(|(count, whose)| format!("{} only in the {whose}", notes_counted(count)))
        .collect();
    if unread > 0 {
        parts.push(format!("{} cannot be read", notes_counted(unread)));
    }
    (!parts.is_empty()).then(|| format!("{}.", parts.join(", ")))
}

fn notes_counted(notes: usize) -> String {
    counted(notes, "note", "notes")
}

fn entries_counted(entries: usize) -> String {
    counted(entries, "entry", "entries")
}

fn more(span: &Span) -> String {
    format!("{} more{}", span.entries, times(span))
}

fn span(span: &Span) -> String {
    format!("{}{}", entries_counted(span.entries), times(span))
}

fn times(span: &Span) -> String {
    let at = |at: DateTime<FixedOffset>| at.format("%-d %B %Y, %H:%M").to_string();
    match (span.from.map(at), span.to.map(at)) {
        (Some(from), Some(to)) if from == to => format!(" ({from})"),
        (Some(from), Some(to)) => format!(" ({from} to {to})"),
        (Some(_) | None, Some(_) | None) => String::new(),
    }
}
