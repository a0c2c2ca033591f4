//! STUB replaced by the render branch.
use crate::artifact::Artifacts;
use crate::diagnostic::{Checked, Diagnostics};
use crate::edition::Edition;
use crate::handbook::Media;
use crate::plan::Plan;
use crate::source::Sources;
use std::collections::BTreeMap;
/// Theme.
pub struct Theme;
impl Theme {
    /// Of.
    pub fn of(_: &Sources, _: &str) -> Checked<Theme> {
        Checked { value: Theme, diagnostics: Diagnostics::new() }
    }
}
/// Render.
pub fn render(
    _: &[Edition],
    _: &Plan,
    _: &Theme,
    _: &BTreeMap<String, Media>,
    _: &(dyn Fn(usize, usize) + Sync),
) -> Checked<Artifacts> {
    Checked { value: Artifacts::default(), diagnostics: Diagnostics::new() }
}
