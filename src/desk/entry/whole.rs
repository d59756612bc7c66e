//! Reads an entry as this program writes it, in one go: what stands around its event comes first.
//!
//! Whoever opens a case or looks through thousands waits for this, and to read each line once for
//! what stands around and once more for the event takes half as long again.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::Around;
use crate::case::Event;

/// An entry in two parts.
pub(super) struct Whole<'a> {
    pub(super) around: Around<'a>,
    pub(super) event: Event,
}

impl<'de: 'a, 'a> Deserialize<'de> for Whole<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Keys)
    }
}

/// Takes the keys in their order; the kind ends what stands around, and begins the event.
struct Keys;

impl<'de> Visitor<'de> for Keys {
    type Value = Whole<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an entry")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut keys: M) -> Result<Whole<'de>, M::Error> {
        let mut around = Around::default();
        while let Some(key) = keys.next_key::<&str>()? {
            match key {
                "v" => around.v = keys.next_value()?,
                "at" => around.at = Cow::Borrowed(keys.next_value()?),
                "steady" => around.steady = keys.next_value()?,
                "command" => around.command = keys.next_value()?,
                "t" => {
                    let kind: &str = keys.next_value()?;
                    let event = Event::of_kind(kind, keys)?;
                    return Ok(Whole { around, event });
                }
                _ => break,
            }
        }
        Err(M::Error::custom(
            "no kind after what stands around an event",
        ))
    }
}
