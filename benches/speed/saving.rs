//! From a key to "Saved", beside a bare append and sync of as many bytes on the same disk.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use talking_piece::case::{Attendance, Command, MarkKind, PersonDetails};
use talking_piece::clock::SystemClock;
use talking_piece::desk::{Cabinet, Desk, NewCase, encode};
use talking_piece::script_file;
use talking_piece::store::{
    Batch, Disk, Entry, HeldWords, Home, Kind, OpenCase, Report, WriterCore,
};

use crate::row::{Row, median};

const ROUNDS: usize = 100;
pub const NOTE: &str = "She would like to hear why that night.";
const SCRIPT: &str = include_str!("../../scripts/restorative-conference.json");

/// Measures an event and a note against the bare disk, in turns: from the key to the report that
/// reaches the screen's thread, the same while no processor sleeps, and without any thread.
pub fn measure() -> Vec<Row> {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let (cabinet, woken) = cabinet_in(folder.path());
    let mut desk = begin(&cabinet);
    let mut writer = Stepped::begin(&cabinet);
    let journal = cabinet
        .folder(Kind::Case, "BENCH-1")
        .expect("a folder")
        .path()
        .join("journal");
    wait_until_saved(&mut desk, &woken);
    let before = length(&journal);
    save(&mut desk, &woken, None);
    save(&mut desk, &woken, Some(NOTE));
    let bytes = usize::try_from(length(&journal) - before).expect("a line") / 2;
    let body = encode(desk.case().history.last().expect("an event")).body;
    writer.save(&body, true);
    let bare_path = folder.path().join("bare");
    let (mut bare, mut events, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    let (mut own_events, mut own_notes) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        bare.push(append(&bare_path, bytes));
        events.push(save(&mut desk, &woken, None));
        own_events.push(writer.save(&body, false));
        bare.push(append(&bare_path, bytes));
        notes.push(save(&mut desk, &woken, Some(NOTE)));
        own_notes.push(writer.save(&body, true));
    }
    let awake = KeptAwake::begin();
    let (mut bare_awake, mut events_awake, mut notes_awake) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        bare_awake.push(append(&bare_path, bytes));
        events_awake.push(save(&mut desk, &woken, None));
        notes_awake.push(save(&mut desk, &woken, Some(NOTE)));
    }
    drop(awake);
    let (bare, bare_awake) = (median(bare), median(bare_awake));
    let row = |what: &str, times: Vec<f64>, bare: f64, budget| {
        let what = format!("{what}; beside a bare append and sync");
        Row::times(&what, median(times), bare, budget)
    };
    let event = "an event, from the key to \"Saved\"";
    let note = "a note, from Enter to \"Saved\"";
    let no_sleep = |what: &str| format!("{what}, no processor asleep");
    vec![
        row(event, events, bare, 1.3),
        row(&no_sleep(event), events_awake, bare_awake, 1.3),
        row("an event, the writer's own part", own_events, bare, 1.3),
        row(note, notes, bare, 2.3),
        row(&no_sleep(note), notes_awake, bare_awake, 2.3),
        row("a note, the writer's own part", own_notes, bare, 2.3),
    ]
}

/// Keeps every processor from falling asleep for as long as it lives. A processor that sleeps
/// takes longer to wake than some disks take to sync, and no program can change that.
struct KeptAwake {
    over: Arc<AtomicBool>,
}

impl KeptAwake {
    fn begin() -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let seen = over.clone();
        // The measurement itself keeps the other ones awake; whoever else wants this one gets it.
        std::thread::spawn(move || {
            while !seen.load(Ordering::Relaxed) {
                std::thread::yield_now();
            }
        });
        Self { over }
    }
}

impl Drop for KeptAwake {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
    }
}

/// A writer without its thread, on a case of its own.
pub struct Stepped {
    core: WriterCore,
    number: u64,
}

impl Stepped {
    pub fn begin(cabinet: &Cabinet) -> Self {
        let storage = cabinet.storage.clone();
        let folder = cabinet.folder(Kind::Case, "BENCH-5").expect("a folder");
        let now = cabinet.clock.now();
        cabinet.home.prepare(storage.as_ref()).expect("a home");
        let open = OpenCase::create(storage.as_ref(), &cabinet.home, &folder, now, &[]);
        Self {
            core: WriterCore::new(
                storage,
                cabinet.clock.clone(),
                *open.expect("a case"),
                vec![],
            ),
            number: 0,
        }
    }

    /// Seconds from the batch to the report that its entry is safe.
    pub fn save(&mut self, body: &str, with_note: bool) -> f64 {
        self.number += 1;
        let number = self.number;
        let words = with_note.then(|| HeldWords {
            id: number,
            body: format!(r#"{{"id":{number},"content":{{"text":"{NOTE}"}}}}"#),
        });
        let batch = Batch {
            words: words.into_iter().collect(),
            entries: vec![Entry {
                number,
                body: body.to_owned(),
            }],
            ..Batch::default()
        };
        let begun = Instant::now();
        let mut saved = None;
        self.core.take(batch, &mut |report| {
            if let Report::Saved { .. } = report {
                saved = Some(begun.elapsed().as_secs_f64());
            }
        });
        saved.expect("a disk that confirms")
    }
}

/// A cabinet on the real disk, and what wakes whoever waits for its writer.
pub fn cabinet_in(folder: &Path) -> (Cabinet, Receiver<()>) {
    let (sender, woken) = channel();
    let cabinet = Cabinet {
        storage: Arc::new(Disk),
        clock: Arc::new(SystemClock),
        home: Home::at(folder.join("home")),
        waker: Arc::new(move || {
            // The measurement may be over.
            let _ = sender.send(());
        }),
    };
    (cabinet, woken)
}

fn begin(cabinet: &Cabinet) -> Desk {
    let script = script_file::read(SCRIPT.as_bytes(), "script").map(|read| read.script);
    let script = Arc::new(
        script
            .map_err(|faults| faults.to_string())
            .expect("a sound script"),
    );
    let role = script.roles[0].id.clone();
    let kind = script.sessions[0].id.clone();
    let new = NewCase {
        reference: "BENCH-1".to_owned(),
        script,
        script_hash: String::new(),
        practice: false,
    };
    let mut desk = cabinet.create(new, SCRIPT).expect("a case");
    let details = PersonDetails {
        name: "Ada".to_owned(),
        roles: vec![role],
        supports: None,
        said_as: None,
        attends: Attendance::Room,
    };
    desk.execute(Command::AddPerson(details)).expect("a person");
    desk.execute(Command::StartSession(kind))
        .expect("a session");
    desk
}

fn save(desk: &mut Desk, woken: &Receiver<()>, text: Option<&str>) -> f64 {
    let kind = if text.is_some() {
        MarkKind::Note
    } else {
        MarkKind::KeyPoint
    };
    let begun = Instant::now();
    let command = Command::Mark {
        kind,
        person: None,
        text: text.map(str::to_owned),
    };
    desk.execute(command).expect("a mark");
    wait_until_saved(desk, woken);
    let taken = begun.elapsed().as_secs_f64();
    // A person is slower than what the writer does once everything is safe.
    let left = desk
        .flusher()
        .map(|flusher| flusher.flush(Duration::from_secs(10)));
    assert_eq!(left, Some(0), "everything is saved");
    taken
}

/// Stays awake, as the program is while it draws the key's picture: being woken from sleep would
/// be measured with it.
fn wait_until_saved(desk: &mut Desk, woken: &Receiver<()>) {
    let wanted = desk.case().history.last().map(|last| last.number);
    while desk.status().saved.map(|(number, _)| number) != wanted {
        std::hint::spin_loop();
        if woken.try_recv().is_ok() {
            desk.poll();
        }
    }
}

fn append(path: &Path, bytes: usize) -> f64 {
    let line = vec![b'x'; bytes];
    let mut file = OpenOptions::new()
        .append(true)
        .create(true)
        .open(path)
        .expect("a file");
    let begun = Instant::now();
    file.write_all(&line).expect("room on the disk");
    file.sync_data().expect("a disk that confirms");
    begun.elapsed().as_secs_f64()
}

fn length(path: &Path) -> u64 {
    std::fs::metadata(path).expect("a file").len()
}
