//! minijinja within bounds: what templates (`html`) and expressions in norms (`check`) may ask
//! for. Neither ever aborts a run, whatever a person writes.

mod guard;
mod limits;
mod ready;

pub use guard::guard;
pub use limits::{limit, too_deep, Allowance, Page};
pub use ready::Ready;
