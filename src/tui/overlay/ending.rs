//! In which of the four ways the meeting ends, or that it goes on another day.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Command, Refusal, SessionStatus};
use crate::script::{DecisionId, DecisionOutcome, Outcome, OutcomeId, SessionKind, Then};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, OverlayRequest, Question, ScreenRequest};
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::screen::to_return_to;
use crate::tui::theme::Role;
use crate::tui::widget::{Numbered, Way};

use super::asking::{Asking, Below};

/// In which way the meeting ends.
#[derive(Debug)]
pub struct Ending {
    ends: Vec<End>,
    list: Numbered,
}

/// One way to end, or not to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum End {
    Stay,
    In(Outcome),
    /// In the script's own words: what its last question of how it ended would record.
    Own {
        decision: DecisionId,
        chosen: OutcomeId,
        label: String,
        outcome: Outcome,
    },
    AnotherDay,
}

impl Ending {
    /// Offers the ways that there are now; staying is selected.
    pub fn new(model: &Model) -> Self {
        let mut ends = vec![End::Stay];
        ends.extend(ways_to_end(model));
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
            Some(End::AnotherDay) => vec![Effect::Pop, Effect::Push(OverlayRequest::AnotherDay)],
            Some(end @ (End::In(outcome) | End::Own { outcome, .. })) => {
                end_in(end, *outcome, model)
            }
        }
    }
}

/// The endings that the script names itself, where it asks how the meeting ended, and stopping
/// early in any case; the general ones where it does not ask.
fn ways_to_end(model: &Model) -> Vec<End> {
    let Some((case, kind)) = model
        .case()
        .and_then(|case| Some((case, case.session_kind()?)))
    else {
        return Outcome::ALL.map(End::In).to_vec();
    };
    let mut ends: Vec<End> = own_endings(kind)
        .map(|(decision, chosen, outcome)| End::Own {
            decision: decision.clone(),
            chosen: chosen.id.clone(),
            label: case.fill(&chosen.label, None),
            outcome,
        })
        .collect();
    if ends.is_empty() {
        let can_end = Outcome::ALL.into_iter();
        ends.extend(
            can_end
                .filter(|outcome| kind.can_end(*outcome))
                .map(End::In),
        );
    }
    let stops = |end: &End| match end {
        End::In(outcome) | End::Own { outcome, .. } => *outcome == Outcome::EndedEarly,
        End::Stay | End::AnotherDay => false,
    };
    if !ends.iter().any(stops) {
        ends.push(End::In(Outcome::EndedEarly));
    }
    ends
}

/// What the last question of a meeting that can end it offers as its end.
fn own_endings(
    kind: &SessionKind,
) -> impl Iterator<Item = (&DecisionId, &DecisionOutcome, Outcome)> {
    fn ends(known: &DecisionOutcome) -> bool {
        known.then == Then::End
    }
    let prompts = kind.stages.iter().flat_map(|stage| &stage.prompts);
    let decisions = prompts.filter_map(|prompt| prompt.decision.as_ref());
    let last = decisions
        .rev()
        .find(|decision| decision.outcomes.iter().any(ends));
    last.into_iter().flat_map(|decision| {
        let outcomes = decision.outcomes.iter().filter(|known| ends(known));
        outcomes.filter_map(|known| Some((&decision.id, known, known.outcome?)))
    })
}

/// What ends the meeting so. An answer to the script's own question is recorded with it, where
/// that can be answered now; from a break or from private time the meeting ends all the same.
fn command(end: &End, outcome: Outcome, model: &Model) -> Command {
    let end_it = Command::EndSession(outcome);
    match end {
        End::Own {
            decision, chosen, ..
        } => {
            let decide = Command::Decide {
                decision: decision.clone(),
                outcome: chosen.clone(),
                by: None,
            };
            if model.refusal_of(&decide).is_none() {
                decide
            } else {
                end_it
            }
        }
        End::Stay | End::In(_) | End::AnotherDay => end_it,
    }
}

fn end_in(end: &End, outcome: Outcome, model: &Model) -> Vec<Effect> {
    let command = command(end, outcome, model);
    match model.refusal_of(&command) {
        Some(refusal @ Refusal::NoClosedAgreement) if !model.is_private() => vec![
            Effect::Open(ScreenRequest::Closing),
            Effect::Refuse(refusal),
        ],
        Some(refusal) => vec![Effect::Refuse(refusal)],
        None => {
            let question = Question {
                ask: format!("End the meeting: {}?", title(outcome, model).to_lowercase()),
                about: format!(
                    "{} Nothing is asked now; the rest comes once the room is empty.",
                    about(outcome, model)
                ),
                yes: "End the meeting".to_owned(),
                no: "Go on with the meeting".to_owned(),
                then: vec![Effect::Pop, Effect::Execute(command)],
            };
            vec![Effect::Push(OverlayRequest::Confirm(Box::new(question)))]
        }
    }
}

fn kind(model: &Model) -> Option<&SessionKind> {
    model.case()?.session_kind()
}

fn title(outcome: Outcome, model: &Model) -> &'static str {
    kind(model).map_or(outcome.title(), |kind| kind.title_of(outcome))
}

/// What each ending says, none of them as if something had gone wrong.
fn about(outcome: Outcome, model: &Model) -> &'static str {
    let agrees = kind(model).is_none_or(SessionKind::is_to_agree);
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

/// What an ending is called: by the script, where it has a name of its own.
fn called(end: &End, outcome: Outcome, model: &Model) -> String {
    match end {
        End::Own { label, .. } => label.clone(),
        End::Stay | End::In(_) | End::AnotherDay => title(outcome, model).to_owned(),
    }
}

fn way(end: &End, model: &Model) -> Way {
    match end {
        End::Stay => Way::new("Go on with the meeting", ""),
        End::AnotherDay => Way::new(
            "Go on another day…",
            "Not an end: a new sitting, at this very cue.",
        ),
        End::In(outcome) | End::Own { outcome, .. } => {
            let called = called(end, *outcome, model);
            match model.refusal_of(&Command::EndSession(*outcome)) {
                Some(Refusal::NoClosedAgreement) if !model.is_private() => Way {
                    text: format!("{called}…"),
                    about: "It is not closed yet; this leads to where it is closed.".to_owned(),
                    open: true,
                },
                Some(refusal) => Way::refused(called, refusal),
                None if matches!(end, End::Own { .. }) => {
                    let counts_as = title(*outcome, model);
                    let about = format!("{counts_as}. {}", about(*outcome, model));
                    Way::new(format!("{called}…"), about)
                }
                None => Way::new(format!("{called}…"), about(*outcome, model)),
            }
        }
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
        let asking = Asking {
            title: &self.title(model),
            about,
            below: Below::Ways(&ways, self.list),
        };
        asking.draw(model.theme, frame, area);
    }
}

#[cfg(test)]
mod tests {
    use crate::case::{Command, MarkKind, PersonId, SessionStatus};
    use crate::script::Outcome;
    use crate::tui::effect::OverlayRequest;
    use crate::tui::testing::World;

    fn asked() -> World {
        World::conference().push(OverlayRequest::Ending)
    }

    fn status(world: &World) -> SessionStatus {
        let case = world.app.model().case().unwrap();
        case.session.as_ref().unwrap().status
    }

    #[test]
    fn the_four_ways_are_offered_in_honourable_words() {
        let mut world = asked();
        let picture = world.screen(80, 24);
        insta::assert_snapshot!("ending_80x24", picture);
        insta::assert_snapshot!("ending_120x40", world.screen(120, 40));
        let small = picture.to_lowercase();
        assert!(!small.contains("fail") && !small.contains("unsuccessful"));
        insta::assert_snapshot!("ending_60x16", world.screen(60, 16));
    }

    #[test]
    fn questions_that_nobody_came_back_to_are_named_before_the_meeting_ends() {
        let marked = Command::Mark {
            kind: MarkKind::Question,
            person: Some(PersonId(2)),
            text: None,
        };
        let mut world = World::conference().execute(marked);
        world = world.push(OverlayRequest::Ending);
        let picture = world.screen(120, 40);
        let told = "A question was marked to come back to: at 14:00, with Tom.";
        assert!(picture.contains(told), "{picture}");
    }

    #[test]
    fn nothing_ends_by_one_key_nor_by_two_hasty_ones() {
        for keys in ["3", "enter", "3 enter", "3 enter enter", "5 esc"] {
            assert_eq!(
                status(&asked().press(keys)),
                SessionStatus::Running,
                "{keys}"
            );
        }
        let world = asked().press("3 enter down enter");
        assert_eq!(status(&world), SessionStatus::Ended);
        let case = world.app.model().case().unwrap();
        let ended = case.session.as_ref().unwrap().ended.as_ref().unwrap();
        assert_eq!(ended.outcome, Outcome::NoAgreementWanted);
        assert_eq!(ended.reason, None);
    }

    #[test]
    fn an_ending_with_an_agreement_leads_to_where_it_is_closed() {
        let mut world = asked().press("2 enter");
        let picture = world.screen(80, 24);
        assert!(
            picture.contains("There is no closed agreement."),
            "{picture}"
        );
        assert!(world.app.overlays().is_empty());
    }

    #[test]
    fn where_the_script_asks_how_it_ended_its_own_endings_are_offered() {
        let mut script = (*crate::tui::testing::script()).clone();
        let views: crate::script::Script =
            serde_json::from_str(include_str!("../../../scripts/views-carried.json")).unwrap();
        let carrying = &views.sessions[1];
        let asks = carrying.stages.last().unwrap().prompts.last().unwrap();
        let last = script.sessions[0].stages.last_mut().unwrap();
        last.prompts.push(asks.clone());
        script.sessions[0].agrees = false;
        let mut world = World::conference_from(std::sync::Arc::new(script));
        world = world.push(OverlayRequest::Ending);
        let picture = world.screen(120, 40);
        assert!(picture.contains("The words were carried"), "{picture}");
        assert!(!picture.contains("Not reached"), "{picture}");
        let world = world.press("2 enter down enter");
        let case = world.app.model().case().unwrap();
        let session = case.session.as_ref().unwrap();
        let ended = session.ended.as_ref().unwrap();
        assert_eq!(ended.outcome, Outcome::NoAgreementWanted);
        assert_eq!(session.decisions.len(), 1);
    }

    #[test]
    fn another_day_asks_for_the_day() {
        let mut world = asked().press("6 enter").words("friday week");
        insta::assert_snapshot!("another_day_80x24", world.screen(80, 24));
        insta::assert_snapshot!("another_day_120x40", world.screen(120, 40));
        let world = world.press("enter");
        let until = chrono::NaiveDate::from_ymd_opt(2026, 12, 4);
        assert_eq!(status(&world), SessionStatus::Adjourned { until });
    }
}
