//! minijinja panics on some slips of the pen, such as `{% import 'a.html' as b|c %}`. A template
//! never aborts a run, so what it panics on is told as any other fault.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// What `run` returns; `None` where it panics, of which nothing reaches the error stream: the
/// finding says it.
pub fn guard<T>(run: impl FnOnce() -> T) -> Option<T> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let loud = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !GUARDED.get() {
                loud(info);
            }
        }));
    });
    let outer = GUARDED.replace(true);
    let ended = panic::catch_unwind(AssertUnwindSafe(run));
    GUARDED.set(outer);
    ended.ok()
}
