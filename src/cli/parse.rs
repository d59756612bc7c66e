//! Reads the command line. A value that was typed is never told back: it may be
//! a passphrase, or somebody's name.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{CommandFactory as _, FromArgMatches as _};

use super::Cli;
use super::world::usual_root;
use crate::clean::{Shape, clean};
use crate::problem::Problem;

/// The longest name of an option that is told back, in characters.
const LONGEST_TOLD: usize = 40;

pub(super) enum Parsed {
    Command(Cli),
    /// Help or version, asked for.
    Help(String),
}

pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Parsed, Problem> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    // The name of the program alone: every command with all its options would be laid out only to
    // find that none of them is meant, and somebody waits for the first picture.
    if arguments.len() <= 1 {
        return Ok(Parsed::Command(Cli {
            home: None,
            passphrase_fd: None,
            command: None,
        }));
    }
    let command = Cli::command().after_help(where_everything_is());
    let read = command.try_get_matches_from(arguments);
    match read.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => Ok(Parsed::Command(cli)),
        Err(error) if !error.use_stderr() => Ok(Parsed::Help(error.render().to_string())),
        Err(error) => Err(problem(&error)),
    }
}

/// Which folder holds the cases where none is named, for whoever looks for a file in it.
fn where_everything_is() -> String {
    usual_root().map_or_else(String::new, |root| {
        let root = clean(&root.display().to_string(), Shape::Line).text;
        format!("Without --home, everything is in {root}")
    })
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the kinds are not ours, and a new one still gets a plain sentence"
)]
fn problem(error: &Error) -> Problem {
    let what = match error.kind() {
        ErrorKind::UnknownArgument => match option(error) {
            Some(name) => format!("There is no option `{name}` here."),
            None => "There is an argument too many, or an option that does not exist.".to_owned(),
        },
        ErrorKind::InvalidSubcommand => "There is no command of that name.".to_owned(),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => match option(error) {
            Some(name) => format!("`{name}` does not take that value."),
            None => "That value cannot be used here.".to_owned(),
        },
        ErrorKind::MissingRequiredArgument => format!("Something is missing: {}.", missing(error)),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "A command is missing.".to_owned()
        }
        ErrorKind::ArgumentConflict => "Two of these options do not go together.".to_owned(),
        ErrorKind::InvalidUtf8 => "An argument is not text in UTF-8.".to_owned(),
        _ => "The command line was not understood.".to_owned(),
    };
    Problem::wrong_use(what, instead(error))
}

/// What to do: the nearest name, the values that are known, or the help.
fn instead(error: &Error) -> String {
    let suggested = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg]
        .into_iter()
        .find_map(|kind| first(error.get(kind)?));
    if let Some(name) = suggested {
        return format!("Did you mean `{name}`? All of them: talking-piece --help");
    }
    match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(values)) if !values.is_empty() => {
            format!("It takes one of: {}.", values.join(", "))
        }
        Some(_) | None => "See what there is: talking-piece --help".to_owned(),
    }
}

fn first(value: &ContextValue) -> Option<String> {
    if let ContextValue::String(text) = value {
        return Some(text.clone());
    }
    if let ContextValue::Strings(texts) = value {
        return texts.first().cloned();
    }
    None
}

fn missing(error: &Error) -> String {
    match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::Strings(names)) => names.join(", "),
        Some(_) | None => "an argument".to_owned(),
    }
}

/// The name of the option that is wrong, without its value.
fn option(error: &Error) -> Option<String> {
    let typed = first(error.get(ContextKind::InvalidArg)?)?;
    let name = typed.split(['=', ' ']).next()?;
    let fits = name.starts_with("--")
        && name.len() <= LONGEST_TOLD
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    fits.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    fn refused(arguments: &[&str]) -> Problem {
        let arguments = arguments.iter().map(OsString::from);
        let all = std::iter::once(OsString::from("talking-piece")).chain(arguments);
        match parse(all) {
            Err(problem) => problem,
            Ok(_) => panic!("it was understood"),
        }
    }

    #[test]
    fn the_command_line_holds_together() {
        use clap::CommandFactory as _;
        Cli::command().debug_assert();
    }

    #[test]
    fn without_arguments_it_is_as_if_nothing_was_found_among_them() {
        for arguments in [&[][..], &["talking-piece"]] {
            let arguments = arguments.iter().map(OsString::from);
            let Ok(Parsed::Command(cli)) = parse(arguments) else {
                panic!("it was not understood");
            };
            assert!(cli.home.is_none() && cli.command.is_none());
        }
        let theirs = Cli::try_parse_from(["talking-piece"]).unwrap();
        assert!(theirs.home.is_none() && theirs.command.is_none());
    }

    #[test]
    fn a_value_that_was_typed_is_not_told_back() {
        for arguments in [
            ["list", "--passphrase", "swordfish"].as_slice(),
            &["list", "--passphrase=swordfish"],
            &["swordfish"],
            &["-swordfish"],
            &["list", "swordfish"],
            &["export", "RC-1", "--format", "swordfish"],
        ] {
            let told = refused(arguments).to_string();
            assert!(!told.contains("swordfish"), "{told}");
        }
    }

    #[test]
    fn i01_the_nearest_name_is_suggested() {
        assert!(refused(&["lst"]).to_string().contains("`list`"));
        let told = refused(&["list", "--practise"]).to_string();
        assert!(told.contains("--practice"), "{told}");
        let told = refused(&["export", "RC-1", "--format", "pdff"]).to_string();
        assert!(told.contains("json"), "{told}");
    }

    #[test]
    fn i02_hostile_arguments_cannot_steer_the_terminal() {
        let told = refused(&["--\u{1b}[2J", &"x".repeat(1 << 20)]).to_string();
        assert!(told.len() < 300);
        assert!(!told.contains('\u{1b}'));
    }
}
