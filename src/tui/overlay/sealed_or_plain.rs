//! Papers of a sealed case: whether they stay sealed, or one is written in plain to be printed.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::document::handing_out::PaperForm;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message, OverlayRequest, Question};
use crate::tui::key::{Code, Key};
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{List, Panel, Row, rows_of, wrapped};

const TITLE: &str = "Sealed, or to be printed?";
const ABOUT: &str = "Sealed papers lie in the folder of the case, and only who reads the case can \
                     open them. A printer needs one that is not sealed.";
const NO_FOLDER: &str = "Nothing was written: outside of where the cases lie there is no folder of \
                         your own. `talking-piece export` with --plain and --out writes one elsewhere.";

/// Whether papers are sealed, or one is printed.
pub struct SealedOrPlain {
    form: Option<PaperForm>,
    /// Where a plain one goes.
    folder: Option<String>,
    list: List,
}

impl SealedOrPlain {
    /// Asks of papers in this form, or as they are handed out.
    pub fn new(form: Option<PaperForm>, folder: Option<String>) -> Self {
        Self {
            form,
            folder,
            list: List::default(),
        }
    }

    /// Asks once more, for what lies there in plain is nobody's to keep but who deletes it.
    fn ask_plainly(&self) -> Vec<Effect> {
        let Some(folder) = &self.folder else {
            return vec![Effect::Pop, Effect::Say(Message::refused(NO_FOLDER))];
        };
        let question = Question {
            ask: "Write it in plain?".to_owned(),
            about: format!(
                "It goes into {folder}. Whoever finds the file there can read it: delete it once \
                 it is printed."
            ),
            yes: "Write it in plain, to print it".to_owned(),
            no: "Write nothing".to_owned(),
            then: vec![Effect::WritePapers(self.form.clone(), true)],
            otherwise: Vec::new(),
        };
        let ask = OverlayRequest::Confirm(Box::new(question));
        vec![Effect::Pop, Effect::Push(ask)]
    }
}

impl Layer for SealedOrPlain {
    fn title(&self, _model: &Model) -> String {
        TITLE.to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::List, Context::Overlay]
    }

    fn act(&mut self, action: Action, _model: &Model) -> Vec<Effect> {
        if self.list.act(action, 2) {
            return Vec::new();
        }
        match action {
            Action::Choose if self.list.selected == 0 => {
                vec![Effect::Pop, Effect::WritePapers(self.form.clone(), false)]
            }
            Action::Choose => self.ask_plainly(),
            Action::Close => vec![Effect::Pop],
            _ => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        match key.folded().code {
            Code::Char('p') => self.ask_plainly(),
            _ => Vec::new(),
        }
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let about = wrapped(ABOUT, 56).len();
        let panel = Panel {
            title: TITLE,
            columns: 60,
            rows: rows_of(about + 5),
        };
        let inside = panel.draw(model.theme, frame, area);
        let rest = Panel::words(model.theme, Role::Text, ABOUT, frame, inside);
        let rows = [
            Row::new("Sealed, in the folder of the case"),
            Row::new("In plain, to print it now (p)"),
        ];
        let spot = Rect {
            y: rest.y + rest.height.saturating_sub(2),
            height: rest.height.min(2),
            ..rest
        };
        self.list.draw(model.theme, frame, spot, &rows);
    }
}
