//! Which screen belongs to how a case stands.

use crate::case::{Case, SessionStatus};
use crate::tui::effect::ScreenRequest;

/// The screen that belongs to how a case stands.
pub fn where_we_are(case: &Case) -> ScreenRequest {
    let Some(session) = &case.session else {
        return ScreenRequest::People;
    };
    match session.status {
        SessionStatus::Running if case.is_private() => ScreenRequest::Private,
        SessionStatus::Running => ScreenRequest::Room,
        SessionStatus::Adjourned { .. } => ScreenRequest::People,
        SessionStatus::Ended => ScreenRequest::Done,
    }
}
