//! Sentences for what happens between and over meetings: how items stand, who made up for what.

use super::sentence::Teller;
use crate::case::{
    AfterwardsEvent, DocumentFile, DocumentForm, DocumentKind, FollowingEvent, ItemId, Party,
    ProgrammeEvent, told_apart,
};
use crate::script::{SessionKindId, in_a_row};

use super::super::sheet::line;

impl Teller<'_> {
    /// Says how an item stands, or that somebody was told; never with anybody's words.
    pub(super) fn following_text(&self, event: &FollowingEvent) -> String {
        let word = line(&self.script.vocabulary.item);
        match event {
            FollowingEvent::ProgressSaid {
                item, progress, by, ..
            } => {
                let by = by.map(|by| format!(", as {} said", line(&told_apart(self.case, by))));
                let by = by.unwrap_or_default();
                format!(
                    "How {word} {} stands: {}{by}.",
                    self.number_of(*item),
                    progress.title()
                )
            }
            FollowingEvent::AmountGiven {
                item,
                amount,
                on,
                by,
            } => {
                let by = by.map(|by| format!(", as {} said", line(&told_apart(self.case, by))));
                let by = by.unwrap_or_default();
                let day = on.format("%-d %B %Y");
                let item = self.number_of(*item);
                format!("Of {word} {item}, {amount} was given on {day}{by}.")
            }
            FollowingEvent::FollowUpMade { person, on, .. } => {
                let with = person.map(|id| format!(" with {}", line(&told_apart(self.case, id))));
                let with = with.unwrap_or_default();
                let day = on.format("%-d %B %Y");
                format!("Somebody got in touch{with} on {day}, as planned.")
            }
            // The moment would join what was answered with whoever answered, if it told of more.
            FollowingEvent::FormHandedIn {
                person, typed_by, ..
            } => {
                let of = person.map(|id| format!(" by {}", line(&told_apart(self.case, id))));
                let of = of.unwrap_or_default();
                let typist = line(typed_by);
                format!("An evaluation form was handed in{of}; {typist} typed it in.")
            }
            FollowingEvent::CaseClosed {
                outcome, left_open, ..
            } => {
                let how = outcome.map(|outcome| self.case.outcome_title(outcome));
                let how = how.unwrap_or("before anybody met");
                let open = match left_open {
                    0 => "; nothing was open",
                    _ => "; what was still open was named first",
                };
                format!("The case was closed: {}{open}.", how.to_lowercase())
            }
            FollowingEvent::CaseReopened { .. } => {
                "The case, which had been closed, was opened again.".to_owned()
            }
            // Why, in somebody's words, stands on the page of the case.
            FollowingEvent::HoldPlaced { .. } => {
                "The case was put on hold: it is kept until that is lifted.".to_owned()
            }
            FollowingEvent::HoldLifted { .. } => "The hold was lifted.".to_owned(),
            FollowingEvent::DocumentsWritten { files } => self.written_text(files),
            FollowingEvent::HarmedTold { item, person, on } => {
                let name = line(&told_apart(self.case, *person));
                let day = on.format("%A %-d %B %Y");
                let item = self.number_of(*item);
                format!("{name} was told on {day} how {word} {item} stands.")
            }
        }
    }

    /// Says quietly that copies were written, and for whom alone.
    fn written_text(&self, files: &[DocumentFile]) -> String {
        let agreement = line(&self.script.vocabulary.agreement);
        let mut for_whom: Vec<String> = Vec::new();
        for party in files.iter().filter_map(|file| file.meant_for.as_ref()) {
            let name = self.party(party);
            if !for_whom.contains(&name) {
                for_whom.push(name);
            }
        }
        let for_whom = (!for_whom.is_empty()).then(|| in_a_row(&for_whom));
        let Some(DocumentFile { document, form, .. }) = files.first().filter(|_| files.len() == 1)
        else {
            let among = for_whom.map_or_else(String::new, |who| format!(", among them for {who}"));
            let forms = in_forms(files);
            return format!("Copies of the {agreement} were written {forms}{among}.");
        };
        match document {
            DocumentKind::Agreement => {
                let to = for_whom.map_or_else(String::new, |who| format!(" for {who}"));
                format!(
                    "A copy of the {agreement} was written {}{to}.",
                    as_form(*form)
                )
            }
            DocumentKind::Plan => format!("The {agreement} was written as a file for programs."),
            DocumentKind::Table => format!("The {agreement} was written as a table."),
            DocumentKind::Tasks => format!("The {agreement} was written as a list of tasks."),
            DocumentKind::Calendar => "What is due was written as a calendar.".to_owned(),
            DocumentKind::Redacted => {
                format!(
                    "A redacted copy of the case was written {}.",
                    as_form(*form)
                )
            }
            DocumentKind::Held => {
                let who = for_whom.unwrap_or_else(|| "one person".to_owned());
                format!(
                    "What is held about {who} was written down {}.",
                    as_form(*form)
                )
            }
        }
    }

    fn party(&self, party: &Party) -> String {
        match party {
            Party::Person(id) => line(&told_apart(self.case, *id)),
            Party::Other(name) => line(name),
        }
    }

    /// The number that an item has in what was agreed last; its own where it is not in it any more.
    fn number_of(&self, item: ItemId) -> usize {
        let mut agreed = self.case.agreed_items().iter();
        let place = agreed.position(|known| known.item == item);
        place.map_or(usize::from(item.0), |place| place + 1)
    }

    /// Says what was done once a meeting was over; never what was answered, told or written.
    pub(super) fn afterwards_text(&self, event: &AfterwardsEvent) -> String {
        match event {
            AfterwardsEvent::WayHomeAsked { person, .. } => {
                let name = line(&told_apart(self.case, *person));
                format!("It was asked how {name} goes home.")
            }
            AfterwardsEvent::Told { who, .. } => {
                format!("{} was told about it.", self.party(who))
            }
            AfterwardsEvent::FollowUpSet { session, on, .. } => {
                let where_to = on.map_or_else(
                    || "let go".to_owned(),
                    |on| format!("set to {}", on.format("%A %-d %B %Y")),
                );
                format!("A day to get in touch after meeting {session} was {where_to}.")
            }
            AfterwardsEvent::LookedBack { .. } => {
                let who = line(&self.script.vocabulary.facilitator);
                format!("The {who} looked back on it, for themselves.")
            }
        }
    }

    /// Says that somebody answered for themselves, or made up for a session.
    pub(super) fn programme_text(&self, event: &ProgrammeEvent) -> String {
        match event {
            ProgrammeEvent::OwnAnswerGiven { person, .. } => {
                let name = line(&told_apart(self.case, *person));
                format!("{name} gave an answer of their own.")
            }
            ProgrammeEvent::CaughtUp {
                person,
                kind,
                session,
            } => {
                let name = line(&told_apart(self.case, *person));
                format!("{name} made up for: {}.", self.title_of(kind, *session))
            }
        }
    }

    /// What a session that was missed is called by the script that it was run from.
    fn title_of(&self, kind: &SessionKindId, number: Option<u16>) -> String {
        let mut sessions = self.case.sessions();
        let missed = sessions.find(|session| Some(session.number) == number);
        let script = missed.map_or(self.script, |session| &session.script);
        let title = script.session(kind).map(|kind| kind.title.as_str());
        line(title.unwrap_or(kind.as_str()))
    }
}

/// In which forms files were written, each said once.
fn in_forms(files: &[DocumentFile]) -> String {
    let mut forms: Vec<String> = Vec::new();
    for form in files.iter().map(|file| as_form(file.form).to_owned()) {
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    in_a_row(&forms)
}

fn as_form(form: DocumentForm) -> &'static str {
    match form {
        DocumentForm::Txt => "as plain text",
        DocumentForm::Md => "as Markdown",
        DocumentForm::Html => "as a web page",
        DocumentForm::Pdf => "as a PDF",
        DocumentForm::Json => "as JSON",
        DocumentForm::Csv => "as a table",
        DocumentForm::Ics => "as a calendar",
    }
}
