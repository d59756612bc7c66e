//! A paper as one HTML file with its own print style: no script, no picture, nothing fetched.

#[cfg(test)]
mod tests;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::document::paper::{Block, Field, Paper, Print, Room, Told, WATERMARK};

/// How a browser shows and prints it. What stands at the foot stands at the foot of every page.
const STYLE: &str = include_str!("html/style.css");

const TICK: &str = "\u{2610}";
const ONE_OF: &str = "\u{25CB}";

/// Sets a paper in HTML. Foreign words are escaped, and each block turns the way its own words
/// run.
pub fn write(paper: &Paper) -> String {
    let size = match paper.print {
        Print::Usual => "usual",
        Print::Large => "large",
        Print::EasyRead => "easy",
    };
    html! {
        (DOCTYPE)
        html lang=(paper.language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (paper.title) }
                style { (PreEscaped(STYLE)) }
            }
            body class=(size) {
                @if paper.practice { p .watermark { (WATERMARK) } }
                main {
                    h1 dir="auto" { (paper.title) }
                    @for line in &paper.head { p .head dir="auto" { (line) } }
                    @for part in &paper.parts {
                        section {
                            @if !part.heading.is_empty() { h2 dir="auto" { (part.heading) } }
                            (set_all(&part.blocks))
                        }
                    }
                }
                footer { (paper.foot) }
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

fn set_all(blocks: &[Block]) -> Markup {
    let longest = Block::longest(blocks);
    html! { @for run in runs(blocks) { (set_run(run, longest)) } }
}

fn set_run(run: &[Block], longest: u16) -> Markup {
    match run.first() {
        Some(Block::Listed(_)) => html! {
            ul { @for block in run { (set(block, longest)) } }
        },
        Some(Block::SignHere(_)) => html! {
            div .signatures { @for block in run { (set(block, longest)) } }
        },
        _ => html! { @for block in run { (set(block, longest)) } },
    }
}

fn set(block: &Block, longest: u16) -> Markup {
    match block {
        Block::Said(text) => html! { p dir="auto" { (lines(text)) } },
        Block::Listed(text) => html! { li dir="auto" { (lines(text)) } },
        Block::Told(told) => html! { dl { (set_told(told)) } },
        Block::Quoted(text) => html! { blockquote dir="auto" { (lines(text)) } },
        Block::Item {
            number,
            words,
            told,
        } => html! {
            article {
                p .number { (number) "." }
                div {
                    h3 dir="auto" { (lines(words)) }
                    @if !told.is_empty() {
                        dl { @for told in told { (set_told(told)) } }
                    }
                }
            }
        },
        Block::SignHere(name) => html! { p .sign dir="auto" { (name) } },
        Block::Tick { words, under } => html! {
            div .tick {
                p .box { (TICK) }
                div {
                    p dir="auto" { (lines(words)) }
                    (set_all(under))
                }
            }
        },
        Block::OneOf(words) => html! {
            div .tick { p .box { (ONE_OF) } p dir="auto" { (lines(words)) } }
        },
        Block::Blank(fields) => html! {
            p .blank { @for field in fields { (set_field(field)) } }
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
                    h3 dir="auto" { (words) }
                    @if *minutes > 0 {
                        div .bar style={ "width:" (share(*minutes, longest)) "%" } {}
                    }
                    @for text in about { p dir="auto" { (lines(text)) } }
                }
            }
        },
    }
}

fn set_field(Field { label, room }: &Field) -> Markup {
    match room {
        Room::Tick => html! { span .field dir="auto" { (TICK) " " (label) } },
        Room::Time => html! { span .field dir="auto" { (label) span .time { ":" } } },
        Room::Short => html! { span .field dir="auto" { (label) span .short {} } },
        Room::Words => html! { span .field .wide dir="auto" { (label) span .room {} } },
    }
}

/// A step beside the longest, in hundredths.
fn share(minutes: u16, longest: u16) -> u32 {
    u32::from(minutes) * 100 / u32::from(longest.max(1))
}

fn set_told(Told { label, text }: &Told) -> Markup {
    html! {
        dt dir="auto" { (label) }
        dd dir="auto" { (lines(text)) }
    }
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
