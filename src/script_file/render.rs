//! Draws findings with the line they stand in and a caret.

use std::fmt;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::clean::{Shape, clean};

use super::report::{FAULT, Located, Report};

/// The most findings that are drawn; the rest are counted.
const MAXIMUM_DRAWN: usize = 40;
const COLUMNS: usize = 80;
/// Characters of a long line that are kept on each side of the marked place.
const CONTEXT: usize = 120;
/// Characters of a long marked place that are shown.
const MARKED: usize = 48;

pub(super) fn draw(report: &Report) -> String {
    let mut drawn: Vec<String> = report
        .findings
        .iter()
        .take(MAXIMUM_DRAWN)
        .map(|found| draw_one(report, found))
        .collect();
    let rest = report.findings.len().saturating_sub(MAXIMUM_DRAWN);
    if rest > 0 {
        let at_least = if report.is_full() { "at least " } else { "" };
        drawn.push(format!("… and {at_least}{rest} more.\n"));
    }
    drawn.join("\n")
}

fn draw_one(report: &Report, found: &Located) -> String {
    let level = if found.level == FAULT {
        Level::ERROR
    } else {
        Level::WARNING
    };
    let mut origin = Origin::path(report.source_name.as_str());
    if found.line > 0 {
        origin = origin.line(found.line).char_column(found.column);
    }
    let mut group: Group<'_> = level.primary_title(found.message.as_str()).element(origin);
    if let Some(range) = &found.range {
        let excerpt = Excerpt::new(&report.text, range);
        group = group.element(
            Snippet::source(excerpt.line)
                .line_start(found.line)
                .annotation(AnnotationKind::Primary.span(excerpt.marked)),
        );
    }
    if !found.help.is_empty() {
        group = group.element(Level::HELP.message(found.help.as_str()));
    }
    let renderer = Renderer::plain()
        .term_width(COLUMNS)
        .decor_style(DecorStyle::Ascii);
    let mut drawn: String = renderer
        .render(&[group])
        .lines()
        // The mark of a second excerpt; ours is the first, after a place of our own.
        .filter(|line| line.trim() != ":::")
        .flat_map(|line| [line.trim_end(), "\n"])
        .collect();
    drawn.truncate(drawn.trim_end().len());
    drawn.push('\n');
    drawn
}

/// The cleaned line around a place.
struct Excerpt {
    line: String,
    marked: Range<usize>,
}

impl Excerpt {
    fn new(text: &str, range: &Range<usize>) -> Self {
        let before = text.get(..range.start).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |position| position + 1);
        let from_here = text.get(range.start..).unwrap_or_default();
        let line_length = from_here.find('\n').unwrap_or(from_here.len());
        let here = from_here.get(..line_length).unwrap_or_default();
        let marked_length = range.len().min(line_length);
        let (marked, after) = here.split_at_checked(marked_length).unwrap_or((here, ""));

        let mut line = cleaned(last_characters(before.get(start..).unwrap_or_default()));
        let marked_start = line.len();
        line.push_str(&cleaned(first_characters(marked, MARKED)));
        let marked = marked_start..line.len();
        line.push_str(&cleaned(first_characters(after.trim_end(), CONTEXT)));
        Self { line, marked }
    }
}

fn cleaned(text: &str) -> String {
    clean(text, Shape::Line).text
}

fn first_characters(text: &str, count: usize) -> &str {
    text.char_indices()
        .nth(count)
        .map_or(text, |(offset, _)| &text[..offset])
}

fn last_characters(text: &str) -> &str {
    text.char_indices()
        .rev()
        .nth(CONTEXT - 1)
        .map_or(text, |(offset, _)| &text[offset..])
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&draw(self))
    }
}
