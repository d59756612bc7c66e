//! The plan: eight steps, everybody's answers, the referrer's decisions, reading back.

use crate::support::story::Story;

/// One step of the plan as it is asked: an answer to each question, nothing where there is none.
struct Step {
    text: &'static str,
    kind: &'static str,
    owner: &'static str,
    for_whom: &'static str,
    helped_by: &'static str,
    start: &'static str,
    repeat: &'static str,
    due: &'static str,
    support: &'static str,
    evidence: &'static str,
    checked_by: &'static str,
    meets: &'static str,
    answers: &'static str,
}

const NOTHING: Step = Step {
    text: "",
    kind: "",
    owner: "",
    for_whom: "1",
    helped_by: "",
    start: "",
    repeat: "",
    due: "",
    support: "",
    evidence: "",
    checked_by: "",
    meets: "",
    answers: "",
};

const STEPS: [Step; 8] = [
    Step {
        text: "Maya sleeps at Nani Usha's house when a bad week has begun",
        kind: "1",
        owner: "4",
        helped_by: "5",
        start: "next monday",
        repeat: "every night until Anjali says it is over",
        support: "a second bed",
        evidence: "Maya has her own key",
        checked_by: "2",
        meets: "1",
        answers: "1",
        ..NOTHING
    },
    Step {
        text: " and on Thursdays",
        kind: "4",
        owner: "5",
        start: "tomorrow",
        repeat: "every Tuesday and Thursday",
        evidence: "Mr Farah sees her at the gate",
        checked_by: "9",
        meets: "2",
        answers: "2",
        ..NOTHING
    },
    Step {
        text: "Mrs Osei walks Maya to school on the other days",
        kind: "4",
        owner: "6",
        start: "friday",
        repeat: "Monday, Wednesday and Friday",
        evidence: "Mr Farah sees her at the gate",
        checked_by: "9",
        meets: "2",
        answers: "2",
        ..NOTHING
    },
    Step {
        text: "Gwyn rings Maya at seven on every evening that he is away",
        kind: "5",
        owner: "3",
        evidence: "Maya tells Nani Usha",
        checked_by: "4",
        ..NOTHING
    },
    Step {
        text: "When a bad week begins, Anjali or Mrs Osei turns the card on the door to red",
        kind: "2",
        owner: "2 6",
        helped_by: "5",
        due: "in three days",
        evidence: "the card hangs there",
        checked_by: "5",
        meets: "3",
        answers: "3",
        ..NOTHING
    },
    Step {
        text: "A second bed for Nani Usha's house",
        kind: "3",
        owner: "8",
        due: "in two weeks",
        evidence: "the bed stands there",
        checked_by: "4",
        meets: "1",
        ..NOTHING
    },
    Step {
        text: "Mr Farah keeps a place for Maya at the breakfast club",
        kind: "2",
        owner: "9",
        due: "on friday",
        evidence: "Maya goes",
        checked_by: "6",
        meets: "2",
        ..NOTHING
    },
    Step {
        text: "Dev's family has Maya for one weekend in every month, so that Nani Usha can rest",
        kind: "3",
        owner: "5",
        for_whom: "4",
        due: "in three weeks",
        evidence: "it is in the calendar",
        checked_by: "4",
        answers: "4",
        ..NOTHING
    },
];

/// Writes the eight steps; the second is made of the idea that was marked on the way.
pub fn write(story: &mut Story) {
    story.press("space").sees("Your words, one step at a time");
    story
        .press("enter")
        .sees("Our family plan")
        .sees("Ideas (1)");
    for (place, step) in STEPS.iter().enumerate() {
        story.press(if place == 1 { "enter" } else { "a" });
        ask(story, step);
        story.sees(&format!("Steps ({})", place + 1));
    }
    story.sees("Dev could drive on…  taken up");
}

fn ask(story: &mut Story, step: &Step) {
    let say = |story: &mut Story, words: &str| {
        story.words(words).press("enter");
    };
    let choose = |story: &mut Story, keys: &str| {
        story.press(keys).press("enter");
    };
    say(story, step.text);
    choose(story, step.kind);
    choose(story, step.owner);
    choose(story, step.for_whom);
    choose(story, step.helped_by);
    say(story, step.start);
    say(story, step.repeat);
    say(story, step.due);
    say(story, "");
    say(story, step.support);
    say(story, step.evidence);
    choose(story, step.checked_by);
    say(story, "");
    say(story, "");
    choose(story, "");
    choose(story, step.meets);
    choose(story, step.answers);
}

/// Everybody answers to each step; Nani Usha has not decided about the last.
pub fn answers(story: &mut Story) {
    story.press("home enter y y y y y y");
    // Two steps are for somebody else to do, who is asked about those as well.
    for _ in 2..8 {
        story.press("backtab down enter y y y y y y y");
    }
    story.press("backtab down enter n y y y y y");
    story.sees("not agreed yet").press("backtab esc");
    story.sees("Your words, one step at a time");
    story.press("space space").sees("which step meets it?");
    story.press("enter").sees("met by 2, 3, 7");
    story.sees("answered by 8").press("esc");
}

/// Hannah decides today, step by step; one yes has a condition.
pub fn decisions(story: &mut Story) {
    story.press("space space space space space");
    story.sees("Step by step: yes?").press("enter home d enter");
    for _ in 0..4 {
        story.press("down d enter");
    }
    story.press("down d 2 enter");
    story.words("Only a bed that costs no more than the budget allows");
    story.press("enter").words("That is all right with us");
    story
        .press("enter")
        .sees("Hannah decided: yes, on a condition");
    story.press("down d enter down d enter");
    story.sees("Hannah decided: yes.").press("esc");
    story.press("space space").sees("Is this the plan?");
}

/// After their second time alone the family changed the last step; everybody is asked anew.
pub fn change(story: &mut Story) {
    story
        .press("space enter end e")
        .words(", in turn with Gwyn");
    story.press("ctrl-s");
    story.sees("Ask everybody about this step again?");
    story.sees("decided on anew").press("y");
    story.press("enter y y y y y y esc d enter esc");
    story.press("space space").sees("which step meets it?");
}

/// Reads all steps back, person by person, and settles that this is the plan.
pub fn read_back(story: &mut Story) {
    story.press("space space space");
    story
        .sees("Each step: does everybody agree?")
        .press("enter");
    story
        .sees("Reading back · 1 of 8")
        .sees("8 steps are still");
    for _ in 0..8 {
        story.press("y y y y y y y enter");
    }
    story.sees("Everything was read back.").press("esc");
    story.press("space space space space");
    story.sees("Is this the plan?").press("enter 1 enter");
    story.sees("If a step does not work?");
}
