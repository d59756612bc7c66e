//! An office that keeps nothing.

use std::sync::Arc;

use crate::case::Now;
use crate::clock::Clock;
use crate::desk::{Desk, NewCase};
use crate::script::{Outcome, ScriptId};
use crate::tui::effect::NewCaseRequest;
use crate::tui::office::{
    CaseDetails, CaseSummary, Found, Office, OfficeProblem, PracticeSummary, ScriptSummary,
    Standing,
};

use super::StepClock;

/// As long as the stories of the shipped practice cases.
const STORY: &str = "A bicycle was taken from a shed and came back broken. It was the one Rose \
    delivered her papers with; for three weeks she walked, and twice she was late for school. \
    Tom says he meant to bring it back the same night. He rode it down to the river with a friend, \
    the chain came off on the bridge, and he left it in the hedge because he was afraid. His uncle \
    found it, and they brought it back together. Rose has not said much since. Her grandmother \
    wants to know who was with him. Tom wants to mend it, and nobody has asked him yet whether he \
    can. He practises on his own, every day after school, and goes back in the evening.";

/// An office with a few cases in its list, none of which it can open again.
pub struct MemoryOffice {
    clock: Arc<StepClock>,
    /// Whether no case was ever begun.
    fresh: bool,
    /// How many milliseconds a search takes.
    search_takes: u64,
    /// When the search that was begun is over.
    found_at: Option<u64>,
    /// How many scripts there are, with a fictional case for each.
    scripts: usize,
}

impl MemoryOffice {
    /// An office by this clock.
    pub fn new(clock: Arc<StepClock>) -> Self {
        Self {
            clock,
            fresh: false,
            search_takes: 0,
            found_at: None,
            scripts: 1,
        }
    }

    /// An office with so many scripts and fictional cases.
    pub fn with_scripts(clock: Arc<StepClock>, scripts: usize) -> Self {
        Self {
            scripts,
            ..Self::new(clock)
        }
    }

    /// An office on a slow disk: every search takes five seconds.
    pub fn slow(clock: Arc<StepClock>) -> Self {
        Self {
            search_takes: 5_000,
            ..Self::new(clock)
        }
    }

    /// An office in which no case was ever begun.
    pub fn fresh(clock: Arc<StepClock>) -> Self {
        Self {
            fresh: true,
            ..Self::new(clock)
        }
    }

    fn desk(&self, reference: &str, practice: bool) -> Desk {
        let new = NewCase {
            reference: reference.to_owned(),
            script: super::script(),
            script_hash: "00".repeat(32),
            practice,
        };
        Desk::in_memory(new, self.clock.clone())
    }
}

fn summary(now: Now, reference: &str, days: i64, standing: Standing) -> CaseSummary {
    CaseSummary {
        reference: reference.to_owned(),
        practice: reference.starts_with("PR"),
        protected: false,
        standing,
        opened: now.wall - chrono::TimeDelta::days(days + 2),
        last_words: Some(now.wall - chrono::TimeDelta::days(days)),
        details: Some(CaseDetails {
            script: "Restorative conference".to_owned(),
            people: 6,
            marks: 14,
            items: 3,
            draft: days == 0,
        }),
    }
}

impl MemoryOffice {
    fn cases(&self) -> Vec<CaseSummary> {
        let now = self.clock.now();
        if self.fresh {
            return Vec::new();
        }
        vec![
            summary(now, "RC-0412", 0, Standing::Running),
            summary(
                now,
                "RC-0409",
                5,
                Standing::Adjourned(chrono::NaiveDate::from_ymd_opt(2026, 12, 1)),
            ),
            summary(now, "RC-0388", 40, Standing::Ended(Outcome::Agreement)),
            summary(now, "PR-0003", 1, Standing::Prepared),
        ]
    }
}

impl Office for MemoryOffice {
    fn look_around(&mut self) {
        self.found_at = Some(self.clock.now().steady + self.search_takes);
    }

    fn found(&mut self) -> Vec<Found> {
        let now = self.clock.now().steady;
        if self.found_at.take_if(|at| *at <= now).is_none() {
            return Vec::new();
        }
        let mut practice = vec![PracticeSummary {
            id: "bicycle".to_owned(),
            title: "The bicycle".to_owned(),
            script: "Restorative conference".to_owned(),
            story: STORY.to_owned(),
        }];
        practice.extend((2..=self.scripts).map(|number| PracticeSummary {
            id: format!("story-{number}"),
            title: format!("Story {number}"),
            script: format!("Kind of meeting {number}"),
            story: STORY.chars().take(40 * number).collect(),
        }));
        vec![
            Found::Cases(Ok(self.cases())),
            Found::PracticeCases(practice),
        ]
    }

    fn look_into(&self, reference: &str, _practice: bool) -> Result<CaseDetails, OfficeProblem> {
        Err(OfficeProblem {
            what: format!("{reference} cannot be read."),
            instead: "See `verify`.".to_owned(),
        })
    }

    fn scripts(&self) -> Result<Vec<ScriptSummary>, OfficeProblem> {
        let script = super::script();
        let mut scripts = vec![ScriptSummary {
            id: script.id.clone(),
            title: script.title.clone(),
            summary: script.summary.clone(),
            own: None,
        }];
        scripts.extend((2..=self.scripts).map(|number| ScriptSummary {
            id: ScriptId::new(format!("kind-{number}")),
            title: format!("Kind of meeting {number}"),
            summary: script.summary.clone(),
            own: (number == 17).then(|| {
                "Your own `kind-17` version 2 (ours.json) is used instead of the shipped version 1."
                    .to_owned()
            }),
        }));
        Ok(scripts)
    }

    fn script_trouble(&self) -> Option<String> {
        (self.scripts > 1).then(|| "ours-too.json cannot be used.".to_owned())
    }

    fn create(&mut self, request: &NewCaseRequest) -> Result<Desk, OfficeProblem> {
        match request {
            NewCaseRequest::Real { reference, .. } => Ok(self.desk(reference, false)),
            NewCaseRequest::Practice(_) => Ok(self.desk("PR-0004", true)),
        }
    }

    fn open(&mut self, reference: &str, practice: bool) -> Result<Desk, OfficeProblem> {
        if reference == "RC-0409" {
            return Err(OfficeProblem {
                what: "RC-0409 is open in another window.".to_owned(),
                instead: "Close it there first.".to_owned(),
            });
        }
        Ok(self.desk(reference, practice))
    }

    fn open_to_read(&mut self, reference: &str, practice: bool) -> Result<Desk, OfficeProblem> {
        let desk = self.open(reference, practice)?;
        let case = desk.case().clone();
        Ok(Desk::read_only(
            case,
            Vec::new(),
            self.clock.clone(),
            practice,
        ))
    }

    fn suggest_reference(&self) -> String {
        "RC-0413".to_owned()
    }

    fn is_protected(&self) -> bool {
        false
    }
}
