//! `evaluation`: the forms on which people say how it was, and counts of what they said.

mod counts;
mod list;
mod print;
mod words;

use clap::{Args, Subcommand};

use super::output::remark;
use super::own_files::evaluation_shelf;
use super::world::World;
use crate::measure::{FilledForm, Slip};
use crate::problem::Problem;
use crate::script::Evaluation as Form;
use crate::script_file::EvaluationShelf;
use crate::store::AnswerBox;

/// Print the forms on which people say how it was, and count what they said
///
/// What was answered lies apart from every case, without a name. Practice cases put nothing there.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(super) struct Evaluation {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    List(list::List),
    Print(print::Print),
    Counts(counts::Counts),
    Words(words::Words),
}

impl Evaluation {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        match &self.command {
            Command::List(list) => list.run(world),
            Command::Print(print) => print.run(world),
            Command::Counts(counts) => counts.run(world),
            Command::Words(words) => words.run(world),
        }
    }
}

/// Every form; the shipped ones even where there is no home.
fn gathered(world: &World) -> EvaluationShelf {
    match world.closed_cabinet() {
        Ok(cabinet) => evaluation_shelf(cabinet.storage.as_ref(), &cabinet.home, |problem| {
            remark(&problem.to_string());
        }),
        Err(_) => EvaluationShelf::gather([]),
    }
}

/// The forms that were asked for: one by its id, or all.
fn chosen(world: &World, id: Option<&str>) -> Result<Vec<Form>, Problem> {
    let shelf = gathered(world);
    let Some(id) = id else {
        let forms = shelf.forms.into_iter();
        return Ok(forms.map(|shelved| shelved.form).collect());
    };
    match shelf.form(id) {
        Some(shelved) => Ok(vec![shelved.form.clone()]),
        None => Err(Problem::wrong_use(
            "There is no evaluation form of that name.",
            "See `talking-piece evaluation list` for those that there are.",
        )),
    }
}

/// Every line that is kept and can be read; how many cannot is told.
fn slips(world: &World) -> Result<Vec<Slip>, Problem> {
    let cabinet = world.cabinet()?;
    let lines = AnswerBox::of(&cabinet.home).read(cabinet.storage.as_ref())?;
    let slips: Vec<Slip> = lines.iter().filter_map(|line| Slip::read(line)).collect();
    let unread = lines.len() - slips.len();
    if unread > 0 {
        remark(&format!(
            "{unread} of {} lines of answers cannot be read; they stay as they are.",
            lines.len()
        ));
    }
    Ok(slips)
}

/// The ticks among them, of one year where one is named.
fn filled(slips: &[Slip]) -> Vec<FilledForm> {
    let forms = slips.iter().filter_map(|slip| match slip {
        Slip::Filled(filled) => Some(filled.clone()),
        Slip::Words(_) => None,
    });
    forms.collect()
}
