//! The questions of each sheet, with the answers that are recorded so far.

use chrono::{Days, NaiveDate};

use crate::case::spoken_date::spell_out;
use crate::case::{Case, PersonId, PlanField, SpokenDate, Words};
use crate::desk::{Draft, DraftFor};
use crate::script::RoleKind;
use crate::tui::model::told_apart;
use crate::tui::widget::{DateReply, Question, Reply};

/// What one question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    Opening,
    LedBy,
    Child,
    ChildWords,
    Given,
    ReadOut,
    Field(PlanField),
    Review,
}

pub(super) fn opening(case: &Case) -> Vec<(About, Question)> {
    let (words, led_by) = case.opening.clone().unwrap_or_default();
    let place = case
        .people_shown()
        .position(|person| Some(person.id) == led_by);
    let mut options = vec!["nobody in particular".to_owned()];
    options.extend(
        case.people_shown()
            .map(|person| told_apart(case, person.id)),
    );
    let led = Reply::Choice {
        options,
        chosen: Some(place.map_or(0, |place| place + 1)),
    };
    let hint = "A prayer, a song, a candle, food first: whatever people chose.";
    let words = Question::new("How do people wish to open?", Reply::words(&words)).hinted(hint);
    let led = Question::new("Who leads it?", led);
    vec![(About::Opening, words), (About::LedBy, led)]
}

/// `unfinished` holds what was half-typed before, and what was answered about it.
pub(super) fn child_words(case: &Case, unfinished: &Draft) -> Vec<(About, Question)> {
    let children = children(case);
    let names: Vec<String> = children.iter().map(|id| told_apart(case, *id)).collect();
    let spoken = unfinished.spoken();
    let child = spoken.and_then(|spoken| spoken.child);
    let child = children.iter().position(|id| Some(*id) == child);
    let mut asked = Vec::new();
    if names.len() > 1 {
        let reply = Reply::Choice {
            options: names,
            chosen: Some(child.unwrap_or(0)),
        };
        asked.push((About::Child, Question::new("Whose words are these?", reply)));
    }
    let yes_or_no = Reply::Choice {
        options: vec!["yes, read out".to_owned(), "no, not read out".to_owned()],
        chosen: spoken.map(|spoken| usize::from(!spoken.read_out)),
    };
    let words = Question::new(
        "What are the words, exactly as they were given?",
        Reply::half_typed_words(&unfinished.text_for(DraftFor::ChildWords)),
    )
    .hinted("They are kept as they are and cannot be changed afterwards.");
    let given = spoken.map_or("spoken", |spoken| spoken.given.as_str());
    let given = Question::new("How were they given?", Reply::words(given))
        .hinted("Spoken, drawn, in a letter, through somebody else.");
    let out = Question::new("Are they to be read out?", yes_or_no);
    asked.push((About::ChildWords, words));
    asked.push((About::Given, given));
    asked.push((About::ReadOut, out));
    asked
}

pub(super) fn plan(case: &Case, today: NaiveDate) -> Vec<(About, Question)> {
    let rules = &case.script.agreement;
    let asks = [
        (PlanField::Purpose, None),
        (PlanField::Contingency, rules.contingency.as_ref()),
        (PlanField::Lead, rules.lead.as_ref()),
        (PlanField::IfNotKept, rules.if_not_kept.as_ref()),
    ];
    let mut asked = Vec::new();
    for (field, question) in asks {
        if !case.asks_for(field) {
            continue;
        }
        let standing = case.agreement.settled.get(&field).and_then(Words::text);
        let ask = question.map_or("What is this for, in your own words?", |question| {
            question.ask.as_str()
        });
        let ask = case.fill(ask, None);
        let required = question.is_some_and(|question| question.required);
        let hint = if required {
            "To be answered before closing; \"none\" is an answer too."
        } else {
            ""
        };
        let reply = Reply::words(standing.unwrap_or_default());
        asked.push((About::Field(field), Question::new(&ask, reply).hinted(hint)));
    }
    if let Some(review) = &rules.review {
        let standing = case.agreement.review.map(|on| SpokenDate {
            on,
            said: spell_out(on),
        });
        let weeks = review.after_weeks;
        let suggested = today.checked_add_days(Days::new(u64::from(weeks) * 7));
        let hint = suggested.map_or_else(String::new, |on| {
            let weeks = match weeks {
                1 => "a week".to_owned(),
                weeks => format!("{weeks} weeks"),
            };
            let needed = if review.required {
                "To be answered before closing. "
            } else {
                ""
            };
            format!("{needed}Often in {weeks}: {}.", spell_out(on))
        });
        let reply = Reply::Date(DateReply::new(standing));
        asked.push((
            About::Review,
            Question::new(case.fill(&review.ask, None), reply).hinted(hint),
        ));
    }
    asked
}

pub(super) fn children(case: &Case) -> Vec<PersonId> {
    let people = case.people_shown().map(|person| person.id);
    people
        .filter(|id| case.holds_kind(*id, &[RoleKind::Child]))
        .collect()
}
