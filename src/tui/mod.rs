//! The screen: keys in, pictures out.
//!
//! A key becomes an [`Action`](action::Action) by the one table in [`keymap`];
//! the screen or overlay on top answers it with [`Effect`](effect::Effect)s,
//! which [`app`] alone performs. Screens read the [`Model`](model::Model) and
//! never change it. Imports point one way, in the order of the list below.

pub mod key;

pub mod action;
pub mod context;
pub mod put_off;

pub mod effect;
pub mod office;
pub mod signs;
pub mod theme;

pub mod keymap;
pub mod remedy;

pub mod model;

pub mod layer;

pub mod hints;
pub mod widget;

pub mod overlay;
pub mod screen;

pub mod app;

pub mod view;

pub mod input;

pub mod ear;

pub mod bell;
pub mod gate;
#[cfg(unix)]
pub mod guard;
pub mod painter;
pub mod run;
pub mod terminal;

#[cfg(test)]
mod testing;
