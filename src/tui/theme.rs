//! Colours and signs: the only file that names a colour.
//!
//! Meaning never stands on colour alone: every role also differs by words, a
//! sign or the weight of the letters, so that the theme without colours and a
//! terminal without box-drawing lose nothing.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of the picture is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Everything that is nothing else.
    Text,
    /// The name of a screen or of a part of it.
    Title,
    /// Things that are there when one looks for them.
    Quiet,
    /// Words that count.
    Strong,
    /// Who speaks now.
    Speaking,
    /// What the facilitator says now.
    Cue,
    /// Something that needs looking after, such as NOT SAVED.
    Warning,
    /// The row that is selected.
    Selected,
    /// A field that takes letters now.
    Field,
    /// A key in a footer or in help.
    Key,
    /// Something that cannot be done now.
    Disabled,
    /// Lines around and between.
    Border,
    /// That this is practice.
    Practice,
}

/// Which colours are used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Palette {
    /// Light letters on the terminal's dark ground.
    #[default]
    Dark,
    /// Dark letters on the terminal's light ground.
    Light,
    /// White on black, as strong as the terminal can.
    HighContrast,
    /// No colours at all, as `NO_COLOR` asks.
    None,
}

/// Colours and signs together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Theme {
    /// Which colours.
    pub palette: Palette,
    /// Whether only plain ASCII signs are drawn, for terminals without UTF-8.
    pub plain_signs: bool,
}

impl Theme {
    /// How a role is drawn.
    pub fn style(self, role: Role) -> Style {
        let weight = weight(role);
        match self.palette {
            Palette::Dark => weight.patch(dark(role)),
            Palette::Light => weight.patch(light(role)),
            Palette::HighContrast => high_contrast(role, weight),
            Palette::None => weight,
        }
    }

    /// A text as it is shown: with stand-ins for its signs where only plain ones are drawn.
    pub fn plain(self, text: &str) -> String {
        if self.plain_signs {
            super::signs::plain(text)
        } else {
            text.to_owned()
        }
    }

    /// The sign that stands before a selected row.
    pub fn pointer(self) -> &'static str {
        if self.plain_signs { "> " } else { "› " }
    }

    /// Signs of a bar: the part that is over, and the part that is to come.
    pub fn bar(self) -> (&'static str, &'static str) {
        if self.plain_signs {
            ("=", "-")
        } else {
            ("━", "─")
        }
    }

    /// The dot between two things on one line.
    pub fn dot(self) -> &'static str {
        if self.plain_signs { " - " } else { " · " }
    }

    /// The sign of one cell of a block letter.
    pub fn block(self) -> &'static str {
        if self.plain_signs { "#" } else { "█" }
    }

    /// The signs of a box: corners clockwise from the top left, then across and down.
    pub fn frame(self) -> [&'static str; 6] {
        if self.plain_signs {
            ["+", "+", "+", "+", "-", "|"]
        } else {
            ["╭", "╮", "╯", "╰", "─", "│"]
        }
    }

    /// The sign that more follows above or below.
    pub fn more(self) -> (&'static str, &'static str) {
        if self.plain_signs {
            ("^", "v")
        } else {
            ("▲", "▼")
        }
    }
}

/// What tells a role apart without any colour.
fn weight(role: Role) -> Style {
    let style = Style::new();
    match role {
        Role::Title | Role::Strong | Role::Speaking | Role::Cue | Role::Key | Role::Warning => {
            style.add_modifier(Modifier::BOLD)
        }
        Role::Selected => style.add_modifier(Modifier::REVERSED),
        Role::Field => style.add_modifier(Modifier::UNDERLINED),
        Role::Text | Role::Quiet | Role::Disabled | Role::Border | Role::Practice => style,
    }
}

fn dark(role: Role) -> Style {
    let style = Style::new();
    match role {
        Role::Text | Role::Cue | Role::Selected | Role::Field | Role::Title | Role::Strong => style,
        Role::Quiet | Role::Disabled | Role::Border => style.fg(Color::Gray),
        Role::Speaking => style.fg(Color::White),
        Role::Warning => style.fg(Color::Yellow),
        Role::Key | Role::Practice => style.fg(Color::Cyan),
    }
}

fn light(role: Role) -> Style {
    let style = Style::new();
    match role {
        Role::Text | Role::Cue | Role::Selected | Role::Field | Role::Title | Role::Strong => style,
        Role::Quiet | Role::Disabled | Role::Border => style.fg(Color::DarkGray),
        Role::Speaking => style.fg(Color::Black),
        Role::Warning => style.fg(Color::Red),
        Role::Key | Role::Practice => style.fg(Color::Blue),
    }
}

fn high_contrast(role: Role, weight: Style) -> Style {
    match role {
        Role::Selected => Style::new()
            .fg(Color::Black)
            .bg(Color::White)
            .add_modifier(Modifier::BOLD),
        Role::Text
        | Role::Title
        | Role::Quiet
        | Role::Strong
        | Role::Speaking
        | Role::Cue
        | Role::Warning
        | Role::Field
        | Role::Key
        | Role::Disabled
        | Role::Border
        | Role::Practice => weight
            .fg(Color::White)
            .bg(Color::Black)
            .add_modifier(Modifier::BOLD),
    }
}
