//! Which functions of a program run: a breakpoint on each of them, taken away at its first hit.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::FileExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::channel;
use std::thread::{self, JoinHandle};

use nix::sys::ptrace::{self, Options};
use nix::sys::signal::{self, Signal};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::Pid;

use crate::program::Program;

/// The one byte that stops a program of this kind of processor.
const BREAKPOINT: u8 = 0xcc;

/// Becomes the named program, which its parent traces from its first step on.
pub fn become_traced(arguments: &[String]) {
    let (program, rest) = arguments.split_first().expect("a program");
    ptrace::traceme().expect("a tracer");
    let error = Command::new(program).args(rest).exec();
    panic!("{program} does not start: {error}");
}

/// A program that is traced while keys are pressed in it.
pub struct Traced {
    /// The program.
    pub program: Program,
    tracer: JoinHandle<BTreeSet<u64>>,
}

impl Traced {
    /// Starts a program with breakpoints at these addresses, as they stand in its file.
    pub fn start(path: &Path, home: &Path, arguments: &[&str], functions: &BTreeSet<u64>) -> Self {
        let (sender, started) = channel();
        let (path, home, functions) = (path.to_owned(), home.to_owned(), functions.clone());
        let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        // Whichever thread starts the program is its tracer, and no other may ask anything.
        let tracer = thread::spawn(move || {
            let program = Program::traced(&path, &home, &arguments);
            let process = process(&program);
            sender.send(program).expect("somebody waits");
            Breakpoints::set(process, &path, functions).follow()
        });
        let program = started.recv().expect("a program");
        Self { program, tracer }
    }

    /// Tells the program to end, and gives the addresses that it came to.
    pub fn end(self) -> BTreeSet<u64> {
        signal::kill(process(&self.program), Signal::SIGTERM).expect("a program");
        // It is the tracer who hears of the end; whoever else waited for it might hear it instead.
        self.tracer.join().expect("a trace")
    }
}

fn process(program: &Program) -> Pid {
    Pid::from_raw(i32::try_from(program.process()).expect("a process"))
}

struct Breakpoints {
    process: Pid,
    memory: File,
    /// Where the program lies in memory.
    base: u64,
    /// Every address with what stood there before.
    before: BTreeMap<u64, u8>,
    hit: BTreeSet<u64>,
}

impl Breakpoints {
    fn set(process: Pid, path: &Path, functions: BTreeSet<u64>) -> Self {
        waitpid(process, None).expect("a program that waits");
        let options = Options::PTRACE_O_TRACECLONE | Options::PTRACE_O_EXITKILL;
        ptrace::setoptions(process, options).expect("options");
        let memory = format!("/proc/{process}/mem");
        let mut file = OpenOptions::new();
        let memory = file.read(true).write(true).open(memory).expect("memory");
        let base = base(process, path);
        let mut before = BTreeMap::new();
        for function in functions {
            let mut byte = [0];
            let place = base + function;
            memory.read_exact_at(&mut byte, place).expect("code");
            memory.write_all_at(&[BREAKPOINT], place).expect("code");
            before.insert(function, byte[0]);
        }
        ptrace::cont(process, None).expect("a program that goes on");
        Self {
            process,
            memory,
            base,
            before,
            hit: BTreeSet::new(),
        }
    }

    fn follow(mut self) -> BTreeSet<u64> {
        loop {
            let status = waitpid(None, Some(WaitPidFlag::__WALL)).expect("news");
            let (thread, signal) = match status {
                WaitStatus::Exited(thread, _) | WaitStatus::Signaled(thread, _, _) => {
                    if thread == self.process {
                        return self.hit;
                    }
                    continue;
                }
                WaitStatus::Stopped(thread, Signal::SIGTRAP) => {
                    self.step_back(thread);
                    (thread, None)
                }
                // A new thread stops once before its first step.
                WaitStatus::Stopped(thread, Signal::SIGSTOP)
                | WaitStatus::PtraceEvent(thread, _, _) => (thread, None),
                WaitStatus::Stopped(thread, signal) => (thread, Some(signal)),
                WaitStatus::PtraceSyscall(_)
                | WaitStatus::Continued(_)
                | WaitStatus::StillAlive => {
                    continue;
                }
            };
            // It may have been killed meanwhile.
            let _ = ptrace::cont(thread, signal);
        }
    }

    /// Takes the breakpoint away that a thread came to, and puts the thread back before it.
    fn step_back(&mut self, thread: Pid) {
        let Ok(mut registers) = ptrace::getregs(thread) else {
            return;
        };
        let place = registers.rip - 1;
        let function = place.wrapping_sub(self.base);
        if let Some(byte) = self.before.get(&function) {
            self.memory.write_all_at(&[*byte], place).expect("code");
            self.hit.insert(function);
            registers.rip = place;
            ptrace::setregs(thread, registers).expect("registers");
        }
    }
}

/// Where the first part of a program lies in memory.
fn base(process: Pid, path: &Path) -> u64 {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).expect("maps");
    let path = path.to_str().expect("a path");
    let line = maps.lines().find(|line| line.ends_with(path));
    let start = line.and_then(|line| line.split('-').next());
    u64::from_str_radix(start.expect("the program"), 16).expect("an address")
}
