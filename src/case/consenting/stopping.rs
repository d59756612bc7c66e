//! What follows for the meeting from what somebody says of a consent.

use super::{ConsentEvent, ConsentStanding};
use crate::case::{Case, Presence, Willing};

/// What follows for the meeting that goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follows {
    /// It stops until it is settled what follows.
    Stops,
    /// Nothing of this person keeps it from going on any more.
    Settles,
    /// It goes on as it did.
    Nothing,
}

impl ConsentEvent {
    /// The event with what follows from it, decided as the case stands before it.
    pub(super) fn with_what_follows(mut self, case: &Case) -> Self {
        let found = follows(case, &self);
        match &mut self {
            Self::Given { settles, .. } => *settles = Some(found == Follows::Settles),
            Self::Withdrawn { stops, .. } => *stops = Some(found == Follows::Stops),
        }
        self
    }

    /// Whether the same was said as in another event, whatever followed from it.
    pub(super) fn says_the_same_as(&self, other: &Self) -> bool {
        let said = |event: &Self| {
            let mut said = event.clone();
            match &mut said {
                Self::Given { settles, .. } => *settles = None,
                Self::Withdrawn { stops, .. } => *stops = None,
            }
            said
        };
        said(self) == said(other)
    }

    /// What follows, as it was recorded; earlier versions left it to be found out anew.
    pub(super) fn what_follows(&self, case: &Case) -> Follows {
        match self {
            Self::Given {
                settles: Some(true),
                ..
            } => Follows::Settles,
            Self::Withdrawn {
                stops: Some(true), ..
            } => Follows::Stops,
            Self::Given {
                settles: Some(false),
                ..
            }
            | Self::Withdrawn {
                stops: Some(false), ..
            } => Follows::Nothing,
            Self::Given { settles: None, .. } | Self::Withdrawn { stops: None, .. } => {
                follows(case, self)
            }
        }
    }
}

/// Whoever takes back what a meeting needs of them stops it while they are in it; a yes settles
/// that once it was the last no, and they are not unwilling besides.
fn follows(case: &Case, event: &ConsentEvent) -> Follows {
    let (id, consent) = (event.person(), event.consent());
    let person = case.person(id);
    let Some(person) = person.filter(|_| case.running().is_ok()) else {
        return Follows::Nothing;
    };
    match event {
        ConsentEvent::Withdrawn { .. } => {
            let known = case.script.consent(consent);
            let required = known.is_some_and(|known| known.required);
            let out = person.presence == Presence::Out && case.may_be_here(id);
            let present = case.takes_part(person) || out;
            if required && present {
                Follows::Stops
            } else {
                Follows::Nothing
            }
        }
        ConsentEvent::Given { .. } => {
            let still_no = case.consents_of(person).iter().any(|known| {
                let standing = case.consent_standing(id, &known.id);
                let taken_back = standing == ConsentStanding::Withdrawn;
                known.required && &known.id != consent && taken_back
            });
            if still_no || person.is_willing() == Willing::Withdrawn {
                Follows::Nothing
            } else {
                Follows::Settles
            }
        }
    }
}
