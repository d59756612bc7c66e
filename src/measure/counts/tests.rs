//! What counts tell, and that nothing can be worked out of them.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::script::{EvaluationId, Scale, StatementId};

/// A form of one statement.
fn form() -> Evaluation {
    let text = include_str!("../../../scripts/evaluations/after-the-meeting.json");
    let mut form: Evaluation = serde_json::from_str(text).unwrap();
    form.statements.truncate(1);
    form.scale = Scale::FivePoints;
    form
}

fn forms(year: i32, kind: RoleKind, answers: &[(Ticked, usize)]) -> Vec<FilledForm> {
    let id: StatementId = form().statements[0].id.clone();
    let each = answers.iter().flat_map(|(answer, count)| {
        let one = FilledForm {
            form: EvaluationId::new("after-the-meeting"),
            version: 1,
            year,
            kind,
            answers: BTreeMap::from([(id.clone(), *answer)]),
        };
        std::iter::repeat_n(one, *count)
    });
    each.collect()
}

fn harmed(answers: &[(Ticked, usize)]) -> Vec<FilledForm> {
    forms(2026, RoleKind::Harmed, answers)
}

#[test]
fn nothing_at_all_is_told_of_fewer_than_five_forms() {
    let four = harmed(&[(Ticked::Agree, 4)]);
    let table = count(&form(), &four, By::Kind, LEAST);
    assert_eq!(table.forms, None);
    assert!(table.rows.is_empty() && table.groups.is_empty());
    assert!(!has_enough(&form(), &four, LEAST));
    // A smaller number cannot be asked for.
    assert_eq!(count(&form(), &four, By::Kind, 1).forms, None);
}

#[test]
fn does_not_apply_is_no_answer() {
    let some = harmed(&[
        (Ticked::AgreeStrongly, 4),
        (Ticked::Agree, 3),
        (Ticked::Neither, 3),
        (Ticked::DisagreeStrongly, 3),
        (Ticked::DoesNotApply, 9),
    ]);
    let table = count(&form(), &some, By::Kind, LEAST);
    assert_eq!(table.forms, Some(22));
    let told = Told::Counted { good: 7, of: 13 };
    assert_eq!(table.rows[0].all, told);
    assert_eq!(table.rows[0].groups, [told]);
}

#[test]
fn where_all_but_a_few_agree_it_is_not_told_how_many_did_not() {
    let told = |good, other| {
        let some = harmed(&[(Ticked::Agree, good), (Ticked::Disagree, other)]);
        count(&form(), &some, By::Kind, LEAST).rows[0].all
    };
    assert_eq!(told(19, 1), Told::Nearly(20));
    assert_eq!(told(20, 0), Told::Nearly(20));
    assert_eq!(told(2, 18), Told::Hardly(20));
    // Of nine it would tell too much.
    assert_eq!(told(8, 1), Told::Answered(9));
    assert_eq!(told(5, 5), Told::Counted { good: 5, of: 10 });
}

#[test]
fn a_small_group_takes_another_along_so_that_it_cannot_be_subtracted() {
    let mut some = harmed(&[(Ticked::Agree, 12), (Ticked::Disagree, 8)]);
    some.extend(forms(
        2026,
        RoleKind::Supporter,
        &[(Ticked::Agree, 6), (Ticked::Disagree, 6)],
    ));
    some.extend(forms(2026, RoleKind::Responsible, &[(Ticked::Agree, 2)]));
    let table = count(&form(), &some, By::Kind, LEAST);
    let kept = [
        Told::Counted { good: 12, of: 20 },
        Told::KeptBack,
        Told::KeptBack,
    ];
    assert_eq!(table.rows[0].all, Told::Counted { good: 20, of: 34 });
    assert_eq!(table.rows[0].groups, kept);
}

#[test]
fn years_stand_beside_each_other() {
    let answers = [(Ticked::Agree, 6), (Ticked::Disagree, 5)];
    let mut some = forms(2026, RoleKind::Family, &answers);
    some.extend(forms(2027, RoleKind::Child, &answers));
    let table = count(&form(), &some, By::Year, LEAST);
    assert_eq!(table.groups, [Group::Year(2026), Group::Year(2027)]);
    assert_eq!(table.rows[0].groups, [Told::Counted { good: 6, of: 11 }; 2]);
}

/// Whoever knows how this works tries every number of answers that would come out alike: where a
/// part is small, there is always another that it could be.
#[test]
fn no_small_number_can_be_worked_out_of_what_is_told() {
    let pairs =
        |most: usize| (0..=most).flat_map(|of| (0..=of).map(move |good| Tally { good, of }));
    let mut alike: BTreeMap<String, Vec<Vec<Tally>>> = BTreeMap::new();
    for first in pairs(12) {
        for second in pairs(12) {
            let tallies = vec![first, second];
            let told = row(&tallies, LEAST);
            alike.entry(key(&told)).or_default().push(tallies);
        }
    }
    for first in pairs(6) {
        for second in pairs(6) {
            for third in pairs(6) {
                let tallies = vec![first, second, third];
                let told = row(&tallies, LEAST);
                alike.entry(key(&told)).or_default().push(tallies);
            }
        }
    }
    for (told, ways) in alike {
        for place in 0..ways[0].len() {
            for part in [|tally: &Tally| tally.good, |tally: &Tally| tally.other()] {
                let could_be: BTreeSet<usize> = ways.iter().map(|way| part(&way[place])).collect();
                let known = could_be.first().filter(|_| could_be.len() == 1);
                assert!(known.is_none_or(|known| *known >= LEAST), "{told}");
            }
        }
    }
}

fn key(row: &Row) -> String {
    let told = |told: &Told| match told {
        Told::KeptBack => "-".to_owned(),
        Told::Answered(of) => format!("{of}"),
        Told::Nearly(of) => format!("+{of}"),
        Told::Hardly(of) => format!("~{of}"),
        Told::Counted { good, of } => format!("{good}/{of}"),
    };
    let groups: Vec<String> = row.groups.iter().map(told).collect();
    format!("{} of {}", groups.join(" "), told(&row.all))
}
