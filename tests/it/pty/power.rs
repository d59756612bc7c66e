//! The power goes: a file system of its own is stopped in the middle of everything, as by a cut,
//! and mounted again. It takes root, a loop device and python; elsewhere it says what is missing.
//!
//! The program is stopped before the cut. Else the system still answers some of its syncs with yes
//! after the cut, and what was believed because of that would count as lost.

use std::cell::Cell;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::disk::works;
use super::kill::act;
use super::place::{Place, REFERENCE};
use super::signals::state_of;
use crate::rig::Random;

/// How many times the power goes; `TALKING_PIECE_CUTS` asks for more.
const CUTS: usize = 4;

/// Stops a file system where it stands: what it was not asked to sync is gone.
const CUT: &str = "import fcntl,os,struct,sys; \
    fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587D, struct.pack('I', 2))";

/// A small disk in a file.
struct SmallDisk {
    image: PathBuf,
    mount: PathBuf,
    mounted: Cell<bool>,
}

impl SmallDisk {
    /// Makes the disk and mounts it; nothing where that cannot be done.
    fn in_place(place: &Place) -> Option<Self> {
        let (image, mount) = (place.beside("image"), place.beside("mnt"));
        std::fs::create_dir(&mount).expect("a folder");
        let file = std::fs::File::create(&image).expect("a file");
        file.set_len(16 << 20).expect("room");
        let made = works("python3", &["-c", "import fcntl"])
            && works("mkfs.ext4", &["-q", image.to_str().expect("letters")]);
        let mounted = Cell::new(false);
        let disk = Self {
            image,
            mount,
            mounted,
        };
        (made && disk.mount_it()).then_some(disk)
    }

    fn mount_it(&self) -> bool {
        let (image, mount) = (self.image.to_str(), self.mount.to_str());
        let (image, mount) = (image.expect("letters"), mount.expect("letters"));
        self.mounted
            .set(works("mount", &["-o", "loop", image, mount]));
        self.mounted.get()
    }

    fn cut(&self) {
        let cut = Command::new("python3")
            .args(["-c", CUT])
            .arg(&self.mount)
            .status();
        assert!(
            cut.is_ok_and(|status| status.success()),
            "the power did not go"
        );
    }

    fn start_again(&self) {
        self.unmount();
        assert!(self.mount_it(), "the disk does not come back");
    }

    /// Whoever had files open there may take a moment to be gone.
    fn unmount(&self) {
        for _ in 0..200 {
            if !self.mounted.get() {
                return;
            }
            let mut unmount = Command::new("umount");
            let gone = unmount.arg(&self.mount).stderr(Stdio::null()).status();
            self.mounted.set(gone.is_ok_and(|status| !status.success()));
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        self.unmount();
    }
}

#[test]
fn f03_when_the_power_goes_nothing_is_lost_that_was_shown_as_saved() {
    let root = Place::fresh();
    let Some(disk) = SmallDisk::in_place(&root) else {
        println!("left out: no file system can be mounted and stopped here");
        return;
    };
    let place = root.with_home("mnt/home");
    place.begin_meeting();
    let cuts = std::env::var("TALKING_PIECE_CUTS");
    let cuts = cuts.map_or(CUTS, |count| count.parse().expect("a number"));
    let mut random = Random::new(7);
    let (mut shown, mut cut) = (0, 0);
    for round in 0..cuts {
        let mut terminal = place.open(&["run", REFERENCE]);
        terminal.wait_for("Saved #");
        act(&mut terminal, &mut random, round);
        std::thread::sleep(Duration::from_millis(random.below(60) as u64));
        // What nobody asked to be safe, so that the cut is known to be one.
        let unsafe_file = place.beside("mnt/unsafe");
        std::fs::write(&unsafe_file, "nobody asked").expect("a file");
        terminal.signal("STOP");
        let process = terminal.process();
        terminal.wait_beside("it stops", || state_of(process) == Some('T'));
        disk.cut();
        terminal.signal("KILL");
        terminal.wait_for_end();
        let saved = terminal.highest_saved();
        drop(terminal);
        disk.start_again();
        let left = std::fs::read(&unsafe_file).unwrap_or_default();
        cut += u32::from(left.is_empty());
        let found = place.dumped().len() as u64;
        assert!(
            found >= saved,
            "round {round}: #{saved} was shown, {found} are there"
        );
        assert!(saved >= shown, "round {round}: it began anew");
        shown = saved;
        place.assert_sound();
    }
    // Now and then a busy system writes out by itself what nobody asked for.
    assert!(cut > 0, "the power was never gone");
    println!(
        "{cuts} power cuts ({cut} of them took what was not synced), #{shown} the last that was shown as saved"
    );
}
