//! The sentence of every event.

use std::collections::BTreeSet;

use super::EntryKind;
use super::phrases::{
    after_text, brought_text, clock_step, closing_text, copy_text, ending_text, entries,
    erasure_text, kept_text, plan_field_text, presence_text, set_or_off, signing_text, skip_text,
    time_out_text, willing_text,
};
use super::preparing;
use crate::case::{
    Case, CaseBrought, Event, ItemRatified, PersonId, Presence, Recorded, TurnKey, Typed,
};
use crate::script::{
    DecisionId, OutcomeId, Script, SessionKind, StageId, capitalized, in_one_line,
};

use super::super::sheet::line;

/// Tells events in their order; knows which kind of session and stage it is in.
pub(super) struct Teller<'a> {
    pub(super) case: &'a Case,
    /// The script that the case is run from at this point.
    pub(super) script: &'a Script,
    pub(super) kind: Option<&'a SessionKind>,
    stage: Option<(u16, StageId)>,
    /// The command that went over to another process last.
    gone_over: Option<u64>,
    /// Who left, and did not come back.
    left: BTreeSet<PersonId>,
    /// The time that was typed last, of a meeting that was entered later.
    pub(super) typed: Option<Typed>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(case: &'a Case) -> Self {
        Self {
            case,
            script: case
                .scripts
                .first()
                .map_or(&case.script, |known| &known.script),
            kind: None,
            stage: None,
            gone_over: None,
            left: BTreeSet::new(),
            typed: None,
        }
    }

    /// Says what kind of thing an event is, and its sentence.
    #[expect(
        clippy::too_many_lines,
        reason = "one table: every event has its sentence"
    )]
    pub(super) fn tell(&mut self, recorded: &Recorded) -> (EntryKind, String) {
        use EntryKind as Is;
        let name = |id: &PersonId| line(&crate::case::told_apart(self.case, *id));
        let words = &self.script.vocabulary;
        let agreement = line(&words.agreement);
        let word = line(&words.item);
        let one = capitalized(&word);
        match &recorded.event {
            Event::CaseOpened {
                script, version, ..
            } => {
                let script = line(script.as_str());
                let text = format!("The case was opened with {script} (version {version}).");
                (Is::Case, text)
            }
            Event::ProcessChanged(change) => {
                let mut known = self.case.scripts.iter();
                let found = known.find(|one| change.is_to(one));
                self.script = found.map_or(&self.case.script, |known| &known.script);
                self.gone_over = Some(recorded.command);
                let script = line(change.script.as_str());
                let version = change.version;
                let text = format!("The case went over to {script} (version {version}).");
                (Is::Case, text)
            }
            Event::CaseBrought(CaseBrought { reference }) => (Is::Case, brought_text(reference)),
            Event::CaseResumed { app: _ } => (Is::Case, "The case was taken up again.".into()),
            Event::EntryMissing => (Is::Case, "(an entry that could not be read)".into()),
            Event::CaseRepaired { kept, set_aside: _ } => {
                let text = format!("The case was repaired; {kept} entries could be kept.");
                (Is::Case, text)
            }
            Event::ClockChanged { minutes } => (Is::Clock, clock_step(*minutes)),
            Event::PersonAdded { person, details: _ } => {
                (Is::People, format!("{} was put on the list.", name(person)))
            }
            Event::PersonChanged { person, details }
                if self.gone_over == Some(recorded.command) =>
            {
                let another = if details.roles.is_empty() {
                    "no role in it yet"
                } else {
                    "another role in it"
                };
                (Is::People, format!("{} has {another}.", name(person)))
            }
            Event::PersonChanged { person, details: _ } => {
                let text = format!("What is known of {} was corrected.", name(person));
                (Is::People, text)
            }
            Event::PersonRemoved { person } => {
                (Is::People, format!("{person} was taken off the list."))
            }
            Event::WillingnessSaid { person, willing } => {
                let said = willing_text(*willing);
                (Is::People, format!("{} {said}", name(person)))
            }
            Event::PresenceChanged { person, presence } => {
                if *presence == Presence::Left {
                    self.left.insert(*person);
                } else {
                    self.left.remove(person);
                }
                let now = presence_text(*presence);
                (Is::People, format!("{} {now}", name(person)))
            }
            Event::WithdrawalAnswered { person, step } => {
                let left = self.left.contains(person);
                (Is::Decision, after_text(&name(person), left, *step))
            }
            Event::SessionStarted { number, kind } => {
                self.kind = self.script.session(kind);
                self.stage = None;
                let title = line(self.kind.map_or(kind.as_str(), |kind| &kind.title));
                (Is::Session, format!("Meeting {number} began: {title}."))
            }
            Event::TimeTyped { time } => {
                self.typed = Some(*time);
                let text = format!(
                    "Entered later: what follows was at {}.",
                    time.format("%H:%M")
                );
                (Is::Clock, text)
            }
            Event::StageIncluded { stage, included } => {
                let held = if *included { "held" } else { "left out" };
                (Is::Order, format!("{} is {held}.", self.stage_title(stage)))
            }
            Event::OrderChosen { order, chosen_by } => {
                (Is::Order, self.order_text(order, chosen_by.as_ref()))
            }
            Event::Moved { to } => self.moved(to),
            Event::TurnSkipped { turn, reason, .. } => {
                let text = format!("{}: {}", self.turn_name(turn), skip_text(*reason));
                (Is::Turn, text)
            }
            Event::Consent(event) => self.consented(event),
            Event::Prepared(event) => preparing::prepared(self.case, event),
            Event::GateAnswered {
                gate,
                met,
                reason,
                by,
            } => {
                let gone_on = reason.as_ref().map(|_| by.as_deref().unwrap_or_default());
                (Is::Decision, self.gate_text(gate, *met, gone_on))
            }
            Event::DecisionMade {
                decision,
                outcome,
                by,
            } => {
                let text = self.decision_text(decision, outcome, by.as_ref());
                (Is::Decision, text)
            }
            Event::BreakStarted => (Is::Break, "A break began.".into()),
            Event::BreakEnded => (Is::Break, "The break ended.".into()),
            Event::TimeOutStarted { with } => {
                let mut text = "A time-out began".to_owned();
                if !with.is_empty() {
                    text = format!("{text} with {}", self.names(with));
                }
                (Is::TimeOut, format!("{text}."))
            }
            Event::TimeOutEnded { end } => (Is::TimeOut, time_out_text(*end).into()),
            Event::PrivateTimeStarted { stage: _ } => {
                (Is::PrivateTime, format!("{} began.", self.private_time()))
            }
            Event::CalledBackIn => {
                let who = line(&words.facilitator);
                let text = format!("The {who} was called back in.");
                (Is::PrivateTime, text)
            }
            Event::PrivateTimeEnded => (Is::PrivateTime, format!("{} ended.", self.private_time())),
            Event::Marked { kind, .. } => (Is::Mark, format!("Mark: {}.", kind.title())),
            Event::WordsFound { .. } => {
                let text = "Words meant for the agreement were found and wait as a note.";
                (Is::Mark, text.into())
            }
            Event::WordsAdded { .. } => (Is::Mark, "Words were added to a mark.".into()),
            Event::Kept { kept, kept_for, .. } => (Is::Mark, kept_text(*kept, *kept_for).into()),
            Event::QuestionSettled { .. } => (Is::Mark, "A question was come back to.".into()),
            Event::Struck { .. } => (Is::Mark, "A mark was struck for good.".into()),
            Event::GroundRuleAgreed { .. } => (Is::Groundwork, "A ground rule was agreed.".into()),
            Event::OpeningChosen { opening: _, led_by } => {
                let text = led_by.as_ref().map_or_else(
                    || "The opening was chosen.".to_owned(),
                    |person| format!("The opening was chosen, led by {}.", name(person)),
                );
                (Is::Groundwork, text)
            }
            Event::BottomLineSet { line, text } => {
                let text = format!("Bottom line {} was {}.", line.0, set_or_off(text));
                (Is::Groundwork, text)
            }
            Event::QuestionSet { question, text } => {
                let text = format!("Agreed question {} was {}.", question.0, set_or_off(text));
                (Is::Groundwork, text)
            }
            Event::ChildSpoke(spoken) => {
                let text = format!("The words of {} were taken down.", name(&spoken.child));
                (Is::Groundwork, text)
            }
            Event::ItemWorded { item, .. } => (
                Is::Agreement,
                format!("{one} {} was put into words.", item.0),
            ),
            Event::ItemTicked { item, .. } => (
                Is::Agreement,
                format!(
                    "It was noted which bottom lines and questions {word} {} covers.",
                    item.0
                ),
            ),
            Event::ItemRemoved { item } => (
                Is::Agreement,
                format!("{one} {} was taken off the board.", item.0),
            ),
            Event::ItemAnswered { item, .. } => {
                let text = format!("Somebody answered {word} {}.", item.0);
                (Is::Agreement, text)
            }
            Event::ReadBackAnswered { item, .. } => {
                let text = format!("{one} {} was read back.", item.0);
                (Is::Agreement, text)
            }
            Event::ConcernNoted { item, .. } => (
                Is::Agreement,
                format!("A remark on {word} {} was noted.", item.0),
            ),
            Event::ItemRatified(ItemRatified { item, decision }) => {
                let text = format!("{} decided about {word} {}.", name(&decision.by), item.0);
                (Is::Agreement, text)
            }
            Event::PlanFieldSet { field, words: _ } => {
                (Is::Agreement, plan_field_text(*field).into())
            }
            Event::ReviewSet { on } => {
                let text = on.map_or_else(
                    || "The review has no date any more.".to_owned(),
                    |day| format!("The review was set for {}.", day.format("%A %-d %B %Y")),
                );
                (Is::Agreement, text)
            }
            Event::Signed { person, how } => {
                let signed = signing_text(*how);
                (Is::Agreement, format!("{} {signed}", name(person)))
            }
            Event::CopySettled {
                person,
                form: _,
                limit,
            } => (Is::Agreement, copy_text(&name(person), limit)),
            Event::AgreementClosed { agreement: closed } => {
                let text = closing_text(closed, &agreement, &word);
                (Is::Agreement, text)
            }
            Event::AgreementReopened { reason: _ } => {
                (Is::Agreement, format!("The {agreement} was opened again."))
            }
            Event::SessionAdjourned { until } => {
                self.typed = None;
                let mut text = "The meeting goes on another day".to_owned();
                if let Some(day) = until {
                    text = format!("{text}: {}", day.format("%A %-d %B %Y"));
                }
                (Is::Session, format!("{text}."))
            }
            Event::SessionResumed => (Is::Session, "The meeting went on.".into()),
            Event::SessionEnded {
                outcome,
                change_method,
                notes_wait: _,
            } => {
                self.typed = None;
                let title = self
                    .kind
                    .map_or(outcome.title(), |kind| kind.title_of(*outcome));
                (Is::Session, ending_text(title, *change_method))
            }
            Event::EndReasonGiven { reason } => (Is::Session, self.reason_text(reason)),
            // The safety mark's name is as plain here as on the screen.
            Event::SafetyFollowedUp { .. } => (Is::Mark, "A point was followed up.".into()),
            Event::Carrying(event) => (Is::Carried, super::carrying::told(self.case, event)),
            Event::WordsErased(erasure) => (Is::Erasure, erasure_text(erasure)),
            Event::TakenOut(taken) => (Is::Erasure, taken.told()),
            Event::Afterwards(event) => (Is::Afterwards, self.afterwards_text(event)),
            Event::Undone { events } => {
                (Is::TakenBack, format!("Taken back: {}.", entries(events)))
            }
            Event::Redone { events } => (Is::TakenBack, format!("Put back: {}.", entries(events))),
            Event::Following(event) => (Is::Agreement, self.following_text(event)),
            Event::Programme(event) => (Is::People, self.programme_text(event)),
            Event::Newer { .. } => (Is::Newer, "(entry of a newer kind)".into()),
        }
    }

    fn moved(&mut self, to: &TurnKey) -> (EntryKind, String) {
        let turn = self.turn_name(to);
        let here = Some((to.round, to.stage.clone()));
        if self.stage == here {
            return (EntryKind::Turn, format!("{turn}."));
        }
        self.stage = here;
        let title = self.stage_title(&to.stage);
        (EntryKind::Stage, format!("Stage {title}. {turn}."))
    }

    fn turn_name(&self, turn: &TurnKey) -> String {
        let prompt = self.kind.and_then(|kind| kind.prompt(&turn.prompt));
        // A cue that still has its {placeholders} would only puzzle.
        let cue = prompt
            .map(|(_, prompt)| line(&in_one_line(&prompt.cue)))
            .filter(|cue| !cue.contains('{'));
        let cue = cue.as_deref().map(|cue| cue.trim_end_matches('.'));
        match (turn.person, cue) {
            (Some(person), Some(cue)) => format!("{}: “{cue}”", self.name(person)),
            (Some(person), None) => format!("Turn of {}", self.name(person)),
            (None, Some(cue)) => format!("“{cue}”"),
            (None, None) => "A turn for everybody".to_owned(),
        }
    }

    fn name(&self, person: PersonId) -> String {
        line(&crate::case::told_apart(self.case, person))
    }

    pub(super) fn stage_title(&self, stage: &StageId) -> String {
        let known = self.kind.and_then(|kind| kind.stage(stage));
        format!(
            "“{}”",
            line(known.map_or(stage.as_str(), |stage| &stage.title))
        )
    }

    /// The script's word, at the beginning of a sentence.
    fn private_time(&self) -> String {
        capitalized(&line(&self.script.vocabulary.private_time))
    }

    fn names(&self, people: &[PersonId]) -> String {
        let names: Vec<String> = people.iter().map(|id| self.name(*id)).collect();
        names.join(", ")
    }

    fn order_text(&self, order: &[PersonId], by: Option<&PersonId>) -> String {
        let order = self.names(order);
        match by {
            Some(person) => format!("{} chose the order: {order}.", self.name(*person)),
            None => format!("The order was set: {order}."),
        }
    }

    fn decision_text(
        &self,
        decision: &DecisionId,
        outcome: &OutcomeId,
        by: Option<&PersonId>,
    ) -> String {
        let stages = self.kind.iter().flat_map(|kind| &kind.stages);
        let prompts = stages.flat_map(|stage| &stage.prompts);
        let mut decisions = prompts.filter_map(|prompt| prompt.decision.as_ref());
        let known = decisions
            .find(|known| known.id == *decision)
            .and_then(|known| known.outcomes.iter().find(|known| known.id == *outcome));
        let label = known.map(|known| self.case.fill(&known.label, None));
        let label = line(label.as_deref().unwrap_or(outcome.as_str()));
        match by {
            Some(person) => format!("{} decided: {label}.", self.name(*person)),
            None => format!("It was decided: {label}."),
        }
    }

    fn reason_text(&self, reason: &str) -> String {
        let mut reasons = self.kind.iter().flat_map(|kind| &kind.end_reasons);
        match reasons.find(|known| known.id == reason) {
            Some(known) => {
                let label = line(&known.label);
                format!("Why it ended: {}.", label.trim_end_matches('.'))
            }
            None => "The reason why it ended was chosen.".to_owned(),
        }
    }
}
