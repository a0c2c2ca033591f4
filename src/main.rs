//! The `gobag` command: arguments in, exit code out.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    gobag::cli::run(std::env::args_os())
}
