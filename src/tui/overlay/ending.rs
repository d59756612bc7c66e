//! In which of the four ways the meeting ends, or that it goes on another day.

#[cfg(test)]
mod tests;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{self, Case, Refusal, SessionStatus};
use crate::script::{Agreeing, Outcome, SessionKind};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, OverlayRequest, PutOff, Question, ScreenRequest};
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::screen::{passed_over, to_return_to};
use crate::tui::theme::Role;
use crate::tui::widget::{Numbered, Way};

use super::asking::{Asking, Below};
use super::decision::{missing, not_signed};

/// What is said of an ending that somebody might take for a failure.
const HONOURABLE: &str = "An honourable end.";

/// Columns of a line of names.
const COLUMNS: usize = 54;

/// In which way the meeting ends.
#[derive(Debug)]
pub struct Ending {
    ends: Vec<End>,
    list: Numbered,
}

/// One row: a way to end, or not to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum End {
    Stay,
    As(case::Ending),
    AnotherDay,
}

impl Ending {
    /// Offers the ways that there are now; staying is selected.
    pub fn new(model: &Model) -> Self {
        let mut ends = vec![End::Stay];
        let ways = model.case().map(Case::endings).unwrap_or_default();
        ends.extend(ways.into_iter().map(End::As));
        let session = model.case().and_then(|case| case.session.as_ref());
        let running = session.is_some_and(|session| session.status == SessionStatus::Running);
        if running && !model.is_private() {
            ends.push(End::AnotherDay);
        }
        let list = Numbered::default();
        Self { ends, list }
    }

    fn choose(&self, model: &Model) -> Vec<Effect> {
        match self.ends.get(self.list.selected) {
            Some(End::Stay) | None => vec![Effect::Pop],
            Some(End::AnotherDay) => vec![
                Effect::Pop,
                Effect::Push(OverlayRequest::AnotherDay(PutOff::ByItself)),
            ],
            Some(End::As(ending)) => end_as(ending, model),
        }
    }
}

fn end_as(ending: &case::Ending, model: &Model) -> Vec<Effect> {
    let command = ending.command();
    let outcome = ending.outcome;
    match model.refusal_of(&command) {
        Some(refusal @ Refusal::NoClosedAgreement) if !model.is_private() => vec![
            Effect::Open(ScreenRequest::Closing),
            Effect::Refuse(refusal),
        ],
        Some(refusal) => vec![Effect::Refuse(refusal)],
        None => {
            let own = ending.own.as_ref();
            let claim = own.and_then(|own| {
                let case = model.case()?;
                case.not_borne_out(&own.decision, &own.chosen)
            });
            let open = claim.map(|claim| missing(claim, model));
            let unsigned = || not_signed(model).filter(|_| outcome == Outcome::Agreement);
            let open = open.or_else(unsigned);
            let open = open.map(|(ask, about)| format!("{ask}. {about} "));
            let about = about(outcome, model);
            // The script says in its own words what happened; that it is no failure, none may miss.
            let words = match own {
                Some(own) if about.ends_with(HONOURABLE) => {
                    format!("{} {HONOURABLE}", recorded_as(&own.label))
                }
                Some(own) => recorded_as(&own.label),
                None => about.to_owned(),
            };
            let left = model.case().and_then(|case| left_on_board(case, outcome));
            let question = Question {
                ask: format!("End the meeting: {}?", title(outcome, model).to_lowercase()),
                about: format!(
                    "{}{words} {}Nothing is asked now; the rest comes once the room is empty.",
                    open.unwrap_or_default(),
                    left.unwrap_or_default()
                ),
                yes: "End the meeting".to_owned(),
                no: "Go on with the meeting".to_owned(),
                then: vec![Effect::Pop, Effect::Execute(command)],
                otherwise: Vec::new(),
            };
            vec![Effect::Push(OverlayRequest::Confirm(Box::new(question)))]
        }
    }
}

/// That something stands on the board which such an ending leaves without a yes.
fn left_on_board(case: &Case, outcome: Outcome) -> Option<String> {
    let on_board = case.board().count();
    let item = &case.script.vocabulary.item;
    let what = match on_board {
        0 => return None,
        1 => format!("One {item} stands on the board"),
        count => format!("On the board stand {count}"),
    };
    let leaves_it = outcome != Outcome::Agreement && !case.agreement.closed;
    leaves_it.then(|| format!("{what} that nobody closed: that is no agreement. "))
}

/// The name that the script gives an ending, as a sentence.
fn recorded_as(label: &str) -> String {
    format!("Recorded as: {}.", label.trim_end_matches('.'))
}

fn kind(model: &Model) -> Option<&SessionKind> {
    model.case()?.session_kind()
}

fn title(outcome: Outcome, model: &Model) -> &'static str {
    kind(model).map_or(outcome.title(), |kind| kind.title_of(outcome))
}

/// What each ending says, none of them as if something had gone wrong.
fn about(outcome: Outcome, model: &Model) -> &'static str {
    let agrees = kind(model).is_none_or(|kind| kind.agreeing() == Agreeing::Needed);
    match outcome {
        Outcome::NoAgreementWanted if !agrees => {
            "It was held as it was planned. Nothing had to be agreed in it."
        }
        Outcome::Agreement => "Something was agreed and written down.",
        Outcome::NoAgreementWanted => {
            "People said what they came to say and want nothing written. An honourable end."
        }
        Outcome::NotReached => "People wanted an agreement and have not come to one.",
        Outcome::EndedEarly => "The meeting stops before its end. An honourable end.",
    }
}

fn way(end: &End, model: &Model) -> Way {
    let ending = match end {
        End::Stay => return Way::new("Go on with the meeting", ""),
        End::AnotherDay => {
            return Way::new(
                "Go on another day…",
                "Not an end: a new sitting, at this very cue.",
            );
        }
        End::As(ending) => ending,
    };
    let (counts_as, about) = (title(ending.outcome, model), about(ending.outcome, model));
    // What it is called: by the script, where it has a name of its own.
    let own = ending.own.as_ref().map(|own| own.label.as_str());
    let called = own.unwrap_or(counts_as);
    match model.refusal_of(&ending.command()) {
        Some(Refusal::NoClosedAgreement) if !model.is_private() => Way {
            text: format!("{called}…"),
            about: "It is not closed yet; this leads to where it is closed.".to_owned(),
            open: true,
        },
        Some(refusal) => Way::refused(called, refusal),
        None if own.is_some() => Way::new(format!("{called}…"), format!("{counts_as}. {about}")),
        None => Way::new(format!("{called}…"), about),
    }
}

impl Layer for Ending {
    fn title(&self, model: &Model) -> String {
        let word = model.case().map(|case| &case.script.vocabulary.session);
        let word = word.map_or("meeting", String::as_str);
        format!("How does the {word} end?")
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::List, Context::Overlay]
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if self.list.act(action, self.ends.len()) {
            return Vec::new();
        }
        match action {
            Action::Choose => self.choose(model),
            Action::Close => vec![Effect::Pop],
            _ => Vec::new(),
        }
    }

    /// A number only selects: nothing ends by one key.
    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        self.list.take_number(key, self.ends.len());
        Vec::new()
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let ways: Vec<Way> = self.ends.iter().map(|end| way(end, model)).collect();
        let about = "Each ending is as good as any other. Nobody is asked for a reason now.";
        let mut about = vec![(about.to_owned(), Role::Quiet)];
        let open = model.case().filter(|_| !model.is_private());
        about.extend(open.and_then(to_return_to).map(|open| (open, Role::Text)));
        let passed = open.and_then(|case| passed_over(case, COLUMNS));
        about.extend(passed.map(|passed| (passed, Role::Quiet)));
        let asking = Asking {
            title: &self.title(model),
            about,
            below: Below::Ways(&ways, self.list),
        };
        asking.draw(model.theme, frame, area);
    }
}
