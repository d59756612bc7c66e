//! Another window changed the keys.

use super::*;

#[test]
fn keys_that_another_window_changed_are_noticed_by_a_look_and_a_home_that_stays_locked_notices_none()
 {
    let (disk, home, _) = protected();
    assert!(!home.keys_changed(&disk), "it made them itself");
    let other = locked(&home);
    assert!(!other.keys_changed(&disk));
    let (first, second) = (phrase("five words by lot"), phrase("another five words"));
    unlock(&disk, &other, &first).unwrap();
    assert!(!other.keys_changed(&disk));
    change_identity(&disk, &other, &second, COST, Vec::new()).unwrap();
    assert!(!other.keys_changed(&disk));
    assert!(home.keys_changed(&disk));
    assert!(unlock(&disk, &home, &first).is_err());
    assert!(
        home.keys_changed(&disk),
        "it is still open with the old ones"
    );
    unlock(&disk, &home, &second).unwrap();
    assert!(!home.keys_changed(&disk));
    disk.remove_file(&home.identity_file()).unwrap();
    assert!(!home.keys_changed(&disk), "nobody could unlock it then");
}

/// A program that copies folders, or a drive that was connected anew, changes how the file looks.
#[test]
fn the_same_keys_in_a_file_that_looks_otherwise_lock_nobody_out() {
    let (disk, home, _) = protected();
    let file = home.identity_file();
    let bytes = disk.read(&file, 1 << 20).unwrap();
    for written in [bytes.as_slice(), b"another file"] {
        disk.remove_file(&file).unwrap();
        disk.put(&file, written).unwrap();
        let changed = written != bytes;
        assert_eq!(home.keys_changed(&disk), changed);
        assert_eq!(home.keys_changed(&disk), changed, "and once more");
    }
}

#[test]
fn a_change_right_after_its_own_is_noticed() {
    let (disk, home, _) = protected();
    let (first, second) = (phrase("five words by lot"), phrase("another five words"));
    change_identity(&disk, &home, &second, COST, Vec::new()).unwrap();
    // Before this window has looked at what it wrote.
    let other = locked(&home);
    unlock(&disk, &other, &second).unwrap();
    change_identity(&disk, &other, &first, COST, Vec::new()).unwrap();
    assert!(home.keys_changed(&disk));
    assert!(!other.keys_changed(&disk));
}
