//! The small conference: two people come, and their meeting begins.

use talking_piece::case::{Attendance, Command, PersonDetails, PersonId, Presence, Willing};
use talking_piece::desk::Desk;
use talking_piece::script::{RoleId, SessionKindId};

const PEOPLE: [PersonId; 2] = [PersonId(1), PersonId(2)];

/// Whoever is responsible and whoever was harmed come, and their meeting begins.
pub fn begin(desk: &mut Desk, names: [&str; 2]) {
    for (name, role) in names.into_iter().zip(["responsible", "harmed"]) {
        run(
            desk,
            Command::AddPerson(PersonDetails {
                name: name.to_owned(),
                roles: vec![RoleId::new(role)],
                supports: None,
                said_as: None,
                attends: Attendance::Room,
            }),
        );
    }
    for person in PEOPLE {
        run(desk, Command::SayWilling(person, Willing::Given));
        run(desk, Command::SetPresence(person, Presence::Here));
    }
    run(
        desk,
        Command::StartSession(SessionKindId::new("conference")),
    );
}

/// Runs a command that is in order.
pub fn run(desk: &mut Desk, command: Command) {
    desk.execute(command).expect("a command that is in order");
}
