//! The table of the catalogue: every fault has its row, and every test that a row names is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// How many faults there are of each letter.
const FAULTS: [(char, usize); 10] = [
    ('A', 18),
    ('B', 20),
    ('C', 14),
    ('D', 15),
    ('E', 14),
    ('F', 19),
    ('G', 7),
    ('H', 9),
    ('I', 8),
    ('J', 9),
];

/// A row: which fault, and its last column.
type Row = (String, String);

fn rows() -> Vec<Row> {
    let page = fs::read_to_string("tests/README.md").expect("a readable file");
    let catalogue = page.split_once("## The catalogue").expect("a catalogue").1;
    let rows = catalogue.lines().filter_map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [fault, _, last] = cells[..] else {
            return None;
        };
        let is_row = fault.starts_with(|letter: char| letter.is_ascii_uppercase());
        is_row.then(|| (fault.to_owned(), last.to_owned()))
    });
    rows.collect()
}

/// The tests that a row names.
fn named(last: &str) -> impl Iterator<Item = &str> {
    last.split('`')
        .skip(1)
        .step_by(2)
        .filter(|name| name.contains("::"))
}

#[test]
fn every_fault_has_a_row_with_its_tests_or_with_the_reason_why_there_is_none() {
    let wanted: Vec<String> = FAULTS
        .iter()
        .flat_map(|(letter, most)| (1..=*most).map(move |number| format!("{letter}{number}")))
        .collect();
    assert_eq!(wanted.len(), 133);
    let rows = rows();
    let there: Vec<&String> = rows.iter().map(|(fault, _)| fault).collect();
    assert_eq!(there, wanted.iter().collect::<Vec<_>>());
    let mut proven = 0;
    for (fault, last) in &rows {
        let tests = named(last).count();
        assert!(
            tests > 0 || last.starts_with("not here"),
            "{fault} has neither test nor reason"
        );
        let numbered = named(last).filter(|name| number_in(name).as_ref() == Some(fault));
        assert!(
            tests == 0 || numbered.count() > 0,
            "no test of {fault} has its number in its name"
        );
        proven += usize::from(tests > 0);
    }
    println!("{proven} of {} faults have tests", rows.len());
}

#[test]
fn every_test_that_a_row_names_is_there() {
    let rows = rows();
    for (fault, last) in &rows {
        for name in named(last) {
            assert!(is_there(name), "{fault} names {name}");
        }
    }
    let page = fs::read_to_string("tests/README.md").expect("a readable file");
    let (before, _) = page.split_once("## The catalogue").expect("a catalogue");
    let controls = before
        .split_once("## Who tests the tests")
        .expect("controls")
        .1;
    for name in named(controls) {
        assert!(is_there(name), "the page names {name}");
    }
}

#[test]
fn a_test_that_has_a_number_in_its_name_stands_in_the_row_of_that_fault() {
    let rows = rows();
    let in_rows: BTreeSet<(String, &str)> = rows
        .iter()
        .flat_map(|(fault, last)| named(last).map(move |name| (fault.to_lowercase(), name)))
        .map(|(fault, name)| (fault, name.rsplit("::").next().unwrap_or(name)))
        .collect();
    for (name, number) in numbered_tests() {
        let known = in_rows.contains(&(number.clone(), name.as_str()));
        assert!(known, "{name} is not in the row of {number}");
    }
}

/// Whether a test is in the file that its path says.
fn is_there(name: &str) -> bool {
    let (modules, function) = name.rsplit_once("::").expect("a path");
    let (root, modules) = match modules.strip_prefix("it::") {
        Some(modules) => ("tests/it", modules),
        None => ("src", modules),
    };
    let path = format!("{root}/{}", modules.replace("::", "/"));
    // Tests of a small file stand in it, in a module of their own that the path leaves out.
    let files = [format!("{path}.rs"), format!("{path}/mod.rs")];
    let wanted = format!("fn {function}(");
    files
        .iter()
        .any(|file| fs::read_to_string(file).is_ok_and(|text| text.contains(&wanted)))
}

/// Every test whose name begins with a letter and a number, with the fault that it means.
fn numbered_tests() -> Vec<(String, String)> {
    let mut tests = Vec::new();
    let mut folders = vec![Path::new("src").to_owned(), Path::new("tests").to_owned()];
    while let Some(folder) = folders.pop() {
        for node in fs::read_dir(folder).expect("a folder").flatten() {
            let path = node.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("a readable file");
                tests.extend(text.lines().filter_map(numbered));
            }
        }
    }
    assert!(tests.len() > 80, "only {} tests have a number", tests.len());
    tests
}

fn numbered(line: &str) -> Option<(String, String)> {
    let name = line.trim_start().strip_prefix("fn ")?.split_once('(')?.0;
    let fault = number_in(name)?.to_lowercase();
    Some((name.to_owned(), fault))
}

/// The fault that the name of a test begins with, as the table writes it, such as `B3`.
fn number_in(path: &str) -> Option<String> {
    let name = path.rsplit("::").next()?;
    let (number, _) = name.split_once('_')?;
    let (letter, digits) = number.split_at_checked(1)?;
    let is_known = |(known, _): &(char, usize)| letter == known.to_lowercase().to_string();
    let is_one = FAULTS.iter().any(is_known) && digits.len() == 2;
    let digits: usize = digits.parse().ok().filter(|_| is_one)?;
    Some(format!("{}{digits}", letter.to_uppercase()))
}
