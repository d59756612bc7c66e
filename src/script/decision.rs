//! Points at which people decide how to go on.

use serde::{Deserialize, Serialize};

use super::{DecisionId, Outcome, OutcomeId, RoleId, SessionKindId, StageId};

/// A point with named outcomes; people decide, the program follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Name used inside the script.
    pub id: DecisionId,
    /// The role whose choice this is, so that it can be recorded that they chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen_by: Option<RoleId>,
    /// What can be decided; two or more.
    #[cfg_attr(test, schemars(length(min = 2)))]
    pub outcomes: Vec<DecisionOutcome>,
}

impl Decision {
    /// Whether it is about how the session ended: it can come to its end by it, if only in one way,
    /// and no answer goes on with it. To stop early is a way out of any question.
    pub fn asks_how_it_ended(&self) -> bool {
        let goes_on = |outcome: &DecisionOutcome| outcome.then == Then::GoOn;
        let mut endings = self.endings();
        let comes_to_its_end = endings.any(|(_, outcome)| outcome != Outcome::EndedEarly);
        comes_to_its_end && !self.outcomes.iter().any(goes_on)
    }

    /// The outcomes that end the session, each with the way in which it ends.
    pub fn endings(&self) -> impl Iterator<Item = (&DecisionOutcome, Outcome)> {
        let ends = self.outcomes.iter().filter(|known| known.then == Then::End);
        ends.filter_map(|known| Some((known, known.outcome?)))
    }
}

/// One way to decide, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DecisionOutcome {
    /// Name used inside the script.
    pub id: OutcomeId,
    /// What is shown to choose; may hold placeholders.
    pub label: String,
    /// Where it leads; on to the next prompt when left out.
    #[serde(default)]
    pub then: Then,
    /// The stage it leads to, with `go_to`; an earlier one begins a new round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<StageId>,
    /// How the session ends, with `end`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Stages that take each other's places in this order from now on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages_in_order: Vec<StageId>,
    /// What this answer says is so: where the record does not hold it, that is asked first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claims: Option<Claim>,
    /// The kind of session that is made up for: where nobody is put down for it, that is asked
    /// first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub makes_up_for: Option<SessionKindId>,
    /// Whether people stop everything by it: from then on no meeting is proposed but those that the
    /// script holds all the same.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stops: bool,
}

/// What a yes or an answer says is so, which the record can bear out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// Something is written on the board.
    Written,
    /// Something was passed on in this session.
    PassedOn,
    /// Something of this side is written down to be passed on.
    ToPassOn,
    /// Something of the other side is ready to be passed on to this one, or was in this session.
    Ready,
    /// It was said of each thing that was agreed how it stands.
    LookedAt,
    /// Something is written on the board, and each line was read out or answered.
    ReadOut,
    /// Whoever has to accept what is on the board has decided on each line.
    Decided,
    /// In the order of speaking, whoever is far away stands before those in the room.
    FarAwayFirst,
}

/// Where an outcome leads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Then {
    /// On to the next prompt.
    #[default]
    GoOn,
    /// To the named stage.
    GoTo,
    /// To a time-out, with its own outcomes.
    TimeOut,
    /// To another day in the same case.
    Adjourn,
    /// To another method: this meeting ends and the case stays open. Where whoever runs it is asked
    /// alone at its end how it ended, it goes there first.
    ChangeMethod,
    /// To the end of the session with the named outcome.
    End,
}
