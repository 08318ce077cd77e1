//! What is saved: told by the system, and looked for where the system does not tell.
//!
//! A change is only ever a reason to make everything anew, so that nothing hangs on how an editor
//! saves: in place, by renaming, many files at once. What the system does not tell (shares of a
//! network, a folder that was taken away and came again) is seen by looking at sizes and times.

use super::{now, Heard};
use crate::terminal::tell;
use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, SystemTime};
use walkdir::WalkDir;

/// After so long without a change a save is over: editors write, rename and set times in one go.
const QUIET: Duration = Duration::from_millis(15);
/// So long at most what goes on changing is waited for.
const LONGEST: Duration = Duration::from_millis(250);
/// How often at most the folders are looked at unasked.
const LOOK: Duration = Duration::from_millis(1000);
/// So many times as long as a look takes passes before the next.
const REST: u32 = 20;

/// Path, size and time of each file that matters.
type Seen = Vec<(PathBuf, u64, Option<SystemTime>)>;

/// Hears of changes below some folders.
pub(super) struct Ear {
    folders: Vec<PathBuf>,
    say: Sender<Heard>,
    hear: Receiver<Heard>,
    /// What is told by the system; `None` where it tells nothing.
    watcher: Option<RecommendedWatcher>,
    seen: Seen,
    rest: Duration,
    told: bool,
}

impl Ear {
    /// Listens below `folders`, those that are not there yet as well.
    pub fn new(folders: &[&Path], say: Sender<Heard>, hear: Receiver<Heard>) -> Self {
        let mut ear = Self {
            folders: folders.iter().map(|folder| folder.to_path_buf()).collect(),
            say,
            hear,
            watcher: None,
            seen: Seen::new(),
            rest: LOOK,
            told: false,
        };
        ear.listen();
        ear.look();
        ear
    }

    /// Waits until something has changed, and then until the change is over; `false` where the
    /// run is to end.
    pub fn wait(&mut self) -> bool {
        loop {
            match self.hear.recv_timeout(self.rest) {
                Ok(Heard::Change) => {
                    let goes_on = self.settle();
                    self.look();
                    return goes_on;
                }
                Ok(Heard::Stop) | Err(RecvTimeoutError::Disconnected) => return false,
                Err(RecvTimeoutError::Timeout) if self.look() => {
                    // The system has not told of it: a folder that it lost, or a share.
                    self.listen();
                    return true;
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// Waits for the end of a change; `false` where the run is to end.
    fn settle(&self) -> bool {
        let since = now();
        while since.elapsed() < LONGEST {
            match self.hear.recv_timeout(QUIET) {
                Ok(Heard::Change) => {}
                Ok(Heard::Stop) | Err(RecvTimeoutError::Disconnected) => return false,
                Err(RecvTimeoutError::Timeout) => break,
            }
        }
        true
    }

    /// Looks at all files; whether they are other than at the last look.
    fn look(&mut self) -> bool {
        let since = now();
        let seen = seen(&self.folders);
        self.rest = LOOK.max(since.elapsed() * REST);
        let other = seen != self.seen;
        self.seen = seen;
        other
    }

    /// Asks the system to tell of changes.
    fn listen(&mut self) {
        let roots: Vec<PathBuf> = self.folders.iter().map(|folder| whole(folder)).collect();
        let say = self.say.clone();
        let told = move |event: notify::Result<Event>| {
            // What went wrong may have cost an event.
            if event.map_or(true, |event| matters(&event, &roots)) {
                drop(say.send(Heard::Change));
            }
        };
        let watcher = notify::recommended_watcher(told).and_then(|mut watcher| {
            let there = self.folders.iter().filter(|folder| folder.is_dir());
            there
                .into_iter()
                .try_for_each(|folder| watcher.watch(folder, RecursiveMode::Recursive))?;
            Ok(watcher)
        });
        if watcher.is_err() && !self.told {
            tell("系统不报告文件的改动，改为每隔一会儿看一遍\n");
            self.told = true;
        }
        self.watcher = watcher.ok();
    }
}

/// The path as the system tells of it.
fn whole(folder: &Path) -> PathBuf {
    std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf())
}

/// Whether a page may be another after this.
fn matters(event: &Event, roots: &[PathBuf]) -> bool {
    let changes = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    };
    let is_read = |path: &PathBuf| {
        let root = roots.iter().find(|root| path.starts_with(root));
        let below = root.map_or(path.as_path(), |root| {
            path.strip_prefix(root).unwrap_or(path)
        });
        let hidden = below
            .iter()
            .any(|part| part.to_string_lossy().starts_with('.') && part != "." && part != "..");
        // A folder has no ending, and what is in it goes and comes with it.
        !hidden && (below.extension().is_none() || has_ending(below))
    };
    changes && (event.paths.is_empty() || event.need_rescan() || event.paths.iter().any(is_read))
}

/// Whether a file is of a kind that rules and templates are made of.
fn has_ending(path: &Path) -> bool {
    const ENDINGS: [&str; 8] = ["toml", "html", "css", "js", "svg", "ttf", "otf", "ttc"];
    let ending = path.extension().unwrap_or_default();
    ENDINGS
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

/// The files below `folders` that matter. Links are followed, as where they are read.
fn seen(folders: &[PathBuf]) -> Seen {
    let mut seen = Seen::new();
    for folder in folders {
        let files = WalkDir::new(folder)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|e| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.'))
            .flatten();
        for file in files.filter(|file| has_ending(file.path())) {
            let data = file.metadata().ok();
            let size = data.as_ref().map_or(0, |data| data.len());
            seen.push((
                file.into_path(),
                size,
                data.and_then(|data| data.modified().ok()),
            ));
        }
    }
    seen
}
