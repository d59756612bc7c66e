//! How a meeting followed its script: for the facilitator, a supervisor or a reviewer.
//!
//! The journal tells it: which musts were said, what was left out and why, in which order the
//! stages came, and how long each took. It counts prompts, never people: no name stands in it and
//! no word of anybody, and nothing is rated.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::paper::{Block, Paper, Part, Print, Told};
use super::sheet::line;
use crate::case::{Case, Event, Session, SkipReason, Turn};
use crate::script::{
    Prompt, SessionKind, Stage, StageId, Weight, capitalized, counted, in_one_line,
};

/// How each meeting of a case followed its script; nothing before a meeting began.
pub fn fidelity(case: &Case, practice: bool, print: Print) -> Option<Paper> {
    let case = case.seen();
    let case = case.as_ref();
    let meetings: Vec<Meeting<'_>> = case
        .sessions()
        .filter_map(|session| Meeting::of(case, session))
        .collect();
    let last = meetings.last()?;
    let script = &last.session.script;
    Some(Paper {
        title: "How the script was followed".to_owned(),
        language: "en-GB".to_owned(),
        practice,
        print,
        foot: format!(
            "{}, {} version {}",
            line(&case.reference),
            line(&script.title),
            script.version
        ),
        head: vec![
            format!("Case {}", line(&case.reference)),
            "Counted from the record of the meeting: what was said, left out or came in another \
             order. There may be good reasons for each; nothing here is rated."
                .to_owned(),
        ],
        parts: meetings.iter().flat_map(Meeting::parts).collect(),
    })
}

/// One meeting, as it stood when it ended.
struct Meeting<'a> {
    session: &'a Session,
    kind: &'a SessionKind,
    /// What it consisted of at its end: turns of people who were there, and whatever was reached.
    turns: Vec<Turn>,
    /// Times that the order of speaking was set.
    orders: usize,
}

/// What became of the turns of one prompt.
#[derive(Default)]
struct Tally {
    said: usize,
    /// Left out, by reason.
    left_out: BTreeMap<&'static str, usize>,
    /// Nobody came to it.
    not_come_to: usize,
}

impl Tally {
    fn all(&self) -> usize {
        self.said + self.missing()
    }

    fn missing(&self) -> usize {
        self.left_out.values().sum::<usize>() + self.not_come_to
    }

    /// What is missing, in words; empty where nothing is.
    fn in_words(&self) -> String {
        let reasons = self.left_out.iter();
        let mut words: Vec<String> = reasons
            .map(|(why, count)| format!("left out, {why}{}", times(*count)))
            .collect();
        if self.not_come_to > 0 {
            words.push(format!("not come to{}", times(self.not_come_to)));
        }
        words.join("; ")
    }
}

impl<'a> Meeting<'a> {
    fn of(case: &Case, session: &'a Session) -> Option<Self> {
        let kind = session.script.session(&session.kind)?;
        let (began, ended) = entries_of(case, session.number)?;
        let stood = ended.map(|ended| case.as_it_stood_before(ended));
        let stood = stood.as_ref().unwrap_or(case);
        let known = stood.session.as_ref()?;
        let counts = |turn: &Turn| turn.here || known.reached.contains_key(&turn.key);
        let turns = stood.itinerary().into_iter().filter(counts);
        let history = case.history.iter();
        let ours = history.filter(|recorded| {
            recorded.number >= began && ended.is_none_or(|ended| recorded.number < ended)
        });
        let orders = ours.filter(|recorded| {
            matches!(recorded.event, Event::OrderChosen { .. })
                && !case.undone.contains(&recorded.number)
        });
        Some(Self {
            session,
            kind,
            turns: turns.collect(),
            orders: orders.count(),
        })
    }

    fn prompt(&self, turn: &Turn) -> Option<(&'a Stage, &'a Prompt)> {
        let stage = self.kind.stage(&turn.key.stage)?;
        let mut prompts = stage.prompts.iter();
        let prompt = prompts.find(|prompt| prompt.id == turn.key.prompt)?;
        Some((stage, prompt))
    }

    /// What became of each prompt of some weights, in the order of the meeting.
    fn tallies(
        &self,
        wanted: impl Fn(&Stage, &Prompt) -> bool,
    ) -> Vec<(&'a Stage, &'a Prompt, Tally)> {
        let mut tallies: Vec<(&Stage, &Prompt, Tally)> = Vec::new();
        for turn in &self.turns {
            let Some((stage, prompt)) = self.prompt(turn) else {
                continue;
            };
            if !wanted(stage, prompt) {
                continue;
            }
            let known = tallies
                .iter()
                .position(|(at, of, _)| at.id == stage.id && of.id == prompt.id);
            let place = known.unwrap_or_else(|| {
                tallies.push((stage, prompt, Tally::default()));
                tallies.len() - 1
            });
            let tally = &mut tallies[place].2;
            if let Some((reason, _)) = self.session.skipped.get(&turn.key) {
                *tally.left_out.entry(why(*reason)).or_default() += 1;
            } else if self.session.reached.contains_key(&turn.key) {
                tally.said += 1;
            } else {
                tally.not_come_to += 1;
            }
        }
        tallies
    }

    fn parts(&self) -> Vec<Part> {
        let day = self.session.started.wall.format("%-d %B %Y");
        let number = self.session.number;
        let title = line(&self.kind.title);
        let mut musts = Part::new(format!("{number}. {title}, {day}"));
        self.add_ending(&mut musts);
        let of_musts = self.tallies(|_, prompt| prompt.weight == Weight::Must);
        let said: usize = of_musts.iter().map(|(.., tally)| tally.said).sum();
        let all: usize = of_musts.iter().map(|(.., tally)| tally.all()).sum();
        tell(
            &mut musts,
            "Musts",
            if all == 0 {
                "The script has none here.".to_owned()
            } else {
                format!("{said} of {all} said.")
            },
        );
        list_missing(&mut musts, &of_musts);
        let mut order = Part::new(format!("{number}. The order"));
        self.add_order(&mut order);
        let mut stages = Part::new(format!("{number}. Stages"));
        self.add_stages(&mut stages);
        let others = self.tallies(|_, prompt| prompt.weight != Weight::Must);
        let mut parts = vec![musts, order, stages];
        if others.iter().any(|(.., tally)| tally.missing() > 0) {
            let mut part = Part::new(format!("{number}. What else was left out"));
            list_missing(&mut part, &others);
            parts.push(part);
        }
        parts
    }

    fn add_ending(&self, part: &mut Part) {
        let ended = self.session.ended.as_ref();
        let how = ended.map_or("It is not over.", |ended| {
            self.session.title_of(ended.outcome)
        });
        tell(part, "Ended", format!("{}.", how.trim_end_matches('.')));
        if self.session.entered_later {
            tell(part, "Times", "Typed afterwards.".to_owned());
        }
    }

    /// Stages that came after a later one of the script, and how often the order of speaking was set.
    fn add_order(&self, part: &mut Part) {
        let place = |id: &StageId| {
            let mut stages = self.kind.stages.iter();
            stages.position(|stage| &stage.id == id)
        };
        let mut seen = BTreeSet::new();
        let mut latest: Option<(usize, &Stage)> = None;
        let mut moved = 0;
        for (_, _, turn) in &self.session.moves {
            let (Some(stage), Some(at)) = (self.kind.stage(&turn.stage), place(&turn.stage)) else {
                continue;
            };
            if !seen.insert(at) {
                continue;
            }
            match latest {
                Some((before, other)) if at < before => {
                    moved += 1;
                    part.list(format!("{} came after {}.", quoted(stage), quoted(other)));
                }
                Some(_) | None => latest = Some((at, stage)),
            }
        }
        if moved == 0 {
            part.say("The stages came in the order of the script.");
        }
        let again = self.session.loops.len();
        if again > 0 {
            part.say(format!("People went round again{}.", times(again)));
        }
        match (self.orders, self.session.order_chosen_by) {
            (0, _) => part.say("The order of speaking stayed as it was set at the beginning."),
            (count, None) => {
                part.say(format!("The order of speaking was set{}.", times(count)));
            }
            (count, Some(_)) => part.say(format!(
                "The order of speaking was set{}, the last time as somebody in the room chose.",
                times(count)
            )),
        }
    }

    /// How many prompts of each stage were said, and the minutes beside those that were planned.
    fn add_stages(&self, part: &mut Part) {
        for stage in &self.kind.stages {
            if self.is_another_way(stage) {
                continue;
            }
            let tallies = self.tallies(|other, _| other.id == stage.id);
            let said: usize = tallies.iter().map(|(.., tally)| tally.said).sum();
            let all: usize = tallies.iter().map(|(.., tally)| tally.all()).sum();
            let minutes = &stage.minutes;
            let planned = format!("planned {} to {}", minutes.min, minutes.max);
            let prompts = match all {
                0 => "no prompts for anybody there".to_owned(),
                _ => format!("{said} of {all} prompts"),
            };
            let words = match self.minutes_in(&stage.id) {
                None if all == 0 => "not held".to_owned(),
                None => format!("{prompts}; {planned} minutes"),
                Some(0) => format!("{prompts}; less than a minute, {planned}"),
                Some(took) => {
                    let took = counted(took, "minute", "minutes");
                    format!("{prompts}; about {took}, {planned}")
                }
            };
            part.list(format!("{}: {words}.", quoted(stage)));
        }
    }

    /// Whether a stage is one that was not held of several of the same title, such as private time
    /// with a helper and without: they are one to whoever reads of them. Of several that were none
    /// held the first stands.
    fn is_another_way(&self, stage: &Stage) -> bool {
        let is_held = |stage: &Stage| {
            let reached = self.session.moves.iter();
            reached
                .map(|(_, _, turn)| &turn.stage)
                .any(|id| id == &stage.id)
                || !self.tallies(|other, _| other.id == stage.id).is_empty()
        };
        if is_held(stage) {
            return false;
        }
        let place = |wanted: &Stage| {
            let mut stages = self.kind.stages.iter();
            stages.position(|known| known.id == wanted.id)
        };
        let others = self.kind.stages.iter();
        let mut others = others.filter(|other| other.id != stage.id && other.title == stage.title);
        others.any(|other| is_held(other) || place(other) < place(stage))
    }

    /// About how many minutes a stage took, breaks in it included; nothing where it was not
    /// reached, or is not over.
    fn minutes_in(&self, stage: &StageId) -> Option<i64> {
        let moves = &self.session.moves;
        let ended = self.session.ended.as_ref().map(|ended| ended.at);
        let mut seconds = None;
        for (place, (_, at, turn)) in moves.iter().enumerate() {
            if &turn.stage != stage {
                continue;
            }
            let left = moves.get(place + 1).map(|(_, at, _)| *at).or(ended)?;
            let spent = (left.wall - at.wall).num_seconds().max(0);
            seconds = Some(seconds.unwrap_or(0) + spent);
        }
        seconds.map(|seconds| (seconds + 30) / 60)
    }
}

/// The entries that began a meeting and ended it.
fn entries_of(case: &Case, number: u16) -> Option<(u64, Option<u64>)> {
    let mut history = case.history.iter();
    let began = history.find(|recorded| {
        matches!(recorded.event, Event::SessionStarted { number: known, .. } if known == number)
    })?;
    let ended = history.find(|recorded| matches!(recorded.event, Event::SessionEnded { .. }));
    Some((began.number, ended.map(|ended| ended.number)))
}

fn list_missing(part: &mut Part, tallies: &[(&Stage, &Prompt, Tally)]) {
    let missing = tallies.iter().filter(|(.., tally)| tally.missing() > 0);
    for (stage, prompt, tally) in missing {
        // A cue that still has its {placeholders} would only puzzle.
        let cue = line(&in_one_line(&prompt.cue));
        let cue = cue.trim_end_matches('.');
        let what = if cue.is_empty() || cue.contains('{') {
            format!("A prompt in {}", quoted(stage))
        } else {
            format!("“{cue}”, in {}", quoted(stage))
        };
        part.list(format!("{what}: {}.", tally.in_words()));
    }
}

fn tell(part: &mut Part, label: &str, text: String) {
    part.blocks.push(Block::Told(Told {
        label: label.to_owned(),
        text: capitalized(&text),
    }));
}

fn quoted(stage: &Stage) -> String {
    format!("“{}”", line(&stage.title))
}

fn times(count: usize) -> String {
    match count {
        1 => String::new(),
        2 => " twice".to_owned(),
        _ => format!(" {count} times"),
    }
}

/// Why a turn was left out; never anybody's words.
fn why(reason: SkipReason) -> &'static str {
    match reason {
        SkipReason::Passed => "for somebody passed",
        SkipReason::AlreadyAnswered => "for it was answered already",
        SkipReason::DoesNotFit => "for it did not fit",
        SkipReason::NoTime => "for want of time",
        SkipReason::Later => "for later",
        SkipReason::Other => "for another reason",
    }
}
