//! That an evaluation form was handed in. What stood on it is no part of a case.
//!
//! A case knows who handed in which form, so that nobody is asked twice, and who typed it in. What
//! was answered lies with the answers of every other case, in no order and at no time, so that
//! nobody can put the two together: not by name, not by their place, not by the clock.

use crate::case::marking::name_or;
use crate::case::{Case, Event, FollowingEvent, PersonId, Refusal, SessionStatus};
use crate::script::{EvaluationId, RoleKind};

/// That a form was handed in, without what stood on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormReceipt {
    /// Which form.
    pub form: EvaluationId,
    /// Its version.
    pub version: u32,
    /// Who filled it in; none where nobody is to know.
    pub person: Option<PersonId>,
    /// Who typed it in, as they were named: never whoever ran the meeting.
    pub typed_by: String,
}

impl Case {
    /// How many forms of one kind were handed in.
    pub fn forms_handed_in(&self, form: &EvaluationId) -> usize {
        let forms = self.following.forms.iter();
        forms.filter(|known| &known.form == form).count()
    }

    /// Whether somebody handed this form in already.
    pub fn has_handed_in(&self, form: &EvaluationId, person: PersonId) -> bool {
        let mut forms = self.following.forms.iter();
        forms.any(|known| &known.form == form && known.person == Some(person))
    }

    /// Whether a meeting of this case ended, so that there is something to say of it.
    pub fn has_met(&self) -> bool {
        self.sessions()
            .any(|session| session.status == SessionStatus::Ended)
    }
}

pub(super) fn hand_in(case: &Case, receipt: FormReceipt) -> Result<Vec<Event>, Refusal> {
    let FormReceipt {
        form,
        version,
        person,
        typed_by,
    } = receipt;
    if !case.script.evaluations.contains(&form) {
        return Err(Refusal::NotInScript);
    }
    if !case.has_met() {
        return Err(Refusal::NobodyMetYet);
    }
    if let Some(person) = person {
        case.person(person).ok_or(Refusal::NoSuchPerson)?;
        if case.has_handed_in(&form, person) {
            return Err(Refusal::FormHandedIn(person));
        }
    }
    let typed_by = name_or(Refusal::TypistMissing, &typed_by)?;
    let ran_it = case.people.iter().any(|known| {
        case.holds_kind(known.id, &[RoleKind::Facilitator])
            && known.details.name.to_lowercase() == typed_by.to_lowercase()
    });
    if ran_it {
        return Err(Refusal::TypedByFacilitator);
    }
    Ok(vec![Event::Following(FollowingEvent::FormHandedIn {
        form,
        version,
        person,
        typed_by,
    })])
}
