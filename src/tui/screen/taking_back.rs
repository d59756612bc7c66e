//! Taking back and putting back, and saying what it was: never with anybody's words.

mod staying;

use crate::case::{Case, Command, Event, MarkKind};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message};
use crate::tui::model::Model;

/// Takes the latest change back and says what it was, with the key that puts it back where these
/// contexts have one.
pub fn take_back(model: &Model, contexts: &[Context]) -> Vec<Effect> {
    if let Some(told) = staying::told(model, contexts) {
        return vec![Effect::TellItStays(told)];
    }
    let key = model.keymap.key_in(Action::Redo, contexts);
    let again = key.map_or_else(String::new, |key| {
        format!(" {} puts it back.", model.theme.plain(&key))
    });
    let what = model.case().and_then(Case::would_take_back);
    carried_out(Command::Undo, what, "Taken back", &again, model)
}

/// Puts back what was taken back last and says what it is.
pub fn put_back(model: &Model) -> Vec<Effect> {
    let what = model.case().and_then(Case::would_put_back);
    carried_out(Command::Redo, what, "Put back", "", model)
}

fn carried_out(
    command: Command,
    what: Option<&Event>,
    done: &str,
    again: &str,
    model: &Model,
) -> Vec<Effect> {
    let refused = model.refusal_of(&command).is_some();
    let mut effects = vec![Effect::Execute(command)];
    if let (Some(case), Some(what)) = (model.case(), what.filter(|_| !refused)) {
        let said = format!("{done}: {}.{again}", called(case, what));
        effects.push(Effect::Say(Message::done(said)));
    }
    effects
}

/// What a change is called, in plain words that give nothing of it away. A mark about safety and
/// a concern are called as everything else that the facilitator makes, for the circle may see it.
#[expect(
    clippy::too_many_lines,
    reason = "one table: every change and what it is called"
)]
fn called(case: &Case, event: &Event) -> String {
    if let Some(line) = taken_off(event) {
        return format!("that the {line} was taken off");
    }
    let item = &case.script.vocabulary.item;
    let words = match event {
        Event::StageIncluded { .. } => "whether a stage is held",
        Event::OrderChosen { .. } => "the order of speaking",
        Event::Moved { .. } => "the move to another turn",
        Event::TurnSkipped { .. } => "leaving a turn out",
        Event::GateAnswered { .. } => "the answer to a check",
        Event::DecisionMade { .. } => "what was decided",
        Event::Marked {
            kind: MarkKind::Note,
            ..
        }
        | Event::ConcernNoted { .. } => "the note",
        Event::Marked { .. } => "the mark",
        Event::TimeTyped { .. } => "the time",
        Event::Following(_) => "how something stands",
        Event::Programme(_) => "somebody's own answer",
        Event::Carrying(_) => "the last step with a message",
        Event::WordsAdded { .. } => "the words to a mark",
        Event::Kept { .. } => "whether the words of a mark are kept",
        Event::QuestionSettled { .. } => "that a question is settled",
        Event::GroundRuleAgreed { .. } => "the ground rule",
        Event::OpeningChosen { .. } => "the opening",
        Event::BottomLineSet { .. } => "the bottom line",
        Event::QuestionSet { .. } => "the question",
        Event::ItemWorded { .. } => return format!("the words of the {item}"),
        Event::ItemTicked { .. } => {
            return format!("which bottom lines and questions the {item} covers");
        }
        Event::ItemRemoved { .. } => return format!("taking the {item} off the board"),
        Event::ItemAnswered { .. } => "an answer",
        Event::ReadBackAnswered { .. } => "an answer at reading back",
        Event::ItemRatified { .. } => return format!("the decision on the {item}"),
        Event::PlanFieldSet { .. } => "what was settled about the whole",
        Event::ReviewSet { .. } => "the date of the review",
        Event::Signed { .. } => "a signature",
        Event::CopySettled { .. } => "who gets which copy",
        // None of these is ever taken back.
        Event::CaseOpened { .. }
        | Event::CaseResumed { .. }
        | Event::EntryMissing
        | Event::CaseRepaired { .. }
        | Event::ClockChanged { .. }
        | Event::PersonAdded { .. }
        | Event::PersonChanged { .. }
        | Event::PersonRemoved { .. }
        | Event::WillingnessSaid { .. }
        | Event::PresenceChanged { .. }
        | Event::WithdrawalAnswered { .. }
        | Event::SessionStarted { .. }
        | Event::BreakStarted
        | Event::BreakEnded
        | Event::TimeOutStarted { .. }
        | Event::TimeOutEnded { .. }
        | Event::PrivateTimeStarted { .. }
        | Event::CalledBackIn
        | Event::PrivateTimeEnded
        | Event::Struck { .. }
        | Event::ChildSpoke { .. }
        | Event::AgreementClosed { .. }
        | Event::AgreementReopened { .. }
        | Event::SessionAdjourned { .. }
        | Event::SessionResumed
        | Event::SessionEnded { .. }
        | Event::EndReasonGiven { .. }
        | Event::SafetyFollowedUp { .. }
        | Event::CaseBrought(_)
        | Event::ProcessChanged { .. }
        | Event::Consent(_)
        | Event::Prepared(_)
        | Event::WordsFound { .. }
        | Event::Afterwards(_)
        | Event::WordsErased(_)
        | Event::TakenOut(_)
        | Event::Undone { .. }
        | Event::Redone { .. }
        | Event::Newer { .. } => "the latest change",
    };
    words.to_owned()
}

/// Which line a change took off, where it did.
fn taken_off(event: &Event) -> Option<&'static str> {
    let (line, text) = if let Event::BottomLineSet { line: _, text } = event {
        ("bottom line", text)
    } else if let Event::QuestionSet { question: _, text } = event {
        ("question", text)
    } else {
        return None;
    };
    text.is_empty().then_some(line)
}

#[cfg(test)]
mod tests {
    use crate::case::Command;
    use crate::tui::effect::ScreenRequest;
    use crate::tui::testing::World;

    #[test]
    fn what_is_taken_back_and_put_back_is_said_without_anybodys_words() {
        let mut world = World::conference().press("k u");
        let picture = world.screen(80, 24);
        assert!(
            picture.contains("Taken back: the mark. Ctrl-R puts it back."),
            "{picture}"
        );
        let mut world = world.press("ctrl-r");
        assert!(world.screen(80, 24).contains("Put back: the mark."));
        let mut world = world
            .press("n")
            .words("SECRET")
            .press("enter")
            .wait(500)
            .press("u");
        let picture = world.screen(80, 24);
        assert!(picture.contains("Taken back: the note."), "{picture}");
        assert!(!picture.contains("SECRET"), "{picture}");
    }

    #[test]
    fn where_nothing_puts_it_back_no_key_is_named() {
        let mut world = World::conference()
            .execute(Command::SettleCopy(
                crate::case::PersonId(1),
                Some(crate::script::CopyForm::Print),
            ))
            .open(ScreenRequest::Closing)
            .press("u");
        let picture = world.screen(80, 24);
        assert!(
            picture.contains("Taken back: who gets which copy."),
            "{picture}"
        );
        assert!(!picture.contains("puts it back"), "{picture}");
    }
}
