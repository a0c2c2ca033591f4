//! What was measured of one generator, and its row of the table.

use std::process::Command;
use std::time::Duration;

use super::process::{self, Took};

/// All that was measured of one generator.
#[derive(Debug, Default)]
pub struct Figure {
    full: Vec<Option<Took>>,
    /// The same again.
    pub unchanged: Vec<Option<Took>>,
    /// After one page was edited.
    pub edited: Vec<Option<Took>>,
    /// What it wrote.
    pub bytes: u64,
    files: usize,
}

impl Figure {
    /// Notes a build from nothing, and what came of it.
    pub fn take_full(&mut self, took: Option<Took>, (bytes, files): (u64, usize)) {
        self.full.push(took);
        (self.bytes, self.files) = (bytes, files);
    }

    /// Whether it was ended once; nobody waits for it again.
    pub fn is_over(&self) -> bool {
        self.full.contains(&None) || self.edited.contains(&None)
    }

    /// The median time of a build from nothing.
    pub fn full(&self) -> Option<Duration> {
        median(&self.full, |took| took.clock)
    }

    /// A row of the table, beside our own time.
    pub fn row(&self, pages: usize, name: &str, ours: Duration) -> String {
        let seconds =
            |time: Option<Duration>| time.map_or("–".to_owned(), |time| format!("{:.2} s", time.as_secs_f64()));
        let clock = |took: &[Option<Took>]| seconds(median(took, |took| took.clock));
        let Some(full) = self.full() else {
            return format!("| {pages} | {name} | ended, too long | – | – | – | – | – | – |");
        };
        let peak = median(&self.full, |took| took.peak).map_or(0, |peak| peak / 1024);
        format!(
            "| {pages} | {name} | {} | {:.2} × | {} | {} | {} | {peak} MB | {:.1} MB, {} |",
            seconds(Some(full)),
            full.as_secs_f64() / ours.as_secs_f64(),
            seconds(median(&self.full, |took| took.processor)),
            clock(&self.unchanged),
            clock(&self.edited),
            self.bytes as f64 / 1e6,
            self.files,
        )
    }
}

fn median<T: Ord>(all: &[Option<Took>], of: impl Fn(Took) -> T) -> Option<T> {
    let mut values: Vec<T> = all.iter().flatten().map(|took| of(*took)).collect();
    values.sort();
    let middle = values.len() / 2;
    values.into_iter().nth(middle)
}

/// Runs commands one after the other, as one figure: their times added, the larger memory. Nothing comes of what took too long.
pub fn all(commands: &mut [Command], patience: Duration) -> Option<Took> {
    let mut sum = Took { clock: Duration::ZERO, processor: Duration::ZERO, peak: 0 };
    for command in commands {
        let took = process::run(command, patience.saturating_sub(sum.clock), process::high_water)?;
        sum.clock += took.clock;
        sum.processor += took.processor;
        sum.peak = sum.peak.max(took.peak);
    }
    Some(sum)
}
