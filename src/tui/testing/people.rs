//! People on the list of a case, for tests.

use crate::case::{Command, PersonDetails, Presence, Willing};
use crate::desk::Desk;
use crate::script::RoleId;

/// A case with people by name, role and the place of whom they support.
pub(super) fn with_list(mut desk: Desk, people: &[(&str, &str, Option<usize>)]) -> Desk {
    for (name, role, supports) in people {
        let supports = supports.and_then(|place| Some(desk.case().people.get(place)?.id));
        let details = PersonDetails {
            name: (*name).to_owned(),
            roles: vec![RoleId::new(*role)],
            supports,
            said_as: None,
            attends: crate::case::Attendance::Room,
        };
        desk.execute(Command::AddPerson(details))
            .expect("a person is added");
    }
    desk
}

/// The same, and all of them are here.
pub(super) fn with_people(desk: Desk, people: &[(&str, &str, Option<usize>)]) -> Desk {
    let mut desk = with_list(desk, people);
    let ids: Vec<_> = desk.case().people.iter().map(|person| person.id).collect();
    for id in ids {
        let came = desk.execute(Command::SetPresence(id, Presence::Here));
        came.expect("a person comes");
        let willing = desk.execute(Command::SayWilling(id, Willing::Given));
        willing.expect("a person is willing");
    }
    desk
}
