//! Evaluation forms for the screen, and where what was answered on them goes.

use crate::cli::own_files;
use crate::desk::Cabinet;
use crate::problem::Problem;
use crate::script::Evaluation;
use crate::store::AnswerBox;

/// Every form that can be used. What cannot be read is told by `evaluation list`: here the
/// terminal shows a picture.
pub(super) fn evaluations(cabinet: &Cabinet) -> Vec<Evaluation> {
    let shelf = own_files::evaluation_shelf(cabinet.storage.as_ref(), &cabinet.home, |_| {});
    let forms = shelf.forms.into_iter();
    forms.map(|shelved| shelved.form).collect()
}

/// Puts lines among the answers of every other case.
pub(super) fn keep(cabinet: &Cabinet, lines: Vec<String>) -> Result<(), Problem> {
    let answers = AnswerBox::of(&cabinet.home);
    Ok(answers.put(cabinet.storage.as_ref(), lines)?)
}
