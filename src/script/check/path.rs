//! Where in a script something stands, without its text.

use std::fmt;

/// The way from the whole script to one of its values.
///
/// Written as `sessions[0].stages[2].minutes`; the whole script is the empty path.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    steps: Vec<Step>,
    at_name: bool,
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
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Whether the name of the last field is meant rather than its value.
    pub fn is_at_name(&self) -> bool {
        self.at_name
    }

    /// The field that the path ends in, or whose list it ends in.
    pub fn last_field(&self) -> Option<&str> {
        self.steps.iter().rev().find_map(|step| match step {
            Step::Field(name) => Some(name.as_str()),
            Step::Entry(_) => None,
        })
    }

    /// Whether the path ends in an entry of a list.
    pub fn is_entry(&self) -> bool {
        matches!(self.steps.last(), Some(Step::Entry(_)))
    }

    fn with(&self, step: Step) -> Self {
        let mut steps = self.steps.clone();
        steps.push(step);
        Self {
            steps,
            at_name: false,
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.steps.iter().enumerate() {
            match step {
                Step::Field(name) if index == 0 => formatter.write_str(name)?,
                Step::Field(name) => write!(formatter, ".{name}")?,
                Step::Entry(entry) => write!(formatter, "[{entry}]")?,
            }
        }
        Ok(())
    }
}
