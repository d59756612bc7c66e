//! How events and words stand in the files of a case.

use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::case::{Content, Event, Now, Recorded};
use crate::store::{Entry, HeldWords};

/// Version of the event format; a change of meaning would need a higher one.
const VERSION: u64 = 1;

/// What stands in the notes for one piece of words.
#[derive(Serialize, Deserialize)]
struct HeldBody {
    id: u64,
    content: Content,
}

/// What stands in the journal for one event, its keys in this order.
#[derive(Serialize)]
struct Body<'a> {
    v: u64,
    at: String,
    steady: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    command: Option<u64>,
    #[serde(flatten)]
    event: &'a Event,
}

/// Writes an event as the body of a journal entry.
///
/// Keys stand in a fixed order: version, time, steady clock, command (where it is
/// another number than the entry's own), kind, then the fields of the event.
pub fn encode(recorded: &Recorded) -> Entry {
    let body = Body {
        v: VERSION,
        at: recorded
            .at
            .wall
            .to_rfc3339_opts(SecondsFormat::Millis, false),
        steady: recorded.at.steady,
        command: (recorded.command != recorded.number).then_some(recorded.command),
        event: &recorded.event,
    };
    let body = if let Event::Newer { body, .. } = &recorded.event {
        body.clone()
    } else {
        // Events hold nothing that has no JSON form.
        serde_json::to_string(&body).unwrap_or_default()
    };
    Entry {
        number: recorded.number,
        body,
    }
}

/// Reads the body of a journal entry; an entry of a newer kind is kept as it is.
///
/// The words of the event are filled in later, from the notes.
pub fn decode(entry: &Entry) -> Recorded {
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
        .then(|| serde_json::from_value::<Event>(Value::Object(body)).ok())
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

fn wall_time(value: &Value) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(value.as_str()?).ok()
}

/// Writes words as they stand in the notes.
pub fn encode_words(id: u64, content: &Content) -> Option<HeldWords> {
    let body = serde_json::to_string(&HeldBody {
        id,
        content: content.clone(),
    })
    .ok()?;
    Some(HeldWords { id, body })
}

/// Reads words from the notes; nothing where they cannot be understood.
pub fn decode_words(body: &str) -> Option<Content> {
    serde_json::from_str::<HeldBody>(body)
        .ok()
        .map(|held| held.content)
}
