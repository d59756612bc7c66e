//! One row of the table, and the table.

/// One measurement beside what it is compared with.
pub struct Row {
    what: String,
    ours: String,
    theirs: String,
    /// The ratio and what it should stay below; nothing where it could not be measured.
    verdict: Option<(f64, f64)>,
}

impl Row {
    /// Compares two times in seconds.
    pub fn times(what: &str, ours: f64, theirs: f64, budget: f64) -> Self {
        Self {
            what: what.to_owned(),
            ours: milliseconds(ours),
            theirs: milliseconds(theirs),
            verdict: Some((ours / theirs.max(f64::MIN_POSITIVE), budget)),
        }
    }

    /// Compares a count with the most that it may be.
    pub fn count(what: &str, ours: f64, unit: &str, most: f64) -> Self {
        let ratio = if most > 0.0 { ours / most } else { ours };
        let budget = if most > 0.0 { 1.0 } else { 0.0 };
        Self {
            what: what.to_owned(),
            ours: format!("{} {unit}", short(ours)),
            theirs: format!("at most {} {unit}", short(most)),
            verdict: Some((ratio, budget)),
        }
    }

    /// Says why something cannot be measured here.
    pub fn skipped(what: &str, why: &str) -> Self {
        Self {
            what: what.to_owned(),
            ours: "not measured".to_owned(),
            theirs: why.to_owned(),
            verdict: None,
        }
    }
}

/// Prints the table in Markdown.
pub fn print(rows: &[Row]) {
    println!("| what | ours | compared with | ratio | budget | |");
    println!("|---|---|---|---|---|---|");
    for row in rows {
        let (what, ours, theirs) = (&row.what, &row.ours, &row.theirs);
        let Some((ratio, budget)) = row.verdict else {
            println!("| {what} | {ours} | {theirs} | – | – | skipped |");
            continue;
        };
        let verdict = if ratio <= budget { "within" } else { "OVER" };
        println!("| {what} | {ours} | {theirs} | {ratio:.2} | {budget:.2} | {verdict} |");
    }
}

/// The middle one of several times.
pub fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

fn milliseconds(seconds: f64) -> String {
    format!("{:.3} ms", seconds * 1000.0)
}

fn short(count: f64) -> String {
    if count.fract() == 0.0 {
        format!("{count:.0}")
    } else {
        format!("{count:.2}")
    }
}
