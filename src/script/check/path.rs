//! Where in a script something stands, without its text.

use std::fmt;
use std::sync::Arc;

/// The way from the whole script to one of its values.
///
/// Written as `sessions[0].stages[2].minutes`; the whole script is the empty path. Going a
/// step further costs the same at any depth: most paths are made for a place at which
/// nothing is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Path {
    last: Option<Arc<Node>>,
    at_name: bool,
}

#[derive(Debug, PartialEq, Eq)]
struct Node {
    before: Option<Arc<Node>>,
    step: Step,
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Into a field of an object.
    Field(String),
    /// Into an entry of a list, counted from 0.
    Entry(usize),
}

impl Path {
    /// The whole script.
    pub fn root() -> Self {
        Self::default()
    }

    /// A field of the object at this path.
    pub fn field(&self, name: &str) -> Self {
        self.with(Step::Field(name.to_owned()))
    }

    /// An entry of the list at this path, counted from 0.
    pub fn entry(&self, index: usize) -> Self {
        self.with(Step::Entry(index))
    }

    /// The same field, with the name meant rather than the value.
    pub fn name(&self) -> Self {
        Self {
            at_name: true,
            ..self.clone()
        }
    }

    /// The steps from the whole script.
    pub fn steps(&self) -> Vec<&Step> {
        let mut steps: Vec<&Step> = self.steps_backwards().collect();
        steps.reverse();
        steps
    }

    /// Whether the name of the last field is meant rather than its value.
    pub fn is_at_name(&self) -> bool {
        self.at_name
    }

    /// The field that the path ends in, or whose list it ends in.
    pub fn last_field(&self) -> Option<&str> {
        self.steps_backwards().find_map(|step| match step {
            Step::Field(name) => Some(name.as_str()),
            Step::Entry(_) => None,
        })
    }

    /// Whether the path ends in an entry of a list.
    pub fn is_entry(&self) -> bool {
        matches!(self.steps_backwards().next(), Some(Step::Entry(_)))
    }

    fn steps_backwards(&self) -> impl Iterator<Item = &Step> {
        let first = self.last.as_deref();
        std::iter::successors(first, |node| node.before.as_deref()).map(|node| &node.step)
    }

    fn with(&self, step: Step) -> Self {
        let before = self.last.clone();
        Self {
            last: Some(Arc::new(Node { before, step })),
            at_name: false,
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.steps().into_iter().enumerate() {
            match step {
                Step::Field(name) if index == 0 => formatter.write_str(name)?,
                Step::Field(name) => write!(formatter, ".{name}")?,
                Step::Entry(entry) => write!(formatter, "[{entry}]")?,
            }
        }
        Ok(())
    }
}
