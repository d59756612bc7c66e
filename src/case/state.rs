//! A case as it stands.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    Afterwards, BottomLineId, Carrying, ClosedAgreement, ConsentEntry, CopyLimit, Event, Following,
    Item, KnownScript, Mark, Now, Person, PersonId, PlanField, Preparing, Programme, QuestionId,
    Recorded, Refusal, Session, SessionStatus, Signing, Words, WordsId,
};
use crate::script::{CopyForm, Keeping, RoleId, RoleKind, Script, SessionKind};

/// A case as it stands: everything that its events add up to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The exact script that the case is run from now.
    pub script: Arc<Script>,
    /// Every script that the case was or is run from, as far as their texts are known.
    pub scripts: Vec<KnownScript>,
    /// Pseudonymous reference; empty until the case was opened.
    pub reference: String,
    /// When the case was opened.
    pub opened: Option<Now>,
    /// Everybody, in the order in which they were added.
    pub people: Vec<Person>,
    /// The session that is going on, is adjourned, or was the last.
    pub session: Option<Session>,
    /// Sessions before it.
    pub earlier_sessions: Vec<Session>,
    /// Marks, oldest first; struck ones are gone.
    pub marks: Vec<Mark>,
    /// Ground rules that were agreed.
    pub ground_rules: Vec<String>,
    /// How people wished to open, and who led it.
    pub opening: Option<(String, Option<PersonId>)>,
    /// What a safe plan must contain.
    pub bottom_lines: BTreeMap<BottomLineId, String>,
    /// Questions that the plan has to answer.
    pub questions: BTreeMap<QuestionId, String>,
    /// Children's own words, locked.
    pub child_words: Vec<ChildWords>,
    /// The agreement as it is being made.
    pub agreement: Agreement,
    /// What became of what was agreed.
    pub following: Following,
    /// What was recorded once meetings were over.
    pub afterwards: Afterwards,
    /// What people did and said for themselves over all sessions.
    pub programme: Programme,
    /// Everything that was said about consents, oldest first; never overwritten.
    pub consents: Vec<ConsentEntry>,
    /// What was prepared and found out before people meet.
    pub preparing: Preparing,
    /// Messages and letters that are carried between people.
    pub carrying: Carrying,
    /// Milliseconds that the session has taken up to its last event, without adjournments.
    pub elapsed: u64,
    /// When the last event happened.
    pub last_event: Option<Now>,
    /// The highest number given to a person so far.
    pub people_added: u16,
    /// The highest number given to words so far.
    pub words_given: u64,
    /// Every event, oldest first.
    pub history: Vec<Recorded>,
    /// Numbers of events that are taken back.
    pub undone: BTreeSet<u64>,
    /// Words that were erased or struck: the notes may hold none of them.
    pub erased: BTreeSet<WordsId>,
    /// How many more words older versions erased, by their receipts, than the rules name now.
    pub(super) erased_by_older: u64,
}

/// The agreement as it is being made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Items on the board, in order, removed ones included.
    pub items: Vec<Item>,
    /// What was settled about the plan as a whole.
    pub settled: BTreeMap<PlanField, Words>,
    /// When it is looked at again.
    pub review: Option<NaiveDate>,
    /// How each person signed what was closed last, also while it is open again.
    pub signatures: BTreeMap<PersonId, (Now, Signing)>,
    /// Which copy each person gets.
    pub copies: BTreeMap<PersonId, Option<CopyForm>>,
    /// What is left out of whose copy.
    pub limits: BTreeMap<PersonId, CopyLimit>,
    /// Every closing, oldest first.
    pub closings: Vec<(Now, ClosedAgreement)>,
    /// Why and when it was opened again.
    pub reopenings: Vec<(Now, Words)>,
    /// Whether it is closed now.
    pub closed: bool,
}

impl Agreement {
    /// What is left out of somebody's copy.
    pub fn limit(&self, person: PersonId) -> CopyLimit {
        self.limits.get(&person).cloned().unwrap_or_default()
    }
}

/// A child's words as they were taken down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildWords {
    /// When.
    pub at: Now,
    /// The child.
    pub child: PersonId,
    /// Their words, exactly.
    pub words: String,
    /// How they were given.
    pub given: String,
    /// Whether the child wants them read out.
    pub read_out: bool,
}

impl Case {
    /// A case of a script, before its first event.
    pub fn new(script: Arc<Script>) -> Self {
        Self {
            scripts: vec![KnownScript::new(script.clone(), "")],
            script,
            reference: String::new(),
            opened: None,
            people: Vec::new(),
            session: None,
            earlier_sessions: Vec::new(),
            marks: Vec::new(),
            ground_rules: Vec::new(),
            opening: None,
            bottom_lines: BTreeMap::new(),
            questions: BTreeMap::new(),
            child_words: Vec::new(),
            agreement: Agreement::default(),
            following: Following::default(),
            afterwards: Afterwards::default(),
            programme: Programme::default(),
            consents: Vec::new(),
            preparing: Preparing::default(),
            carrying: Carrying::default(),
            elapsed: 0,
            last_event: None,
            people_added: 0,
            words_given: 0,
            history: Vec::new(),
            undone: BTreeSet::new(),
            erased: BTreeSet::new(),
            erased_by_older: 0,
        }
    }

    /// Whether the script keeps of an agreement what was agreed alone, so that what was not, and
    /// who differed, is forgotten at closing.
    pub fn keeps_agreed_only(&self) -> bool {
        self.script.agreement.keeps == Keeping::AgreedOnly
    }

    /// Finds somebody by their number.
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// The name somebody is called by, or their number where the name is not known.
    pub fn name(&self, id: PersonId) -> String {
        self.person(id)
            .map_or_else(|| id.to_string(), |person| person.details.name.clone())
    }

    /// Whether somebody holds a role of one of these kinds.
    pub fn holds_kind(&self, id: PersonId, kinds: &[RoleKind]) -> bool {
        self.person(id).is_some_and(|person| {
            person.details.roles.iter().any(|role| {
                self.script
                    .role(role)
                    .is_some_and(|role| kinds.contains(&role.kind))
            })
        })
    }

    /// Everybody who holds a role, in the order of speaking.
    pub fn holders(&self, role: &RoleId) -> Vec<&Person> {
        self.speaking_order()
            .into_iter()
            .filter(|person| person.details.roles.contains(role))
            .collect()
    }

    /// Everybody, in the order of speaking; those who are not in the chosen order come after.
    pub fn speaking_order(&self) -> Vec<&Person> {
        let chosen: &[PersonId] = self.session.as_ref().map_or(&[], |session| &session.order);
        let mut people: Vec<&Person> = chosen.iter().filter_map(|id| self.person(*id)).collect();
        let far_first =
            chosen.is_empty() && self.session_kind().is_some_and(|kind| kind.far_away_first);
        let others = self.people.iter();
        let others = others.filter(|person| !chosen.contains(&person.id));
        let (first, then): (Vec<&Person>, Vec<&Person>) =
            others.partition(|person| far_first && person.is_far_away());
        people.extend(first);
        people.extend(then);
        people
    }

    /// The session, where it is going on; a refusal that says why not, otherwise.
    pub fn running(&self) -> Result<&Session, Refusal> {
        let session = self.session.as_ref().ok_or(Refusal::NoSession)?;
        match session.status {
            SessionStatus::Running => Ok(session),
            SessionStatus::Adjourned { .. } => Err(Refusal::SessionAdjourned),
            SessionStatus::Ended => Err(Refusal::SessionOver),
        }
    }

    /// Whether private time is going on.
    pub fn is_private(&self) -> bool {
        let session = self.session.as_ref();
        session.is_some_and(|session| session.private.is_some())
    }

    /// The agreement can be changed while the meeting goes on, and after it was opened
    /// again; never while it is closed. Otherwise a refusal that says why not.
    pub fn agreement_may_change(&self) -> Result<(), Refusal> {
        if self.agreement.closed {
            Err(Refusal::AgreementClosed)
        } else if self.agreement.reopenings.is_empty() {
            self.running().map(drop)
        } else {
            Ok(())
        }
    }

    /// Whether the session that is going on, or was the last, was held before it was entered.
    pub fn is_entered_later(&self) -> bool {
        let session = self.session.as_ref();
        session.is_some_and(|session| session.entered_later)
    }

    /// Whether the clock tells the times of the sitting that goes on.
    fn is_clocked(&self) -> bool {
        self.running().is_ok_and(|session| session.typed.is_none())
    }

    /// The kind of session that is going on, as the script describes it.
    pub fn session_kind(&self) -> Option<&SessionKind> {
        let session = self.session.as_ref()?;
        session.script.session(&session.kind)
    }

    /// Milliseconds that the session has taken up to now.
    pub fn elapsed_at(&self, now: Now) -> u64 {
        let since = self
            .last_event
            .filter(|_| self.is_clocked())
            .map_or(0, |last| now.milliseconds_since(last));
        self.elapsed + since
    }

    pub(super) fn person_mut(&mut self, id: PersonId) -> Option<&mut Person> {
        self.people.iter_mut().find(|person| person.id == id)
    }

    pub(super) fn next_person(&self) -> PersonId {
        PersonId(self.people_added + 1)
    }

    /// The number of the next words; `offset` counts words that the same command made before.
    pub(super) fn next_words(&self, offset: u64) -> WordsId {
        WordsId(self.words_given + 1 + offset)
    }

    /// Whether anything in the case speaks of a person, so that they cannot be taken off the list.
    pub(super) fn is_mentioned(&self, id: PersonId) -> bool {
        let of_marks = self.marks.iter().any(|mark| mark.person == Some(id));
        let agreement = &self.agreement;
        let of_items = agreement.items.iter().any(|item| {
            let decided = item.ratified.as_ref().map(|decision| decision.by);
            item.answers.contains_key(&id)
                || item.read_back.contains_key(&id)
                || decided == Some(id)
                || item.draft().is_some_and(|draft| draft.names(id))
        });
        let of_closings = agreement
            .closings
            .iter()
            .any(|(_, closed)| closed.names(id));
        let of_paper = agreement.signatures.contains_key(&id) || agreement.copies.contains_key(&id);
        let of_opening = matches!(&self.opening, Some((_, Some(led_by))) if *led_by == id);
        let of_turns = self
            .session
            .iter()
            .chain(&self.earlier_sessions)
            .any(|session| session.reached.keys().any(|turn| turn.person == Some(id)));
        let of_child = self.child_words.iter().any(|spoken| spoken.child == id);
        let mut messages = self.carrying.messages.iter();
        let of_messages = messages.any(|message| message.from == id || message.to == id);
        let of_plan = of_messages || of_items || of_closings || of_paper || of_opening;
        let of_consents = self.consents.iter().any(|entry| entry.event.person() == id);
        let before = of_consents || self.preparing.speaks_of(id) || self.afterwards_names(id);
        let of_hidden = self.carrying.spoken_of.contains(&id);
        of_marks || of_plan || of_turns || of_child || before || of_hidden
    }

    /// Counts the time up to an event, while a session is going on.
    pub(super) fn pass_time(&mut self, recorded: &Recorded) {
        if let Some(words) = recorded.event.words().map(|words| words.id.0).max() {
            self.words_given = self.words_given.max(words);
        }
        if let Some(last) = self.last_event
            && self.is_clocked()
        {
            let new_run = matches!(
                recorded.event,
                Event::CaseResumed { .. } | Event::CaseBrought(_)
            );
            self.elapsed += if new_run {
                recorded.at.wall_milliseconds_since(last)
            } else {
                recorded.at.milliseconds_since(last)
            };
        }
        self.last_event = Some(recorded.at);
    }
}
