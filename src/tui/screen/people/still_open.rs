//! What is still open before a meeting, as things to do and never as errors.

use chrono::NaiveDate;

use crate::case::{
    Assessment, Case, ConsentEvent, ConsentStanding, Person, Presence, SessionStatus, Willing,
};
use crate::script::{RecordKind, RoleKind};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::model::{Model, told_apart};
use crate::tui::widget::{listed, listed_as, width};

/// A shipped process in which people look again at what they agreed.
struct Review {
    id: &'static str,
    title: &'static str,
}

const REVIEW: Review = Review {
    id: "agreement-review",
    title: "Looking at an agreement again",
};
/// The same where a family made its plan.
const FAMILY_REVIEW: Review = Review {
    id: "family-group-conference-review",
    title: "Looking at a family plan again",
};

/// Whether somebody is asked, in private, whether they are willing.
pub(super) fn asks(case: &Case, person: &Person) -> bool {
    person.details.roles.iter().any(|role| {
        case.script
            .role(role)
            .is_some_and(|role| role.asked_if_willing)
    })
}

/// Roles that need somebody and have nobody.
pub(super) fn missing_roles(case: &Case) -> Vec<String> {
    let roles = case.script.roles.iter();
    roles
        .filter_map(|role| {
            let there = case.holders(&role.id).len();
            let wanted = usize::from(role.at_least).checked_sub(there)?;
            match (wanted, there) {
                (0, _) => None,
                (1, 0) => Some(role.name.clone()),
                (1, _) => Some(format!("one more {}", role.name)),
                (several, _) => Some(format!("{several} {}", role.plural)),
            }
        })
        .collect()
}

/// People who have no role that the script knows, as after a case went over to another process.
fn without_role(case: &Case) -> Vec<String> {
    let lacks = |person: &&Person| {
        let mut roles = person.details.roles.iter();
        !roles.any(|role| case.script.role(role).is_some())
    };
    let people = case.people.iter().filter(lacks);
    people.map(|person| told_apart(case, person.id)).collect()
}

/// People who were not yet asked whether they are willing, of those who are here or not, as wanted.
pub(super) fn unasked(case: &Case, wanted: &dyn Fn(Presence) -> bool) -> Vec<String> {
    names(case, &|person| {
        let (presence, willing) = case.of_today(person);
        wanted(presence) && asks(case, person) && willing == Willing::NotAsked
    })
}

/// People who said that they are not willing, and who are here or still waited for all the same.
pub(super) fn unwilling(case: &Case) -> Vec<String> {
    names(case, &|person| match case.of_today(person) {
        (Presence::Expected | Presence::Here | Presence::Out, Willing::Withdrawn) => true,
        (Presence::Left | Presence::Away, Willing::Withdrawn)
        | (_, Willing::NotAsked | Willing::Given) => false,
    })
}

/// People who are still waited for; nobody waits for whoever only sends word.
pub(super) fn awaited(case: &Case) -> Vec<String> {
    // Whoever makes up for a session comes for themselves; nobody else is waited for.
    let somebody = case.people.iter().any(Person::is_here);
    if somebody && is_catching_up(case) {
        return Vec::new();
    }
    names(case, &|person| {
        case.of_today(person).0 == Presence::Expected && !person.sends_word()
    })
}

/// Whether the meeting that goes on makes up for others that somebody missed.
fn is_catching_up(case: &Case) -> bool {
    let kind = case.session_kind().filter(|_| case.running().is_ok());
    let stages = kind.into_iter().flat_map(|kind| &kind.stages);
    let mut prompts = stages.flat_map(|stage| &stage.prompts);
    prompts.any(|prompt| prompt.record == Some(RecordKind::CatchUp))
}

fn names(case: &Case, wanted: &dyn Fn(&Person) -> bool) -> Vec<String> {
    let people = case.people_shown().filter(|person| wanted(person));
    people.map(|person| told_apart(case, person.id)).collect()
}

/// People who were not asked yet for something that a meeting needs of them, of those who are
/// here or not, as wanted.
pub(super) fn not_agreed(case: &Case, wanted: &dyn Fn(Presence) -> bool) -> Vec<String> {
    by_consent(case, wanted, ConsentStanding::NotAsked)
}

/// People who said no to something that a meeting needs of them: that is an answer, and no
/// missing one.
pub(super) fn said_no(case: &Case, wanted: &dyn Fn(Presence) -> bool) -> Vec<String> {
    by_consent(case, wanted, ConsentStanding::Withdrawn)
}

fn by_consent(
    case: &Case,
    wanted: &dyn Fn(Presence) -> bool,
    stands: ConsentStanding,
) -> Vec<String> {
    names(case, &|person| {
        let stands_so = case.consents_of(person).into_iter().any(|consent| {
            consent.required && case.consent_standing(person.id, &consent.id) == stands
        });
        stands_so && wanted(case.of_today(person).0)
    })
}

/// Who, or the whole case, was assessed until a day that is over.
pub fn out_of_date(case: &Case, today: NaiveDate) -> Vec<String> {
    let known = &case.preparing.assessments;
    let holds = |of: &Assessment, other: &Assessment| {
        of.person == other.person
            && of.kind == other.kind
            && other.until.is_none_or(|until| until >= today)
    };
    let old = known.iter().filter(|one| {
        let shown = one.person.is_none_or(|person| case.may_be_here(person));
        let over = one.until.is_some_and(|until| until < today);
        shown && over && !known.iter().any(|other| holds(one, other))
    });
    let mut whom: Vec<String> = old
        .map(|one| {
            one.person
                .map_or_else(|| "The whole case".to_owned(), |id| told_apart(case, id))
        })
        .collect();
    whom.dedup();
    whom
}

/// People of whom it was agreed that they are asked again by now whether a yes stands.
pub fn asked_again(case: &Case, today: NaiveDate) -> Vec<String> {
    names(case, &|person| {
        case.consents_of(person).into_iter().any(|consent| {
            let mut history = case.consent_history(person.id, &consent.id);
            matches!(
                history.next_back().map(|entry| &entry.event),
                Some(ConsentEvent::Given { review: Some(review), .. }) if *review <= today
            )
        })
    })
}

/// Entries of the list for the day that are not ticked today.
fn not_looked_after(case: &Case, today: NaiveDate) -> Vec<String> {
    let entries = case.script.checklist.iter().zip(1_u16..);
    let open = entries.filter(|(_, number)| !case.preparing.is_ticked(*number, today));
    open.map(|(text, _)| {
        let text = case.fill(text, None);
        // Set apart: an entry is a sentence of its own, with commas and colons in it.
        format!("\"{}\"", text.trim_end_matches('.'))
    })
    .collect()
}

/// That a meeting was put off, and how another kind of meeting can begin all the same.
pub(super) fn put_off(case: &Case, model: &Model) -> Option<String> {
    let session = case.session.as_ref()?;
    let SessionStatus::Adjourned { .. } = session.status else {
        return None;
    };
    if case.script.sessions.len() < 2 {
        return None;
    }
    let title = case.session_kind().map_or("It", |kind| kind.title.as_str());
    let go_on = model.key(Action::Begin, &[Context::People]);
    let leave = model.key(Action::Leave, &[Context::Everywhere]);
    Some(format!(
        "\"{title}\" was put off: {go_on} goes on with it. Before another meeting begins, {leave} \
         ends it where it stopped."
    ))
}

/// How people come to look again at what they agreed, once they have agreed on something.
pub(super) fn looking_again(case: &Case, model: &Model) -> Option<String> {
    let is_over = case.running().is_err() && !case.agreement.closings.is_empty();
    let mut roles = case.agreement_script().roles.iter();
    let is_of_a_family = roles.any(|role| role.kind == RoleKind::Family);
    let Review { id, title } = if is_of_a_family {
        FAMILY_REVIEW
    } else {
        REVIEW
    };
    if !is_over || case.script.id.as_str() == id {
        return None;
    }
    let key = model.key(Action::Process, &[Context::People]);
    Some(format!(
        "{key} lets this case go over to another process, such as \"{title}\"; people, what \
         was agreed and the whole history go along."
    ))
}

/// What is still open, in a line each.
pub(super) fn still_to_do(case: &Case, model: &Model, columns: usize) -> Vec<String> {
    let today = case.told(model.now).wall.date_naive();
    let here = |presence| presence == Presence::Here;
    let anybody = |_| true;
    // In the room nobody has to read on a screen what somebody did not agree to.
    let in_the_room = case.running().is_ok();
    let unless_in_the_room = |names: Vec<String>| if in_the_room { Vec::new() } else { names };
    let not_looked_after = unless_in_the_room(not_looked_after(case, today));
    let open = [
        ("Still without a role:", without_role(case)),
        ("Still to be added:", missing_roles(case)),
        ("To be asked in private:", unasked(case, &here)),
        ("Not here yet:", awaited(case)),
        (
            "Said no to what the meeting needs:",
            unless_in_the_room(said_no(case, &anybody)),
        ),
        (
            "Consent still needed from:",
            unless_in_the_room(not_agreed(case, &anybody)),
        ),
        (
            "To be asked again:",
            unless_in_the_room(asked_again(case, today)),
        ),
        (
            "To be assessed again:",
            unless_in_the_room(out_of_date(case, today)),
        ),
    ];
    let open = open.into_iter().filter(|(_, names)| !names.is_empty());
    let mut open: Vec<String> = open
        .map(|(before, names)| listed(before, &names, columns))
        .collect();
    if !not_looked_after.is_empty() {
        let key = model.key(Action::Preparation, &[Context::People]);
        let before = "To look after today:";
        let mut listed = listed_as("things", before, &not_looked_after, columns);
        let way = format!(" {key} leads there.");
        // What is to be done comes before how one gets there.
        if width(&listed) + width(&way) <= columns {
            listed.push_str(&way);
        }
        open.push(listed);
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Answer, Command, ItemDraft, ItemId, PersonId};
    use crate::script::{ItemKind, Outcome};
    use crate::tui::effect::ScreenRequest;
    use crate::tui::testing::{World, script};

    /// The picture of the people once a meeting ended, and whether something was agreed in it.
    fn after(mut world: World, outcome: Outcome) -> String {
        let draft = Box::new(ItemDraft::new(ItemKind::Action, "Tom mends the gate"));
        let (item, from) = (None, None);
        world = world.execute(Command::WordItem { item, draft, from });
        if outcome == Outcome::Agreement {
            world = (1..=3).fold(world, |world, person| {
                let (item, person) = (ItemId(1), PersonId(person));
                world
                    .execute(Command::AnswerItem(item, person, Answer::Yes))
                    .execute(Command::AnswerReadBack(item, person, Answer::Yes))
            });
            world = world.execute(Command::CloseAgreement);
            assert!(!world.screen(80, 24).contains("another process"));
        }
        world
            .execute(Command::EndSession(outcome))
            .open(ScreenRequest::People)
            .screen(120, 40)
    }

    #[test]
    fn once_something_was_agreed_the_next_meeting_may_be_to_look_at_it_again() {
        let picture = after(World::conference(), Outcome::Agreement);
        assert!(
            picture.contains("p lets this case go over to another process, such as"),
            "{picture}"
        );
        let named = format!("\"{}\"", REVIEW.title);
        assert!(picture.contains(&named), "{picture}");
        let mut script = (*script()).clone();
        for role in &mut script.roles {
            if role.kind == RoleKind::Supporter {
                role.kind = RoleKind::Family;
            }
        }
        let of_a_family = World::conference_from(script.into());
        let picture = after(of_a_family, Outcome::Agreement);
        let named = format!("\"{}\"", FAMILY_REVIEW.title);
        assert!(picture.contains(&named), "{picture}");
        let picture = after(World::conference(), Outcome::NotReached);
        assert!(!picture.contains("another process"), "{picture}");
        for (Review { id, title }, shipped) in [
            (
                REVIEW,
                include_str!("../../../../scripts/agreement-review.json"),
            ),
            (
                FAMILY_REVIEW,
                include_str!("../../../../scripts/family-group-conference-review.json"),
            ),
        ] {
            assert!(shipped.contains(&format!("\"title\": \"{title}\"")));
            assert!(shipped.contains(&format!("\"id\": \"{id}\"")));
        }
    }
}
