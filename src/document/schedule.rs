//! A schedule for the people who take part: what comes when, in everyday words.
//!
//! Knowing what comes, about how long it takes and when there is a break helps many people to
//! stay. It is printed before the meeting and lies in front of each person.

use chrono::{NaiveTime, TimeDelta};

use super::form::text;
use super::paper::{Block, Paper, Part, Print};
use super::script_words::filled;
use super::sheet::line;
use crate::script::{
    Addressee, Condition, RoleId, RoleKind, Script, SessionKind, Stage, capitalized,
};

/// Minutes of a break.
const BREAK: u16 = 10;
/// With fewer minutes left than this, nobody breaks off any more.
const WORTH_A_BREAK: u16 = 60;
/// A step takes a multiple of so many minutes, for nobody keeps to less; what the steps take adds
/// up to the whole, and no two begin at once.
const ROUND: u16 = 5;
/// Nobody breaks off where a break that the script plans is no more minutes away than this.
const NEAR_A_BREAK: u16 = 30;
/// So many people a stage usually takes its usual time with.
const USUAL_PEOPLE: usize = 8;
/// With so many people a stage takes the longest it can.
const MANY_PEOPLE: usize = 16;
/// With so few, the shortest.
const FEW_PEOPLE: usize = 3;

/// What a schedule is made for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct For {
    /// How many people take part; the usual number where it is not known.
    pub people: Option<usize>,
    /// Whether somebody interprets, which takes each stage to its longest.
    pub interpreted: bool,
    /// When the meeting begins; times are counted from its beginning where it is not known.
    pub begins: Option<NaiveTime>,
    /// How it is set.
    pub print: Print,
    /// Whether the case is fictional.
    pub practice: bool,
}

/// One step of a schedule.
struct Step {
    title: String,
    about: String,
    minutes: u16,
}

/// The schedule of one kind of session as plain text.
pub fn write(script: &Script, session: &SessionKind, made_for: For) -> String {
    text::write(&paper(script, session, made_for))
}

/// The schedule of one kind of session, each step drawn as long as it takes.
pub fn paper(script: &Script, session: &SessionKind, made_for: For) -> Paper {
    let mut steps = steps(script, session, made_for);
    rounded(&mut steps);
    let total: u16 = steps.iter().map(|step| step.minutes).sum();
    let mut part = Part::new("");
    let mut passed = 0;
    for step in steps {
        let said = [about(step.minutes), step.about];
        part.blocks.push(Block::Timed {
            at: at(made_for.begins, passed),
            words: step.title,
            minutes: step.minutes,
            about: said.into_iter().filter(|said| !said.is_empty()).collect(),
        });
        passed += step.minutes;
    }
    part.blocks.push(Block::Timed {
        at: at(made_for.begins, passed),
        words: "The end".to_owned(),
        minutes: 0,
        about: Vec::new(),
    });
    Paper {
        title: line(&session.title),
        language: script.language.clone(),
        practice: made_for.practice,
        print: made_for.print,
        foot: String::new(),
        head: vec![
            format!("{} in all.", capitalized(&about(total))),
            "You can ask for a break at any time. You can leave at any time.".to_owned(),
        ],
        parts: vec![part],
    }
}

/// The stages that are usually held, with breaks where people have sat long enough.
fn steps(script: &Script, session: &SessionKind, made_for: For) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut sat = 0;
    let stages = session.stages.iter();
    let stages = stages.filter(|stage| is_usual(script, stage) && is_for_people(script, stage));
    let stages: Vec<(&Stage, u16)> = stages
        .map(|stage| (stage, minutes(stage, made_for)))
        .collect();
    let mut left: u16 = stages.iter().map(|(_, minutes)| minutes).sum();
    for (place, (stage, minutes)) in stages.iter().enumerate() {
        let (stage, minutes) = (*stage, *minutes);
        let long = sat > 0 && sat + minutes > session.break_after;
        if long && left >= WORTH_A_BREAK && !is_near_a_break(&stages[place..]) {
            steps.push(Step {
                title: "A break".to_owned(),
                about: String::new(),
                minutes: BREAK,
            });
            sat = 0;
        }
        sat = if stage.rest { 0 } else { sat + minutes };
        left -= minutes;
        let private = stage.private.as_ref();
        let title = match private {
            Some(_) => capitalized(&script.vocabulary.private_time),
            None => stage.title.clone(),
        };
        steps.push(Step {
            title: line(&title),
            about: line(&filled(script, &stage.purpose, "you")),
            minutes,
        });
    }
    steps
}

/// Whether a break that the script plans itself comes soon, so that another would only disturb.
fn is_near_a_break(to_come: &[(&Stage, u16)]) -> bool {
    let before = to_come.iter().take_while(|(stage, _)| !stage.rest);
    let minutes: u16 = before.clone().map(|(_, minutes)| minutes).sum();
    before.count() < to_come.len() && minutes <= NEAR_A_BREAK
}

/// What is held only after somebody chose it is on no schedule: nobody knows it yet.
fn is_usual(script: &Script, stage: &Stage) -> bool {
    let wanted = stage
        .optional
        .as_ref()
        .is_none_or(|optional| optional.included);
    let expected = |condition: &Condition| {
        let speaks = condition
            .present
            .as_ref()
            .and_then(|role| script.role(role));
        let usual = speaks.is_none_or(|role| role.at_least > 0 || role.kind == RoleKind::Supporter);
        condition.chosen.is_none() && condition.absent.is_none() && usual
    };
    wanted && stage.when.as_ref().is_none_or(expected)
}

/// What only those who run the meeting do among themselves is nobody else's time.
fn is_for_people(script: &Script, stage: &Stage) -> bool {
    let runs = |role: &RoleId| {
        let role = script.role(role);
        role.is_some_and(|role| role.kind == RoleKind::Facilitator)
    };
    stage.private.is_some()
        || stage.prompts.iter().any(|prompt| match &prompt.to {
            Addressee::Room | Addressee::Each => true,
            Addressee::Role(role) => !runs(role),
            Addressee::Facilitator => false,
        })
}

/// About how long a stage takes with so many people, between the least and the most that its
/// script plans for it.
fn minutes(stage: &Stage, made_for: For) -> u16 {
    let planned = stage.minutes;
    let people = made_for.people.unwrap_or(USUAL_PEOPLE);
    let minutes = if made_for.interpreted || people >= MANY_PEOPLE {
        planned.max
    } else if people <= FEW_PEOPLE {
        planned.min.midpoint(planned.typical)
    } else if people <= USUAL_PEOPLE {
        planned.typical
    } else {
        planned.typical.midpoint(planned.max)
    };
    minutes.max(1)
}

/// Rounds what each step takes so that none takes no time and the whole stays what it is: what a
/// short one is given, longer ones after it give back, up to a third of their own.
fn rounded(steps: &mut [Step]) {
    let mut given_too_much = 0_i32;
    for step in steps {
        let exact = i32::from(step.minutes);
        let back = given_too_much.clamp(-exact / 3, exact / 3);
        let fives = (exact - back + i32::from(ROUND) / 2) / i32::from(ROUND);
        let minutes = fives.max(1) * i32::from(ROUND);
        given_too_much += minutes - exact;
        step.minutes = u16::try_from(minutes).unwrap_or(ROUND);
    }
}

fn about(minutes: u16) -> String {
    if minutes <= ROUND {
        "a few minutes".to_owned()
    } else {
        format!("about {}", length(minutes))
    }
}

/// When a step begins.
fn at(begins: Option<NaiveTime>, passed: u16) -> String {
    match begins {
        Some(begins) => {
            let time = begins + TimeDelta::minutes(i64::from(passed));
            time.format("%H:%M").to_string()
        }
        None => format!("{}:{:02}", passed / 60, passed % 60),
    }
}

fn length(minutes: u16) -> String {
    let plural = |count: u16, word: &str| match count {
        1 => format!("1 {word}"),
        count => format!("{count} {word}s"),
    };
    match (minutes / 60, minutes % 60) {
        (0, minutes) => plural(minutes, "minute"),
        (hours, 0) => plural(hours, "hour"),
        (hours, minutes) => format!(
            "{} and {}",
            plural(hours, "hour"),
            plural(minutes, "minute")
        ),
    }
}

#[cfg(test)]
mod tests;
