//! What is still open before the agreement is closed; then, whether to close it.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Case, Command, ItemId, PersonId, Refusal};
use crate::script::in_a_row;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message, ScreenRequest};
use crate::tui::key::Key;
use crate::tui::layer::{Layer, Use};
use crate::tui::model::{Model, told_apart};
use crate::tui::remedy::told;
use crate::tui::screen::{brought_unread, worth_asking};
use crate::tui::theme::Role;
use crate::tui::widget::{List, Panel, Row, below, draw_lines, rows_of, wrapped};

/// The most questions that are named; the board has the others.
const MOST_ASKS: usize = 5;

/// What is still open before the agreement is closed.
#[derive(Debug, Default)]
pub struct CloseAgreement {
    list: List,
}

impl CloseAgreement {
    fn ways(model: &Model) -> &'static [&'static str] {
        if model.refusal_of(&Command::CloseAgreement).is_none() {
            &["Not yet", "Close it as it stands"]
        } else {
            &["Back"]
        }
    }
}

/// What is said: what is open, item by item, or what closing means.
fn about(case: &Case, refusal: Option<&Refusal>, model: &Model) -> String {
    let Some(refusal) = refusal else {
        return format!("{}{}", ask_first(case), what_closing_means(case));
    };
    let contexts = &[Context::Board, Context::List];
    let mut said = told(refusal, &model.keymap, contexts);
    if let Refusal::NotAgreed(_) = refusal {
        let key = model.key(Action::NextPane, contexts);
        said = format!("{said} {key} leads to the answers.");
    }
    let mut lines = vec![said, String::new()];
    match refusal {
        Refusal::NotAgreed(open) => {
            for (item, people) in open {
                lines.push(item_line(case, *item));
                let (here, other): (Vec<PersonId>, Vec<PersonId>) =
                    people.iter().partition(|id| case.may_be_here(**id));
                let names = |people: &[PersonId]| {
                    let names = people.iter().map(|id| told_apart(case, *id));
                    in_a_row(&names.collect::<Vec<String>>())
                };
                if !here.is_empty() {
                    lines.push(format!("  Ask {}.", names(&here)));
                }
                if !other.is_empty() {
                    lines.push(format!(
                        "  A yes of {} was not carried here yet.",
                        names(&other)
                    ));
                }
            }
        }
        Refusal::NotReadBack(items) | Refusal::NotRatified(items) => {
            lines.extend(items.iter().map(|item| item_line(case, *item)));
        }
        _ => {}
    }
    lines.join("\n")
}

/// What is worth asking aloud first; empty where there is nothing.
fn ask_first(case: &Case) -> String {
    let mut asks = worth_asking(case);
    if asks.is_empty() {
        return String::new();
    }
    let more = asks.len().saturating_sub(MOST_ASKS);
    asks.truncate(MOST_ASKS);
    if more > 0 {
        asks.push(format!("And {more} more, on the board."));
    }
    format!(
        "Nothing stands in the way. Worth asking aloud first:\n{}\n\n",
        asks.join("\n")
    )
}

fn what_closing_means(case: &Case) -> String {
    let kept = if case.keeps_agreed_only() {
        "What was agreed is kept. What was not is forgotten, and so is every answer but a yes. \
         It can be opened again, for a reason."
    } else {
        "What was agreed is kept, and so is where people differed. It can be opened again, for a \
         reason."
    };
    format!("{} {kept}", what_was_said(case))
}

/// That everybody said yes and heard it read; what was brought along needs neither here.
fn what_was_said(case: &Case) -> String {
    let all = "Everybody in the meeting whose yes is needed has said yes";
    let Some((brought, several)) = brought_unread(case) else {
        return format!("{all}, and all of it was read back.");
    };
    let (was, stand) = if several {
        ("were", "stand as they were brought: they need")
    } else {
        ("was", "stands as it was brought: it needs")
    };
    let so = format!(
        "{brought} {was} agreed elsewhere, and {stand} no yes here, and {was} not read back."
    );
    let mut agreed = case.board().filter(|item| !case.is_refused(item));
    if agreed.all(|item| item.brought && item.read_back.is_empty()) {
        so
    } else {
        format!("{so} To the rest: {}, and it was read back.", lower(all))
    }
}

/// A sentence that goes on another.
fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

fn item_line(case: &Case, id: ItemId) -> String {
    let place = case.board().position(|item| item.id == id);
    let place = place.map_or_else(String::new, |place| (place + 1).to_string());
    let text = case.item(id).and_then(|item| item.draft());
    let text = text.map_or("", |draft| draft.text.as_str());
    format!("{place} {}", text.replace('\n', " "))
}

impl Layer for CloseAgreement {
    fn title(&self, model: &Model) -> String {
        let word = model.case().map(|case| &case.script.vocabulary.agreement);
        format!("Close the {}?", word.map_or("agreement", String::as_str))
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Answering, Context::List, Context::Overlay]
    }

    fn use_of(&self, action: Action, model: &Model) -> Use {
        match action {
            Action::Yes | Action::No if Self::ways(model).len() == 1 => Use::Absent,
            _ => Use::Live,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if self.list.act(action, Self::ways(model).len()) {
            return Vec::new();
        }
        let can_be_closed = Self::ways(model).len() > 1;
        match action {
            Action::Yes if !can_be_closed => Vec::new(),
            Action::Choose if self.list.selected == 0 => vec![Effect::Pop],
            Action::Yes | Action::Choose => vec![
                Effect::Pop,
                Effect::Execute(Command::CloseAgreement),
                Effect::Say(Message::done("Closed. Signatures and copies come next.")),
            ],
            Action::No | Action::Close => vec![Effect::Pop],
            _ => Vec::new(),
        }
    }

    /// The keys that are named here are the board's, so they lead there and do what they do.
    fn type_key(&mut self, key: Key, model: &Model) -> Vec<Effect> {
        let Some(refusal) = model.refusal_of(&Command::CloseAgreement) else {
            return Vec::new();
        };
        let action = model.keymap.action(key, &[Context::Board], false);
        let helps = |action: &Action| {
            matches!(
                action,
                Action::Plan | Action::ReadBack | Action::Ratify | Action::NextPane | Action::Add
            )
        };
        let Some(action) = action.filter(helps) else {
            return Vec::new();
        };
        if let (Action::NextPane, Refusal::NotAgreed(items)) = (action, &refusal)
            && let Some((item, _)) = items.first()
        {
            let answers = ScreenRequest::Answers(*item);
            return vec![Effect::Pop, Effect::Open(answers)];
        }
        vec![
            Effect::Pop,
            Effect::Open(ScreenRequest::Board),
            Effect::Press(action),
        ]
    }

    fn refresh(&mut self, model: &Model) {
        self.list.keep_within(Self::ways(model).len());
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let Some(case) = model.case() else {
            return;
        };
        let refusal = model.refusal_of(&Command::CloseAgreement);
        let about = about(case, refusal.as_ref(), model);
        let columns = area.width.min(70);
        let words = wrapped(&about, usize::from(columns.saturating_sub(4)));
        let ways: Vec<Row> = Self::ways(model).iter().map(|way| Row::new(*way)).collect();
        let title = if refusal.is_some() {
            "Not to be closed yet".to_owned()
        } else {
            self.title(model)
        };
        let panel = Panel {
            title: &title,
            columns,
            rows: rows_of(words.len() + ways.len() + 3),
        };
        let inside = panel.draw(model.theme, frame, area);
        let foot = rows_of(ways.len());
        let above = Rect {
            height: inside.height.saturating_sub(foot),
            ..inside
        };
        let words: Vec<(String, Role)> = words.into_iter().map(|line| (line, Role::Text)).collect();
        draw_lines(model.theme, frame, above, &words);
        let list = below(inside, above.height);
        self.list.draw(model.theme, frame, list, &ways);
    }
}
