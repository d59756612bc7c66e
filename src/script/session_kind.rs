//! A kind of session that a case can hold.

use serde::{Deserialize, Serialize};

use super::{
    Addressee, Outcome, Prompt, PromptId, RecordKind, RoleId, SessionKindId, Stage, StageId,
};

/// A kind of session: a conference, a review, one visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one plain yes or no of the script's author"
)]
pub struct SessionKind {
    /// Name used inside the script.
    pub id: SessionKindId,
    /// Name on screen.
    pub title: String,
    /// What this kind of session is for, in one sentence.
    pub purpose: String,
    /// Minutes after which a break is suggested, silently.
    #[cfg_attr(test, schemars(range(min = 10, max = 240)))]
    pub break_after: u16,
    /// Whether people can agree something in it. One that is only held, such as a week of a
    /// programme, is asked whether it was held to its end and is in no count of agreements.
    #[serde(default = "yes")]
    pub agrees: bool,
    /// Whether it comes to its natural end with nothing agreed, as a visit that carries words or a
    /// look at what was agreed before: people can agree something in it, and it is no less for it
    /// where they do not. Nobody is asked then what led to it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub need_not_agree: bool,
    /// The roles of one side, where the facilitator is with that side alone: only they and
    /// those who work there are in the room, and what the other side did not agree to have
    /// passed on is hidden while it lasts. Left out, the session is for everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<RoleId>,
    /// Whether it is held also where somebody has stopped everything, as the last visit to the other
    /// side. Where they have, no other kind is proposed as the next one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub after_stop: bool,
    /// Whether people who are far away speak before those in the room, until an order is chosen:
    /// who waits at a line or a screen is easily forgotten.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub far_away_first: bool,
    /// Reasons offered, once the room is empty, where the session ended early or nothing was agreed.
    pub end_reasons: Vec<EndReason>,
    /// Its stages in their usual order.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub stages: Vec<Stage>,
}

/// A reason that can be chosen once the room is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EndReason {
    /// Name used in the record.
    #[cfg_attr(
        test,
        schemars(length(min = 1, max = 60), regex(pattern = "^[a-z0-9][a-z0-9-]*$"))
    )]
    pub id: String,
    /// What is shown to choose.
    pub label: String,
}

/// How the end of a meeting is named in which nothing is to be agreed.
pub const HELD_TO_ITS_END: &str = "Held to its end";

fn yes() -> bool {
    true
}

/// Whether people agree something in a session: what its fields `agrees` and `need_not_agree` say
/// together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreeing {
    /// They meet for it, so that ending without it has a reason.
    Needed,
    /// They can, and it comes to its natural end without.
    Possible,
    /// Nothing is agreed in it: it is only held.
    None,
}

impl SessionKind {
    /// Whether people agree something in it.
    pub fn agreeing(&self) -> Agreeing {
        match (self.agrees, self.need_not_agree) {
            (true, false) => Agreeing::Needed,
            (true, true) => Agreeing::Possible,
            (false, _) => Agreeing::None,
        }
    }

    /// How an outcome of it is named on screen and paper: one in which nothing had to be agreed was
    /// held to its end, and no agreement was unwanted.
    pub fn title_of(&self, outcome: Outcome) -> &'static str {
        match (self.agreeing(), outcome) {
            (Agreeing::Possible | Agreeing::None, Outcome::NoAgreementWanted) => HELD_TO_ITS_END,
            (Agreeing::Needed, Outcome::NoAgreementWanted)
            | (_, Outcome::Agreement | Outcome::NotReached | Outcome::EndedEarly) => {
                outcome.title()
            }
        }
    }

    /// Whether it can end so: nothing can be agreed, or missed, where nothing is to be agreed.
    pub fn can_end(&self, outcome: Outcome) -> bool {
        match outcome {
            Outcome::NoAgreementWanted | Outcome::EndedEarly => true,
            Outcome::Agreement | Outcome::NotReached => self.agreeing() != Agreeing::None,
        }
    }

    /// Whether people with these roles take no part in it: whenever something is put to people, its
    /// script has them out of the room.
    pub fn has_no_place_for(&self, roles: &[RoleId]) -> bool {
        let puts = |stage: &&Stage| {
            let mut prompts = stage.prompts.iter();
            prompts.any(|prompt| prompt.to != Addressee::Facilitator)
        };
        let mut stages = self.stages.iter().filter(puts).peekable();
        stages.peek().is_some() && stages.all(|stage| stage.is_without(roles))
    }

    /// Whether people make up for other sessions in it.
    pub fn makes_up(&self) -> bool {
        let mut prompts = self.stages.iter().flat_map(|stage| &stage.prompts);
        prompts.any(|prompt| prompt.record == Some(RecordKind::CatchUp))
    }

    /// Whether what was agreed before is looked at again in it.
    pub fn looks_back(&self) -> bool {
        let mut prompts = self.stages.iter().flat_map(|stage| &stage.prompts);
        prompts.any(|prompt| prompt.record == Some(RecordKind::Progress))
    }

    /// Whether somebody can miss it: a week of a programme, which is held for everybody and in
    /// which nothing is agreed.
    pub fn can_be_missed(&self) -> bool {
        self.agreeing() == Agreeing::None && !self.makes_up() && self.with.is_empty()
    }

    /// Finds a stage by its id.
    pub fn stage(&self, id: &StageId) -> Option<&Stage> {
        self.stages.iter().find(|stage| &stage.id == id)
    }

    /// Finds a prompt by its id, with the stage it stands in.
    pub fn prompt(&self, id: &PromptId) -> Option<(&Stage, &Prompt)> {
        self.stages.iter().find_map(|stage| {
            let prompt = stage.prompts.iter().find(|prompt| &prompt.id == id)?;
            Some((stage, prompt))
        })
    }
}
