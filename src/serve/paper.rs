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

/// Prints one copy; nothing where the handbook has errors, or no such copy.
#[cfg(feature = "print")]
pub(super) fn print(draft: &Draft, path: &str) -> Option<Vec<u8>> {
    use crate::artifact::Artifacts;
    use crate::compile::print;
    let shelf = std::sync::Mutex::new(Artifacts::default());
    let only = print::Printing { only: Some(path.to_owned()), ..print::Printing::default() };
    let pressed = print::print(&shelf, draft.sources(), &only, &|_| {}).ok()?;
    let is_wrong = pressed.compiled.diagnostics.count(crate::diagnostic::Severity::Error) > 0;
    let files = shelf.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    files.get(path).filter(|_| !is_wrong).map(<[u8]>::to_vec)
}

/// The same for a program that cannot print.
#[cfg(not(feature = "print"))]
pub(super) fn print(_: &Draft, _: &str) -> Option<Vec<u8>> {
    None
}
