//! What is printed of a handbook in the state that is shown: the list of it, and each copy when somebody looks at it.

use crate::compile::draft::Draft;

/// A copy of a binder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    /// Its file, as `gobag print` calls it.
    pub(super) path: String,
    /// What it is, for whom, on what.
    pub(super) words: String,
}

/// Every copy that can be printed; nothing where this program cannot print.
#[cfg(feature = "print")]
pub(super) fn sheets(draft: &Draft) -> Option<Vec<Sheet>> {
    let words = |copy: crate::compile::print::Copy| {
        let school = copy.school.map(|school| format!(", {school}")).unwrap_or_default();
        Sheet { words: format!("{}{school} ({}, {})", copy.title, copy.audience, copy.paper.name()), path: copy.path }
    };
    use crate::fields::Named as _;
    let copies = crate::compile::print::list_of(draft.handbook(), &crate::compile::print::Printing::default());
    Some(copies.unwrap_or_default().into_iter().map(words).collect())
}

/// The same for a program that cannot.
#[cfg(not(feature = "print"))]
pub(super) fn sheets(_: &Draft) -> Option<Vec<Sheet>> {
    None
}

/// How many pages of what was looked at are remembered: a large binder, or a few small ones.
#[cfg(feature = "print")]
const REMEMBERED: usize = 700;

/// Lets what was printed be remembered while somebody looks at it, or forgotten.
#[cfg(feature = "print")]
pub(super) fn remember(is_looked_at: bool) {
    crate::compile::print::remember(if is_looked_at { REMEMBERED } else { 0 });
}

/// The same for a program that cannot print.
#[cfg(not(feature = "print"))]
pub(super) fn remember(_: bool) {}

/// Prints one copy; nothing where there is no such copy, or it cannot be printed.
#[cfg(feature = "print")]
pub(super) fn print(draft: &Draft, path: &str) -> Option<Vec<u8>> {
    draft.print(path)
}

/// The same for a program that cannot print.
#[cfg(not(feature = "print"))]
pub(super) fn print(_: &Draft, _: &str) -> Option<Vec<u8>> {
    None
}
