//! The full words of a cue, to be read aloud: whole, large in their place, with the hint below.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::case::TurnKey;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{draw_line, spaced, width, wrapped};

use super::{cue, pane, place};

/// The widest lines: longer ones are hard to find back to after a look at somebody.
const WIDEST: u16 = 66;

/// Where one reads in the full words.
#[derive(Debug, Default)]
pub struct Reading {
    /// How many lines lie above.
    first: usize,
    /// The turn whose words they are.
    at: Option<TurnKey>,
}

/// Where the parts stand.
struct Places {
    words: Rect,
    next: Rect,
    hint: Rect,
}

impl Reading {
    /// The words of the turn on the screen, from their beginning.
    pub fn new(model: &Model) -> Self {
        let mut reading = Self::default();
        reading.follow(model);
        reading
    }

    /// Begins at the top where another turn is on the screen.
    pub fn follow(&mut self, model: &Model) {
        let at = model.case().and_then(|case| case.position()).cloned();
        if self.at != at {
            *self = Self { first: 0, at };
        }
    }

    /// Moves by one line, never past the end.
    pub fn scroll(&mut self, down: bool, model: &Model) {
        let (columns, rows) = model.size;
        if model.is_tiny() {
            let lines = words(model, usize::from(columns)).len();
            let most = lines.saturating_sub(usize::from(rows.saturating_sub(3)));
            self.move_by(down, most);
            return;
        }
        // As `view` divides the screen: header, message and footer are not the room's.
        let body = Rect::new(0, 0, columns, rows.saturating_sub(3));
        let places = places(model, body);
        let lines = lines(model, usize::from(columns.saturating_sub(8).min(WIDEST)));
        let words = lines.len().saturating_sub(usize::from(places.words.height));
        let hint = pane::hint_rows(model, usize::from(columns.saturating_sub(4)));
        let hint = if model.pane {
            hint.saturating_sub(places.hint.height)
        } else {
            0
        };
        self.move_by(down, words + usize::from(hint));
    }

    fn move_by(&mut self, down: bool, most: usize) {
        self.first = if down {
            (self.first + 1).min(most)
        } else {
            self.first.min(most).saturating_sub(1)
        };
    }

    /// The words from where one reads, in lines of so many columns.
    pub fn lines_from_here(&self, model: &Model, columns: usize) -> Vec<String> {
        let lines = words(model, columns);
        let most = lines.len().saturating_sub(1);
        lines.into_iter().skip(self.first.min(most)).collect()
    }

    /// Draws the words, who is next, and the hint where the pane is not folded away.
    pub fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let theme = model.theme;
        let places = places(model, area);
        let columns = places.words.width;
        let mut lines = lines(model, usize::from(columns));
        let room = usize::from(places.words.height);
        let most = lines.len().saturating_sub(room);
        let first = self.first.min(most);
        if lines.len() * 2 <= room {
            lines = lines
                .into_iter()
                .flat_map(|line| [line, (String::new(), Role::Text)])
                .collect();
        }
        let free = room.saturating_sub(lines.len());
        let top = places.words.y + u16::try_from(free / 2).unwrap_or(0);
        for (row, (text, role)) in lines.into_iter().skip(first).take(room).enumerate() {
            let y = top + u16::try_from(row).unwrap_or(0);
            let spot = Rect::new(places.words.x, y, columns, 1);
            draw_line(frame, Line::styled(text, theme.style(role)), spot);
        }
        let edge = (places.words.right() + 1).min(area.right().saturating_sub(1));
        let (above, below) = theme.more();
        let mut sign = |there: bool, sign: &'static str, y: u16| {
            if there && room > 0 {
                let spot = Rect::new(edge, y, 1, 1);
                frame.render_widget(Span::styled(sign, theme.style(Role::Key)), spot);
            }
        };
        sign(first > 0, above, places.words.y);
        sign(first < most, below, places.words.bottom().saturating_sub(1));
        place::draw_next(model, frame, places.next);
        if places.hint.height > 0 {
            // After the end of the words one reads on in the hint.
            pane::draw_hint(model, self.first.saturating_sub(most), frame, places.hint);
        }
    }
}

/// The hint, or the facilitator's own task, takes what the words leave, and at least a third
/// where it needs that.
fn places(model: &Model, area: Rect) -> Places {
    let columns = usize::from(area.width.saturating_sub(4));
    let hint = if model.pane {
        pane::hint_rows(model, columns)
    } else {
        0
    };
    let next = u16::from(area.height > 6);
    let wide = area.width.saturating_sub(8).min(WIDEST);
    let needed = u16::try_from(lines(model, usize::from(wide)).len()).unwrap_or(u16::MAX);
    let left = area
        .height
        .saturating_sub(needed.saturating_add(next * 2 + 1));
    let hint = hint.min(left.max(area.height / 3));
    let row = |from_bottom: u16, height: u16| Rect {
        y: area.bottom() - from_bottom,
        height,
        ..area
    };
    Places {
        words: Rect {
            x: area.x + (area.width - wide) / 2,
            y: area.y + area.height.min(1),
            width: wide,
            height: area.height.saturating_sub(hint + next * 2 + 1),
        },
        next: row((hint + next).min(area.height), next),
        hint: row(hint, hint),
    }
}

/// Whose turn it is, then the words, then what can be opened here.
fn lines(model: &Model, columns: usize) -> Vec<(String, Role)> {
    let own_task = model.is_own_task();
    let who = model.case().and_then(|case| {
        if own_task {
            Some(case.current()?.0.title.clone())
        } else {
            Some(cue::whose_turn(model, case, case.position()?))
        }
    });
    let who = who.unwrap_or_default();
    let mut lines: Vec<(String, Role)> = Vec::new();
    if !who.is_empty() {
        let letters = spaced(&who);
        let who = if width(&letters) <= columns {
            vec![letters]
        } else {
            wrapped(&who, columns)
        };
        lines.extend(who.into_iter().map(|line| (line, Role::Speaking)));
        lines.push((String::new(), Role::Text));
    }
    // What only the facilitator reads stands in the pane.
    if own_task {
        return lines;
    }
    let words = words(model, columns).into_iter();
    lines.extend(words.map(|line| (line, Role::Cue)));
    let prompt = model.case().and_then(|case| case.current());
    let below = prompt.and_then(|(_, prompt)| {
        let easy = prompt.easy.is_some() && model.easy_read;
        cue::below(model, prompt, easy)
    });
    if let Some(below) = below {
        lines.push((String::new(), Role::Text));
        let below = wrapped(&below, columns).into_iter();
        lines.extend(below.map(|line| (line, Role::Quiet)));
    }
    lines
}

/// The easy-read words where they are shown, else the full words, else the cue itself.
fn words(model: &Model, columns: usize) -> Vec<String> {
    let Some(case) = model.case() else {
        return Vec::new();
    };
    let (Some(turn), Some((_, prompt))) = (case.position(), case.current()) else {
        return Vec::new();
    };
    let said = model.said(prompt, turn.person);
    let text = match said.words {
        Some(words) if !said.easy => words,
        Some(_) | None => said.cue.join("\n"),
    };
    wrapped(&text, columns)
}

#[cfg(test)]
mod tests {
    use crate::case::MarkKind;
    use crate::tui::testing::World;

    #[test]
    fn the_full_words_are_read_with_the_hint_below() {
        let mut world = World::conference().press("f");
        insta::assert_snapshot!("full_words_80x24", world.screen(80, 24));
        insta::assert_snapshot!("full_words_120x40", world.screen(120, 40));
        insta::assert_snapshot!("full_words_60x16", world.screen(60, 16));
        assert!(world.screen(40, 10).contains("Welcome, and thank you"));
        let mut world = world.press("v");
        let picture = world.screen(80, 24);
        assert!(!picture.contains("Hint:"), "a folded pane stays folded");
    }

    #[test]
    fn going_on_shows_the_next_words_and_marks_still_work() {
        let mut world = World::conference().press("f space space k");
        assert!(world.screen(80, 24).contains("T o m"));
        assert!(
            world
                .app
                .contexts()
                .contains(&crate::tui::context::Context::Reading)
        );
        let case = world.app.model().case().unwrap();
        assert_eq!(case.marks[0].kind, MarkKind::KeyPoint);
        let mut world = world.press("pgup");
        assert!(
            world
                .screen(80, 24)
                .contains("What do we need from each other")
        );
        for key in ["f", "esc"] {
            let world = World::conference().press("f space").press(key);
            assert_eq!(world.app.contexts(), [crate::tui::context::Context::Room]);
        }
    }

    #[test]
    fn long_words_scroll_to_their_end_and_no_further() {
        let mut world = World::conference().press("f");
        assert!(!world.screen(60, 16).contains("before we start"));
        for _ in 0..40 {
            world = world.press("down");
        }
        let end = world.screen(60, 16);
        assert!(end.contains("before we start"), "{end}");
        let mut world = world.press("up");
        assert_ne!(world.screen(60, 16), end, "no key is lost at the end");
        let mut world = world.press("space backspace");
        assert!(
            world.screen(60, 16).contains("Welcome"),
            "from the beginning again"
        );
    }

    #[test]
    fn easy_read_and_other_languages_are_read_too() {
        let mut world = World::conference().press("f e");
        assert!(
            world
                .screen(80, 24)
                .contains("Hello. Thank you for coming.")
        );
        let mut world = World::conference().press("w f");
        assert!(world.screen(80, 24).contains("Croeso"));
    }

    #[test]
    fn the_cue_says_where_the_rest_of_its_words_are() {
        let mut world = World::conference();
        assert!(world.screen(80, 24).contains("… f shows all"));
        assert!(world.screen(120, 40).contains("Then we begin."));
        assert!(!world.screen(120, 40).contains("f shows all"));
    }

    #[test]
    fn a_note_is_typed_at_the_cue() {
        let mut world = World::conference().press("f n").words("late");
        assert!(world.screen(80, 24).contains("Note: late"));
        assert!(world.press("esc").screen(80, 24).contains("yours"));
    }

    #[test]
    fn no_size_is_too_small_to_read() {
        let mut world = World::conference().press("f down");
        for (columns, rows) in [(1, 1), (3, 2), (20, 5), (60, 16), (250, 70)] {
            world.screen(columns, rows);
        }
    }
}
