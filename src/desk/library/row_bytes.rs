//! One case as it stands in the index.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::bytes::{Reader, Writer};
use super::row::{CaseRow, Stands, State};
use super::{Text, days};
use crate::script::Outcome;
use crate::store::{CaseStamp, HeaderId};

/// Writes a row.
pub(super) fn write_row(to: &mut Writer, row: &CaseRow) {
    let CaseRow {
        reference,
        own,
        copy_of,
        id,
        entries,
        opened,
        last,
        met,
        process,
        script,
        script_version,
        facilitators,
        due,
        days: case_days,
        items,
        open_items,
        version,
        conflicts,
        damaged,
        elsewhere,
        continued,
        own_script,
        stamp,
    } = row;
    to.text(reference);
    write_state(to, *own);
    write_text(to, *copy_of);
    to.number(u64::from(id.is_some()));
    if let Some(id) = id {
        to.fixed(&id.0);
    }
    to.number(u64::from(*entries));
    for time in [opened, last] {
        write_time(to, *time);
    }
    for day in [met, due] {
        write_day(to, *day);
    }
    days::write(to, *case_days);
    for text in [process, script, script_version, facilitators, own_script] {
        to.number(u64::from(text.0));
    }
    for count in [items, open_items, version] {
        to.number(u64::from(*count));
    }
    let flags = [conflicts, continued, damaged, elsewhere]
        .into_iter()
        .zip(0..);
    to.number(flags.fold(0, |flags, (flag, bit)| flags | u64::from(*flag) << bit));
    to.fixed(&stamp.files.to_le_bytes());
    to.signed(stamp.modified);
}

fn write_state(to: &mut Writer, state: State) {
    let stands = match state {
        State::Stands(stands) => stands,
        State::Sealed(why) => return write_tagged(to, 1, Some(why)),
        State::Newer(why) => return write_tagged(to, 2, Some(why)),
        State::Broken(why) => return write_tagged(to, 3, Some(why)),
        State::Copy(of) => return write_tagged(to, 4, of),
    };
    match stands {
        Stands::Prepared => to.number(5),
        Stands::Running => to.number(6),
        Stands::Adjourned(until) => {
            to.number(7);
            write_day(to, until);
        }
        Stands::Closed(outcome) => {
            to.number(9);
            let place =
                outcome.and_then(|outcome| Outcome::ALL.iter().position(|one| *one == outcome));
            to.number(place.map_or(0, |place| place as u64 + 1));
        }
        Stands::Ended {
            outcome,
            agrees,
            notes_wait,
        } => {
            to.number(8);
            let outcome = Outcome::ALL.iter().position(|known| *known == outcome);
            to.number(outcome.unwrap_or(0) as u64);
            to.number(u64::from(agrees) | u64::from(notes_wait) << 1);
        }
    }
}

fn write_tagged(to: &mut Writer, tag: u64, text: Option<Text>) {
    to.number(tag);
    write_text(to, text);
}

fn write_text(to: &mut Writer, text: Option<Text>) {
    to.number(text.map_or(0, |text| u64::from(text.0) + 1));
}

fn write_time(to: &mut Writer, time: Option<DateTime<FixedOffset>>) {
    to.number(u64::from(time.is_some()));
    if let Some(time) = time {
        to.signed(time.timestamp_millis());
        to.signed(time.offset().local_minus_utc().into());
    }
}

fn write_day(to: &mut Writer, day: Option<NaiveDate>) {
    use chrono::Datelike as _;
    to.number(u64::from(day.is_some()));
    if let Some(day) = day {
        to.signed(day.num_days_from_ce().into());
    }
}

/// What stands there cannot be what was written.
struct Damaged;

/// Reads rows back.
pub(super) struct RowReader<'a> {
    pub(super) part: Reader<'a>,
    /// How many shared texts there are.
    pub(super) texts: usize,
}

impl RowReader<'_> {
    /// The next row; nothing where it cannot be what was written.
    pub(super) fn row(&mut self) -> Option<CaseRow> {
        let mut row = CaseRow {
            reference: self.part.text()?.into(),
            own: self.state()?,
            copy_of: self.perhaps_text().ok()?,
            id: match self.part.number()? {
                0 => None,
                _ => Some(HeaderId(self.part.fixed()?)),
            },
            entries: self.small()?,
            opened: self.time().ok()?,
            last: self.time().ok()?,
            met: self.day().ok()?,
            due: self.day().ok()?,
            days: days::read(&mut self.part)?,
            process: self.text()?,
            script: self.text()?,
            script_version: self.text()?,
            facilitators: self.text()?,
            own_script: self.text()?,
            items: self.small()?,
            open_items: self.small()?,
            version: self.small()?,
            conflicts: false,
            damaged: false,
            elsewhere: false,
            continued: false,
            stamp: CaseStamp::default(),
        };
        let flags = self.part.number()?;
        row.conflicts = flags & 1 > 0;
        row.continued = flags & 2 > 0;
        row.damaged = flags & 4 > 0;
        row.elsewhere = flags & 8 > 0;
        row.stamp = CaseStamp {
            files: u64::from_le_bytes(self.part.fixed()?),
            modified: self.part.signed()?,
        };
        Some(row)
    }

    fn state(&mut self) -> Option<State> {
        Some(match self.part.number()? {
            1 => State::Sealed(self.perhaps_text().ok()??),
            2 => State::Newer(self.perhaps_text().ok()??),
            3 => State::Broken(self.perhaps_text().ok()??),
            4 => State::Copy(self.perhaps_text().ok()?),
            5 => State::Stands(Stands::Prepared),
            6 => State::Stands(Stands::Running),
            7 => State::Stands(Stands::Adjourned(self.day().ok()?)),
            8 => {
                let outcome = usize::try_from(self.part.number()?).ok()?;
                let flags = self.part.number()?;
                State::Stands(Stands::Ended {
                    outcome: *Outcome::ALL.get(outcome)?,
                    agrees: flags & 1 > 0,
                    notes_wait: flags & 2 > 0,
                })
            }
            9 => State::Stands(Stands::Closed(match self.part.number()? {
                0 => None,
                place => Some(*Outcome::ALL.get(usize::try_from(place).ok()?.checked_sub(1)?)?),
            })),
            _ => return None,
        })
    }

    fn small<Number: TryFrom<u64>>(&mut self) -> Option<Number> {
        Number::try_from(self.part.number()?).ok()
    }

    fn text(&mut self) -> Option<Text> {
        let text: u32 = self.small()?;
        let known = usize::try_from(text).is_ok_and(|text| text < self.texts);
        known.then_some(Text(text))
    }

    /// A text, or that there is none.
    fn perhaps_text(&mut self) -> Result<Option<Text>, Damaged> {
        let number: u32 = self.small().ok_or(Damaged)?;
        let Some(text) = number.checked_sub(1) else {
            return Ok(None);
        };
        let known = usize::try_from(text).is_ok_and(|text| text < self.texts);
        known.then_some(Some(Text(text))).ok_or(Damaged)
    }

    fn time(&mut self) -> Result<Option<DateTime<FixedOffset>>, Damaged> {
        if self.part.number().ok_or(Damaged)? == 0 {
            return Ok(None);
        }
        let mut time = || {
            let at = DateTime::from_timestamp_millis(self.part.signed()?)?;
            let offset = FixedOffset::east_opt(i32::try_from(self.part.signed()?).ok()?)?;
            Some(at.with_timezone(&offset))
        };
        time().map(Some).ok_or(Damaged)
    }

    fn day(&mut self) -> Result<Option<NaiveDate>, Damaged> {
        if self.part.number().ok_or(Damaged)? == 0 {
            return Ok(None);
        }
        let days = self.part.signed().and_then(|days| i32::try_from(days).ok());
        let day = days.and_then(NaiveDate::from_num_days_from_ce_opt);
        day.map(Some).ok_or(Damaged)
    }
}
