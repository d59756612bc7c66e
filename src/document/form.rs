//! The forms in which a paper is set: plain text, Markdown, HTML and PDF.
//!
//! Each form sets every block of a [`Paper`](super::paper::Paper) and nothing else. What a paper
//! says is decided before it comes here.

pub mod html;
pub mod markdown;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod text;
