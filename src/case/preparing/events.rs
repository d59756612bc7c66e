//! What happens while a case is prepared.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::case::{PersonId, Words};
use crate::script::{RuleAnswers, RuleId, RuleResult, RuleSetId};

/// What happened while a case was prepared. Corrected by a further event, never undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum PreparingEvent {
    /// It was recorded how the case came to the service.
    Referred {
        /// How.
        referral: Referral,
    },
    /// A contact was recorded, or corrected.
    Contacted {
        /// Which earlier one it corrects.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        corrects: Option<u64>,
        /// With whom.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<PersonId>,
        /// On which day.
        on: NaiveDate,
        /// How.
        how: ContactHow,
        /// What came of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Words>,
    },
    /// A contact was taken off the list.
    ContactRemoved {
        /// Which.
        contact: u64,
    },
    /// It was recorded that something was assessed, or corrected.
    Assessed {
        /// Which earlier one it corrects.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        corrects: Option<u64>,
        /// Whether it is about suitability or about risk.
        kind: AssessmentKind,
        /// Whom it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<PersonId>,
        /// Who assessed it.
        by: String,
        /// On which day.
        on: NaiveDate,
        /// Until when it holds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
        /// What has to be done or avoided in the room; restricted layer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        measures: Option<Words>,
    },
    /// An assessment was taken off the list.
    AssessmentRemoved {
        /// Which.
        assessment: u64,
    },
    /// Somebody said what they need, hope for or want answered; none takes it off.
    NeedSaid {
        /// Who.
        person: PersonId,
        /// What it is about.
        need: Need,
        /// In whose words matters less than that it is there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Words>,
    },
    /// It was settled for whom somebody interprets; nobody takes it off.
    Interprets {
        /// Who interprets.
        interpreter: PersonId,
        /// For whom.
        people: Vec<PersonId>,
    },
    /// It was settled when somebody comes and goes.
    SlotSet {
        /// Who.
        person: PersonId,
        /// When.
        slot: Slot,
    },
    /// An entry of the list for the day was ticked, or no longer.
    Ticked {
        /// Which, from 1.
        entry: u16,
        /// Whether it is done.
        done: bool,
    },
    /// The order of the seats was set.
    Seated {
        /// From the chair opposite the door on.
        seats: Vec<PersonId>,
    },
    /// Somebody decided by a set of rules.
    Weighed {
        /// What was decided, and by which rule.
        weighing: Box<Weighing>,
    },
}

/// How a case came to the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// From whom, as a post and never as a name where that can be avoided.
    pub source: String,
    /// From which agency.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agency: String,
    /// On which day.
    pub on: NaiveDate,
    /// Who wanted it first.
    pub begun_by: BegunBy,
}

/// Who wanted a case first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BegunBy {
    /// Somebody who was harmed.
    Harmed,
    /// Somebody who is responsible.
    Responsible,
    /// A family.
    Family,
    /// A service.
    Service,
}

/// How somebody was contacted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactHow {
    /// By telephone.
    Phone,
    /// At a visit.
    Visit,
    /// In a video call.
    Video,
    /// By a letter.
    Letter,
    /// By a message.
    Message,
}

/// What was assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssessmentKind {
    /// Whether the process is suitable.
    Suitability,
    /// Whether it is safe, and with what.
    Risk,
}

/// What somebody can need, hope for or want answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// How they want to be spoken to and of.
    Address,
    /// In which language, and what matters about an interpreter.
    Language,
    /// Hearing, sight, reading, moving about, sitting, breaks.
    Access,
    /// Culture and faith.
    Culture,
    /// What is hard for them, and better avoided.
    Triggers,
    /// How they leave the room, where to and with whom.
    Exit,
    /// What they eat and drink, and what not.
    Food,
    /// What they hope for from the meeting.
    Hopes,
    /// What they want answered.
    Questions,
}

impl ContactHow {
    /// How it is said on paper.
    pub fn title(self) -> &'static str {
        match self {
            Self::Phone => "by telephone",
            Self::Visit => "at a visit",
            Self::Video => "by video",
            Self::Letter => "by letter",
            Self::Message => "by message",
        }
    }
}

impl Need {
    /// What it is called on screen and paper.
    pub fn title(self) -> &'static str {
        match self {
            Self::Address => "Spoken to as",
            Self::Language => "Language",
            Self::Access => "Needs in the room",
            Self::Culture => "Culture and faith",
            Self::Triggers => "Hard for them",
            Self::Exit => "If they want to leave",
            Self::Food => "Food and drink",
            Self::Hopes => "Hopes for",
            Self::Questions => "Wants answered",
        }
    }

    /// All of them, in the order in which they are asked.
    pub const ALL: [Self; 9] = [
        Self::Address,
        Self::Language,
        Self::Access,
        Self::Culture,
        Self::Triggers,
        Self::Exit,
        Self::Food,
        Self::Hopes,
        Self::Questions,
    ];
}

/// When somebody comes and goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// When they come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrives: Option<NaiveTime>,
    /// When they leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaves: Option<NaiveTime>,
}

/// What somebody decided by a set of rules: the rules show, a person decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weighing {
    /// The set.
    pub set: RuleSetId,
    /// Its version.
    pub version: u32,
    /// What was answered to its questions.
    pub answers: RuleAnswers,
    /// The rule that it came to.
    pub rule: RuleId,
    /// What follows from that rule.
    pub result: RuleResult,
    /// The rule's own sentence as it stood then; empty in journals of old. The set may be
    /// changed or taken away later.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub because: String,
    /// Who may approve an exception by that rule, or decides instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_approve: Option<String>,
    /// What was decided.
    pub decision: RuleDecision,
    /// Who decided, by name or post.
    pub by: String,
    /// Who approved an exception.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// Why, in a few words; facilitator layer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Words>,
}

/// What a person decided after a set of rules was weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleDecision {
    /// It is offered.
    Offer,
    /// It is not offered.
    DoNotOffer,
    /// Somebody is asked first, or something waited for.
    Wait,
}

impl RuleDecision {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Offer, Self::DoNotOffer, Self::Wait];

    /// What it is called on screen and paper.
    pub fn title(self) -> &'static str {
        match self {
            Self::Offer => "it is offered",
            Self::DoNotOffer => "it is not offered",
            Self::Wait => "somebody is asked first",
        }
    }
}

/// What the words of an event are for and the words themselves, for reading and for filling in.
macro_rules! words_of_preparing {
    ($event:expr, $as_ref:ident) => {{
        use crate::case::PreparingEvent as Preparing;
        match $event {
            Preparing::Contacted { words, .. } | Preparing::NeedSaid { words, .. } => {
                (Some(Purpose::Preparation), words.$as_ref())
            }
            Preparing::Weighed { weighing } => {
                (Some(Purpose::Preparation), weighing.words.$as_ref())
            }
            Preparing::Assessed { measures, .. } => (Some(Purpose::Safety), measures.$as_ref()),
            Preparing::Referred { .. }
            | Preparing::ContactRemoved { .. }
            | Preparing::AssessmentRemoved { .. }
            | Preparing::Interprets { .. }
            | Preparing::SlotSet { .. }
            | Preparing::Ticked { .. }
            | Preparing::Seated { .. } => (None, None),
        }
    }};
}
pub(in crate::case) use words_of_preparing;
