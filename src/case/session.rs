//! One meeting of a case.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::gates::GateAnswer;
use super::{Now, PersonId, SkipReason, TurnKey, Typed, Words};
use crate::script::{
    Agreeing, ConsentId, DecisionId, GateId, Outcome, OutcomeId, RoleId, Script, SessionKindId,
    StageId,
};

/// One meeting of a case, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its number in the case, from 1.
    pub number: u16,
    /// The script that it was run from.
    pub script: Arc<Script>,
    /// Its kind.
    pub kind: SessionKindId,
    /// When it began.
    pub started: Now,
    /// Whether it was held before it was entered, at least in its first sitting.
    pub entered_later: bool,
    /// The time that was typed last, of this sitting; nothing while the clock tells its times.
    pub typed: Option<Typed>,
    /// Milliseconds that the sittings before this one took.
    pub elapsed_before: u64,
    /// Where it stands.
    pub status: SessionStatus,
    /// The turn that is on the screen.
    pub position: Option<TurnKey>,
    /// Which time round.
    pub round: u16,
    /// Each time people went to an earlier stage again: the round that began, and with which stage.
    pub loops: Vec<(u16, StageId)>,
    /// Every turn that was reached, with the time it was first reached.
    pub reached: BTreeMap<TurnKey, Now>,
    /// Every move, oldest first, for the timeline and for going back.
    pub moves: Vec<(u64, Now, TurnKey)>,
    /// Turns that were skipped, why, and the words of another reason.
    pub skipped: BTreeMap<TurnKey, (SkipReason, Option<Words>)>,
    /// Stages that are optional and were taken in or left out.
    pub included: BTreeMap<StageId, bool>,
    /// What was decided at decision points, the latest of each.
    pub decisions: BTreeMap<DecisionId, (OutcomeId, Option<PersonId>)>,
    /// Decisions of this round, so that a decision is asked again when its stage comes round again.
    pub decided: BTreeSet<(u16, DecisionId)>,
    /// Stages that take each other's places, in their order.
    pub stage_order: Vec<StageId>,
    /// Gates that were answered, the latest answer of each: whether met, and the reason where it
    /// went on all the same.
    pub gates: BTreeMap<GateId, (bool, Option<Words>)>,
    /// Who decided that it went on without what a gate asks for, by name.
    pub gate_deciders: BTreeMap<GateId, String>,
    /// Every answer to a gate, oldest first.
    pub gate_answers: Vec<GateAnswer>,
    /// Everybody who is here and has to be out of the room for the stage on the screen, once that
    /// was asked: whether they are out, or stay all the same.
    pub asked_out: BTreeMap<PersonId, AskedOut>,
    /// Everybody who was in it, if only for a while, and whoever sent word instead.
    pub taking_part: BTreeMap<PersonId, TookPart>,
    /// What people had agreed to at some time while it lasted.
    pub agreed_to: BTreeSet<(PersonId, ConsentId)>,
    /// Everybody who speaks, in order; people who are missing here come after, in the order added.
    pub order: Vec<PersonId>,
    /// Who chose the order.
    pub order_chosen_by: Option<PersonId>,
    /// A break or time-out that is going on.
    pub pause: Option<Pause>,
    /// Breaks and time-outs that are over, with their start and end.
    pub pauses: Vec<(Pause, Now)>,
    /// Private time that is going on.
    pub private: Option<PrivateSpell>,
    /// Private times that are over.
    pub private_spells: Vec<PrivateSpell>,
    /// Somebody who withdrew and about whom nothing was decided yet.
    pub withdrawal: Option<PersonId>,
    /// Whoever left for the day, while nothing further was asked of anybody.
    pub just_left: BTreeSet<PersonId>,
    /// Whoever left, or withdrew, and the sitting goes on without them because people decided so.
    pub goes_on_without: BTreeSet<PersonId>,
    /// Whether people chose to go on in another way, and the meeting has only still to end: nothing
    /// was put to anybody since.
    pub another_way: bool,
    /// When this sitting began; later than `started` after an adjournment.
    pub sitting_since: Now,
    /// When people last parted to go on another day.
    pub parted: Option<Now>,
    /// Its sittings, from 1.
    pub sitting: u16,
    /// How it ended.
    pub ended: Option<Ended>,
}

/// Where somebody is who has to be out of the room for a stage, as it was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedOut {
    /// They are out of the room, or off the line.
    Out,
    /// They stay all the same.
    Stays,
}

/// How somebody took part in a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TookPart {
    /// The roles that they held in it; what they hold later is of later meetings.
    pub roles: Vec<RoleId>,
    /// Whether they came themselves; else they sent word.
    pub came: bool,
}

/// Where a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionStatus {
    /// It is going on.
    Running,
    /// It goes on another day, where known.
    Adjourned {
        /// The day.
        until: Option<NaiveDate>,
    },
    /// It is over.
    Ended,
}

/// A break or a time-out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// Which of the two.
    pub kind: PauseKind,
    /// Since when.
    pub since: Now,
    /// With whom the facilitator speaks, in a time-out.
    pub with: Vec<PersonId>,
}

/// What kind of pause it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PauseKind {
    /// A break for everybody.
    Break,
    /// A time-out to sort something out.
    TimeOut,
}

/// How a time-out can end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeOutEnd {
    /// The meeting goes on.
    Continue,
    /// It becomes a break.
    Break,
    /// The meeting goes on another day.
    Adjourn,
    /// People want another method.
    ChangeMethod,
    /// The meeting ends.
    End,
}

/// What follows where somebody withdrew, or left for the day who is missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MethodStep {
    /// The meeting goes on without the person. A principal's withdrawal does not allow it; a
    /// principal who only left can say that the others go on.
    GoOnWithout,
    /// The meeting stops for today.
    Stop,
    /// People want another method.
    ChangeMethod,
    /// The meeting ends.
    End,
}

/// One spell of private time: nothing but times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrivateSpell {
    /// The stage it belongs to.
    pub stage: StageId,
    /// When it began.
    pub since: Now,
    /// Each time somebody was called back in.
    pub called_back: Vec<Now>,
    /// When it ended.
    pub ended: Option<Now>,
}

/// How a session ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// In which of the four ways.
    pub outcome: Outcome,
    /// When.
    pub at: Now,
    /// Whether people want another method.
    pub change_method: bool,
    /// The reason, chosen once the room was empty.
    pub reason: Option<String>,
}

impl Session {
    /// How an outcome of it is named, by its kind in the script that it was run from.
    pub fn title_of(&self, outcome: Outcome) -> &'static str {
        let kind = self.script.session(&self.kind);
        kind.map_or(outcome.title(), |kind| kind.title_of(outcome))
    }

    /// What its script calls the way in which it ended, where that was said in its own words; may
    /// hold placeholders.
    pub fn ended_as(&self) -> Option<&str> {
        let ended = self.ended.as_ref()?;
        let stages = self.script.session(&self.kind)?.stages.iter();
        let prompts = stages.flat_map(|stage| &stage.prompts);
        let mut decisions = prompts.filter_map(|prompt| prompt.decision.as_ref());
        decisions.find_map(|decision| {
            let (chosen, _) = self.decisions.get(&decision.id)?;
            let mut endings = decision.endings();
            let said = endings.find(|(known, _)| known.id == *chosen);
            let (known, _) = said.filter(|(_, outcome)| *outcome == ended.outcome)?;
            Some(known.label.as_str())
        })
    }

    /// Whether it ended in a way whose reason is asked once the room is empty: nothing was agreed
    /// where people met to agree something, or it stopped before its end.
    pub fn asks_for_a_reason(&self) -> bool {
        let kind = self.script.session(&self.kind);
        let agrees = kind.is_none_or(|kind| kind.agreeing() == Agreeing::Needed);
        self.ended
            .as_ref()
            .is_some_and(|ended| match ended.outcome {
                Outcome::Agreement => false,
                Outcome::NoAgreementWanted => agrees,
                Outcome::NotReached | Outcome::EndedEarly => true,
            })
    }

    /// A session that begins now.
    pub(super) fn new(number: u16, script: Arc<Script>, kind: SessionKindId, at: Now) -> Self {
        Self {
            number,
            script,
            kind,
            started: at,
            entered_later: false,
            typed: None,
            elapsed_before: 0,
            status: SessionStatus::Running,
            position: None,
            round: 1,
            loops: Vec::new(),
            reached: BTreeMap::new(),
            moves: Vec::new(),
            skipped: BTreeMap::new(),
            included: BTreeMap::new(),
            decisions: BTreeMap::new(),
            decided: BTreeSet::new(),
            stage_order: Vec::new(),
            gates: BTreeMap::new(),
            gate_deciders: BTreeMap::new(),
            gate_answers: Vec::new(),
            asked_out: BTreeMap::new(),
            taking_part: BTreeMap::new(),
            agreed_to: BTreeSet::new(),
            order: Vec::new(),
            order_chosen_by: None,
            pause: None,
            pauses: Vec::new(),
            private: None,
            private_spells: Vec::new(),
            withdrawal: None,
            just_left: BTreeSet::new(),
            goes_on_without: BTreeSet::new(),
            another_way: false,
            sitting_since: at,
            parted: None,
            sitting: 1,
            ended: None,
        }
    }
}
