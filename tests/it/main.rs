//! Everything that is tested from outside, in one program.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::duration_suboptimal_units,
    clippy::format_collect,
    clippy::cast_precision_loss,
    reason = "a test stops at the first surprise, a deadline needs the time, and what is left out is said"
)]

#[cfg(unix)]
mod authors_page;
mod breaking;
#[cfg(target_os = "linux")]
mod calls;
mod catalogue;
mod cli;
mod golden_events;
mod keeping;
mod properties;
#[cfg(unix)]
mod pty;
mod readme;
#[path = "../rig/mod.rs"]
mod rig;
mod rule_tables;
mod stories;
mod support;
mod tidy;
mod walker;
