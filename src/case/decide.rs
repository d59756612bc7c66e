//! Every rule of a case, by the part of the meeting it belongs to.

use std::borrow::Cow;

use super::{Case, Command, Event, KeptFor, Now, Refusal, SkipReason};
use super::{
    afterwards, agreement, carrying, closing, consenting, deciding, entering, following, gates,
    gathering, marking, plan, preparing, process, programme, taking_back, time_apart, turns,
};

/// Answers a command with the events it leads to, or says why not.
///
/// Pure: the same case, command and moment always give the same answer. One
/// command makes one change; its events are taken back together.
#[expect(
    clippy::too_many_lines,
    reason = "one table: every command and the rules it falls under"
)]
pub fn decide(case: &Case, command: Command, now: Now) -> Result<Vec<Event>, Refusal> {
    time_apart::allows(case, &command)?;
    let from_afar = carrying::is_taken_back_from_afar(case, &command);
    // What may not be seen now cannot be changed either, but that a yes can be taken back from
    // anywhere.
    let seen = if from_afar {
        Cow::Borrowed(case)
    } else {
        case.seen()
    };
    let case = seen.as_ref();
    if !from_afar {
        carrying::allows(case, &command)?;
    }
    following::allows(case, &command)?;
    let told = case.told(now);
    match command {
        Command::AddPerson(details) => gathering::add(case, details),
        Command::ChangePerson(person, details) => gathering::change(case, person, details),
        Command::RemovePerson(person) => gathering::remove(case, person),
        Command::SayWilling(person, willing) => gathering::say_willing(case, person, willing),
        Command::SetPresence(person, presence) => gathering::set_presence(case, person, presence),
        Command::AnswerWithdrawal(person, step, until) => {
            gathering::answer_withdrawal(case, person, step, until)
        }
        Command::ChangeProcess(script, hash) => process::change(case, &script, hash),
        Command::StartSession(kind) => turns::start(case, kind),
        Command::StartSessionHeld(kind, began) => entering::start(case, kind, began, now),
        Command::TypeTime(at) => entering::type_time(case, at, now),
        Command::IncludeStage(stage, included) => turns::include(case, stage, included),
        Command::ChooseOrder(order, by) => turns::choose_order(case, order, by),
        Command::GoOn => turns::go_on(case),
        Command::GoBack => turns::go_back(case, told),
        Command::GoToStage(stage) => turns::go_to_stage(case, &stage),
        Command::GoToTurn(turn) => turns::go_to_turn(case, turn),
        Command::Skip(reason) => turns::skip(case, reason, None),
        Command::SkipBecause(text) => turns::skip(case, SkipReason::Other, Some(text)),
        Command::GoOnWithout { gate, by, reason } => gates::go_on_without(case, gate, &by, reason),
        Command::Consent(command) => consenting::decide(case, command, told),
        Command::Prepare(command) => preparing::decide(case, command, told),
        Command::AnswerGate { gate, met, reason } => {
            match consenting::answer_gate(case, &gate, met, told) {
                Some(said) => Ok(said),
                None => turns::answer_gate(case, gate, met, reason),
            }
        }
        Command::Decide {
            decision,
            outcome,
            by,
            until,
        } => deciding::make_decision(case, decision, outcome, by, until),
        Command::StartBreak => time_apart::start_break(case),
        Command::EndBreak => time_apart::end_break(case),
        Command::StartTimeOut(with) => time_apart::start_time_out(case, with),
        Command::EndTimeOut(end, until) => time_apart::end_time_out(case, end, until),
        Command::CallBackIn => time_apart::call_back_in(case),
        Command::EndPrivateTime => turns::end_private_time(case),
        Command::Mark { kind, person, text } => marking::mark(case, kind, person, text),
        Command::AddWords(mark, text) => marking::add_words(case, mark, text),
        Command::Keep(mark, kept) => marking::keep(case, mark, kept, KeptFor::default()),
        Command::KeepFor(mark, kept_for) => marking::keep(case, mark, true, kept_for),
        Command::SettleQuestion(mark) => marking::settle_question(case, mark),
        Command::Strike(mark) => marking::strike(case, mark),
        Command::AgreeGroundRule(rule) => plan::agree_ground_rule(case, &rule),
        Command::ChooseOpening(opening, led_by) => plan::choose_opening(case, &opening, led_by),
        Command::SetBottomLine(line, text) => plan::set_bottom_line(case, line, &text),
        Command::SetQuestion(question, text) => plan::set_question(case, question, &text),
        Command::TakeChildWords {
            child,
            words,
            given,
            read_out,
        } => plan::take_child_words(case, child, words, &given, read_out),
        Command::SetPlanField(field, text) => plan::set_field(case, field, text),
        Command::SetReview(on) => plan::set_review(case, on, told),
        Command::WordItem { item, draft, from } => agreement::word(case, item, draft, from, told),
        Command::RemoveItem(item) => agreement::remove(case, item),
        Command::AnswerItem(item, person, answer) => agreement::answer(case, item, person, answer),
        Command::AskForChange(item, person, text) => {
            agreement::ask_for_change(case, item, person, &text)
        }
        Command::AnswerReadBack(item, person, answer) => {
            agreement::answer_read_back(case, item, person, answer)
        }
        Command::NoteConcern(item, text) => agreement::note_concern(case, item, text),
        Command::Ratify {
            item,
            by,
            verdict,
            reason,
            family_answer,
        } => agreement::ratify(case, item, by, verdict, reason, family_answer),
        Command::Sign(person, how) => closing::sign(case, person, how),
        Command::SettleCopy(person, form) => closing::settle_copy(case, person, form),
        Command::LimitCopy(person, limit) => closing::limit_copy(case, person, limit),
        Command::CloseAgreement => closing::close(case),
        Command::BringAgreement(brought) => closing::bring(case, brought, told),
        Command::ReopenAgreement(reason) => closing::reopen(case, reason),
        Command::Adjourn(until) => time_apart::adjourn(case, until),
        Command::ResumeSession => time_apart::resume(case),
        Command::EndSession(outcome) => closing::end(case, outcome, None),
        Command::GiveReason(reason) => closing::give_reason(case, reason),
        Command::FollowUpSafety(mark, text) => closing::follow_up_safety(case, mark, text),
        Command::Following(command) => following::decide(case, command, told),
        Command::Programme(command) => programme::decide(case, command),
        Command::Carrying(command) => carrying::decide(case, command),
        Command::Afterwards(command) => afterwards::decide(case, command, told),
        Command::EraseWorkingNotes => closing::erase_working_notes(case),
        Command::Undo => taking_back::undo(case),
        Command::Redo => taking_back::redo(case),
    }
}
