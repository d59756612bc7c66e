use super::{standing, world};
use crate::case::ConsentStanding;

#[test]
fn what_somebody_says_of_a_consent_is_what_the_picture_shows() {
    let said = |keys: &str| standing(&world().press("c enter").press(keys), 1);
    assert_eq!(said("left ctrl-s"), ConsentStanding::Given);
    assert_eq!(said("1 ctrl-s"), ConsentStanding::Given);
    assert_eq!(said("right ctrl-s"), ConsentStanding::Withdrawn);
    assert_eq!(said("2 ctrl-s"), ConsentStanding::Withdrawn);
    assert_eq!(said("space ctrl-s"), ConsentStanding::NotAsked);
    assert_eq!(said("2 space ctrl-s"), ConsentStanding::Withdrawn);
}

#[test]
fn no_clicker_answers_a_consent_that_is_asked_in_the_room() {
    let mut world = world().press("b y space enter space");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Do they agree?"), "{picture}");
    assert!(!picture.contains("Who decides"), "{picture}");
}
