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
use crate::tui::screen::{brought_unread, needed_and_asked, not_met, passed_over, worth_asking};
use crate::tui::theme::Role;
use crate::tui::widget::{
    List, Panel, Row, below, draw_lines, draw_more, fitted, rows_of, wrapped,
};

/// How many columns the panel takes at most.
const COLUMNS: u16 = 70;

/// What is still open before the agreement is closed.
#[derive(Debug, Default)]
pub struct CloseAgreement {
    list: List,
    /// The first line that is shown, where there are more than fit.
    first: usize,
}

impl CloseAgreement {
    fn ways(model: &Model) -> &'static [&'static str] {
        if model.refusal_of(&Command::CloseAgreement).is_none() {
            &["Not yet", "Close it as it stands"]
        } else {
            &["Back"]
        }
    }

    /// What is said, in the lines of a panel that has so much room, and how many of them it shows.
    fn lines(model: &Model, columns: u16, rows: u16) -> (Vec<String>, usize) {
        let Some(case) = model.case() else {
            return (Vec::new(), 0);
        };
        let refusal = model.refusal_of(&Command::CloseAgreement);
        let columns = usize::from(columns.min(COLUMNS).saturating_sub(4));
        let lines = wrapped(&about(case, refusal.as_ref(), model, columns), columns);
        let others = rows_of(Self::ways(model).len()) + 2;
        (lines, usize::from(rows.saturating_sub(others)))
    }

    /// The furthest line from which one reads, and how many are shown.
    fn furthest(model: &Model) -> (usize, usize) {
        let (columns, rows) = model.size;
        let (lines, room) = Self::lines(model, columns, rows.saturating_sub(3));
        (lines.len().saturating_sub(room), room)
    }

    /// Moves in words that are longer than the panel; true if the action was one of that. The
    /// arrows do it as well where there is nothing to choose.
    fn read_on(&mut self, action: Action, model: &Model) -> bool {
        let (most, room) = Self::furthest(model);
        let page = room.saturating_sub(1).max(1);
        let nothing_to_choose = Self::ways(model).len() == 1;
        let first = self.first.min(most);
        self.first = match action {
            Action::PageUp => first.saturating_sub(page),
            Action::PageDown => first + page,
            Action::Up if nothing_to_choose => first.saturating_sub(1),
            Action::Down if nothing_to_choose => first + 1,
            _ => return false,
        }
        .min(most);
        true
    }
}

/// What is said: what is open, item by item, or what closing means. An item takes one line of so
/// many columns, so that a long one hides none of the others.
fn about(case: &Case, refusal: Option<&Refusal>, model: &Model, columns: usize) -> String {
    let Some(refusal) = refusal else {
        let passed = passed_over(case, columns);
        let passed = passed.map_or_else(String::new, |passed| format!("\n\n{passed}"));
        let means = what_closing_means(case);
        return format!("{}{means}{passed}", ask_first(case));
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
                lines.push(item_line(case, *item, columns));
                let (here, other): (Vec<PersonId>, Vec<PersonId>) =
                    people.iter().partition(|id| case.may_be_here(**id));
                let names = |people: &[PersonId]| {
                    let names = people.iter().map(|id| told_apart(case, *id));
                    in_a_row(&names.collect::<Vec<String>>())
                };
                let needed = case.item(*item).map(|item| case.yes_needed_from(item));
                let needed = needed.unwrap_or_default();
                let (needed, others): (Vec<PersonId>, Vec<PersonId>) =
                    here.into_iter().partition(|id| needed.contains(id));
                match (needed.as_slice(), others.as_slice()) {
                    ([], []) => {}
                    ([], all) | (all, []) => lines.push(format!("  Ask {}.", names(all))),
                    (needed, others) => {
                        let said = needed_and_asked(&names(needed), &names(others));
                        lines.push(format!("  {said}"));
                    }
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
            lines.extend(items.iter().map(|item| item_line(case, *item, columns)));
        }
        _ => {}
    }
    lines.join("\n")
}

/// What closing would leave unmet, and what is worth asking aloud first; empty where there is
/// nothing.
fn ask_first(case: &Case) -> String {
    let not_met = not_met(case);
    let quoted = not_met.iter().map(|line| format!("NOT MET: \"{line}\""));
    let lines: Vec<String> = quoted.collect();
    let asks = worth_asking(case).join("\n");
    let asks = if asks.is_empty() {
        asks
    } else {
        format!("Worth asking aloud first:\n{asks}\n\n")
    };
    if !lines.is_empty() {
        let lines = lines.join("\n");
        return format!(
            "It can be closed, but nothing on the board stands for this:\n{lines}\n\n{asks}"
        );
    }
    if asks.is_empty() {
        asks
    } else {
        format!("Nothing stands in the way. {asks}")
    }
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

fn item_line(case: &Case, id: ItemId, columns: usize) -> String {
    let place = case.board().position(|item| item.id == id);
    let place = place.map_or_else(String::new, |place| (place + 1).to_string());
    let text = case.item(id).and_then(|item| item.draft());
    let text = text.map_or("", |draft| draft.text.as_str());
    fitted(&format!("{place} {}", text.replace('\n', " ")), columns)
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
            Action::PageDown if Self::furthest(model).0 > 0 => Use::Called("read on"),
            _ => Use::Live,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if self.read_on(action, model) || self.list.act(action, Self::ways(model).len()) {
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
        let theme = model.theme;
        let refusal = model.refusal_of(&Command::CloseAgreement);
        let (lines, room) = Self::lines(model, area.width, area.height);
        let ways: Vec<Row> = Self::ways(model).iter().map(|way| Row::new(*way)).collect();
        let title = if refusal.is_some() {
            "Not to be closed yet".to_owned()
        } else {
            self.title(model)
        };
        let panel = Panel {
            title: &title,
            columns: COLUMNS,
            rows: rows_of(lines.len() + ways.len() + 3),
        };
        let inside = panel.draw(theme, frame, area);
        let foot = rows_of(ways.len());
        let above = Rect {
            height: inside.height.saturating_sub(foot),
            ..inside
        };
        let most = lines.len().saturating_sub(room);
        let first = self.first.min(most);
        let shown = lines.into_iter().skip(first).take(room);
        let shown: Vec<(String, Role)> = shown.map(|line| (line, Role::Text)).collect();
        draw_lines(theme, frame, above, &shown);
        let edge = Rect {
            width: (above.width + 1).min(area.right().saturating_sub(above.x)),
            ..above
        };
        draw_more(theme, frame, edge, (first, most), Role::Key);
        let list = below(inside, above.height);
        self.list.draw(theme, frame, list, &ways);
    }
}
