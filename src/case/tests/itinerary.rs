use crate::case::given::script::{ask, conference, prompt, stage};
use crate::case::given::*;
use crate::case::*;
use crate::script::{
    Choice, Condition, DecisionId, OutcomeId, PromptKind, RoleId, Script, StageId, TurnPattern,
};

fn begun(script: Script) -> Given {
    Given::of(script)
        .people([
            ("Mira", "harmed"),
            ("Tom", "responsible"),
            ("Tim", "responsible"),
            ("Ola", "observer"),
            ("Fay", "facilitator"),
        ])
        .here()
        .begun()
}

/// A conference of one stage with these prompts, each to a role.
fn asking(pattern: TurnPattern, prompts: &[(&str, &str)]) -> Script {
    let mut script = conference();
    let prompts = prompts.iter().map(|(id, to)| ask(id, to)).collect();
    let mut only = stage("only", prompts);
    only.turns = pattern;
    script.sessions[0].stages = vec![only];
    script
}

fn turns(case: &Case) -> Vec<String> {
    let turns = case.itinerary().into_iter();
    turns
        .map(|turn| match turn.key.person {
            Some(person) => format!("{} {person}", turn.key.prompt),
            None => turn.key.prompt.to_string(),
        })
        .collect()
}

fn present(role: &str) -> Condition {
    Condition {
        present: Some(RoleId::new(role)),
        ..Condition::default()
    }
}

#[test]
fn one_question_goes_to_everybody_before_the_next() {
    let script = asking(
        TurnPattern::ByQuestion,
        &[("a", "responsible"), ("b", "responsible")],
    );
    begun(script).shows(|case| assert_eq!(turns(case), ["a P2", "a P3", "b P2", "b P3"]));
}

#[test]
fn one_person_hears_all_their_questions_before_the_next() {
    let script = asking(
        TurnPattern::ByPerson,
        &[("a", "responsible"), ("b", "responsible"), ("c", "harmed")],
    );
    let expected = ["a P2", "b P2", "a P3", "b P3", "c P1"];
    begun(script).shows(|case| assert_eq!(turns(case), expected));
}

#[test]
fn what_is_said_to_the_room_or_done_by_the_facilitator_is_one_turn() {
    let script = asking(TurnPattern::ByPerson, &[("a", "room"), ("b", "me")]);
    begun(script).shows(|case| assert_eq!(turns(case), ["a", "b"]));
}

#[test]
fn each_means_everybody_with_a_voice() {
    let script = asking(TurnPattern::Round, &[("a", "each")]);
    begun(script).shows(|case| assert_eq!(turns(case), ["a P1", "a P2", "a P3"]));
}

#[test]
fn whoever_has_to_be_out_of_the_room_has_no_turn() {
    let mut script = asking(TurnPattern::Round, &[("a", "each")]);
    script.sessions[0].stages[0].room.outside = vec![RoleId::new("harmed")];
    begun(script).shows(|case| assert_eq!(turns(case), ["a P2", "a P3"]));
}

#[test]
fn turns_keep_their_names_whatever_the_order_becomes() {
    let script = asking(TurnPattern::Round, &[("a", "each")]);
    let given = begun(script);
    let position = given.case.position().cloned();
    given
        .after(Command::ChooseOrder(vec![p(3), p(2), p(1)], None))
        .shows(|case| {
            assert_eq!(turns(case), ["a P3", "a P2", "a P1"]);
            assert_eq!(case.position().cloned(), position);
        });
}

#[test]
fn somebody_who_turns_up_speaks_after_those_in_the_chosen_order() {
    let script = asking(TurnPattern::Round, &[("a", "each")]);
    begun(script)
        .after(Command::ChooseOrder(vec![p(3), p(2), p(1)], None))
        .after(Command::AddPerson(person("Ann", "supporter")))
        .shows(|case| assert_eq!(turns(case), ["a P3", "a P2", "a P1", "a P6"]));
}

#[test]
fn a_turn_of_somebody_who_is_not_here_stays_in_the_list() {
    let script = asking(TurnPattern::Round, &[("a", "each")]);
    begun(script)
        .after(Command::SetPresence(p(2), Presence::Out))
        .shows(|case| {
            let here: Vec<bool> = case.itinerary().iter().map(|turn| turn.here).collect();
            assert_eq!(here, [true, false, true]);
            assert_eq!(case.next_turn().unwrap().key.person, Some(p(3)));
        });
}

#[test]
fn conditions_look_at_who_is_here_and_what_was_chosen() {
    let chosen = Choice {
        decision: DecisionId::new("how-on"),
        outcome: OutcomeId::new("on"),
    };
    let condition = Condition {
        chosen: Some(chosen.clone()),
        ..Condition::default()
    };
    let opposite = Condition {
        not_chosen: Some(chosen),
        ..Condition::default()
    };
    let absent = Condition {
        absent: Some(RoleId::new("supporter")),
        ..Condition::default()
    };
    begun(conference())
        .shows(|case| {
            assert!(case.holds(&Condition::default()));
            assert!(case.holds(&present("harmed")));
            assert!(!case.holds(&present("supporter")));
            assert!(case.holds(&absent));
            assert!(!case.holds(&condition) && case.holds(&opposite));
        })
        .after(Command::AnswerGate {
            gate: crate::script::GateId::new("ready"),
            met: true,
            reason: None,
        })
        .after(Command::Decide {
            decision: DecisionId::new("how-on"),
            outcome: OutcomeId::new("on"),
            by: None,
            until: None,
        })
        .shows(|case| assert!(case.holds(&condition) && !case.holds(&opposite)));
}

#[test]
fn a_stage_whose_condition_does_not_hold_is_left_out_unless_people_are_in_it() {
    let mut script = conference();
    script.sessions[0].stages[1].when = Some(present("supporter"));
    let stories = |case: &Case| {
        let stages = case.stages();
        stages
            .iter()
            .any(|stage| stage.id == StageId::new("stories"))
    };
    begun(script)
        .shows(|case| assert!(!stories(case)))
        .after(Command::AddPerson(person("Ann", "supporter")))
        .after(Command::SetPresence(p(6), Presence::Here))
        .after(Command::GoToStage(StageId::new("stories")))
        .after(Command::SetPresence(p(6), Presence::Left))
        .shows(|case| assert!(stories(case)));
}

#[test]
fn a_stage_number_counts_the_stages_that_are_held() {
    begun(conference()).shows(|case| {
        let last = case.itinerary().into_iter().last().unwrap();
        assert_eq!(last.stage_number, 5);
    });
}

#[test]
fn nobody_is_asked_what_goes_to_a_role_that_nobody_holds() {
    let mut script = asking(TurnPattern::ByQuestion, &[("a", "supporter")]);
    let thanks = prompt("thanks", PromptKind::Say, "room");
    script.sessions[0].stages[0].prompts.push(thanks);
    begun(script).shows(|case| assert_eq!(turns(case), ["thanks"]));
}

#[test]
fn a_decision_that_takes_its_own_question_away_goes_on_to_the_next() {
    let mut script = conference();
    let choice = &mut script.sessions[0].stages[3].prompts[0];
    choice.when = Some(Condition {
        not_chosen: Some(Choice {
            decision: DecisionId::new("how-on"),
            outcome: OutcomeId::new("on"),
        }),
        ..Condition::default()
    });
    script.sessions[0].stages[4].gates.clear();
    begun(script)
        .after(Command::GoToStage(StageId::new("deciding")))
        .after(Command::Decide {
            decision: DecisionId::new("how-on"),
            outcome: OutcomeId::new("on"),
            by: None,
            until: None,
        })
        .shows(|case| assert_eq!(case.position().unwrap().stage, StageId::new("agreement")));
}

#[test]
fn going_back_works_from_a_turn_that_is_no_longer_in_the_list() {
    let mut script = asking(
        TurnPattern::ByQuestion,
        &[("a", "room"), ("b", "room"), ("c", "room")],
    );
    script.sessions[0].stages[0].prompts[1].when = Some(present("observer"));
    begun(script)
        .on(1)
        .after(Command::SetPresence(p(4), Presence::Left))
        .when(Command::GoBack)
        .then_shows(|case| assert_eq!(case.position().unwrap().prompt.as_str(), "a"));
}

#[test]
fn going_on_works_from_a_prompt_whose_condition_no_longer_holds() {
    let mut script = asking(
        TurnPattern::ByQuestion,
        &[("a", "room"), ("b", "room"), ("c", "room")],
    );
    script.sessions[0].stages[0].prompts[1].when = Some(present("observer"));
    begun(script)
        .on(1)
        .after(Command::SetPresence(p(4), Presence::Left))
        .when(Command::GoOn)
        .then_shows(|case| assert_eq!(case.position().unwrap().prompt.as_str(), "c"));
}

#[test]
fn going_on_works_when_whoever_was_asked_no_longer_has_that_role() {
    let script = asking(TurnPattern::Round, &[("a", "responsible"), ("b", "each")]);
    begun(script)
        .after(Command::ChangePerson(p(2), person("Tom", "supporter")))
        .when(Command::GoOn)
        .then_shows(|case| assert_eq!(case.position().unwrap().person, Some(p(3))));
}

#[test]
fn looking_ahead_and_behind_passes_over_people_who_are_not_here() {
    begun(conference())
        .after(Command::SetPresence(p(2), Presence::Out))
        .after(Command::GoToStage(StageId::new("stories")))
        .shows(|case| {
            let position = case.position().unwrap();
            let mut turns = case.itinerary();
            turns.retain(|turn| turn.here || &turn.key == position);
            let here = turns.iter().position(|turn| &turn.key == position);
            let here = here.filter(|place| *place > 0).unwrap();
            for steps in -20..=20 {
                let place = here.checked_add_signed(steps);
                let wanted = place.and_then(|place| turns.get(place));
                assert_eq!(case.turn_at(steps).as_ref(), wanted, "{steps}");
            }
        });
}
