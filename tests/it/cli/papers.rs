//! The agreement for people and for other programs.

use super::json;
use super::world::World;

const ITEM: &str = "Jay mends the side gate";

#[test]
fn every_form_of_the_paper_says_what_was_agreed_with_the_same_fingerprint() {
    let world = World::new();
    let paper = |more: &[&str]| world.told(&[&["export", "RC-0001", "--format"], more].concat());
    let text = paper(&["txt"]);
    let foot = text.trim_end().lines().last().unwrap();
    let code = foot.rsplit(' ').next().unwrap();
    assert_eq!(code.len(), 23, "{foot}");
    for more in [
        &["md"][..],
        &["html"],
        &["txt", "--print", "large"],
        &["html", "--print", "easy-read"],
    ] {
        let page = paper(more);
        assert!(page.contains(ITEM) && page.contains(code), "{page}");
    }
}

#[test]
fn what_is_due_is_a_calendar_without_names() {
    let world = World::new();
    let calendar = world.told(&["export", "RC-0001", "--format", "ics"]);
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n"), "{calendar}");
    assert!(calendar.contains("SUMMARY:RC-0001: "), "{calendar}");
    assert!(!calendar.contains("Jay"), "{calendar}");
}

#[test]
fn items_are_tasks_and_tables_for_other_programs() {
    let world = World::new();
    let tasks = json(&world.told(&["export", "RC-0001", "--format", "taskwarrior"]));
    assert_eq!(tasks[0]["status"], "pending");
    assert!(tasks[0]["description"].as_str().unwrap().contains(ITEM));
    let table = world.told(&["export", "RC-0001", "--format", "csv"]);
    assert!(table.contains(ITEM), "{table}");
    let audit = world.told(&["export", "RC-0001", "--format", "audit-csv"]);
    assert!(audit.starts_with("event,node,start,end"), "{audit}");
    assert!(!audit.contains("Jay"), "{audit}");
}

#[test]
fn a_copy_is_for_a_number_or_for_somebody_in_an_item_and_for_nobody_by_name() {
    let world = World::new();
    let copy = |who: &str| {
        let more = ["export", "RC-0001", "--format", "txt", "--for", who];
        world.ask(&more)
    };
    let whole = copy("P1");
    assert!(whole.out.contains("This copy is for"), "{}", whole.err);
    assert!(!whole.out.contains("Left out"), "{}", whole.out);
    let refused = copy("Jay");
    assert_eq!(refused.code, Some(2), "{}", refused.out);
    let told = world.refused(&["export", "RC-0001", "--format", "csv", "--for", "P1"], 2);
    assert!(told.contains("--for"), "{told}");
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_goes_into_a_file_and_never_over_another_unasked() {
    let world = World::new();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plan.pdf");
    let name = file.to_str().unwrap();
    let export = ["export", "RC-0001", "--format", "pdf"];
    assert!(world.refused(&export, 2).contains("--out"));
    let out = [export.as_slice(), &["--out", name]].concat();
    assert_eq!(world.told(&out), "");
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF-"));
    world.refused(&out, 2);
}
