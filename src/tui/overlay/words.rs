//! A longer text in a panel: words to a mark, a concern, why an agreement is opened again, what
//! somebody's copy leaves out.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Case, Command, CopyLimit, ItemId, Mark, MarkId, PersonId, Refusal};
use crate::desk::DraftFor;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message};
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{Panel, TextArea};

use super::asking::apart;

/// A longer text in a panel.
#[derive(Debug)]
pub struct Words {
    what: What,
    text: TextArea,
    /// Whether Esc was pressed once over words that would be lost.
    warned: bool,
}

/// What the text is for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Mark(MarkId),
    Concern(ItemId),
    Reopening,
    LeftOut(PersonId, CopyLimit),
}

impl Words {
    /// Words to a mark.
    pub fn of_mark(mark: MarkId) -> Self {
        Self::new(What::Mark(mark), "")
    }

    /// What is worrying about an item, and what was done; what was noted stands there to go on with.
    pub fn of_concern(item: ItemId, case: &Case) -> Self {
        let noted = case.item(item).and_then(|item| item.concern.as_ref());
        let noted = noted.and_then(|words| words.text());
        Self::new(What::Concern(item), noted.unwrap_or_default())
    }

    /// Why a closed agreement is opened again.
    pub fn of_reopening() -> Self {
        Self::new(What::Reopening, "")
    }

    /// Words that are left out of somebody's copy, a line each.
    pub fn of_copy(person: PersonId, case: &Case) -> Self {
        let limit = case.agreement.limit(person);
        let words = limit.without_words.join("\n");
        Self::new(What::LeftOut(person, limit), &words)
    }

    fn new(what: What, text: &str) -> Self {
        Self {
            what,
            text: TextArea::new(text),
            warned: false,
        }
    }

    fn command(&self) -> Command {
        let text = self.text.text().trim().to_owned();
        match &self.what {
            What::Mark(mark) => Command::AddWords(*mark, text),
            What::Concern(item) => Command::NoteConcern(*item, text),
            What::Reopening => Command::ReopenAgreement(text),
            What::LeftOut(person, limit) => {
                let without_words = text.lines().map(str::to_owned).collect();
                let limit = CopyLimit {
                    without_words,
                    ..limit.clone()
                };
                Command::LimitCopy(*person, limit)
            }
        }
    }

    fn done(&mut self, model: &Model) -> Vec<Effect> {
        let empty = self.text.text().trim().is_empty();
        if empty && matches!(self.what, What::Mark(_) | What::Concern(_)) {
            return vec![Effect::Pop];
        }
        let command = self.command();
        if let Some(refusal) = model.refusal_of(&command) {
            return vec![Effect::Refuse(refusal)];
        }
        let mut effects = vec![Effect::Pop, Effect::Execute(command)];
        if matches!(self.what, What::Mark(_)) {
            // Said of every mark: of one about safety the list shows no words.
            let said = Message::done("The words stand with the mark.");
            effects.push(Effect::Say(said));
        }
        effects
    }

    fn heading(&self) -> &'static str {
        match &self.what {
            What::Mark(_) => "Words to this mark",
            What::Concern(_) => "For yourself: what worries you, and what was done",
            What::Reopening => "Why is it opened again?",
            What::LeftOut(..) => "Which words are left out of this copy?",
        }
    }

    /// What belongs to it and is written down already.
    fn so_far(&self, case: &Case) -> String {
        match &self.what {
            What::Mark(id) => {
                let marks = case.marks.iter().filter(|mark| mark.id == *id);
                let words: Vec<&str> = marks.flat_map(Mark::listed_words).collect();
                words.join("\n")
            }
            What::Concern(item) => case
                .item(*item)
                .and_then(|item| item.draft())
                .map_or_else(String::new, |draft| draft.text.clone()),
            What::Reopening if case.keeps_agreed_only() => {
                "It stands on the board, for everybody to read, until it is closed again; then it is \
                 forgotten, for only what was agreed is kept. Everybody signs anew."
                    .to_owned()
            }
            What::Reopening => {
                "Say it so that everybody may read it: it stays, with the versions and in the saved \
                 plan. Everybody signs anew."
                    .to_owned()
            }
            What::LeftOut(..) => {
                "Such as an address, as it stands in what was agreed: one a line. \
                                  Wherever it stands, this copy says [left out], and so does \
                                  every copy for somebody outside of the case."
                    .to_owned()
            }
        }
    }
}

impl Layer for Words {
    fn title(&self, _model: &Model) -> String {
        self.heading().to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Text, Context::Overlay]
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn half_typed(&self) -> Option<String> {
        self.text.half_typed()
    }

    fn meant_for(&self, model: &Model) -> DraftFor {
        let of = |id: &MarkId| model.case()?.marks.iter().find(|mark| mark.id == *id);
        match &self.what {
            What::Concern(_) | What::Reopening | What::LeftOut(..) => DraftFor::Board,
            What::Mark(id) if of(id).is_some_and(Mark::is_about_safety) => DraftFor::Safety,
            What::Mark(_) => DraftFor::Note,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        match action {
            Action::Accept => self.done(model),
            Action::Close if self.text.half_typed().is_none() || self.warned => vec![Effect::Pop],
            Action::Close => {
                self.warned = true;
                let warning = "Enter keeps these words. Esc once more lets them go.";
                vec![Effect::Say(Message::done(warning))]
            }
            _ => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        self.warned = false;
        let typed = key.typed().is_some() || key.is_enter();
        if !self.text.type_key(key) && typed {
            return vec![Effect::Refuse(Refusal::WordsTooLong)];
        }
        Vec::new()
    }

    fn room_for_paste(&self) -> usize {
        self.text.room()
    }

    fn paste(&mut self, text: &str, _model: &Model) -> Vec<Effect> {
        if self.text.insert(text) {
            Vec::new()
        } else {
            vec![Effect::Refuse(Refusal::WordsTooLong)]
        }
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let Some(case) = model.case() else {
            return;
        };
        let area = match &self.what {
            What::Concern(_) => apart("A note", model, frame, area),
            What::Mark(_) | What::Reopening | What::LeftOut(..) => area,
        };
        let panel = Panel {
            title: self.heading(),
            columns: 76,
            rows: 16,
        };
        let inside = panel.draw(model.theme, frame, area);
        let so_far = self.so_far(case);
        let upper = Rect {
            height: inside.height / 2,
            ..inside
        };
        let rest = if so_far.is_empty() {
            upper
        } else {
            Panel::words(model.theme, Role::Quiet, &so_far, frame, upper)
        };
        let used = rest.y - inside.y;
        let gap = u16::from(used > 0 && inside.height > used);
        let text = Rect {
            y: rest.y + gap,
            height: inside.height.saturating_sub(used + gap + 1),
            ..inside
        };
        self.text.draw(model.theme, frame, text, true);
        let counter = self.text.counter();
        let below = Rect {
            y: inside.bottom().saturating_sub(1),
            height: inside.height.min(1),
            ..inside
        };
        let about =
            counter.unwrap_or_else(|| "Enter keeps it, Alt-Enter begins a new line.".to_owned());
        Panel::words(model.theme, Role::Quiet, &about, frame, below);
    }
}

#[cfg(test)]
mod tests {
    use crate::case::{Command, MarkKind};
    use crate::tui::effect::OverlayRequest;
    use crate::tui::testing::World;

    fn marked() -> World {
        let world = World::conference().execute(Command::Mark {
            kind: MarkKind::Idea,
            person: None,
            text: None,
        });
        let id = world.app.model().case().unwrap().marks[0].id;
        world.push(OverlayRequest::Words(id))
    }

    #[test]
    fn words_that_would_be_lost_are_asked_about() {
        let mut world = marked().words("mend the gate").press("esc");
        insta::assert_snapshot!("words_80x24", world.screen(80, 24));
        insta::assert_snapshot!("words_120x40", world.screen(120, 40));
        assert!(world.screen(80, 24).contains("Esc once more lets them go."));
        assert!(world.press("esc").app.overlays().is_empty());
    }

    #[test]
    fn words_are_added_to_a_mark() {
        let world = marked().words("mend the gate").press("enter");
        let case = world.app.model().case().unwrap();
        assert_eq!(case.marks[0].words[0].text(), Some("mend the gate"));
    }
}
