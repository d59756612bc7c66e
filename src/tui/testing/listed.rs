//! Cases as the office lists them that keeps nothing.

use crate::case::{Now, Waiting};
use crate::script::Outcome;
use crate::tui::office::{CaseDetails, CaseSummary, PracticeSummary, Standing};

/// As long as the stories of the shipped practice cases.
const STORY: &str = "A bicycle was taken from a shed and came back broken. It was the one Rose \
    delivered her papers with; for three weeks she walked, and twice she was late for school. \
    Tom says he meant to bring it back the same night. He rode it down to the river with a friend, \
    the chain came off on the bridge, and he left it in the hedge because he was afraid. His uncle \
    found it, and they brought it back together. Rose has not said much since. Her grandmother \
    wants to know who was with him. Tom wants to mend it, and nobody has asked him yet whether he \
    can. He practises on his own, every day after school, and goes back in the evening.";

/// A case that was last written in so many days ago.
pub(super) fn summary(now: Now, reference: &str, days: i64, standing: Standing) -> CaseSummary {
    let notes = if matches!(standing, Standing::NotesWait(_)) {
        3
    } else {
        0
    };
    let kept = matches!(standing, Standing::Ended(_));
    CaseSummary {
        reference: reference.to_owned(),
        practice: reference.starts_with("PR"),
        protected: false,
        standing,
        missing: None,
        opened: Some(now.wall - chrono::TimeDelta::days(days + 2)),
        last_words: Some(now.wall - chrono::TimeDelta::days(days)),
        details: Some(CaseDetails {
            script: "Restorative conference".to_owned(),
            people: 6,
            marks: 14,
            items: 3,
            waiting: Waiting { notes, safety: 0 },
            draft: days == 0,
            kept: kept.then(|| "Kept until 14 October 2032.".to_owned()),
        }),
    }
}

/// The cases of somebody: one is going on, one is put off, one is over, and one is for practice. With
/// several scripts one is of another; on a slow disk a glance is all that there is at first.
pub(super) fn cases(now: Now, several_scripts: bool, slow: bool) -> Vec<CaseSummary> {
    let mut cases = vec![
        summary(now, "RC-0412", 0, Standing::Running),
        summary(
            now,
            "RC-0409",
            5,
            Standing::Adjourned(chrono::NaiveDate::from_ymd_opt(2026, 12, 1)),
        ),
        summary(
            now,
            "RC-0388",
            40,
            Standing::Ended(Outcome::Agreement.title()),
        ),
        summary(now, "PR-0003", 1, Standing::Prepared),
    ];
    if several_scripts && let Some(details) = &mut cases[1].details {
        "Kind of meeting 7".clone_into(&mut details.script);
    }
    if slow {
        for case in &mut cases {
            case.details = None;
        }
    }
    cases
}

/// A case of a home that is still locked.
pub(super) fn sealed(now: Now, reference: &str) -> CaseSummary {
    let why = "This case is sealed; it opens once the passphrase was typed.";
    CaseSummary {
        opened: None,
        last_words: None,
        details: None,
        ..summary(now, reference, 0, Standing::Unreadable(why.to_owned()))
    }
}

/// Fictional cases, one of each of so many scripts.
pub(super) fn stories(scripts: usize) -> Vec<PracticeSummary> {
    let mut stories = vec![PracticeSummary {
        id: "bicycle".to_owned(),
        title: "The bicycle".to_owned(),
        script: "Restorative conference".to_owned(),
        story: STORY.to_owned(),
    }];
    stories.extend((2..=scripts).map(|number| PracticeSummary {
        id: format!("story-{number}"),
        title: format!("Story {number}"),
        script: format!("Kind of meeting {number}"),
        story: STORY.chars().take(40 * number).collect(),
    }));
    stories
}

/// One that cannot be opened.
pub(super) fn unreadable(now: Now, reference: &str) -> CaseSummary {
    let why = "Line 1 is damaged. `repair` saves what is left.";
    CaseSummary {
        opened: None,
        last_words: None,
        details: None,
        ..summary(now, reference, 0, Standing::Unreadable(why.into()))
    }
}
