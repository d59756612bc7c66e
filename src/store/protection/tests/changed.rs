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
