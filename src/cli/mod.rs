//! The command line: one file for each command, its clap type beside its function.
//!
//! The documentation of a type is the help text of its command. Commands return a
//! [`Problem`]; this file alone prints it and ends the program.

mod access;
mod completions;
pub mod config;
mod dump;
mod each_case;
mod evaluation;
mod export;
mod hardening;
mod import;
mod index;
mod keys;
mod language;
mod list;
mod man;
mod noting;
pub mod office;
mod output;
mod own_files;
mod parse;
mod passphrase;
mod plan;
mod practise;
mod printing;
mod protect;
mod readers;
mod reading;
mod recover;
mod recovery;
mod redact;
mod rekey;
mod repair;
mod retention;
mod review;
mod rules;
mod run;
mod schedule;
mod screen;
mod script;
mod secret;
mod shelved;
mod show;
mod timeline;
mod typed;
mod unseen;
mod verify;
pub mod viewer;
mod world;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::problem::Problem;
use crate::tui::effect::Door;
use output::Output;
use world::World;

/// Walks a facilitator through a restorative or family group conference, and
/// saves the agreed plan. Without a command it opens the home screen.
#[derive(Debug, Parser)]
#[command(name = "talking-piece", version, disable_help_subcommand = true)]
pub(crate) struct Cli {
    /// The folder of cases, scripts and settings [or set `TALKING_PIECE_HOME`]
    #[arg(long, global = true, value_name = "DIR")]
    home: Option<PathBuf>,
    /// Read passphrases from this open descriptor, a line each, instead of asking
    #[arg(long, global = true, value_name = "N")]
    passphrase_fd: Option<u32>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Run(run::Run),
    Practise(practise::Practise),
    Review(review::Review),
    List(list::List),
    Show(show::Show),
    Plan(plan::Plan),
    Export(export::Export),
    Timeline(timeline::Timeline),
    Verify(verify::Verify),
    Dump(dump::Dump),
    Redact(redact::Redact),
    Access(access::Access),
    Import(import::Import),
    Repair(repair::Repair),
    Retention(retention::Retention),
    Dispose(retention::Dispose),
    Index(index::Index),
    Protect(protect::Protect),
    Passphrase(passphrase::Passphrase),
    Readers(readers::Readers),
    Rekey(rekey::Rekey),
    Recover(recover::Recover),
    Script(script::Script),
    Rules(rules::Rules),
    Evaluation(evaluation::Evaluation),
    Keys(keys::Keys),
    Completions(completions::Completions),
    Man(man::Man),
}

/// Runs the program with the arguments it was started with.
pub fn main() -> ExitCode {
    crate::tui::terminal::hide_words_in_panics();
    hardening::begin();
    match run(std::env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            if problem.kind.is_told() {
                // Where even this cannot be written, the exit code still tells.
                let _ = writeln!(io::stderr(), "talking-piece: {problem}");
            }
            ExitCode::from(problem.kind.exit_code())
        }
    }
}

fn run(arguments: impl IntoIterator<Item = OsString>) -> Result<(), Problem> {
    let mut output = Output::new(Box::new(io::stdout()));
    let cli = match parse::parse(arguments)? {
        parse::Parsed::Command(cli) => cli,
        parse::Parsed::Help(text) => {
            output.document(&text)?;
            return output.finish();
        }
    };
    let mut world = World::new(cli.home, cli.passphrase_fd, output);
    let done = obey(cli.command, &mut world);
    // What was found before a problem is still worth reading.
    let written = world.output.finish();
    done.and(written)
}

fn obey(command: Option<Command>, world: &mut World) -> Result<(), Problem> {
    match command {
        None => screen::at_door(world, Door::Run),
        Some(Command::Run(run)) => run.run(world),
        Some(Command::Practise(practise)) => practise.run(world),
        Some(Command::Review(review)) => review.run(world),
        Some(Command::List(list)) => list.run(world),
        Some(Command::Show(show)) => show.run(world),
        Some(Command::Plan(plan)) => plan.run(world),
        Some(Command::Export(export)) => export.run(world),
        Some(Command::Timeline(timeline)) => timeline.run(world),
        Some(Command::Verify(verify)) => verify.run(world),
        Some(Command::Dump(dump)) => dump.run(world),
        Some(Command::Redact(redact)) => redact.run(world),
        Some(Command::Access(access)) => access.run(world),
        Some(Command::Import(import)) => import.run(world),
        Some(Command::Repair(repair)) => repair.run(world),
        Some(Command::Retention(retention)) => retention.run(world),
        Some(Command::Dispose(dispose)) => dispose.run(world),
        Some(Command::Index(index)) => index.run(world),
        Some(Command::Protect(protect)) => protect.run(world),
        Some(Command::Passphrase(passphrase)) => passphrase.run(world),
        Some(Command::Readers(readers)) => readers.run(world),
        Some(Command::Rekey(rekey)) => rekey.run(world),
        Some(Command::Recover(recover)) => recover.run(world),
        Some(Command::Script(script)) => script.run(world),
        Some(Command::Rules(rules)) => rules.run(world),
        Some(Command::Evaluation(evaluation)) => evaluation.run(world),
        Some(Command::Keys(keys)) => keys.run(world),
        Some(Command::Completions(completions)) => completions.run(world),
        Some(Command::Man(man)) => man.run(world),
    }
}
