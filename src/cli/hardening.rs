//! What the program asks of the system before anything else: that no picture of its memory is
//! left behind, and that nothing from outside ends it without the terminal being given back.
//!
//! Pages with keys are not kept out of swap. For single pages that takes a call that is not safe, on
//! memory that belongs to other crates; for the whole program it takes more than the usual limit of
//! 8 MiB, and once that is used up the 256 MiB that a passphrase takes would be refused.

/// Asks for all of it. What a system does not offer is as it would be without.
pub(super) fn begin() {
    #[cfg(unix)]
    {
        leave_no_core();
        outlive_stray_signals();
    }
}

/// A crash must not write the words of the room into a file that nobody knows of.
#[cfg(unix)]
fn leave_no_core() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let nothing = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    // A refusal leaves the limit that the system has by itself.
    let _ = setrlimit(Resource::Core, nothing);
    // Nor may another program of the same user look into it. Whoever looks for a fault in the
    // program has to, so a build for that purpose lets them.
    #[cfg(all(target_os = "linux", not(debug_assertions)))]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

/// A file that may not grow must be an error that is told, and a signal without a meaning here
/// must mean nothing: either would end the program with the terminal as it stands.
///
/// A reader who closed a pipe is no signal either: the standard library sees to that.
#[cfg(unix)]
fn outlive_stray_signals() {
    use signal_hook::consts::{SIGUSR1, SIGUSR2, SIGXFSZ};
    for signal in [SIGXFSZ, SIGUSR1, SIGUSR2] {
        // Where the system allows no handler, it is as it would be without.
        let _ = signal_hook::flag::register(signal, std::sync::Arc::default());
    }
}
