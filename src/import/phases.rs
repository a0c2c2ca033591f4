//! A procedure's text sorted by its phases: before, during, after.

use std::collections::BTreeMap;

use crate::document::body::Phase;
use crate::fields::Named as _;

/// The text of a procedure by its phases.
pub(super) struct Phases {
    /// What stands before the first of them.
    opening: String,
    /// What each phase has.
    pub(super) of: BTreeMap<Phase, String>,
}

impl Phases {
    /// Sorts a text: steps before the first heading are what is to be done during it, where no heading says so; a section without
    /// a phase stays behind the one that it follows.
    pub(super) fn of(text: &str) -> Phases {
        let mut phases = Phases { opening: String::new(), of: BTreeMap::new() };
        let mut now = None;
        for line in text.lines() {
            let named = Phase::ALL
                .iter()
                .find(|phase| line.starts_with("##") && line.contains(&format!("{{phase={}}}", phase.name())));
            now = named.copied().or(now);
            let part = now.map_or(&mut phases.opening, |phase| phases.of.entry(phase).or_default());
            part.push_str(line);
            part.push('\n');
        }
        let is_step = |line: &str| line.trim_start_matches(|letter: char| letter.is_ascii_digit()).starts_with(". @");
        let mut at = 0;
        let mut lines = phases.opening.split_inclusive('\n').map(|line| {
            at += line.len();
            (at - line.len(), line)
        });
        let first = lines.find(|(_, line)| is_step(line) || line.starts_with('#'));
        if let Some(start) = first.filter(|(_, line)| is_step(line)).map(|(start, _)| start)
            && !phases.of.contains_key(&Phase::During)
        {
            let steps = phases.opening.split_off(start);
            phases.of.insert(Phase::During, format!("## During {{phase=during}}\n\n{steps}"));
        }
        phases
    }

    /// All of it, in the order in which it happens.
    pub(super) fn text(&self) -> String {
        let parts = std::iter::once(&self.opening).chain(Phase::ALL.iter().filter_map(|phase| self.of.get(phase)));
        let parts: Vec<&str> = parts.map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
        parts.join("\n\n")
    }
}
