//! Everything that a screen may read.

mod ask;
mod said;
mod saved;
mod settle;

pub use crate::case::told_apart;
pub use said::Said;
pub use settle::settles;

use std::sync::Arc;

use chrono::NaiveDate;

use crate::case::{Case, Command, LONGEST_WORDS, Now, Refusal};
use crate::desk::{Desk, Draft};
use crate::script::{Evaluation, RetentionRules, RuleSet};

use super::action::Action;
use super::context::Context;
use super::effect::{Curtain, Message};
use super::keymap::Keymap;
use super::office::{
    Cases, DueRow, Libraries, OfficeProblem, PracticeSummary, Readership, ScriptSummary, Trial,
};
use super::theme::Theme;

/// Below so many columns and rows the tiny view keeps cue, input and save status.
const SMALLEST: (u16, u16) = (60, 16);

/// Everything that a screen may read; only [`super::app`] changes it.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a toggle of its own, and any combination is right"
)]
pub struct Model {
    /// The open case.
    pub desk: Option<Desk>,
    /// The moment of the key or tick that is being answered.
    pub now: Now,
    /// Every case, as found when the home screen was last opened; nothing while they are
    /// looked for.
    pub cases: Option<Cases>,
    /// What is due in every case, earliest first; nothing while it is looked for.
    pub due: Option<Vec<DueRow>>,
    /// Every case of each kind, as far as the library knows them.
    pub libraries: Libraries,
    /// Scripts to begin a case from.
    pub scripts: Vec<ScriptSummary>,
    /// What is said of scripts that cannot be used.
    pub script_trouble: Option<String>,
    /// Fictional cases to practise, or why they cannot be listed; nothing while they are looked for.
    pub practice_cases: Option<Result<Vec<PracticeSummary>, OfficeProblem>>,
    /// Sets of rules, as found when what is prepared was last opened.
    pub rule_sets: Vec<RuleSet>,
    /// Forms on which people say how it was, as found when those of a case were last opened.
    pub evaluations: Vec<Evaluation>,
    /// The rules by which cases are kept, or why they cannot be used; nothing until they are asked
    /// for.
    pub retention: Option<Result<Arc<RetentionRules>, OfficeProblem>>,
    /// A reference that is not taken.
    pub suggested_reference: String,
    /// Whether real cases are sealed on the disk.
    pub protected: bool,
    /// Whether a passphrase is needed before any of them can be read, as after practice in a home
    /// that was not unlocked for it.
    pub locked: bool,
    /// What else is known of how the cases are kept.
    pub keeping: Keeping,
    /// The key table in force.
    pub keymap: Keymap,
    /// Colours and signs.
    pub theme: Theme,
    /// Whether the note line stays open for a second facilitator.
    pub co_facilitator: bool,
    /// Whether the facilitator's pane is shown.
    pub pane: bool,
    /// Whether an overlay lies above the screen, so that the screen shows no cursor.
    pub covered: bool,
    /// What the curtain shows, while it is up.
    pub curtain: Option<Curtain>,
    /// One line shown until the next key.
    pub message: Option<Message>,
    /// Whether it was said that the latest entry stays, and nothing but taking back was asked for
    /// since.
    pub told_it_stays: bool,
    /// Whether cues are shown in easy-read words, where there are some.
    pub easy_read: bool,
    /// The language of cues by its tag; the script's own when there is none.
    pub language: Option<String>,
    /// The last command that was refused, which may wait for checks to be answered.
    pub refused: Option<Command>,
    /// A half-typed note.
    pub note_draft: String,
    /// Words half-typed in the forms that are open; empty where all of them are filed.
    pub half_typed: Draft,
    /// Words half-typed in forms that were left, which no note line may show.
    pub put_away: Draft,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
}

/// What is known of how the cases are kept, as far as the home screen says it.
#[derive(Debug, Default)]
pub struct Keeping {
    /// Who opens the cases of a protected home, once it was unlocked.
    pub readership: Option<Readership>,
    /// A try of the key of the service, once one was asked for.
    pub trial: Option<Trial>,
    /// What is to be said of the drive that they lie on.
    pub drive_warning: Option<String>,
    /// What an import left in the home that nobody but a person can judge.
    pub left_behind: Vec<String>,
}

/// Whether the tiny view stands in so many columns and rows.
pub fn is_tiny((columns, rows): (u16, u16)) -> bool {
    columns < SMALLEST.0 || rows < SMALLEST.1
}

impl Model {
    /// The open case, as it stands.
    pub fn case(&self) -> Option<&Case> {
        self.desk.as_ref().map(Desk::case)
    }

    /// Why a command would be refused now; nothing where it would be carried out.
    pub fn refusal_of(&self, command: &Command) -> Option<Refusal> {
        match &self.desk {
            Some(desk) => desk.refusal_of(command, self.now),
            None => Some(Refusal::NoSession),
        }
    }

    /// Why an action can do nothing now, where one command stands behind it.
    ///
    /// What opens a panel in which it can be settled is not nothing.
    pub fn disabled(&self, action: Action) -> Option<Refusal> {
        self.refusal_of(&self.command_of(action)?)
            .filter(|refusal| settles(refusal).is_none())
    }

    /// The day that dates are counted from: the meeting's own, where one is entered that was held
    /// before.
    pub fn today(&self) -> NaiveDate {
        let told = self.case().map_or(self.now, |case| case.told(self.now));
        told.wall.date_naive()
    }

    /// Whether the terminal is so small that the tiny view stands.
    pub fn is_tiny(&self) -> bool {
        is_tiny(self.size)
    }

    /// The first key of an action in these contexts, to be named in a sentence.
    pub fn key(&self, action: Action, contexts: &[Context]) -> String {
        let key = self.keymap.key_in(action, contexts).unwrap_or_default();
        self.theme.plain(&key)
    }

    /// The rules by which cases are kept, where they are known and can be used.
    pub fn retention_rules(&self) -> Option<&RetentionRules> {
        self.retention.as_ref()?.as_deref().ok()
    }

    /// Whether messages are carried from one side to the other in the process of the open case.
    pub fn carries(&self) -> bool {
        self.case().is_some_and(|case| case.script.carries())
    }

    /// Whether the open case is a fictional one.
    pub fn is_practice(&self) -> bool {
        self.desk.as_ref().is_some_and(Desk::is_practice)
    }

    /// Whether words typed now stand unsealed on the disk and are somebody's real words.
    pub fn is_unprotected(&self) -> bool {
        let plain = self.desk.as_ref().is_some_and(Desk::is_plain);
        (!self.protected || plain) && !self.is_practice()
    }

    /// What to say of the length of the half-typed note, once it comes near the limit.
    pub fn note_length_left(&self) -> Option<String> {
        let length = self.note_draft.chars().count();
        (length >= 18_000).then(|| {
            let left = LONGEST_WORDS.saturating_sub(length);
            format!("{left} characters left of 20,000")
        })
    }

    /// Whether private time is going on, so that nothing may be typed or shown.
    pub fn is_private(&self) -> bool {
        self.case().is_some_and(Case::is_private)
    }
}
