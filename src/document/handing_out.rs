//! The papers that are wanted at the end of a meeting, each with the name of its file.

use std::collections::BTreeMap;

use super::paper::{Paper, Print, agreement, copy};
use crate::case::{Case, PersonId};
use crate::document::copy::{Recipient, copy_for};
use crate::document::plan::{Plan, PlanCopy, plan_of};
use crate::document::translated::PaperWords;
use crate::script::{CopyForm, Script};

/// Every print, the usual one first.
const PRINTS: [Print; 3] = [Print::Usual, Print::Large, Print::EasyRead];

/// The papers of the last closed agreement, the usual one first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOut {
    /// Reference of the case.
    pub reference: String,
    /// Whether the case is fictional.
    pub practice: bool,
    /// Which closing they are of; 0 for forms that are still blank.
    pub version: u16,
    /// The papers.
    pub papers: Vec<Named>,
    /// Whether they are to be printed: plain files, where a person finds them, and never in the
    /// folder of their case.
    pub to_print: bool,
}

impl HandOut {
    /// The same, to be printed.
    pub fn to_print(self) -> Self {
        Self {
            to_print: true,
            ..self
        }
    }

    /// Whether words of the case stand in them.
    pub fn holds_words(&self) -> bool {
        self.version > 0
    }
}

/// In which form a paper is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaperForm {
    /// How it is set.
    pub print: Print,
    /// Another language, as its tag; the script's own where none is named.
    pub language: Option<String>,
}

/// A paper and the name of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name without an ending: reference, version and form, and nobody's name.
    pub stem: String,
    /// The paper.
    pub paper: Paper,
    /// The language that it is to be put into, where that is another one than it stands in.
    pub language: Option<String>,
    /// Whom alone it is for; nobody where it holds the whole.
    pub meant_for: Option<PersonId>,
}

/// Other languages in which the agreement of a script can be had, each with its name in itself:
/// those of the script, and those that the program has words of papers in.
pub fn languages(script: &Script) -> BTreeMap<String, String> {
    let mut languages = script.languages.clone();
    for (tag, name) in PaperWords::languages() {
        languages.entry(tag.to_owned()).or_insert(name);
    }
    languages.remove(&script.language);
    languages
}

/// Every form in which the agreement can be had: each print, in the script's own language and in
/// each other one.
pub fn forms(script: &Script) -> Vec<PaperForm> {
    let others = languages(script).into_keys().map(Some);
    let languages = std::iter::once(None).chain(others);
    let in_prints = languages.flat_map(|language| {
        PRINTS.map(|print| PaperForm {
            print,
            language: language.clone(),
        })
    });
    in_prints.collect()
}

/// The agreement in one form; nothing before one was closed.
pub fn in_form(case: &Case, practice: bool, form: &PaperForm) -> Option<HandOut> {
    let plan = plan_of(case, practice)?;
    let papers = vec![named(case, &plan, form)?];
    Some(HandOut {
        reference: plan.reference,
        practice,
        version: plan.version,
        papers,
        to_print: false,
    })
}

fn named(case: &Case, plan: &Plan, form: &PaperForm) -> Option<Named> {
    Some(Named {
        stem: stem(plan, form),
        paper: agreement(case, plan.practice, form.print)?,
        language: form.language.clone(),
        meant_for: None,
    })
}

/// The agreement in every form of print, in each other language where somebody gets a translated
/// copy, and a copy of their own for each person who gets one and may not see the
/// whole; nothing before an agreement was closed.
pub fn to_hand_out(case: &Case, practice: bool) -> Option<HandOut> {
    let plan = plan_of(case, practice)?;
    let script = case.agreement_script();
    let in_own_language = |print| PaperForm {
        print,
        language: None,
    };
    let mut papers = Vec::new();
    for print in PRINTS {
        papers.push(named(case, &plan, &in_own_language(print))?);
    }
    let is_translated = |copy: &PlanCopy| copy.form == Some(CopyForm::Translated);
    if plan.copies.iter().any(is_translated) {
        for form in translated(script) {
            papers.push(named(case, &plan, &form)?);
        }
    }
    for settled in &plan.copies {
        let Some(form) = settled.form else {
            continue;
        };
        let copied = copy_for(&plan, script, &Recipient::Person(settled.to));
        if copied.left_out.is_empty() {
            continue;
        }
        let mut forms = vec![in_own_language(print_of(form))];
        if is_translated(settled) {
            forms.extend(translated(script));
        }
        papers.extend(forms.into_iter().map(|form| Named {
            stem: for_person(&stem(&plan, &form), settled.to),
            paper: copy(&copied, script, form.print),
            language: form.language,
            meant_for: Some(settled.to),
        }));
    }
    Some(HandOut {
        reference: plan.reference,
        practice,
        version: plan.version,
        papers,
        to_print: false,
    })
}

/// The usual print in each other language of the script. Which other one somebody reads, nobody
/// wrote down: languages that only papers have words of are asked for one by one.
fn translated(script: &Script) -> Vec<PaperForm> {
    let has = |tag: &String| script.languages.contains_key(tag);
    let forms = forms(script).into_iter();
    let translated =
        forms.filter(|form| form.print == Print::Usual && form.language.as_ref().is_some_and(has));
    translated.collect()
}

fn stem(plan: &Plan, form: &PaperForm) -> String {
    let print = match form.print {
        Print::Usual => "",
        Print::Large => "-large-print",
        Print::EasyRead => "-easy-read",
    };
    let language = form.language.as_ref();
    let language = language.map_or_else(String::new, |tag| format!("-{tag}"));
    format!(
        "{}-version-{}{print}{language}",
        plan.reference, plan.version
    )
}

fn for_person(stem: &str, person: PersonId) -> String {
    format!("{stem}-for-{person}")
}

/// How a copy is set; one to be read aloud is printed as usual, and so is one in another language
/// where the script has none.
fn print_of(form: CopyForm) -> Print {
    match form {
        CopyForm::LargePrint => Print::Large,
        CopyForm::EasyRead => Print::EasyRead,
        CopyForm::Print | CopyForm::Translated | CopyForm::ReadAloud => Print::Usual,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Command, CopyLimit};
    use crate::document::fixtures::{World, conference, conference_closed};

    const NAMES: [&str; 3] = ["Jay", "Mrs Shah", "Dee"];

    fn own_part(person: u16) -> Command {
        let limit = CopyLimit {
            own_part: true,
            ..CopyLimit::default()
        };
        Command::LimitCopy(PersonId(person), limit)
    }

    fn stems(hand_out: &HandOut) -> Vec<&str> {
        hand_out
            .papers
            .iter()
            .map(|one| one.stem.as_str())
            .collect()
    }

    #[test]
    fn j07_the_agreement_is_handed_out_in_every_print_under_names_that_name_nobody() {
        let case = conference_closed(NAMES).case;
        let hand_out = to_hand_out(&case, false).unwrap();
        assert_eq!(
            stems(&hand_out),
            [
                "RC-0412-version-1",
                "RC-0412-version-1-large-print",
                "RC-0412-version-1-easy-read"
            ]
        );
        for (named, print) in hand_out.papers.iter().zip([Print::Usual, Print::Large]) {
            assert_eq!(Some(&named.paper), agreement(&case, false, print).as_ref());
        }
    }

    #[test]
    fn whoever_gets_only_their_part_has_a_paper_of_their_own_in_the_form_they_chose() {
        let mut world = conference_closed(NAMES);
        world
            .run(Command::SettleCopy(PersonId(2), Some(CopyForm::EasyRead)))
            .run(own_part(2));
        let hand_out = to_hand_out(&world.case, false).unwrap();
        let own = hand_out.papers.last().unwrap();
        assert_eq!(own.stem, "RC-0412-version-1-easy-read-for-P2");
        assert_eq!(own.meant_for, Some(PersonId(2)));
        let whole = &hand_out.papers[..hand_out.papers.len() - 1];
        assert!(whole.iter().all(|named| named.meant_for.is_none()));
        assert_eq!(own.paper.print, Print::EasyRead);
        assert!(
            own.paper
                .parts
                .iter()
                .any(|part| part.heading == "Left out of this copy")
        );
    }

    /// The conference, with a script that has another language.
    fn in_two_languages() -> World {
        let mut world = conference_closed(NAMES);
        let mut script = (*world.case.script).clone();
        script
            .languages
            .insert("cy".to_owned(), "Cymraeg".to_owned());
        script.agreement.copies.push(CopyForm::Translated);
        let script = std::sync::Arc::new(script);
        world.case.script = script.clone();
        if let Some(session) = &mut world.case.session {
            session.script = script;
        }
        world
    }

    #[test]
    fn the_agreement_can_be_had_in_every_print_and_language_of_its_script() {
        let case = in_two_languages().case;
        let forms = forms(&case.script);
        assert_eq!(forms.len(), 6);
        assert_eq!(forms[0], PaperForm::default());
        let one = in_form(&case, false, &forms[4]).unwrap();
        assert_eq!(stems(&one), ["RC-0412-version-1-large-print-cy"]);
        assert_eq!(one.papers[0].language.as_deref(), Some("cy"));
        assert_eq!(one.papers[0].paper.print, Print::Large);
    }

    #[test]
    fn whoever_gets_a_copy_in_another_language_has_one_beside_the_others() {
        let mut world = in_two_languages();
        world.run(Command::SettleCopy(PersonId(2), Some(CopyForm::Translated)));
        let whole = to_hand_out(&world.case, false).unwrap();
        let last = whole.papers.last().unwrap();
        assert_eq!(last.stem, "RC-0412-version-1-cy");
        assert_eq!(last.language.as_deref(), Some("cy"));
        world.run(own_part(2));
        let whole = to_hand_out(&world.case, false).unwrap();
        assert!(stems(&whole).contains(&"RC-0412-version-1-cy-for-P2"));
    }

    #[test]
    fn nothing_is_handed_out_before_an_agreement_was_closed() {
        assert!(to_hand_out(&World::new(conference()).case, false).is_none());
    }
}
