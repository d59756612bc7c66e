//! The form of an event as JSON: one object, its kind first, then what belongs to it.
//!
//! Whoever opens a case or looks through thousands waits for this. Where the kind stands among the
//! fields, serde reads all of them into a tree first, since it cannot know that the kind comes
//! before them; here it does, and each field is read once.

use serde::de::value::{MapAccessDeserializer, MapDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, IntoDeserializer, MapAccess,
    VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Value};

use super::Event;

impl Event {
    /// The event as the journal has it: an object with its kind as `t`, then its own fields.
    /// Nothing of a [`Newer`](Self::Newer) one, which is kept as it was written.
    pub fn to_json(&self) -> Option<String> {
        let (kind, fields) = self.kind_and_fields()?;
        let fields = fields.strip_prefix('{')?;
        let comma = if fields == "}" { "" } else { "," };
        Some(format!("{{\"t\":\"{kind}\"{comma}{fields}"))
    }

    /// Its kind, as the journal has it; nothing of a [`Newer`](Self::Newer) one.
    pub fn kind(&self) -> Option<String> {
        self.kind_and_fields().map(|(kind, _)| kind)
    }

    fn kind_and_fields(&self) -> Option<(String, String)> {
        let mut json = Vec::with_capacity(256);
        Self::serialize(self, &mut serde_json::Serializer::new(&mut json)).ok()?;
        let json = String::from_utf8(json).ok()?;
        // An object with the kind as its one key; of a kind without fields, the kind alone.
        let inner = json
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'));
        let (kind, fields) = match inner {
            Some(inner) => inner.split_once(':')?,
            None => (json.as_str(), "{}"),
        };
        Some((kind.trim_matches('"').to_owned(), fields.to_owned()))
    }

    /// Reads an event of a kind, the name of which was read already, from the fields after it.
    ///
    /// # Errors
    /// Where the kind is not known here, or a field is missing or is another thing.
    pub fn of_kind<'de, M: MapAccess<'de>>(kind: &str, fields: M) -> Result<Self, M::Error> {
        Self::deserialize(Known { kind, fields })
    }

    /// Reads an event from an object that has its kind as `t`, wherever it stands.
    pub fn from_object(mut object: Map<String, Value>) -> Option<Self> {
        let kind = object.remove("t")?;
        Self::of_kind(kind.as_str()?, MapDeserializer::new(object.into_iter())).ok()
    }
}

/// An event whose kind was read already.
struct Known<'a, M> {
    kind: &'a str,
    fields: M,
}

impl<'de, M: MapAccess<'de>> Deserializer<'de> for Known<'_, M> {
    type Error = M::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, M::Error> {
        visitor.visit_enum(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de, M: MapAccess<'de>> EnumAccess<'de> for Known<'_, M> {
    type Error = M::Error;
    type Variant = Fields<M>;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self::Variant), M::Error> {
        let kind = seed.deserialize(self.kind.into_deserializer())?;
        Ok((kind, Fields(self.fields)))
    }
}

/// What stands after the kind.
struct Fields<M>(M);

impl<'de, M: MapAccess<'de>> VariantAccess<'de> for Fields<M> {
    type Error = M::Error;

    fn unit_variant(mut self) -> Result<(), M::Error> {
        while self.0.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, M::Error> {
        seed.deserialize(MapAccessDeserializer::new(self.0))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, M::Error> {
        Err(M::Error::custom("no event is a list"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, M::Error> {
        visitor.visit_map(self.0)
    }
}
