//! The `gobag` command.
fn main() {}
