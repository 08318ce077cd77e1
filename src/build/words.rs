//! Words for findings of the model: those of all findings.

pub(crate) use crate::diagnostic::words::{nearest, quoted};
