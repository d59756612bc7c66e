//! `config.json`: how a service and the person at the keyboard want it.

use std::collections::BTreeMap;
use std::path::{Component, PathBuf};

use serde::{Deserialize, Serialize};

use super::reading::read_file;
use crate::problem::{Problem, ProblemKind};
use crate::script::check::{Finding, Path, nearest};
use crate::script_file::{ScriptFaults, read_settings};
use crate::store::{Home, Storage};
use crate::tui::app::Settings;
use crate::tui::key::Key;
use crate::tui::keymap::{Keymap, ROWS};
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
    match check(&bytes, NAME, Some(home)) {
        Ok(config) => Ok(config),
        Err(faults) => Err(Problem::new(
            ProblemKind::from(faults.kind),
            format!("The settings cannot be used. {}", faults.report.in_a_row()),
            "Correct the file, or rename it to go on with the standard settings.",
        )
        .at(path)),
    }
}

/// Reads settings from the bytes of a file, or says everything that is wrong with them, as is
/// done for scripts; where the home is known, also whether they fit it.
pub fn check(bytes: &[u8], source_name: &str, home: Option<&Home>) -> Result<Config, ScriptFaults> {
    read_settings(bytes, source_name, |config: &Config| config.faults(home))
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
                let help = match nearest(action, actions.iter().map(String::as_str)) {
                    Some(meant) => format!("Did you mean `{meant}`?"),
                    None => "`talking-piece keys` lists what there is.".to_owned(),
                };
                let message = format!("There is nothing called `{action}` to give a key to.");
                faults.push(Finding::fault(here.name(), message, help));
            }
            for (place, key) in chosen.iter().enumerate() {
                if let Err(what) = key.parse::<Key>() {
                    let help = "Write keys like k, space or ctrl-r.";
                    faults.push(Finding::fault(here.entry(place), format!("{what}."), help));
                }
            }
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
        if faults.is_empty()
            && let Err(problem) = Keymap::remapped(&self.keys)
        {
            let help = "Correct `keys`, or leave it out for the standard keys.";
            faults.push(Finding::fault(keys, problem.to_string(), help));
        }
        faults
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
        assert!(told.contains("Line 2, column 3"), "{told}");
        assert!(told.contains("config.json"), "{told}");
    }

    #[test]
    fn every_fault_is_told_with_its_place_and_the_nearest_name() {
        let faults = [
            ("{ \"theme\": \"drak\" }", "Line 1, column 12", "`dark`"),
            (
                "{\n \"keys\": { \"curtian\": [\"x\"] } }",
                "Line 2, column 12",
                "`curtain`",
            ),
            (
                "{\n \"keys\": { \"curtain\": [\"hyper-x\"] } }",
                "Line 2, column 24",
                "ctrl-r",
            ),
            (
                "{ \"keys\": { \"curtain\": [] } }",
                "Line 1",
                "without a key",
            ),
            (
                "{ \"keys\": { \"curtain\": [\"n\"] } }",
                "Line 1",
                "would mean both",
            ),
            (
                "{ \"easy_read\": \"yes\" }",
                "Line 1, column 16",
                "true or false",
            ),
            ("{ \"theme\": \"dark\",\n}", "Line 1, column 18", "comma"),
        ];
        for (text, place, meant) in faults {
            let told = read_text(text).unwrap_err().to_string();
            assert!(
                told.contains(place) && told.contains(meant),
                "{text}\n{told}"
            );
            assert!(told.contains("config.json"), "{told}");
        }
        let told = read_text("{ \"a\": 1, \"b\": 2, \"c\": 3 }").unwrap_err();
        assert!(told.what.contains("2 more faults"), "{}", told.what);
    }

    #[test]
    fn with_broken_settings_the_program_opens_with_the_standard_ones_and_says_so() {
        let disk = MemoryDisk::default();
        let home = Home::at("/home");
        home.prepare(&disk).unwrap();
        disk.put(&home.config(), b"{ \"easy_read\": true, \"teme\": 1 }")
            .unwrap();
        let settings = settings(&disk, &home, false).unwrap();
        assert!(!settings.easy_read);
        let told = settings.trouble.unwrap();
        assert!(
            told.contains("config.json") && told.contains("`theme`"),
            "{told}"
        );
        assert!(told.contains("standard settings"), "{told}");
        disk.put(&home.config(), b"{ \"easy_read\": true }")
            .unwrap();
        let settings = super::settings(&disk, &home, false).unwrap();
        assert!(settings.easy_read && settings.trouble.is_none());
    }

    #[test]
    fn the_settings_that_the_readme_shows_can_be_used() {
        let readme = include_str!("../../README.md");
        let example = readme.split('`').find(|text| text.starts_with("{\"keys\""));
        let config = read_text(example.unwrap()).unwrap();
        let keymap = config.keymap().unwrap();
        let room = [crate::tui::context::Context::Room];
        let key = keymap.key_in(crate::tui::action::Action::Curtain, &room);
        assert_eq!(key.as_deref(), Some("Ctrl-O"));
    }

    #[test]
    fn an_empty_file_changes_nothing() {
        assert_eq!(read_text("\n").unwrap(), Config::default());
    }

    #[test]
    fn the_published_schema_is_made_from_the_settings() {
        let mut schema = schemars::schema_for!(Config);
        schema.insert("title".to_owned(), "Settings of Talking Piece".into());
        let made = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("UPDATE").is_some() {
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/settings.schema.json");
            std::fs::write(file, made).unwrap();
        } else {
            assert_eq!(
                made,
                crate::script_file::SETTINGS_SCHEMA,
                "run it with UPDATE=1"
            );
        }
    }

    #[test]
    fn a_file_that_is_too_large_is_refused() {
        let problem = read_text(&" ".repeat(LARGEST + 1)).unwrap_err();
        assert_eq!(problem.kind, ProblemKind::CannotReadOrWrite);
        assert!(problem.to_string().contains("256 KiB"));
    }

    #[test]
    fn i04_minutes_before_a_home_is_locked_are_two_to_thirty() {
        let read = |minutes: &str| read_text(&format!("{{ \"lock_after_minutes\": {minutes} }}"));
        for good in ["2", "30"] {
            assert!(read(good).is_ok(), "{good}");
        }
        for bad in ["0", "1", "31", "-1", "99999", "\"ten\""] {
            assert_eq!(read(bad).unwrap_err().kind, ProblemKind::WrongUse, "{bad}");
        }
    }

    #[test]
    fn the_folder_for_copies_is_named_whole_and_lies_outside_the_home() {
        let read = |folder: &str| read_text(&format!("{{\n \"copy_to\": \"{folder}\" }}"));
        let set = read("/media/service/cases").unwrap();
        assert_eq!(set.copy_to, Some("/media/service/cases".into()));
        assert!(read("/home-of-others").is_ok());
        for (bad, why) in [
            ("share", "whole path"),
            ("~/share", "whole path"),
            ("/media/../home", "whole path"),
            ("/home", "another drive"),
            ("/home/cases/copies", "another drive"),
            ("", "is empty"),
        ] {
            let told = read(bad).unwrap_err().to_string();
            assert!(told.contains("Line 2, column 13"), "{bad}: {told}");
            assert!(told.contains(why), "{bad}: {told}");
        }
        let disk = MemoryDisk::default();
        assert_eq!(copy_to(&disk, &Home::at("/none")), None);
    }
}
