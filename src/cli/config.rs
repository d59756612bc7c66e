//! `config.json`: how a service and the person at the keyboard want it.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::world::read_file;
use crate::problem::{Problem, ProblemKind};
use crate::store::{Home, Storage};
use crate::tui::app::Settings;
use crate::tui::keymap::Keymap;
use crate::tui::theme::{Palette, Theme};

/// The largest settings file, in bytes.
pub const LARGEST: usize = 256 << 10;

/// The settings; every field may be left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Colours: `dark`, `light`, `high-contrast` or `none`.
    pub theme: Option<String>,
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
}

/// Reads the settings of a home; none are needed.
pub fn read(storage: &dyn Storage, home: &Home) -> Result<Config, Problem> {
    let path = home.config();
    if storage.identity(&path).is_err() {
        return Ok(Config::default());
    }
    let bytes = read_file(storage, &path, LARGEST)?;
    let config: Config = serde_json::from_slice(&bytes).map_err(|error| fault(&path, &error))?;
    config.check().map_err(|problem| problem.at(path))?;
    Ok(config)
}

fn fault(path: &Path, error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    let told = error.to_string();
    // Behind the sentence stands the place, which is told on its own.
    let what = told.split(" at line ").next().unwrap_or(&told);
    Problem::new(
        ProblemKind::WrongUse,
        format!("The settings cannot be read: {what} (line {line}, column {column})."),
        "Correct the file, or rename it to go on with the standard settings.",
    )
    .at(path)
}

impl Config {
    fn check(&self) -> Result<(), Problem> {
        self.palette()?;
        self.keymap()?;
        Ok(())
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

    fn palette(&self) -> Result<Palette, Problem> {
        match self.theme.as_deref() {
            None => Ok(Palette::default()),
            Some(name) => Palette::named(name).ok_or_else(|| {
                Problem::wrong_use(
                    "The settings name a theme that does not exist.",
                    "There are: dark, light, high-contrast, none.",
                )
            }),
        }
    }

    /// The settings as the screen takes them; `NO_COLOR` has the last word on colours.
    pub fn settings(&self, no_color: bool) -> Result<Settings, Problem> {
        let palette = if no_color {
            Palette::None
        } else {
            self.palette()?
        };
        Ok(Settings {
            keymap: self.keymap()?,
            theme: Theme {
                palette,
                plain_signs: self.plain_signs,
            },
            easy_read: self.easy_read,
            co_facilitator: self.co_facilitator,
            ..Settings::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::MemoryDisk;

    fn read_text(text: &str) -> Result<Config, Problem> {
        let disk = MemoryDisk::default();
        let home = Home::at("/home");
        home.prepare(&disk).unwrap();
        disk.put(&home.config(), text.as_bytes()).unwrap();
        read(&disk, &home)
    }

    #[test]
    fn settings_may_be_left_out() {
        let disk = MemoryDisk::default();
        assert_eq!(read(&disk, &Home::at("/none")).unwrap(), Config::default());
        assert_eq!(read_text("{}").unwrap(), Config::default());
    }

    #[test]
    fn an_unknown_field_is_named_with_its_line() {
        let problem = read_text("{\n  \"teme\": \"dark\"\n}").unwrap_err();
        assert_eq!(problem.kind, ProblemKind::WrongUse);
        let told = problem.to_string();
        assert!(told.contains("teme") && told.contains("theme"), "{told}");
        assert!(told.contains("line 2"), "{told}");
        assert!(told.contains("config.json"), "{told}");
    }

    #[test]
    fn unknown_themes_and_actions_are_refused() {
        let theme = read_text(r#"{ "theme": "pink" }"#).unwrap_err().to_string();
        assert!(theme.contains("high-contrast"), "{theme}");
        let keys = r#"{ "keys": { "fly": ["f"] } }"#;
        assert!(read_text(keys).unwrap_err().to_string().contains("fly"));
    }

    #[test]
    fn a_file_that_is_too_large_is_refused() {
        let problem = read_text(&" ".repeat(LARGEST + 1)).unwrap_err();
        assert_eq!(problem.kind, ProblemKind::CannotReadOrWrite);
        assert!(problem.to_string().contains("256 KiB"));
    }
}
