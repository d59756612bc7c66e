//! What was answered on evaluation forms, of all cases together: the one place that keeps it.
//!
//! The file lies outside every case. Its lines are sorted, and the whole is written anew each
//! time, so that neither their order nor a time tells which came when. What stands in a line is
//! opaque to this room. In a protected home it is an age file for whoever reads the cases there.

use std::io;
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::home::Home;
use super::sealed::Ring;
use super::storage::{LockAttempt, Storage, replace_file};

/// Name of the file in the home.
const NAME: &str = "evaluation-answers";
/// The same, sealed. Where it is there, it alone counts: a plain one was left by a crash.
const SEALED_NAME: &str = "evaluation-answers.age";
/// Name of its lock in the state folder.
const LOCK: &str = ".evaluation-answers.lock";
/// How often it is tried again where another window has it, and how long is waited between.
const TRIES: usize = 40;
const PAUSE: std::time::Duration = std::time::Duration::from_millis(10);
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

    /// Where it stands where it is plain.
    pub fn path(&self) -> PathBuf {
        self.home.root().join(NAME)
    }

    /// Where it stands where it is sealed.
    pub fn sealed_path(&self) -> PathBuf {
        self.home.root().join(SEALED_NAME)
    }

    /// Every line; none where nothing was ever kept.
    ///
    /// # Errors
    /// A file that a newer program wrote, that cannot be read, or that nothing was unlocked for.
    pub fn read(&self, storage: &dyn Storage) -> Result<Vec<String>, StoreError> {
        self.read_with(storage, self.home.ring())
    }

    fn read_with(&self, storage: &dyn Storage, ring: &Ring) -> Result<Vec<String>, StoreError> {
        let sealed = self.sealed_path();
        let (path, bytes) = match bytes_of(storage, &sealed)? {
            Some(bytes) => {
                let opened = ring.open_file(&bytes);
                let bytes = opened.map_err(|why| StoreError::unopened(&sealed, why))?;
                (sealed, Some(bytes))
            }
            None => (self.path(), bytes_of(storage, &self.path())?),
        };
        let Some(bytes) = bytes else {
            return Ok(Vec::new());
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
        self.rewrite(storage, self.home.ring(), |all| all.extend(lines))
    }

    /// Seals what is kept anew for the readers of today; `with` are the keys that open it. Where
    /// nothing was ever kept, nothing is.
    ///
    /// # Errors
    /// What was kept stands as it was then.
    pub fn seal_anew(&self, storage: &dyn Storage, with: &Ring) -> Result<(), StoreError> {
        if self.read_with(storage, with)?.is_empty() {
            return Ok(());
        }
        self.rewrite(storage, with, |_| {})
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
        self.rewrite(storage, self.home.ring(), |all| {
            let before = all.len();
            all.retain(|line| !leaves(line));
            taken = before - all.len();
        })?;
        Ok(taken)
    }

    fn rewrite(
        &self,
        storage: &dyn Storage,
        with: &Ring,
        change: impl FnOnce(&mut Vec<String>),
    ) -> Result<(), StoreError> {
        let path = self.path();
        let lock = self.home.state().join(LOCK);
        let locked = || {
            let attempt = storage.try_lock(&lock, "");
            attempt.map_err(StoreError::system("lock the answers", &path))
        };
        let mut attempt = locked()?;
        // Another window has it for the blink of an eye.
        for _ in 0..TRIES {
            if !matches!(attempt, LockAttempt::Busy(_)) {
                break;
            }
            std::thread::sleep(PAUSE);
            attempt = locked()?;
        }
        let _guard = match attempt {
            LockAttempt::Taken(guard) => Some(guard),
            LockAttempt::Unsupported => None,
            LockAttempt::Busy(_) => {
                let busy = io::ErrorKind::WouldBlock.into();
                return Err(StoreError::system("lock the answers", &path)(busy));
            }
        };
        let mut all = self.read_with(storage, with)?;
        change(&mut all);
        all.sort_unstable();
        let mut text = String::from(HEADER);
        for line in &all {
            text.push('\n');
            text.push_str(line);
        }
        text.push('\n');
        self.write(storage, text.as_bytes())
    }

    fn write(&self, storage: &dyn Storage, text: &[u8]) -> Result<(), StoreError> {
        let root = self.home.root();
        let kept = |written: io::Result<()>| {
            written.map_err(StoreError::system("keep the answers", &self.path()))
        };
        if !self.home.is_protected(storage) {
            return kept(replace_file(storage, root, NAME, text));
        }
        let sealed = self.home.ring().seal_for_readers(text);
        let sealed = sealed.ok_or_else(|| StoreError::Locked {
            path: self.home.identity_file(),
        })?;
        kept(replace_file(storage, root, SEALED_NAME, &sealed))?;
        match storage.remove_file(&self.path()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => kept(Err(error)),
            Ok(()) => kept(storage.sync_folder(root)),
            Err(_) => Ok(()),
        }
    }
}

fn bytes_of(storage: &dyn Storage, path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    match storage.read(path, LONGEST) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::system("read the answers", path)(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::ring;
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
        assert_eq!(disk.list(Path::new("/home/state")).unwrap().len(), 1);
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
    fn answers_are_sealed_when_the_home_is_protected_and_whatever_fails_none_is_lost_or_doubled() {
        for failing in 1.. {
            let (disk, answers) = world();
            answers.put(&disk, lines(&["heard"])).unwrap();
            let sealed = AnswerBox::of(&Home::at("/home").with_ring(ring()));
            disk.fail(DiskFault::from(failing));
            let done = sealed.seal_anew(&disk, &ring());
            disk.heal();
            assert_eq!(sealed.read(&disk).unwrap(), ["heard"]);
            let more = sealed.put(&disk, lines(&["said"]));
            more.unwrap();
            assert_eq!(sealed.read(&disk).unwrap(), ["heard", "said"]);
            assert!(disk.identity(&sealed.path()).is_err(), "none is plain");
            let kept = disk.read(&sealed.sealed_path(), 1 << 20).unwrap();
            assert!(!kept.windows(5).any(|part| part == b"heard"));
            let locked = answers.read(&disk).unwrap_err();
            assert!(matches!(locked, StoreError::Locked { .. }));
            if done.is_ok() {
                assert!(failing > 3);
                return;
            }
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
