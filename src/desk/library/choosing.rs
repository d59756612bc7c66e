//! Which cases are shown, and in which order.

use chrono::{Datelike as _, Days, Months, NaiveDate};

/// By what cases are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By what is due.
    Due,
    /// By their process.
    Process,
    /// By when people met.
    Period,
    /// By where they stand, the four outcomes kept apart.
    Standing,
    /// By who runs them.
    Facilitator,
    /// By the script and its version.
    Script,
}

/// When something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueWhen {
    /// Before today.
    Overdue,
    /// Today or within a week.
    Week,
    /// Within thirty days.
    Month,
    /// Later than that.
    Later,
    /// Nothing is.
    Never,
}

/// When people last met; where they never did, when the case was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// In this month of the calendar.
    ThisMonth,
    /// Within three months.
    ThreeMonths,
    /// In this year of the calendar.
    ThisYear,
    /// In the year before.
    LastYear,
    /// Before that.
    Earlier,
}

/// Which cases are shown; everything that is not chosen lets every case through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// When something is due.
    pub due: Option<DueWhen>,
    /// Title of the process.
    pub process: Option<String>,
    /// When people met.
    pub period: Option<Period>,
    /// How it is called where it stands.
    pub standing: Option<String>,
    /// Who runs it.
    pub facilitator: Option<String>,
    /// The script with its version, as rows are given it: "its-name, version 3".
    pub script: Option<String>,
}

/// In which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// What was last written in first.
    #[default]
    Latest,
    /// What is due first, and at the end what has nothing due.
    Due,
    /// By reference.
    Reference,
    /// By process.
    Process,
    /// What was begun first.
    Oldest,
}

/// One thing that can be chosen, and how many cases it leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What it is called.
    pub label: String,
    /// How many of all cases there are of it.
    pub cases: usize,
    /// The filter with it.
    pub filter: Filter,
}

impl DueWhen {
    /// All of them, the most pressing first.
    pub const ALL: [Self; 5] = [
        Self::Overdue,
        Self::Week,
        Self::Month,
        Self::Later,
        Self::Never,
    ];

    /// How it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Week => "within a week",
            Self::Month => "within thirty days",
            Self::Later => "later",
            Self::Never => "nothing due",
        }
    }

    pub(super) fn holds(self, due: Option<NaiveDate>, today: NaiveDate) -> bool {
        let within = |days| today.checked_add_days(Days::new(days)).unwrap_or(today);
        match (self, due) {
            (Self::Never, due) => due.is_none(),
            (_, None) => false,
            (Self::Overdue, Some(due)) => due < today,
            (Self::Week, Some(due)) => due >= today && due <= within(7),
            (Self::Month, Some(due)) => due >= today && due <= within(30),
            (Self::Later, Some(due)) => due > within(30),
        }
    }
}

impl Period {
    /// All of them, the latest first.
    pub const ALL: [Self; 5] = [
        Self::ThisMonth,
        Self::ThreeMonths,
        Self::ThisYear,
        Self::LastYear,
        Self::Earlier,
    ];

    /// How it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::ThisMonth => "this month",
            Self::ThreeMonths => "within three months",
            Self::ThisYear => "this year",
            Self::LastYear => "last year",
            Self::Earlier => "earlier",
        }
    }

    pub(super) fn holds(self, day: Option<NaiveDate>, today: NaiveDate) -> bool {
        let Some(day) = day else {
            return false;
        };
        let before = today.checked_sub_months(Months::new(3)).unwrap_or(today);
        match self {
            Self::ThisMonth => (day.year(), day.month()) == (today.year(), today.month()),
            Self::ThreeMonths => day >= before && day <= today,
            Self::ThisYear => day.year() == today.year(),
            Self::LastYear => day.year() + 1 == today.year(),
            Self::Earlier => day.year() + 1 < today.year(),
        }
    }
}

impl Order {
    /// All of them, in the order in which a key goes through them.
    pub const ALL: [Self; 5] = [
        Self::Latest,
        Self::Due,
        Self::Reference,
        Self::Process,
        Self::Oldest,
    ];

    /// How it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Latest => "latest first",
            Self::Due => "due first",
            Self::Reference => "by reference",
            Self::Process => "by process",
            Self::Oldest => "oldest first",
        }
    }

    /// The one after it.
    pub fn next(self) -> Self {
        let place = Self::ALL.iter().position(|order| *order == self);
        let next = place.map_or(0, |place| (place + 1) % Self::ALL.len());
        Self::ALL.get(next).copied().unwrap_or_default()
    }
}

impl Filter {
    /// How it is called in one of its parts; nothing where that lets every case through.
    pub fn called(&self, how: How) -> Option<&str> {
        match how {
            How::Due => self.due.map(DueWhen::title),
            How::Process => self.process.as_deref(),
            How::Period => self.period.map(Period::title),
            How::Standing => self.standing.as_deref(),
            How::Facilitator => self.facilitator.as_deref(),
            How::Script => self.script.as_deref(),
        }
    }

    /// Takes one part of another filter.
    pub(super) fn set(&mut self, how: How, from: Self) {
        match how {
            How::Due => self.due = from.due,
            How::Process => self.process = from.process,
            How::Period => self.period = from.period,
            How::Standing => self.standing = from.standing,
            How::Facilitator => self.facilitator = from.facilitator,
            How::Script => self.script = from.script,
        }
    }
}

/// How a script and its version are written where cases are chosen by them.
pub(super) fn script_with_version(id: &str, version: u32) -> String {
    format!("{id}, version {version}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_due_today_is_not_overdue_and_a_week_ends_on_its_seventh_day() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day);
        let today = day(10).unwrap();
        let holding = |due| -> Vec<DueWhen> {
            let all = DueWhen::ALL.into_iter();
            all.filter(|when| when.holds(due, today)).collect()
        };
        assert_eq!(holding(day(9)), [DueWhen::Overdue]);
        for near in [10, 17] {
            assert_eq!(holding(day(near)), [DueWhen::Week, DueWhen::Month]);
        }
        assert_eq!(holding(day(18)), [DueWhen::Month]);
        assert_eq!(holding(None), [DueWhen::Never]);
    }
}
