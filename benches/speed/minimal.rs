//! The smallest ratatui program that does something: alternate screen, one list, one key loop.

use crossterm::event::{self, Event, KeyCode};
use ratatui::widgets::{List, ListState};

/// With this argument the benchmark runs as the minimal program itself.
pub const ARGUMENT: &str = "--as-minimal-program";

/// Runs until `q` is pressed.
pub fn run() {
    let items: Vec<String> = (1..=40).map(|number| format!("Line {number}")).collect();
    let mut state = ListState::default().with_selected(Some(0));
    let mut terminal = ratatui::init();
    loop {
        let list = List::new(items.iter().map(String::as_str)).highlight_symbol("> ");
        let drawn =
            terminal.draw(|frame| frame.render_stateful_widget(list, frame.area(), &mut state));
        if drawn.is_err() {
            break;
        }
        match event::read() {
            Ok(Event::Key(key)) if key.code == KeyCode::Char('q') => break,
            Ok(Event::Key(key)) if key.code == KeyCode::Down => state.select_next(),
            Ok(Event::Key(key)) if key.code == KeyCode::Up => state.select_previous(),
            Ok(_) => {}
            Err(_) => break,
        }
    }
    ratatui::restore();
}
