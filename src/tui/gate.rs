//! What stands before everything else: the passphrase of a protected home, and the question
//! whether one is to be protected at its first real case. Nothing of any case is on the picture.

mod drawing;

use crate::store::{Passphrase, is_recipient};

use super::effect::NewCaseRequest;
use super::key::{Code, Key};
use super::theme::Role;

/// What is typed to go on without protection.
const DECLINED: &str = "not protected";
/// What is typed to go on without a key of the service.
const NO_KEY: &str = "no key";
/// What is cut would be another passphrase, so that nothing of one that is too long is kept.
const TOO_LONG: &str = "A passphrase is at most 1,024 letters long. Type a shorter one.";

/// What stands before everything else.
pub struct Gate {
    kind: Kind,
    typed: Passphrase,
    said: Option<String>,
    /// Why it stands there, where nobody here asked for it.
    why: Option<&'static str>,
    /// How saving stood when the case behind it was put away.
    stood: Option<(String, Role)>,
    work: Work,
}

/// How the work stands that was asked for with Enter: it holds up the whole program, so a picture
/// that says so comes first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Work {
    /// There is none.
    Nothing,
    /// It is said in the picture that comes now.
    Announced,
    /// It is next, or goes on.
    Next,
}

enum Kind {
    /// The home is locked; what was open before.
    Locked(Option<WasOpen>),
    /// The first real case is begun in a home that is not protected.
    Offered {
        request: NewCaseRequest,
        by_lot: Passphrase,
        /// Which passphrase is typed.
        own: Own,
    },
    /// A passphrase was chosen; whose key opens the cases when it is forgotten.
    Service {
        request: NewCaseRequest,
        chosen: Passphrase,
    },
}

/// Which passphrase is typed to protect a home.
enum Own {
    /// The one that was drawn by lot.
    No,
    /// One of somebody's own, for the first time.
    First,
    /// The same again.
    Again(Passphrase),
}

/// The case that was open when the home was locked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WasOpen {
    /// Its reference.
    pub reference: String,
    /// Whether it is a practice case.
    pub practice: bool,
    /// Whether it was only read.
    pub to_read: bool,
    /// Whether it was looked at page by page, or looked back on, so that it is shown so again.
    pub in_pages: bool,
}

/// What a gate wants done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Try this passphrase, and show what was open again.
    Unlock(Passphrase, Option<WasOpen>),
    /// Protect the home, with the public key of the service where there is one, and begin the case.
    Protect(Passphrase, Option<String>, NewCaseRequest),
    /// Begin the case in a home that is not protected.
    Decline(NewCaseRequest),
    /// Begin nothing.
    GoBack,
}

impl Gate {
    /// Before a locked home.
    pub fn locked(was_open: Option<WasOpen>) -> Self {
        Self::new(Kind::Locked(was_open))
    }

    /// Before the first real case, with a passphrase that was drawn by lot.
    pub fn offered(request: NewCaseRequest, by_lot: Passphrase) -> Self {
        Self::new(Kind::Offered {
            request,
            by_lot,
            own: Own::No,
        })
    }

    fn new(kind: Kind) -> Self {
        Self {
            kind,
            typed: Passphrase::default(),
            said: None,
            why: None,
            stood: None,
            work: Work::Nothing,
        }
    }

    /// The same, with why it stands there.
    pub fn because(self, why: Option<&'static str>) -> Self {
        Self { why, ..self }
    }

    /// Remembers how saving stood as the case behind it is put away: a number and a time, no words.
    pub fn remember(&mut self, stood: Option<(String, Role)>) {
        self.stood = stood;
    }

    /// Whether it keeps a home locked, so that it cannot be left but by its passphrase.
    pub fn is_locked(&self) -> bool {
        matches!(self.kind, Kind::Locked(_))
    }

    /// Whether it stands before a practice case, whose mark stays on every picture.
    fn hides_practice(&self) -> bool {
        matches!(&self.kind, Kind::Locked(Some(was_open)) if was_open.practice)
    }

    /// Whether something was asked for that takes a moment; the picture says so before it is done.
    pub fn is_working(&self) -> bool {
        self.work != Work::Nothing
    }

    /// Says what went wrong, and begins anew.
    pub fn say(&mut self, said: String) {
        self.said = Some(said);
        self.work = Work::Nothing;
        self.typed = Passphrase::default();
    }

    /// Takes a key; what it asks for at once, if anything. Work that takes seconds is asked for with
    /// [`Gate::take_work`], once the picture says that it goes on.
    pub fn type_key(&mut self, key: Key) -> Option<Asked> {
        if self.is_working() {
            return None;
        }
        self.said = None;
        if key.is_enter() {
            return self.enter();
        }
        match (key.code, &mut self.kind) {
            (Code::Backspace, _) => self.typed.pop(),
            (Code::Escape, Kind::Offered { .. } | Kind::Service { .. }) => {
                return Some(Asked::GoBack);
            }
            (Code::Tab, Kind::Offered { own, .. }) => {
                *own = match own {
                    Own::First | Own::Again(_) => Own::No,
                    Own::No => Own::First,
                };
                self.typed = Passphrase::default();
            }
            (_, _) => {
                if let Some(letter) = key.typed()
                    && !self.typed.push(letter)
                {
                    self.say(TOO_LONG.to_owned());
                }
            }
        }
        None
    }

    /// Takes pasted text: its first line alone, and never an Enter.
    pub fn paste(&mut self, text: &str) {
        if self.is_working() {
            return;
        }
        let mut letters = text.lines().next().unwrap_or_default().chars();
        if !letters.all(|letter| self.typed.push(letter)) {
            self.say(TOO_LONG.to_owned());
        }
    }

    fn enter(&mut self) -> Option<Asked> {
        if self.typed.is_empty() {
            return None;
        }
        let is_answer = self.goes_without_key() || self.key().is_some();
        match &mut self.kind {
            Kind::Locked(_) => self.work = Work::Announced,
            Kind::Service { .. } if is_answer => self.work = Work::Announced,
            Kind::Service { .. } => self.say(
                "That is not a public key of age. It begins with age1; ask your service for it."
                    .to_owned(),
            ),
            Kind::Offered { request, .. }
                if self.typed.reveal().trim().eq_ignore_ascii_case(DECLINED) =>
            {
                return Some(Asked::Decline(request.clone()));
            }
            Kind::Offered { own, by_lot, .. } => match std::mem::replace(own, Own::First) {
                Own::No => {
                    *own = Own::No;
                    if self.typed == *by_lot {
                        self.choose();
                    } else {
                        self.say("These are not the words above. Type them once more.".to_owned());
                    }
                }
                Own::First => match self.typed.check() {
                    Ok(()) => *own = Own::Again(std::mem::take(&mut self.typed)),
                    Err(why) => self.say(format!(
                        "{why} Type another, or press Tab for words drawn by lot."
                    )),
                },
                Own::Again(first) if first == self.typed => self.choose(),
                Own::Again(_) => self.say("These were two different ones. Begin again.".to_owned()),
            },
        }
        None
    }

    /// Goes on to the key of the service, with the passphrase that was typed.
    fn choose(&mut self) {
        let Kind::Offered { request, .. } = &self.kind else {
            return;
        };
        self.kind = Kind::Service {
            request: request.clone(),
            chosen: std::mem::take(&mut self.typed),
        };
    }

    /// The public key that was typed.
    fn key(&self) -> Option<String> {
        let typed = self.typed.reveal().trim();
        is_recipient(typed).then(|| typed.to_owned())
    }

    /// Whether it was typed that there is no such key.
    fn goes_without_key(&self) -> bool {
        self.typed.reveal().trim().eq_ignore_ascii_case(NO_KEY)
    }

    /// What the work is that was announced: nothing the first time it is asked, for the picture that
    /// says so is still to come.
    pub fn take_work(&mut self) -> Option<Asked> {
        match self.work {
            Work::Nothing => return None,
            Work::Announced => {
                self.work = Work::Next;
                return None;
            }
            Work::Next => {}
        }
        let key = self.key();
        let typed = std::mem::take(&mut self.typed);
        match &self.kind {
            Kind::Locked(was_open) => Some(Asked::Unlock(typed, was_open.clone())),
            Kind::Offered { .. } => None,
            Kind::Service { request, chosen } => {
                Some(Asked::Protect(chosen.clone(), key, request.clone()))
            }
        }
    }
}
