//! Embeds the default theme.
fn main() {}
