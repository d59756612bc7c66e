//! How a home is protected: who opens its cases, and what is to be said of that.

use chrono::NaiveDate;

use super::OfficeProblem;

/// So many readers are named on one line; of more it is said how many there are.
const NAMED: usize = 3;

/// How the keys of the home stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeysSeen {
    /// Whether the home is protected.
    pub protected: bool,
    /// Whether another window has changed the passphrase, the readers or the keys since they were
    /// unlocked here.
    pub changed: bool,
}

/// Who opens the cases of a protected home, as it stands inside the file with its keys, and what is
/// to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readership {
    /// Who does beside the one at the keyboard.
    pub readers: Vec<ReaderSeen>,
    /// What is otherwise than when it was last told, a sentence each.
    pub news: Vec<String>,
    /// Whether it is to be tried that the key of the service opens the cases.
    pub recovery: RecoveryTry,
}

/// Somebody who opens the cases, as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderSeen {
    /// What they are called.
    pub name: String,
    /// Their public key in short, such as `age1q…7f3k`.
    pub key: String,
}

/// Whether the key of the service is to be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecoveryTry {
    /// No key of a service opens the cases.
    NoKey,
    /// It was tried in the last three months.
    Rests,
    /// It is to be tried; the day of the last try, where there was one.
    Due(Option<NaiveDate>),
}

/// A try of the key of the service that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trial {
    /// It goes on.
    UnderWay,
    /// What became of it.
    Over(Result<String, OfficeProblem>),
}

impl Readership {
    /// Who can read the cases, in a sentence or two.
    pub fn in_words(&self) -> String {
        if self.readers.is_empty() {
            return "Readable by: you alone. A forgotten passphrase loses every record.".to_owned();
        }
        let named = self.readers.iter().take(NAMED);
        let mut readers = vec!["you".to_owned()];
        readers.extend(named.map(|reader| format!("{} ({})", reader.name, reader.key)));
        let more = self.readers.len().saturating_sub(NAMED);
        if more > 0 {
            readers.push(format!("{more} more (`talking-piece readers` lists them)"));
        }
        format!("Readable by: {}.", readers.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readership(names: &[&str]) -> Readership {
        let readers = names.iter().map(|name| ReaderSeen {
            name: (*name).to_owned(),
            key: "age1q…7f3k".to_owned(),
        });
        Readership {
            readers: readers.collect(),
            news: Vec::new(),
            recovery: RecoveryTry::Rests,
        }
    }

    #[test]
    fn who_can_read_the_cases_is_told_in_a_line_and_nobody_is_left_out_unsaid() {
        let told = readership(&["Service manager"]).in_words();
        assert_eq!(told, "Readable by: you; Service manager (age1q…7f3k).");
        let told = readership(&["A", "B", "C", "D", "E"]).in_words();
        assert!(
            told.contains("C (age1q…7f3k); 2 more (`talking-piece readers` lists"),
            "{told}"
        );
        let told = readership(&[]).in_words();
        assert!(told.contains("you alone"), "{told}");
    }
}
