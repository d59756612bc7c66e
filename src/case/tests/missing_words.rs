use crate::case::given::*;
use crate::case::*;
use crate::script::{ItemKind, Outcome};

fn noted() -> Given {
    Given::conference()
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .begun()
        .after(mark(MarkKind::Note, Some("quiet today")))
        .after(mark(MarkKind::KeyPoint, Some("the bench")))
}

#[test]
fn words_that_nothing_on_record_erased_are_missing_and_those_that_were_erased_are_not() {
    let given = noted();
    let entries: Vec<u64> = given.case.marks.iter().map(|mark| mark.id.0).collect();
    let lost = given.clone().without_notes().case;
    assert_eq!(lost.entries_without_words(), entries);
    assert!(lost.is_missing(&lost.marks[0].words[0]));
    let given = given.after_all([
        Command::EndSession(Outcome::EndedEarly),
        Command::EraseWorkingNotes,
    ]);
    let lost = given.clone().without_notes().case;
    assert_eq!(lost.entries_without_words(), [0; 0]);
    assert!(!lost.is_missing(&lost.marks[0].words[0]));
}

#[test]
fn an_entry_that_is_lost_may_have_erased_what_was_said_before_it() {
    let given = noted();
    let mut lost = given.clone().without_notes().case;
    let number = lost.history.last().unwrap().number + 1;
    lost.apply(Recorded {
        number,
        command: number,
        at: given.now(),
        event: Event::EntryMissing,
    });
    assert_eq!(lost.entries_without_words(), [0; 0]);
}

#[test]
fn what_an_older_version_erased_beyond_the_rules_of_now_is_no_loss() {
    let given = noted();
    let mut lost = given.clone().without_notes().case;
    let number = lost.history.last().unwrap().number + 1;
    let mut erased = |count, rule| {
        lost.apply(Recorded {
            number,
            command: number,
            at: given.now(),
            event: Event::WordsErased(Erasure::new(count, rule)),
        });
        lost.entries_without_words().len()
    };
    // No rule of now names them.
    assert_eq!(erased(1, EraseRule::LookBack), 2);
    assert_eq!(erased(1, EraseRule::LookBack), 0);
}

#[test]
fn words_of_another_form_are_not_those_of_an_event() {
    let text = Content::Text("sweep the yard".to_owned());
    let item = Content::Item(Box::new(ItemDraft::new(ItemKind::Action, "sweep the yard")));
    let given = noted();
    let marked = &given.case.history.last().unwrap().event;
    assert!(marked.can_say(&text) && !marked.can_say(&item));
}
