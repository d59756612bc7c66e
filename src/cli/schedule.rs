//! The options with which a schedule for the people who take part is written.

use chrono::NaiveTime;
use clap::Args;

use crate::case::{Attendance, Case, Person};
use crate::document::paper::{self, Paper};
use crate::document::schedule::{self, For};
use crate::problem::Problem;
use crate::script::{Role, RoleKind, Script, SessionKind, SessionKindId};

/// How a schedule looks, whatever it is made from.
#[derive(Debug, Args)]
pub(super) struct SchedulePrint {
    /// Large print, for a schedule
    #[arg(long)]
    large: bool,
    /// When the meeting of a schedule begins, such as 14:00
    #[arg(long, value_name = "TIME", value_parser = time)]
    begins: Option<NaiveTime>,
    /// For how many people a schedule is made
    #[arg(long, value_name = "N")]
    people: Option<usize>,
}

/// Which meeting of a case a schedule is for.
#[derive(Debug, Args)]
pub(super) struct ScheduleOptions {
    /// The kind of session of a schedule; the next one when left out
    #[arg(long, value_name = "KIND")]
    session: Option<String>,
    #[command(flatten)]
    print: SchedulePrint,
}

impl SchedulePrint {
    /// Refuses what is about a schedule where none is written.
    pub(super) fn only_with(&self, schedule: bool, instead: &str) -> Result<(), Problem> {
        let given = self.large || self.begins.is_some() || self.people.is_some();
        if schedule || !given {
            return Ok(());
        }
        let what = "--large, --begins and --people are about a schedule.";
        Err(Problem::wrong_use(what, instead))
    }

    /// How it is set: in large print where that was asked for in either way.
    fn print(&self, asked: paper::Print) -> paper::Print {
        if self.large {
            paper::Print::Large
        } else {
            asked
        }
    }

    /// The schedule of a script, before anybody knows who comes.
    pub(super) fn of_script(
        &self,
        script: &Script,
        session: &SessionKind,
        print: paper::Print,
    ) -> Paper {
        let made_for = For {
            people: self.people,
            begins: self.begins,
            print: self.print(print),
            ..For::default()
        };
        schedule::paper(script, session, made_for)
    }
}

impl ScheduleOptions {
    /// Refuses what is about a schedule where another document is written.
    pub(super) fn only_with(&self, schedule: bool) -> Result<(), Problem> {
        self.print.only_with(
            schedule,
            "Use them with --format schedule, or with --schedule.",
        )
    }

    /// The schedule of a case, for as many people as take part in it.
    pub(super) fn of_case(
        &self,
        case: &Case,
        practice: bool,
        print: paper::Print,
    ) -> Result<Paper, Problem> {
        let script = &case.script;
        let asked = self.session.as_ref();
        let session = match asked {
            Some(id) => script.session(&SessionKindId::new(id.as_str())),
            None => case.next_kind().or(script.sessions.first()),
        };
        let session = session.ok_or_else(|| {
            let known: Vec<&str> = script
                .sessions
                .iter()
                .map(|kind| kind.id.as_str())
                .collect();
            Problem::wrong_use(
                "This script has no such kind of session.",
                format!("It has: {}.", known.join(", ")),
            )
        })?;
        let by_word = |attends| match attends {
            Attendance::Message | Attendance::Represented => true,
            Attendance::Room | Attendance::Video | Attendance::Phone => false,
        };
        let speaks = |person: &&Person| {
            let mut roles = person.details.roles.iter();
            roles.any(|role| script.role(role).is_some_and(Role::has_voice))
        };
        let people = case.people_shown().filter(speaks);
        let speaking = people
            .filter(|person| {
                !by_word(person.details.attends) && case.could_be_in(person, &session.id)
            })
            .count();
        let interprets = |id| case.holds_kind(id, &[RoleKind::Interpreter]);
        let made_for = For {
            people: self.print.people.or((speaking > 0).then_some(speaking)),
            interpreted: case.people_shown().any(|person| interprets(person.id)),
            begins: self.print.begins,
            print: self.print.print(print),
            practice,
        };
        Ok(schedule::paper(script, session, made_for))
    }
}

fn time(said: &str) -> Result<NaiveTime, String> {
    NaiveTime::parse_from_str(said, "%H:%M").map_err(|_| "write it as in 14:00".to_owned())
}
