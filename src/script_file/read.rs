//! Reads a script, or says everything that is wrong with it.

use std::collections::HashSet;
use std::io::{self, Read as _};
use std::ops::Range;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::script::check::{Finding, Path};
use crate::script::{self, EvaluationId, RuleSetId, Script};

use super::ast;
use super::quick::{self, Plans};
use super::report::{FAULT, FaultKind, Report, ScriptFaults};
use super::schema::Schema;
use super::shape;
use super::text::{self, MAXIMUM_BYTES, TextFault};
use super::words::quoted;

/// A script that can be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The script, with its texts cleaned.
    pub script: Script,
    /// What its author should look at; empty most of the time.
    pub warnings: Report,
    /// How many hidden characters were taken out of its texts.
    pub removed_characters: usize,
}

/// Reads a script from the bytes of a file; `source_name` is what messages call it.
///
/// At most [`MAXIMUM_BYTES`], UTF-8 with or without a byte order mark, any line
/// ends. Never panics, whatever the bytes.
///
/// # Errors
/// Every fault at once, in the order of the text. A text that is no JSON has
/// one fault, at the first place that makes no sense.
pub fn read(bytes: &[u8], source_name: &str) -> Result<Read, ScriptFaults> {
    let document = read_document(bytes, source_name, Schema::script(), script::check::check)?;
    Ok(Read {
        script: document.value,
        warnings: document.warnings,
        removed_characters: document.removed,
    })
}

/// Reads a script, and also finds fault with rule sets and evaluation forms that it names and
/// nobody knows.
///
/// # Errors
/// As [`read`].
pub fn read_knowing(
    bytes: &[u8],
    source_name: &str,
    is_known: impl Fn(&RuleSetId) -> bool,
    is_known_form: impl Fn(&EvaluationId) -> bool,
) -> Result<Read, ScriptFaults> {
    let check = |script: &Script| {
        let mut findings = script::check::check(script);
        let rules = script.rules.iter().enumerate();
        findings.extend(rules.filter(|(_, set)| !is_known(set)).map(|(index, set)| {
            Finding::fault(
                Path::root().field("rules").entry(index),
                format!("There is no set of rules named {}.", quoted(set.as_str())),
                "See `talking-piece rules list` for those that there are.",
            )
        }));
        let forms = script.evaluations.iter().enumerate();
        let unknown = forms.filter(|(_, form)| !is_known_form(form));
        findings.extend(unknown.map(|(index, form)| {
            Finding::fault(
                Path::root().field("evaluations").entry(index),
                format!(
                    "There is no evaluation form named {}.",
                    quoted(form.as_str())
                ),
                "See `talking-piece evaluation list` for those that there are.",
            )
        }));
        findings
    };
    let document = read_document(bytes, source_name, Schema::script(), check)?;
    Ok(Read {
        script: document.value,
        warnings: document.warnings,
        removed_characters: document.removed,
    })
}

/// Reads a script from an open file, and no more of it than a script may have.
///
/// # Errors
/// The outer error is the file's own; the inner one is about what it says.
pub fn read_from(file: impl io::Read, source_name: &str) -> io::Result<Result<Read, ScriptFaults>> {
    let one_too_many = u64::try_from(MAXIMUM_BYTES + 1).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    file.take(one_too_many).read_to_end(&mut bytes)?;
    Ok(read(&bytes, source_name))
}

pub(super) struct Document<T> {
    pub value: T,
    pub warnings: Report,
    pub removed: usize,
}

/// What is wrong, without its place in a text that nobody has seen.
fn without_place(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    told.strip_suffix(&place).unwrap_or(&told).to_owned()
}

pub(super) fn read_document<T: DeserializeOwned>(
    bytes: &[u8],
    source_name: &str,
    schema: &'static Schema,
    check: impl Fn(&T) -> Vec<Finding>,
) -> Result<Document<T>, ScriptFaults> {
    let text = text::as_text(bytes)
        .map_err(|fault| refuse_text(Report::new(source_name, ""), &fault, schema.subject()))?;
    let sound = quick::read(text, Plans::of(schema)).filter(|value| check(value).is_empty());
    match sound {
        Some(value) => Ok(Document {
            value,
            warnings: Report::new(source_name, ""),
            removed: 0,
        }),
        None => read_with_places(text, source_name, schema, check),
    }
}

/// Reads a text and knows where everything in it stands.
pub(super) fn read_with_places<T: DeserializeOwned>(
    text: &str,
    source_name: &str,
    schema: &'static Schema,
    check: impl Fn(&T) -> Vec<Finding>,
) -> Result<Document<T>, ScriptFaults> {
    let (what, newest_format) = (schema.subject(), schema.newest_format());
    let mut report = Report::new(source_name, text);
    if let Err(fault) = text::before_parsing(text) {
        return Err(refuse_text(report, &fault, what));
    }
    let tree = match ast::parse(text) {
        Ok(tree) => tree,
        Err(fault) => {
            let finding = Finding::fault(Path::root(), fault.message, fault.help);
            report.add(finding, fault.range);
            return Err(faulty(report));
        }
    };
    if let Some((format, range)) = shape::newer_format(&tree, newest_format) {
        let finding = Finding::fault(
            Path::root().field("format"),
            format!("This {what} is made for a newer version of Talking Piece (format {format})."),
            format!(
                "This version reads format {newest_format}. Nothing was changed. Update the program, or ask for an older {what}."
            ),
        );
        report.add(finding, range);
        return Err(ScriptFaults {
            kind: FaultKind::Newer,
            report,
        });
    }

    let shaped = shape::check(&tree, schema, &mut report);
    let removed = shaped.removed;
    let value = understood::<T>(shaped.value, schema, &report);
    match &value {
        // Faults of the shape do not always keep the rest from being understood.
        Ok(value) => {
            // What the shape has said of a place need not be said twice.
            let faults = report.findings.iter();
            let faults = faults.filter(|finding| finding.level == FAULT);
            let told: HashSet<String> = faults.map(|finding| finding.path.clone()).collect();
            for finding in check(value) {
                if !told.contains(&finding.path.to_string()) {
                    let range = narrowed(text, ast::locate(&tree, &finding.path), &finding);
                    report.add(finding, range);
                }
            }
        }
        Err(error) if !report.has_faults() => {
            // The schema is made from the types, so this says that they have parted.
            let finding = Finding::fault(
                Path::root(),
                format!(
                    "This {what} cannot be understood: {}.",
                    without_place(error)
                ),
                "Compare it with the published schema.",
            );
            report.add_without_excerpt(finding, 0, 0);
        }
        Err(_) => {}
    }
    report.sort();
    match value {
        Ok(value) if !report.has_faults() => Ok(Document {
            value,
            warnings: report,
            removed,
        }),
        Ok(_) | Err(_) => Err(faulty(report)),
    }
}

/// Takes a value apart. Where every field may be left out, those whose shape is at fault are, so that
/// the rest is checked in the same run.
fn understood<T: DeserializeOwned>(
    mut shaped: Value,
    schema: &Schema,
    report: &Report,
) -> serde_json::Result<T> {
    if !schema.root()["required"].is_array() {
        let faults = report.findings.iter();
        for finding in faults.filter(|finding| finding.level == FAULT) {
            leave_out(&mut shaped, &finding.path);
        }
    }
    // By way of a text: to take a value apart, the whole reader of scripts would stand in the
    // program once more, and few files come this way.
    serde_json::from_str(&shaped.to_string())
}

/// Leaves out the innermost field that a path leads to or through.
fn leave_out(within: &mut Value, path: &str) {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    let field = first.split('[').next().unwrap_or(first);
    let Some(fields) = within.as_object_mut() else {
        return;
    };
    match fields.get_mut(field) {
        Some(inner) if inner.is_object() && !rest.is_empty() => leave_out(inner, rest),
        Some(_) | None => {
            fields.remove(field);
        }
    }
}

/// The words that a finding is about, if they stand in the text as they are.
fn narrowed(text: &str, range: Range<usize>, finding: &Finding) -> Range<usize> {
    let found = finding.part.as_deref().and_then(|part| {
        let start = range.start + text.get(range.clone())?.find(part)?;
        Some(start..start + part.len())
    });
    found.unwrap_or(range)
}

/// That a file is empty.
fn nothing_in(what: &str) -> String {
    if what == Schema::script().subject() {
        format!("The {what} has no steps: the file is empty.")
    } else {
        format!("The file is empty: there is no {what} in it.")
    }
}

fn faulty(report: Report) -> ScriptFaults {
    ScriptFaults {
        kind: FaultKind::Faulty,
        report,
    }
}

fn refuse_text(mut report: Report, fault: &TextFault, what: &str) -> ScriptFaults {
    match fault {
        TextFault::TooLarge => report.add_without_excerpt(
            Finding::fault(
                Path::root(),
                format!("The {what} is larger than 1 MiB, and was not read."),
                "The longest process is a tenth of that. Check that this is the right file.",
            ),
            0,
            0,
        ),
        TextFault::NotUtf8 { line, byte } => report.add_without_excerpt(
            Finding::fault(
                Path::root(),
                format!("The {what} is not UTF-8 text (line {line}, byte {byte})."),
                "Open it in your editor, save it as UTF-8, and try again.",
            ),
            *line,
            *byte,
        ),
        TextFault::NoSteps => report.add_without_excerpt(
            Finding::fault(
                Path::root(),
                nothing_in(what),
                "Copy one that works, and change it.",
            ),
            0,
            0,
        ),
        TextFault::TooDeep(range) => report.add(
            Finding::fault(
                Path::root(),
                format!("The {what} is too deeply nested here."),
                "Close the lists and objects that stand open above.",
            ),
            range.clone(),
        ),
    }
    faulty(report)
}
