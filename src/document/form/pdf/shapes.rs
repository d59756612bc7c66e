//! Lines, boxes and rings.

use krilla::color::luma::Color as Ink;
use krilla::geom::{Path, PathBuilder, Rect};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;

/// A box of this size with its top left corner at a point.
pub(super) fn square(x: f32, y: f32, size: f32) -> Option<Path> {
    rectangle(x, y, size, size)
}

/// A box this wide and high with its top left corner at a point.
pub(super) fn rectangle(x: f32, y: f32, width: f32, height: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(x, y, width, height)?);
    path.finish()
}

/// A circle of four curves.
pub(super) fn ring(x: f32, y: f32, size: f32) -> Option<Path> {
    // How far the handles of a quarter of a circle lie from its ends, beside its radius.
    const HANDLE: f32 = 0.552;
    let radius = size / 2.0;
    let (x, y) = (x + radius, y + radius);
    let far = radius * HANDLE;
    let mut path = PathBuilder::new();
    path.move_to(x + radius, y);
    path.cubic_to(x + radius, y + far, x + far, y + radius, x, y + radius);
    path.cubic_to(x - far, y + radius, x - radius, y + far, x - radius, y);
    path.cubic_to(x - radius, y - far, x - far, y - radius, x, y - radius);
    path.cubic_to(x + far, y - radius, x + radius, y - far, x + radius, y);
    path.close();
    path.finish()
}

/// Draws the outline of something.
pub(super) fn stroke(surface: &mut Surface<'_>, path: Option<Path>) {
    let Some(path) = path else {
        return;
    };
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke {
        paint: Ink::new(60).into(),
        width: 0.8,
        ..Stroke::default()
    }));
    surface.draw_path(&path);
    surface.set_stroke(None);
}

/// Draws an area in a grey from 0 for black to 255 for white.
pub(super) fn fill(surface: &mut Surface<'_>, ink: u8, x: f32, y: f32, width: f32, height: f32) {
    let mut path = PathBuilder::new();
    if let Some(rect) = Rect::from_xywh(x, y, width, height) {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.set_stroke(None);
        surface.set_fill(Some(Fill {
            paint: Ink::new(ink).into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::default(),
        }));
        surface.draw_path(&path);
    }
}
