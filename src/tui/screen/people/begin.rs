//! Beginning the meeting: what is not so yet is named first, with the key that answers it.

use chrono::NaiveDate;

use super::still_open::{
    asked_again, asks, awaited, missing_roles, not_agreed, out_of_date, said_no, unasked, unwilling,
};
use crate::case::{Case, Command, Person, Presence, Refusal, SessionStatus, Willing};
use crate::script::{RoleKind, SessionKind, in_a_row};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message, OverlayRequest, Question, ScreenRequest};
use crate::tui::model::{Model, told_apart};
use crate::tui::widget::listed;

/// Columns of a line in the question.
const COLUMNS: usize = 54;

/// Begins the meeting, goes on with it, or goes back to it.
pub(super) fn begin(model: &Model) -> Vec<Effect> {
    let Some(case) = model.case() else {
        return Vec::new();
    };
    let begin = match case.session.as_ref().map(|session| session.status) {
        Some(SessionStatus::Running) => return vec![Effect::Open(ScreenRequest::WhereWeAre)],
        Some(SessionStatus::Adjourned { .. }) => Effect::Execute(Command::ResumeSession),
        None | Some(SessionStatus::Ended) => match case.script.sessions.as_slice() {
            [only] => Effect::Execute(Command::StartSession(only.id.clone())),
            _ => Effect::Push(OverlayRequest::Begin(Vec::new(), None)),
        },
    };
    // Without anybody no meeting begins, whatever else is answered.
    if let Some(refusal @ Refusal::NobodyListed) = model.disabled(Action::Begin) {
        return vec![Effect::Refuse(refusal)];
    }
    // A visit to one side asks by itself who of it is there, and the other side is not awaited;
    // where one of several kinds is chosen first, the choice asks.
    if asks_by_itself(case) {
        return vec![begin];
    }
    let open = open_before_it(case, model);
    if comes_by_itself(case, &open, model) {
        return as_in_practice(case, begin, model);
    }
    if open.is_empty() {
        return vec![begin];
    }
    vec![ask_all_the_same(&open, begin)]
}

/// Begins a meeting for everybody that was chosen among kinds of which some are with one side
/// alone: what is open is named first. In practice those come for whom it is.
pub(in crate::tui) fn begin_chosen(case: &Case, kind: &SessionKind, model: &Model) -> Vec<Effect> {
    let start = Effect::Execute(Command::StartSession(kind.id.clone()));
    let open = open_before_it(case, model);
    if comes_by_itself(case, &open, model) {
        let come = who_comes_to(case, kind, come_in_practice(case));
        let said = Message::done(said_in_practice(case, model));
        let effects = come.into_iter().map(Effect::Execute);
        return effects.chain([start, Effect::Say(said)]).collect();
    }
    if open.is_empty() {
        return vec![start];
    }
    vec![ask_all_the_same(&open, start)]
}

/// Of commands that let people come, those of people whom the script of this kind of meeting does
/// not have out of the room.
pub(in crate::tui) fn who_comes_to(
    case: &Case,
    kind: &SessionKind,
    mut come: Vec<Command>,
) -> Vec<Command> {
    come.retain(|command| {
        let Command::SetPresence(person, _) = command else {
            return true;
        };
        // A talk that makes up for a meeting is for whoever missed one.
        let has_missed = |person: &Person| {
            !kind.makes_up() || !case.is_of_the_group(person) || !case.missed(person).is_empty()
        };
        case.person(*person).is_none_or(|person| {
            !kind.has_no_place_for(&person.details.roles) && has_missed(person)
        })
    });
    come
}

/// Whether what comes next asks who is there, or is asked about once its kind is chosen.
fn asks_by_itself(case: &Case) -> bool {
    match &case.session {
        Some(session) if session.ended.is_none() => case
            .script
            .session(&session.kind)
            .is_some_and(|kind| !kind.with.is_empty()),
        Some(_) | None => case.script.has_sides(),
    }
}

fn ask_all_the_same(open: &[String], begin: Effect) -> Effect {
    let (ask, yes) = match begin {
        Effect::Execute(Command::ResumeSession) => ("Go on all the same?", "Go on now"),
        _ => ("Begin all the same?", "Begin now"),
    };
    let question = Question {
        ask: ask.to_owned(),
        about: open.join("\n"),
        yes: yes.to_owned(),
        no: "Not yet".to_owned(),
        then: vec![begin],
        otherwise: Vec::new(),
    };
    Effect::Push(OverlayRequest::Confirm(Box::new(question)))
}

/// Enters a meeting that was held before; asks which, where the script has several kinds.
pub(super) fn held_before(model: &Model) -> Vec<Effect> {
    let kinds = model.case().map_or(&[][..], |case| &case.script.sessions);
    let ask = match kinds {
        [only] => OverlayRequest::HeldBefore(only.id.clone()),
        _ => OverlayRequest::WhichHeldBefore,
    };
    vec![Effect::Push(ask)]
}

/// Whether a practice meeting waits for people, however many were put down as here already, and
/// lacks nothing else but what they say in private.
///
/// Where everybody who is here was asked, and somebody of them runs the meeting, it can begin as it
/// stands: so it is practised, too, that somebody comes later.
fn comes_by_itself(case: &Case, open: &[String], model: &Model) -> bool {
    let runs_it = |person: &Person| {
        let mut roles = person.details.roles.iter();
        let runs = roles.any(|id| {
            let role = case.script.role(id);
            role.is_some_and(|role| role.kind == RoleKind::Facilitator)
        });
        runs && case.of_today(person).0 == Presence::Here
    };
    if open.is_empty() && case.people.iter().any(runs_it) {
        return false;
    }
    let stay = stays_away(case);
    let others_willing = [unwilling(case), said_no(case, &|_| true)].concat();
    model.is_practice()
        && missing_roles(case).is_empty()
        && others_willing.iter().all(|name| stay.contains(name))
        && !come_in_practice(case).is_empty()
}

/// Whoever said no before this sitting and did not come back to it.
fn stays_away(case: &Case) -> Vec<String> {
    let people = case.people.iter();
    let stay = people.filter(|person| case.said_no_before(person));
    stay.map(|person| told_apart(case, person.id)).collect()
}

/// Nobody has to be waited for who does not exist: whoever practises is in the meeting at once,
/// but for those of whom it was said that they are not coming.
/// What nobody was asked in private is said, for it can be asked from the room as well.
///
/// Where a kind of meeting is chosen first, people come with the choice, and putting the panel
/// away leaves everything as it was.
fn as_in_practice(case: &Case, begin: Effect, model: &Model) -> Vec<Effect> {
    let come = match case.script.sessions.as_slice() {
        [only] => who_comes_to(case, only, come_in_practice(case)),
        _ => come_in_practice(case),
    };
    let said = Message::done(said_in_practice(case, model));
    if let Effect::Push(OverlayRequest::Begin(..)) = begin {
        return vec![Effect::Push(OverlayRequest::Begin(come, Some(said)))];
    }
    let mut effects: Vec<Effect> = come.into_iter().map(Effect::Execute).collect();
    effects.extend([begin, Effect::Say(said)]);
    effects
}

/// Whoever sent a letter, or somebody to speak for them, stays at home in practice too.
fn come_in_practice(case: &Case) -> Vec<Command> {
    let people = case.people.iter().filter(|person| !person.sends_word());
    // A no of an earlier day stands until it is taken back, in practice as well.
    let people = people.filter(|person| !case.said_no_before(person));
    let waited_for = people.filter(|person| case.of_today(person).0 == Presence::Expected);
    let come = |person: &Person| Command::SetPresence(person.id, Presence::Here);
    waited_for.map(come).collect()
}

fn said_in_practice(case: &Case, model: &Model) -> String {
    let list = model.key(Action::People, &[Context::Room]);
    let ask = model.key(Action::Willing, &[Context::People]);
    let to_ask = case.people.iter().filter(|person| asks(case, person));
    let away = |person: &Person| match case.of_today(person).0 {
        Presence::Away | Presence::Out | Presence::Left => true,
        Presence::Expected | Presence::Here => case.said_no_before(person),
    };
    let everybody = if case.people.iter().any(away) {
        "everybody else"
    } else {
        "everybody"
    };
    let unasked = unasked(case, &|_| true).len();
    let who = match unasked {
        0 => return format!("In practice {everybody} is here; {list} shows and changes it."),
        _ if unasked == to_ask.count() => "nobody was",
        _ => "not everybody was",
    };
    format!("In practice {everybody} is here; {who} asked in private: {list}, then {ask}.")
}

/// What is not so yet and how it is answered; nothing where the meeting can simply begin.
fn open_before_it(case: &Case, model: &Model) -> Vec<String> {
    let missing = missing_roles(case);
    let here = |person: &Person| case.of_today(person).0 == Presence::Here;
    let nobody_here = !case.people.iter().any(here);
    let takes_part = |presence| match presence {
        Presence::Here => true,
        Presence::Expected | Presence::Out | Presence::Left => nobody_here,
        Presence::Away => false,
    };
    let unasked = unasked(case, &takes_part);
    let unwilling = unwilling(case);
    let consents = about_consents(case, &takes_part, model.now.wall.date_naive());
    let all_said = unasked.is_empty() && unwilling.is_empty() && consents.is_empty();
    if missing.is_empty() && !nobody_here && all_said {
        return Vec::new();
    }
    let mut open = Vec::new();
    let mut keys = Vec::new();
    let mut say = |action, what: &str| {
        let key = model.keymap.key_in(action, &[Context::People]);
        keys.extend(key.map(|key| format!("{key} {what}")));
    };
    if !missing.is_empty() {
        open.push(listed("Still to be added:", &missing, COLUMNS));
        say(Action::Add, "adds somebody");
    }
    if nobody_here {
        open.push("Nobody is recorded as here.".to_owned());
    } else if !awaited(case).is_empty() {
        open.push(listed("Not here yet:", &awaited(case), COLUMNS));
    }
    if !awaited(case).is_empty() {
        say(Action::Arrival, "records who comes");
    }
    if !unwilling.is_empty() {
        open.push(one_below(
            "Said in private that they are not willing:",
            &unwilling,
        ));
        let here =
            |person: &Person| person.is_here() && case.of_today(person).1 == Willing::Withdrawn;
        if case.people.iter().any(here) {
            say(Action::Arrival, "records who leaves");
        } else {
            say(Action::NotComing, "records who is not coming");
        }
    }
    if !unasked.is_empty() {
        open.push(one_below(
            "Not asked in private whether they are willing:",
            &unasked,
        ));
    }
    if !unasked.is_empty() || !unwilling.is_empty() {
        say(Action::Willing, "records what they said");
    }
    for (line, action, what) in consents {
        open.push(line);
        say(action, what);
    }
    open.push(format!("\nOn the list of people, {}.", keys.join(", ")));
    open
}

/// What people said, or were not asked yet, of what the meeting needs, and what is out of date;
/// with what answers it.
fn about_consents(
    case: &Case,
    takes_part: &dyn Fn(Presence) -> bool,
    today: NaiveDate,
) -> Vec<(String, Action, &'static str)> {
    let mut said = Vec::new();
    let no = said_no(case, takes_part);
    if !no.is_empty() {
        said.push(format!(
            "{} said no to what the meeting needs.",
            in_a_row(&no)
        ));
    }
    let missing = not_agreed(case, takes_part);
    if !missing.is_empty() {
        let what = "Did not agree yet to what the meeting needs:";
        said.push(one_below(what, &missing));
    }
    let mut lines = Vec::new();
    if !said.is_empty() {
        lines.push((said.join("\n"), Action::Consents, "records it"));
    }
    let old = [out_of_date(case, today), asked_again(case, today)].concat();
    if !old.is_empty() {
        let what = one_below("To be asked or assessed again:", &old);
        lines.push((what, Action::ForTheRoom, "shows what is out of date"));
    }
    lines
}

fn one_below(what: &str, names: &[String]) -> String {
    format!("{what}\n{}", listed(" ", names, COLUMNS))
}

#[cfg(test)]
mod tests {
    use crate::case::Person;
    use crate::tui::testing::{World, script};

    #[test]
    fn in_practice_those_still_waited_for_come_also_after_one_was_put_down_as_here() {
        for keys in ["h b", "h up w enter b"] {
            let world = World::to_practise(script()).press(keys);
            let case = world.app.model().case().unwrap();
            assert!(case.running().is_ok(), "{keys}");
            assert!(case.people.iter().all(Person::is_here), "{keys}");
        }
    }
}
