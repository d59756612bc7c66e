//! A case by one of the shipped scripts, in which people say things in any order: each with words
//! of its own, and it is known whose they are.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use talking_piece::case::{
    CarriedKind, CarryingCommand, Case, Command, ContactHow, FollowingCommand, ItemDraft, ItemId,
    MarkId, MarkKind, Need, PersonId, PreparingCommand, Progress, Verdict,
};
use talking_piece::desk::{Cabinet, Desk, NewCase, script_hash};
use talking_piece::script::{ItemKind, Outcome};
use talking_piece::store::{Home, MemoryDisk};

use crate::support::conference::{REFERENCE, cabinet_on, close};
use crate::support::random::Random;
use crate::support::shipped_texts;

/// Words, and whose they are; nobody's where they stay.
#[derive(Clone)]
pub struct Said {
    pub canary: String,
    pub of: Option<PersonId>,
}

/// A case in which everybody said something.
pub struct Told {
    pub disk: MemoryDisk,
    pub home: Home,
    pub said: Vec<Said>,
}

impl Told {
    pub fn cabinet(&self) -> Cabinet {
        on(&self.disk, &self.home)
    }

    /// The same case on a disk of its own.
    pub fn copy(&self) -> Self {
        Self {
            disk: self.disk.copy(),
            home: self.home.clone(),
            said: self.said.clone(),
        }
    }
}

fn on(disk: &MemoryDisk, home: &Home) -> Cabinet {
    Cabinet {
        home: home.clone(),
        ..cabinet_on(Arc::new(disk.clone()))
    }
}

/// What somebody says next, with the words that are new in it and whose they are.
struct Speaking<'a> {
    random: &'a mut Random,
    case: &'a Case,
    number: usize,
    marks: &'a BTreeMap<MarkId, Option<PersonId>>,
    ideas: &'a BTreeMap<ItemId, Option<PersonId>>,
}

impl Speaking<'_> {
    fn words(&mut self, of: Option<PersonId>) -> Said {
        self.number += 1;
        let whose = of.map_or("all".to_owned(), |of| of.to_string());
        Said {
            canary: format!("canary{}x{whose}x", self.number),
            of,
        }
    }

    fn command(&mut self) -> Option<(Command, Vec<Said>)> {
        let people: Vec<PersonId> = self.case.people.iter().map(|person| person.id).collect();
        let who = self.random.one_of(&people)?;
        match self.random.below(22) {
            which @ 0..7 => self.of_somebody(which, who),
            which @ 7..13 => self.of_board(which, who),
            which => self.of_the_rest(which, who, &people),
        }
    }

    fn item(&mut self) -> Option<ItemId> {
        let items = self.case.agreement.items.iter();
        let items: Vec<ItemId> = items.map(|item| item.id).collect();
        self.random.one_of(&items)
    }

    fn mark(&mut self) -> Option<MarkId> {
        let marks: Vec<MarkId> = self.case.marks.iter().map(|mark| mark.id).collect();
        self.random.one_of(&marks)
    }

    fn of_somebody(&mut self, which: usize, who: PersonId) -> Option<(Command, Vec<Said>)> {
        let on = NaiveDate::from_ymd_opt(2026, 3, 2)?;
        Some(match which {
            0 | 1 => self.noted(Some(who)),
            2 => self.noted(None),
            3 => {
                let mark = self.mark()?;
                let said = self.words(self.marks.get(&mark).copied().flatten());
                (Command::AddWords(mark, said.canary.clone()), vec![said])
            }
            4 | 5 => {
                let said = self.words(Some(who));
                let need = self.random.one_of(&Need::ALL)?;
                let need = PreparingCommand::SayNeed(who, need, said.canary.clone());
                (Command::Prepare(need), vec![said])
            }
            _ => {
                let said = self.words(Some(who));
                let contact = PreparingCommand::Contact {
                    corrects: None,
                    person: Some(who),
                    on,
                    how: ContactHow::Phone,
                    words: said.canary.clone(),
                };
                (Command::Prepare(contact), vec![said])
            }
        })
    }

    fn of_board(&mut self, which: usize, who: PersonId) -> Option<(Command, Vec<Said>)> {
        Some(match which {
            7 => {
                let mark = self.mark()?;
                self.idea(mark)
            }
            8 => {
                let said = self.words(None);
                let draft = ItemDraft::new(ItemKind::Action, said.canary.clone());
                (worded(None, draft, None), vec![said])
            }
            9 => {
                let item = self.item()?;
                let said = self.words(self.ideas.get(&item).copied().flatten());
                let draft = ItemDraft::new(ItemKind::Action, said.canary.clone());
                (worded(Some(item), draft, None), vec![said])
            }
            10 => {
                let said = self.words(Some(who));
                let change = Command::AskForChange(self.item()?, who, said.canary.clone());
                (change, vec![said])
            }
            11 => {
                let (reason, answer) = (self.words(Some(who)), self.words(None));
                let ratify = Command::Ratify {
                    item: self.item()?,
                    by: who,
                    verdict: Verdict::AgreedIf,
                    reason: Some(reason.canary.clone()),
                    family_answer: Some(answer.canary.clone()),
                };
                (ratify, vec![reason, answer])
            }
            _ => {
                let (words, given) = (self.words(Some(who)), self.words(Some(who)));
                let take = Command::TakeChildWords {
                    child: who,
                    words: words.canary.clone(),
                    given: given.canary.clone(),
                    read_out: true,
                };
                (take, vec![words, given])
            }
        })
    }

    fn of_the_rest(
        &mut self,
        which: usize,
        who: PersonId,
        people: &[PersonId],
    ) -> Option<(Command, Vec<Said>)> {
        Some(match which {
            13 => {
                let said = self.words(None);
                (Command::AgreeGroundRule(said.canary.clone()), vec![said])
            }
            14 => {
                let said = self.words(None);
                let line = Command::SetBottomLine(None, said.canary.clone());
                (line, vec![said])
            }
            15 => {
                let said = self.words(None);
                (
                    Command::NoteConcern(self.item()?, said.canary.clone()),
                    vec![said],
                )
            }
            16 => {
                let other = self.random.one_of(people)?;
                let said = self.words(Some(who));
                let offer = CarryingCommand::Offer {
                    kind: CarriedKind::Message,
                    from: who,
                    to: other,
                    answers: None,
                    item: None,
                    text: said.canary.clone(),
                    helped_by: None,
                };
                (Command::Carrying(offer), vec![said])
            }
            17 => {
                let said = self.words(Some(who));
                let words = Some(said.canary.clone());
                let progress = Progress::Partly;
                let say = FollowingCommand::SayProgress(self.item()?, progress, Some(who), words);
                (Command::Following(say), vec![said])
            }
            18 => (Command::Undo, Vec::new()),
            _ => (Command::GoOn, Vec::new()),
        })
    }

    fn noted(&mut self, person: Option<PersonId>) -> (Command, Vec<Said>) {
        let kinds = [
            MarkKind::KeyPoint,
            MarkKind::Idea,
            MarkKind::Note,
            MarkKind::Safety,
        ];
        let kind = self.random.one_of(&kinds).expect("a kind");
        let speaking = self.case.position().and_then(|turn| turn.person);
        let of = person.or(speaking).filter(|_| kind != MarkKind::Safety);
        let said = self.words(of);
        let text = Some(said.canary.clone());
        (Command::Mark { kind, person, text }, vec![said])
    }

    fn idea(&mut self, mark: MarkId) -> (Command, Vec<Said>) {
        let said = self.words(self.marks.get(&mark).copied().flatten());
        let draft = ItemDraft::new(ItemKind::Action, said.canary.clone());
        (worded(None, draft, Some(mark)), vec![said])
    }
}

fn worded(item: Option<ItemId>, draft: ItemDraft, from: Option<MarkId>) -> Command {
    Command::WordItem {
        item,
        draft: Box::new(draft),
        from,
    }
}

/// A case by one of the shipped scripts, in which people say things in any order, and which is over.
pub fn told(seed: u64, home: &Home) -> Told {
    let disk = MemoryDisk::default();
    let cabinet = on(&disk, home);
    let shipped = shipped_texts();
    let (script, text) = &shipped[usize::try_from(seed).expect("small") % shipped.len()];
    let new = NewCase {
        reference: REFERENCE.to_owned(),
        script: script.clone(),
        script_hash: script_hash(text),
        practice: false,
    };
    let mut desk = cabinet.create(new, text).expect("a new case");
    let mut random = Random::new(seed);
    for command in random.gathering(desk.case()) {
        let _ = desk.execute(command);
    }
    let mut said = speak(&mut desk, &mut random);
    for command in random.closing(desk.case()) {
        let _ = desk.execute(command);
    }
    let agreed: BTreeSet<ItemId> = desk
        .case()
        .agreed_items()
        .iter()
        .map(|item| item.item)
        .collect();
    for (words, item) in &mut said {
        if item.is_some_and(|item| agreed.contains(&item)) {
            words.of = None;
        }
    }
    let end = [
        Command::EndPrivateTime,
        Command::EndSession(Outcome::EndedEarly),
    ];
    for command in end {
        let _ = desk.execute(command);
    }
    let case = desk.case();
    if case.running().is_ok() {
        let _ = desk.execute(Command::EndSession(Outcome::Agreement));
    }
    close(desk);
    disk.settle();
    Told {
        disk,
        home: home.clone(),
        said: said.into_iter().map(|(said, _)| said).collect(),
    }
}

/// Says things, and tells which item each was the wording of.
fn speak(desk: &mut Desk, random: &mut Random) -> Vec<(Said, Option<ItemId>)> {
    let mut said = Vec::new();
    let (mut marks, mut ideas) = (BTreeMap::new(), BTreeMap::new());
    let mut number = 0;
    for _ in 0..70 {
        let mut speaking = Speaking {
            random,
            case: desk.case(),
            number,
            marks: &marks,
            ideas: &ideas,
        };
        let next = speaking.command();
        number = speaking.number;
        let Some((command, words)) = next else {
            continue;
        };
        let before = desk.case().history.len();
        if desk.execute(command.clone()).is_err() {
            continue;
        }
        let made = desk.case().history.get(before).map(|made| made.number);
        let mut item = None;
        match (&command, made) {
            (Command::Mark { .. }, Some(number)) => {
                marks.insert(MarkId(number), words.first().and_then(|words| words.of));
            }
            (
                Command::WordItem {
                    item: None, from, ..
                },
                Some(_),
            ) => {
                let new = desk.case().agreement.items.last().expect("an item").id;
                let owner = from.and_then(|mark| marks.get(&mark).copied().flatten());
                ideas.insert(new, owner);
                item = Some(new);
            }
            (
                Command::WordItem {
                    item: Some(known), ..
                },
                _,
            ) => item = Some(*known),
            _ => {}
        }
        said.extend(words.into_iter().map(|words| (words, item)));
    }
    said
}
