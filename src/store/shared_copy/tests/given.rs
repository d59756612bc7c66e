//! A case and a shared folder, each on a simulated disk of its own.

use std::collections::BTreeMap;

use super::super::*;
use crate::store::testing::readable::shows;
use crate::store::testing::{self, batch, core, now};
use crate::store::{Batch, HeldWords, MemoryDisk, OpenCase, ScriptCopy, WriterCore};

pub(super) const SHARE: &str = "/share";
pub(super) const COPY_OF: &str = "/share/RC-0412-";

pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// A case with some entries, and a shared folder that is there.
pub(super) struct Given {
    pub(super) disk: MemoryDisk,
    pub(super) share: MemoryDisk,
    pub(super) folder: SharedFolder,
    pub(super) core: WriterCore,
    pub(super) entries: u64,
}

impl Given {
    pub(super) fn a_case() -> Self {
        Self::in_home(testing::home())
    }

    pub(super) fn in_home(home: Home) -> Self {
        let (disk, share) = (MemoryDisk::default(), MemoryDisk::default());
        share.create_folder(Path::new(SHARE)).unwrap();
        share.sync_folder(Path::new("/")).unwrap();
        let storage: Arc<dyn Storage> = Arc::new(disk.clone());
        let folder = SharedFolder {
            storage: storage.clone(),
            share: Arc::new(share.clone()),
            home: home.clone(),
            path: PathBuf::from(SHARE),
        };
        home.prepare(&disk).unwrap();
        let script = ScriptCopy {
            id: "conference",
            text: "{}",
        };
        let case = CaseFolder::locate(&home, Kind::Case, &reference());
        let open = OpenCase::create(&disk, &home, &case, now(), &[script]).unwrap();
        let core = core(&storage, &home, open);
        let given = Self {
            disk,
            share,
            folder,
            core,
            entries: 0,
        };
        given.with_entries(3)
    }

    pub(super) fn with_entries(mut self, count: u64) -> Self {
        self.save(count);
        self
    }

    pub(super) fn save(&mut self, count: u64) {
        for _ in 0..count {
            self.entries += 1;
            self.core.step(batch(self.entries));
        }
    }

    pub(super) fn with_words(mut self, id: u64, words: &str) -> Self {
        self.core.step(Batch {
            words: vec![HeldWords {
                id,
                body: format!(r#"{{"id":{id},"text":"{words}"}}"#),
            }],
            ..Batch::default()
        });
        self
    }

    pub(super) fn copied(self) -> Self {
        self.copy().unwrap();
        self
    }

    pub(super) fn copy(&self) -> Result<Option<DateTime<FixedOffset>>, CopyError> {
        self.folder.bring_up_to_date(&reference(), now())
    }

    pub(super) fn case(&self) -> PathBuf {
        let home = &self.folder.home;
        CaseFolder::locate(home, Kind::Case, &reference())
            .path()
            .to_owned()
    }

    /// The folder of the copy, of which there is one.
    pub(super) fn there(&self) -> PathBuf {
        let names = self.share.list(Path::new(SHARE)).unwrap();
        let own = names.iter().find(|name| name.starts_with("RC-0412-"));
        Path::new(SHARE).join(own.unwrap())
    }

    /// What the case holds that is copied.
    pub(super) fn in_the_case(&self) -> Files {
        let mut files = all_files(&self.disk, &self.case());
        files.retain(|name, _| !name.starts_with('.') && !name.starts_with("draft"));
        files
    }

    pub(super) fn in_the_copy(&self) -> Files {
        all_files(&self.share, &self.there())
    }

    pub(super) fn then_both_are_one(&self) {
        assert_eq!(self.in_the_copy(), self.in_the_case());
    }
}

pub(super) fn reference() -> Reference {
    Reference::new("RC-0412").unwrap()
}

pub(super) fn all_files(disk: &MemoryDisk, folder: &Path) -> Files {
    let mut files = Files::new();
    let Ok(names) = disk.list(folder) else {
        return files;
    };
    for name in names {
        let path = folder.join(&name);
        match disk.identity(&path).unwrap().kind {
            NodeKind::Folder => {
                let below = all_files(disk, &path).into_iter();
                files.extend(below.map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
            }
            NodeKind::File | NodeKind::Other => {
                files.insert(name, disk.read(&path, FILE_LIMIT).unwrap());
            }
        }
    }
    files
}

/// Whether these words can be read in any of the files.
pub(super) fn holds(files: &Files, words: &str) -> bool {
    files.values().any(|bytes| shows(bytes, words))
}

pub(super) fn case_folder(given: &Given) -> CaseFolder {
    CaseFolder::locate(&given.folder.home, Kind::Case, &reference())
}
