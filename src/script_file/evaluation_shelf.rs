//! Every evaluation form that there is: those inside the program, and the service's own.

use crate::script::Evaluation;

use super::report::Report;
use super::standing_back::{OnShelf, put};
use super::{Broken, Origin, SetAside, read_evaluation, shipped};

/// Every evaluation form that there is. Read when one is asked for, never at the start.
#[derive(Debug, Clone, Default)]
pub struct EvaluationShelf {
    /// Forms that can be used, one of each id.
    pub forms: Vec<ShelvedEvaluation>,
    /// Files that cannot be used, and why. They do not hide the rest.
    pub broken: Vec<Broken>,
    /// Forms that stand back behind one with the same id.
    pub set_aside: Vec<SetAside>,
}

/// An evaluation form on the shelf.
#[derive(Debug, Clone)]
pub struct ShelvedEvaluation {
    /// The form.
    pub form: Evaluation,
    /// Whose it is.
    pub origin: Origin,
    /// File name, without folders.
    pub file: String,
    /// What its author should look at.
    pub warnings: Report,
}

impl EvaluationShelf {
    /// Gathers the shipped forms and the service's own, given as file names with their bytes,
    /// in the order of the names. Of two with one id the higher version is used; with the same
    /// version the shipped one, then the first by file name.
    pub fn gather(own: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let mut shelf = Self::default();
        for (file, text) in shipped::EVALUATIONS {
            shelf.put(file, text.as_bytes(), Origin::Shipped);
        }
        for (file, bytes) in own {
            shelf.put(&file, &bytes, Origin::Own);
        }
        shelf
    }

    /// Finds a form by its id.
    pub fn form(&self, id: &str) -> Option<&ShelvedEvaluation> {
        self.forms.iter().find(|known| known.form.id.as_str() == id)
    }

    fn put(&mut self, file: &str, bytes: &[u8], origin: Origin) {
        match read_evaluation(bytes, file) {
            Ok(read) => {
                let new = ShelvedEvaluation {
                    form: read.form,
                    origin,
                    file: file.to_owned(),
                    warnings: read.warnings,
                };
                put(&mut self.forms, &mut self.set_aside, new);
            }
            Err(faults) => self.broken.push(Broken {
                file: file.to_owned(),
                faults,
            }),
        }
    }
}

impl OnShelf for ShelvedEvaluation {
    fn id(&self) -> &str {
        self.form.id.as_str()
    }

    fn version(&self) -> u32 {
        self.form.version
    }

    fn origin(&self) -> Origin {
        self.origin
    }

    fn file(&self) -> &str {
        &self.file
    }
}
