//! What stands before everything else: the passphrase of a protected home, and the question
//! whether one is to be protected at its first real case. Nothing of any case is on the picture.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::store::{LEAST_LETTERS, Passphrase, is_recipient};

use super::effect::NewCaseRequest;
use super::key::{Code, Key};
use super::model::Model;
use super::theme::Role;
use super::widget::Panel;

/// What is typed to go on without protection.
const DECLINED: &str = "not protected";
/// What is typed to go on without a key of the service.
const NO_KEY: &str = "no key";
/// What is cut would be another passphrase, so that nothing of one that is too long is kept.
const TOO_LONG: &str = "A passphrase is at most 1,024 letters long. Type a shorter one.";
/// So wide are the words, at most.
const COLUMNS: u16 = 66;

/// What stands before everything else.
pub struct Gate {
    kind: Kind,
    typed: Passphrase,
    said: Option<String>,
    /// Why it stands there, where nobody here asked for it.
    why: Option<&'static str>,
    /// Whether Enter was pressed and the work that it takes is next.
    working: bool,
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
            working: false,
        }
    }

    /// The same, with why it stands there.
    pub fn because(self, why: Option<&'static str>) -> Self {
        Self { why, ..self }
    }

    /// Whether it keeps a home locked, so that it cannot be left but by its passphrase.
    pub fn is_locked(&self) -> bool {
        matches!(self.kind, Kind::Locked(_))
    }

    /// Whether something was asked for that takes a moment; the picture says so before it is done.
    pub fn is_working(&self) -> bool {
        self.working
    }

    /// Says what went wrong, and begins anew.
    pub fn say(&mut self, said: String) {
        self.said = Some(said);
        self.working = false;
        self.typed = Passphrase::default();
    }

    /// Takes a key; what it asks for at once, if anything. Work that takes seconds is asked for with
    /// [`Gate::take_work`], once the picture says that it goes on.
    pub fn type_key(&mut self, key: Key) -> Option<Asked> {
        if self.working {
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
        if self.working {
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
            Kind::Locked(_) => self.working = true,
            Kind::Service { .. } if is_answer => self.working = true,
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

    /// What the work is that was announced; asked once.
    pub fn take_work(&mut self) -> Option<Asked> {
        if !self.working {
            return None;
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

    /// Draws it, over everything.
    pub fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let theme = model.theme;
        let width = area.width.saturating_sub(2).min(COLUMNS);
        let mut rest = Rect {
            x: area.x + (area.width - width) / 2,
            y: area.y + area.height / 8,
            width,
            height: area.height - area.height / 8,
        };
        let mut words = self.words();
        // A case that waits behind it to be saved must not be forgotten.
        let saving = model.save_status().filter(|_| self.is_locked());
        words.extend(saving.map(|(text, role)| (role, text)));
        for (role, text) in words {
            rest = Panel::words(theme, role, &theme.plain(&text), frame, rest);
        }
        if let Some(message) = &model.message {
            // Below the panel for leaving.
            let last = Rect {
                y: area.bottom().saturating_sub(1),
                height: 1,
                ..rest
            };
            Panel::words(
                theme,
                Role::Warning,
                &theme.plain(&message.text),
                frame,
                last,
            );
        }
    }

    fn words(&self) -> Vec<(Role, String)> {
        let blank = || (Role::Text, " ".to_owned());
        let field = match &self.kind {
            // A public key is no secret, and whoever types one has to see it.
            Kind::Service { .. } => format!("  {}_", self.typed.reveal()),
            Kind::Locked(_) | Kind::Offered { .. } => {
                format!("  {}_", "*".repeat(self.typed.letters().min(60)))
            }
        };
        let mut words = match &self.kind {
            Kind::Service { .. } => vec![
                (
                    Role::Strong,
                    "Who helps when the passphrase is forgotten?".to_owned(),
                ),
                blank(),
                (Role::Text, SERVICE.to_owned()),
            ],
            // Only what belongs to a case that can be written in is kept.
            Kind::Locked(was_open) => {
                let kept = was_open.as_ref().is_some_and(|case| !case.to_read);
                locked(self.why, kept)
            }
            Kind::Offered { by_lot, own, .. } => {
                let mut words = vec![
                    (
                        Role::Strong,
                        "Protect the cases on this computer?".to_owned(),
                    ),
                    blank(),
                    (Role::Text, OFFER.to_owned()),
                    blank(),
                ];
                words.push((Role::Text, asking(own)));
                if matches!(own, Own::No) {
                    words.push((Role::Strong, format!("  {}", by_lot.reveal())));
                }
                words
            }
        };
        words.push(blank());
        words.push((Role::Strong, field));
        words.push(blank());
        if self.working {
            words.push((Role::Quiet, "One moment\u{2026}".to_owned()));
        } else if let Some(said) = &self.said {
            words.push((Role::Warning, said.clone()));
        } else if let Kind::Offered { own, .. } = &self.kind {
            let tab = match own {
                Own::No => "Tab  a passphrase of your own",
                Own::First | Own::Again(_) => "Tab  words drawn by lot",
            };
            let keys = format!("{tab}    Esc  not now, begin nothing");
            words.push((Role::Quiet, keys));
            let unprotected = format!(
                "To go on without it, type: {DECLINED}. Anybody who can open this computer's files \
                 can then read what is written here, and the screen says so."
            );
            words.push((Role::Quiet, unprotected));
        } else if let Kind::Service { .. } = &self.kind {
            words.push((Role::Quiet, "Esc  not now, begin nothing".to_owned()));
        } else {
            words.push((Role::Quiet, "Ctrl-Q  leave the program".to_owned()));
        }
        words
    }
}

const OFFER: &str = "What is written here is about people's lives. Protected, it opens with a \
    passphrase alone: if this computer is lost, nobody can read it.";

const SERVICE: &str = "Nobody can make a forgotten passphrase again. If your service has given you \
    a public key for that, type or paste it (it begins with age1), then Enter: whoever holds the \
    other half can open these cases too. Without one, a forgotten passphrase loses every record; \
    to accept that, type: no key. A key can be added later (talking-piece readers add KEY \
    --recovery).";

/// What is said before a locked home; where it was locked for a reason, also that half-typed words
/// are `kept`.
fn locked(why: Option<&'static str>, kept: bool) -> Vec<(Role, String)> {
    let ask = match (why, kept) {
        (Some(_), true) => {
            "Type the passphrase that holds now, then Enter. What was half-typed is kept."
        }
        (Some(_), false) => "Type the passphrase that holds now, then Enter.",
        (None, _) => "Type the passphrase, then Enter.",
    };
    let title = (Role::Strong, "The cases here are protected.".to_owned());
    let mut words = vec![title, (Role::Text, " ".to_owned())];
    words.extend(why.map(|why| (Role::Text, why.to_owned())));
    words.push((Role::Text, ask.to_owned()));
    words
}

fn asking(own: &Own) -> String {
    match own {
        Own::No => "Write these five words down, and keep them away from this computer. They are \
                 shown only now. Then type them here, and Enter:"
            .to_owned(),
        Own::First => format!("Type a passphrase of at least {LEAST_LETTERS} letters, and Enter:"),
        Own::Again(_) => "Type it once more, and Enter:".to_owned(),
    }
}
