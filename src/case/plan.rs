//! What belongs to the meeting and the plan as a whole: ground rules, opening,
//! bottom lines, questions, the child's words, plan fields, the review.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::closing::check_room;
use super::marking::{check_length, names_nobody, words_of};
use super::{
    BottomLineId, Case, ChildWords, Event, Now, PersonId, PlanField, QuestionId, Refusal, Words,
};
use crate::script::RoleKind;

/// A child's words as an event holds them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildSpoke {
    /// The child.
    pub child: PersonId,
    /// Their words, exactly.
    pub words: String,
    /// How they were given: spoken, a letter, a drawing, by an advocate.
    pub given: String,
    /// Whether the child wants them read out.
    pub read_out: bool,
}

type Answered = Result<Vec<Event>, Refusal>;

pub(super) fn agree_ground_rule(case: &Case, rule: &str) -> Answered {
    case.running()?;
    let rule = trimmed(rule)?;
    if case.ground_rules.contains(&rule) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::GroundRuleAgreed { rule }])
}

pub(super) fn choose_opening(case: &Case, opening: &str, led_by: Option<PersonId>) -> Answered {
    if led_by.is_some_and(|id| case.person(id).is_none()) {
        return Err(Refusal::NoSuchPerson);
    }
    let opening = trimmed(opening)?;
    if case.opening.as_ref() == Some(&(opening.clone(), led_by)) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::OpeningChosen { opening, led_by }])
}

pub(super) fn set_bottom_line(case: &Case, line: Option<BottomLineId>, text: &str) -> Answered {
    if !case.script.agreement.bottom_lines {
        return Err(Refusal::NotAskedByScript);
    }
    let standing = match line {
        Some(line) => Some(case.bottom_lines.get(&line).ok_or(Refusal::NotInScript)?),
        None => None,
    };
    let Some(text) = new_text(case, standing, text)? else {
        return Ok(Vec::new());
    };
    let highest = case.history.iter().filter_map(|recorded| {
        if let Event::BottomLineSet { line, .. } = recorded.event {
            Some(line.0)
        } else {
            None
        }
    });
    let highest = highest.max().unwrap_or(0).max(case.carrying.given.lines);
    let line = line.unwrap_or(BottomLineId(highest + 1));
    Ok(vec![Event::BottomLineSet { line, text }])
}

pub(super) fn set_question(case: &Case, question: Option<QuestionId>, text: &str) -> Answered {
    if !case.script.agreement.agreed_questions {
        return Err(Refusal::NotAskedByScript);
    }
    let standing = match question {
        Some(question) => Some(case.questions.get(&question).ok_or(Refusal::NotInScript)?),
        None => None,
    };
    let Some(text) = new_text(case, standing, text)? else {
        return Ok(Vec::new());
    };
    let highest = case.history.iter().filter_map(|recorded| {
        if let Event::QuestionSet { question, .. } = recorded.event {
            Some(question.0)
        } else {
            None
        }
    });
    let highest = highest
        .max()
        .unwrap_or(0)
        .max(case.carrying.given.questions);
    let question = question.unwrap_or(QuestionId(highest + 1));
    Ok(vec![Event::QuestionSet { question, text }])
}

/// The text to set, or nothing where it stands there already. Empty text takes
/// a standing one off; its number is not given again, so that no item can come
/// to mean another one. A closed plan was tested against these, so they are
/// closed with it.
fn new_text(case: &Case, standing: Option<&String>, text: &str) -> Result<Option<String>, Refusal> {
    if case.agreement.closed {
        return Err(Refusal::AgreementClosed);
    }
    match standing {
        Some(_) if text.trim().is_empty() => Ok(Some(String::new())),
        Some(standing) => {
            let text = trimmed(text)?;
            Ok((standing != &text).then_some(text))
        }
        None => trimmed(text).map(Some),
    }
}

/// Words are taken exactly as they are, spaces included; what was taken down
/// stays, and there is no command that changes it.
pub(super) fn take_child_words(
    case: &Case,
    child: PersonId,
    words: String,
    given: &str,
    read_out: bool,
) -> Answered {
    if !case.script.agreement.child_words {
        return Err(Refusal::NotAskedByScript);
    }
    case.person(child).ok_or(Refusal::NoSuchPerson)?;
    if !case.holds_kind(child, &[RoleKind::Child]) {
        return Err(Refusal::NotAChild(child));
    }
    check_length(&words)?;
    let given = trimmed(given)?;
    Ok(vec![Event::ChildSpoke(ChildSpoke {
        child,
        words,
        given,
        read_out,
    })])
}

pub(super) fn set_field(case: &Case, field: PlanField, text: Option<String>) -> Answered {
    if !case.asks_for(field) {
        return Err(Refusal::NotAskedByScript);
    }
    case.agreement_may_change()?;
    let standing = case.agreement.settled.get(&field);
    let text = text.filter(|text| !text.trim().is_empty());
    let asks_who = matches!(field, PlanField::Lead | PlanField::IfNotKept);
    if asks_who && text.as_deref().is_some_and(names_nobody) {
        return Err(Refusal::NamesNobody);
    }
    let same =
        standing.is_some() == text.is_some() && standing.and_then(Words::text) == text.as_deref();
    if same {
        return Ok(Vec::new());
    }
    check_room(case, &text, &standing.and_then(Words::text))?;
    let words = text.map(|text| words_of(case, text)).transpose()?;
    Ok(vec![Event::PlanFieldSet { field, words }])
}

pub(super) fn set_review(case: &Case, on: Option<NaiveDate>, now: Now) -> Answered {
    if case.script.agreement.review.is_none() {
        return Err(Refusal::NotAskedByScript);
    }
    case.agreement_may_change()?;
    if case.agreement.review == on {
        return Ok(Vec::new());
    }
    if on.is_some_and(|on| on < now.wall.date_naive()) {
        return Err(Refusal::DateInThePast);
    }
    Ok(vec![Event::ReviewSet { on }])
}

impl Case {
    /// Whether the script asks for something about the plan as a whole; what it is for always may be said.
    pub fn asks_for(&self, field: PlanField) -> bool {
        let rules = &self.script.agreement;
        match field {
            PlanField::Purpose => true,
            PlanField::Contingency => rules.contingency.is_some(),
            PlanField::Lead => rules.lead.is_some(),
            PlanField::IfNotKept => rules.if_not_kept.is_some(),
        }
    }
}

fn trimmed(text: &str) -> Result<String, Refusal> {
    check_length(text)?;
    Ok(text.trim().to_owned())
}

pub(super) fn bottom_line_set(case: &mut Case, line: BottomLineId, text: &str) {
    if text.is_empty() {
        case.bottom_lines.remove(&line);
    } else {
        case.bottom_lines.insert(line, text.to_owned());
    }
}

pub(super) fn question_set(case: &mut Case, question: QuestionId, text: &str) {
    if text.is_empty() {
        case.questions.remove(&question);
    } else {
        case.questions.insert(question, text.to_owned());
    }
}

pub(super) fn child_spoke(case: &mut Case, at: Now, spoken: &ChildSpoke) {
    case.child_words.push(ChildWords {
        at,
        child: spoken.child,
        words: spoken.words.clone(),
        given: spoken.given.clone(),
        read_out: spoken.read_out,
    });
}

pub(super) fn field_set(case: &mut Case, field: PlanField, words: Option<&Words>) {
    match words {
        Some(words) => case.agreement.settled.insert(field, words.clone()),
        None => case.agreement.settled.remove(&field),
    };
}
