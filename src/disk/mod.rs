//! The disk and the clock: a folder becomes `Sources`, finished files become a folder.
//!
//! The only room that opens files, asks the clock or reads the environment of a build.

pub mod clock;
pub mod failure;
pub mod folder;
pub mod foreign;
pub mod keep;
pub mod last;
mod memory;
pub mod mend;
pub mod part;
pub mod passphrase;
pub mod publication;
pub mod read;
mod staging;
pub mod target;
pub mod write;
