//! The floors as rows of the table.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::run::{self, Figure};
use super::{floor, process};

/// Those rows: with one thread and two, without an index and with one.
pub fn rows(content: &Path, out: &Path, bytes: u64, rounds: usize) -> Vec<(&'static str, Figure)> {
    let kinds = [
        ("the floor, 1 thread", "1", "plain"),
        ("the floor, 2 threads", "2", "plain"),
        ("the floor with an index, 1 thread", "1", "index"),
        ("the floor with an index, 2 threads", "2", "index"),
    ];
    let own = std::env::current_exe().expect("this program knows where it is");
    let mut rows: Vec<(&'static str, Figure)> = kinds.iter().map(|(name, ..)| (*name, Figure::default())).collect();
    for _ in 0..rounds {
        for ((_, threads, kind), (_, figure)) in kinds.iter().zip(&mut rows) {
            let _ = fs::remove_dir_all(out);
            let mut command = Command::new(&own);
            command.arg("--floor").arg(content).arg(out).arg(bytes.to_string()).arg(kind);
            command.env("RAYON_NUM_THREADS", threads);
            let took = run::all(&mut [command], Duration::from_secs(600));
            figure.take_full(took, process::size(out));
        }
    }
    rows
}

/// The floor itself, a process of its own: `FOLDER OUT BYTES plain|index`.
pub fn run(arguments: &[String]) {
    let [folder, out, bytes, kind] = arguments else { panic!("--floor FOLDER OUT BYTES plain|index") };
    let bytes = bytes.parse().expect("the size of a page is a number");
    floor::run(Path::new(folder), Path::new(out), bytes, kind == "index");
}
