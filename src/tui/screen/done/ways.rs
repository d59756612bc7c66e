//! What can be chosen on each page once the room is empty.

use crate::case::spoken_date::spell_out;
use crate::case::{Case, KeptFor, told_apart};
use crate::tui::widget::Way;

use super::asked::About;
use super::is_other;
use super::steps::{self, Step};

/// What choosing a row does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leads {
    /// On to what is asked next, or back to the list of the rest.
    On,
    /// To a page beside what is asked.
    To(Step),
    /// To a form.
    Form(About),
    /// Keeps a note, for whom; or lets it go.
    Keep(Option<KeptFor>),
    /// Asks whether working notes are erased.
    Erase,
    /// Asks whether the look back is erased.
    EraseLookBack,
    /// To the notes that are still to be gone through.
    Notes,
    /// Gives this reason, by its place in the list.
    Reason(usize),
    /// Puts the case away.
    PutAway,
}

/// The rows of a step, with what each leads to; none where there is nothing to choose.
pub(super) fn ways(step: &Step, case: &Case) -> Vec<(Way, Leads)> {
    match step {
        Step::Reason => reasons(case),
        Step::WaysHome => ways_home(case),
        Step::Note(_) => note(),
        Step::Erase => {
            let mut rows = vec![
                (
                    Way::new(
                        "Not yet",
                        "The case stays among those to go on with, and asks again when it is opened.",
                    ),
                    Leads::On,
                ),
                (
                    Way::new("Erase what was not kept…", "Asks once more."),
                    Leads::Erase,
                ),
            ];
            if case.notes_to_go_through().next().is_some() {
                let again = Way::new("Go through the notes again", "");
                rows.push((again, Leads::Notes));
            }
            rows
        }
        Step::Dates => rest(case),
        Step::Told => vec![
            (Way::new("Go back to the rest", ""), Leads::On),
            (
                Way::new("Write down who was told what…", ""),
                Leads::Form(About::Told),
            ),
        ],
        Step::LookBack => look_back(case),
        Step::RoomEmpty
        | Step::Safety(_)
        | Step::Questions
        | Step::Agreed
        | Step::Fidelity
        | Step::AboutSafety => Vec::new(),
    }
}

fn reasons(case: &Case) -> Vec<(Way, Leads)> {
    let reasons = steps::reasons(case).into_iter().enumerate();
    let rows = reasons.map(|(place, (id, label))| {
        let about = match id {
            Some(id) if is_other(&id) => "None of these; no words of it are kept.",
            Some(_) | None => "",
        };
        (Way::new(label, about), Leads::Reason(place))
    });
    rows.collect()
}

/// Going on stands first, so that one Enter too many answers for nobody.
fn ways_home(case: &Case) -> Vec<(Way, Leads)> {
    let open = case.ways_home_to_ask();
    let on = if open.is_empty() {
        Way::new("Go on", "")
    } else {
        Way::new(
            "Go on",
            "Whoever was not asked about can be asked about later.",
        )
    };
    let mut rows = vec![(on, Leads::On)];
    rows.extend(case.who_goes_home().into_iter().map(|person| {
        let about = if open.contains(&person) {
            "not asked yet"
        } else {
            "written down; chosen again, it is written anew"
        };
        let way = Way::new(told_apart(case, person), about);
        (way, Leads::Form(About::WayHome(person)))
    }));
    rows
}

fn note() -> Vec<(Way, Leads)> {
    let keep = |text, about, kept| (Way::new(text, about), Leads::Keep(kept));
    vec![
        (Way::new("Decide later", ""), Leads::On),
        keep(
            "Keep it for those who run the meetings",
            "",
            Some(KeptFor::Facilitator),
        ),
        keep(
            "Keep it with what is about safety",
            "No list of notes shows it any more.",
            Some(KeptFor::Restricted),
        ),
        keep(
            "Keep it to learn from, in supervision or training",
            "",
            Some(KeptFor::Practice),
        ),
        keep("Let it go", "It is erased with the others.", None),
    ]
}

/// The days to get in touch, and everything else that the ten minutes after may hold.
fn rest(case: &Case) -> Vec<(Way, Leads)> {
    let mut rows = vec![(Way::new("Put the case away", ""), Leads::PutAway)];
    let mut days = case.follow_up_days();
    days.sort_by_key(|day| (day.on.is_none(), day.on, day.planned));
    rows.extend(days.into_iter().map(|day| {
        let planned = spell_out(day.planned);
        let why = day.reason.map_or_else(String::new, |why| {
            format!(": {}", why.trim_end_matches('.'))
        });
        let what = day.what;
        let (when, about) = match day.on {
            Some(on) if on == day.planned => (spell_out(on), what),
            Some(on) => {
                let moved = format!("Moved from {planned}{why}. {what}");
                (spell_out(on), moved)
            }
            None => {
                let gone = format!("Nobody gets in touch{why}. {what}");
                (format!("Let go: {planned}"), gone)
            }
        };
        (
            Way::new(when, about),
            Leads::Form(About::Day(day.follow_up)),
        )
    }));
    let notes = steps::left_to_erase(case);
    if notes > 0 {
        let way = Way::new("Notes to go through", steps::notes_in_words(case));
        rows.push((way, Leads::Notes));
    }
    rows.extend(pages(case));
    rows
}

/// Pages beside what is asked.
fn pages(case: &Case) -> Vec<(Way, Leads)> {
    let mut rows = Vec::new();
    let mut page = |title: &str, about: String, step| {
        rows.push((Way::new(title, about), Leads::To(step)));
    };
    if !case.agreed_items().is_empty() {
        page("What was agreed, in short", String::new(), Step::Agreed);
    }
    if !case.who_goes_home().is_empty() {
        let about = match case.ways_home_to_ask().len() {
            0 => "Everybody was asked about.".to_owned(),
            1 => "1 person is still to be asked about.".to_owned(),
            count => format!("{count} people are still to be asked about."),
        };
        page("Is everybody safe on the way home?", about, Step::WaysHome);
    }
    let told = match case.afterwards.told.len() {
        0 => "Nothing is written down yet.".to_owned(),
        count => format!("{count} written down."),
    };
    page("Who was told what", told, Step::Told);
    page("How the script was followed", String::new(), Step::Fidelity);
    if steps::is_about_safety(case) {
        page(
            "What is kept about safety",
            String::new(),
            Step::AboutSafety,
        );
    }
    let about = if case.afterwards.look_backs.is_empty() {
        "If you like. No paper and no other page shows it."
    } else {
        "Written. No paper and no other page shows it."
    };
    page(
        "A look back, for yourself alone",
        about.to_owned(),
        Step::LookBack,
    );
    rows
}

fn look_back(case: &Case) -> Vec<(Way, Leads)> {
    let written = !case.afterwards.look_backs.is_empty();
    let write = if written { "Write more…" } else { "Write…" };
    let mut rows = vec![
        (Way::new("Go back to the rest", ""), Leads::On),
        (Way::new(write, ""), Leads::Form(About::LookBack)),
    ];
    if written {
        rows.push((
            Way::new("Erase it…", "Asks once more."),
            Leads::EraseLookBack,
        ));
    }
    rows
}
