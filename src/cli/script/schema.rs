//! `script schema`: the published schemas.

use clap::{Args, ValueEnum};

use crate::cli::world::World;
use crate::document::plan::PLAN_SCHEMA;
use crate::problem::Problem;
use crate::script_file::{
    EVALUATION_SCHEMA, PRACTICE_CASE_SCHEMA, RETENTION_SCHEMA, RULE_SET_SCHEMA, SCRIPT_SCHEMA,
    SETTINGS_SCHEMA,
};

/// Print a JSON Schema, for editors and other programs
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Which schema
    #[arg(value_enum, default_value = "script")]
    of: Of,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Of {
    /// Conference scripts
    Script,
    /// Fictional cases
    PracticeCase,
    /// Rule sets
    RuleSet,
    /// Evaluation forms
    Evaluation,
    /// Retention rules
    Retention,
    /// The settings in `config.json`
    Settings,
    /// Saved plans
    Plan,
}

impl Schema {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        world.output.document(match self.of {
            Of::Script => SCRIPT_SCHEMA,
            Of::PracticeCase => PRACTICE_CASE_SCHEMA,
            Of::RuleSet => RULE_SET_SCHEMA,
            Of::Evaluation => EVALUATION_SCHEMA,
            Of::Retention => RETENTION_SCHEMA,
            Of::Settings => SETTINGS_SCHEMA,
            Of::Plan => PLAN_SCHEMA,
        })
    }
}
