//! A meeting drawn to scale: each stage where it lay in time and as long as it took, turns, breaks
//! and marks; in plain characters, so that it reads the same everywhere.

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::pages::{Lines, called, gap, quiet, strong, text, when};
use crate::case::{Case, Event, MarkKind, PauseKind, Session};
use crate::script::StageId;
use crate::tui::widget::{fitted, width};

/// Columns for the minutes at the end of a row.
const MINUTES: usize = 8;

/// The names of stages take no more columns than this.
const LONGEST_NAME: usize = 28;

/// Every meeting, drawn so wide.
pub(super) fn drawn(case: &Case, columns: usize) -> Lines {
    let mut lines = Vec::new();
    for session in case.sessions() {
        lines.push(strong(called(session)));
        lines.push(quiet(format!("Began {}.", when(session.started))));
        lines.extend(meeting(case, session, columns));
        lines.push(gap());
    }
    if lines.is_empty() {
        return vec![text("No meeting has begun.")];
    }
    lines.push(quiet(
        "= a stage; a figure counts turns, + more than 9. Marks: k key point, a idea, q question, n note; a figure counts several.",
    ));
    lines
}

fn meeting(case: &Case, session: &Session, columns: usize) -> Lines {
    let course = Course::of(case, session);
    let name = (columns / 3).min(LONGEST_NAME);
    let bar = columns.saturating_sub(name + MINUTES + 1);
    if bar < 10 || course.seconds == 0 {
        return vec![text(
            "It is too short, or the window too narrow, to be drawn.",
        )];
    }
    let scale = Scale {
        seconds: course.seconds,
        cells: bar,
    };
    let row = |called: &str, drawn: String, seconds: Option<i64>| {
        let called = fitted(called, name);
        let gap = " ".repeat(name.saturating_sub(width(&called)));
        let minutes = seconds.map_or_else(String::new, |seconds| format!("{} min", seconds / 60));
        text(format!("{called}{gap} {drawn}{minutes:>MINUTES$}"))
    };
    let mut lines = Vec::new();
    for (stage, spells) in course.stages() {
        let kind = session.script.session(&session.kind);
        let known = kind.and_then(|kind| kind.stages.iter().find(|known| known.id == stage));
        let title = known.map_or(stage.as_str(), |stage| &stage.title);
        let taken = spells.iter().map(|spell| spell.until - spell.from).sum();
        lines.push(row(title, scale.spells(&spells), Some(taken)));
    }
    for (called, sign, spells) in course.pauses(session) {
        if !spells.is_empty() {
            let taken = spells.iter().map(|spell| spell.until - spell.from).sum();
            lines.push(row(called, scale.with(sign, &spells), Some(taken)));
        }
    }
    let marks = course.marks(case);
    if !marks.is_empty() {
        lines.push(row("Marks", scale.marks(&marks), None));
    }
    let (from, to) = (session.started.wall, course.end);
    let (from, to) = (
        from.format("%H:%M").to_string(),
        to.format("%H:%M").to_string(),
    );
    let between = " ".repeat(bar.saturating_sub(from.len() + to.len()));
    let whole = Some(course.seconds);
    lines.push(row("", format!("{from}{between}{to}"), whole));
    lines
}

/// From and until so many seconds after the beginning, and the turns that began meanwhile.
struct Spell {
    from: i64,
    until: i64,
    turns: Vec<i64>,
}

/// When what of a meeting was, in seconds from its beginning; the time between two sittings is
/// left out.
struct Course<'a> {
    session: &'a Session,
    /// Stretches in which nobody met: from when, and for how long.
    apart: Vec<(DateTime<FixedOffset>, TimeDelta)>,
    end: DateTime<FixedOffset>,
    seconds: i64,
}

impl<'a> Course<'a> {
    fn of(case: &Case, session: &'a Session) -> Self {
        let mut apart = Vec::new();
        let mut since = None;
        let started = session.started.wall;
        let next = case.sessions().find(|next| next.number > session.number);
        let latest = case.last_event.map_or(started, |at| at.wall);
        let mut end = session.ended.as_ref().map(|ended| ended.at.wall);
        for recorded in &case.history {
            let at = recorded.at.wall;
            let after = next.is_some_and(|next| at >= next.started.wall);
            if at < started || after || session.typed.is_some() || session.entered_later {
                continue;
            }
            if let Event::SessionAdjourned { .. } = recorded.event {
                since = Some(at);
            } else if let (Event::SessionResumed, Some(from)) = (&recorded.event, since.take()) {
                apart.push((from, at - from));
            }
        }
        // Of a meeting that was put off, the end is where it stopped.
        end = end.or(since);
        let end = end.unwrap_or(latest).max(started);
        let mut course = Self {
            session,
            apart,
            end,
            seconds: 0,
        };
        course.seconds = course.offset(end);
        course
    }

    fn offset(&self, at: DateTime<FixedOffset>) -> i64 {
        let apart = self.apart.iter().filter(|(from, _)| *from < at);
        let apart: TimeDelta = apart.map(|(from, long)| (*long).min(at - *from)).sum();
        (at - self.session.started.wall - apart)
            .num_seconds()
            .max(0)
    }

    /// Each stage in the order in which it was come to first, with every spell of it.
    fn stages(&self) -> Vec<(StageId, Vec<Spell>)> {
        let moves = &self.session.moves;
        let mut stages: Vec<(StageId, Vec<Spell>)> = Vec::new();
        let mut last: Option<StageId> = None;
        for (place, (_, at, turn)) in moves.iter().enumerate() {
            let from = self.offset(at.wall);
            let until = moves
                .get(place + 1)
                .map_or(self.seconds, |(_, at, _)| self.offset(at.wall));
            let until = until.max(from);
            if !stages.iter().any(|(stage, _)| *stage == turn.stage) {
                stages.push((turn.stage.clone(), Vec::new()));
            }
            let Some((_, spells)) = stages.iter_mut().find(|(stage, _)| *stage == turn.stage)
            else {
                continue;
            };
            match spells.last_mut() {
                Some(spell) if last.as_ref() == Some(&turn.stage) => {
                    spell.until = until;
                    spell.turns.push(from);
                }
                Some(_) | None => spells.push(Spell {
                    from,
                    until,
                    turns: vec![from],
                }),
            }
            last = Some(turn.stage.clone());
        }
        stages
    }

    fn pauses(&self, session: &Session) -> [(&'static str, char, Vec<Spell>); 3] {
        let spell = |from, until: DateTime<FixedOffset>| Spell {
            from: self.offset(from),
            until: self.offset(until),
            turns: Vec::new(),
        };
        let of = |kind: PauseKind| -> Vec<Spell> {
            let pauses = session
                .pauses
                .iter()
                .filter(|(pause, _)| pause.kind == kind);
            pauses
                .map(|(pause, ended)| spell(pause.since.wall, ended.wall))
                .collect()
        };
        let private = session.private_spells.iter();
        let private = private
            .map(|known| spell(known.since.wall, known.ended.map_or(self.end, |at| at.wall)))
            .collect();
        [
            ("Breaks", '-', of(PauseKind::Break)),
            ("Time-outs", '~', of(PauseKind::TimeOut)),
            ("Private time", '=', private),
        ]
    }

    fn marks(&self, case: &Case) -> Vec<(i64, char)> {
        let within = self.session.started.wall..=self.end;
        let marks = case.marks.iter();
        marks
            .filter(|mark| within.contains(&mark.at.wall))
            .map(|mark| {
                let sign = match mark.kind {
                    MarkKind::KeyPoint | MarkKind::Safety => 'k',
                    MarkKind::Idea => 'a',
                    MarkKind::Question => 'q',
                    MarkKind::Note => 'n',
                };
                (self.offset(mark.at.wall), sign)
            })
            .collect()
    }
}

/// Two figures side by side would read as one, so the second is counted with the first.
fn apart(turns: &mut [u32]) {
    for place in 1..turns.len() {
        if turns[place] > 0 && turns[place - 1] > 0 {
            turns[place - 1] += turns[place];
            turns[place] = 0;
        }
    }
}

/// So many seconds in so many cells.
struct Scale {
    seconds: i64,
    cells: usize,
}

impl Scale {
    fn cell(&self, second: i64) -> usize {
        let cells = i64::try_from(self.cells).unwrap_or(i64::MAX);
        let cell = second.saturating_mul(cells) / self.seconds.max(1);
        usize::try_from(cell)
            .unwrap_or(0)
            .min(self.cells.saturating_sub(1))
    }

    /// From its first cell to the one before its end; what is shorter than a cell has one.
    fn with(&self, sign: char, spells: &[Spell]) -> String {
        let mut cells = vec![' '; self.cells];
        for spell in spells {
            let first = self.cell(spell.from);
            let last = self.cell(spell.until.saturating_sub(1)).max(first);
            for cell in cells.iter_mut().take(last + 1).skip(first) {
                *cell = sign;
            }
        }
        cells.into_iter().collect()
    }

    /// Bars, with the number of turns that began in a cell, where any did.
    fn spells(&self, spells: &[Spell]) -> String {
        let mut cells: Vec<char> = self.with('=', spells).chars().collect();
        let mut turns = vec![0_u32; self.cells];
        for turn in spells.iter().flat_map(|spell| &spell.turns) {
            if let Some(turns) = turns.get_mut(self.cell(*turn)) {
                *turns += 1;
            }
        }
        apart(&mut turns);
        for (cell, turns) in cells.iter_mut().zip(turns) {
            *cell = match turns {
                0 => *cell,
                turns => char::from_digit(turns, 10).unwrap_or('+'),
            };
        }
        cells.into_iter().collect()
    }

    /// One sign in a cell; a figure where there are several.
    fn marks(&self, marks: &[(i64, char)]) -> String {
        let mut cells: Vec<Vec<char>> = vec![Vec::new(); self.cells];
        for (second, sign) in marks {
            if let Some(cell) = cells.get_mut(self.cell(*second)) {
                cell.push(*sign);
            }
        }
        let sign = |signs: Vec<char>| match signs.as_slice() {
            [] => ' ',
            [sign] => *sign,
            several => {
                let count = u32::try_from(several.len()).unwrap_or(u32::MAX);
                char::from_digit(count, 10).unwrap_or('+')
            }
        };
        cells.into_iter().map(sign).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_figures_stand_side_by_side() {
        let scale = Scale {
            seconds: 100,
            cells: 10,
        };
        let turns = vec![0, 1, 2, 10, 11, 12, 13, 20, 50];
        let spell = Spell {
            from: 0,
            until: 100,
            turns,
        };
        assert_eq!(scale.spells(&[spell]), "7=1==1====");
    }
}
