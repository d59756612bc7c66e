//! What is written down in a form once the room is empty, and the command that keeps it.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::case::spoken_date::{DateProblem, parse};
use crate::case::{
    AfterwardsCommand, Case, Command, FollowUpDay, LONGEST_NAME, LONGEST_REASON, MarkId, Party,
    PersonId, SafeHome, Words, told_apart,
};
use crate::desk::DraftFor;
use crate::tui::widget::{Field, Form, in_full, read_date};

/// The most characters of one answer.
const LONGEST: usize = 2_000;

/// A question with what helps to answer it; the question begins a line of the text that is kept.
type Questions = &'static [(&'static str, &'static str)];

const SAFETY: Questions = &[
    (
        "What was done?",
        "Such as: spoke with Ann alone, rang the duty worker.",
    ),
    ("Who was told?", "By name or by what they do."),
    ("When?", "The day and the time, as you would say it."),
];

const WAY_HOME: Questions = &[
    (
        "Who is with them?",
        "On the way, and tonight. Such as: her sister, until tomorrow.",
    ),
    (
        "What is done about it?",
        "Leave it empty where nothing has to be done. Enter is done.",
    ),
];

const LOOK_BACK: Questions = &[
    (
        "How are you?",
        "What you write here stands on this page alone.",
    ),
    (
        "What went well, and what would you do in another way?",
        "Of your own part in it.",
    ),
    (
        "What do you need now, and from whom?",
        "Such as: a walk, a word with Ines. Enter is done.",
    ),
];

/// A day that there is not; when something was done may be said in any other words.
fn no_such_day(said: &str, today: NaiveDate) -> Result<(), String> {
    match parse(said, today) {
        Err(
            problem @ (DateProblem::NoSuchDay { .. }
            | DateProblem::NoSuchMonth(_)
            | DateProblem::WrongWeekday { .. }),
        ) => Err(problem.to_string()),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// What a form is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// What was done about a safety mark.
    Safety(MarkId),
    /// Whether somebody is safe on the way home.
    WayHome(PersonId),
    /// Somebody was told something.
    Told,
    /// A day on which somebody gets in touch, by its place in the script.
    Day(u16),
    /// What the facilitator writes for themselves.
    LookBack,
}

/// A form that is being filled in.
#[derive(Debug)]
pub(super) struct Asked {
    pub about: About,
    pub form: Form,
}

impl Asked {
    pub fn new(about: About, case: &Case, now: DateTime<FixedOffset>) -> Self {
        let fields = match about {
            About::Safety(_) => texts(SAFETY),
            About::LookBack => texts(LOOK_BACK),
            About::WayHome(person) => way_home(case, person),
            About::Told => told(case),
            About::Day(follow_up) => day(case, follow_up),
        };
        let form = Form::new(fields, now.date_naive());
        Self { about, form }
    }

    /// What its words are meant for, so that they come back in the same layer after a crash.
    pub fn meant_for(&self) -> DraftFor {
        match self.about {
            About::Safety(_) | About::WayHome(_) => DraftFor::Safety,
            About::LookBack => DraftFor::LookBack,
            About::Told | About::Day(_) => DraftFor::Note,
        }
    }

    /// Words that are filed nowhere yet.
    pub fn half_typed(&self) -> Option<String> {
        match self.about {
            About::Safety(_) => Some(self.text(SAFETY, 0)),
            About::WayHome(_) => Some(self.text(WAY_HOME, 1)),
            About::LookBack => Some(self.text(LOOK_BACK, 0)),
            About::Told | About::Day(_) => self.form.half_typed(),
        }
    }

    /// The command that keeps it; nothing where it was left empty, and otherwise what is to be
    /// said.
    pub fn command(&self, case: &Case) -> Result<Option<Command>, String> {
        Ok(Some(match self.about {
            About::Safety(mark) => {
                let text = self.text(SAFETY, 0);
                if text.is_empty() {
                    return Ok(None);
                }
                no_such_day(&self.words(2), self.form.today)?;
                // What is kept stays: an answer that comes later stands below it.
                let known = followed_up(case, mark).map(|known| format!("{known}\n"));
                Command::FollowUpSafety(mark, known.unwrap_or_default() + &text)
            }
            About::WayHome(person) => {
                let safe = SafeHome::ALL.get(self.chosen(0));
                let safe = safe.copied().unwrap_or(SafeHome::Unsure);
                Command::Afterwards(AfterwardsCommand::AskWayHome(
                    person,
                    safe,
                    self.text(WAY_HOME, 1),
                ))
            }
            About::Told => {
                let text = self.words(2);
                let (who, is_listed) = (self.words(1), self.chosen(0) > 0);
                if !who.is_empty() && is_listed {
                    return Err(format!(
                        "\"{who}\" stands beside somebody of the list. Choose \"somebody else\" above, or empty that line."
                    ));
                }
                if text.is_empty() && !who.is_empty() {
                    return Err(format!(
                        "What was {who} told? A few words are enough. Esc goes back without it."
                    ));
                }
                if text.is_empty() {
                    return Ok(None);
                }
                Command::Afterwards(AfterwardsCommand::Tell(self.party(case), text))
            }
            About::Day(follow_up) => Command::Afterwards(self.set_day(case, follow_up)?),
            About::LookBack => {
                let text = self.text(LOOK_BACK, 0);
                if text.is_empty() {
                    return Ok(None);
                }
                let known = case.look_back().map(|known| format!("{known}\n\n"));
                let text = known.unwrap_or_default() + &text;
                Command::Afterwards(AfterwardsCommand::LookBack(text))
            }
        }))
    }

    /// What was answered, one line for each question; empty where nothing was.
    fn text(&self, questions: Questions, first: usize) -> String {
        let fields = self.form.fields.iter().skip(first);
        let lines: Vec<String> = questions
            .iter()
            .zip(fields)
            .filter(|(_, field)| !field.words().trim().is_empty())
            .map(|((ask, _), field)| format!("{ask} {}", field.words().trim()))
            .collect();
        lines.join("\n")
    }

    fn words(&self, place: usize) -> String {
        let field = self.form.fields.get(place);
        field.map_or("", Field::words).trim().to_owned()
    }

    fn chosen(&self, place: usize) -> usize {
        let field = self.form.fields.get(place);
        field.and_then(Field::chosen).unwrap_or(0)
    }

    /// Who was told: a person of the list, or somebody else by the name that was typed.
    fn party(&self, case: &Case) -> Party {
        let person = self.chosen(0).checked_sub(1);
        let person = person.and_then(|place| case.people.get(place));
        match person {
            Some(person) => Party::Person(person.id),
            None => Party::Other(self.words(1)),
        }
    }

    fn set_day(&self, case: &Case, follow_up: u16) -> Result<AfterwardsCommand, String> {
        let days = case.follow_up_days();
        let known = days.iter().find(|day| day.follow_up == follow_up);
        let planned = known.map(|day| day.planned);
        let reason = Some(self.words(2)).filter(|reason| !reason.is_empty());
        // A day that somebody wrote is meant, also where the row above still says the script's.
        let said = self.words(1);
        let is_written = !said.is_empty() && Some(said) != known.and_then(moved_to);
        let (on, reason) = match self.chosen(0) {
            0 if !is_written => (planned, None),
            0 | 1 => (Some(self.day()?), reason),
            _ => (None, reason),
        };
        Ok(AfterwardsCommand::SetFollowUp(follow_up, on, reason))
    }

    fn day(&self) -> Result<NaiveDate, String> {
        let said = self.words(1);
        read_date(&said, self.form.today).ok_or_else(|| {
            if said.is_empty() {
                "A day is missing. Write it as in 13/11/2026, or \"in two weeks\".".to_owned()
            } else {
                format!("\"{said}\" does not read as a day. Write it as in 13/11/2026.")
            }
        })
    }
}

/// What was written down of what was done about a mark.
pub(super) fn followed_up(case: &Case, mark: MarkId) -> Option<&str> {
    let mark = case.marks.iter().find(|known| known.id == mark)?;
    mark.follow_up.as_ref().and_then(Words::text)
}

fn texts(questions: Questions) -> Vec<Field> {
    let questions = questions.iter();
    let fields = questions.map(|(ask, hint)| Field::text(ask, hint, "", LONGEST));
    fields.collect()
}

fn way_home(case: &Case, person: PersonId) -> Vec<Field> {
    let name = told_apart(case, person);
    let answers = SafeHome::ALL.map(|safe| safe.title().to_owned());
    let mut fields = vec![Field::to_be_said(
        &format!("Is {name} safe on the way home, and once there?"),
        "As you see it, or as they told you. ← and → choose.",
        answers.to_vec(),
        None,
    )];
    fields.extend(texts(WAY_HOME));
    fields
}

fn told(case: &Case) -> Vec<Field> {
    let mut names = vec!["somebody else".to_owned()];
    names.extend(case.people.iter().map(|person| told_apart(case, person.id)));
    vec![
        Field::to_be_said("Who was told?", "← and → choose.", names, None),
        Field::text(
            "Who, if it was somebody else?",
            "By name or by what they do.",
            "",
            LONGEST_NAME,
        ),
        Field::text(
            "What were they told?",
            "As little as they need. Enter is done.",
            "",
            LONGEST_REASON,
        ),
    ]
}

/// Where a day was moved to, as it stands in the form at first.
fn moved_to(day: &FollowUpDay) -> Option<String> {
    let on = day.on.filter(|on| *on != day.planned)?;
    Some(on.format("%d/%m/%Y").to_string())
}

fn day(case: &Case, follow_up: u16) -> Vec<Field> {
    let days = case.follow_up_days();
    let known = days.iter().find(|day| day.follow_up == follow_up);
    let planned = known.map_or_else(String::new, |day| in_full(day.planned));
    let stands = known.map_or(0, |day| match day.on {
        Some(on) if on == day.planned => 0,
        Some(_) => 1,
        None => 2,
    });
    let ways = vec![
        format!("{planned}, as the script has it"),
        "another day".to_owned(),
        "nobody gets in touch then".to_owned(),
    ];
    let on = known.and_then(moved_to).unwrap_or_default();
    let reason = known.and_then(|day| day.reason.as_deref());
    vec![
        Field::choice("When is it?", "← and → choose.", ways, stands),
        Field::date(
            "Which other day?",
            "\"in two weeks\", \"friday\", or as in 13/11/2026.",
            &on,
        ),
        Field::text(
            "Why?",
            "Needed where the day is moved or let go. Enter is done.",
            reason.unwrap_or_default(),
            LONGEST_REASON,
        ),
    ]
}
