//! A running sheet on paper, for when there is no computer or it fails.

mod agreement;
#[cfg(test)]
mod tests;

use crate::script::{
    Agreeing, Outcome, Prompt, PromptKind, Recording, RoleKind, Script, SessionKind, SessionKindId,
    Severity, Stage, capitalized,
};

use super::form::text;
use super::paper::{Block, Field, Paper, Part, Print};
use super::script_words::{condition_words, filled, heading, in_minutes, leads_to};
use super::sheet::lines;

/// Blank messages, where the process carries some.
const BLANK_MESSAGES: usize = 3;
/// Lines for names where a role has no limit.
const NAMES: u16 = 2;
/// Lines for what is recorded with its time whenever it happens.
const BLANK_TIMES: usize = 4;
const BLANK_NAME: &str = "________";

/// In which words a sheet stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wording<'a> {
    /// How it is set; in easy-read, prompts stand in their easy-read words where they have some.
    pub print: Print,
    /// Another language of the script, as a BCP 47 tag: prompts that have it stand in it, and the
    /// others in the script's own.
    pub language: Option<&'a str>,
}

/// One kind of session as a running sheet in plain text.
pub fn print(script: &Script, session: &SessionKindId) -> String {
    let sheet = paper(script, session, Wording::default());
    sheet.map_or_else(String::new, |sheet| text::write(&sheet))
}

/// One kind of session as a running sheet; nothing if the script has no such kind of session.
///
/// It has room for names, times and ticks, for a meeting that is entered afterwards with
/// the times that were written down; and, where this kind of session records them, a blank
/// agreement and lines to sign. Where nothing may be written down, it says so and leaves no
/// room.
pub fn paper(script: &Script, session: &SessionKindId, wording: Wording<'_>) -> Option<Paper> {
    let sheet = Sheet {
        script,
        session: script.session(session)?,
        wording,
    };
    Some(sheet.paper())
}

/// The blank agreement alone, to be filled in by hand; nothing where this kind of session records
/// none.
pub fn blank_agreement(
    script: &Script,
    session: &SessionKindId,
    wording: Wording<'_>,
) -> Option<Paper> {
    let sheet = Sheet {
        script,
        session: script.session(session)?,
        wording,
    };
    let mut parts = agreement::agreement(&sheet);
    if parts.is_empty() {
        return None;
    }
    parts.extend(agreement::signatures(&sheet));
    // Its title stands above all of it.
    if let Some(first) = parts.first_mut() {
        first.heading.clear();
    }
    let mut paper = sheet.empty(sheet.said(&script.agreement.title));
    let mut first = Part::new("");
    first.blank(vec![Field::words("Reference"), Field::words("Date")]);
    paper.parts = vec![first];
    paper.parts.extend(parts);
    Some(paper)
}

struct Sheet<'a> {
    script: &'a Script,
    session: &'a SessionKind,
    wording: Wording<'a>,
}

impl Sheet<'_> {
    /// Words of the script, with what is known before a meeting filled in.
    fn said(&self, text: &str) -> String {
        lines(&filled(self.script, text, BLANK_NAME))
    }

    fn empty(&self, title: String) -> Paper {
        let script = self.script;
        Paper {
            title,
            language: script.language.clone(),
            practice: false,
            print: self.wording.print,
            foot: format!("{} - version {}", script.id, script.version),
            head: Vec::new(),
            parts: Vec::new(),
        }
    }

    fn paper(&self) -> Paper {
        let (script, session) = (self.script, self.session);
        let title = format!("{} - running sheet", self.said(&session.title));
        let mut paper = self.empty(title);
        paper.head = vec![
            self.said(&session.purpose),
            format!(
                "From \"{}\", `{}` version {}.",
                self.said(&script.title),
                script.id,
                script.version
            ),
        ];
        let mut parts = vec![self.first()];
        parts.extend(self.checklist());
        parts.push(self.people());
        parts.extend(self.consents());
        let stages = (1..).zip(&session.stages);
        parts.extend(stages.map(|(number, stage)| self.stage(number, stage)));
        parts.push(coming_and_going());
        parts.push(self.ending());
        parts.extend(agreement::agreement(self));
        parts.extend(agreement::signatures(self));
        if script.carries() {
            parts.push(carried());
        }
        paper.parts = parts;
        paper
    }

    fn first(&self) -> Part {
        let mut part = Part::new("");
        part.blank(vec![
            Field::words("Reference"),
            Field::words("Date and place"),
        ]);
        let facilitator = capitalized(&self.script.vocabulary.facilitator);
        part.blank(vec![Field::words(lines(&facilitator))]);
        part.blank(vec![Field::time("Meeting began"), Field::time("ended")]);
        part.say(
            "Write times down as things happen. With them the meeting can be entered on a \
             computer afterwards.",
        );
        part
    }

    fn checklist(&self) -> Option<Part> {
        let mut part = Part::new("For the day");
        for entry in &self.script.checklist {
            part.tick(self.said(entry));
        }
        (!part.blocks.is_empty()).then_some(part)
    }

    /// What people are asked to agree to, with a line for each role that is asked.
    fn consents(&self) -> Option<Part> {
        let mut part = Part::new("What each agrees to");
        for consent in &self.script.consents {
            let needed = if consent.required { " (needed)" } else { "" };
            let purpose = self.said(&consent.purpose);
            part.say(format!("Agreed to {purpose}{needed}:"));
            part.blocks.push(Block::Quoted(self.said(&consent.ask)));
            for role in &consent.of {
                let name = self.script.role(role);
                let name = name.map_or(role.as_str(), |role| &role.name);
                part.blank(vec![
                    Field::words(lines(name)),
                    Field::tick("yes"),
                    Field::tick("no"),
                    Field::short("on"),
                ]);
            }
        }
        (!part.blocks.is_empty()).then_some(part)
    }

    fn people(&self) -> Part {
        let mut part = Part::new("Who is here");
        part.say("Ask each person in private whether they still want to take part.");
        for role in &self.script.roles {
            let with = &self.session.with;
            let other_side =
                !with.is_empty() && !role.kind.works_there() && !with.contains(&role.id);
            if role.kind == RoleKind::Facilitator || other_side {
                continue;
            }
            let rows = role.at_most.unwrap_or(NAMES.max(role.at_least)).min(8);
            part.say(format!("{}:", capitalized(&lines(&role.plural))));
            for _ in 0..rows {
                let mut fields = vec![
                    Field::tick(""),
                    Field::words(""),
                    Field::time("came"),
                    Field::time("left"),
                ];
                if role.asked_if_willing {
                    fields.push(Field::tick("willing"));
                }
                part.blank(fields);
            }
        }
        part
    }

    fn stage(&self, number: usize, stage: &Stage) -> Part {
        let mut part = Part::new(format!("{number}. {}", self.said(&stage.title)));
        part.say(format!("Usually {}.", in_minutes(stage.minutes.typical)));
        part.blank(vec![Field::time("Began"), Field::time("Ended")]);
        if let Some(optional) = &stage.optional {
            part.tick(format!("Wanted. {}", self.said(&optional.ask)));
        }
        if let Some(condition) = &stage.when {
            let condition = condition_words(self.script, condition);
            part.say(format!("Only if {condition}."));
        }
        for gate in &stage.gates {
            part.tick(self.said(&gate.check));
            match gate.severity {
                Severity::Info => {}
                Severity::Confirm | Severity::Legal => {
                    part.blank(vec![Field::words("not so, and gone on because")]);
                    part.blank(vec![Field::words("decided by")]);
                }
            }
        }
        if let Some(private) = &stage.private {
            let call = self.said(&private.call);
            part.say(format!("To call you back: {call}"));
            part.blank(vec![
                Field::time("Called back in at"),
                Field::time(""),
                Field::time(""),
            ]);
        }
        match stage.recording {
            Recording::Notes => {}
            Recording::Marks => part.say("Write no words down during this stage."),
            Recording::Private => {
                part.say("Write nothing else down. Leave this sheet outside.");
            }
        }
        let prompts = stage.prompts.iter();
        let prompts = prompts.map(|prompt| self.prompt(prompt, stage.recording));
        part.blocks.extend(prompts);
        part
    }

    fn prompt(&self, prompt: &Prompt, recording: Recording) -> Block {
        let mut under = Part::new("");
        if let Some(condition) = &prompt.when {
            let condition = condition_words(self.script, condition);
            under.say(format!("Only if {condition}."));
        }
        for said in self.words(prompt) {
            under.say(self.said(&said));
        }
        let outcomes = prompt
            .decision
            .iter()
            .flat_map(|decision| &decision.outcomes);
        for outcome in outcomes {
            let label = self.said(&outcome.label);
            let leads = leads_to(self.session, outcome);
            under
                .blocks
                .push(Block::OneOf(format!("{label} \u{2014} {leads}")));
        }
        if recording != Recording::Private {
            match prompt.kind {
                PromptKind::Decide => under.blank(vec![Field::time("Decided at")]),
                PromptKind::Ask | PromptKind::Record if recording == Recording::Notes => {
                    under.blank(vec![Field::time(""), Field::words("")]);
                }
                PromptKind::Say | PromptKind::Check | PromptKind::Ask | PromptKind::Record => {}
            }
        }
        Block::Tick {
            words: heading(self.script, prompt),
            under: under.blocks,
        }
    }

    /// What is said: the full words where there are some, in the wording that was asked for.
    fn words(&self, prompt: &Prompt) -> Vec<String> {
        let other = self.wording.language;
        let other = other.and_then(|tag| prompt.languages.get(tag));
        let (cue, words, easy) = match other {
            Some(other) => (&other.cue, &other.words, &other.easy),
            None => (&prompt.cue, &prompt.words, &prompt.easy),
        };
        let wanted = match self.wording.print {
            Print::EasyRead => easy.as_ref().or(words.as_ref()),
            Print::Usual | Print::Large => words.as_ref(),
        };
        match wanted {
            Some(words) => vec![format!("\"{words}\"")],
            None => cue.clone(),
        }
    }

    fn ending(&self) -> Part {
        let session = self.session;
        let mut part = Part::new("How it ended");
        let outcomes = Outcome::ALL.into_iter();
        for outcome in outcomes.filter(|outcome| session.can_end(*outcome)) {
            let title = session.title_of(outcome).to_owned();
            part.blocks.push(Block::OneOf(title));
        }
        if !session.end_reasons.is_empty() {
            part.say(match session.agreeing() {
                Agreeing::Needed => {
                    "Once the room is empty, if it ended early or nothing was agreed:"
                }
                Agreeing::Possible => {
                    "Once the room is empty, if it ended early or an agreement was not reached:"
                }
                Agreeing::None => "Once the room is empty, if it ended early:",
            });
            for reason in &session.end_reasons {
                part.blocks.push(Block::OneOf(self.said(&reason.label)));
            }
        }
        part
    }
}

/// What is recorded with its time besides what the stages hold.
fn coming_and_going() -> Part {
    let mut part = Part::new("Breaks, and who went out or came back");
    for _ in 0..BLANK_TIMES {
        part.blank(vec![
            Field::time("from"),
            Field::time("to"),
            Field::words(""),
        ]);
    }
    part
}

/// Blank lines for what somebody wants carried, with every yes that it needs.
fn carried() -> Part {
    let mut part = Part::new("To be carried");
    part.say("Only with a yes to exactly these words. It can be taken back until they were said.");
    for _ in 0..BLANK_MESSAGES {
        part.blank(vec![Field::words("From and to")]);
        part.blank(vec![Field::words("Words")]);
        part.blank(vec![
            Field::tick("right words"),
            Field::tick("all may be passed on"),
            Field::tick("a part"),
            Field::tick("the gist"),
            Field::tick("none"),
        ]);
        part.blank(vec![Field::words("Looked at by")]);
    }
    part
}
