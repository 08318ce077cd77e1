//! PDFs and drafts, made when someone asks for them and kept until the rules change.

use super::board::Board;
use super::listing::Listing;
use super::round::Maker;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes that are shared among those who ask.
type Bytes = Arc<[u8]>;

/// What was made in a round.
#[derive(Default)]
struct Kept {
    round: u64,
    papers: BTreeMap<(String, bool), Bytes>,
    drafts: Option<BTreeMap<String, Bytes>>,
}

/// Makes what is asked for, one thing at a time: more would only make all of them wait.
#[derive(Default)]
pub(super) struct Drawer(Mutex<Kept>);

impl Drawer {
    /// A PDF by its path without extension; `None` where there is none of that path.
    ///
    /// # Errors
    /// What is wrong, so that it cannot be made.
    pub fn paper(
        &self,
        stem: &str,
        draft: bool,
        board: &Board,
        maker: &Maker,
    ) -> Result<Option<Bytes>, Listing> {
        self.with(board, |kept| {
            let key = (stem.to_owned(), draft);
            if let Some(bytes) = kept.papers.get(&key) {
                return Ok(Some(Arc::clone(bytes)));
            }
            let Some(bytes) = maker.paper(stem, draft)? else {
                return Ok(None);
            };
            let bytes: Bytes = Arc::from(bytes);
            kept.papers.insert(key, Arc::clone(&bytes));
            Ok(Some(bytes))
        })
    }

    /// A page of the rules as they are, errors and all.
    pub fn draft(&self, path: &str, board: &Board, maker: &Maker) -> Option<Bytes> {
        self.with(board, |kept| {
            let drafts = kept.drafts.get_or_insert_with(|| {
                let files = maker.draft().into_iter();
                files
                    .map(|(path, bytes)| (path, Arc::from(bytes)))
                    .collect()
            });
            drafts.get(path).cloned()
        })
    }

    fn with<T>(&self, board: &Board, make: impl FnOnce(&mut Kept) -> T) -> T {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let round = board.state().round;
        if kept.round != round {
            *kept = Kept {
                round,
                ..Kept::default()
            };
        }
        make(&mut kept)
    }
}
