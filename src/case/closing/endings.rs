//! In which ways a meeting can end now: in the script's own words, where it asks how it ended.

use crate::case::{Case, Command};
use crate::script::{Agreeing, DecisionId, Outcome, OutcomeId};

/// One way in which the meeting that goes on can end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// Which of the four ways it is.
    pub outcome: Outcome,
    /// The script's own answer that says so; nothing for the way as such.
    pub own: Option<OwnEnding>,
}

/// An answer by which a script says in its own words how a meeting ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnEnding {
    /// The question.
    pub decision: DecisionId,
    /// The answer.
    pub chosen: OutcomeId,
    /// Its words, with names filled in.
    pub label: String,
}

impl Ending {
    /// What ends the meeting so. It works from everywhere, also from a break or private time; an
    /// answer to the script's own question is recorded with it.
    pub fn command(&self) -> Command {
        match &self.own {
            Some(own) => Command::Decide {
                decision: own.decision.clone(),
                outcome: own.chosen.clone(),
                by: None,
                until: None,
            },
            None => Command::EndSession(self.outcome),
        }
    }
}

impl Case {
    /// The ways in which the meeting that goes on can end now; none where there is no meeting.
    ///
    /// The script's own answers come first, of every question about how it ended that belongs to
    /// the meeting as it stands. What they leave out is there all the same where it has to be: to
    /// stop early anywhere, and each of the four ways where people meet to agree something, for
    /// "nothing was wanted" must not go in as "not reached".
    pub fn endings(&self) -> Vec<Ending> {
        let Some(kind) = self.session_kind() else {
            return Vec::new();
        };
        let mut endings = self.own_endings();
        let all = endings.is_empty() || kind.agreeing() == Agreeing::Needed;
        let general = Outcome::ALL.into_iter().filter(|outcome| {
            let said = endings.iter().any(|ending| ending.outcome == *outcome);
            kind.can_end(*outcome) && !said && (all || *outcome == Outcome::EndedEarly)
        });
        let general: Vec<Ending> = general
            .map(|outcome| Ending { outcome, own: None })
            .collect();
        endings.extend(general);
        endings
    }

    fn own_endings(&self) -> Vec<Ending> {
        let stages = self.stages();
        let prompts = stages.iter().flat_map(|stage| &stage.prompts);
        let asked = prompts.filter(|prompt| {
            let when = prompt.when.as_ref();
            when.is_none_or(|condition| self.holds(condition))
        });
        let decisions = asked.filter_map(|prompt| prompt.decision.as_ref());
        let about_the_end = decisions.filter(|decision| decision.asks_how_it_ended());
        about_the_end
            .flat_map(|decision| {
                decision.endings().map(|(chosen, outcome)| Ending {
                    outcome,
                    own: Some(OwnEnding {
                        decision: decision.id.clone(),
                        chosen: chosen.id.clone(),
                        label: self.fill(&chosen.label, None),
                    }),
                })
            })
            .collect()
    }
}
