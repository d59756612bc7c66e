//! Shows a file with whatever the system has for it.

use std::ffi::OsString;
use std::path::Path;

/// Shows a file to whoever sits at the computer; false where nothing there can.
pub type Viewer = fn(&Path) -> bool;

/// Asks the system's own program for files of that kind, and does not wait for it.
pub(super) fn show(path: &Path) -> bool {
    has_a_screen(|name| std::env::var_os(name)) && open::that_detached(path).is_ok()
}

/// Shows nothing: where no screen belongs to the program.
pub(super) fn nobody(_path: &Path) -> bool {
    false
}

/// Whether windows can be opened here. On a bare terminal the system would look for a program
/// that takes the terminal, and the meeting is on that.
fn has_a_screen(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    if cfg!(any(windows, target_os = "macos")) {
        return true;
    }
    ["WAYLAND_DISPLAY", "DISPLAY", "WSL_DISTRO_NAME"]
        .into_iter()
        .any(|name| variable(name).is_some_and(|value| !value.is_empty()))
}

#[cfg(all(test, not(windows), not(target_os = "macos")))]
mod tests {
    use super::*;

    #[test]
    fn on_a_bare_terminal_nothing_is_opened() {
        assert!(!has_a_screen(|_| None));
        assert!(!has_a_screen(|_| Some(OsString::new())));
        assert!(has_a_screen(|name| (name == "DISPLAY").then(|| ":0".into())));
    }
}
