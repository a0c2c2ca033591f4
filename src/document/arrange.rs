//! A procedure's sections in the order in which they are read, on a screen as on paper; and its first three steps.

use super::body::{Part, Phase, Section, Step};
use super::walk;

/// The role whose steps come first: most who open a procedure in a hurry stand in front of a class.
const TEACHER: &str = "teacher";
/// The role that is anyone.
const EVERYONE: &str = "everyone";

/// A procedure's sections by what they are about.
#[derive(Default)]
pub struct Groups<'s> {
    /// Before and during.
    pub phases: Vec<&'s Section>,
    /// For people who are somewhere else.
    pub settings: Vec<&'s Section>,
    /// How everyone is accounted for.
    pub accounting: Vec<&'s Section>,
    /// After.
    pub after: Vec<&'s Section>,
    /// The rest.
    pub rest: Vec<&'s Section>,
}

impl<'s> Groups<'s> {
    /// Sorts the outermost sections.
    #[must_use]
    pub fn of(sections: &'s [Section]) -> Groups<'s> {
        let mut groups = Groups::default();
        for section in sections {
            let meaning = &section.meaning;
            let group = match (meaning.phase, meaning.part) {
                _ if !meaning.settings.is_empty() => &mut groups.settings,
                (_, Some(Part::Accounting)) => &mut groups.accounting,
                (Some(Phase::Before | Phase::During), _) => &mut groups.phases,
                (Some(Phase::After), _) => &mut groups.after,
                (None, _) => &mut groups.rest,
            };
            group.push(section);
        }
        groups
    }
}

/// The first three steps of the moment itself: a teacher's or everyone's; where there are none, the first three of all.
/// And whether they are a teacher's.
#[must_use]
pub fn first(sections: &[Section]) -> (Vec<&Step>, bool) {
    fn during<'s>(sections: &'s [Section], found: &mut Vec<&'s Step>) {
        for section in sections {
            let now = section.meaning.phase == Some(Phase::During) && section.meaning.settings.is_empty();
            if now {
                walk::steps(&section.blocks, &mut |step| found.push(step));
            }
            during(&section.sections, found);
        }
    }
    let mut all = Vec::new();
    during(sections, &mut all);
    let acts = |step: &&Step, wanted: &str| step.roles.iter().any(|role| role.as_str() == wanted);
    let mine: Vec<&Step> =
        all.iter().copied().filter(|step| acts(step, TEACHER) || acts(step, EVERYONE)).take(3).collect();
    if mine.is_empty() {
        all.truncate(3);
        return (all, false);
    }
    let teachers = mine.iter().any(|step| acts(step, TEACHER));
    (mine, teachers)
}
