//! From the first start to the shell again.

use super::place::{FIRST_CUE, Place, REFERENCE, SECOND_CUE};

#[test]
fn three_keys_lead_from_a_fresh_home_into_a_fictional_conference_and_out_again() {
    let place = Place::fresh();
    let mut terminal = place.open(&[]);
    terminal
        .wait_for("[ 1 Run ]")
        .wait_for("NOT PROTECTED")
        .send("2")
        .wait_gone("NOT PROTECTED")
        .select("The shop window")
        .send("\r")
        .wait_for("PR-0001 · People")
        .wait_for("PRACTICE")
        .send("\x1b[F")
        .wait_until("the facilitator is chosen", chosen_facilitator)
        .send("h")
        .wait_until("the facilitator is here", |screen| {
            chosen_facilitator(screen) && !screen.contains("facilitator  not here yet")
        });
    assert!(terminal.is_full_screen());

    // The meeting begins, and goes on from turn to turn.
    terminal
        .send("b")
        .wait_for("Stage 1 of")
        .wait_for("Seats, door")
        .send(" ")
        .wait_gone("Seats, door")
        .send("\x7f")
        .wait_for("Seats, door")
        .send("k")
        .wait_for("Points 1");

    // Leaving asks, and staying is what is chosen first.
    terminal
        .send("\x11")
        .wait_for("How would you like to leave?")
        .send("\r")
        .wait_gone("How would you like to leave?")
        .send("\x03")
        .wait_for("How would you like to leave?")
        .send("\x1b[F")
        .wait_for("› Close the program")
        .send(" ");
    let status = terminal.wait_for_end();
    assert!(status.success(), "{status:?}");
    terminal.assert_given_back();

    let told = place.told(&["verify", "PR-0001", "--practice"]);
    assert!(told.contains("sound"), "{told}");
}

fn chosen_facilitator(screen: &str) -> bool {
    let chosen = screen.lines().find(|line| line.contains('›'));
    chosen.is_some_and(|line| line.contains("facilitator"))
}

#[test]
fn a_meeting_that_was_left_goes_on_at_the_same_cue() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    terminal
        .wait_for(FIRST_CUE)
        .send(" ")
        .wait_for(SECOND_CUE)
        .send("\x11")
        .wait_for("How would you like to leave?")
        .send("\x1b[F")
        .wait_for("› Close the program")
        .send(" ");
    assert!(terminal.wait_for_end().success());
    terminal.assert_given_back();

    let mut again = place.open(&[]);
    again
        .wait_for("RC-0001  was going on")
        .wait_for("today")
        .wait_for("2 people, 0 marks, 0 items")
        .send("\r")
        .wait_for(SECOND_CUE);
    drop(again);
    let goes_on = place.told(&["show", REFERENCE]);
    assert!(goes_on.contains(REFERENCE));
}

#[test]
fn a_first_case_begun_by_the_name_of_its_script_is_proposed_to_be_protected() {
    let place = Place::fresh();
    let mut terminal = place.open(&["run", "--script", "restorative-conference", REFERENCE]);
    terminal.wait_for("Protect the cases on this computer?");
    assert!(!place.home().join("cases").join(REFERENCE).exists());
    terminal
        .send("not protected\r")
        .wait_for("RC-0001 · People")
        .wait_for("NOT PROTECTED");
}
