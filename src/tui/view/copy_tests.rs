//! How the copy on a shared folder stands, beside how saving does.

use crate::desk::SaveStatus;
use crate::store::CopyStanding;
use crate::tui::effect::ScreenRequest;
use crate::tui::testing::World;

const GONE: &str = "/media/service/RC-0412-5f3a9c01: could not make the copy of the case, because it \
    is no longer there. Check that the folder was not moved and the drive is connected.";

/// A conference of which everything is saved, and a copy stands so.
fn standing(copy: impl FnOnce(&World) -> CopyStanding) -> World {
    let mut world = World::conference();
    let copy = Some(copy(&world));
    let saved = Some((41, world.app.model().now));
    world.app.set_save_status_for_test(SaveStatus {
        saved,
        copy,
        ..SaveStatus::default()
    });
    world
}

fn whole() -> World {
    standing(|world| CopyStanding {
        whole: Some(world.app.model().now.wall),
        ..CopyStanding::default()
    })
}

fn waits() -> World {
    standing(|world| {
        let now = world.app.model().now;
        CopyStanding {
            whole: Some(now.wall - chrono::TimeDelta::days(1)),
            waiting_since: Some(now),
            problem: Some(GONE.to_owned()),
        }
    })
}

/// The first line of the picture.
fn header(world: &mut World, columns: u16) -> String {
    let picture = world.screen(columns, 24);
    picture.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn h08_how_the_copy_stands_is_told_beside_what_is_saved_and_never_instead_of_it() {
    let mut world = whole();
    insta::assert_snapshot!("copy_whole_80x24", world.screen(80, 24));
    insta::assert_snapshot!("copy_whole_120x40", world.screen(120, 40));
    let mut world = waits();
    insta::assert_snapshot!("copy_waits_80x24", world.screen(80, 24));
    insta::assert_snapshot!("copy_waits_120x40", world.screen(120, 40));
}

#[test]
fn where_there_is_little_room_only_a_copy_that_waits_is_told() {
    let told = header(&mut whole(), 60);
    assert!(
        told.contains("Saved #41") && !told.contains("Copy"),
        "{told}"
    );
    let told = header(&mut waits(), 60);
    assert!(told.contains("Copy waits · Saved #41"), "{told}");
}

#[test]
fn a_copy_that_takes_a_moment_is_no_news() {
    let mut world = standing(|world| CopyStanding {
        waiting_since: Some(world.app.model().now),
        ..CopyStanding::default()
    });
    assert!(!header(&mut world, 120).contains("Copy"));
    let mut world = world.wait(6_000);
    assert!(header(&mut world, 120).contains("Copy waits"));
}

#[test]
fn a_copy_of_another_day_is_told_by_its_day() {
    let mut world = standing(|world| CopyStanding {
        whole: Some(world.app.model().now.wall - chrono::TimeDelta::days(1)),
        ..CopyStanding::default()
    });
    assert!(header(&mut world, 120).contains("Copy on share 22 Nov"));
}

#[test]
fn the_page_of_the_case_tells_when_the_copy_was_last_whole_and_why_it_waits() {
    let mut world = whole().open(ScreenRequest::CasePage);
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("Copied whole to the shared folder"),
        "{picture}"
    );
    let mut world = waits().open(ScreenRequest::CasePage);
    insta::assert_snapshot!("copy_waits_page_80x24", world.screen(80, 24));
    insta::assert_snapshot!("copy_waits_page_120x40", world.screen(120, 40));
}

#[test]
fn whoever_leaves_while_a_copy_waits_is_told_and_not_held() {
    let mut world = waits().press("ctrl-q");
    insta::assert_snapshot!("copy_waits_leaving_80x24", world.screen(80, 24));
    let world = world.press("end enter");
    assert!(world.app.is_finished());
}
