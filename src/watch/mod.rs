//! `lianfang watch`: the pages as they are being written.
//!
//! [`files`] hears what is saved, [`round`] makes the pages anew in memory, [`board`] holds what
//! is shown, [`serve`] hands it to browsers on this machine by [`http`]. Nothing is written anywhere.

mod board;
mod editor;
mod files;
mod guard;
mod http;
mod listing;
mod page;
mod paper;
mod round;
mod serve;

use crate::cli::WatchArgs;
use crate::date::Date;
use crate::terminal::tell;
use board::Board;
use editor::Editor;
use files::Ear;
use round::Maker;
use std::process::ExitCode;
use std::sync::mpsc;
use std::sync::Arc;
use std::time::Instant;

/// The clock, which the one reader of it hands in.
#[derive(Clone, Copy)]
pub struct Clock {
    /// Today.
    pub today: fn() -> Date,
    /// The time of day, to the second: 14:35:20.
    pub time: fn() -> String,
}

/// What the main thread waits for.
enum Heard {
    /// Something below the folders may be other than it was.
    Change,
    /// The run is to end.
    Stop,
}

/// How long something takes decides when to look again and is told; no page depends on it.
#[expect(
    clippy::disallowed_methods,
    reason = "lengths of waits, which no page shows"
)]
fn now() -> Instant {
    Instant::now()
}

/// Shows the pages in a browser and makes them again whenever a file is saved, until stopped.
pub fn watch(args: &WatchArgs, clock: Clock) -> ExitCode {
    let (say, hear) = mpsc::channel();
    let stop = say.clone();
    // Where the system has no such signals, the program ends as any other does.
    drop(ctrlc::set_handler(move || drop(stop.send(Heard::Stop))));
    let editor = match args.editor.as_deref().map(Editor::parse).transpose() {
        Ok(editor) => editor,
        Err(refused) => {
            tell(&format!("错误：--editor {refused}\n"));
            return ExitCode::from(2);
        }
    };
    let server = match serve::open(args) {
        Ok(server) => server,
        Err(refused) => {
            tell(&refused);
            return ExitCode::from(2);
        }
    };
    let maker = Arc::new(Maker::new(args, editor, clock));
    let mut ear = Ear::new(&[&args.pages.rules.path, &args.pages.templates], say, hear);
    let board = Arc::new(Board::default());
    maker.round(&board);
    let address = server.address();
    tell(&format!("在浏览器里打开 http://{address}/，按 Ctrl-C 停\n"));
    if !address.ip().is_loopback() {
        tell("同一网络里的人也能看到这些页面；只在本机上看的，不写 --address\n");
    }
    server.run(&board, &maker);
    while ear.wait() {
        maker.round(&board);
    }
    // Those who still wait for an answer get none.
    tell("停了\n");
    ExitCode::SUCCESS
}
