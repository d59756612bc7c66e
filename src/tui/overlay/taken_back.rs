//! What somebody of the other side takes back while this side is met, as on the telephone.
//!
//! Names alone are shown, and what anybody in these roles is asked for: never how it stands. It
//! is the facilitator's alone, so that the circle sees a pause and no more.

use super::Choices;
use crate::case::{CarryingCommand, Case, Command, ConsentCommand, HowSaid, Person, Said, Willing};
use crate::tui::effect::{Effect, Message, OverlayRequest, TakenBack};
use crate::tui::model::{Model, told_apart};

/// It stands where everybody in the room can read it.
const RECORDED: &str = "Recorded.";
const NOT_AFTER_ALL: &str = "Nothing after all";

impl Choices {
    /// That somebody of the other side takes something back: who it is, and then what. Names are
    /// on the screen only once nobody else sees it.
    pub fn taken_back_elsewhere(asked: TakenBack, model: &Model) -> Option<Self> {
        let case = model.case()?;
        let mut people = case.people.iter();
        people.find(|person| !case.may_be_here(person.id))?;
        match asked {
            TakenBack::Unseen => Some(unseen()),
            TakenBack::Who => Some(who(case)),
            TakenBack::What(person) => Some(what(case, case.person(person)?, model)),
        }
    }
}

fn unseen() -> Choices {
    let ask = OverlayRequest::TakenBackElsewhere(TakenBack::Who);
    let ways = vec![
        (NOT_AFTER_ALL.to_owned(), Vec::new()),
        (
            "Nobody else sees the screen: go on".to_owned(),
            vec![Effect::Push(ask)],
        ),
    ];
    let about = "Names come next. Turn the screen away first, or step outside with it.";
    Choices::new("Does nobody else see the screen?", about, ways).apart()
}

fn who(case: &Case) -> Choices {
    let people = case.people.iter();
    let elsewhere = people.filter(|person| !case.may_be_here(person.id));
    let ways = elsewhere.map(|person| {
        let ask = OverlayRequest::TakenBackElsewhere(TakenBack::What(person.id));
        (told_apart(case, person.id), vec![Effect::Push(ask)])
    });
    let asked = Choices::new(
        "Who takes something back?",
        "They are not in the room. It is recorded now, and shown once this visit is over.",
        std::iter::once((NOT_AFTER_ALL.to_owned(), Vec::new()))
            .chain(ways)
            .collect(),
    );
    asked.apart()
}

fn what(case: &Case, person: &Person, model: &Model) -> Choices {
    let recorded = |command: Command| {
        let said = Message::done(RECORDED);
        vec![Effect::Execute(command), Effect::Say(said)]
    };
    let no = Command::SayWilling(person.id, Willing::Withdrawn);
    let carries = case.script.carries();
    let no_more = if carries {
        "They no longer want to take part; nothing further goes"
    } else {
        "They no longer want to take part"
    };
    let mut ways = vec![
        (NOT_AFTER_ALL.to_owned(), Vec::new()),
        (no_more.to_owned(), recorded(no)),
    ];
    if carries {
        let all = Command::Carrying(CarryingCommand::WithdrawAll(person.id));
        let text = "Their yes to passing on what was not passed on yet".to_owned();
        ways.push((text, recorded(all)));
    }
    let on = case.told(model.now).wall.date_naive();
    ways.extend(case.consents_of(person).into_iter().map(|consent| {
        let said = Said {
            how: HowSaid::Voice,
            on,
            by: case.name_of_who_runs_it(),
        };
        let taken_back = ConsentCommand::Withdraw {
            person: person.id,
            consent: consent.id.clone(),
            said,
        };
        let purpose = &consent.purpose;
        let text = if consent.required && carries {
            format!("Their yes: to {purpose}; nothing further goes")
        } else {
            format!("Their yes: to {purpose}")
        };
        (text, recorded(Command::Consent(taken_back)))
    }));
    let about = "Nobody has to say why. What was passed on stays as it was.";
    Choices::new("What is taken back?", about, ways).apart()
}

#[cfg(test)]
mod tests {
    use crate::case::{CarriedKind, CarryingCommand, Command, PersonId, Presence, Willing};
    use crate::script::SessionKindId;
    use crate::tui::testing::World;

    const SHUTTLE: &str = include_str!("../../../scripts/shuttle.json");
    const ROSE: PersonId = PersonId(1);
    const TOM: PersonId = PersonId(2);

    fn visit(world: World, who: PersonId, kind: &str) -> World {
        world
            .execute(Command::SetPresence(who, Presence::Here))
            .execute(Command::StartSession(SessionKindId::new(kind)))
    }

    /// Rose offered something, and now Tom is visited.
    fn with_tom() -> World {
        let offer = CarryingCommand::Offer {
            kind: CarriedKind::Message,
            from: ROSE,
            to: TOM,
            answers: None,
            item: None,
            text: "CANARY why my door?".to_owned(),
            helped_by: None,
        };
        let world = visit(World::between(SHUTTLE), ROSE, "first-harmed")
            .execute(Command::Carrying(offer))
            .execute(Command::EndSession(
                crate::script::Outcome::NoAgreementWanted,
            ));
        visit(world, TOM, "first-responsible")
    }

    /// On the upper half, below the line of the stage, the circle sees a pause and nothing else.
    fn shows_a_pause(picture: &str) {
        let rows = picture.lines().count();
        let upper: Vec<&str> = picture.lines().take(rows / 2).skip(1).collect();
        assert_eq!(upper.concat().trim(), "A pause", "{picture}");
    }

    #[test]
    fn somebody_of_the_other_side_takes_something_back_and_nothing_of_them_shows() {
        let mut world = with_tom().press("z");
        for (columns, rows) in [(80, 24), (120, 40)] {
            let picture = world.screen(columns, rows);
            shows_a_pause(&picture);
            assert!(!picture.contains("Rose"), "{picture}");
        }
        let mut world = world.press("2 enter");
        for (columns, rows) in [(80, 24), (120, 40)] {
            shows_a_pause(&world.screen(columns, rows));
        }
        insta::assert_snapshot!("taken_back_who_80x24", world.screen(80, 24));
        let mut world = world.press("2 enter");
        for (columns, rows) in [(80, 24), (120, 40)] {
            shows_a_pause(&world.screen(columns, rows));
        }
        let picture = world.screen(80, 24);
        insta::assert_snapshot!("taken_back_what_80x24", picture);
        insta::assert_snapshot!("taken_back_what_120x40", world.screen(120, 40));
        assert!(!picture.contains("CANARY"), "{picture}");
        let mut world = world.press("2 enter");
        let picture = world.screen(80, 24);
        assert!(picture.contains("Recorded."), "{picture}");
        let names_her = picture.contains("Rose") || picture.contains("visit is over");
        assert!(!names_her, "{picture}");
        let case = world.app.model().case().unwrap();
        assert!(case.person(ROSE).unwrap().willing.is_empty());
        let mut world = world
            .press("space")
            .execute(Command::EndSession(crate::script::Outcome::EndedEarly));
        let case = world.app.model().case().unwrap();
        let said = case.person(ROSE).unwrap().is_willing();
        assert_eq!(said, Willing::Withdrawn);
        assert!(!world.screen(80, 24).contains("How to go on"));
    }

    #[test]
    fn where_everybody_may_be_seen_there_is_no_such_key() {
        let world = World::conference().press("z");
        assert!(world.app.overlays().is_empty());
    }
}
