//! One case to read: what it is, the plan as agreed, what happened when, its versions, who came, its
//! meetings drawn to scale, what became of it since, and how the script was followed.

mod copied;
mod drawn;
mod kept;
#[cfg(test)]
mod kept_tests;
mod pages;
mod since;
#[cfg(test)]
mod tests;
mod versions;

pub(super) use pages::fidelity;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::closing::{paper_forms, papers};
use super::evaluations::asks_how_it_was;
use crate::desk::Desk;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message, OverlayRequest, ScreenRequest};
use crate::tui::key::{Code, Key};
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::wrapped;

/// One case to read.
#[derive(Debug, Default)]
pub struct CasePage {
    page: Page,
    /// The first line that is shown.
    first: usize,
}

/// One of its pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Page {
    #[default]
    Case,
    Plan,
    Timeline,
    Versions,
    Attendance,
    Drawn,
    Since,
    Script,
}

impl Page {
    const ALL: [Self; 8] = [
        Self::Case,
        Self::Plan,
        Self::Timeline,
        Self::Versions,
        Self::Attendance,
        Self::Drawn,
        Self::Since,
        Self::Script,
    ];

    fn title(self) -> &'static str {
        match self {
            Self::Case => "Case",
            Self::Plan => "Plan",
            Self::Timeline => "Timeline",
            Self::Versions => "Versions",
            Self::Attendance => "Who came",
            Self::Drawn => "Drawn",
            Self::Since => "Since",
            Self::Script => "Script",
        }
    }
}

impl CasePage {
    fn turn_to(&mut self, page: Page) -> Vec<Effect> {
        if self.page != page {
            *self = Self { page, first: 0 };
        }
        Vec::new()
    }

    /// Turns so many pages on, round and round.
    fn turn_by(&mut self, step: usize) -> Vec<Effect> {
        let pages = Page::ALL;
        let place = pages.iter().position(|page| *page == self.page);
        let next = (place.unwrap_or(0) + step) % pages.len();
        pages
            .get(next)
            .map_or_else(Vec::new, |page| self.turn_to(*page))
    }

    fn lines(&self, model: &Model, columns: u16) -> Vec<(String, Role)> {
        let Some(case) = model.case() else {
            return Vec::new();
        };
        let lines = match self.page {
            Page::Case => pages::case(case, model, copied::copied(model), kept::kept(case, model)),
            Page::Plan => pages::plan(case, model.is_practice()),
            Page::Timeline => pages::timeline(case, model.is_practice()),
            Page::Versions => versions::versions(case, usize::from(columns)),
            Page::Attendance => pages::attendance(case),
            Page::Drawn => drawn::drawn(case, usize::from(columns)),
            Page::Since => since::since(case, model),
            Page::Script => fidelity(case, model.is_practice()),
        };
        let columns = usize::from(columns);
        lines
            .into_iter()
            .flat_map(|(text, role)| {
                let mut rows = wrapped(&text, columns);
                if rows.is_empty() {
                    rows.push(String::new());
                }
                rows.into_iter().map(move |row| (row, role))
            })
            .collect()
    }

    fn scroll(&mut self, action: Action, model: &Model) {
        let (columns, rows) = model.size;
        let text = text_of(Rect::new(0, 1, columns, rows.saturating_sub(3)));
        let page = usize::from(text.height).max(1);
        let last = self.lines(model, text.width).len().saturating_sub(page);
        let first = match action {
            Action::Up => self.first.saturating_sub(1),
            Action::Down => self.first + 1,
            Action::PageUp => self.first.saturating_sub(page),
            Action::PageDown | Action::Choose => self.first + page,
            Action::First => 0,
            Action::Last => last,
            _ => self.first,
        };
        self.first = first.min(last);
    }

    fn tabs(&self, model: &Model) -> Line<'static> {
        let theme = model.theme;
        let mut spans = Vec::new();
        for (number, page) in Page::ALL.into_iter().enumerate() {
            // In a narrow window they stand closer together, and in a very narrow one only the
            // page that is shown has its name.
            let narrow = model.size.0 < 100;
            let apart = if narrow { "" } else { " " };
            if narrow && number > 0 {
                spans.push(Span::raw(" "));
            }
            let title = if model.size.0 < 80 && page != self.page {
                format!("{}", number + 1)
            } else {
                format!("{} {}", number + 1, page.title())
            };
            let (text, role) = if page == self.page {
                (format!("[{apart}{title}{apart}]"), Role::Strong)
            } else if narrow {
                (title, Role::Quiet)
            } else {
                (format!("  {title}  "), Role::Quiet)
            };
            spans.push(Span::styled(text, theme.style(role)));
        }
        Line::from(spans)
    }
}

/// Why there is nothing to go on with.
const NOT_OVER: &str = "No meeting of this case is over.";

fn is_over(model: &Model) -> bool {
    let session = model.case().and_then(|case| case.session.as_ref());
    session.is_some_and(|session| session.ended.is_some())
}

/// Where the text stands, below the names of the pages.
fn text_of(area: Rect) -> Rect {
    let width = area.width.saturating_sub(4).min(100);
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + area.height.min(3),
        width,
        height: area.height.saturating_sub(3),
    }
}

impl Layer for CasePage {
    fn title(&self, model: &Model) -> String {
        let reference = model.case().map_or("", |case| case.reference.as_str());
        format!("{reference}{}to read", model.theme.dot())
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::CasePage, Context::List]
    }

    fn use_of(&self, action: Action, model: &Model) -> Use {
        match action {
            Action::WrapUp if !is_over(model) => Use::Idle(NOT_OVER),
            Action::Choose => Use::Called("read on"),
            Action::FollowUp => Use::Called("follow up"),
            Action::Hold if kept::is_held(model) => Use::Called("lift the hold"),
            Action::Papers | Action::PaperForms => model.case().map_or(Use::Absent, papers),
            Action::Evaluations if !asks_how_it_was(model) => Use::Absent,
            _ => Use::Live,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        match action {
            Action::NextPage => self.turn_by(1),
            Action::Papers => vec![Effect::GivePapers(None)],
            Action::PaperForms => paper_forms(model),
            Action::NextMeeting => vec![Effect::NextMeeting],
            Action::FollowUp => vec![Effect::FollowUp(None, None)],
            Action::Hold => vec![Effect::Hold],
            Action::Dispose => kept::dispose(model),
            Action::WrapUp if !is_over(model) => vec![Effect::Say(Message::refused(NOT_OVER))],
            Action::WrapUp => vec![Effect::WrapUp],
            Action::Evaluations => vec![Effect::Evaluate],
            Action::Process => vec![
                Effect::NextMeeting,
                Effect::Open(ScreenRequest::OtherProcess),
            ],
            Action::PreviousPage => self.turn_by(Page::ALL.len() - 1),
            Action::Close if model.desk.as_ref().is_some_and(Desk::is_read_only) => {
                vec![Effect::CloseCase]
            }
            Action::Close => vec![Effect::Push(OverlayRequest::Leave)],
            _ => {
                self.scroll(action, model);
                Vec::new()
            }
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        let page = match key.code {
            Code::Char('1') => Page::Case,
            Code::Char('2') => Page::Plan,
            Code::Char('3') => Page::Timeline,
            Code::Char('4') => Page::Versions,
            Code::Char('5') => Page::Attendance,
            Code::Char('6') => Page::Drawn,
            Code::Char('7') => Page::Since,
            Code::Char('8') => Page::Script,
            _ => return Vec::new(),
        };
        self.turn_to(page)
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let theme = model.theme;
        let text = text_of(area);
        let tabs = Rect {
            y: area.y + area.height.min(1),
            height: 1.min(area.height.saturating_sub(1)),
            ..text
        };
        frame.render_widget(self.tabs(model), tabs);
        let lines = self.lines(model, text.width);
        let rows = usize::from(text.height);
        let most = lines.len().saturating_sub(rows);
        let first = self.first.min(most);
        let (above, below) = theme.more();
        for (row, (words, role)) in lines.into_iter().skip(first).take(rows).enumerate() {
            let y = text.y + u16::try_from(row).unwrap_or(0);
            let spot = Rect::new(text.x, y, text.width, 1);
            frame.render_widget(Line::styled(words, theme.style(role)), spot);
            let edge = Rect::new(text.right(), y, 1, 1);
            if edge.right() > area.right() {
                continue;
            }
            if row == 0 && first > 0 {
                frame.render_widget(Span::styled(above, theme.style(Role::Quiet)), edge);
            } else if row + 1 == rows && first < most {
                frame.render_widget(Span::styled(below, theme.style(Role::Quiet)), edge);
            }
        }
    }
}
