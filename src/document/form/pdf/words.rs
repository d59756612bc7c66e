//! Words that are set: shaped, turned the way they run, and broken into lines.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::rc::Rc;

use krilla::color::luma::Color as Ink;
use krilla::geom::{Path, Point};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use parley::style::{FontFamily, FontFamilyName, FontWeight, LineHeight, OverflowWrap};
use parley::{
    Alignment, AlignmentOptions, FontContext, Glyph, Layout, LayoutContext, Line, Run,
    StyleProperty,
};

use super::shapes::{rectangle, stroke};
use super::{PdfError, fonts};
use crate::document::direction::{Direction, mark_before};
use crate::document::paper::Print;

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    /// Beside the size of the body, which is 1.
    pub scale: f32,
    pub bold: bool,
    /// Grey for what is said in passing; black otherwise.
    pub quiet: bool,
    pub align: Alignment,
}

impl Look {
    pub(super) const BODY: Self = Self {
        scale: 1.0,
        bold: false,
        quiet: false,
        align: Alignment::Start,
    };
    pub(super) const STRONG: Self = Self {
        bold: true,
        ..Self::BODY
    };
    pub(super) const QUIET: Self = Self {
        quiet: true,
        ..Self::BODY
    };

    pub(super) const fn scaled(self, scale: f32) -> Self {
        Self { scale, ..self }
    }

    pub(super) const fn aligned(self, align: Alignment) -> Self {
        Self { align, ..self }
    }
}

/// Words that are set within a width.
pub(super) struct Words {
    text: String,
    layout: Layout<()>,
    quiet: bool,
}

impl Words {
    pub(super) fn lines(&self) -> usize {
        self.layout.len()
    }

    /// Points of the widest line.
    pub(super) fn width(&self) -> f32 {
        self.layout.full_width()
    }

    /// Points from the top of a line to the top of the next.
    pub(super) fn line_height(&self, line: usize) -> f32 {
        self.layout
            .get(line)
            .map_or(0.0, |line| line.metrics().line_height)
    }
}

/// Sets words with the program's fonts, and remembers what they do not cover.
pub(super) struct Setter {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    embedded: HashMap<u64, Option<Font>>,
    /// How the paper is set.
    pub print: Print,
    /// The way the language of the paper runs.
    home: Direction,
    /// Characters that none of the fonts has.
    pub uncovered: BTreeSet<char>,
}

impl Setter {
    pub(super) fn new(print: Print, language: &str) -> Self {
        Self {
            fonts: fonts::context(),
            layouts: LayoutContext::new(),
            embedded: HashMap::new(),
            print,
            home: Direction::of_language(language),
            uncovered: BTreeSet::new(),
        }
    }

    /// Points of a letter of the body. Large print is 18 points at least, as people with low
    /// vision in the United Kingdom are usually offered.
    pub(super) fn size(&self) -> f32 {
        match self.print {
            Print::Usual => 11.0,
            Print::Large => 18.0,
            Print::EasyRead => 16.0,
        }
    }

    /// Words that stay on the side of the page where its lines begin, whichever way they run
    /// themselves: a name beside its label, or under the line that it signs on.
    pub(super) fn at_start(&self, look: Look) -> Look {
        look.aligned(match self.home {
            Direction::LeftToRight => Alignment::Left,
            Direction::RightToLeft => Alignment::Right,
        })
    }

    fn leading(&self) -> f32 {
        match self.print {
            Print::Usual | Print::Large => 1.4,
            Print::EasyRead => 1.6,
        }
    }

    /// Sets words within a width in points.
    pub(super) fn set(&mut self, text: &str, look: Look, width: f32) -> Rc<Words> {
        self.set_part_strong(text, 0..0, look, width)
    }

    /// Sets words behind a label in strong letters.
    pub(super) fn set_led(&mut self, label: &str, text: &str, width: f32) -> Rc<Words> {
        let led = format!("{label}: {text}");
        self.set_part_strong(&led, 0..label.len() + 1, Look::BODY, width)
    }

    fn set_part_strong(
        &mut self,
        text: &str,
        strong: Range<usize>,
        look: Look,
        width: f32,
    ) -> Rc<Words> {
        // The first letter would decide otherwise which way all of it is set.
        let mark = mark_before(text, self.home).map(String::from);
        let marked = mark.unwrap_or_default() + text;
        let before = marked.len() - text.len();
        let (size, leading) = (self.size() * look.scale, self.leading());
        let families = fonts::FAMILIES.map(|name| FontFamilyName::Named(Cow::Borrowed(name)));
        let families = FontFamily::List(Cow::Owned(families.to_vec()));
        let weight = if look.bold {
            FontWeight::BOLD
        } else {
            FontWeight::NORMAL
        };
        let mut builder = self
            .layouts
            .ranged_builder(&mut self.fonts, &marked, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(families));
        builder.push_default(StyleProperty::FontSize(size));
        builder.push_default(StyleProperty::FontWeight(weight));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(
            leading,
        )));
        // A word that is longer than the line is cut rather than lost beyond the edge.
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        if !strong.is_empty() {
            let strong = strong.start + before..strong.end + before;
            builder.push(StyleProperty::FontWeight(FontWeight::BOLD), strong);
        }
        let mut layout = builder.build(&marked);
        layout.break_all_lines(Some(width));
        layout.align(look.align, AlignmentOptions::default());
        self.look_for_uncovered(&layout, &marked);
        Rc::new(Words {
            text: marked,
            layout,
            quiet: look.quiet,
        })
    }

    fn look_for_uncovered(&mut self, layout: &Layout<()>, text: &str) {
        for line in layout.lines() {
            for run in line.runs() {
                for cluster in clusters(&run) {
                    let mut letters = cluster.letters(text).chars();
                    let letter = letters.find(|letter| !is_invisible(*letter));
                    if cluster.glyphs.iter().any(|glyph| glyph.id == 0) {
                        self.uncovered.extend(letter);
                    }
                }
            }
        }
    }

    /// Draws one line of words with its top left corner at a point of the page.
    pub(super) fn draw(
        &mut self,
        surface: &mut Surface<'_>,
        words: &Words,
        line: usize,
        at: Point,
    ) -> Result<(), PdfError> {
        let Some(line) = words.layout.get(line) else {
            return Ok(());
        };
        let ink = if words.quiet { 80 } else { 0 };
        surface.set_fill(Some(Fill {
            paint: Ink::new(ink).into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::default(),
        }));
        self.draw_runs(surface, words, &line, at)
    }

    fn draw_runs(
        &mut self,
        surface: &mut Surface<'_>,
        words: &Words,
        line: &Line<'_, ()>,
        at: Point,
    ) -> Result<(), PdfError> {
        let metrics = line.metrics();
        let mut x = at.x + metrics.offset;
        let y = at.y + metrics.baseline - metrics.block_min_coord;
        let mut missing = Vec::new();
        for run in line.runs() {
            let start = x;
            let size = run.font_size();
            let mut glyphs: Vec<KrillaGlyph> = Vec::new();
            for cluster in clusters(&run) {
                // What only steers the direction has no picture.
                if cluster.letters(&words.text).chars().all(is_invisible) {
                    continue;
                }
                for glyph in cluster.glyphs {
                    if glyph.id == 0 {
                        missing.push(instead(x, y, glyph.advance, size));
                        // All such letters share one picture, so a file says what it stands for
                        // only where two stand for the same: the first takes no room.
                        glyphs.push(as_drawn(glyph, 0.0, &cluster.range, size));
                    }
                    glyphs.push(as_drawn(glyph, glyph.advance / size, &cluster.range, size));
                    x += glyph.advance;
                }
            }
            if glyphs.is_empty() {
                continue;
            }
            let font = self.font(run.font())?;
            surface.draw_glyphs(
                Point::from_xy(start, y),
                &glyphs,
                font,
                &words.text,
                size,
                false,
            );
        }
        for path in missing {
            stroke(surface, path);
        }
        Ok(())
    }

    fn font(&mut self, font: &parley::FontData) -> Result<Font, PdfError> {
        let (data, id) = font.data.clone().into_raw_parts();
        let index = font.index;
        self.embedded
            .entry(id)
            .or_insert_with(|| Font::new(data.into(), index))
            .clone()
            .ok_or(PdfError)
    }
}

/// Letters that are drawn together, such as a consonant and its vowel sign.
struct Cluster {
    /// Where all of its letters stand in the text. Each of its glyphs has this range, by which it
    /// is known that they stand for the letters together: read out again, they come once.
    range: Range<usize>,
    glyphs: Vec<Glyph>,
}

impl Cluster {
    fn letters<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.range.clone()).unwrap_or_default()
    }
}

/// The clusters of a run as they stand from left to right.
///
/// The shaper has an entry for each letter of a cluster, of which the first from the left has the
/// glyphs; where words run from right to left, that is the last letter.
fn clusters(run: &Run<'_, ()>) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for entry in run.visual_clusters() {
        let range = entry.text_range();
        match clusters.last_mut() {
            Some(cluster) if entry.is_ligature_continuation() => {
                cluster.range.start = cluster.range.start.min(range.start);
                cluster.range.end = cluster.range.end.max(range.end);
            }
            _ => clusters.push(Cluster {
                range,
                glyphs: entry.glyphs().collect(),
            }),
        }
    }
    clusters
}

/// A glyph as it is drawn, which takes this much room beside its size.
fn as_drawn(glyph: Glyph, advance: f32, range: &Range<usize>, size: f32) -> KrillaGlyph {
    let (x, y) = (glyph.x / size, glyph.y / size);
    let id = GlyphId::new(glyph.id);
    KrillaGlyph::new(id, advance, x, y, 0.0, range.clone(), None)
}

/// A box in the place of a letter that no font has. The fonts have none to show: what they draw for
/// such a letter is nothing at all, and only keeps it where it can be read out again.
fn instead(x: f32, baseline: f32, advance: f32, size: f32) -> Option<Path> {
    let (wide, high) = (advance * 0.8, size * 0.7);
    rectangle(x + advance * 0.1, baseline - high, wide, high)
}

/// Whether a character has no picture of its own: line ends and what steers the direction.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}
