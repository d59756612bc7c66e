//! Of two scripts or rule sets with one id, which is used and which stands back.

use std::cmp::Ordering;

use super::Origin;

/// A script or rule set that stands back behind another with the same id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The id that both have.
    pub id: String,
    /// Its file.
    pub file: String,
    /// Whose it is.
    pub origin: Origin,
    /// Its version.
    pub version: u32,
    /// The file that is used instead.
    pub used_file: String,
    /// The version that is used instead.
    pub used_version: u32,
}

impl SetAside {
    /// Says so in a sentence, for lists.
    pub fn notice(&self) -> String {
        let (id, version) = (&self.id, self.version);
        let (used_file, used_version) = (&self.used_file, self.used_version);
        match self.origin {
            Origin::Shipped => format!(
                "Your own `{id}` version {used_version} ({used_file}) is used instead of the shipped version {version}."
            ),
            Origin::Own => format!(
                "Your file {} (`{id}` version {version}) is not used, because {used_file} has version {used_version}. Give it a higher `version`.",
                self.file
            ),
        }
    }
}

/// Something of which the shelf holds one of each id.
pub(super) trait OnShelf {
    /// Its id.
    fn id(&self) -> &str;
    /// Its version.
    fn version(&self) -> u32;
    /// Whose it is.
    fn origin(&self) -> Origin;
    /// Its file name, without folders.
    fn file(&self) -> &str;
}

/// Puts something on the shelf, or sets it aside; whether it is used. Of two with one id the
/// higher version is, and of two with one version the one that was there.
pub(super) fn put<T: OnShelf>(shelf: &mut Vec<T>, aside: &mut Vec<SetAside>, new: T) -> bool {
    let Some(old) = shelf.iter_mut().find(|known| known.id() == new.id()) else {
        shelf.push(new);
        return true;
    };
    match new.version().cmp(&old.version()) {
        Ordering::Greater => {
            aside.push(set_aside(old, &new));
            *old = new;
            true
        }
        Ordering::Less | Ordering::Equal => {
            aside.push(set_aside(&new, old));
            false
        }
    }
}

fn set_aside(aside: &impl OnShelf, used: &impl OnShelf) -> SetAside {
    SetAside {
        id: aside.id().to_owned(),
        file: aside.file().to_owned(),
        origin: aside.origin(),
        version: aside.version(),
        used_file: used.file().to_owned(),
        used_version: used.version(),
    }
}
