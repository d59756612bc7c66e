//! The room: a cue that the circle may see, and a pane that is the facilitator's.

mod cue;
#[cfg(test)]
mod left_open_tests;
#[cfg(test)]
mod own_task_tests;
mod pane;
mod paused;
mod place;
mod reading;
mod recorded;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod whole_tests;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Command, LONGEST_WORDS, MarkKind, PauseKind, Refusal, SkipReason, TurnKey};
use crate::script::TurnPattern;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{
    Curtain, Effect, Message, OverlayRequest, PreparingPanel, ScreenRequest, TakenBack,
};
use crate::tui::key::Key;
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::widget::TextArea;

use super::board::{NOTHING_TO_READ, act_anywhere, is_empty};
use super::taking_back::take_back;
use reading::Reading;
pub use recorded::opens;
use recorded::{open_recorded, type_time};

/// For so many milliseconds after it filed a note, Enter does nothing, so that
/// one Enter too many never goes on.
const QUIET_AFTER_NOTE: u64 = 400;
/// Why Esc puts no note away.
const STAYS_OPEN: &str = "The note line stays open for two of you.";

/// The room.
#[derive(Debug, Default)]
pub struct Room {
    /// How many turns ahead (or behind) the pane shows.
    look: isize,
    /// The note line, while it is open.
    note: Option<TextArea>,
    /// The full words, while they are shown.
    reading: Option<Reading>,
    /// The turn at which it was said that something is left open: it is said once.
    said_open: Option<TurnKey>,
}

impl Room {
    /// The room; a second facilitator's note line is open at once.
    pub fn new(model: &Model) -> Self {
        let mut room = Self::default();
        room.refresh(model);
        room
    }

    fn open_note(&mut self, model: &Model) -> Vec<Effect> {
        if let Some(refusal) = model.disabled(Action::Note) {
            return vec![Effect::Push(OverlayRequest::NoWords(refusal))];
        }
        self.note = Some(TextArea::new(&model.note_draft));
        self.reading = None;
        Vec::new()
    }

    fn file_note(&mut self, model: &Model) -> Vec<Effect> {
        let Some(note) = &self.note else {
            return Vec::new();
        };
        let text = note.text().trim().to_owned();
        if text.is_empty() {
            self.put_away(model);
            return vec![Effect::IgnoreEnter(QUIET_AFTER_NOTE)];
        }
        let command = Command::Mark {
            kind: MarkKind::Note,
            person: None,
            text: Some(text),
        };
        if let Some(refusal) = model.refusal_of(&command) {
            return vec![Effect::Refuse(refusal)];
        }
        self.note = model.co_facilitator.then(|| TextArea::new(""));
        vec![
            Effect::Execute(command),
            Effect::KeepDraft(String::new()),
            Effect::IgnoreEnter(QUIET_AFTER_NOTE),
        ]
    }

    fn put_away(&mut self, model: &Model) {
        if !model.co_facilitator {
            self.note = None;
        }
    }

    /// Goes on; where something is left open that this very cue records, says so first.
    fn go_on(&mut self, model: &Model) -> Vec<Effect> {
        let here = model.case().and_then(|case| case.position());
        let open = recorded::left_open(model).filter(|_| here != self.said_open.as_ref());
        let goes_on = model.refusal_of(&Command::GoOn).is_none();
        match open.filter(|_| goes_on) {
            Some(open) => {
                self.said_open = here.cloned();
                vec![Effect::Say(Message::done(open))]
            }
            None => self.move_by(Command::GoOn),
        }
    }

    fn move_by(&mut self, command: Command) -> Vec<Effect> {
        self.look = 0;
        vec![Effect::Execute(command)]
    }

    /// The full words in lines of so many columns, from where one reads, while they are shown.
    pub fn words_shown(&self, model: &Model, columns: usize) -> Option<Vec<String>> {
        let reading = self.reading.as_ref()?;
        Some(reading.lines_from_here(model, columns))
    }

    fn toggle_words(&mut self, model: &Model) -> Vec<Effect> {
        self.look = 0;
        self.reading = match self.reading {
            Some(_) => None,
            None => Some(Reading::new(model)),
        };
        Vec::new()
    }

    fn look_by(&mut self, step: isize, model: &Model) -> Vec<Effect> {
        let wanted = self.look + step;
        if wanted == 0 || place::is_there(model, wanted) {
            self.look = wanted;
        }
        Vec::new()
    }
}

fn leave_out(model: &Model) -> Vec<Effect> {
    let round = model
        .case()
        .and_then(|case| case.current())
        .is_some_and(|(stage, _)| stage.turns == TurnPattern::Round);
    if round {
        vec![Effect::Execute(Command::Skip(SkipReason::Passed))]
    } else {
        vec![Effect::Push(OverlayRequest::Skip)]
    }
}

impl Layer for Room {
    fn title(&self, model: &Model) -> String {
        place::stage_of_stages(model)
    }

    fn contexts(&self) -> &'static [Context] {
        if self.note.is_some() {
            &[Context::Note]
        } else if self.reading.is_some() {
            &[Context::Reading, Context::Room]
        } else {
            &[Context::Room]
        }
    }

    fn is_typing(&self) -> bool {
        self.note.is_some()
    }

    fn has_clock(&self, _model: &Model) -> bool {
        true
    }

    fn use_of(&self, action: Action, model: &Model) -> Use {
        let Some(case) = model.case() else {
            return Use::Absent;
        };
        let paused = model
            .pause()
            .and_then(|pause| paused::use_of(action, pause));
        if let Some(paused) = paused {
            return paused;
        }
        match (action, model.pause()) {
            (Action::FullWords, None) if self.reading.is_some() => Use::Way("cue"),
            (Action::PutAway, _) if model.co_facilitator => Use::Idle(STAYS_OPEN),
            (Action::PutAway, _) => Use::Way("put away"),
            (Action::GoOn, _) if model.waits_for_somebody() => Use::Called("how to go on"),
            (Action::GoOn, _) if self.note.is_some() => Use::Called("go on"),
            (Action::GoBack, _) if self.note.is_some() => Use::Called("back"),
            (Action::CoFacilitator, _) if model.co_facilitator => Use::Way("close the note"),
            (Action::Pane, None) if !model.pane && model.is_own_task() => Use::Way("for you"),
            (Action::Note, None) if model.disabled(Action::Note).is_some() => {
                Use::Called("no notes here")
            }
            (Action::Ledger, _) if !model.carries() => Use::Absent,
            (Action::TakenBackElsewhere, _) if !case.is_one_sided() => Use::Absent,
            (Action::ReadBack, _) if is_empty(model) => Use::Idle(NOTHING_TO_READ),
            (Action::TypeTime, _) if case.is_entered_later() => Use::Way("type a time"),
            (Action::TypeTime, _) => {
                Use::Idle("The clock tells the times of a meeting that goes on now.")
            }
            (Action::Language, _) if case.script.languages.is_empty() => {
                Use::Idle("This script has one language.")
            }
            _ => Use::Live,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        match action {
            Action::GoOn => self.go_on(model),
            Action::OpenOrGoOn => match open_recorded(model) {
                Some(effect) if model.pause().is_none() => vec![effect],
                Some(_) | None => self.go_on(model),
            },
            Action::GoBack => self.move_by(Command::GoBack),
            Action::FullWords => self.toggle_words(model),
            Action::Up | Action::Down => {
                if let Some(reading) = &mut self.reading {
                    reading.scroll(action == Action::Down, model);
                }
                Vec::new()
            }
            Action::LookAhead => self.look_by(1, model),
            Action::LookBehind => self.look_by(-1, model),
            Action::TimeOut if model.pause() == Some(PauseKind::TimeOut) => {
                vec![Effect::Push(OverlayRequest::TimeOut)]
            }
            Action::LeavesOrReturns => vec![Effect::Push(OverlayRequest::Presence(None))],
            Action::Curtain => vec![Effect::Curtain(Some(Curtain::Clock))],
            Action::Note => self.open_note(model),
            Action::FileNote => self.file_note(model),
            Action::PutAway if model.co_facilitator => {
                let key = model.key(Action::CoFacilitator, &[Context::Note]);
                let how = format!("{STAYS_OPEN} {key} closes it.");
                vec![Effect::Say(Message::done(how))]
            }
            Action::PutAway => {
                self.put_away(model);
                Vec::new()
            }
            Action::Marks => vec![Effect::Open(ScreenRequest::Marks)],
            Action::Ledger if model.carries() => vec![Effect::Open(ScreenRequest::Ledger)],
            Action::Order => vec![Effect::Push(OverlayRequest::Order)],
            Action::GoTo => vec![Effect::Push(OverlayRequest::GoTo)],
            Action::Skip => leave_out(model),
            Action::EasyRead => vec![Effect::ToggleEasyRead],
            Action::Language => vec![Effect::NextLanguage],
            Action::Undo => take_back(model, self.contexts()),
            Action::ReadBack | Action::Redo => act_anywhere(action, model),
            // Nothing is written down where people decide, and they may want to see the board first.
            Action::Board => match open_recorded(model) {
                Some(effect) if effect != Effect::Push(OverlayRequest::Decision) => vec![effect],
                Some(_) | None => vec![Effect::Open(ScreenRequest::Board)],
            },
            Action::People => vec![Effect::Open(ScreenRequest::People)],
            Action::ForTheRoom => {
                let panel = PreparingPanel::ForTheRoom;
                vec![Effect::Push(OverlayRequest::Preparing(panel))]
            }
            Action::TakenBackElsewhere => {
                vec![Effect::Push(OverlayRequest::TakenBackElsewhere(
                    TakenBack::Unseen,
                ))]
            }
            Action::Pane => vec![Effect::TogglePane],
            Action::TypeTime => vec![type_time(model)],
            Action::CoFacilitator => {
                if model.co_facilitator {
                    self.note = None;
                }
                vec![Effect::ToggleCoFacilitator]
            }
            _ => model
                .command_of(action)
                .map(Effect::Execute)
                .into_iter()
                .collect(),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        let Some(note) = &mut self.note else {
            return Vec::new();
        };
        let typed = key.typed().is_some() || key.is_enter();
        if note.type_key(key) {
            vec![Effect::KeepDraft(note.text())]
        } else if typed {
            vec![Effect::Refuse(Refusal::WordsTooLong)]
        } else {
            Vec::new()
        }
    }

    fn room_for_paste(&self) -> usize {
        self.note.as_ref().map_or(LONGEST_WORDS, TextArea::room)
    }

    /// What is pasted goes into the note line; it opens for it.
    fn paste(&mut self, text: &str, model: &Model) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.note.is_none() {
            effects = self.open_note(model);
        }
        let Some(note) = &mut self.note else {
            return effects;
        };
        if note.insert(text) {
            vec![Effect::KeepDraft(note.text())]
        } else {
            vec![Effect::Refuse(Refusal::WordsTooLong)]
        }
    }

    fn refresh(&mut self, model: &Model) {
        if let Some(reading) = &mut self.reading {
            reading.follow(model);
        }
        if self.note.is_some() {
            self.reading = None;
        }
        if model.co_facilitator && self.note.is_none() && model.disabled(Action::Note).is_none() {
            self.note = Some(TextArea::new(&model.note_draft));
        }
        if self.look != 0 && !place::is_there(model, self.look) {
            self.look = 0;
        }
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        if let Some(reading) = &self.reading
            && model.pause().is_none()
        {
            reading.draw(model, frame, area);
            return;
        }
        let help = pane::helps(model, usize::from(area.width.saturating_sub(4)));
        let (top, below) = self.divided(model, help.rows(), area);
        let cue = Rect {
            height: top.height.saturating_sub(2),
            ..top
        };
        cue::draw(model, frame, cue);
        let line = |y: u16| Rect {
            y,
            height: 1,
            ..top
        };
        if top.height > 2 {
            place::draw_next(model, frame, line(cue.bottom()));
            place::draw_time(model, frame, line(cue.bottom() + 1));
        }
        if below.height > 0 {
            pane::draw(model, self.look, help, self.note.as_ref(), frame, below);
        }
    }
}

impl Room {
    /// The cue keeps half of the whole screen; the pane gets a third, or what words and hint need
    /// of what is left.
    fn divided(&self, model: &Model, help: usize, area: Rect) -> (Rect, Rect) {
        let whole = area.height + 3;
        // While the facilitator has something to do alone, the circle sees the stage's name only.
        let share = if model.is_own_task() { 3 } else { 2 };
        let cue = whole.div_ceil(share) + 2;
        let note = self.note.as_ref().map_or(0, |note| {
            note.rows(area.width.saturating_sub(10)).clamp(1, 3) + 1
        });
        let help = u16::try_from(help).unwrap_or(u16::MAX);
        let wanted = if model.pane {
            (whole / 3).max(7).max(help.saturating_add(2 + note))
        } else {
            note
        };
        let height = wanted.min(area.height.saturating_sub(cue)).max(note.min(2));
        let top = Rect {
            height: area.height - height,
            ..area
        };
        let below = Rect {
            y: top.bottom(),
            height,
            ..area
        };
        (top, below)
    }
}
