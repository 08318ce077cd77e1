//! What a page is given, made ready for templates piece by piece on all cores.

use minijinja::value::{Serde, Value};
use rayon::prelude::*;
use serde::{Serialize, Serializer};

/// A piece of what a page is given, as templates take it.
#[derive(Debug, Clone)]
pub struct Ready(Value);

impl Ready {
    /// Each of a list. To be asked for before the page is written: while one value becomes that of
    /// a template, no other work may come to its thread.
    pub fn each<T: Serialize + Send>(all: impl IntoParallelIterator<Item = T>) -> Vec<Self> {
        let ready = |one: T| Self(Value::from(Serde(&one)));
        let mut list = Vec::new();
        list.par_extend(all.into_par_iter().map(ready));
        list
    }
}

impl Serialize for Ready {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
