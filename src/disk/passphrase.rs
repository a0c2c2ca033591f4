//! The passphrase of a locked site, from a file or from the environment: never from an argument, which every user of a
//! machine can read in its list of processes.

use std::env;
use std::fs;
use std::path::Path;

use super::failure::Failure;

/// The variable that holds it where no file is named.
pub const VARIABLE: &str = "GOBAG_PASSPHRASE";

/// The words in a file, or in the environment; nothing where neither is there.
///
/// # Errors
/// When the file cannot be read.
pub fn read(file: Option<&Path>) -> Result<Option<String>, Failure> {
    match file {
        Some(path) => {
            let bytes = fs::read(path).map_err(|error| Failure::of("read", path, error))?;
            Ok(Some(String::from_utf8_lossy(&bytes).trim().to_owned()))
        }
        None => Ok(env::var_os(VARIABLE).map(|value| value.to_string_lossy().trim().to_owned())),
    }
}

/// A passphrase that nobody can guess: six groups of four letters and digits, 120 bits of the system's own chance. It is
/// only proposed; what a build makes never depends on it.
#[must_use]
pub fn proposed() -> String {
    use std::hash::{BuildHasher as _, RandomState};
    const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bits = [RandomState::new().hash_one("one"), RandomState::new().hash_one("two")];
    let mut words = String::new();
    for at in 0..24 {
        if at > 0 && at % 4 == 0 {
            words.push('-');
        }
        let part = &mut bits[at / 12];
        words.push(char::from(SIGNS[(*part % 32) as usize]));
        *part /= 32;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposed_passphrase_is_long_and_never_the_same() {
        let (one, other) = (proposed(), proposed());
        assert_eq!((one.len(), one == other), (29, false));
    }
}
