//! The last closed agreement as a paper.

use super::{Block, Paper, Part, Print, Told, item, signing};
use crate::case::{Attendance, Case, ItemId, PersonId};
use crate::document::copy::Copied;
use crate::document::direction::END;
use crate::document::fingerprint::fingerprint;
use crate::document::plan::{AgreementState, Plan, PlanPerson, plan_of};
use crate::document::sheet::{line, lines};
use crate::script::{CopyForm, Script, in_a_row};

/// The last closed agreement of a case; nothing before one was closed.
pub fn agreement(case: &Case, practice: bool, print: Print) -> Option<Paper> {
    let plan = plan_of(case, practice)?;
    let code = fingerprint(&plan);
    Some(Writing::new(&plan, case.agreement_script(), print).paper(&code))
}

/// One recipient's copy of it. It says whom it is for and what was left out, and shares the
/// fingerprint of the whole.
pub fn copy(copied: &Copied, script: &Script, print: Print) -> Paper {
    let writing = Writing {
        without_items: copied.without_items.unwrap_or(NOTHING),
        ..Writing::new(&copied.plan, script, print)
    };
    let mut paper = if copied.is_part {
        writing.part_of_it(&copied.fingerprint)
    } else {
        writing.paper(&copied.fingerprint)
    };
    paper
        .head
        .push(format!("This copy is for {}.", line(&copied.name)));
    if !copied.left_out.is_empty() {
        let mut part = Part::new("Left out of this copy");
        for text in &copied.left_out {
            part.list(text.as_str());
        }
        paper.parts.push(part);
    }
    paper
}

/// Said where nothing at all was agreed.
const NOTHING: &str = "Nothing was written down.";

struct Writing<'a> {
    plan: &'a Plan,
    script: &'a Script,
    print: Print,
    /// What stands in the place of items where there are none.
    without_items: &'static str,
    parts: Vec<Part>,
}

impl<'a> Writing<'a> {
    fn new(plan: &'a Plan, script: &'a Script, print: Print) -> Self {
        Self {
            plan,
            script,
            print,
            without_items: NOTHING,
            parts: Vec::new(),
        }
    }

    /// What a recipient sees who gets only what names them.
    fn part_of_it(mut self, code: &str) -> Paper {
        self.items();
        self.whole();
        self.finish(code)
    }

    fn paper(mut self, code: &str) -> Paper {
        self.people();
        self.purpose();
        self.child_voice();
        self.items();
        self.coverage();
        self.whole();
        self.signatures();
        self.copies();
        self.finish(code)
    }

    fn finish(self, code: &str) -> Paper {
        let plan = self.plan;
        Paper {
            title: line(&plan.title),
            language: plan.script.language.clone(),
            practice: plan.practice,
            print: self.print,
            foot: format!(
                "{} - version {} - code {}",
                line(&plan.reference),
                plan.version,
                code
            ),
            head: self.head(),
            parts: self.parts,
        }
    }

    fn name(&self, id: PersonId) -> String {
        line(&self.plan.name(id))
    }

    /// A heading in the usual words, or in the easy-read ones.
    fn heading(&self, usual: &'static str, easy: &'static str) -> &'static str {
        match self.print {
            Print::Usual | Print::Large => usual,
            Print::EasyRead => easy,
        }
    }

    fn head(&self) -> Vec<String> {
        let plan = self.plan;
        let day = plan.session.started.format("%A %-d %B %Y");
        let mut head = vec![
            format!("Reference {} - {day}", line(&plan.reference)),
            sentence(&line(&plan.standing)),
        ];
        if let Some(agreed_as) = &plan.agreed_as {
            head.push(format!(
                "It was agreed under the reference {}.",
                line(agreed_as)
            ));
        }
        if plan.version > 1 {
            let earlier = plan.version - 1;
            let closed = plan.closed.format("%-d %B %Y");
            head.push(format!(
                "Version {}, closed on {closed}; it takes the place of version {earlier}.",
                plan.version
            ));
        }
        match plan.state {
            AgreementState::Closed => {}
            AgreementState::Reopened => head.push(
                "This was opened again and is being changed; a new version will take its place."
                    .to_owned(),
            ),
        }
        head
    }

    fn people(&mut self) {
        let mut part = Part::new(self.heading("Who took part", "Who was there"));
        let plan = self.plan;
        // Whoever is heard through somebody takes part, though they stay at home.
        let has_a_part = |person: &&PlanPerson| {
            let sends_word = match person.mode {
                Attendance::Message | Attendance::Represented => true,
                Attendance::Room | Attendance::Video | Attendance::Phone => false,
            };
            person.took_part || sends_word
        };
        for person in plan.people.iter().filter(has_a_part) {
            part.list(self.person(person));
        }
        let named: Vec<String> = plan
            .people
            .iter()
            .filter(|person| !has_a_part(person))
            .map(|person| line(&person.called))
            .collect();
        if !named.is_empty() {
            part.say(format!("Also named: {}.", named.join(", ")));
        }
        self.parts.push(part);
    }

    fn person(&self, person: &PlanPerson) -> String {
        let roles: Vec<String> = person
            .roles
            .iter()
            .map(|id| {
                let role = self.script.role(id);
                role.map_or_else(|| line(id.as_str()), |role| line(&role.name))
            })
            .collect();
        let mut text = format!("{} ({})", line(&person.called), roles.join(", "));
        if let Some(supported) = person.supports {
            text.push_str(", here for ");
            text.push_str(&self.name(supported));
        }
        match person.mode {
            Attendance::Room => {}
            Attendance::Video => text.push_str(", by video"),
            Attendance::Phone => text.push_str(", by telephone"),
            Attendance::Message => text.push_str(", by a message"),
            Attendance::Represented if person.took_part => {}
            Attendance::Represented => text.push_str(&self.heard_through(person)),
        }
        text
    }

    /// Through whom somebody was heard who did not come.
    fn heard_through(&self, person: &PlanPerson) -> String {
        let people = self.plan.people.iter();
        let beside = people.filter(|other| other.supports == Some(person.id) && other.took_part);
        let names: Vec<String> = beside.map(|other| line(&other.called)).collect();
        if names.is_empty() {
            ", heard through somebody who spoke for them".to_owned()
        } else {
            format!(", heard through {}", in_a_row(&names))
        }
    }

    fn purpose(&mut self) {
        if let Some(purpose) = &self.plan.purpose {
            let mut part = Part::new(self.heading("What this is for", "Why we made this"));
            part.say(lines(purpose));
            self.parts.push(part);
        }
    }

    /// A child who does not want their words read out has them on nobody's paper either.
    fn child_voice(&mut self) {
        let voices = self.plan.child_voice.iter().flatten();
        let mut part = Part::new("In the child's own words");
        for voice in voices.filter(|voice| voice.read_out) {
            let name = self.name(voice.child);
            // Where both were taken out, the same blank stands for both.
            let given = (voice.given != voice.words).then(|| format!(" ({})", line(&voice.given)));
            part.say(format!("{name}{}:", given.unwrap_or_default()));
            part.blocks.push(Block::Quoted(lines(&voice.words)));
        }
        if !part.blocks.is_empty() {
            self.parts.push(part);
        }
    }

    fn items(&mut self) {
        let (plan, script, print) = (self.plan, self.script, self.print);
        let block = |item| item::block(plan, script, print, item);
        let mut part = Part::new(self.heading("What was agreed", "What we agreed"));
        if plan.items.is_empty() {
            part.say(self.without_items);
        }
        part.blocks.extend(plan.items.iter().map(block));
        self.parts.push(part);
        if !plan.not_agreed.is_empty() {
            let mut part = Part::new(self.heading("What was not agreed", "What we did not agree"));
            part.blocks.extend(plan.not_agreed.iter().map(block));
            self.parts.push(part);
        }
    }

    fn coverage(&mut self) {
        let number = |id: &ItemId| {
            let found = self.plan.items.iter().find(|item| item.id == *id);
            found.map_or_else(|| id.to_string(), |item| item.n.to_string())
        };
        let by = |ids: &[ItemId]| {
            let numbers: Vec<String> = ids.iter().map(number).collect();
            numbers.join(" and ")
        };
        let bottom_lines = self.plan.bottom_lines.iter().flatten();
        let bottom_lines: Vec<(String, String)> = bottom_lines
            .map(|bottom| (line(&bottom.text), by(&bottom.met_by)))
            .collect();
        let questions = self.plan.questions.iter().flatten();
        let questions: Vec<(String, String)> = questions
            .map(|question| (line(&question.text), by(&question.answered_by)))
            .collect();
        for (title, how, rows) in [
            ("What a safe plan must contain", "met", bottom_lines),
            ("The questions", "answered", questions),
        ] {
            self.parts.extend(covered(title, how, &rows));
        }
    }

    /// What is settled about the plan as a whole. When somebody gets in touch is for whoever runs
    /// the meeting, and on no paper that people sign.
    fn whole(&mut self) {
        let mut part = Part::new(self.heading("How it goes on", "What happens next"));
        let plan = self.plan;
        let settled = [
            ("If it does not work", &plan.contingency),
            ("Who looks after it", &plan.lead),
            ("If something is not kept, who is told", &plan.who_is_told),
        ];
        for (label, text) in settled {
            if let Some(text) = text {
                part.blocks.push(Block::Told(Told {
                    label: label.to_owned(),
                    text: lines(text),
                }));
            }
        }
        // A version that a review closed does not tell of its day as one to come.
        let review = plan.review.filter(|on| *on > plan.closed.date_naive());
        if let Some(review) = review {
            part.say(format!(
                "Looked at again on {}.",
                review.format("%A %-d %B %Y")
            ));
        }
        part.say(sentence(&line(&plan.confidentiality)));
        if let Some(carried) = plan.carried
            && carried.messages + carried.letters > 0
        {
            // Numbers, and nothing of what was carried.
            part.say(format!(
                "Carried between the two sides: messages {}, letters {}.",
                carried.messages, carried.letters
            ));
        }
        self.parts.push(part);
    }

    fn signatures(&mut self) {
        let heading = self.heading("Signatures", "Who says yes to this");
        self.parts
            .extend(signing::part(self.plan, self.script, heading));
    }

    fn copies(&mut self) {
        let mut part = Part::new(self.heading("Copies", "Who gets a copy"));
        for copy in &self.plan.copies {
            let form = match copy.form {
                None => "no copy",
                Some(CopyForm::Print) => "on paper",
                Some(CopyForm::LargePrint) => "in large print",
                Some(CopyForm::EasyRead) => "in easy-read words",
                Some(CopyForm::Translated) => "in another language",
                Some(CopyForm::ReadAloud) => "read out, nothing handed over",
            };
            // That something else is left out of a copy is told on that copy alone: on another it
            // would make people ask what it is.
            let part_of_it = if copy.limit.own_part {
                ", only their part"
            } else {
                ""
            };
            part.list(format!("{}: {form}{part_of_it}", self.name(copy.to)));
        }
        if !part.blocks.is_empty() {
            self.parts.push(part);
        }
    }
}

/// Lines that a plan is held against: first those it covers and by which item, then the rest,
/// which is no reproach on a paper to sign.
fn covered(title: &str, how: &str, rows: &[(String, String)]) -> Option<Part> {
    let mut part = Part::new(title);
    let (open, covered): (Vec<_>, Vec<_>) = rows.iter().partition(|(_, by)| by.is_empty());
    for (text, by) in covered {
        part.list(format!("{text} - {how} by {by}"));
    }
    if !open.is_empty() {
        part.say("Still to be talked about:");
    }
    for (text, _) in open {
        part.list(text.as_str());
    }
    (!part.blocks.is_empty()).then_some(part)
}

/// Ends with a full stop, which script authors may leave out.
fn sentence(text: &str) -> String {
    let said = text.trim_end_matches(END);
    if said.is_empty() || said.ends_with(['.', '!', '?', '\u{061F}', '\u{06D4}', '\u{0964}']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}
