//! A command becomes figures: time on the clock, processor time, the most memory; and a folder its size.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a command took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Took {
    /// On the clock.
    pub clock: Duration,
    /// Of all processors together, in hundredths of a second.
    pub processor: Duration,
    /// The most memory, in KiB.
    pub peak: u64,
}

/// Runs a command; nothing comes of one that took longer than `patience` and was ended. `memory` looks at what a process holds
/// while it runs. What the command says is shown only when it fails.
pub fn run(command: &mut Command, patience: Duration, memory: impl Fn(u32) -> u64) -> Option<Took> {
    let said = tempfile::NamedTempFile::new().expect("a file for what is said");
    let to = || Stdio::from(said.reopen().expect("the file is there"));
    let before = processor_time_of_children();
    let begun = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(to()).stderr(to()).spawn();
    let child = child.as_mut().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let mut peak = 0;
    loop {
        peak = peak.max(memory(child.id()));
        if let Some(ended) = child.try_wait().expect("a child can be waited for") {
            let clock = begun.elapsed();
            let words = fs::read_to_string(said.path()).unwrap_or_default();
            assert!(ended.success(), "{command:?} failed:\n{words}");
            return Some(Took { clock, processor: processor_time_of_children() - before, peak });
        }
        if begun.elapsed() > patience {
            child.kill().expect("our own child can be ended");
            child.wait().expect("a child can be waited for");
            return None;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// The most memory that a process has held, in KiB. The mark only grows, so the last look before the end is near enough.
pub fn high_water(process: u32) -> u64 {
    let text = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
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
