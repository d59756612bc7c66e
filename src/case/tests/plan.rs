use crate::case::given::*;
use crate::case::*;
use crate::script::Outcome;

fn family() -> Given {
    Given::family()
        .people([("Mum", "family"), ("Kit", "child"), ("Wes", "worker")])
        .here()
        .begun()
}

fn line(id: Option<u16>, text: &str) -> Command {
    Command::SetBottomLine(id.map(BottomLineId), text.to_owned())
}

fn question(id: Option<u16>, text: &str) -> Command {
    Command::SetQuestion(id.map(QuestionId), text.to_owned())
}

#[test]
fn a_ground_rule_is_agreed_once() {
    let rule = |text: &str| Command::AgreeGroundRule(text.to_owned());
    family()
        .when(rule(" One at a time "))
        .then(Event::GroundRuleAgreed {
            rule: "One at a time".to_owned(),
        })
        .when(rule("One at a time"))
        .then_nothing()
        .when(rule(" "))
        .then(Refusal::WordsEmpty)
        .when(Command::Undo)
        .then_shows(|case| assert!(case.ground_rules.is_empty()));
}

#[test]
fn ground_rules_are_agreed_while_the_meeting_goes_on() {
    Given::family()
        .when(Command::AgreeGroundRule("Listen".to_owned()))
        .then(Refusal::NoSession);
}

#[test]
fn an_opening_is_noted_with_who_led_it() {
    let opening = |text: &str, by| Command::ChooseOpening(text.to_owned(), by);
    family()
        .when(opening("A song", Some(p(9))))
        .then(Refusal::NoSuchPerson)
        .when(opening("", None))
        .then(Refusal::WordsEmpty)
        .when(opening("A song", Some(p(1))))
        .then_shows(|case| assert_eq!(case.opening, Some(("A song".to_owned(), Some(p(1))))))
        .when(opening("A song", Some(p(1))))
        .then_nothing();
}

#[test]
fn bottom_lines_can_be_set_before_the_meeting_reworded_and_taken_off() {
    Given::family()
        .after(line(None, "A bed of his own"))
        .after(line(None, "School every day"))
        .when(line(Some(1), "A room of his own"))
        .then(Event::BottomLineSet {
            line: BottomLineId(1),
            text: "A room of his own".to_owned(),
        })
        .when(line(Some(1), "A room of his own"))
        .then_nothing()
        .when(line(Some(2), " "))
        .then_shows(|case| assert_eq!(case.bottom_lines.len(), 1));
}

#[test]
fn the_number_of_a_bottom_line_that_was_taken_off_is_not_given_again() {
    Given::family()
        .after_all([line(None, "A bed"), line(Some(1), ""), line(None, "School")])
        .shows(|case| assert_eq!(case.bottom_lines.keys().next(), Some(&BottomLineId(2))));
    Given::family()
        .after_all([
            question(None, "Who?"),
            question(Some(1), ""),
            question(None, "Where?"),
        ])
        .shows(|case| assert_eq!(case.questions.keys().next(), Some(&QuestionId(2))));
}

#[test]
fn bottom_lines_and_questions_need_words_and_have_to_exist() {
    Given::family()
        .when(line(None, ""))
        .then(Refusal::WordsEmpty)
        .when(line(Some(4), "A bed"))
        .then(Refusal::NotInScript)
        .when(question(None, ""))
        .then(Refusal::WordsEmpty)
        .when(question(Some(4), "Who?"))
        .then(Refusal::NotInScript);
}

#[test]
fn only_a_script_that_asks_has_bottom_lines_questions_and_child_words() {
    Given::conference()
        .people([("Mira", "harmed")])
        .when(line(None, "A bed"))
        .then(Refusal::NotAskedByScript)
        .when(question(None, "Who?"))
        .then(Refusal::NotAskedByScript)
        .when(child(1, "I am fine"))
        .then(Refusal::NotAskedByScript);
}

fn child(person: u16, words: &str) -> Command {
    Command::TakeChildWords {
        child: p(person),
        words: words.to_owned(),
        given: "spoken".to_owned(),
        read_out: true,
    }
}

#[test]
fn a_childs_words_are_taken_exactly_as_they_are() {
    family()
        .after(child(2, "  i want my dog  "))
        .shows(|case| assert_eq!(case.child_words[0].words, "  i want my dog  "));
}

#[test]
fn a_childs_words_stay_and_new_ones_are_a_further_entry() {
    family()
        .after_all([child(2, "i want my dog"), child(2, "and gran")])
        .shows(|case| assert_eq!(case.child_words.len(), 2))
        .when(Command::Undo)
        .then(Refusal::NothingToUndo)
        .shows(|case| assert_eq!(case.child_words.len(), 2));
}

#[test]
fn only_a_childs_words_are_a_childs_words() {
    family()
        .when(child(1, "hello"))
        .then(Refusal::NotAChild(p(1)))
        .when(child(9, "hello"))
        .then(Refusal::NoSuchPerson)
        .when(child(2, " "))
        .then(Refusal::WordsEmpty)
        .when(Command::TakeChildWords {
            child: p(2),
            words: "hello".to_owned(),
            given: String::new(),
            read_out: false,
        })
        .then(Refusal::WordsEmpty);
}

fn field(field: PlanField, text: Option<&str>) -> Command {
    Command::SetPlanField(field, text.map(str::to_owned))
}

#[test]
fn what_it_is_for_can_always_be_said_and_the_rest_where_the_script_asks() {
    let conference = Given::conference()
        .people([("Mira", "harmed")])
        .here()
        .begun();
    conference
        .after(field(PlanField::Purpose, Some("Peace")))
        .when(field(PlanField::Contingency, Some("none")))
        .then(Refusal::NotAskedByScript)
        .when(field(PlanField::Lead, Some("Ann")))
        .then(Refusal::NotAskedByScript)
        .when(field(PlanField::IfNotKept, Some("Ann")))
        .then(Refusal::NotAskedByScript);
}

#[test]
fn a_plan_field_is_settled_reworded_and_taken_off() {
    family()
        .after(field(PlanField::Lead, Some("Gran")))
        .when(field(PlanField::Lead, Some("Gran")))
        .then_nothing()
        .after(field(PlanField::Lead, Some("Aunt Bea")))
        .shows(|case| {
            assert_eq!(
                case.agreement.settled[&PlanField::Lead].text(),
                Some("Aunt Bea")
            );
        })
        .when(field(PlanField::Lead, Some(" ")))
        .then(Event::PlanFieldSet {
            field: PlanField::Lead,
            words: None,
        })
        .when(field(PlanField::Lead, None))
        .then_nothing();
}

#[test]
fn no_word_of_a_plan_field_is_in_the_journal_before_closing() {
    let given = family().after(field(PlanField::Contingency, Some("call Gran")));
    assert!(!given.journal_holds("Gran"));
}

#[test]
fn a_review_is_set_from_today_on_where_the_script_asks() {
    let review = |text: Option<&str>| Command::SetReview(text.map(day));
    family()
        .when(review(Some("2026-11-21")))
        .then(Refusal::DateInThePast)
        .when(review(Some("2026-11-22")))
        .then(Event::ReviewSet {
            on: Some(day("2026-11-22")),
        })
        .when(review(Some("2026-11-22")))
        .then_nothing()
        .when(review(None))
        .then(Event::ReviewSet { on: None });
    Given::conference()
        .when(review(Some("2026-12-22")))
        .then(Refusal::NotAskedByScript);
}

#[test]
fn the_plan_as_a_whole_is_settled_while_the_meeting_goes_on() {
    family()
        .after(Command::EndSession(Outcome::NotReached))
        .when(field(PlanField::Purpose, Some("Peace")))
        .then(Refusal::SessionOver)
        .when(Command::SetReview(Some(day("2027-01-01"))))
        .then(Refusal::SessionOver);
}

#[test]
fn who_looks_after_the_plan_is_no_number() {
    let lead = |said: &str| Command::SetPlanField(PlanField::Lead, Some(said.to_owned()));
    family()
        .when(lead("1"))
        .then(Refusal::NamesNobody)
        .when(lead("Mum, with Wes"))
        .then_shows(|case| assert!(case.agreement.settled.contains_key(&PlanField::Lead)));
    // In a few words about what to do in a pinch a number may stand alone.
    let number = Command::SetPlanField(PlanField::Contingency, Some("999".to_owned()));
    family()
        .when(number)
        .then_shows(|case| assert!(!case.agreement.settled.is_empty()));
}
