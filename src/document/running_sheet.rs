//! A running sheet on paper, for when there is no computer or it fails.

mod agreement;

use crate::script::{
    Agreeing, Outcome, Prompt, PromptKind, Recording, RoleKind, Script, SessionKind, SessionKindId,
    Severity, Stage, capitalized,
};

use super::page::{COLUMNS, Page};
use super::script_words::{condition_words, filled, heading, in_minutes, leads_to};

/// Blank messages, where the process carries some.
const BLANK_MESSAGES: usize = 3;
/// Lines for names where a role has no limit.
const NAMES: u16 = 2;
/// Lines for what is recorded with its time whenever it happens.
const BLANK_TIMES: usize = 4;
const BLANK_NAME: &str = "________";

/// Writes one kind of session as a running sheet in plain text, 80 columns wide.
///
/// It has room for names, times and ticks, for a meeting that is entered afterwards with
/// the times that were written down; and, where this kind of session records them, a blank
/// agreement and lines to sign. Where nothing may be written down, it says so and leaves no
/// room. It is empty if the script has no such kind of session.
pub fn print(script: &Script, session: &SessionKindId) -> String {
    let Some(session) = script.session(session) else {
        return String::new();
    };
    let mut page = Page::default();
    page.title(&format!("{} — running sheet", session.title), '=');
    page.words(&session.purpose, 0);
    page.words(
        &format!(
            "From \"{}\", `{}` version {}.",
            script.title, script.id, script.version
        ),
        0,
    );
    page.line("");
    page.line(&field("Reference", 30));
    page.line(&field("Date and place", COLUMNS));
    page.line(&field(
        &capitalized(&script.vocabulary.facilitator),
        COLUMNS,
    ));
    page.line("Meeting began __:__  ended __:__");
    page.line("");
    page.words(
        "Write times down as things happen. With them the meeting can be entered on a \
         computer afterwards.",
        0,
    );
    page.line("");
    checklist(&mut page, script);
    people(&mut page, script, session);
    consents(&mut page, script);
    for (index, stage) in session.stages.iter().enumerate() {
        page.line("");
        write_stage(&mut page, script, session, index, stage);
    }
    page.line("");
    coming_and_going(&mut page);
    page.line("");
    ending(&mut page, session);
    agreement::agreement(&mut page, script, session);
    agreement::signatures(&mut page, script, session);
    if script.carries() {
        carried(&mut page);
    }
    page.text
}

/// What is recorded with its time besides what the stages hold.
fn coming_and_going(page: &mut Page) {
    page.title("Breaks, and who went out or came back", '-');
    for _ in 0..BLANK_TIMES {
        page.line(&field("from __:__  to __:__ ", COLUMNS));
    }
}

fn checklist(page: &mut Page, script: &Script) {
    if script.checklist.is_empty() {
        return;
    }
    page.title("For the day", '-');
    for entry in &script.checklist {
        page.item("[ ]", &filled(script, entry, BLANK_NAME), 0);
    }
    page.line("");
}

/// What people are asked to agree to, with a line for each role that is asked.
fn consents(page: &mut Page, script: &Script) {
    for consent in &script.consents {
        page.line("");
        let needed = if consent.required { " (needed)" } else { "" };
        let purpose = filled(script, &consent.purpose, BLANK_NAME);
        page.words(&format!("Agreed to {purpose}{needed}:"), 0);
        page.words(&filled(script, &consent.ask, BLANK_NAME), 2);
        for role in &consent.of {
            let name = script.role(role).map_or(role.as_str(), |role| &role.name);
            let said = "  [ ] yes  [ ] no  on ________";
            let field = field(&format!("  {name}"), COLUMNS - said.len());
            page.line(&format!("{field}{said}"));
        }
    }
}

/// Blank lines for what somebody wants carried, with every yes that it needs.
fn carried(page: &mut Page) {
    page.line("");
    page.title("To be carried", '-');
    page.line("Only with a yes to exactly these words. It can be taken back until they were said.");
    for _ in 0..BLANK_MESSAGES {
        page.line(&field("From and to", COLUMNS));
        page.line(&field("Words", COLUMNS));
        page.line(
            "  [ ] right words   passed on may be: [ ] all  [ ] a part  [ ] the gist  [ ] none",
        );
        page.line(&field("  [ ] looked at by", 40));
        page.line("");
    }
}

fn people(page: &mut Page, script: &Script, session: &SessionKind) {
    page.title("Who is here", '-');
    page.line("Ask each person in private whether they still want to take part.");
    for role in &script.roles {
        let other_side = !session.with.is_empty()
            && !role.kind.works_there()
            && !session.with.contains(&role.id);
        if role.kind == RoleKind::Facilitator || other_side {
            continue;
        }
        let lines = role.at_most.unwrap_or(NAMES.max(role.at_least)).min(8);
        page.words(&format!("{}:", capitalized(&role.plural)), 0);
        for _ in 0..lines {
            let willing = if role.asked_if_willing {
                "  [ ] willing"
            } else {
                ""
            };
            let times = format!("  came __:__  left __:__{willing}");
            let name = field("  [ ]", COLUMNS - times.len());
            page.line(&format!("{name}{times}"));
        }
    }
}

fn write_stage(
    page: &mut Page,
    script: &Script,
    session: &SessionKind,
    index: usize,
    stage: &Stage,
) {
    page.title(&format!("{}. {}", index + 1, stage.title), '-');
    page.line(&format!(
        "Usually {}.  Began __:__  Ended __:__",
        in_minutes(stage.minutes.typical)
    ));
    if let Some(optional) = &stage.optional {
        let ask = filled(script, &optional.ask, BLANK_NAME);
        page.item("[ ]", &format!("Wanted. {ask}"), 0);
    }
    if let Some(condition) = &stage.when {
        page.words(
            &format!("Only if {}.", condition_words(script, condition)),
            0,
        );
    }
    for gate in &stage.gates {
        page.item("[ ]", &filled(script, &gate.check, BLANK_NAME), 0);
        match gate.severity {
            Severity::Info => {}
            Severity::Confirm | Severity::Legal => {
                page.line(&field("    not so, and gone on because", COLUMNS));
                page.line(&field("    decided by", COLUMNS));
            }
        }
    }
    if let Some(private) = &stage.private {
        let call = filled(script, &private.call, BLANK_NAME);
        page.words(&format!("To call you back: {call}"), 0);
        page.line("Called back in at __:__  __:__  __:__");
    }
    match stage.recording {
        Recording::Notes => {}
        Recording::Marks => page.line("Write no words down during this stage."),
        Recording::Private => page.line("Write nothing else down. Leave this sheet outside."),
    }
    for prompt in &stage.prompts {
        write_prompt(page, script, session, prompt, stage.recording);
    }
}

fn write_prompt(
    page: &mut Page,
    script: &Script,
    session: &SessionKind,
    prompt: &Prompt,
    recording: Recording,
) {
    page.line("");
    page.item("[ ]", &heading(script, prompt), 0);
    if let Some(condition) = &prompt.when {
        page.words(
            &format!("Only if {}.", condition_words(script, condition)),
            4,
        );
    }
    match &prompt.words {
        Some(words) => page.words(&format!("\"{}\"", filled(script, words, BLANK_NAME)), 4),
        None => {
            for line in &prompt.cue {
                page.words(&filled(script, line, BLANK_NAME), 4);
            }
        }
    }
    let outcomes = prompt
        .decision
        .iter()
        .flat_map(|decision| &decision.outcomes);
    for outcome in outcomes {
        let label = filled(script, &outcome.label, BLANK_NAME);
        let leads = leads_to(session, outcome);
        page.item("( )", &format!("{label} — {leads}"), 4);
    }
    if recording == Recording::Private {
        return;
    }
    match prompt.kind {
        PromptKind::Decide => page.line("    Decided at __:__"),
        PromptKind::Ask | PromptKind::Record if recording == Recording::Notes => {
            page.line(&field("    __:__", COLUMNS));
        }
        PromptKind::Say | PromptKind::Check | PromptKind::Ask | PromptKind::Record => {}
    }
}

fn ending(page: &mut Page, session: &SessionKind) {
    page.title("How it ended", '-');
    let outcomes = Outcome::ALL.into_iter();
    for outcome in outcomes.filter(|outcome| session.can_end(*outcome)) {
        page.item("( )", session.title_of(outcome), 0);
    }
    if !session.end_reasons.is_empty() {
        page.line(match session.agreeing() {
            Agreeing::Needed => "Once the room is empty, if it ended early or nothing was agreed:",
            Agreeing::Possible => {
                "Once the room is empty, if it ended early or an agreement was not reached:"
            }
            Agreeing::None => "Once the room is empty, if it ended early:",
        });
        for reason in &session.end_reasons {
            page.item("( )", &reason.label, 2);
        }
    }
}

/// A label with a line to write on, up to a column.
fn field(label: &str, columns: usize) -> String {
    let width = unicode_width::UnicodeWidthStr::width(label);
    let rest = columns.saturating_sub(width + 1).max(8);
    format!("{label} {}", "_".repeat(rest))
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::document::script_page::show;

    fn scripts() -> Vec<Script> {
        let texts = [
            include_str!("../../tests/it/point_scripts/01-room-and-recording.json"),
            include_str!("../../tests/it/point_scripts/05-ways-out.json"),
            include_str!("../../tests/it/point_scripts/08-agreement-styles.json"),
            include_str!("../../tests/it/point_scripts/12-service-wording.json"),
            include_str!("../../tests/it/point_scripts/15-review-and-follow-up.json"),
            include_str!("../../tests/it/point_scripts/16-preparation.json"),
        ];
        texts
            .into_iter()
            .map(|text| serde_json::from_str(text).unwrap())
            .collect()
    }

    fn assert_fits(text: &str) {
        for line in text.lines() {
            assert!(line.width() <= COLUMNS, "{line}");
            assert_eq!(line, line.trim_end());
        }
    }

    #[test]
    fn every_page_fits_80_columns() {
        for script in scripts() {
            assert_fits(&show(&script));
            for session in &script.sessions {
                assert_fits(&print(&script, &session.id));
            }
        }
    }

    #[test]
    fn a_sheet_has_room_for_names_times_answers_and_signatures() {
        let script = &scripts()[4];
        let sheet = print(script, &script.sessions[0].id);
        for expected in [
            "Began __:__  Ended __:__",
            "What exactly will be done?",
            "( ) No agreement wanted",
            "Signed, or said yes aloud:",
            "(about 12 weeks from now)",
        ] {
            assert!(sheet.contains(expected), "{expected} is missing:\n{sheet}");
        }
    }

    #[test]
    fn a_sheet_of_a_session_without_an_agreement_has_no_lines_for_one() {
        let mut script = scripts().remove(4);
        for stage in &mut script.sessions[0].stages {
            stage.prompts.retain(|prompt| prompt.record.is_none());
        }
        let sheet = print(&script, &script.sessions[0].id);
        assert!(!sheet.contains("What exactly will be done?"), "{sheet}");
        assert!(!sheet.contains("Signed"), "{sheet}");
        assert!(!sheet.contains(&script.agreement.title), "{sheet}");
        assert!(
            sheet.contains("Meeting began __:__  ended __:__"),
            "{sheet}"
        );
    }

    #[test]
    fn one_is_not_several() {
        let mut script = scripts().remove(4);
        script.sessions[0].stages[0].minutes.typical = 1;
        if let Some(review) = &mut script.agreement.review {
            review.after_weeks = 1;
        }
        let sheet = print(&script, &script.sessions[0].id);
        for expected in ["Usually 1 minute.", "(about 1 week from now)"] {
            assert!(sheet.contains(expected), "{expected}:\n{sheet}");
        }
        assert!(show(&script).contains("Usually 1 minute ("));
    }

    #[test]
    fn private_time_leaves_no_room_for_words() {
        let script = &scripts()[0];
        let sheet = print(script, &script.sessions[0].id);
        let private = sheet.split("Write nothing else down.").nth(1).unwrap();
        let private = private.split("\n5. ").next().unwrap();
        assert!(!private.contains("____"), "{private}");
    }

    #[test]
    fn a_service_s_own_wording_is_filled_in() {
        let script = &scripts()[3];
        let page = show(script);
        assert!(
            page.contains("\"I work for our service. Nobody has to be here.\""),
            "{page}"
        );
        assert!(!page.contains('{'));
    }
}
