//! Whether there is memory for what a passphrase takes, asked before the work is begun: where there
//! is too little of it, the system ends a program in the middle of its work, or the program ends
//! itself, and nobody is told why.

use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::sealed::is_accepted_cost;
use super::storage::Storage;

/// What else is needed while a passphrase is worked with, in bytes.
const BESIDE: u64 = 16 << 20;
/// A number of the system stands in the first lines of a file; no more of it is read.
const LONGEST: u64 = 64 << 10;
/// Where Linux tells what a group of programs may have.
const GROUPS: &str = "/sys/fs/cgroup";

/// Refuses to begin with a passphrase at a cost of `2^cost` for which there is no memory. A cost that
/// nobody accepts is not looked at: it is refused in its own words.
pub(super) fn check_memory(storage: &dyn Storage, cost: u8) -> Result<(), StoreError> {
    if !is_accepted_cost(cost) || is_there(storage, needed(cost)) {
        return Ok(());
    }
    Err(StoreError::LittleMemory {
        // Rounded up, so that whoever has so much has enough.
        megabytes: needed(cost).div_ceil(100_000_000) * 100,
    })
}

/// How many bytes are taken: scrypt with blocks of eight takes a KiB for each unit of work.
fn needed(cost: u8) -> u64 {
    (1024 << cost) + BESIDE
}

/// Whether so many bytes can be had. What a system does not tell does not count.
fn is_there(storage: &dyn Storage, bytes: u64) -> bool {
    let most = [left_in_computer(storage), most_for_group(storage)];
    let told_enough = most.into_iter().flatten().all(|most| most >= bytes);
    told_enough && (gives_all_it_has(storage) || is_given(bytes))
}

/// Whether this program is given whatever the computer has left, so that to take it would prove
/// nothing more; all that is taken is wiped, which costs time.
#[cfg(target_os = "linux")]
fn gives_all_it_has(storage: &dyn Storage) -> bool {
    use rustix::process::{Resource, getrlimit};
    let without_limit = |what| getrlimit(what).current.is_none();
    let promises = read(storage, Path::new("/proc/sys/vm/overcommit_memory"));
    without_limit(Resource::As)
        && without_limit(Resource::Data)
        && promises.is_some_and(|how| how.trim() != "2")
        && left_in_computer(storage).is_some()
}

#[cfg(not(target_os = "linux"))]
fn gives_all_it_has(_: &dyn Storage) -> bool {
    false
}

/// Whether the system gives so many bytes; they are given back at once. A system that promises more
/// than it has gives them all the same, but never beyond a limit that was set for a program.
fn is_given(bytes: u64) -> bool {
    let mut trial: Vec<u8> = Vec::new();
    let given = usize::try_from(bytes).is_ok_and(|bytes| trial.try_reserve_exact(bytes).is_ok());
    // Else nobody would use it, and it would not be asked for.
    std::hint::black_box(&trial);
    given
}

/// What is left in the whole computer, on its disk for memory as well.
fn left_in_computer(storage: &dyn Storage) -> Option<u64> {
    let told = read(storage, Path::new("/proc/meminfo"))?;
    let bytes = |name: &str| {
        let line = told.lines().find_map(|line| line.strip_prefix(name))?;
        let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim_end().parse().ok()?;
        kibibytes.checked_mul(1024)
    };
    bytes("MemAvailable:")?.checked_add(bytes("SwapFree:").unwrap_or(0))
}

/// What the programs may have together among which this one runs, in the narrowest of its groups.
fn most_for_group(storage: &dyn Storage) -> Option<u64> {
    let told = read(storage, Path::new("/proc/self/cgroup"))?;
    let group = told.lines().find_map(|line| line.strip_prefix("0::/"))?;
    let group = PathBuf::from(GROUPS).join(group);
    let around = group
        .ancestors()
        .take_while(|folder| folder.starts_with(GROUPS));
    let limits = around.filter_map(|folder| {
        let limit = read(storage, &folder.join("memory.max"))?;
        limit.trim().parse().ok()
    });
    limits.min()
}

fn read(storage: &dyn Storage, path: &Path) -> Option<String> {
    String::from_utf8(storage.read(path, LONGEST).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::MemoryDisk;
    use crate::store::sealed::{LEAST_COST, PASSPHRASE_COST};

    /// A computer that tells this of itself.
    fn computer(files: &[(&str, &str)]) -> MemoryDisk {
        let disk = MemoryDisk::default();
        for (path, text) in files {
            let folders: Vec<&Path> = Path::new(path).ancestors().skip(1).collect();
            for folder in folders.into_iter().rev() {
                let _ = disk.create_folder(folder);
            }
            disk.put(Path::new(path), text.as_bytes()).unwrap();
        }
        disk
    }

    fn check(disk: &MemoryDisk, cost: u8) -> Result<(), String> {
        check_memory(disk, cost).map_err(|error| error.to_string())
    }

    #[test]
    fn f13_where_little_is_left_it_is_told_how_much_is_needed() {
        let little = "MemTotal: 2000000 kB\nMemAvailable:  200000 kB\nSwapFree: 50000 kB\n";
        let disk = computer(&[("/proc/meminfo", little)]);
        let told = check(&disk, PASSPHRASE_COST).unwrap_err();
        assert!(told.contains("needs 300 MB of free memory"), "{told}");
        assert_eq!(check(&disk, LEAST_COST), Ok(()));
        let enough = little.replace("SwapFree: 50000", "SwapFree: 90000");
        let disk = computer(&[("/proc/meminfo", &enough)]);
        assert_eq!(check(&disk, PASSPHRASE_COST), Ok(()));
    }

    #[test]
    fn f13_the_narrowest_group_of_programs_decides() {
        let group = |inner: &str, outer: &str| {
            computer(&[
                ("/proc/self/cgroup", "1:name=other:/\n0::/users/one\n"),
                ("/sys/fs/cgroup/users/one/memory.max", inner),
                ("/sys/fs/cgroup/users/memory.max", outer),
            ])
        };
        assert_eq!(check(&group("max\n", "max\n"), PASSPHRASE_COST), Ok(()));
        for (inner, outer) in [("100000000\n", "max\n"), ("max\n", "100000000\n")] {
            let told = check(&group(inner, outer), PASSPHRASE_COST).unwrap_err();
            assert!(told.contains("needs 300 MB"), "{told}");
        }
    }

    #[test]
    fn a_computer_that_tells_nothing_of_itself_is_tried() {
        assert_eq!(check(&MemoryDisk::default(), PASSPHRASE_COST), Ok(()));
        assert!(!is_there(&MemoryDisk::default(), u64::MAX));
        // Refused elsewhere, and not because of memory.
        assert_eq!(check(&MemoryDisk::default(), 63), Ok(()));
    }
}
