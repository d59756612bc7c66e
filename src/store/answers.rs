//! What was answered on evaluation forms, of all cases together: the one place that keeps it.
//!
//! The file lies outside every case. Its lines are sorted, and the whole is written anew each
//! time, so that neither their order nor a time tells which came when. What stands in a line is
//! opaque to this room.

use std::io;
use std::path::PathBuf;

use super::error::StoreError;
use super::home::Home;
use super::storage::{LockAttempt, Storage, replace_file};

/// Name of the file in the home.
const NAME: &str = "evaluation-answers";
/// Name of its lock in the state folder.
const LOCK: &str = ".evaluation-answers.lock";
/// The first line, by which a newer form of the file is known.
const HEADER: &str = r#"{"format":1,"holds":"answers on evaluation forms, sorted"}"#;
/// Longest file that is read, in bytes.
const LONGEST: u64 = 64 << 20;

/// The answers of all real cases together.
#[derive(Debug, Clone)]
pub struct AnswerBox {
    home: Home,
}

impl AnswerBox {
    /// Names the one of a home without touching it.
    pub fn of(home: &Home) -> Self {
        Self { home: home.clone() }
    }

    /// Where it stands.
    pub fn path(&self) -> PathBuf {
        self.home.root().join(NAME)
    }

    /// Every line; none where nothing was ever kept.
    ///
    /// # Errors
    /// A file that a newer program wrote, or that cannot be read.
    pub fn read(&self, storage: &dyn Storage) -> Result<Vec<String>, StoreError> {
        let path = self.path();
        let bytes = match storage.read(&path, LONGEST) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(StoreError::system("read the answers", &path)(error)),
        };
        let text = String::from_utf8_lossy(&bytes);
        let mut lines = text.lines();
        match lines.next() {
            None | Some(HEADER) => Ok(lines.map(str::to_owned).collect()),
            Some(_) => Err(StoreError::ReadOnlyHere { path }),
        }
    }

    /// Puts lines in among the others, and returns once they are safe on the disk.
    ///
    /// After a power cut the old file is there or the new one, never a half.
    ///
    /// # Errors
    /// Nothing was kept then.
    pub fn put(&self, storage: &dyn Storage, lines: Vec<String>) -> Result<(), StoreError> {
        self.home.prepare(storage)?;
        self.rewrite(storage, |all| all.extend(lines))
    }

    /// Takes out every line of which `leaves` says so; how many there were.
    ///
    /// # Errors
    /// Nothing was taken out then.
    pub fn take_out(
        &self,
        storage: &dyn Storage,
        leaves: impl Fn(&str) -> bool,
    ) -> Result<usize, StoreError> {
        let mut taken = 0;
        self.rewrite(storage, |all| {
            let before = all.len();
            all.retain(|line| !leaves(line));
            taken = before - all.len();
        })?;
        Ok(taken)
    }

    fn rewrite(
        &self,
        storage: &dyn Storage,
        change: impl FnOnce(&mut Vec<String>),
    ) -> Result<(), StoreError> {
        let path = self.path();
        let lock = self.home.state().join(LOCK);
        let attempt = storage
            .try_lock(&lock, "")
            .map_err(StoreError::system("lock the answers", &path))?;
        // Another window has it for the blink of an eye; whoever typed presses once more.
        let _guard = match attempt {
            LockAttempt::Taken(guard) => Some(guard),
            LockAttempt::Unsupported => None,
            LockAttempt::Busy(_) => {
                let busy = io::ErrorKind::WouldBlock.into();
                return Err(StoreError::system("lock the answers", &path)(busy));
            }
        };
        let mut all = self.read(storage)?;
        change(&mut all);
        all.sort_unstable();
        let mut text = String::from(HEADER);
        for line in &all {
            text.push('\n');
            text.push_str(line);
        }
        text.push('\n');
        replace_file(storage, self.home.root(), NAME, text.as_bytes())
            .map_err(StoreError::system("keep the answers", &path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{DiskFault, MemoryDisk};

    fn world() -> (MemoryDisk, AnswerBox) {
        (MemoryDisk::default(), AnswerBox::of(&Home::at("/home")))
    }

    fn lines(of: &[&str]) -> Vec<String> {
        of.iter().map(|line| (*line).to_owned()).collect()
    }

    #[test]
    fn neither_order_nor_time_tells_which_answers_came_when() {
        let (disk, answers) = world();
        assert!(answers.read(&disk).unwrap().is_empty());
        answers.put(&disk, lines(&["c", "a"])).unwrap();
        answers.put(&disk, lines(&["b"])).unwrap();
        let kept = disk.read(&answers.path(), 1 << 10).unwrap();
        let (other, elsewhere) = world();
        elsewhere.put(&other, lines(&["b"])).unwrap();
        elsewhere.put(&other, lines(&["a", "c"])).unwrap();
        assert_eq!(other.read(&elsewhere.path(), 1 << 10).unwrap(), kept);
        assert_eq!(answers.read(&disk).unwrap(), ["a", "b", "c"]);
    }

    #[test]
    fn two_forms_that_say_the_same_are_two() {
        let (disk, answers) = world();
        answers.put(&disk, lines(&["a"])).unwrap();
        answers.put(&disk, lines(&["a"])).unwrap();
        assert_eq!(answers.read(&disk).unwrap(), ["a", "a"]);
    }

    #[test]
    fn what_is_taken_out_is_in_no_file_any_more() {
        let (disk, answers) = world();
        answers.put(&disk, lines(&["words", "ticks"])).unwrap();
        assert_eq!(answers.take_out(&disk, |line| line == "words").unwrap(), 1);
        let kept = disk.read(&answers.path(), 1 << 10).unwrap();
        assert!(!String::from_utf8(kept).unwrap().contains("words"));
        assert_eq!(
            disk.list(std::path::Path::new("/home/state"))
                .unwrap()
                .len(),
            1
        );
    }

    #[test]
    fn whatever_fails_the_old_answers_are_there_or_the_new_ones() {
        let (disk, answers) = world();
        answers.put(&disk, lines(&["old"])).unwrap();
        for failing in 1..14 {
            disk.fail(DiskFault::once(failing));
            let put = answers.put(&disk, lines(&["new"]));
            disk.heal();
            let kept = answers.read(&disk).unwrap();
            assert_eq!(kept[kept.len() - 1], "old");
            assert!(put.is_err() || kept.len() == 2);
            answers.take_out(&disk, |line| line == "new").unwrap();
        }
    }

    #[test]
    fn a_file_of_a_newer_program_is_neither_read_nor_written_over() {
        let (disk, answers) = world();
        Home::at("/home").prepare(&disk).unwrap();
        disk.put(&answers.path(), b"{\"format\":2}\nx\n").unwrap();
        let refused = answers.put(&disk, lines(&["a"]));
        assert!(matches!(refused, Err(StoreError::ReadOnlyHere { .. })));
        assert_eq!(
            disk.read(&answers.path(), 100).unwrap(),
            b"{\"format\":2}\nx\n"
        );
    }
}
