//! The `gobag` command: arguments in, exit code out.
#![forbid(unsafe_code)]

use std::process::ExitCode;

/// Trees of small values are made and dropped on every core; the system's allocator makes the cores wait for each other.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    gobag::cli::run(std::env::args_os())
}
