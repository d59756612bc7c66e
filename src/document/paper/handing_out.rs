//! The papers that are wanted at the end of a meeting, each with the name of its file.

use super::{Paper, Print, agreement, copy};
use crate::case::{Case, PersonId};
use crate::document::copy::{Recipient, copy_for};
use crate::document::plan::{Plan, plan_of};
use crate::script::CopyForm;

/// The papers of the last closed agreement, the usual one first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOut {
    /// Reference of the case.
    pub reference: String,
    /// Whether the case is fictional.
    pub practice: bool,
    /// Which closing they are of.
    pub version: u16,
    /// The papers.
    pub papers: Vec<Named>,
}

/// A paper and the name of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name without an ending: reference, version and form, and nobody's name.
    pub stem: String,
    /// The paper.
    pub paper: Paper,
}

/// The agreement in every form of print, and a copy of their own for each person who gets one and
/// may not see the whole; nothing before an agreement was closed.
pub fn to_hand_out(case: &Case, practice: bool) -> Option<HandOut> {
    let plan = plan_of(case, practice)?;
    let script = case.agreement_script();
    let stem = |print| stem(&plan, print);
    let mut papers = Vec::new();
    for print in [Print::Usual, Print::Large, Print::EasyRead] {
        papers.push(Named {
            stem: stem(print),
            paper: agreement(case, practice, print)?,
        });
    }
    for settled in &plan.copies {
        let Some(form) = settled.form else {
            continue;
        };
        let copied = copy_for(&plan, script, &Recipient::Person(settled.to));
        if copied.left_out.is_empty() {
            continue;
        }
        let print = print_of(form);
        papers.push(Named {
            stem: for_person(&stem(print), settled.to),
            paper: copy(&copied, script, print),
        });
    }
    Some(HandOut {
        reference: plan.reference,
        practice,
        version: plan.version,
        papers,
    })
}

fn stem(plan: &Plan, print: Print) -> String {
    let form = match print {
        Print::Usual => "",
        Print::Large => "-large-print",
        Print::EasyRead => "-easy-read",
    };
    format!("{}-version-{}{form}", plan.reference, plan.version)
}

fn for_person(stem: &str, person: PersonId) -> String {
    format!("{stem}-for-{person}")
}

/// How a copy is set; one in another language or to be read aloud is printed as usual.
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
    use crate::case::Command;
    use crate::document::fixtures::{World, conference, conference_closed};

    const NAMES: [&str; 3] = ["Jay", "Mrs Shah", "Dee"];

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
            .run(Command::LimitCopy(PersonId(2), true));
        let hand_out = to_hand_out(&world.case, false).unwrap();
        let own = hand_out.papers.last().unwrap();
        assert_eq!(own.stem, "RC-0412-version-1-easy-read-for-P2");
        assert_eq!(own.paper.print, Print::EasyRead);
        assert!(
            own.paper
                .parts
                .iter()
                .any(|part| part.heading == "Left out of this copy")
        );
    }

    #[test]
    fn nothing_is_handed_out_before_an_agreement_was_closed() {
        assert!(to_hand_out(&World::new(conference()).case, false).is_none());
    }
}
