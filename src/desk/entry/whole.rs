//! Reads an entry as this program writes it, in one go: what stands around its event comes first.
//!
//! Whoever opens a case or looks through thousands waits for this, and to read each line once for
//! what stands around and once more for the event takes half as long again.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer};
use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};
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

/// Takes the keys in their order; the first that is not of what stands around begins the event.
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
                first => {
                    let event = MapAccessDeserializer::new(EventKeys {
                        first: Some(first),
                        others: keys,
                    });
                    let event = Event::deserialize(event)?;
                    return Ok(Whole { around, event });
                }
            }
        }
        Err(M::Error::custom("no event"))
    }
}

/// The keys of an event, the first of which was read already.
struct EventKeys<'de, M> {
    first: Option<&'de str>,
    others: M,
}

impl<'de, M: MapAccess<'de>> MapAccess<'de> for EventKeys<'de, M> {
    type Error = M::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, M::Error> {
        match self.first.take() {
            Some(first) => seed
                .deserialize(BorrowedStrDeserializer::new(first))
                .map(Some),
            None => self.others.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, M::Error> {
        self.others.next_value_seed(seed)
    }
}
