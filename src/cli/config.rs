//! `config.json`: how a service and the person at the keyboard want it.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, PathBuf};

use serde::{Deserialize, Serialize};

use super::reading::read_file;
use crate::problem::{Problem, ProblemKind};
use crate::script::check::{Finding, Path, nearest};
use crate::script_file::{ReadSettings, ScriptFaults, read_settings};
use crate::store::{Home, Storage};
use crate::tui::app::Settings;
use crate::tui::key::{Key, how_keys_are_written};
use crate::tui::keymap::{Keymap, ROWS, instead_of};
use crate::tui::theme::{Palette, Theme};

/// What the settings file is called.
pub const NAME: &str = "config.json";
/// The largest settings file, in bytes.
pub const LARGEST: usize = 256 << 10;

/// After how many minutes without a key a protected home may be locked.
const LOCK_AFTER: std::ops::RangeInclusive<u16> = 2..=30;

/// The settings; every field may be left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where an editor finds the schema; not used by the program.
    #[serde(rename = "$schema")]
    pub schema: Option<String>,
    /// Colours.
    pub theme: Option<ThemeName>,
    /// Only plain signs, for terminals without UTF-8.
    pub plain_signs: bool,
    /// Keys that differ from the standard: all keys of an action, by its name.
    pub keys: BTreeMap<String, Vec<String>>,
    /// The service's own wording for the variables of scripts, by their names.
    pub variables: BTreeMap<String, String>,
    /// Whether cues begin in easy-read words.
    pub easy_read: bool,
    /// Whether the note line begins open for a second facilitator.
    pub co_facilitator: bool,
    /// After how many minutes without a key a protected home is locked: 2 to 30.
    pub lock_after_minutes: Option<u16>,
    /// A folder on another drive that gets a copy of every real case, by its whole path.
    pub copy_to: Option<PathBuf>,
}

/// The colours that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ThemeName {
    /// Light letters on a dark ground.
    Dark,
    /// Dark letters on a light ground.
    Light,
    /// White on black, as strong as the terminal can.
    HighContrast,
    /// No colours at all.
    None,
}

/// Reads the settings of a home; none are needed.
pub fn read(storage: &dyn Storage, home: &Home) -> Result<Config, Problem> {
    let path = home.config();
    if storage.identity(&path).is_err() {
        return Ok(Config::default());
    }
    let bytes = read_file(storage, &path, LARGEST)?;
    if bytes.trim_ascii().is_empty() {
        return Ok(Config::default());
    }
    match check(&bytes, NAME, Some(home), None) {
        Ok(read) => Ok(read.settings),
        Err(faults) => Err(Problem::new(
            ProblemKind::from(faults.kind),
            format!("The settings cannot be used. {}", faults.report.in_a_row()),
            "Correct the file, or rename it to go on with the standard settings.",
        )
        .at(path)),
    }
}

/// Reads settings from the bytes of a file, or says everything that is wrong with them, as is
/// done for scripts; where the home is known, also whether they fit it. Where it is known which
/// variables the scripts have, it warns of wording for others: it would never be said.
pub fn check(
    bytes: &[u8],
    source_name: &str,
    home: Option<&Home>,
    variables: Option<&BTreeSet<String>>,
) -> Result<ReadSettings<Config>, ScriptFaults> {
    read_settings(bytes, source_name, |config: &Config| {
        let mut findings = config.faults(home);
        findings.extend(variables.map_or_else(Vec::new, |known| config.unused(known)));
        findings
    })
}

/// The folder that the real cases of a home are copied to, where one is set. Settings that cannot
/// be used set none.
pub fn copy_to(storage: &dyn Storage, home: &Home) -> Option<PathBuf> {
    read(storage, home).ok()?.copy_to
}

impl Config {
    /// What the shape of a file does not tell: keys and what they are to do.
    fn faults(&self, home: Option<&Home>) -> Vec<Finding> {
        let keys = Path::root().field("keys");
        let mut faults = Vec::new();
        let actions: Vec<String> = ROWS.iter().map(|row| row.action.name()).collect();
        for (action, chosen) in &self.keys {
            let here = keys.field(action);
            if !actions.contains(action) {
                let message = format!("There is nothing called `{action}` to give a key to.");
                let help = instead_of(action);
                faults.push(Finding::fault(here.name(), message, help));
            }
            for (place, key) in chosen.iter().enumerate() {
                if let Err(what) = key.parse::<Key>() {
                    let (here, message) = (here.entry(place), format!("{what}."));
                    faults.push(Finding::fault(here, message, how_keys_are_written()));
                }
            }
        }
        if faults.is_empty()
            && let Err(problem) = Keymap::remapped(&self.keys)
        {
            let help = "Correct `keys`, or leave it out for the standard keys.";
            faults.push(Finding::fault(keys, problem.to_string(), help));
        }
        if let Some(minutes) = self
            .lock_after_minutes
            .filter(|set| !LOCK_AFTER.contains(set))
        {
            let here = Path::root().field("lock_after_minutes");
            let message = format!("{minutes} minutes are not possible.");
            let help = "Write a number of minutes from 2 to 30.";
            faults.push(Finding::fault(here.name(), message, help));
        }
        faults.extend(self.unfit_folder(home));
        faults
    }

    /// Wording for variables that no script has.
    fn unused(&self, known: &BTreeSet<String>) -> Vec<Finding> {
        let variables = Path::root().field("variables");
        let others = self.variables.keys().filter(|name| !known.contains(*name));
        let warned = others.map(|name| {
            let message = format!("No script has a variable `{name}`, so this is never said.");
            let help = match nearest(name, known.iter().map(String::as_str)) {
                Some(meant) => format!("Did you mean `{meant}`?"),
                None => "Leave it out, or write its name as the script has it under `variables`."
                    .to_owned(),
            };
            Finding::warning(variables.field(name).name(), message, help)
        });
        warned.collect()
    }

    /// What is wrong with the folder for copies. It is not looked at: a drive that is not there yet
    /// is no fault.
    fn unfit_folder(&self, home: Option<&Home>) -> Option<Finding> {
        let folder = self.copy_to.as_ref()?;
        let leads_up = |part| matches!(part, Component::ParentDir);
        let (message, help) = if !folder.is_absolute() || folder.components().any(leads_up) {
            (
                "The folder for copies has to be named from the very beginning.",
                "Write its whole path, such as /media/service/cases or S:\\\\cases.",
            )
        } else if home.is_some_and(|home| folder.starts_with(home.root())) {
            (
                "A copy inside the home is lost together with it.",
                "Name a folder on another drive.",
            )
        } else {
            return None;
        };
        let here = Path::root().field("copy_to");
        Some(Finding::fault(here, message.to_owned(), help))
    }

    /// The key table with the keys that were changed.
    pub fn keymap(&self) -> Result<Keymap, Problem> {
        Keymap::remapped(&self.keys).map_err(|problem| {
            Problem::wrong_use(
                format!("The keys in the settings do not work: {problem}"),
                "Correct `keys`, or leave it out for the standard keys.",
            )
        })
    }

    fn palette(&self) -> Palette {
        match self.theme {
            None => Palette::default(),
            Some(ThemeName::Dark) => Palette::Dark,
            Some(ThemeName::Light) => Palette::Light,
            Some(ThemeName::HighContrast) => Palette::HighContrast,
            Some(ThemeName::None) => Palette::None,
        }
    }

    /// The settings as the screen takes them; `NO_COLOR` has the last word on colours.
    pub fn settings(&self, no_color: bool) -> Result<Settings, Problem> {
        let palette = if no_color {
            Palette::None
        } else {
            self.palette()
        };
        let standard = Settings::default();
        Ok(Settings {
            keymap: self.keymap()?,
            theme: Theme {
                palette,
                plain_signs: self.plain_signs,
            },
            easy_read: self.easy_read,
            co_facilitator: self.co_facilitator,
            lock_after: self.lock_after_minutes.unwrap_or(standard.lock_after),
            ..standard
        })
    }
}

/// The settings of a home as the screen takes them. Whatever is wrong with the file, the program
/// opens: with the standard settings, and it says so.
pub fn settings(storage: &dyn Storage, home: &Home, no_color: bool) -> Result<Settings, Problem> {
    match read(storage, home).and_then(|config| config.settings(no_color)) {
        Ok(settings) => Ok(settings),
        Err(problem) => {
            let standard = Config::default().settings(no_color)?;
            let trouble = format!(
                "{NAME}: {} Until it is corrected the standard settings are used.",
                problem.what
            );
            Ok(Settings {
                trouble: Some(trouble),
                ..standard
            })
        }
    }
}
