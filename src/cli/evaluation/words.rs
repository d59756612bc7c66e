//! `evaluation words`: what people answered in their own words, and how it is erased.

use clap::Args;
use serde_json::{Value, json};

use super::{chosen, filled, slips};
use crate::cli::output::counted;
use crate::cli::world::World;
use crate::measure::{LEAST, OwnWords, Slip, has_enough};
use crate::problem::Problem;
use crate::script::Evaluation;
use crate::store::AnswerBox;

/// Said while nothing may be told yet; that is an answer, and no mistake of anybody's.
const TOO_FEW: &str = "Too few forms came back for their words to be told: ask again when more have \
    come.";

/// Read what people answered in their own words, or erase it
///
/// Words stand in the order of the alphabet, apart from names, cases and what was ticked. They are
/// shown once five forms of the kind came back. Somebody may be known by how they write: read them,
/// learn from them, and erase them.
#[derive(Debug, Args)]
pub(super) struct Words {
    /// The form (see `evaluation list`)
    #[arg(value_name = "ID")]
    form: String,
    /// Erase all words of this form for good instead; what was ticked stays and is counted
    #[arg(long)]
    erase: bool,
    /// Only those typed in until the end of this year
    #[arg(long, value_name = "YEAR", requires = "erase")]
    until: Option<i32>,
    /// Print JSON for programs
    #[arg(long, conflicts_with = "erase")]
    json: bool,
}

impl Words {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let forms = chosen(world, Some(&self.form))?;
        for form in &forms {
            if self.erase {
                self.erase(world, form)?;
            } else {
                self.tell(world, form)?;
            }
        }
        Ok(())
    }

    fn erase(&self, world: &mut World, form: &Evaluation) -> Result<(), Problem> {
        let cabinet = world.cabinet()?;
        let erased = AnswerBox::of(&cabinet.home).take_out(cabinet.storage.as_ref(), |line| {
            matches!(Slip::read(line), Some(Slip::Words(words))
                if words.form == form.id && self.until.is_none_or(|year| words.year <= year))
        })?;
        let erased = u64::try_from(erased).unwrap_or(u64::MAX);
        let answers = counted(erased, "answer", "answers");
        world.output.line(&format!(
            "Erased for good: {answers} in people's own words."
        ))
    }

    fn tell(&self, world: &mut World, form: &Evaluation) -> Result<(), Problem> {
        let slips = slips(world)?;
        if !has_enough(form, &filled(&slips), LEAST) {
            // Kept back is null, as in `evaluation counts`: an empty list would say that there are none.
            return if self.json {
                world.output.json(&Value::Null)
            } else {
                world.output.line(TOO_FEW)
            };
        }
        let words: Vec<OwnWords> = slips
            .into_iter()
            .filter_map(|slip| match slip {
                Slip::Words(words) if words.form == form.id => Some(words),
                Slip::Words(_) | Slip::Filled(_) => None,
            })
            .collect();
        if self.json {
            let rows = words.iter().map(
                |one| json!({ "question": one.question, "year": one.year, "words": one.words }),
            );
            return world.output.json(&rows.collect::<Vec<_>>());
        }
        for question in &form.questions {
            world.output.line(&question.ask)?;
            for one in words.iter().filter(|one| one.question == question.id) {
                world.output.line(&format!("  - {}", one.words))?;
            }
        }
        Ok(())
    }
}
