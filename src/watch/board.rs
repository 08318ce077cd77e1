//! What is shown: the last pages that could be made, and how the rules stand now.

use super::listing::Listing;
use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// A file as it is served.
#[derive(Debug, Clone)]
pub(super) struct Page {
    pub bytes: Arc<[u8]>,
    /// What stands in its `<title>`; empty where it has none.
    pub title: Arc<str>,
    /// The round in which it last became another.
    pub changed: u64,
}

/// The state after a round.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    /// Names this run of the program: rounds of another are not counted on.
    pub run: Option<String>,
    /// Counts the rounds from 1.
    pub round: u64,
    /// The time of day at which the files were read.
    pub at: String,
    /// The time of day of the pages, where there are any.
    pub pages_at: Option<String>,
    /// How long the round took, in milliseconds.
    pub took_ms: u128,
    /// How many files were read.
    pub files: usize,
    /// Whether the pages are of an earlier round, since nothing can be made of the files.
    pub is_broken: bool,
    /// The last pages that could be made.
    pub pages: BTreeMap<String, Page>,
    /// What is wrong.
    pub listing: Listing,
}

/// So many pages are made before the others.
const MOST_LOOKED_AT: usize = 2;
/// Characters of a path: no page has more, and what a request says is remembered.
const LONGEST_PATH: usize = 300;

/// The state, for all who show it.
#[derive(Default)]
pub(super) struct Board {
    state: Mutex<Arc<State>>,
    /// The pages last asked after, the latest last.
    looked_at: Mutex<Vec<String>>,
    changed: Condvar,
}

impl Board {
    /// The state now.
    pub fn state(&self) -> Arc<State> {
        Arc::clone(&self.lock())
    }

    /// Puts up a new state.
    pub fn put(&self, state: State) {
        *self.lock() = Arc::new(state);
        self.changed.notify_all();
    }

    /// Waits until there is a state other than of `round`, for `longest` at most.
    pub fn after(&self, round: u64, longest: std::time::Duration) -> Arc<State> {
        let same = |state: &mut Arc<State>| state.round == round;
        let waited = self.changed.wait_timeout_while(self.lock(), longest, same);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&state)
    }

    /// Remembers that someone looks at a page.
    pub fn look(&self, page: &str) {
        let mut pages = self
            .looked_at
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if pages.last().is_some_and(|last| last == page) || page.len() > LONGEST_PATH {
            return;
        }
        pages.retain(|other| other != page);
        pages.push(page.to_owned());
        if pages.len() > MOST_LOOKED_AT {
            pages.remove(0);
        }
    }

    /// The pages that someone looks at, or did of late.
    pub fn looked_at(&self) -> Vec<String> {
        let pages = self.looked_at.lock();
        pages.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn lock(&self) -> MutexGuard<'_, Arc<State>> {
        // A state is put whole: whoever panicked has left a good one.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
