//! What stands on each page of a case.

use crate::case::spoken_date::spell_out;
use crate::case::{
    Case, ClosedAgreement, Counted, NotCounted, Now, Person, Session, SessionStatus, Waiting,
    item_details,
};
use crate::desk::Desk;
use crate::document::counting::why_not;
use crate::document::paper::{Print, agreement};
use crate::document::{self, fidelity, form};
use crate::script::capitalized;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::model::{Model, told_apart};
use crate::tui::screen::another_way;
use crate::tui::theme::Role;

pub(in crate::tui::screen) type Lines = Vec<(String, Role)>;

pub(super) fn text(text: impl Into<String>) -> (String, Role) {
    (text.into(), Role::Text)
}

pub(super) fn strong(text: impl Into<String>) -> (String, Role) {
    (text.into(), Role::Strong)
}

pub(super) fn quiet(text: impl Into<String>) -> (String, Role) {
    (text.into(), Role::Quiet)
}

pub(super) fn gap() -> (String, Role) {
    text("")
}

/// What the case is, how long it is kept, how each meeting ended, and who took part. `copied` says
/// how its copy stands, `kept` how long it is kept.
pub(super) fn case(case: &Case, model: &Model, copied: Lines, kept: Lines) -> Lines {
    let mut lines = vec![strong(format!("{}, {}", case.reference, case.script.title))];
    if model.is_practice() {
        lines.push(text(
            "A practice case: nobody in it is real, and it is never counted.",
        ));
    }
    lines.extend(case.opened.map(|at| quiet(format!("Begun {}.", when(at)))));
    lines.extend(copied);
    lines.extend(case.closed_in_words().map(strong));
    lines.extend(kept);
    let remarks = model.desk.as_ref().map_or(&[][..], Desk::remarks);
    lines.extend(remarks.iter().map(|remark| (remark.clone(), Role::Warning)));
    let sessions = case.earlier_sessions.iter().chain(&case.session);
    for session in sessions {
        lines.push(gap());
        lines.extend(meeting(case, session, model.is_practice()));
    }
    lines.extend(waiting(case, model));
    if case.session.is_none() {
        lines.extend([gap(), text("No meeting has begun.")]);
    }
    if let Some((asked, how)) = another_way(case, model, Context::CasePage) {
        lines.extend([gap(), strong(asked), text(how)]);
    }
    lines.extend([gap(), strong("People")]);
    lines.extend(case.people.iter().map(|person| text(who(case, person))));
    let came = document::attendance::attendance(case);
    if !came.is_empty() {
        lines.extend([gap(), strong("Who came")]);
        lines.extend(came.into_iter().map(text));
    }
    lines
}

/// What was left for later once the last meeting was over, and the key that leads there.
fn waiting(case: &Case, model: &Model) -> Lines {
    let waiting = Waiting::of(case).in_words();
    if waiting.is_empty() {
        return Vec::new();
    }
    let key = model.key(Action::WrapUp, &[Context::CasePage]);
    let said = format!("Left for later: {}.", waiting.join(", "));
    vec![gap(), strong(said), text(format!("{key} goes on with it."))]
}

fn meeting(case: &Case, session: &Session, practice: bool) -> Lines {
    let kind = session.script.session(&session.kind);
    let mut lines = vec![
        strong(called(session)),
        text(format!("Began {}.", when(session.started))),
    ];
    if session.sitting > 1 {
        lines.push(text(format!("Held in {} sittings.", session.sitting)));
    }
    match (&session.status, &session.ended) {
        (_, Some(ended)) => {
            lines.push(strong(format!(
                "{}, {}.",
                session.title_of(ended.outcome),
                when(ended.at)
            )));
            let own = session.ended_as().map(|label| case.fill(label, None));
            let own = own.map(|label| format!("Recorded as: {}.", label.trim_end_matches('.')));
            lines.extend(own.map(text));
            if ended.change_method {
                lines.push(text("People wanted to go on in another way."));
            }
            let label = ended.reason.as_ref().map(|id| {
                let reasons = kind.map_or(&[][..], |kind| kind.end_reasons.as_slice());
                let known = reasons.iter().find(|reason| &reason.id == id);
                known.map_or("Another reason", |reason| reason.label.as_str())
            });
            lines.extend(label.map(|label| text(format!("What led to it: {label}."))));
        }
        (SessionStatus::Running, None) => lines.push(text("It is going on.")),
        (SessionStatus::Adjourned { until: Some(day) }, None) => {
            lines.push(text(format!("It goes on {}.", spell_out(*day))));
        }
        (SessionStatus::Adjourned { until: None } | SessionStatus::Ended, None) => {
            lines.push(text("It goes on another day."));
        }
    }
    lines.extend(gone_on_without(case, session));
    if session.ended.is_some() {
        lines.push(text(match session.counts(practice) {
            Counted::Yes => "It is counted.".to_owned(),
            Counted::No(why) => {
                let why: Vec<String> = why.iter().map(|why| why_not(case, session, why)).collect();
                format!("Not counted: {}.", why.join("; "))
            }
        }));
    }
    lines
}

/// What the meeting went on without, with who decided that and why, while the reason is kept.
fn gone_on_without(case: &Case, session: &Session) -> Lines {
    let gates = session.gates.iter();
    let gone_on = gates.filter_map(|(gate, (_, reason))| {
        let reason = reason.as_ref()?.text()?;
        let by = session.gate_deciders.get(gate);
        let by = by.map_or("Somebody", String::as_str);
        let what = why_not(case, session, &NotCounted::GateNotMet(gate.clone()));
        Some(text(format!(
            "{}. {by} decided to go on: {reason}",
            capitalized(&what)
        )))
    });
    gone_on.collect()
}

fn who(case: &Case, person: &Person) -> String {
    let roles: Vec<String> = person
        .details
        .roles
        .iter()
        .map(|id| {
            let role = case.script.role(id);
            role.map_or_else(|| id.to_string(), |role| role.name.clone())
        })
        .collect();
    let beside = person.details.supports.map_or_else(String::new, |id| {
        format!(", beside {}", told_apart(case, id))
    });
    // Whoever was asked to no meeting, as the other side of visits, did not stay away.
    let asked = case
        .sessions()
        .any(|session| case.could_be_in(person, &session.kind));
    let absent = match document::who_came::heard_how(case, person) {
        _ if person.ever_came() => String::new(),
        Some(how) => format!("; {how}"),
        None if asked => "; did not come".to_owned(),
        None => String::new(),
    };
    format!(
        "{} ({}){beside}{absent}",
        person.details.name,
        roles.join(", ")
    )
}

/// The plan as it was agreed, as it stands on paper.
pub(super) fn plan(case: &Case, practice: bool) -> Lines {
    match agreement(case, practice, Print::Usual) {
        Some(paper) => on_paper(&form::text::write(&paper)),
        None => match case.agreement.closings.last() {
            Some((_, closed)) if closed.brought => brought(case, closed),
            Some(_) | None => vec![text(format!(
                "No {} was closed in this case.",
                case.script.vocabulary.agreement
            ))],
        },
    }
}

/// How each meeting followed its script, as it stands on paper.
pub(in crate::tui::screen) fn fidelity(case: &Case, practice: bool) -> Lines {
    match fidelity::fidelity(case, practice, Print::Usual) {
        Some(paper) => on_paper(&form::text::write(&paper)),
        None => vec![text("No meeting has begun.")],
    }
}

/// What was agreed elsewhere: there are no papers of it here, and nobody's yes.
fn brought(case: &Case, closed: &ClosedAgreement) -> Lines {
    let mut lines = vec![text(
        "Made elsewhere and brought along; its papers, with everybody's yes, are there.",
    )];
    for (number, item) in (1..).zip(&closed.items) {
        lines.push(gap());
        lines.push(strong(format!("{number}. {}", item.draft.text)));
        let details = item_details(case, &item.draft).into_iter();
        lines.extend(details.map(|(what, words)| text(format!("{what}: {words}"))));
    }
    lines
}

/// What happened when.
pub(super) fn timeline(case: &Case, practice: bool) -> Lines {
    on_paper(&document::timeline::write(case, practice))
}

/// Lines of a paper; a line of dashes tells that the one before is a heading.
fn on_paper(paper: &str) -> Lines {
    let mut lines: Lines = Vec::new();
    for line in paper.lines() {
        let is_rule = line.len() > 2 && line.bytes().all(|letter| letter == b'-');
        match lines.last_mut() {
            Some((_, role)) if is_rule => *role = Role::Strong,
            Some(_) | None => lines.push(text(line)),
        }
    }
    lines
}

/// Who came to each meeting, and what each answered for themselves; for the facilitator's eyes.
pub(super) fn attendance(case: &Case) -> Lines {
    let mut lines = Vec::new();
    for session in case.sessions() {
        lines.push(strong(called(session)));
        lines.push(quiet(format!("Began {}.", when(session.started))));
        let who = document::who_came::of(case, session);
        let said = who.in_words(|id| told_apart(case, id));
        lines.extend(said.into_iter().map(text));
        for asked in document::who_came::own_answers(case, session) {
            lines.push(text(format!("Asked alone: {}", asked.question)));
            let given = asked.given.into_iter();
            lines.extend(
                given.map(|(id, answer)| text(format!("  {}: {answer}", told_apart(case, id)))),
            );
        }
        lines.push(gap());
    }
    if lines.is_empty() {
        lines.push(text("No meeting has begun."));
    }
    lines
}

/// What a meeting is called: its kind and its number in the case.
pub(super) fn called(session: &Session) -> String {
    let kind = session.script.session(&session.kind);
    let title = kind.map_or(session.kind.as_str(), |kind| &kind.title);
    format!("{title} {}", session.number)
}

pub(super) fn when(at: Now) -> String {
    format!(
        "{}, {}",
        spell_out(at.wall.date_naive()),
        at.wall.format("%H:%M")
    )
}
