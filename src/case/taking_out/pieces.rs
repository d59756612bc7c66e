//! Every piece of words in an event, and whose it is.
//!
//! Each kind of event and each part of it is named: of a new one it has to be decided here whether
//! it holds words, and whose. The names of the people of the case, and of whoever did something for
//! it, such as a check, are no words here. A name of somebody else that stands in the wording of an item is
//! part of its words.

use super::agreed::of_agreement;
use super::piece::{Piece, Take, Whose, perhaps, words};
use super::whose_of::{of_carrying, of_following, of_prepared};
use crate::case::{
    AfterwardsEvent, CaseBrought, ChildSpoke, ConsentEvent, Content, CopyLimit, Event,
    ItemRatified, MarkId, ProcessChange, ProgrammeEvent, RatifierDecision, Words,
};

/// Goes through every piece of words of the event with this number.
#[expect(
    clippy::too_many_lines,
    reason = "one table: every event and the words in it"
)]
pub(super) fn pieces(number: u64, event: &mut Event, take: &mut Take<'_>) {
    use Whose::Nobody;
    match event {
        Event::Marked {
            kind: _,
            person: _,
            words,
        } => perhaps(take, Whose::Marked(MarkId(number)), words.as_ref()),
        Event::WordsAdded { mark, words: held } => words(take, Whose::Marked(*mark), held),
        Event::TurnSkipped {
            turn: _,
            reason: _,
            words,
        }
        | Event::GateAnswered {
            gate: _,
            met: _,
            reason: words,
            by: _,
        }
        | Event::PlanFieldSet { field: _, words }
        | Event::Afterwards(AfterwardsEvent::FollowUpSet {
            session: _,
            follow_up: _,
            on: _,
            words,
        }) => perhaps(take, Nobody, words.as_ref()),
        Event::WordsFound { words: held }
        | Event::ConcernNoted {
            item: _,
            words: held,
        }
        | Event::AgreementReopened { reason: held }
        | Event::SafetyFollowedUp {
            mark: _,
            words: held,
        }
        | Event::Afterwards(
            AfterwardsEvent::WayHomeAsked {
                person: _,
                words: held,
            }
            | AfterwardsEvent::Told {
                who: _,
                words: held,
            }
            | AfterwardsEvent::LookedBack { words: held },
        ) => words(take, Nobody, held),
        Event::GroundRuleAgreed { rule: text }
        | Event::OpeningChosen {
            opening: text,
            led_by: _,
        }
        | Event::BottomLineSet { line: _, text }
        | Event::QuestionSet { question: _, text } => take(Nobody, Piece::Text(text)),
        Event::ChildSpoke(ChildSpoke {
            child,
            words,
            given,
            read_out: _,
        }) => {
            take(Whose::Of(*child), Piece::Text(words));
            take(Whose::Of(*child), Piece::Text(given));
        }
        Event::ItemWorded {
            item,
            words: held,
            parked_from: _,
        }
        | Event::ItemTicked { item, words: held } => words(take, Whose::Idea(*item), held),
        Event::ItemAnswered {
            item: _,
            words: held,
        }
        | Event::ReadBackAnswered {
            item: _,
            words: held,
        } => words(take, of_answer(held), held),
        Event::ItemRatified(ItemRatified {
            item: _,
            decision:
                RatifierDecision {
                    by,
                    verdict: _,
                    reason,
                    family_answer,
                },
        }) => {
            perhaps(take, Whose::Of(*by), reason.as_ref());
            perhaps(take, Nobody, family_answer.as_ref());
        }
        Event::AgreementClosed { agreement } => of_agreement(agreement, take),
        Event::CopySettled {
            person: _,
            form: _,
            limit:
                CopyLimit {
                    own_part: _,
                    without_items: _,
                    without_words,
                },
        } => {
            for text in without_words {
                take(Nobody, Piece::Text(text));
            }
        }
        Event::Following(event) => of_following(event, take),
        Event::Prepared(event) => of_prepared(event, take),
        Event::Carrying(event) => of_carrying(event, take),
        Event::CaseOpened {
            reference: _,
            script: _,
            version: _,
            script_hash: _,
        }
        | Event::CaseResumed { app: _ }
        | Event::CaseBrought(CaseBrought { reference: _ })
        | Event::ProcessChanged(ProcessChange {
            script: _,
            version: _,
            script_hash: _,
        })
        | Event::EntryMissing
        | Event::CaseRepaired {
            kept: _,
            set_aside: _,
        }
        | Event::ClockChanged { minutes: _ }
        | Event::PersonAdded {
            person: _,
            details: _,
        }
        | Event::PersonChanged {
            person: _,
            details: _,
        }
        | Event::PersonRemoved { person: _ }
        | Event::WillingnessSaid {
            person: _,
            willing: _,
        }
        | Event::PresenceChanged {
            person: _,
            presence: _,
        }
        | Event::WithdrawalAnswered { person: _, step: _ }
        | Event::SessionStarted { number: _, kind: _ }
        | Event::TimeTyped { time: _ }
        | Event::StageIncluded {
            stage: _,
            included: _,
        }
        | Event::OrderChosen {
            order: _,
            chosen_by: _,
        }
        | Event::Moved { to: _ }
        | Event::DecisionMade {
            decision: _,
            outcome: _,
            by: _,
        }
        | Event::BreakStarted
        | Event::BreakEnded
        | Event::TimeOutStarted { with: _ }
        | Event::TimeOutEnded { end: _ }
        | Event::PrivateTimeStarted { stage: _ }
        | Event::CalledBackIn
        | Event::PrivateTimeEnded
        | Event::Kept {
            mark: _,
            kept: _,
            kept_for: _,
        }
        | Event::QuestionSettled { mark: _ }
        | Event::Struck { mark: _ }
        | Event::ItemRemoved { item: _ }
        | Event::ReviewSet { on: _ }
        | Event::Signed { person: _, how: _ }
        | Event::SessionAdjourned { until: _ }
        | Event::SessionResumed
        | Event::SessionEnded {
            outcome: _,
            change_method: _,
            notes_wait: _,
        }
        | Event::EndReasonGiven { reason: _ }
        | Event::Programme(
            ProgrammeEvent::OwnAnswerGiven {
                prompt: _,
                person: _,
                answer: _,
            }
            | ProgrammeEvent::CaughtUp {
                person: _,
                kind: _,
                session: _,
            },
        )
        | Event::Consent(
            ConsentEvent::Given {
                person: _,
                consent: _,
                how: _,
                on: _,
                by: _,
                review: _,
                settles: _,
            }
            | ConsentEvent::Withdrawn {
                person: _,
                consent: _,
                how: _,
                on: _,
                by: _,
                stops: _,
            },
        )
        | Event::WordsErased(_)
        | Event::TakenOut(_)
        | Event::Undone { events: _ }
        | Event::Redone { events: _ }
        | Event::Newer { kind: _, body: _ } => {}
    }
}

/// The words of an answer tell themselves who gave it.
fn of_answer(held: &Words) -> Whose {
    match &held.content {
        Some(Content::Answer {
            person,
            answer: _,
            change: _,
        }) => Whose::Of(*person),
        Some(Content::Text(_) | Content::Item(_)) | None => Whose::Nobody,
    }
}
