//! Reads a text that is in good order, quickly and without its places.
//!
//! Nearly every text that is read is right, and then nobody asks where anything stands. So a
//! text is first held against the schema while it is parsed, with nothing kept of it; only
//! where the slightest thing is amiss it is read again, slowly, with line and column of
//! everything. What this reader lets through, the slow one must find nothing in: a test says so.

use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

use serde::de::{DeserializeOwned, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::clean::{Shape, clean};

use super::schema::{Schema, allows_null, expected_type, known_words};
use super::shape::{MAXIMUM_CHARACTERS, SEVERAL_LINES, has_letters_of_a_name};
use super::text::MAXIMUM_DEPTH;

/// Reads a value whose text needs neither a word said of it nor a character taken out.
pub(super) fn read<T: DeserializeOwned>(text: &str, plans: &Plans) -> Option<T> {
    let (slot, depth) = (plans.root, 0);
    let place = Place { plans, slot, depth };
    let mut parser = serde_json::Deserializer::from_str(text);
    place.deserialize(&mut parser).ok()?;
    parser.end().ok()?;
    serde_json::from_str(text).ok()
}

/// A schema in the form in which it is quickly held against a text.
pub(super) struct Plans {
    plans: Vec<Plan>,
    root: Slot,
}

impl Plans {
    /// Those of a schema, made when they are first needed.
    pub(super) fn of(schema: &'static Schema) -> &'static Self {
        static KNOWN: [OnceLock<Plans>; Schema::COUNT] = [const { OnceLock::new() }; Schema::COUNT];
        KNOWN[schema.number()].get_or_init(|| Self::made_from(schema))
    }
}

/// What may stand at a place.
#[derive(Clone, Copy)]
struct Slot {
    plan: usize,
    nullable: bool,
}

enum Plan {
    Object {
        fields: Vec<Field>,
        /// What stands behind each name, where an object may hold any names.
        others: Option<Slot>,
    },
    List {
        items: Slot,
        least: u64,
        most: u64,
    },
    Word(Vec<String>),
    Text {
        shape: Shape,
        longest: usize,
        is_name: bool,
    },
    Number {
        least: u64,
        most: u64,
    },
    Truth,
    /// Nothing fits: the slow reader has to look at it.
    Unknown,
}

struct Field {
    name: String,
    slot: Slot,
    required: bool,
}

impl Plans {
    fn made_from(schema: &Schema) -> Self {
        let mut making = Making {
            schema,
            plans: Vec::new(),
            known: HashMap::new(),
        };
        let root = making.slot(schema.root(), Shape::Line);
        let mut plans = making.plans;
        let format = Slot {
            plan: plans.len(),
            nullable: false,
        };
        if let Some(Plan::Object { fields, .. }) = plans.get_mut(root.plan)
            && let Some(field) = fields.iter_mut().find(|field| field.name == "format")
        {
            field.slot = format;
        }
        plans.push(Plan::Number {
            least: 1,
            most: u64::from(schema.newest_format()),
        });
        Self { plans, root }
    }
}

struct Making<'a> {
    schema: &'a Schema,
    plans: Vec<Plan>,
    /// Plans by the place of their schema, for a part may hold itself.
    known: HashMap<(*const Value, bool), usize>,
}

impl Making<'_> {
    fn slot(&mut self, described: &Value, shape: Shape) -> Slot {
        let nullable = allows_null(described);
        let schema = self.schema.resolve(described);
        let key = (std::ptr::from_ref(schema), shape == Shape::Lines);
        if let Some(plan) = self.known.get(&key) {
            let plan = *plan;
            return Slot { plan, nullable };
        }
        let plan = self.plans.len();
        self.known.insert(key, plan);
        self.plans.push(Plan::Unknown);
        self.plans[plan] = self.plan(schema, shape);
        Slot { plan, nullable }
    }

    fn plan(&mut self, schema: &Value, shape: Shape) -> Plan {
        let number = |field: &str| schema[field].as_u64();
        match expected_type(schema) {
            "object" => self.object(schema),
            "array" => Plan::List {
                items: self.slot(&schema["items"], shape),
                least: number("minItems").unwrap_or(0),
                most: number("maxItems").unwrap_or(u64::MAX),
            },
            "string" => {
                let words = known_words(schema);
                if !words.is_empty() {
                    return Plan::Word(words.into_iter().map(str::to_owned).collect());
                }
                let longest = number("maxLength").and_then(|most| usize::try_from(most).ok());
                Plan::Text {
                    shape,
                    longest: longest
                        .unwrap_or(MAXIMUM_CHARACTERS)
                        .min(MAXIMUM_CHARACTERS),
                    is_name: schema["pattern"].is_string(),
                }
            }
            "integer" => Plan::Number {
                least: number("minimum").unwrap_or(0),
                most: number("maximum").unwrap_or_else(|| u64::from(u32::MAX)),
            },
            "boolean" => Plan::Truth,
            _ => Plan::Unknown,
        }
    }

    fn object(&mut self, schema: &Value) -> Plan {
        let required = |name: &str| {
            let names = schema["required"].as_array();
            names.is_some_and(|names| names.iter().any(|known| known == name))
        };
        let described = schema["properties"].as_object().into_iter().flatten();
        let fields: Vec<Field> = described
            .map(|(name, described)| {
                let shape = if SEVERAL_LINES.contains(&name.as_str()) {
                    Shape::Lines
                } else {
                    Shape::Line
                };
                Field {
                    name: name.clone(),
                    slot: self.slot(described, shape),
                    required: required(name),
                }
            })
            .collect();
        // More fields than there are bits to tick them off.
        if fields.len() > 64 {
            return Plan::Unknown;
        }
        let others = &schema["additionalProperties"];
        let others = others.is_object().then(|| self.slot(others, Shape::Line));
        Plan::Object { fields, others }
    }
}

/// One place of a text, and what may stand there.
#[derive(Clone, Copy)]
struct Place<'a> {
    plans: &'a Plans,
    slot: Slot,
    /// How many objects and lists it stands in.
    depth: usize,
}

impl<'a> Place<'a> {
    fn plan(&self) -> &'a Plan {
        &self.plans.plans[self.slot.plan]
    }

    fn inside<E: serde::de::Error>(self, slot: Slot) -> Result<Self, E> {
        if self.depth >= MAXIMUM_DEPTH {
            return Err(amiss());
        }
        Ok(Self {
            slot,
            depth: self.depth + 1,
            ..self
        })
    }
}

/// The slow reader finds out what it is.
fn amiss<E: serde::de::Error>() -> E {
    E::custom("")
}

impl<'de> DeserializeSeed<'de> for Place<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Place<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("what the schema describes")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.slot.nullable.then_some(()).ok_or_else(amiss)
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<(), E> {
        matches!(self.plan(), Plan::Truth)
            .then_some(())
            .ok_or_else(amiss)
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<(), E> {
        match self.plan() {
            Plan::Number { least, most } if (*least..=*most).contains(&number) => Ok(()),
            Plan::Number { .. }
            | Plan::Object { .. }
            | Plan::List { .. }
            | Plan::Word(_)
            | Plan::Text { .. }
            | Plan::Truth
            | Plan::Unknown => Err(amiss()),
        }
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        let fits = match self.plan() {
            Plan::Word(words) => words.iter().any(|word| word == text),
            Plan::Text {
                shape,
                longest,
                is_name,
            } => {
                let short = text.len() <= *longest || text.chars().count() <= *longest;
                short
                    && !text.trim().is_empty()
                    && (!is_name || has_letters_of_a_name(text))
                    && is_clean(text, *shape)
            }
            Plan::Object { .. }
            | Plan::List { .. }
            | Plan::Number { .. }
            | Plan::Truth
            | Plan::Unknown => false,
        };
        fits.then_some(()).ok_or_else(amiss)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Plan::List { items, least, most } = self.plan() else {
            return Err(amiss());
        };
        let place = self.inside(*items)?;
        let mut count = 0;
        while list.next_element_seed(place)?.is_some() {
            count += 1;
        }
        (*least..=*most)
            .contains(&count)
            .then_some(())
            .ok_or_else(amiss)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let Plan::Object { fields, others } = self.plan() else {
            return Err(amiss());
        };
        let mut seen = 0_u64;
        let mut names: Vec<String> = Vec::new();
        while let Some(key) = object.next_key_seed(Key { fields })? {
            let slot = match key {
                Found::Field(index) => {
                    let bit = 1 << index;
                    if seen & bit != 0 {
                        return Err(amiss());
                    }
                    seen |= bit;
                    fields[index].slot
                }
                Found::Other(name) => {
                    let slot = others.ok_or_else(amiss)?;
                    if names.contains(&name) || !is_clean(&name, Shape::Line) {
                        return Err(amiss());
                    }
                    names.push(name);
                    slot
                }
            };
            object.next_value_seed(self.inside(slot)?)?;
        }
        let all = fields.iter().enumerate();
        let missing = all.filter(|(index, field)| field.required && seen & (1 << index) == 0);
        (missing.count() == 0).then_some(()).ok_or_else(amiss)
    }
}

/// Finds the field of a name without keeping the name.
struct Key<'a> {
    fields: &'a [Field],
}

enum Found {
    Field(usize),
    Other(String),
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Found;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Found;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a name")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Found, E> {
        let place = self.fields.iter().position(|field| field.name == name);
        Ok(place.map_or_else(|| Found::Other(name.to_owned()), Found::Field))
    }
}

/// Whether cleaning would leave a text as it is.
fn is_clean(text: &str, shape: Shape) -> bool {
    let plain = |byte: u8| matches!(byte, 0x20..=0x7E) || (byte == b'\n' && shape == Shape::Lines);
    text.bytes().all(plain) || clean(text, shape).text == text
}
