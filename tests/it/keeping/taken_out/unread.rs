//! While the new record cannot be read, nobody goes on with the old one as if nothing had been
//! taken out.

use talking_piece::desk::{BegunAnew, CabinetError};
use talking_piece::store::{
    Home, Kind, RepairBodies, Scan, Storage, StoreError, WhyReadOnly, repair_case, skim_case,
};

use super::{Told, anew, sealed, small};
use crate::support::conference::{REFERENCE, close};

fn repaired(told: &Told) -> Result<(), StoreError> {
    let folder = told.cabinet().folder(Kind::Case, REFERENCE).expect("one");
    let missing = |_: u64| String::from("{}");
    let summary = |_: &Scan| String::from("{}");
    let bodies = RepairBodies {
        missing: &missing,
        summary: &summary,
    };
    repair_case(&told.disk, &told.home, &folder, &bodies).map(|_| ())
}

#[test]
fn a_new_record_that_is_refused_is_an_error_for_opening_reading_and_repair() {
    for home in [Home::at("/home"), sealed()] {
        let (told, BegunAnew { path, .. }) = anew(&home);
        let bytes = told.disk.read(&path, u64::MAX).expect("the record");
        told.disk.remove_file(&path).expect("removed");
        // What is there is refused by the system, as a file that another program holds.
        told.disk.create_folder(&path).expect("a folder");
        let names = told.disk.list(path.parent().expect("a folder"));
        let cabinet = told.cabinet();
        let is_it = |error: &CabinetError| matches!(error, CabinetError::Store(StoreError::System { path: refused, .. }) if *refused == path);
        let opened = cabinet.open(Kind::Case, REFERENCE).map(|_| ());
        assert!(is_it(&opened.expect_err("it is refused")));
        let read = cabinet.read(Kind::Case, REFERENCE).map(|_| ());
        assert!(is_it(&read.expect_err("it is refused")));
        let repaired = repaired(&told).expect_err("it is refused");
        assert!(matches!(repaired, StoreError::System { .. }), "{repaired}");
        let now = told.disk.list(path.parent().expect("a folder"));
        assert_eq!(names.expect("names"), now.expect("names"));
        told.disk.remove_folder(&path).expect("removed");
        told.disk.put(&path, &bytes).expect("put back");
        close(cabinet.open(Kind::Case, REFERENCE).expect("the new record"));
    }
}

#[test]
fn a_new_record_whose_header_is_damaged_lets_the_old_one_be_read_and_said_so_and_no_more() {
    for home in [Home::at("/home"), sealed()] {
        let (told, BegunAnew { path, .. }) = anew(&home);
        let bytes = told.disk.read(&path, u64::MAX).expect("the record");
        let mut damaged = bytes.clone();
        damaged[5] ^= 1;
        told.disk.put(&path, &damaged).expect("damaged");
        let cabinet = told.cabinet();
        let opened = cabinet.open(Kind::Case, REFERENCE).map(|_| ());
        let refused = opened.expect_err("it is read-only");
        let CabinetError::ReadOnly(why @ WhyReadOnly::Unread(_)) = refused else {
            panic!("{refused}");
        };
        assert!(why.to_string().contains("words may have been taken out"));
        let read = cabinet.read(Kind::Case, REFERENCE).expect("what is there");
        let said = |remark: &String| remark.contains("cannot be read as a record");
        assert!(read.remarks.iter().any(said), "{:?}", read.remarks);
        let refused = repaired(&told).expect_err("nobody can tell what it is");
        assert!(matches!(refused, StoreError::Unread { .. }), "{refused}");
        let folder = cabinet.folder(Kind::Case, REFERENCE).expect("a folder");
        let searched = skim_case(&told.disk, &folder, true).map(|_| ());
        assert!(searched.is_err(), "no removed word is searched");
        told.disk.put(&path, &bytes).expect("put back");
        close(cabinet.open(Kind::Case, REFERENCE).expect("the new record"));
    }
}

#[test]
fn a_rescue_that_is_damaged_keeps_nobody_from_reading_and_a_repair_answers_it() {
    let (told, _) = small(&Home::at("/home"));
    let cabinet = told.cabinet();
    let folder = cabinet.folder(Kind::Case, REFERENCE).expect("a folder");
    let rescue = folder.path().join("journal-rescue1");
    told.disk.put(&rescue, b"no record\n").expect("a rescue");
    let opened = cabinet.open(Kind::Case, REFERENCE).map(|_| ());
    let refused = opened.expect_err("it is read-only");
    assert!(matches!(
        refused,
        CabinetError::ReadOnly(WhyReadOnly::Unread(path)) if path == rescue
    ));
    assert!(cabinet.read(Kind::Case, REFERENCE).is_ok());
    assert!(skim_case(&told.disk, &folder, true).is_ok());
    repaired(&told).expect("a repair");
    let opened = cabinet.open(Kind::Case, REFERENCE);
    close(opened.expect("a case that can be written in"));
}
