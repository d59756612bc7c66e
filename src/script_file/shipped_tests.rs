//! Keeps the list of what is inside the program in step with the folder `scripts`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

const BEGINNING: &str = include_str!("shipped.rs");

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_list_of_shipped_files_is_the_folder() {
    let scripts = ["id", "version", "title", "summary", "language"];
    let cases = ["id", "title", "script", "story"];
    let first = BEGINNING.find("/// Conference scripts, by").unwrap();
    let made = [
        BEGINNING[..first].trim_end().to_owned() + "\n",
        list(
            "SCRIPTS",
            "ShippedScript",
            "Conference scripts",
            "scripts",
            &scripts,
        ),
        list(
            "CASES",
            "ShippedCase",
            "Practice cases",
            "scripts/practice",
            &cases,
        ),
        list("RULES", "", "Rule sets", "scripts/rules", &[]),
        list(
            "EVALUATIONS",
            "",
            "Evaluation forms",
            "scripts/evaluations",
            &[],
        ),
        list("RETENTION", "", "Retention rules", "scripts/retention", &[]),
    ]
    .join("\n");
    let path = project().join("src/script_file/shipped.rs");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, made).unwrap();
        return;
    }
    assert_eq!(
        made,
        fs::read_to_string(path).unwrap(),
        "run the tests once with UPDATE=1"
    );
}

/// One list: a row for each file of a folder, with some of its fields.
fn list(name: &str, kind: &str, about: &str, folder: &str, fields: &[&str]) -> String {
    let row_kind = if kind.is_empty() {
        "(&str, &str)"
    } else {
        kind
    };
    let (mut rows, mut texts) = (String::new(), String::new());
    for (number, file) in files(folder).into_iter().enumerate() {
        let text = fs::read_to_string(project().join(folder).join(&file)).unwrap();
        let text_of = ["include_str!(\"../../", folder, "/", &file, "\")"].concat();
        if kind.is_empty() {
            writeln!(rows, "    ({file:?}, {text_of}),").unwrap();
            continue;
        }
        let value: Value = serde_json::from_str(&text).unwrap();
        let mut row = format!("    {kind} {{ file: {file:?}, ");
        for field in fields {
            let words = value[field].as_str();
            let words =
                words.map_or_else(|| value[field].to_string(), |words| format!("{words:?}"));
            write!(row, "{field}: {words}, ").unwrap();
        }
        writeln!(rows, "{row}text: &{name}_TEXTS[{number}] }},").unwrap();
        writeln!(texts, "    {text_of},").unwrap();
    }
    let mut made = format!(
        "/// {about}, by file name.\n#[rustfmt::skip]\npub(super) static {name}: &[{row_kind}] = &[\n{rows}];\n"
    );
    if !texts.is_empty() {
        let count = texts.lines().count();
        write!(
            made,
            "\n#[rustfmt::skip]\nstatic {name}_TEXTS: [&str; {count}] = [\n{texts}];\n"
        )
        .unwrap();
    }
    made
}

fn files(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(project().join(folder)).into_iter().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| {
            Path::new(name)
                .extension()
                .is_some_and(|ending| ending == "json")
        })
        .collect();
    names.sort();
    names
}

#[test]
fn a_talk_on_the_spot_has_eight_screens_at_most() {
    let text = include_str!("../../scripts/police-level-1.json");
    let script: Value = serde_json::from_str(text).unwrap();
    for session in script["sessions"].as_array().unwrap() {
        let stages = session["stages"].as_array().unwrap().iter();
        let prompts = stages.map(|stage| stage["prompts"].as_array().unwrap().len());
        let screens: usize = prompts.sum();
        assert!((1..=8).contains(&screens), "{screens}");
    }
}
