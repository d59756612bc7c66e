//! How a gate looks: what it asks, and above it the time and how saving stands. Nothing else of a
//! case is on the picture.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::store::LEAST_LETTERS;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{Panel, draw_line, fitted, width};

use super::{DECLINED, Gate, Kind, Own};

/// So wide are the words, at most.
const COLUMNS: u16 = 66;

impl Gate {
    /// What is left of the whole picture below the line with the time: nothing may lie over that,
    /// for it says what is not saved.
    pub fn beneath(&self, area: Rect) -> Rect {
        let above = u16::from(self.is_locked() && area.height > 1);
        Rect {
            y: area.y + above,
            height: area.height - above,
            ..area
        }
    }

    /// Draws it, over everything.
    pub fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let theme = model.theme;
        let beneath = self.beneath(area);
        if self.is_locked() {
            self.draw_standing(model, frame, area);
        }
        let wide = area.width.saturating_sub(2).min(COLUMNS);
        let mut rest = Rect {
            x: area.x + (area.width - wide) / 2,
            y: beneath.y + beneath.height / 8,
            width: wide,
            height: beneath.height - beneath.height / 8,
        };
        for (role, text) in self.words() {
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

    /// Draws the time and how saving stands, in one line; where there is no room for both, what is
    /// not saved has it.
    fn draw_standing(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let theme = model.theme;
        let inner = Rect {
            x: area.x + area.width.min(1),
            width: area.width.saturating_sub(2),
            height: area.height.min(1),
            ..area
        };
        let columns = usize::from(inner.width);
        let (saving, role) = model
            .save_status()
            .or_else(|| self.stood.clone())
            .unwrap_or((String::new(), Role::Quiet));
        let saving = fitted(&theme.plain(&saving), columns);
        let time = model.now.wall.format("%H:%M").to_string();
        let mut left = vec![Span::styled(time, theme.style(Role::Strong))];
        let taken: usize = left.iter().map(|part| width(&part.content)).sum();
        let gap = columns.saturating_sub(taken + width(&saving));
        if gap < 2 && !saving.is_empty() {
            left.clear();
        } else {
            left.push(Span::raw(" ".repeat(gap)));
        }
        left.push(Span::styled(saving, theme.style(role)));
        draw_line(frame, left, inner);
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
                let mut words = locked(self.why, kept);
                if self.hides_practice() {
                    // No word of how saving stands pushes it out here.
                    words.insert(0, (Role::Practice, "PRACTICE".to_owned()));
                }
                words
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
        if self.is_working() {
            words.push((Role::Quiet, self.working_words().to_owned()));
            return words;
        }
        if let Some(said) = &self.said {
            words.extend([(Role::Warning, said.clone()), blank()]);
        }
        words.extend(self.keys().into_iter().map(|text| (Role::Quiet, text)));
        words
    }

    /// What is said while the work goes on that Enter asked for.
    fn working_words(&self) -> &'static str {
        match self.kind {
            Kind::Locked(_) => "Opening\u{2026}",
            Kind::Offered { .. } | Kind::Service { .. } => "One moment\u{2026}",
        }
    }

    /// What else can be done here, below everything; also after something was refused.
    fn keys(&self) -> Vec<String> {
        match &self.kind {
            Kind::Offered { own, .. } => {
                let tab = match own {
                    Own::No => "Tab  a passphrase of your own",
                    Own::First | Own::Again(_) => "Tab  words drawn by lot",
                };
                vec![
                    format!("{tab}    Esc  not now, begin nothing"),
                    format!(
                        "To go on without it, type: {DECLINED}. Anybody who can open this \
                         computer's files can then read what is written here, and the screen says \
                         so."
                    ),
                ]
            }
            Kind::Service { .. } => vec!["Esc  not now, begin nothing".to_owned()],
            Kind::Locked(_) => vec!["Ctrl-Q  leave the program".to_owned()],
        }
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
