//! The agreement as plain text, for a printer, a screen reader or an e-mail.

mod item;
#[cfg(test)]
mod tests;

use super::plan::{AgreementState, Plan, PlanPerson, plan_of};
use super::sheet::{Sheet, line, lines};
use crate::case::{Attendance, Case, Signing};
use crate::script::{CopyForm, Role, Script};

/// Stands on every part of a practice case's papers.
pub(super) const WATERMARK: &str = "PRACTICE - a fictional case, not a real one";

/// Writes the last closed agreement in 72 columns; nothing before one was closed.
pub fn write(case: &Case, practice: bool) -> Option<String> {
    let plan = plan_of(case, practice)?;
    Some(Paper::new(&plan, &case.script).write())
}

struct Paper<'a> {
    plan: &'a Plan,
    script: &'a Script,
    sheet: Sheet,
}

impl<'a> Paper<'a> {
    fn new(plan: &'a Plan, script: &'a Script) -> Self {
        let sheet = Sheet::default();
        Self {
            plan,
            script,
            sheet,
        }
    }

    fn write(mut self) -> String {
        self.head();
        self.people();
        self.purpose();
        self.child_voice();
        self.items();
        self.coverage();
        self.whole();
        self.signatures();
        self.copies();
        self.carried();
        self.watermark();
        self.sheet.into_text()
    }

    /// Every part of a practice paper carries the watermark, so that no page is without it.
    fn heading(&mut self, title: &str) {
        self.watermark();
        self.sheet.heading(title);
    }

    fn watermark(&mut self) {
        if self.plan.practice {
            self.sheet.gap();
            self.sheet.add(0, WATERMARK);
        }
    }

    /// Numbers, and nothing of what was carried.
    fn carried(&mut self) {
        let Some(carried) = self.plan.carried else {
            return;
        };
        if carried.messages + carried.letters > 0 {
            let text = format!(
                "Carried between the two sides: messages {}, letters {}.",
                carried.messages, carried.letters
            );
            self.sheet.gap();
            self.sheet.add(0, &text);
        }
    }

    fn name(&self, id: crate::case::PersonId) -> String {
        line(&self.plan.name(id))
    }

    fn head(&mut self) {
        let plan = self.plan;
        self.watermark();
        self.sheet.heading(&line(&plan.title));
        let day = plan.session.started.format("%A %-d %B %Y");
        self.sheet
            .add(0, &format!("Reference {} - {day}", line(&plan.reference)));
        self.sheet.add(0, &sentence(&line(&plan.standing)));
        if plan.version > 1 {
            let earlier = plan.version - 1;
            let closed = plan.closed.format("%-d %B %Y");
            self.sheet.add(
                0,
                &format!(
                    "Version {}, closed on {closed}; it takes the place of version {earlier}.",
                    plan.version
                ),
            );
        }
        match plan.state {
            AgreementState::Closed => {}
            AgreementState::Reopened => self.sheet.add(
                0,
                "This was opened again and is being changed; a new version will take its place.",
            ),
        }
    }

    fn people(&mut self) {
        self.heading("Who took part");
        let plan = self.plan;
        for person in plan.people.iter().filter(|person| person.took_part) {
            let text = self.person(person);
            self.sheet.add_hanging("- ", 2, &text);
        }
        let named: Vec<String> = plan
            .people
            .iter()
            .filter(|person| !person.took_part)
            .map(|person| line(&person.called))
            .collect();
        if !named.is_empty() {
            self.sheet
                .add(0, &format!("Also named: {}.", named.join(", ")));
        }
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
            Attendance::Represented => text.push_str(", somebody spoke for them"),
        }
        text
    }

    fn purpose(&mut self) {
        if let Some(purpose) = &self.plan.purpose {
            self.heading("What this is for");
            self.sheet.add(0, &lines(purpose));
        }
    }

    /// A child who does not want their words read out has them on nobody's paper either.
    fn child_voice(&mut self) {
        let voices = self.plan.child_voice.iter().flatten();
        let voices: Vec<_> = voices.filter(|voice| voice.read_out).collect();
        if voices.is_empty() {
            return;
        }
        self.heading("In the child's own words");
        for voice in voices {
            let name = self.name(voice.child);
            self.sheet
                .add(0, &format!("{name} ({}):", line(&voice.given)));
            self.sheet.add(4, &lines(&voice.words));
        }
    }

    fn items(&mut self) {
        self.heading("What was agreed");
        if self.plan.items.is_empty() {
            self.sheet.add(0, "Nothing was written down.");
        }
        for item in &self.plan.items {
            item::write(&mut self.sheet, self.plan, self.script, item);
        }
        if !self.plan.not_agreed.is_empty() {
            self.heading("What was not agreed");
            for item in &self.plan.not_agreed {
                item::write(&mut self.sheet, self.plan, self.script, item);
            }
        }
    }

    fn coverage(&mut self) {
        let number = |id: &crate::case::ItemId| {
            let found = self.plan.items.iter().find(|item| item.id == *id);
            found.map_or_else(|| id.to_string(), |item| item.n.to_string())
        };
        let by = |ids: &[crate::case::ItemId]| {
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
            self.covered(title, how, &rows);
        }
    }

    /// Lines that a plan is held against: first those it covers and by which item, then the rest,
    /// which is no reproach on a paper to sign.
    fn covered(&mut self, title: &str, how: &str, rows: &[(String, String)]) {
        if rows.is_empty() {
            return;
        }
        self.heading(title);
        let (open, covered): (Vec<_>, Vec<_>) = rows.iter().partition(|(_, by)| by.is_empty());
        for (text, by) in covered {
            let row = format!("{text} - {how} by {by}");
            self.sheet.add_hanging("- ", 2, &row);
        }
        if !open.is_empty() {
            self.sheet.add(0, "Still to be talked about:");
        }
        for (text, _) in open {
            self.sheet.add_hanging("- ", 2, text);
        }
    }

    /// What is settled about the plan as a whole. When somebody gets in touch is for whoever runs
    /// the meeting, and on no paper that people sign.
    fn whole(&mut self) {
        self.heading("How it goes on");
        let plan = self.plan;
        let settled = [
            ("If it does not work: ", &plan.contingency),
            ("Who looks after it: ", &plan.lead),
            ("If something is not kept: ", &plan.who_is_told),
        ];
        for (label, text) in settled {
            if let Some(text) = text {
                self.sheet.add_hanging(label, 2, &lines(text));
            }
        }
        if let Some(review) = plan.review {
            self.sheet.add(
                0,
                &format!("Looked at again on {}.", review.format("%A %-d %B %Y")),
            );
        }
        self.sheet.add(0, &sentence(&line(&plan.confidentiality)));
    }

    fn signatures(&mut self) {
        self.heading("Signatures");
        let plan = self.plan;
        // Room for a hand to write, and none of it between those who need no line.
        let mut after_line = false;
        for person in plan.people.iter().filter(|person| person.took_part) {
            let name = line(&person.called);
            let signed = plan
                .signatures
                .iter()
                .find(|signature| signature.who == person.id);
            let how = match signed.map(|signature| signature.how) {
                Some(Signing::TypedName) => "signed by typing their name",
                Some(Signing::Voice) => "agreed by voice",
                Some(Signing::Declined) => "chose not to sign",
                None if !self.is_to_sign(person) => continue,
                Some(Signing::Paper) | None => {
                    self.sheet.gap();
                    self.sheet.add(0, &"_".repeat(40));
                    self.sheet.add(0, &name);
                    after_line = true;
                    continue;
                }
            };
            if std::mem::take(&mut after_line) {
                self.sheet.gap();
            }
            self.sheet.add(0, &format!("{name}: {how}"));
        }
    }

    /// Whether somebody is asked to sign, by the script.
    fn is_to_sign(&self, person: &PlanPerson) -> bool {
        let roles = person.roles.iter().filter_map(|id| self.script.role(id));
        roles.into_iter().any(Role::is_to_sign)
    }

    fn copies(&mut self) {
        if self.plan.copies.is_empty() {
            return;
        }
        self.heading("Copies");
        for copy in &self.plan.copies {
            let form = match copy.form {
                None => "no copy",
                Some(CopyForm::Print) => "on paper",
                Some(CopyForm::LargePrint) => "in large print",
                Some(CopyForm::EasyRead) => "in easy-read words",
                Some(CopyForm::Translated) => "in another language",
                Some(CopyForm::ReadAloud) => "read out, nothing handed over",
            };
            let name = self.name(copy.to);
            self.sheet.add_hanging("- ", 2, &format!("{name}: {form}"));
        }
    }
}

/// Ends with a full stop, which script authors may leave out.
fn sentence(text: &str) -> String {
    if text.is_empty() || text.ends_with(['.', '!', '?', '\u{2069}']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}
