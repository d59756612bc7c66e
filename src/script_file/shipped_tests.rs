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

/// Words by which an answer or a check says that something is so, and what bears them out.
const SAYS_SO: [(&str, &str); 9] = [
    ("Looked at", "looked_at"),
    ("We looked", "looked_at"),
    ("stand as they were", "looked_at"),
    ("It stands as it was", "looked_at"),
    ("words were carried", "passed_on"),
    ("A change was offered, and goes back", "to_pass_on"),
    ("There are words to carry", "to_pass_on"),
    ("is ready to be read", "ready"),
    ("was read out", "read_out"),
];

/// Every answer and every check of a value that says one of these things without claiming it.
fn unclaimed(value: &Value, found: &mut Vec<String>) {
    let said = value.get("label").or_else(|| value.get("check"));
    if let Some(said) = said.and_then(Value::as_str) {
        let claims = value.get("claims").and_then(Value::as_str);
        let leads_on = value.get("then").and_then(Value::as_str) == Some("go_on");
        let mut known = SAYS_SO.iter().filter(|(words, _)| said.contains(words));
        if !leads_on && known.any(|(_, claim)| claims != Some(*claim)) {
            found.push(said.to_owned());
        }
    }
    match value {
        Value::Array(entries) => entries.iter().for_each(|entry| unclaimed(entry, found)),
        Value::Object(fields) => fields.values().for_each(|field| unclaimed(field, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn whatever_an_answer_says_is_so_it_claims() {
    for file in files("scripts") {
        let text = fs::read_to_string(project().join("scripts").join(&file)).unwrap();
        let script: Value = serde_json::from_str(&text).unwrap();
        let mut found = Vec::new();
        unclaimed(&script["sessions"], &mut found);
        assert_eq!(found, Vec::<String>::new(), "{file}");
    }
}
