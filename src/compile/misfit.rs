//! What somebody asked for and this handbook does not have, with what was meant.

use thiserror::Error;

/// A request that this handbook cannot fulfil: the person at the keyboard mistyped, not the author.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Misfit {
    /// No audience has this name.
    #[error("this handbook has no audience \"{name}\"; {help}")]
    Audience {
        /// As typed.
        name: String,
        /// The nearest name, or all of them.
        help: String,
    },
    /// No school has this id.
    #[error("this handbook has no school \"{id}\"; {help}")]
    School {
        /// As typed.
        id: String,
        /// The nearest id, or all of them.
        help: String,
    },
    /// No binder has this id.
    #[error("this handbook has no binder \"{name}\"; {help}")]
    Binder {
        /// As typed.
        name: String,
        /// The nearest id, or all of them.
        help: String,
    },
    /// The handbook is not written in this language.
    #[error("this handbook has no language \"{name}\"; {help}")]
    Language {
        /// As typed.
        name: String,
        /// All of them.
        help: String,
    },
    /// No release has this name.
    #[error("this handbook has no release \"{name}\"; {help}")]
    Release {
        /// As typed.
        name: String,
        /// The nearest name, or all of them.
        help: String,
    },
    /// A release cannot be called this.
    #[error("a release cannot be called \"{name}\"; use letters, digits, dots and hyphens: 2027-01-15")]
    ReleaseName {
        /// As typed.
        name: String,
    },
    /// There is such a release.
    #[error("release {name} was made on {date} and stays as it is; give this one another name")]
    Released {
        /// As typed.
        name: String,
        /// The day it was made.
        date: jiff::civil::Date,
    },
    /// Nobody has signed for the release.
    #[error("nobody has signed for release {name}; {help}")]
    Unsigned {
        /// As typed.
        name: String,
        /// What to add to approvals.toml.
        help: String,
    },
    /// No framework has this name.
    #[error("there is no framework \"{id}\" to hold this handbook against; {help}")]
    Framework {
        /// As typed, here or in handbook.toml.
        id: String,
        /// The nearest id, or where frameworks come from.
        help: String,
    },
}
