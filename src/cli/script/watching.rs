//! `script show --watch`: a page beside the editor, drawn anew each time that a file is saved.
//!
//! The file is read three times a second and compared. That costs a thousandth of a core for
//! the largest script, works on every disk and with every way in which an editor saves, and
//! needs no crate; a watcher of the system's (notify 8) adds ten of them and 190 KiB.

use std::path::Path;
use std::thread;
use std::time::Duration;

use super::named::file_of;
use crate::clean::{Shape, clean};
use crate::cli::output::counted;
use crate::cli::reading::read_named_file;
use crate::cli::world::World;
use crate::clock::{Clock as _, SystemClock};
use crate::document::script_page::{Change, first_change, show_from};
use crate::problem::Problem;
use crate::script::Script;
use crate::script_file::{self, MAXIMUM_BYTES};
use crate::tui::terminal::rows;

/// How long a look at the file is apart from the next.
const BETWEEN_LOOKS: Duration = Duration::from_millis(300);

/// Empties the terminal and begins at its top.
const AFRESH: &str = "\x1b[2J\x1b[3J\x1b[H";

/// Shows a script and each change of it, until the program is ended.
pub(super) fn watch(world: &mut World, name: &Path) -> Result<(), Problem> {
    let path = file_of(world, name)?;
    let mut watching = Watching::default();
    loop {
        let now = read_named_file(&path, MAXIMUM_BYTES);
        if let Some(picture) = watching.look(&path, now, rows()) {
            if rows().is_some() {
                world.output.document(AFRESH)?;
            }
            world.output.document(&picture)?;
            world.output.finish()?;
        }
        thread::sleep(BETWEEN_LOOKS);
    }
}

/// What was last seen and shown.
#[derive(Default)]
struct Watching {
    seen: Option<Result<Vec<u8>, Problem>>,
    /// Whether what was seen has been shown.
    shown: bool,
    /// The script as it was when it last had no faults.
    script: Option<Script>,
    /// Where it was last changed; faults do not take that away.
    change: Option<Change>,
}

impl Watching {
    /// Takes a look; what is to be drawn, once two looks in a row saw the same new thing: an
    /// editor may be in the middle of saving.
    fn look(
        &mut self,
        path: &Path,
        now: Result<Vec<u8>, Problem>,
        rows: Option<u16>,
    ) -> Option<String> {
        if self.seen.as_ref() != Some(&now) {
            self.shown = false;
            let is_first = self.seen.is_none();
            self.seen = Some(now);
            if !is_first {
                return None;
            }
        }
        if std::mem::replace(&mut self.shown, true) {
            return None;
        }
        let name = path.file_name().unwrap_or(path.as_os_str());
        let name = clean(&name.to_string_lossy(), Shape::Line).text;
        let at = SystemClock.now().wall.format("%H:%M:%S");
        let picture = match self.seen.clone()? {
            Err(problem) if self.script.is_some() => format!(
                "{at}  {name} is not there any more: it was moved, deleted, or is being saved.\n\
                 It is shown again once it is back.\n{problem}\n"
            ),
            Err(problem) => format!("{at}  {problem}\n"),
            Ok(bytes) => format!("{at}  {}", self.picture(&name, &bytes, rows)),
        };
        // What is longer than the terminal would scroll its own beginning away.
        Some(match rows {
            Some(rows) => cut(&picture, usize::from(rows).saturating_sub(1)),
            None => picture,
        })
    }

    /// First whether it can be used, then what of the warnings fits into a third of the terminal,
    /// then what was changed: that is what its author looks for.
    fn picture(&mut self, name: &str, bytes: &[u8], rows: Option<u16>) -> String {
        let read = match script_file::read(bytes, name) {
            Ok(read) => read,
            Err(faults) => return format!("{faults}"),
        };
        let change = match &self.script {
            Some(before) => first_change(before, &read.script).or(self.change),
            None => None,
        };
        self.change = change;
        let page = show_from(&read.script, change.unwrap_or(Change::Head));
        self.script = Some(read.script);
        let count = u64::try_from(read.warnings.findings().len()).unwrap_or(u64::MAX);
        let mut picture = if count == 0 {
            format!("{name}: no faults\n\n")
        } else {
            let warnings = counted(count, "warning", "warnings");
            let told = read.warnings.to_string();
            let told = match rows {
                Some(rows) => cut(&told, usize::from(rows) / 3),
                None => told + "\n",
            };
            format!("{name}: no faults, {warnings}\n\n{told}\n")
        };
        picture.push_str(&page);
        picture
    }
}

fn cut(picture: &str, rows: usize) -> String {
    let mut lines: Vec<&str> = picture.lines().take(rows).collect();
    if picture.lines().count() > rows {
        lines.pop();
        lines.push("…");
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = include_str!("../../../tests/it/point_scripts/05-ways-out.json");

    fn look(watching: &mut Watching, text: &str) -> Option<String> {
        watching.look(Path::new("mine.json"), Ok(text.as_bytes().to_vec()), None)
    }

    #[test]
    fn a_change_is_shown_once_it_was_saved_whole_and_faults_take_its_place() {
        let mut watching = Watching::default();
        let first = look(&mut watching, SCRIPT).unwrap();
        assert!(first.contains("mine.json: no faults"), "{first}");
        assert_eq!(look(&mut watching, SCRIPT), None);

        let half = &SCRIPT[..SCRIPT.len() / 2];
        assert_eq!(look(&mut watching, half), None);
        let changed = SCRIPT.replacen(
            "\"cue\": [\n                \"",
            "\"cue\": [\n                \"Now ",
            1,
        );
        assert_eq!(look(&mut watching, &changed), None);
        let shown = look(&mut watching, &changed).unwrap();
        assert!(shown.contains("| Now "), "{shown}");

        assert_eq!(look(&mut watching, half), None);
        let faults = look(&mut watching, half).unwrap();
        assert!(faults.contains("mine.json:"), "{faults}");
        assert!(!faults.contains("| Now "), "{faults}");

        assert_eq!(look(&mut watching, &changed), None);
        let again = look(&mut watching, &changed).unwrap();
        assert!(again.contains("| Now "), "{again}");
    }

    #[test]
    fn a_file_that_is_gone_for_a_moment_is_told_and_awaited() {
        let mut watching = Watching::default();
        assert!(look(&mut watching, SCRIPT).is_some());
        let gone = || Err(Problem::wrong_use("I cannot find this file.", ""));
        let path = Path::new("mine.json");
        assert_eq!(watching.look(path, gone(), None), None);
        let told = watching.look(path, gone(), None).unwrap();
        assert!(told.contains("I cannot find this file."), "{told}");
        assert_eq!(look(&mut watching, SCRIPT), None);
        assert!(look(&mut watching, SCRIPT).is_some());
    }

    #[test]
    fn warnings_leave_room_for_what_was_changed() {
        let mut watching = Watching::default();
        let cue = "\"cue\": [\n                \"";
        let long = SCRIPT.replacen(cue, &format!("{cue}victim "), 9);
        let path = Path::new("mine.json");
        let look = |watching: &mut Watching, text: &str| {
            watching.look(path, Ok(text.as_bytes().to_vec()), Some(24))
        };
        look(&mut watching, &long).unwrap();
        let changed = long.replacen("victim", "offender", 1);
        look(&mut watching, &changed);
        let shown = look(&mut watching, &changed).unwrap();
        assert!(
            shown.contains("warnings") && shown.contains("| offender"),
            "{shown}"
        );
        assert!(shown.lines().count() <= 23, "{shown}");
    }

    #[test]
    fn a_long_page_keeps_its_beginning() {
        assert_eq!(cut("a\nb\nc\nd\n", 3), "a\nb\n…\n");
        assert_eq!(cut("a\nb\n", 3), "a\nb\n");
    }
}
