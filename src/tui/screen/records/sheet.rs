//! A few questions answered once: how people opened, a child's own words, the plan as a whole.

mod questions;

use ratatui::Frame;
use ratatui::layout::Rect;

use self::questions::{About, child_words, children, opening, plan};
use crate::case::{Case, Command, PlanField, Words};
use crate::desk::{DraftFor, DraftPart, Spoken};
use crate::script::RecordKind;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message, OverlayRequest, Question as Confirmed};
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::model::{Model, told_apart};
use crate::tui::theme::Role;
use crate::tui::widget::{Asked, Asking, Panel, Question, Reply, below, inset};

/// A few questions answered once.
pub struct Sheet {
    what: What,
    abouts: Vec<About>,
    asking: Asking,
    warned: bool,
}

/// What the questions are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Opening,
    ChildWords,
    Plan,
}

impl Sheet {
    /// The questions with their answers so far; nothing where there is nobody to ask.
    pub fn new(kind: RecordKind, model: &Model) -> Option<Self> {
        let case = model.case()?;
        let today = model.today();
        let (what, asked) = match kind {
            RecordKind::Opening => (What::Opening, opening(case)),
            RecordKind::ChildWords => (What::ChildWords, child_words(case, &model.put_away)),
            RecordKind::Contingency | RecordKind::Review => (What::Plan, plan(case, today)),
            _ => return None,
        };
        let wanted = match kind {
            RecordKind::Contingency => About::Field(PlanField::Contingency),
            RecordKind::Review if case.script.agreement.lead.is_some() => {
                About::Field(PlanField::Lead)
            }
            _ => About::Review,
        };
        let (abouts, questions): (Vec<About>, Vec<Question>) = asked.into_iter().unzip();
        let mut asking = Asking::new(questions, today);
        asking.focus = abouts
            .iter()
            .position(|about| *about == wanted)
            .unwrap_or(0);
        Some(Self {
            what,
            abouts,
            asking,
            warned: false,
        })
    }

    fn reply(&self, about: About) -> Option<&Reply> {
        let place = self.abouts.iter().position(|known| *known == about)?;
        self.asking.reply(place)
    }

    fn said(&self, about: About) -> Option<String> {
        self.reply(about).and_then(Reply::said)
    }

    /// Commands for what is not recorded yet as it stands here.
    fn commands(&self, case: &Case) -> Vec<Command> {
        match self.what {
            What::Opening => {
                let led = self.reply(About::LedBy).map_or(0, Reply::chosen);
                let led_by = led
                    .checked_sub(1)
                    .and_then(|place| case.people_shown().nth(place));
                let led_by = led_by.map(|person| person.id);
                let opening = self.said(About::Opening);
                let opening = opening.map(|words| (words, led_by));
                let changed = opening.filter(|opening| case.opening.as_ref() != Some(opening));
                let command = changed.map(|(words, led_by)| Command::ChooseOpening(words, led_by));
                command.into_iter().collect()
            }
            What::ChildWords => self.child_command(case).into_iter().collect(),
            What::Plan => self.plan_commands(case),
        }
    }

    fn child_command(&self, case: &Case) -> Option<Command> {
        // Spaces and line breaks stay: these are the words as they were given.
        let Some(Reply::Words(words)) = self.reply(About::ChildWords) else {
            return None;
        };
        let words = words.text();
        let said = !words.trim().is_empty();
        // Where there is no child, the refusal says so.
        let anybody = case.people.first().map(|person| person.id);
        let Spoken {
            child,
            given,
            read_out,
        } = self.spoken(case);
        let child = child.or(anybody)?;
        said.then_some(Command::TakeChildWords {
            child,
            words,
            given,
            read_out,
        })
    }

    /// What is answered so far about a child's words.
    fn spoken(&self, case: &Case) -> Spoken {
        let place = self.reply(About::Child).map_or(0, Reply::chosen);
        Spoken {
            child: children(case).get(place).copied(),
            given: self.said(About::Given).unwrap_or_default(),
            // What nobody said yet comes back as no.
            read_out: self
                .reply(About::ReadOut)
                .is_some_and(|out| !out.is_still_to_be_said() && out.chosen() == 0),
        }
    }

    fn plan_commands(&self, case: &Case) -> Vec<Command> {
        let mut commands = Vec::new();
        for about in &self.abouts {
            match (about, self.reply(*about)) {
                (About::Field(field), Some(reply)) => {
                    let said = reply.said();
                    let standing = case.agreement.settled.get(field).and_then(Words::text);
                    if said.as_deref() != standing {
                        commands.push(Command::SetPlanField(*field, said));
                    }
                }
                (About::Review, Some(Reply::Date(date))) => {
                    let read = date.read(self.asking.today);
                    let on = read.map(|date| date.map(|date| date.on));
                    let changed = on.ok().filter(|on| *on != case.agreement.review);
                    commands.extend(changed.map(Command::SetReview));
                }
                _ => {}
            }
        }
        commands
    }

    /// Records what is new; stops at the first refusal, so that its reason stands.
    fn keep(&self, model: &Model) -> (Vec<Effect>, bool) {
        let commands = model
            .case()
            .map_or_else(Vec::new, |case| self.commands(case));
        let refused = commands
            .iter()
            .find_map(|command| model.refusal_of(command));
        match refused {
            Some(refusal) => (vec![Effect::Refuse(refusal)], false),
            None => (commands.into_iter().map(Effect::Execute).collect(), true),
        }
    }

    fn done(&mut self, model: &Model) -> Vec<Effect> {
        let (mut effects, kept) = self.keep(model);
        if !kept {
            return effects;
        }
        let something = !effects.is_empty();
        effects.push(Effect::Back);
        if self.what == What::ChildWords && something {
            return vec![locked(effects)];
        }
        effects
    }

    fn close(&mut self, model: &Model) -> Vec<Effect> {
        let open = model
            .case()
            .is_some_and(|case| !self.commands(case).is_empty());
        if open && !self.warned {
            self.warned = true;
            let warning = "Ctrl-S keeps these words. Esc once more lets them go.";
            return vec![Effect::Say(Message::done(warning))];
        }
        vec![Effect::Back]
    }
}

/// Asks once before a child's words are locked, for nothing takes that back.
fn locked(then: Vec<Effect>) -> Effect {
    let question = Confirmed {
        ask: "Are these the words, exactly as they were given?".to_owned(),
        about: "They are locked then: they stay as they are, and nobody can change, shorten or \
                strike them. More words can be taken down beside them."
            .to_owned(),
        yes: "Yes, keep them locked".to_owned(),
        no: "Not yet, look again".to_owned(),
        then,
        otherwise: Vec::new(),
    };
    Effect::Push(OverlayRequest::Confirm(Box::new(question)))
}

/// What children said before, locked.
fn said_before(case: &Case) -> String {
    let spoken = case.child_words.iter().map(|spoken| {
        let name = told_apart(case, spoken.child);
        let at = spoken.at.wall.format("%H:%M");
        let out = if spoken.read_out {
            "to be read out"
        } else {
            "not to be read out"
        };
        format!("{name}, {at}, {}, {out}:\n{}", spoken.given, spoken.words)
    });
    let spoken: Vec<String> = spoken.collect();
    spoken.join("\n\n")
}

impl Layer for Sheet {
    fn title(&self, model: &Model) -> String {
        match self.what {
            What::Opening => "Opening".to_owned(),
            What::ChildWords => "A child's own words".to_owned(),
            What::Plan => model.case().map_or_else(String::new, |case| {
                case.fill(&case.script.agreement.title, None)
            }),
        }
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Form]
    }

    fn is_typing(&self) -> bool {
        self.asking.is_typing()
    }

    fn half_typed(&self) -> Option<String> {
        match (self.what, self.reply(About::ChildWords)) {
            // They come back in their own field, so nothing else may stand among them.
            (What::ChildWords, Some(words)) => words.half_typed(),
            (What::Opening | What::ChildWords | What::Plan, _) => self.asking.half_typed(),
        }
    }

    fn meant_for(&self, _model: &Model) -> DraftFor {
        match self.what {
            What::Opening => DraftFor::Note,
            What::ChildWords => DraftFor::ChildWords,
            What::Plan => DraftFor::Board,
        }
    }

    fn half_typed_part(&self, model: &Model) -> Option<DraftPart> {
        let text = self.half_typed().filter(|text| !text.is_empty())?;
        let spoken = model.case().filter(|_| self.what == What::ChildWords);
        Some(DraftPart {
            meant_for: self.meant_for(model),
            text,
            spoken: spoken.map(|case| self.spoken(case)),
        })
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if action == Action::Close {
            return self.close(model);
        }
        self.warned = false;
        match self.asking.act(action) {
            Asked::Done => self.done(model),
            Asked::Refused(why) => vec![Effect::Say(Message::refused(why))],
            // A child's words are taken down once, when they are complete.
            Asked::Taken if self.what != What::ChildWords => self.keep(model).0,
            Asked::Taken | Asked::Other => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        self.warned = false;
        match self.asking.type_key(key) {
            Asked::Refused(why) => vec![Effect::Say(Message::refused(why))],
            Asked::Taken | Asked::Other | Asked::Done => Vec::new(),
        }
    }

    fn room_for_paste(&self) -> usize {
        self.asking.room_for_paste()
    }

    fn paste(&mut self, text: &str, _model: &Model) -> Vec<Effect> {
        self.warned = false;
        match self.asking.paste(text) {
            Asked::Refused(why) => vec![Effect::Say(Message::refused(why))],
            Asked::Taken | Asked::Other | Asked::Done => Vec::new(),
        }
    }

    /// A child's words are filed as a whole, and the sheet ends with them.
    fn refresh(&mut self, model: &Model) {
        let filed = |case: &Case| self.commands(case).is_empty();
        if self.what != What::ChildWords && model.case().is_some_and(filed) {
            self.asking.was_filed();
        }
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let Some(case) = model.case() else {
            return;
        };
        let inside = inset(area, 2);
        let before = match self.what {
            What::ChildWords => said_before(case),
            What::Opening | What::Plan => String::new(),
        };
        if before.is_empty() {
            self.asking.draw(model.theme, frame, inside);
            return;
        }
        let above = Rect {
            height: inside.height / 2,
            ..inside
        };
        let rest = Panel::words(model.theme, Role::Quiet, &before, frame, above);
        let asking = below(inside, rest.y - inside.y + 1);
        self.asking.draw(model.theme, frame, asking);
    }
}
