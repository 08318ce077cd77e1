//! What changed between two states of the rules: `lianfang diff`, and the annex of amendments.
//!
//! Two states are compared by what they say, table by table and key by key, under the ids that
//! things have: files may be named, split and ordered otherwise, and no key is known here but by
//! its declaration. The old state is a revision of version control ([`git`]) or a folder.

mod alike;
mod called;
mod changes;
mod git;
pub mod json;
mod pair;
mod reasons;
mod same;
mod state;
pub mod text;
mod what;
mod words;

pub use called::Called;
pub use changes::{compare, Change, Comparison};
pub use state::{State, Trouble, NOW};
pub use what::What;
pub use words::{Mark, Words};
