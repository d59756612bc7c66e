//! Finds something to do by typing part of its name.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message};
use crate::tui::hints::Hint;
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{List, Panel, Row, TextLine};

/// What can be done here, found by typing.
#[derive(Debug)]
pub struct Palette {
    hints: Vec<Hint>,
    query: TextLine,
    list: List,
}

impl Palette {
    /// Offers the key rows of the layer below.
    pub fn new(hints: Vec<Hint>) -> Self {
        let hints = hints.into_iter();
        let hints = hints.filter(|hint| hint.action != Action::Palette);
        Self {
            hints: each_name_once(hints),
            query: TextLine::new("", 60),
            list: List::default(),
        }
    }

    /// What fits the query, the best first.
    fn found(&self) -> Vec<&Hint> {
        let query = self.query.text();
        if query.trim().is_empty() {
            return self.hints.iter().collect();
        }
        let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        let mut scored: Vec<(u32, &Hint)> = self
            .hints
            .iter()
            .filter_map(|hint| {
                let text = format!("{} {} {}", hint.label, hint.help, also_called(hint.action));
                let score = pattern.score(Utf32Str::new(&text, &mut letters), &mut matcher)?;
                let starts = hint.label.starts_with(&query.to_lowercase());
                Some((score + u32::from(starts) * 1_000, hint))
            })
            .collect();
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        scored.into_iter().map(|(_, hint)| hint).collect()
    }
}

/// Of several keys of one name the first that can do something: in the list they would look alike.
fn each_name_once(hints: impl Iterator<Item = Hint>) -> Vec<Hint> {
    let mut named: Vec<Hint> = Vec::new();
    for hint in hints {
        match named.iter_mut().find(|known| known.label == hint.label) {
            None => named.push(hint),
            Some(known) if known.why_not.is_some() && hint.why_not.is_none() => *known = hint,
            Some(_) => {}
        }
    }
    named
}

/// Words by which people look for something that is called otherwise.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "most things are looked for by what they are called"
)]
fn also_called(action: Action) -> &'static str {
    match action {
        Action::Leave => "end finish stop quit exit the meeting, put off, another day, adjourn",
        Action::EndMeeting => "finish stop quit",
        Action::Break => "pause",
        Action::Curtain | Action::HideEverything => "privacy cover blank",
        Action::People => "list arrivals who is here",
        Action::TakenBackElsewhere => "withdraw consent other side telephone",
        Action::Board => "agreement plan contract",
        Action::GoTo => "jump stage",
        Action::Process => "process change script",
        _ => "",
    }
}

impl Layer for Palette {
    fn title(&self, _model: &Model) -> String {
        "Find".to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::List, Context::Overlay]
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn act(&mut self, action: Action, _model: &Model) -> Vec<Effect> {
        let rows = self.found().len();
        if self.list.act(action, rows) {
            return Vec::new();
        }
        match action {
            Action::Choose => match self.found().get(self.list.selected) {
                Some(hint) => match &hint.why_not {
                    Some(why) => vec![Effect::Say(Message::refused(why))],
                    None => vec![Effect::Pop, Effect::Press(hint.action)],
                },
                None => Vec::new(),
            },
            Action::Close => vec![Effect::Pop],
            _ => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        if self.query.type_key(key) {
            self.list.selected = 0;
        }
        Vec::new()
    }

    fn room_for_paste(&self) -> usize {
        0
    }

    fn paste(&mut self, text: &str, _model: &Model) -> Vec<Effect> {
        self.query.paste(text);
        Vec::new()
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let theme = model.theme;
        let area = Rect {
            x: area.x + area.width.min(2),
            width: area.width.saturating_sub(4),
            ..area
        };
        let panel = Panel {
            title: "What would you like to do?",
            columns: 104,
            rows: area.height.min(20),
        };
        let inside = panel.draw(theme, frame, area);
        if inside.height < 3 {
            return;
        }
        self.query.draw(
            theme,
            frame,
            Rect {
                height: 1,
                ..inside
            },
            true,
        );
        let list = Rect {
            y: inside.y + 2,
            height: inside.height - 2,
            ..inside
        };
        let found = self.found();
        if found.is_empty() {
            Panel::words(
                theme,
                Role::Quiet,
                "Nothing of that name here.",
                frame,
                list,
            );
        }
        let rows: Vec<Row> = found
            .iter()
            .map(|hint| {
                let role = if hint.why_not.is_some() {
                    Role::Disabled
                } else {
                    Role::Text
                };
                let not_now = if hint.why_not.is_some() {
                    " (not now)"
                } else {
                    ""
                };
                Row::new(format!("{}{not_now}: {}", hint.label, hint.help))
                    .with(hint.keys.split(' ').next().unwrap_or_default())
                    .drawn(role)
            })
            .collect();
        self.list.draw_whole(theme, frame, list, &rows);
    }
}

#[cfg(test)]
mod tests {
    use crate::tui::testing::World;

    #[test]
    fn part_of_a_name_finds_it_and_enter_does_it() {
        let mut world = World::conference().press(":").words("key po");
        insta::assert_snapshot!("palette_80x24", world.screen(80, 24));
        insta::assert_snapshot!("palette_120x40", world.screen(120, 40));
        let world = world.press("enter");
        assert_eq!(world.app.model().case().unwrap().marks.len(), 1);
    }

    #[test]
    fn what_is_cut_in_the_list_stands_whole_below_it_once_it_is_selected() {
        let mut world = World::conference().press(":").words("curtain");
        let picture = world.screen(80, 24);
        assert!(picture.contains("Hides the screen behind"), "{picture}");
        let lines: Vec<&str> = picture
            .lines()
            .map(|line| line.trim_matches([' ', '│']))
            .collect();
        let said = lines.join(" ");
        assert!(said.contains("pressed again, shows it."), "{picture}");
    }

    #[test]
    fn each_name_stands_there_once() {
        let mut world = World::conference().press(":").words("go on");
        let picture = world.screen(120, 40);
        assert_eq!(picture.matches("go on: ").count(), 1, "{picture}");
    }

    #[test]
    fn what_can_do_nothing_now_says_why() {
        let mut world = World::conference().press(":").words("undo").press("enter");
        let picture = world.screen(80, 24);
        assert!(picture.contains("nothing to take back"), "{picture}");
    }
}
