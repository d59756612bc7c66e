//! What cases can be chosen by, how many there are of each, and in which order they are shown.

use chrono::NaiveDate;

use super::choosing::{Choice, DueWhen, Filter, How, Order, Period};
use super::row::{CaseRow, Stands, State};
use super::{Library, Text};

/// How a case is called where it stands.
pub(super) fn called(row: &CaseRow) -> &'static str {
    match row.state() {
        State::Stands(Stands::Prepared) => "not begun",
        State::Stands(Stands::Running) => "was going on",
        State::Stands(Stands::Adjourned(_)) => "goes on another day",
        State::Stands(stands @ Stands::Ended { .. }) => stands.title().unwrap_or_default(),
        State::Stands(Stands::Closed(Some(outcome))) => outcome.title(),
        State::Stands(Stands::Closed(None)) => "closed, nobody met",
        State::Sealed(_) => "sealed",
        State::Newer(_) => "made by a newer version",
        State::Broken(_) => "cannot be opened",
        State::Copy(_) => "copy of another case",
    }
}

/// Everything that a case can be called, in the order in which it is offered.
pub(super) const CALLED: [&str; 13] = [
    "Agreement",
    "No agreement wanted",
    "Not reached",
    "Ended early",
    crate::script::HELD_TO_ITS_END,
    "goes on another day",
    "was going on",
    "not begun",
    "closed, nobody met",
    "cannot be opened",
    "sealed",
    "made by a newer version",
    "copy of another case",
];

impl Library {
    /// How a case is called where it stands.
    pub fn called(&self, row: &CaseRow) -> &'static str {
        called(row)
    }

    /// Everything that cases can be chosen by, and how many there are of each; none of what no
    /// case is. The first one lets every case through.
    pub fn choices(&self, how: How, filter: &Filter, today: NaiveDate) -> Vec<Choice> {
        let with = |change: &dyn Fn(&mut Filter)| {
            let mut filter = filter.clone();
            change(&mut filter);
            filter
        };
        let mut choices: Vec<(String, Filter)> = vec![(
            "any".to_owned(),
            with(&|filter| filter.set(how, Filter::default())),
        )];
        match how {
            How::Due => choices.extend(DueWhen::ALL.map(|due| {
                let label = due.title().to_owned();
                (label, with(&|filter| filter.due = Some(due)))
            })),
            How::Period => choices.extend(Period::ALL.map(|period| {
                let label = period.title().to_owned();
                (label, with(&|filter| filter.period = Some(period)))
            })),
            How::Standing => choices.extend(CALLED.map(|called| {
                let filter = with(&|filter| filter.standing = Some(called.to_owned()));
                (called.to_owned(), filter)
            })),
            How::Process => {
                let titles = self.distinct(|row| row.process, |title| vec![title]);
                choices.extend(titles.into_iter().map(|title| {
                    let filter = with(&|filter| filter.process = Some(title.clone()));
                    (title, filter)
                }));
            }
            How::Script => {
                let scripts = self.distinct(|row| row.script_version, |script| vec![script]);
                choices.extend(scripts.into_iter().map(|script| {
                    let filter = with(&|filter| filter.script = Some(script.clone()));
                    (script, filter)
                }));
            }
            How::Facilitator => {
                let names =
                    self.distinct(|row| row.facilitators, |names| names.split(", ").collect());
                choices.extend(names.into_iter().map(|name| {
                    let filter = with(&|filter| filter.facilitator = Some(name.clone()));
                    (name, filter)
                }));
            }
        }
        let counted = choices
            .into_iter()
            .enumerate()
            .map(|(place, (label, filter))| {
                let mut alone = Filter::default();
                alone.set(how, filter.clone());
                let alone = Chosen::of(self, &alone, today);
                let cases = self.rows.iter().filter(|row| alone.holds(row)).count();
                (
                    place,
                    Choice {
                        label,
                        cases,
                        filter,
                    },
                )
            });
        let some = counted.filter(|(place, choice)| *place == 0 || choice.cases > 0);
        some.map(|(_, choice)| choice).collect()
    }

    fn distinct(
        &self,
        of: impl Fn(&CaseRow) -> Text,
        parts: impl Fn(&str) -> Vec<&str>,
    ) -> Vec<String> {
        let mut used = vec![false; self.texts.len()];
        for row in &self.rows {
            if let Ok(place) = usize::try_from(of(row).0)
                && let Some(used) = used.get_mut(place)
            {
                *used = true;
            }
        }
        let texts = self.texts.iter().zip(used).filter(|(_, used)| *used);
        let mut names: Vec<String> = texts
            .flat_map(|(text, _)| parts(text))
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect();
        names.sort();
        names.dedup();
        names
    }

    /// The rows in an order, by their places.
    pub fn in_order(&self, order: Order) -> Vec<u32> {
        let mut places: Vec<u32> = (0..).take(self.rows.len()).collect();
        let row = |place: &u32| {
            usize::try_from(*place)
                .ok()
                .and_then(|place| self.rows.get(place))
        };
        match order {
            Order::Latest => {}
            Order::Due => places.sort_by_key(|place| {
                let due = row(place).and_then(|row| row.due);
                (due.is_none(), due)
            }),
            Order::Reference => {
                places.sort_by_cached_key(|place| row(place).map(|row| row.reference.clone()));
            }
            Order::Process => {
                places.sort_by_key(|place| row(place).map(|row| self.text(row.process)));
            }
            Order::Oldest => places.sort_by_key(|place| {
                let opened = row(place).and_then(|row| row.opened);
                (opened.is_none(), opened)
            }),
        }
        places
    }
}

/// A filter with its words looked up in a library, so that each row is told by numbers.
pub(super) struct Chosen {
    due: Option<DueWhen>,
    period: Option<Period>,
    standing: Option<String>,
    /// Which texts are the process.
    process: Option<Vec<bool>>,
    /// Which texts name the facilitator.
    facilitators: Option<Vec<bool>>,
    /// Which texts are the script and its version.
    script: Option<Vec<bool>>,
    today: NaiveDate,
}

impl Chosen {
    pub(super) fn of(library: &Library, filter: &Filter, today: NaiveDate) -> Self {
        let Filter {
            due,
            process,
            period,
            standing,
            facilitator,
            script,
        } = filter;
        let texts = |fits: &dyn Fn(&str) -> bool| -> Vec<bool> {
            library.texts().map(|(_, text)| fits(text)).collect()
        };
        Self {
            due: *due,
            period: *period,
            standing: standing.clone(),
            process: process.as_ref().map(|title| texts(&|text| text == title)),
            facilitators: facilitator
                .as_ref()
                .map(|name| texts(&|text| text.split(", ").any(|one| one == name))),
            script: script.as_ref().map(|script| texts(&|text| text == script)),
            today,
        }
    }

    /// Whether a row is shown.
    pub(super) fn holds(&self, row: &CaseRow) -> bool {
        let among = |texts: &Option<Vec<bool>>, text: Text| {
            texts.as_ref().is_none_or(|texts| {
                let place = usize::try_from(text.0).unwrap_or(usize::MAX);
                texts.get(place).copied().unwrap_or(false)
            })
        };
        let met = row.met.or(row.opened.map(|at| at.date_naive()));
        self.due.is_none_or(|due| due.holds(row.due, self.today))
            && self
                .period
                .is_none_or(|period| period.holds(met, self.today))
            && self
                .standing
                .as_ref()
                .is_none_or(|standing| standing == called(row))
            && among(&self.process, row.process)
            && among(&self.facilitators, row.facilitators)
            && among(&self.script, row.script_version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::Outcome;

    #[test]
    fn the_four_outcomes_are_never_chosen_together() {
        assert_eq!(CALLED[..4], Outcome::ALL.map(Outcome::title));
    }
}
