//! Pictures while the disk does not answer, beside pictures while it does.

use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use talking_piece::clock::{Clock, SystemClock};
use talking_piece::store::MemoryDisk;
use talking_piece::tui::app::Start;
use talking_piece::tui::key::Key;

use crate::bytes::Counting;
use crate::cases;
use crate::row::{Row, median};

const FOR: Duration = Duration::from_secs(5);
const BETWEEN: Duration = Duration::from_millis(20);

/// Makes marks for five seconds on a disk that hangs and one that does not, in turns.
pub fn measure() -> Vec<Row> {
    let slow = MemoryDisk::default();
    let (mut hung, mut well) = (in_the_room(&slow), in_the_room(&MemoryDisk::default()));
    slow.hang_syncs(true);
    let (mut hanging, mut usual) = (Vec::new(), Vec::new());
    let begun = Instant::now();
    let keys = ['k', 'a', 'q'].into_iter().cycle();
    let keys = keys.take_while(|_| begun.elapsed() < FOR);
    for (round, key) in keys.enumerate() {
        // Whichever comes first after the rest finds a cold machine.
        if round % 2 == 0 {
            hanging.push(picture(&mut hung, key));
            usual.push(picture(&mut well, key));
        } else {
            usual.push(picture(&mut well, key));
            hanging.push(picture(&mut hung, key));
        }
        thread::sleep(BETWEEN);
    }
    let waiting = |room: &Counting| {
        let desk = room.app.model().desk.as_ref().expect("a case");
        desk.status().waiting
    };
    assert!(waiting(&hung) > 100, "the disk hung all the time");
    slow.hang_syncs(false);
    while waiting(&hung) > 0 {
        thread::sleep(BETWEEN);
        hung.app.tick();
    }
    let longest = |times: &[f64]| times.iter().copied().fold(0.0, f64::max);
    let worst = (longest(&hanging), longest(&usual));
    vec![
        Row::times(
            "a mark's picture while a sync hangs for five seconds, beside the same on a good disk",
            median(hanging),
            median(usual),
            1.2,
        ),
        Row::times(
            "the slowest of them, beside the hang of five seconds",
            worst.0,
            FOR.as_secs_f64(),
            0.01,
        ),
    ]
}

fn in_the_room(storage: &MemoryDisk) -> Counting {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let office = cases::office(Arc::new(storage.clone()), Path::new("/home"), clock.clone());
    let mut desk = office
        .begin(Some("BENCH-4"), "restorative-conference")
        .expect("a case");
    cases::gather(&mut desk);
    let flusher = desk.flusher().expect("a writer");
    assert_eq!(flusher.flush(Duration::from_secs(10)), 0, "all is saved");
    Counting::start(Start::Case(Box::new(desk)), clock, (80, 24))
}

/// Seconds from a key to its picture, as the program's own loop does it.
fn picture(room: &mut Counting, key: char) -> f64 {
    let begun = Instant::now();
    room.app.press(Key::char(key));
    room.app.tick();
    room.draw();
    begun.elapsed().as_secs_f64()
}
