//! What every story ends with: its cases and plans go out and come in again, unchanged.

use std::path::PathBuf;

use talking_piece::case::{Case, PlanField};
use talking_piece::cli::office::CabinetOffice;
use talking_piece::desk::{Cabinet, Imported};
use talking_piece::document::fingerprint::fingerprint;
use talking_piece::document::plan::{Plan, plan_of};
use talking_piece::store::{Home, Kind, list_cases, read_foreign_case, verify};

/// Checks the cases of a home when a story is over, and each time the program is begun again.
pub struct RoundTrip {
    cabinet: Cabinet,
}

impl RoundTrip {
    /// Of the cases in this cabinet.
    pub fn of(cabinet: &Cabinet) -> Self {
        Self {
            cabinet: cabinet.clone(),
        }
    }

    /// The home whose cases it looks at.
    pub fn home(&self) -> &Home {
        &self.cabinet.home
    }

    /// A fresh home on the same disk, as another computer has one.
    fn elsewhere(&self) -> Cabinet {
        let free = (1..).map(|number| {
            let name = format!("elsewhere {number}");
            self.cabinet.home.root().with_file_name(name)
        });
        let mut free = free.filter(|root: &PathBuf| self.cabinet.storage.identity(root).is_err());
        Cabinet {
            home: Home::at(free.next().expect("a free name")),
            ..self.cabinet.clone()
        }
    }

    fn check(&self, kind: Kind, reference: &str) {
        let read = self.cabinet.read(kind, reference).expect("a case");
        let practice = kind == Kind::Practice;
        let other = self.elsewhere();
        let folder = self.cabinet.folder(kind, reference).expect("a folder");
        let foreign = read_foreign_case(
            self.cabinet.storage.as_ref(),
            folder.path(),
            self.cabinet.home.ring(),
        );
        let foreign = foreign.expect("a folder that can be read");
        if read.case.is_private() {
            let refused = other.import(&foreign, &|| unreachable!());
            assert!(refused.is_err(), "nothing else is recorded in private time");
            return;
        }
        let imported = other.import(&foreign, &|| unreachable!("it is free"));
        let entries = (!read.case.is_one_sided()).then_some(foreign.scan.entries.len());
        assert_eq!(
            imported.expect("a case that comes in"),
            Imported::Brought {
                reference: reference.to_owned(),
                was: None,
                entries,
            }
        );
        let there = other.folder(kind, reference).expect("a folder");
        let found = verify(other.storage.as_ref(), &other.home, &there).expect("findings");
        assert!(found.is_sound());
        let came = other.read(kind, reference).expect("the case that came");
        assert_eq!(came.case.agreement, read.case.agreement);
        assert_eq!(came.case.marks, read.case.marks);
        let again = other.import(&foreign, &|| unreachable!("it is known"));
        let Ok(Imported::Known(compared)) = again else {
            panic!("the same case is brought in twice");
        };
        assert_eq!(compared.record.only_there.entries, 0);
        assert_eq!(compared.record.only_here.entries, 1, "that it was brought");
        let Some(plan) = plan_of(&read.case, practice) else {
            return;
        };
        assert_eq!(plan_of(&came.case, practice).as_ref(), Some(&plan));
        let bytes = plan.to_bytes().expect("JSON");
        let read_again = Plan::read(&bytes).expect("a plan");
        assert_eq!(read_again, plan);
        check_plan(self.elsewhere(), &read_again);
    }
}

/// A plan alone becomes a case that looks back on just what was agreed.
fn check_plan(home: Cabinet, plan: &Plan) {
    let office = CabinetOffice::new(home.clone());
    let brought = match office.bring_plan(plan, None) {
        Ok(brought) => brought,
        Err(problem) => panic!("{problem}"),
    };
    let kind = Kind::of(plan.practice);
    assert_eq!(brought.reference, plan.reference);
    let case = home.read(kind, &brought.reference).expect("a case").case;
    assert_same_agreement(&case, plan);
    let again = office.bring_plan(plan, None).err().expect("a refusal");
    assert!(again.what.contains("brought in before"), "{again}");
}

fn assert_same_agreement(case: &Case, plan: &Plan) {
    let from = case.agreement_brought_from().expect("where it is from");
    assert_eq!(from.reference, plan.reference);
    assert_eq!(from.fingerprint, fingerprint(plan));
    let (_, closed) = case.agreement.closings.last().expect("an agreement");
    assert!(closed.brought);
    let texts: Vec<&str> = closed
        .items
        .iter()
        .map(|item| item.draft.text.as_str())
        .collect();
    let wanted: Vec<&str> = plan.items.iter().map(|item| item.text.as_str()).collect();
    assert_eq!(texts, wanted);
    for (item, planned) in closed.items.iter().zip(&plan.items) {
        let (draft, dues) = (&item.draft, (&item.draft.due, &planned.due));
        assert_eq!(dues.0, dues.1);
        assert_eq!(draft.owner.len(), planned.owner.len());
        assert!(item.answers.is_empty(), "nobody answered here");
        let names: Vec<String> = draft.owner.iter().map(|party| named(case, party)).collect();
        let owners = planned.owner.iter();
        let wanted: Vec<String> = owners.map(|party| named_in(plan, party)).collect();
        assert_eq!(names, wanted);
    }
    let settled = |field| closed.settled.get(&field);
    assert_eq!(settled(PlanField::Purpose), plan.purpose.as_ref());
    assert_eq!(settled(PlanField::Contingency), plan.contingency.as_ref());
    assert_eq!(closed.review, plan.review);
}

fn named(case: &Case, party: &talking_piece::case::Party) -> String {
    match party {
        talking_piece::case::Party::Person(id) => case.name(*id),
        talking_piece::case::Party::Other(name) => name.clone(),
    }
}

fn named_in(plan: &Plan, party: &talking_piece::case::Party) -> String {
    match party {
        talking_piece::case::Party::Person(id) => plan.name(*id),
        talking_piece::case::Party::Other(name) => name.clone(),
    }
}

impl Drop for RoundTrip {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        for kind in [Kind::Case, Kind::Practice] {
            let (storage, home) = (self.cabinet.storage.as_ref(), &self.cabinet.home);
            for listing in list_cases(storage, home, kind, 0).expect("a list") {
                self.check(kind, &listing.reference);
            }
        }
    }
}
