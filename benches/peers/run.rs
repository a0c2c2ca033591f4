//! Commands become figures: time on the clock, processor time, the most memory, what stands on the disk afterwards.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Took {
    /// It was done.
    Done {
        /// On the clock.
        clock: Duration,
        /// Of all processors together.
        processor: Duration,
        /// The most memory, in KiB.
        peak: u64,
    },
    /// It was ended before it was done.
    TooLong,
}

/// All that was measured of one generator.
#[derive(Debug, Default)]
pub struct Figure {
    full: Vec<Took>,
    /// The same again.
    pub unchanged: Vec<Took>,
    /// After one page was edited.
    pub edited: Vec<Took>,
    /// What it wrote.
    pub bytes: u64,
    files: usize,
}

impl Figure {
    /// Notes a build from nothing, and what came of it.
    pub fn take_full(&mut self, took: Took, (bytes, files): (u64, usize)) {
        self.full.push(took);
        (self.bytes, self.files) = (bytes, files);
    }

    /// Whether it was ended once; nobody waits for it again.
    pub fn is_over(&self) -> bool {
        self.full.contains(&Took::TooLong) || self.edited.contains(&Took::TooLong)
    }

    /// The median time of a build from nothing.
    pub fn full(&self) -> Option<Duration> {
        median(&self.full, |clock, _, _| clock)
    }

    /// A row of the table, beside our own time.
    pub fn row(&self, pages: usize, name: &str, ours: Duration) -> String {
        let seconds =
            |time: Option<Duration>| time.map_or("–".to_owned(), |time| format!("{:.2} s", time.as_secs_f64()));
        let clock = |took: &[Took]| seconds(median(took, |clock, _, _| clock));
        let Some(full) = self.full() else {
            return format!("| {pages} | {name} | ended, too long | – | – | – | – | – | – |");
        };
        let peak = median(&self.full, |_, _, peak| peak).map_or(0, |peak| peak / 1024);
        format!(
            "| {pages} | {name} | {} | {:.2} × | {} | {} | {} | {peak} MB | {:.1} MB, {} |",
            seconds(Some(full)),
            full.as_secs_f64() / ours.as_secs_f64(),
            seconds(median(&self.full, |_, processor, _| processor)),
            clock(&self.unchanged),
            clock(&self.edited),
            self.bytes as f64 / 1e6,
            self.files,
        )
    }
}

fn median<T: Ord + Copy>(all: &[Took], of: impl Fn(Duration, Duration, u64) -> T) -> Option<T> {
    let mut values: Vec<T> = all
        .iter()
        .filter_map(|took| match *took {
            Took::Done { clock, processor, peak } => Some(of(clock, processor, peak)),
            Took::TooLong => None,
        })
        .collect();
    values.sort();
    values.get(values.len() / 2).copied()
}

/// Runs commands one after the other, as one figure: their times added, the larger memory.
pub fn all(commands: &mut [Command], patience: Duration) -> Took {
    let (mut sum, mut work, mut most) = (Duration::ZERO, Duration::ZERO, 0);
    for command in commands {
        match one(command, patience.saturating_sub(sum)) {
            Took::Done { clock, processor, peak } => {
                (sum, work, most) = (sum + clock, work + processor, most.max(peak));
            }
            Took::TooLong => return Took::TooLong,
        }
    }
    Took::Done { clock: sum, processor: work, peak: most }
}

/// Runs a command; what it says is shown only when it fails.
fn one(command: &mut Command, patience: Duration) -> Took {
    let said = tempfile::NamedTempFile::new().expect("a file for what is said");
    let to = || Stdio::from(said.reopen().expect("the file is there"));
    let worked = processor_time_of_children();
    let begun = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(to()).stderr(to()).spawn();
    let child = child.as_mut().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        // The high-water mark only grows, so the last look before the end is near enough.
        if let Ok(text) = fs::read_to_string(&status)
            && let Some(line) = text.lines().find(|line| line.starts_with("VmHWM:"))
        {
            peak = line.split_whitespace().nth(1).and_then(|word| word.parse().ok()).unwrap_or(peak);
        }
        if let Some(ended) = child.try_wait().expect("a child can be waited for") {
            let clock = begun.elapsed();
            let words = fs::read_to_string(said.path()).unwrap_or_default();
            assert!(ended.success(), "{command:?} failed:\n{words}");
            return Took::Done { clock, processor: processor_time_of_children() - worked, peak };
        }
        if begun.elapsed() > patience {
            child.kill().expect("our own child can be ended");
            child.wait().expect("a child can be waited for");
            return Took::TooLong;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// What ended children have had of the processors, in hundredths of a second.
fn processor_time_of_children() -> Duration {
    let text = fs::read_to_string("/proc/self/stat").expect("Linux tells of a process");
    let fields: Vec<&str> = text.rsplit(") ").next().unwrap_or("").split(' ').collect();
    let hundredths: u64 = fields[13..15].iter().map(|field| field.parse::<u64>().expect("a number of ticks")).sum();
    Duration::from_millis(hundredths * 10)
}

/// The bytes and the number of a folder's files.
pub fn size(folder: &Path) -> (u64, usize) {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let sizes: Vec<u64> =
        files.filter_map(|entry| entry.metadata().ok()).filter(fs::Metadata::is_file).map(|data| data.len()).collect();
    (sizes.iter().sum(), sizes.len())
}
