//! Takes events into a case; cannot fail and holds no rule.

use super::{Case, CaseBrought, Event, MarkKind, Now, Recorded};
use super::{
    afterwards, agreement, carrying, closing, consenting, deciding, entering, following, gathering,
    marking, plan, preparing, process, programme, time_apart, turns,
};

impl Case {
    /// Takes one event in.
    ///
    /// An event that refers to something that is not there changes nothing, so
    /// that a journal with a gap can still be read.
    pub fn apply(&mut self, recorded: Recorded) {
        self.pass_time(&recorded);
        if let Event::Undone { events } = &recorded.event {
            self.undone.extend(events);
            self.history.push(recorded);
            self.rebuild();
        } else if let Event::Redone { events } = &recorded.event {
            self.undone.retain(|number| !events.contains(number));
            self.history.push(recorded);
            self.rebuild();
        } else {
            let forgets = matches!(
                recorded.event,
                Event::Struck { .. } | Event::WordsErased(_) | Event::TakenOut(_)
            );
            let mut replaced = preparing::replaced_by(&self.preparing, &recorded.event);
            replaced.extend(afterwards::replaced_by(self, &recorded.event));
            self.take_in(recorded.number, recorded.at, &recorded.event);
            self.history.push(recorded);
            self.forget(replaced);
            if forgets {
                self.forget_last();
                self.rebuild();
            }
        }
    }

    /// The case as it stood before an event, by its number; without what was taken back since, and
    /// without words that were erased since.
    pub fn as_it_stood_before(&self, number: u64) -> Self {
        let mut before = self.clone();
        before.history.retain(|recorded| recorded.number < number);
        before.rebuild();
        before
    }

    /// The case as it would stand after these events; for rules that look ahead.
    pub(super) fn after(&self, events: &[Event]) -> Self {
        let mut ahead = self.clone();
        let Some(at) = self.last_event else {
            return ahead;
        };
        for event in events {
            ahead.take_in(0, at, event);
        }
        ahead
    }

    /// Makes the case anew from its history, without what was taken back.
    pub(super) fn rebuild(&mut self) {
        let history = std::mem::take(&mut self.history);
        let undone = std::mem::take(&mut self.undone);
        let erased = std::mem::take(&mut self.erased);
        let erased_by_older = self.erased_by_older;
        let first = self.scripts.first().map(|known| &known.script);
        let mut fresh = Self::new(first.unwrap_or(&self.script).clone());
        fresh.scripts = std::mem::take(&mut self.scripts);
        // Where the entry that opened it is lost, no event says it.
        fresh.reference = std::mem::take(&mut self.reference);
        for recorded in &history {
            fresh.pass_time(recorded);
            fresh.last_event = Some(recorded.at);
            if !undone.contains(&recorded.number) {
                fresh.take_in(recorded.number, recorded.at, &recorded.event);
            }
        }
        fresh.history = history;
        fresh.undone = undone;
        fresh.erased = erased;
        fresh.erased_by_older = erased_by_older;
        *self = fresh;
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one table: every event and the part that takes it in"
    )]
    fn take_in(&mut self, number: u64, at: Now, event: &Event) {
        let at = self.told(at);
        match event {
            Event::CaseOpened {
                reference,
                script: _,
                version: _,
                script_hash,
            } => {
                if let Some(first) = self.scripts.first_mut() {
                    first.hash.clone_from(script_hash);
                }
                self.reference.clone_from(reference);
                self.opened = Some(at);
            }
            Event::CaseBrought(CaseBrought { reference }) => {
                self.reference.clone_from(reference);
            }
            Event::PersonAdded { person, details } => gathering::added(self, *person, details),
            Event::PersonChanged { person, details } => gathering::changed(self, *person, details),
            Event::PersonRemoved { person } => gathering::removed(self, *person),
            Event::WillingnessSaid { person, willing } => {
                gathering::willingness_said(self, at, *person, *willing);
            }
            Event::PresenceChanged { person, presence } => {
                gathering::presence_changed(self, at, *person, *presence);
            }
            Event::WithdrawalAnswered { person, step } => {
                gathering::withdrawal_answered(self, *person, *step);
            }
            Event::ProcessChanged(change) => process::changed(self, change),
            Event::SessionStarted { number, kind } => turns::started(self, at, *number, kind),
            Event::TimeTyped { time } => entering::time_typed(self, *time),
            Event::StageIncluded { stage, included } => turns::included(self, stage, *included),
            Event::OrderChosen { order, chosen_by } => turns::order_chosen(self, order, *chosen_by),
            Event::Moved { to } => turns::moved(self, number, at, to),
            Event::TurnSkipped {
                turn,
                reason,
                words,
            } => turns::skipped(self, turn, *reason, words.as_ref()),
            Event::Consent(event) => consenting::taken_in(self, at, event),
            Event::Prepared(event) => preparing::taken_in(self, number, at, event),
            Event::GateAnswered {
                gate,
                met,
                reason,
                by,
            } => {
                turns::gate_answered(self, gate, *met, reason.as_ref(), by.as_ref());
            }
            Event::DecisionMade {
                decision,
                outcome,
                by,
            } => {
                deciding::decision_made(self, decision, outcome, *by);
            }
            Event::BreakStarted => time_apart::break_started(self, at),
            Event::TimeOutStarted { with } => time_apart::time_out_started(self, at, with),
            Event::BreakEnded | Event::TimeOutEnded { end: _ } => time_apart::pause_ended(self, at),
            Event::PrivateTimeStarted { stage } => time_apart::private_started(self, at, stage),
            Event::CalledBackIn => time_apart::called_back_in(self, at),
            Event::PrivateTimeEnded => time_apart::private_ended(self, at),
            Event::Marked {
                kind,
                person,
                words,
            } => {
                marking::marked(self, number, at, *kind, *person, words.as_ref());
            }
            Event::WordsFound { words } => {
                marking::marked(self, number, at, MarkKind::Note, None, Some(words));
            }
            Event::WordsAdded { mark, words } => marking::words_added(self, *mark, words),
            Event::Kept {
                mark,
                kept,
                kept_for,
            } => marking::kept(self, *mark, *kept, *kept_for),
            Event::QuestionSettled { mark } => marking::settled(self, *mark),
            Event::Struck { mark } => marking::struck(self, *mark),
            Event::GroundRuleAgreed { rule } => self.ground_rules.push(rule.clone()),
            Event::OpeningChosen { opening, led_by } => {
                self.opening = Some((opening.clone(), *led_by));
            }
            Event::BottomLineSet { line, text } => plan::bottom_line_set(self, *line, text),
            Event::QuestionSet { question, text } => plan::question_set(self, *question, text),
            Event::ChildSpoke(spoken) => plan::child_spoke(self, at, spoken),
            Event::ItemWorded {
                item,
                words,
                parked_from,
            } => {
                agreement::worded(self, at, *item, words, *parked_from);
            }
            Event::ItemTicked { item, words } => agreement::ticked(self, *item, words),
            Event::ItemRemoved { item } => agreement::removed(self, *item),
            Event::ItemAnswered { item, words } => agreement::answered(self, *item, words),
            Event::ReadBackAnswered { item, words } => {
                agreement::read_back_answered(self, *item, words);
            }
            Event::ConcernNoted { item, words } => agreement::concern_noted(self, *item, words),
            Event::ItemRatified(ratified) => {
                agreement::ratified(self, ratified.item, ratified.decision.clone());
            }
            Event::PlanFieldSet { field, words } => plan::field_set(self, *field, words.as_ref()),
            Event::ReviewSet { on } => self.agreement.review = *on,
            Event::Signed { person, how } => closing::signed(self, at, *person, *how),
            Event::CopySettled {
                person,
                form,
                limit,
            } => closing::copy_settled(self, *person, *form, limit),
            Event::AgreementClosed { agreement } => closing::closed(self, at, agreement),
            Event::AgreementReopened { reason } => closing::reopened(self, at, reason),
            Event::SessionAdjourned { until } => time_apart::adjourned(self, at, *until),
            Event::SessionResumed => time_apart::resumed(self, at),
            Event::SessionEnded {
                outcome,
                change_method,
                notes_wait: _,
            } => {
                closing::ended(self, at, *outcome, *change_method);
            }
            Event::EndReasonGiven { reason } => closing::reason_given(self, reason),
            Event::SafetyFollowedUp { mark, words } => marking::followed_up(self, *mark, words),
            Event::Following(event) => following::taken_in(self, at, event),
            Event::Afterwards(event) => afterwards::taken_in(self, at, event),
            Event::Programme(event) => programme::taken_in(self, at, event),
            Event::Carrying(event) => carrying::taken_in(self, at, event),
            Event::CaseResumed { app: _ }
            | Event::EntryMissing
            | Event::CaseRepaired {
                kept: _,
                set_aside: _,
            }
            | Event::ClockChanged { minutes: _ }
            | Event::WordsErased(_)
            | Event::TakenOut(_)
            | Event::Undone { events: _ }
            | Event::Redone { events: _ }
            | Event::Newer { kind: _, body: _ } => {}
        }
    }
}
