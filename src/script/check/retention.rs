//! Retention rules: names, periods without a length, and periods that never hold.

use super::names::{quoted, refuse_twins};
use super::{Finding, Path};
use crate::script::{CameOut, KeptFrom, Period, RetentionRules};

/// Checks retention rules whose shape is right; every finding, nothing where they are in good order.
pub fn check_retention(rules: &RetentionRules) -> Vec<Finding> {
    let mut findings = Vec::new();
    let periods = Path::root().field("periods");
    let named = rules.periods.iter().enumerate();
    let ids = named.map(|(index, one)| (one.id.as_str(), periods.entry(index).field("id")));
    refuse_twins("period", ids, &mut findings);
    for (index, period) in rules.periods.iter().enumerate() {
        let path = periods.entry(index);
        check_length(period, &path, &mut findings);
        let earlier = rules.periods.iter().take(index);
        if let Some(wider) = earlier.into_iter().find(|one| covers(one, period)) {
            findings.push(Finding::fault(
                path,
                format!(
                    "This period never holds: {} fits all of its cases and stands above it.",
                    quoted(wider.id.as_str())
                ),
                "Move it up, or take it out.",
            ));
        }
    }
    check_last(rules, &periods, &mut findings);
    findings
}

fn check_length(period: &Period, path: &Path, findings: &mut Vec<Finding>) {
    if period.in_months() == 0 {
        findings.push(Finding::fault(
            path.clone(),
            "This period has no length, so its cases would be due at once.",
            "Add `years` or `months`.",
        ));
    }
    if period.outcomes == [CameOut::NobodyMet] && period.from == KeptFrom::LastMeeting {
        findings.push(Finding::fault(
            path.field("from"),
            "Where nobody met there is no last meeting to count from.",
            "Count from `last_entry` or from `case_closed`.",
        ));
    }
}

/// Whether everything that the second one fits, the first one fits as well.
fn covers(wider: &Period, period: &Period) -> bool {
    let scripts = wider.scripts.is_empty()
        || (!period.scripts.is_empty()
            && period.scripts.iter().all(|one| wider.scripts.contains(one)));
    let outcomes = wider.outcomes.is_empty()
        || (!period.outcomes.is_empty()
            && period
                .outcomes
                .iter()
                .all(|one| wider.outcomes.contains(one)));
    scripts && outcomes
}

fn check_last(rules: &RetentionRules, periods: &Path, findings: &mut Vec<Finding>) {
    let last = rules.periods.iter().enumerate().next_back();
    if let Some((index, last)) = last
        && !(last.scripts.is_empty() && last.outcomes.is_empty())
    {
        findings.push(Finding::fault(
            periods.entry(index),
            "No period holds for a case that this last one does not fit.",
            "Add one more without `scripts` and `outcomes`, which says how long all the rest is kept.",
        ));
    }
}
