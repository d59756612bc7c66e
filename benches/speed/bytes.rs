//! How many bytes a key sends to the terminal.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use talking_piece::clock::Clock;
use talking_piece::desk::{Desk, NewCase};
use talking_piece::script_file;
use talking_piece::store::MemoryDisk;
use talking_piece::tui::app::{App, Settings, Start};
use talking_piece::tui::effect::Door;
use talking_piece::tui::key::Key;
use talking_piece::tui::painter::Painter;
use talking_piece::tui::view;

use crate::cases::{self, Passing};
use crate::row::Row;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];
const SCRIPT: &str = include_str!("../../scripts/restorative-conference.json");

/// Counts the bytes of selections, letters and cues at two sizes.
pub fn measure() -> Vec<Row> {
    SIZES
        .into_iter()
        .flat_map(|size| [selection(size), story(size), letter(size), cue(size)])
        .collect()
}

/// The program and a terminal that only counts.
pub struct Counting {
    /// The program.
    pub app: App,
    terminal: Terminal<Painter<Sink>>,
    sent: Sink,
    before: Buffer,
}

#[derive(Clone, Default)]
struct Sink(Rc<RefCell<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Counting {
    /// Starts the program on a terminal of so many columns and rows.
    pub fn start(start: Start, clock: Arc<dyn Clock>, (columns, rows): (u16, u16)) -> Self {
        let disk = Arc::new(MemoryDisk::default());
        let home = std::path::Path::new("/home");
        let office = cases::office(disk, home, clock.clone());
        if let Start::Door(_) = start {
            for reference in ["RC-0001", "RC-0002", "RC-0003"] {
                let desk = office.begin(Some(reference), "restorative-conference");
                drop(desk.expect("a case").close(Duration::from_secs(10)));
            }
        }
        let mut app = App::new(Box::new(office), clock, Settings::default(), start);
        app.resize(columns, rows);
        let sent = Sink::default();
        let area = Rect::new(0, 0, columns, rows);
        let options = TerminalOptions {
            viewport: Viewport::Fixed(area),
        };
        let backend = Painter::new(sent.clone());
        let mut counting = Self {
            app,
            terminal: Terminal::with_options(backend, options).expect("a terminal"),
            sent,
            before: Buffer::empty(area),
        };
        counting.draw();
        counting
    }

    /// Lets the home screen find what it lists.
    fn find_everything(&mut self) {
        while self.app.model().practice_cases.is_none() {
            thread::sleep(Duration::from_millis(1));
            self.app.tick();
        }
        self.draw();
    }

    /// Presses a key and draws; gives the bytes sent and the cells that changed.
    pub fn press(&mut self, key: Key) -> (usize, usize) {
        self.app.press(key);
        self.draw()
    }

    /// Presses a key and draws at once and again after what follows from it.
    fn step(&mut self, key: &str) -> (usize, usize) {
        let (sent, cells) = self.press(named(key));
        self.app.tick();
        self.app.tick();
        let (sent_later, cells_later) = self.draw();
        (sent + sent_later, cells + cells_later)
    }

    /// Draws; gives the bytes sent and the cells that changed.
    pub fn draw(&mut self) -> (usize, usize) {
        self.sent.0.borrow_mut().clear();
        let app = &self.app;
        let completed = self
            .terminal
            .draw(|frame| view::draw(app, frame))
            .expect("a picture");
        let cells = self.before.diff(completed.buffer).len();
        self.before = completed.buffer.clone();
        (self.sent.0.borrow().len(), cells)
    }
}

/// A conference in memory, in the room.
pub fn conference(clock: Arc<dyn Clock>) -> Desk {
    let read = script_file::read(SCRIPT.as_bytes(), "script").map(|read| read.script);
    let script = Arc::new(
        read.map_err(|faults| faults.to_string())
            .expect("a sound script"),
    );
    let new = NewCase {
        reference: "BENCH-3".to_owned(),
        script,
        script_hash: String::new(),
        practice: false,
    };
    let mut desk = Desk::in_memory(new, clock);
    cases::gather(&mut desk);
    desk
}

fn in_the_room(size: (u16, u16)) -> Counting {
    let clock: Arc<dyn Clock> = Arc::new(Passing::days_ago(1));
    let desk = conference(clock.clone());
    Counting::start(Start::Case(Box::new(desk)), clock, size)
}

/// The most bytes of a step down or up a list that does not scroll.
fn selection(size: (u16, u16)) -> Row {
    let clock: Arc<dyn Clock> = Arc::new(Passing::days_ago(1));
    let mut home = Counting::start(Start::Door(Door::Review), clock.clone(), size);
    home.find_everything();
    let mut steps = vec![home.step("down"), home.step("down"), home.step("up")];
    let desk = conference(clock.clone());
    let mut people = Counting::start(Start::Case(Box::new(desk)), clock, size);
    people.press(Key::char('h'));
    for _ in 0..6 {
        steps.push(people.step("down"));
    }
    let sent = steps.into_iter().map(|(sent, _)| sent);
    let what = format!("bytes of moving a selection, the most, {}", shown(size));
    Row::count(&what, most(sent.collect()), "bytes", 400.0)
}

/// The bytes of a step to another practice case, whose story is shown with it.
fn story(size: (u16, u16)) -> Row {
    let clock: Arc<dyn Clock> = Arc::new(Passing::days_ago(1));
    let mut home = Counting::start(Start::Door(Door::Practise), clock, size);
    home.find_everything();
    let (sent, cells) = home.step("down");
    let what = format!(
        "bytes of a selection with another story, beside 1.5 times its changed cells and 400, {}",
        shown(size)
    );
    Row::count(&what, float(sent), "bytes", float(cells + cells / 2 + 400))
}

/// The most bytes of a typed letter, a new row of the note line left out.
fn letter(size: (u16, u16)) -> Row {
    let mut room = in_the_room(size);
    room.press(Key::char('n'));
    let words = "She would like to hear why that night and";
    let letters = words.chars().map(|letter| room.press(Key::char(letter)).0);
    let what = format!("bytes of a typed letter, the most, {}", shown(size));
    Row::count(&what, most(letters.collect()), "bytes", 60.0)
}

/// The worst of forty cues: its bytes beside what its changed cells allow.
fn cue(size: (u16, u16)) -> Row {
    let mut room = in_the_room(size);
    let mut worst = (0, 1);
    for _ in 0..40 {
        let (sent, cells) = room.press(named("right"));
        let allowed = cells + cells / 2 + 400;
        if sent * worst.1 > worst.0 * allowed {
            worst = (sent, allowed);
        }
        // Checks and decisions are settled behind the picture.
        room.press(named("esc"));
    }
    let what = format!(
        "bytes of a new cue, the worst of 40, beside 1.5 times its changed cells and 400, {}",
        shown(size)
    );
    let [sent, allowed] = [worst.0, worst.1].map(float);
    Row::count(&what, sent, "bytes", allowed)
}

fn named(name: &str) -> Key {
    name.parse().expect("the name of a key")
}

fn shown((columns, rows): (u16, u16)) -> String {
    format!("{columns}×{rows}")
}

fn most(counts: Vec<usize>) -> f64 {
    float(counts.into_iter().max().expect("something counted"))
}

fn float(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}
