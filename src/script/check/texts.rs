//! Every text that is said, shown or printed: its placeholders and its wording.

use std::collections::BTreeSet;

use crate::script::placeholder::{Piece, pieces};
use crate::script::{Addressee, Prompt, PromptKind, Script, Stage, Translation};

use super::names::{quoted, refuse_unknown};
use super::{Finding, Path, wording};

/// Names of variables that already mean something.
const RESERVED: [&str; 2] = ["name", "role"];

pub(super) fn check(script: &Script, findings: &mut Vec<Finding>) {
    let mut texts = Texts {
        script,
        used: BTreeSet::new(),
        findings,
    };
    texts.willingness();
    texts.preparation();
    for (index, session) in script.sessions.iter().enumerate() {
        let stages = Path::root().field("sessions").entry(index).field("stages");
        for (index, stage) in session.stages.iter().enumerate() {
            texts.stage(stage, &stages.entry(index));
        }
    }
    texts.agreement();
    texts.variables();
    let roles = Path::root().field("roles");
    for (index, role) in script.roles.iter().enumerate() {
        let path = roles.entry(index);
        wording::warn_of_labels(&role.name, &path.field("name"), findings);
        wording::warn_of_labels(&role.plural, &path.field("plural"), findings);
        if let Some(said) = &role.said {
            wording::warn_of_labels(said, &path.field("said"), findings);
        }
    }
}

struct Texts<'a> {
    script: &'a Script,
    /// Variables that some text uses.
    used: BTreeSet<String>,
    findings: &'a mut Vec<Finding>,
}

/// Whether a text is put to one person, whom `{name}` then means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Addressed {
    OnePerson,
    NobodyInParticular,
}

impl Texts<'_> {
    fn willingness(&mut self) {
        let path = Path::root().field("willingness");
        let willingness = &self.script.willingness;
        for (text, field) in [(&willingness.ask, "ask"), (&willingness.easy, "easy")] {
            self.text(text, &path.field(field), Addressed::OnePerson);
            wording::warn_of_labels(text, &path.field(field), self.findings);
        }
        self.text(&willingness.hint, &path.field("hint"), Addressed::OnePerson);
    }

    fn preparation(&mut self) {
        for (index, consent) in self.script.consents.iter().enumerate() {
            let path = Path::root().field("consents").entry(index);
            let texts = [
                (&consent.purpose, "purpose", Addressed::NobodyInParticular),
                (&consent.ask, "ask", Addressed::OnePerson),
                (&consent.easy, "easy", Addressed::OnePerson),
            ];
            for (text, field, addressed) in texts {
                self.text(text, &path.field(field), addressed);
                wording::warn_of_labels(text, &path.field(field), self.findings);
            }
            wording::warn_of_two_questions(&consent.ask, &path.field("ask"), self.findings);
        }
        for (index, entry) in self.script.checklist.iter().enumerate() {
            let path = Path::root().field("checklist").entry(index);
            self.text(entry, &path, Addressed::NobodyInParticular);
        }
    }

    fn stage(&mut self, stage: &Stage, path: &Path) {
        let nobody = Addressed::NobodyInParticular;
        if let Some(optional) = &stage.optional {
            self.text(&optional.ask, &path.field("optional").field("ask"), nobody);
        }
        if let Some(private) = &stage.private {
            self.text(&private.call, &path.field("private").field("call"), nobody);
        }
        for (index, gate) in stage.gates.iter().enumerate() {
            let path = path.field("gates").entry(index);
            self.text(&gate.check, &path.field("check"), nobody);
            self.text(&gate.hint, &path.field("hint"), nobody);
        }
        for (index, prompt) in stage.prompts.iter().enumerate() {
            self.prompt(prompt, &path.field("prompts").entry(index));
        }
    }

    fn prompt(&mut self, prompt: &Prompt, path: &Path) {
        let addressed = match prompt.to {
            Addressee::Each | Addressee::Role(_) => Addressed::OnePerson,
            Addressee::Room | Addressee::Facilitator => Addressed::NobodyInParticular,
        };
        let spoken = Spoken {
            cue: &prompt.cue,
            words: prompt.words.as_deref(),
            easy: prompt.easy.as_deref(),
        };
        self.spoken(&spoken, path, addressed);
        if let (PromptKind::Ask, Some(words)) = (prompt.kind, &prompt.words) {
            wording::warn_of_two_questions(words, &path.field("words"), self.findings);
        }
        if let Some(hint) = &prompt.hint {
            self.text(hint, &path.field("hint"), addressed);
        }
        for (tag, Translation { cue, words, easy }) in &prompt.languages {
            let spoken = Spoken {
                cue,
                words: words.as_deref(),
                easy: easy.as_deref(),
            };
            self.spoken(&spoken, &path.field("languages").field(tag), addressed);
        }
        for (index, answer) in prompt.answers.iter().enumerate() {
            let path = path.field("answers").entry(index).field("label");
            self.text(&answer.label, &path, addressed);
            wording::warn_of_labels(&answer.label, &path, self.findings);
        }
        let outcomes = prompt
            .decision
            .iter()
            .flat_map(|decision| &decision.outcomes);
        for (index, outcome) in outcomes.enumerate() {
            let outcomes = path.field("decision").field("outcomes");
            let path = outcomes.entry(index).field("label");
            self.text(&outcome.label, &path, addressed);
            wording::warn_of_labels(&outcome.label, &path, self.findings);
        }
    }

    fn spoken(&mut self, spoken: &Spoken<'_>, path: &Path, addressed: Addressed) {
        for (index, line) in spoken.cue.iter().enumerate() {
            let path = path.field("cue").entry(index);
            self.text(line, &path, addressed);
            wording::warn_of_labels(line, &path, self.findings);
            wording::warn_of_width(line, &path, self.findings);
        }
        for (text, field) in [(spoken.words, "words"), (spoken.easy, "easy")] {
            if let Some(text) = text {
                self.text(text, &path.field(field), addressed);
                wording::warn_of_labels(text, &path.field(field), self.findings);
            }
        }
    }

    fn agreement(&mut self) {
        let nobody = Addressed::NobodyInParticular;
        let rules = &self.script.agreement;
        let path = Path::root().field("agreement");
        self.text(&rules.title, &path.field("title"), nobody);
        self.text(&rules.standing, &path.field("standing"), nobody);
        self.text(
            &rules.confidentiality,
            &path.field("confidentiality"),
            nobody,
        );
        for (index, question) in rules.questions.iter().enumerate() {
            let path = path.field("questions").entry(index);
            self.text(&question.ask, &path.field("ask"), nobody);
        }
        let asks = [
            (
                "ratification",
                rules.ratification.as_ref().map(|rule| &rule.ask),
            ),
            (
                "contingency",
                rules.contingency.as_ref().map(|rule| &rule.ask),
            ),
            ("lead", rules.lead.as_ref().map(|rule| &rule.ask)),
            (
                "if_not_kept",
                rules.if_not_kept.as_ref().map(|rule| &rule.ask),
            ),
            ("review", rules.review.as_ref().map(|rule| &rule.ask)),
        ];
        for (field, ask) in asks {
            if let Some(ask) = ask {
                self.text(ask, &path.field(field).field("ask"), nobody);
            }
        }
        if let Some(rules) = &self.script.letters {
            let letters = Path::root().field("letters");
            for (field, checks) in [
                ("checks", &rules.checks),
                ("reply_checks", &rules.reply_checks),
            ] {
                for (index, check) in checks.iter().enumerate() {
                    self.text(check, &letters.field(field).entry(index), nobody);
                }
            }
        }
        for (index, follow_up) in self.script.follow_ups.iter().enumerate() {
            let path = Path::root().field("follow_ups").entry(index);
            self.text(&follow_up.what, &path.field("what"), nobody);
        }
    }

    fn variables(&mut self) {
        let variables = Path::root().field("variables");
        for (name, variable) in &self.script.variables {
            let path = variables.field(name);
            wording::warn_of_labels(&variable.value, &path.field("value"), self.findings);
            if !is_variable_name(name) {
                self.findings.push(Finding::fault(
                    path.name(),
                    format!("A variable cannot be named {}.", quoted(name)),
                    "Use small letters, digits, hyphens and underscores; `name` and `role` are taken.",
                ));
            } else if !self.used.contains(name) {
                self.findings.push(Finding::fault(
                    path.name(),
                    format!("No text uses the variable {}.", quoted(name)),
                    format!("Write {{{name}}} where its wording belongs, or take it out."),
                ));
            }
            if variable.value.contains(['{', '}']) {
                self.findings.push(Finding::fault(
                    path.field("value"),
                    "The wording of a variable cannot hold placeholders itself.",
                    "Write it without braces.",
                ));
            }
        }
    }

    /// Checks the placeholders of one text.
    fn text(&mut self, text: &str, path: &Path, addressed: Addressed) {
        let before = self.findings.len();
        for piece in pieces(text) {
            let part = match piece {
                Piece::Text(_) => continue,
                Piece::Name if addressed == Addressed::OnePerson => continue,
                Piece::Name => {
                    self.findings.push(Finding::fault(
                        path.clone(),
                        "`{name}` has nobody to mean here: this is not put to one person.",
                        "Address the prompt to a role or to `each`, or write {role:ROLE}.",
                    ));
                    "{name}".to_owned()
                }
                Piece::Role(role) => {
                    let known = self.script.roles.iter().map(|role| role.id.as_str());
                    refuse_unknown("role", role, known, path.clone(), self.findings);
                    format!("{{role:{role}}}")
                }
                Piece::Variable(name) => {
                    self.used.insert(name.to_owned());
                    let variables = self.script.variables.keys().map(String::as_str);
                    let known = variables.chain(["name"]);
                    refuse_unknown("variable", name, known, path.clone(), self.findings);
                    format!("{{{name}}}")
                }
                Piece::Unpaired(rest) => {
                    self.findings.push(Finding::fault(
                        path.clone(),
                        "A brace has no partner.",
                        "Placeholders are written {name}, {role:ROLE} or {VARIABLE}; other braces cannot be used.",
                    ));
                    rest.to_owned()
                }
            };
            for finding in &mut self.findings[before..] {
                finding.part.get_or_insert_with(|| part.clone());
            }
        }
    }
}

/// The three forms of a prompt in one language.
struct Spoken<'a> {
    cue: &'a [String],
    words: Option<&'a str>,
    easy: Option<&'a str>,
}

fn is_variable_name(name: &str) -> bool {
    !RESERVED.contains(&name)
        && !name.is_empty()
        && name
            .chars()
            .all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-' | '_'))
}
