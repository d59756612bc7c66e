//! A paper as one HTML file with its own print style: no script, no picture, nothing fetched.

#[cfg(test)]
mod tests;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::document::direction::Direction;
use crate::document::paper::{Block, Field, Paper, Print, Room, Told, WATERMARK};

/// How a browser shows and prints it. What stands at the foot stands at the foot of every page.
const STYLE: &str = include_str!("html/style.css");

const TICK: &str = "\u{2610}";
const ONE_OF: &str = "\u{25CB}";

/// Sets a paper in HTML. Foreign words are escaped, and each block runs the way most of its
/// letters do.
pub fn write(paper: &Paper) -> String {
    let size = match paper.print {
        Print::Usual => "usual",
        Print::Large => "large",
        Print::EasyRead => "easy",
    };
    let setting = Setting {
        home: Direction::of_language(&paper.language),
    };
    html! {
        (DOCTYPE)
        html lang=(paper.language) dir=(attribute(setting.home)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (paper.title) }
                style { (PreEscaped(STYLE)) }
            }
            body class=(size) {
                @if paper.practice { p .watermark dir=(setting.way(WATERMARK)) { (WATERMARK) } }
                main {
                    h1 dir=(setting.way(&paper.title)) { (paper.title) }
                    @for line in &paper.head { p .head dir=(setting.way(line)) { (line) } }
                    @for part in &paper.parts {
                        section class=[part.is_to_be_signed().then_some("signing")] {
                            @if !part.heading.is_empty() {
                                h2 dir=(setting.way(&part.heading)) { (part.heading) }
                            }
                            (setting.set_all(&part.blocks))
                        }
                    }
                }
                footer dir=(setting.way(&paper.foot)) { (paper.foot) }
            }
        }
    }
    .into_string()
}

/// Blocks that stand together: entries of one list, lines to sign, or one block by itself.
fn runs(blocks: &[Block]) -> impl Iterator<Item = &[Block]> {
    blocks.chunk_by(|one, other| {
        matches!(
            (one, other),
            (Block::Listed(_), Block::Listed(_)) | (Block::SignHere(_), Block::SignHere(_))
        )
    })
}

/// What decides about words in which as many letters run either way.
struct Setting {
    home: Direction,
}

impl Setting {
    /// The way a text runs, as HTML has it.
    fn way(&self, text: &str) -> &'static str {
        attribute(Direction::of(text, self.home))
    }

    fn set_all(&self, blocks: &[Block]) -> Markup {
        let longest = Block::longest(blocks);
        html! { @for run in runs(blocks) { (self.set_run(run, longest)) } }
    }

    fn set_run(&self, run: &[Block], longest: u16) -> Markup {
        match run.first() {
            Some(Block::Listed(_)) => html! {
                ul { @for block in run { (self.set(block, longest)) } }
            },
            Some(Block::SignHere(_)) => html! {
                div .signatures { @for block in run { (self.set(block, longest)) } }
            },
            _ => html! { @for block in run { (self.set(block, longest)) } },
        }
    }

    fn set(&self, block: &Block, longest: u16) -> Markup {
        match block {
            Block::Said(text) => html! { p dir=(self.way(text)) { (lines(text)) } },
            Block::Listed(text) => html! { li dir=(self.way(text)) { (lines(text)) } },
            Block::Told(told) => html! { dl { (self.set_told(told)) } },
            Block::Quoted(text) => html! { blockquote dir=(self.way(text)) { (lines(text)) } },
            Block::Item {
                number,
                words,
                told,
            } => html! {
                article {
                    p .number { (number) "." }
                    div {
                        h3 dir=(self.way(words)) { (lines(words)) }
                        @if !told.is_empty() {
                            dl { @for told in told { (self.set_told(told)) } }
                        }
                    }
                }
            },
            Block::SignHere(name) => html! { p .sign dir=(self.way(name)) { (name) } },
            Block::Tick { words, under } => html! {
                div .tick {
                    p .box { (TICK) }
                    div {
                        p dir=(self.way(words)) { (lines(words)) }
                        (self.set_all(under))
                    }
                }
            },
            Block::OneOf(words) => html! {
                div .tick { p .box { (ONE_OF) } p dir=(self.way(words)) { (lines(words)) } }
            },
            Block::Blank(fields) => html! {
                p .blank { @for field in fields { (self.set_field(field)) } }
            },
            Block::Timed {
                at,
                words,
                minutes,
                about,
            } => html! {
                div .step {
                    p .number { (at) }
                    div {
                        h3 dir=(self.way(words)) { (words) }
                        @if *minutes > 0 {
                            div .bar style={ "width:" (share(*minutes, longest)) "%" } {}
                        }
                        @for text in about { p dir=(self.way(text)) { (lines(text)) } }
                    }
                }
            },
        }
    }

    fn set_field(&self, Field { label, room }: &Field) -> Markup {
        match room {
            Room::Tick => html! { span .field dir=(self.way(label)) { (TICK) " " (label) } },
            Room::Time => {
                html! { span .field dir=(self.way(label)) { (label) span .time { ":" } } }
            }
            Room::Short => html! { span .field dir=(self.way(label)) { (label) span .short {} } },
            Room::Words => {
                html! { span .field .wide dir=(self.way(label)) { (label) span .room {} } }
            }
        }
    }

    fn set_told(&self, Told { label, text }: &Told) -> Markup {
        html! {
            dt dir=(self.way(label)) { (label) }
            dd dir=(self.way(text)) { (lines(text)) }
        }
    }
}

fn attribute(direction: Direction) -> &'static str {
    match direction {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
    }
}

/// A step beside the longest, in hundredths.
fn share(minutes: u16, longest: u16) -> u32 {
    u32::from(minutes) * 100 / u32::from(longest.max(1))
}

/// Words with their own line ends.
fn lines(text: &str) -> Markup {
    html! {
        @for (index, line) in text.lines().enumerate() {
            @if index > 0 { br; }
            (line)
        }
    }
}
