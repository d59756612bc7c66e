//! How events and words stand in the files of a case.

mod whole;

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use self::whole::Whole;
use crate::case::{Case, Content, Event, Now, Purpose, Recorded};
use crate::store::{Entry, HeldWords};

/// Version of the event format; a change of meaning would need a higher one.
const VERSION: u64 = 1;

/// What stands in the notes for one piece of words.
#[derive(Serialize, Deserialize)]
struct HeldBody {
    id: u64,
    /// Notes of the first versions do not say it.
    #[serde(default, rename = "for", skip_serializing_if = "Option::is_none")]
    purpose: Option<Purpose>,
    /// Notes of the first versions do not say it.
    #[serde(default, rename = "of", skip_serializing_if = "Option::is_none")]
    opened: Option<i64>,
    content: Content,
}

/// Words as they were found in the notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// What they are for, where the notes say it.
    pub purpose: Option<Purpose>,
    /// When the case was opened that they are of, in milliseconds, where the notes say it.
    pub opened: Option<i64>,
    /// What was said.
    pub content: Content,
}

/// What stands in the journal around one event, its keys in this order.
#[derive(Default, Serialize)]
pub(super) struct Around<'a> {
    pub(super) v: u64,
    pub(super) at: Cow<'a, str>,
    pub(super) steady: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) command: Option<u64>,
}

/// Writes an event as the body of a journal entry.
///
/// Keys stand in a fixed order: version, time, steady clock, command (where it is
/// another number than the entry's own), kind, then the fields of the event.
///
/// # Panics
/// Never: everything in an event has a JSON form, and every key in it is a string.
/// An empty line in its place would be lost in silence.
#[expect(clippy::expect_used, reason = "see Panics")]
pub fn encode(recorded: &Recorded) -> Entry {
    let body = if let Event::Newer { body, .. } = &recorded.event {
        body.clone()
    } else {
        joined(
            serde_json::to_string(&around(recorded)).expect("a time has a JSON form"),
            &recorded.event.to_json().expect("an event has a JSON form"),
        )
    };
    Entry {
        number: recorded.number,
        body,
    }
}

fn around(recorded: &Recorded) -> Around<'static> {
    Around {
        v: VERSION,
        at: recorded
            .at
            .wall
            .to_rfc3339_opts(SecondsFormat::Millis, false)
            .into(),
        steady: recorded.at.steady,
        command: (recorded.command != recorded.number).then_some(recorded.command),
    }
}

/// Makes one JSON object of two that are not empty: whoever presses a key waits for it, and serde's
/// own way of flattening takes twice as long and as much program.
fn joined(mut first: String, second: &str) -> String {
    first.pop();
    first.push(',');
    first.push_str(&second[1..]);
    first
}

/// Reads the body of a journal entry; an entry of a newer kind is kept as it is.
///
/// The words of the event are filled in later, from the notes.
pub fn decode(entry: &Entry) -> Recorded {
    decode_known(entry).unwrap_or_else(|| decode_any(entry))
}

/// Reads an entry of a known kind, as nearly all of them are, without a tree of its values.
fn decode_known(entry: &Entry) -> Option<Recorded> {
    let Whole { around, event } = serde_json::from_str(&entry.body).ok()?;
    if around.v != VERSION {
        return None;
    }
    Some(Recorded {
        number: entry.number,
        command: around.command.unwrap_or(entry.number),
        at: Now {
            wall: DateTime::parse_from_rfc3339(&around.at).ok()?,
            steady: around.steady,
        },
        event,
    })
}

/// Reads whatever can be read of an entry.
fn decode_any(entry: &Entry) -> Recorded {
    let unreadable = || Recorded {
        number: entry.number,
        command: entry.number,
        at: Now {
            wall: DateTime::UNIX_EPOCH.fixed_offset(),
            steady: 0,
        },
        event: Event::Newer {
            kind: "unknown".to_owned(),
            body: entry.body.clone(),
        },
    };
    let Ok(Value::Object(mut body)) = serde_json::from_str::<Value>(&entry.body) else {
        return unreadable();
    };
    let version = body.remove("v").and_then(|value| value.as_u64());
    let Some(wall) = body.remove("at").and_then(|value| wall_time(&value)) else {
        return unreadable();
    };
    let steady = body
        .remove("steady")
        .and_then(|value| value.as_u64())
        .unwrap_or(0);
    let command = body
        .remove("command")
        .and_then(|value| value.as_u64())
        .unwrap_or(entry.number);
    let kind = body
        .get("t")
        .and_then(Value::as_str)
        .unwrap_or("unknown")
        .to_owned();
    let known = (version == Some(VERSION))
        .then(|| Event::from_object(body))
        .flatten();
    Recorded {
        number: entry.number,
        command,
        at: Now { wall, steady },
        event: known.unwrap_or_else(|| Event::Newer {
            kind,
            body: entry.body.clone(),
        }),
    }
}

/// When an entry was made; nothing where that cannot be read.
pub fn time_of(entry: &Entry) -> Option<DateTime<FixedOffset>> {
    let body: Value = serde_json::from_str(&entry.body).ok()?;
    wall_time(body.get("at")?)
}

fn wall_time(value: &Value) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(value.as_str()?).ok()
}

/// What the words of a case are known by: the numbers of words begin anew in every case, but no two
/// cases are opened in the same moment, and the moment stays whatever becomes of a record.
pub(super) fn opened_at(case: &Case) -> Option<i64> {
    case.opened.map(|opened| opened.wall.timestamp_millis())
}

/// Writes words as they stand in the notes, with what is known of them.
///
/// # Panics
/// Never, for the same reason as [`encode`].
#[expect(clippy::expect_used, reason = "see Panics")]
pub fn encode_words(id: u64, held: &Held) -> HeldWords {
    let body = serde_json::to_string(&HeldBody {
        id,
        purpose: held.purpose,
        opened: held.opened,
        content: held.content.clone(),
    })
    .expect("words have a JSON form");
    HeldWords { id, body }
}

/// Reads words from the notes; nothing where they cannot be understood.
pub fn decode_words(body: &str) -> Option<Held> {
    let HeldBody {
        id: _,
        purpose,
        opened,
        content,
    } = serde_json::from_str(body).ok()?;
    Some(Held {
        purpose,
        opened,
        content,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_tells_the_same_whichever_way_it_is_read() {
        let golden = include_str!("../../tests/it/golden/events-1.jsonl");
        for (number, body) in (1..).zip(golden.lines()) {
            let body = body.to_owned();
            let entry = Entry { number, body };
            assert_eq!(
                decode_known(&entry),
                Some(decode_any(&entry)),
                "line {number}"
            );
        }
        for body in [
            "",
            "{}",
            r#"{"v":1}"#,
            r#"{"v":1,"at":1,"steady":2,"t":"moved"}"#,
        ] {
            let body = body.to_owned();
            assert_eq!(decode_known(&Entry { number: 1, body }), None);
        }
    }
}
