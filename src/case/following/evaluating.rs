//! That an evaluation form was handed in. What stood on it is no part of a case.
//!
//! A case knows who handed in which form, so that nobody is asked twice, and who typed it in. What
//! was answered lies with the answers of every other case, in no order and at no time, so that
//! nobody can put the two together: not by name, not by their place, not by the clock.

use crate::case::marking::name_or;
use crate::case::{Case, Event, FollowingEvent, PersonId, Refusal, Session, SessionStatus};
use crate::clean::folded;
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

/// Whether somebody runs the meetings, or ran one that was held, whatever they are now or under
/// another process.
fn ran(case: &Case, id: PersonId) -> bool {
    let ran = |session: &Session| {
        let part = session.taking_part.get(&id);
        let mut roles = part.into_iter().flat_map(|part| &part.roles);
        roles.any(|role| {
            let role = session.script.role(role);
            role.is_some_and(|role| role.kind == RoleKind::Facilitator)
        })
    };
    case.holds_kind(id, &[RoleKind::Facilitator]) || case.sessions().any(ran)
}

/// A name as it is compared: people write their own with and without capitals, accents and spaces.
fn plain_name(name: &str) -> String {
    let folded = folded(name);
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.join(" ")
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
    let ran_it = case.people.iter().filter(|person| ran(case, person.id));
    let names = ran_it.map(|person| plain_name(&person.details.name));
    let typist = plain_name(&typed_by);
    if names.into_iter().any(|name| name == typist) {
        return Err(Refusal::TypedByFacilitator);
    }
    Ok(vec![Event::Following(FollowingEvent::FormHandedIn {
        form,
        version,
        person,
        typed_by,
    })])
}
