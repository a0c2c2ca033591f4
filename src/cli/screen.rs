//! Words become lines on the terminal: a bar while it works, plain lines elsewhere, never a panic when nobody listens.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::compile::Stage;
use crate::disk::failure::Failure;

/// Whether findings may be coloured: on a terminal, where nobody has said no (<https://no-color.org>).
pub(super) fn is_coloured() -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    io::stderr().is_terminal() && !refused && !dumb
}

/// Says a result on standard output.
///
/// # Errors
/// When it cannot be written. A reader who has gone away (`gobag build | head -0`) is no error.
pub(super) fn say(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::of("write", "standard output".as_ref(), error))
        }
        _ => Ok(()),
    }
}

/// Says lines that have their own ends.
///
/// # Errors
/// When they cannot be written.
pub(super) fn say_lines(text: &str) -> Result<(), Failure> {
    if text.is_empty() { Ok(()) } else { say(text.trim_end_matches('\n')) }
}

/// Whether somebody watches standard error on a terminal.
pub(super) fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// Shows findings on standard error.
pub(super) fn show(text: &str) {
    // There is nowhere left to complain that standard error is gone.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Says on standard error that the world has failed.
pub(super) fn complain(failure: &dyn Display) {
    show(&format!("gobag: {failure}\n"));
}

/// How far the work is: a bar on a terminal, a line for each stage elsewhere, or silence.
pub(super) struct Progress {
    bar: ProgressBar,
    way: Way,
    /// The last line that was said.
    said: Mutex<Option<String>>,
}

/// How progress is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Bar,
    Lines,
    Silence,
}

impl Progress {
    /// Progress that is told, or not.
    pub(super) fn new(told: bool) -> Progress {
        let way = match (told, io::stderr().is_terminal()) {
            (false, _) => Way::Silence,
            (true, true) => Way::Bar,
            (true, false) => Way::Lines,
        };
        let bar = match way {
            Way::Bar => ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()),
            Way::Lines | Way::Silence => ProgressBar::hidden(),
        };
        Progress { bar, way, said: Mutex::new(None) }
    }

    /// Tells a stage of compiling.
    pub(super) fn stage(&self, stage: Stage) {
        match stage {
            Stage::Reading => self.line("reading the documents"),
            Stage::Checking => self.line("checking them"),
            Stage::Rendering { done, of } => self.count(&format!("making {of} page{}", plural(of)), done, of),
            Stage::Printing { done, of } => self.count(&format!("printing {of} PDF{}", plural(of)), done, of),
        }
    }

    /// Tells how much is done.
    fn count(&self, text: &str, done: usize, of: usize) {
        self.line(text);
        if self.bar.length() != Some(of as u64) {
            self.bar.set_length(of as u64);
            let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}");
            self.bar.set_style(style.expect("the bar's template is a good one"));
        }
        // Several threads tell; the bar must not run backwards.
        let done = done as u64;
        if done > self.bar.position() {
            self.bar.set_position(done);
        }
    }

    /// Tells what has begun, once.
    pub(super) fn line(&self, text: &str) {
        let mut said = self.said.lock().expect("telling progress does not panic");
        if said.as_deref() == Some(text) {
            return;
        }
        *said = Some(text.to_owned());
        match self.way {
            Way::Bar => {
                // It was taken away to let findings be said; the work goes on.
                if self.bar.is_finished() {
                    self.bar.reset();
                }
                self.bar.set_style(ProgressStyle::with_template("{msg}").expect("the template is a good one"));
                self.bar.set_message(text.to_owned());
                self.bar.tick();
            }
            Way::Lines => show(&format!("{text}\n")),
            Way::Silence => {}
        }
    }

    /// Takes the bar away, before anything else is said.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

/// The end of a noun of which there are so many.
fn plural(number: usize) -> &'static str {
    if number == 1 { "" } else { "s" }
}
