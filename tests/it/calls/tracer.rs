//! strace around the real program: which calls it makes, and a fault at one of them.
//!
//! strace counts the calls of each kind and of each thread for themselves, so a point is a kind of
//! call and a number. Where a command has several threads, it is the first of them that comes to it.

use std::collections::HashMap;
use std::fs;
use std::io::Write as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The calls that change a disk or a descriptor; not every kind of computer has all of them.
pub const CALLS: &str = "?open,?openat,?creat,?write,?pwrite64,?writev,?fsync,?fdatasync,?rename,\
    ?renameat,?renameat2,?link,?linkat,?symlink,?symlinkat,?unlink,?unlinkat,?mkdir,?mkdirat,?rmdir,\
    ?truncate,?ftruncate,?fallocate,?copy_file_range,?chmod,?fchmod,?fchmodat,?flock,?close";

/// Stands for the folder of the run in its arguments.
const HERE: &str = "@";

/// One call of an undisturbed run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Its name, such as `fdatasync`.
    pub call: String,
    /// The how-many-th of this name in its thread, from 1 on.
    pub number: usize,
}

/// What befalls the program there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is killed before the call.
    Kill,
    /// The system answers with this error instead of doing it.
    Error(&'static str),
}

impl Fault {
    /// As strace is told.
    pub fn at(self, point: &Point) -> String {
        self.when(&point.call, &point.number.to_string())
    }

    /// The same at several kinds of calls and as often as strace is told: from the third on is `3+`,
    /// every second one `1+2`.
    pub fn when(self, calls: &str, when: &str) -> String {
        let what = match self {
            Self::Kill => "signal=KILL".to_owned(),
            Self::Error(name) => format!("error={name}"),
        };
        format!("inject={calls}:{what}:when={when}")
    }
}

impl std::fmt::Display for Point {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {}", self.call, self.number)
    }
}

/// A command in a folder of its own, with a home in it.
pub struct Run<'a> {
    /// The folder.
    pub folder: &'a Path,
    /// What is run.
    pub program: &'a str,
    /// Its arguments; `@` stands for the folder.
    pub arguments: &'a [&'a str],
    /// What it reads.
    pub input: &'a str,
}

/// How a run ended.
pub struct Ended {
    /// Its exit code; none where it was killed.
    pub code: Option<i32>,
    /// What it printed.
    pub out: String,
    /// What it said.
    pub err: String,
    /// What strace wrote.
    pub trace: String,
}

impl Ended {
    /// Whether the fault came to it.
    pub fn was_hit(&self) -> bool {
        self.code.is_none() || self.trace.contains("(INJECTED)")
    }
}

/// Whether programs can be traced here; says so where they cannot.
pub fn may_trace() -> bool {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=close", "true"]);
    let tried = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    let may = tried.is_ok_and(|status| status.success());
    if !may {
        println!("left out: there is no strace here, or it may not trace");
    }
    may
}

impl Run<'_> {
    /// Runs it as it is.
    pub fn undisturbed(&self) -> Ended {
        self.end(Command::new(self.program), None)
    }

    /// Runs it under strace, with a fault or to see which calls it makes.
    pub fn traced(&self, fault: Option<(&Point, Fault)>) -> Ended {
        let trace = tempfile::NamedTempFile::new().expect("a file");
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-y", "-s", "0", "-o"]);
        command.arg(trace.path());
        command.args(["-e", &format!("trace={CALLS}")]);
        if let Some((point, fault)) = fault {
            command.args(["-e", &fault.at(point)]);
        }
        command.arg(self.program);
        self.end(command, Some(trace.path()))
    }

    fn end(&self, mut command: Command, trace: Option<&Path>) -> Ended {
        let here = self.folder.to_str().expect("letters");
        let arguments = self.arguments.iter().map(|one| one.replace(HERE, here));
        let mut child = command
            .args(arguments)
            .current_dir(self.folder)
            .env("TALKING_PIECE_HOME", self.folder.join("home"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a command");
        let mut input = child.stdin.take().expect("its input");
        // One that was killed reads nothing.
        let _ = input.write_all(self.input.as_bytes());
        drop(input);
        let output = child.wait_with_output().expect("its end");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let code = output.status.code();
        assert!(code.is_some() || output.status.signal() == Some(9));
        Ended {
            code,
            out: text(&output.stdout),
            err: text(&output.stderr),
            trace: trace.map_or_else(String::new, |path| {
                text(&fs::read(path).unwrap_or_default())
            }),
        }
    }
}

/// The calls of a traced run that concern this folder, in their order, each once.
pub fn points(trace: &str, folder: &Path) -> Vec<Point> {
    let folder = folder.to_str().expect("letters");
    let mut counted: HashMap<(&str, &str), usize> = HashMap::new();
    let mut points: Vec<Point> = Vec::new();
    for line in trace.lines() {
        // A number of a thread before each line, filled up with spaces.
        let Some((thread, rest)) = line.split_once(' ') else {
            continue;
        };
        let rest = rest.trim_start();
        let Some((call, _)) = rest.split_once('(') else {
            continue;
        };
        if !call
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        {
            // The rest of a call that another thread interrupted, or a signal.
            continue;
        }
        let number = counted.entry((thread, call)).or_default();
        *number += 1;
        let point = Point {
            call: call.to_owned(),
            number: *number,
        };
        // The folder in which it runs stands beside each name, whatever that leads to.
        let named = rest.replace(&format!("AT_FDCWD<{folder}>"), "");
        if named.contains(folder) && !points.contains(&point) {
            points.push(point);
        }
    }
    points
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("a name");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a kind").is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file");
        }
    }
}

/// Every file under a folder, by its path in it.
pub fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let files = crate::support::files::every_file(folder);
    let mut files: Vec<_> = files
        .into_iter()
        .map(|(path, bytes)| {
            let inside = path.strip_prefix(folder).expect("a path inside");
            (inside.to_owned(), bytes)
        })
        .collect();
    files.sort();
    files
}
