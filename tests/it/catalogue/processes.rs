//! The program with less than it is used to: few files, a small stack, a strange home, and with a
//! case that somebody else has open.

use std::fs;
#[cfg(target_os = "linux")]
use std::io::{BufRead as _, BufReader};
#[cfg(target_os = "linux")]
use std::process::Child;
use std::process::{Command, Stdio};
use std::time::Duration;

use talking_piece::store::{Disk, Home, Kind, PASSPHRASE_COST, Passphrase, protect};

use crate::cli::world::World;

/// Runs the program in a shell that was told something first; gives its code and what it said.
fn after(world: &World, first: &str, arguments: &str) -> (Option<i32>, String) {
    let program = env!("CARGO_BIN_EXE_talking-piece");
    let output = Command::new("sh")
        .args(["-c", &format!("{first}\nexec \"$0\" {arguments}"), program])
        .env("TALKING_PIECE_HOME", world.home())
        .stdin(Stdio::null())
        .output()
        .expect("a shell");
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.code(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

#[test]
fn f12_with_few_files_to_open_it_works_or_says_why_not() {
    let world = World::new();
    let mut worked = 0;
    for files in 4..12 {
        for command in ["list", "verify", "show RC-0001", "script check"] {
            let (code, said) = after(&world, &format!("ulimit -n {files}"), command);
            assert!(
                matches!(code, Some(0 | 3)),
                "{files}, {command}: {code:?}, {said}"
            );
            assert!(!said.is_empty(), "{files}, {command}");
            worked += usize::from(code == Some(0));
        }
    }
    assert!(worked > 10, "it worked {worked} times only");
    assert!(world.told(&["verify"]).contains("RC-0001: sound"));
}

#[cfg(target_os = "linux")]
#[test]
fn f13_with_little_memory_it_is_told_how_much_unlocking_needs() {
    let world = World::new();
    let words = "quagga lantern apple stove mitten";
    let passphrase = Passphrase::new(words).0;
    let home = Home::at(world.home());
    protect(&Disk, &home, &passphrase, PASSPHRASE_COST, Vec::new()).expect("a protected home");
    let (mut told, mut worked) = (0, 0);
    for kibibytes in [
        150_000, 250_000, 270_000, 290_000, 310_000, 400_000, 1_000_000,
    ] {
        let first = format!("ulimit -v {kibibytes}; exec <<words\n{words}\nwords\n");
        let (code, said) = after(&world, &first, "plan RC-0001 --passphrase-fd 0");
        match code {
            Some(0) => worked += 1,
            Some(3) => {
                assert!(said.contains("needs 300 MB of free memory"), "{said}");
                assert!(said.contains("Close other programs"), "{said}");
                told += 1;
            }
            _ => panic!("{kibibytes}: {code:?}, {said}"),
        }
    }
    assert!(
        told >= 2 && worked >= 1,
        "told {told} times, worked {worked} times"
    );
}

#[test]
fn f14_a_small_stack_is_enough() {
    let world = World::new();
    // A build for looking for faults needs more of it than the one that people use.
    let kilobytes = if cfg!(debug_assertions) { 1024 } else { 256 };
    let first = format!("ulimit -s {kilobytes}");
    for command in ["verify", "show RC-0001", "timeline RC-0001", "script check"] {
        let (code, said) = after(&world, &first, command);
        assert_eq!(code, Some(0), "{command}: {said}");
    }
}

#[test]
fn d07_a_home_may_have_any_name_and_none_at_all_is_told() {
    let long = "x".repeat(240);
    for name in ["with spaces and 'quotes'", "👩‍👧 ਘਰ", "-rf", long.as_str()] {
        let world = World::empty();
        let home = world.out(name);
        let home = home.to_str().expect("letters");
        let told = |arguments: &[&str]| {
            let arguments = [&["--home", home], arguments].concat();
            world.told(&arguments)
        };
        told(&["script", "new", "--from", "school-chat"]);
        assert!(
            told(&["script", "list"]).contains("my-school-chat"),
            "{name}"
        );
    }
    let world = World::empty();
    let command = |arguments: &[&str]| {
        let mut command = world.command(arguments);
        command.env_remove("TALKING_PIECE_HOME");
        command
    };
    // Nothing tells where it could be but the folder of the user itself.
    let output = command(&["list"])
        .env("HOME", "")
        .output()
        .expect("the program");
    assert!(matches!(output.status.code(), Some(0 | 2)), "{output:?}");
    // Where nothing may be written, it is said where.
    let output = command(&["script", "new", "--from", "school-chat"])
        .env("HOME", "/dev/null")
        .output()
        .expect("the program");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("/dev/null"), "{said}");
    let output = world
        .command(&["verify"])
        .env("TMPDIR", "/nowhere")
        .output();
    assert_eq!(output.expect("the program").status.code(), Some(0));
}

#[test]
fn h09_a_case_that_is_open_can_be_checked_told_and_written_out_meanwhile() {
    let world = World::new();
    let desk = world
        .cabinet()
        .open(Kind::Case, "RC-0001")
        .expect("the case");
    for arguments in [
        ["verify", "RC-0001"].as_slice(),
        &["show", "RC-0001"],
        &["timeline", "RC-0001"],
        &["dump", "RC-0001", "--json"],
        &["plan", "RC-0001"],
        &["export", "RC-0001", "--format", "txt"],
    ] {
        world.told(arguments);
    }
    let before = fs::read(world.journal()).expect("a journal");
    assert_eq!(desk.close(Duration::from_secs(60)).jobs, 0);
    let after = fs::read(world.journal()).expect("a journal");
    assert!(after.starts_with(&before));
}

/// Has a file to itself until somebody asks for it, and so many seconds longer, as a program does that
/// looks for viruses.
#[cfg(target_os = "linux")]
const HOLDER: &str = "
import fcntl, os, signal, sys, time
asked = []
signal.signal(signal.SIGIO, lambda *_: asked.append(1))
file = os.open(sys.argv[1], os.O_RDWR)
fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_WRLCK)
print('held', flush=True)
while not asked: time.sleep(0.01)
time.sleep(float(sys.argv[2]))
fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
";

/// Lets another program hold the journal for so many seconds after it is asked for; nothing where
/// this system has no such thing.
#[cfg(target_os = "linux")]
fn held(world: &World, seconds: &str) -> Option<Child> {
    let mut holder = Command::new("python3");
    holder
        .args(["-c", HOLDER])
        .arg(world.journal())
        .arg(seconds);
    let holder = holder.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut holder = holder.ok()?;
    let mut said = String::new();
    let out = holder.stdout.take()?;
    BufReader::new(out).read_line(&mut said).ok()?;
    if said.trim() == "held" {
        return Some(holder);
    }
    holder.wait().ok()?;
    None
}

#[cfg(target_os = "linux")]
#[test]
fn h07_a_case_that_another_program_holds_is_waited_for_and_told_where_it_takes_too_long() {
    let world = World::new();
    let Some(mut holder) = held(&world, "1.5") else {
        println!("left out: no file can be held here, or there is no python");
        return;
    };
    assert!(world.told(&["show", "RC-0001"]).contains("RC-0001"));
    assert!(holder.wait().expect("its end").success());

    let mut holder = held(&world, "40").expect("a program that holds it");
    let told = world.refused(&["show", "RC-0001"], 3);
    assert!(told.contains("another program has it to itself"), "{told}");
    assert!(told.contains("try again"), "{told}");
    holder.kill().expect("its end");
    holder.wait().expect("its end");
    assert!(world.told(&["verify"]).contains("RC-0001: sound"));
}
