//! Who came to which session of a programme, and who made up for what.

use super::sheet::line;
use crate::case::{Attended, Case, Person, Session};

/// A line for each person of a programme; none where the case is no programme.
///
/// It tells that somebody came and nothing else: neither how it was for them nor why they
/// were away.
pub fn attendance(case: &Case) -> Vec<String> {
    if !case.script.is_programme() {
        return Vec::new();
    }
    let people = case
        .people
        .iter()
        .filter(|person| case.is_of_the_group(person));
    people.map(|person| of(case, person)).collect()
}

fn of(case: &Case, person: &Person) -> String {
    let sessions: Vec<&Session> = case.sessions().collect();
    let titles = |wanted: &dyn Fn(&Session) -> bool| {
        let mut titles: Vec<String> = Vec::new();
        for session in sessions.iter().filter(|session| wanted(session)) {
            let title = title(session);
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        titles.join("; ")
    };
    let came = titles(&|session| case.attended(person.id, session) == Attended::Yes);
    let made_up =
        titles(&|session| matches!(case.attended(person.id, session), Attended::CaughtUp(_)));
    let missed = case.missed(person);
    let missed = titles(&|session| missed.iter().any(|other| other.number == session.number));
    let parts = [
        ("there: ", came),
        ("made up for: ", made_up),
        ("missed: ", missed),
    ];
    let parts = parts.into_iter().filter(|(_, titles)| !titles.is_empty());
    let parts: Vec<String> = parts
        .map(|(before, titles)| format!("{before}{titles}"))
        .collect();
    let name = line(&case.name(person.id));
    if parts.is_empty() {
        format!("{name}: not there yet")
    } else {
        format!("{name}: {}", parts.join(". "))
    }
}

fn title(session: &Session) -> String {
    let kind = session.script.session(&session.kind);
    kind.map_or_else(|| session.kind.to_string(), |kind| line(&kind.title))
}
