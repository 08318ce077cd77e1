//! One run at a time: the lock on an output folder.

use super::refused::Refused;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::Path;
use std::time::Duration;

/// The file that a run holds locked while it writes. It stays: to remove it would let a third
/// run lock a new file of this name while the second still holds the old one.
pub const LOCK: &str = ".lock";

/// How often the lock is asked for, and how long that takes in all: half a minute. Writing
/// takes a second; whoever holds the lock longer is stopped or hangs.
const TRIES: u32 = 300;
const PAUSE: Duration = Duration::from_millis(100);

/// Takes the lock of `root`, and calls `waiting` once if it is not free. It is given back when
/// the file is dropped, or the process ends, however it ends.
pub fn take(root: &Path, waiting: &dyn Fn()) -> Result<File, Refused> {
    let path = root.join(LOCK);
    super::path::is_file_or_nothing(&path)?;
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(|error| Refused::failed(&path, error))?;
    for n in 0..TRIES {
        match file.try_lock() {
            Ok(()) => {
                // Its day of change is the hour that leavings are measured by.
                file.set_len(0)
                    .and_then(|()| file.write_all(b"lianfang\n"))
                    .map_err(|error| Refused::failed(&path, error))?;
                return Ok(file);
            }
            Err(TryLockError::Error(error)) => return Err(Refused::failed(&path, error)),
            Err(TryLockError::WouldBlock) => {
                if n == 0 {
                    waiting();
                }
                std::thread::sleep(PAUSE);
            }
        }
    }
    Err(Refused::Busy)
}
