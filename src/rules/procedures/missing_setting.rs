//! A procedure that only works in a classroom.

use crate::diagnostic::{RuleName, Severity};
use crate::document::body::{Section, Setting};
use crate::document::{Document, plain, walk};
use crate::fields::Named as _;
use crate::handbook::Handbook;
use crate::rules::originals::procedures;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::{is_filled, listed};
use crate::rules::words::phrases::Phrases;
use crate::rules::words::{Words, phrase};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("missing-setting"),
    group: Group::Procedures,
    severity: Severity::Warning,
    what: "A procedure says what to do on the bus, outside, and before or after school.",
    why: "Half of a school's day is not in a classroom. The driver, the coach and the adult at the door at 7:30 have the same danger and other doors.",
    source: "Arizona's audit of school plans (24-212): 7 of 44 plans covered the hours before and after school; federal guidance on annexes.",
    failing: Example(&[(
        "procedures/hold.md",
        hold!(
            "authority = [\"teacher\"]\nannouncement = \"Hold. Stay in your room.\"\nall_clear = \"The hold is over.\"\n",
            "## Before\n\n1. @teacher: Keep the class list at hand.\n\n## During\n\n1. @teacher: Keep everyone in the room.\n\n## After\n\n1. @teacher: Tell the office who is with you.\n"
        ),
    )]),
    passing: Example(&[(
        "procedures/hold.md",
        hold!(
            "authority = [\"teacher\"]\nannouncement = \"Hold. Stay in your room.\"\nall_clear = \"The hold is over.\"\n",
            "## On the bus {setting=bus}\n\n1. @teacher: Stay seated.\n\n## Outside {setting=outside}\n\n1. @teacher: Bring everyone in.\n\n## Before and after school {setting=before-school,after-school}\n\n1. @teacher: Keep your group together.\n\n## Before\n\n1. @teacher: Keep the class list at hand.\n\n## During\n\n1. @teacher: Keep everyone in the room.\n\n## After\n\n1. @teacher: Tell the office who is with you.\n"
        ),
    )]),
    check: Check::Handbook(check),
};

/// A setting, or settings of which one is enough: what it is called, its heading, its words.
struct Where {
    settings: &'static [Setting],
    name: &'static str,
    heading: &'static str,
    words: fn(&'static Words) -> &'static Phrases,
}

const WHERE: [Where; 3] = [
    Where {
        settings: &[Setting::Bus],
        name: "on the bus",
        heading: "## On the bus {setting=bus}",
        words: |words| &words.buses,
    },
    Where {
        settings: &[Setting::Outside],
        name: "outside",
        heading: "## Outside {setting=outside}",
        words: |words| &words.outside,
    },
    Where {
        settings: &[Setting::BeforeSchool, Setting::AfterSchool],
        name: "before or after school",
        heading: "## Before and after school {setting=before-school,after-school}",
        words: |words| &words.off_hours,
    },
];

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (document, _) in procedures(handbook) {
        let (mut names, mut headings) = (Vec::new(), Vec::new());
        for place in WHERE.iter().filter(|place| !covers(document, place)) {
            // A heading that says so in words only needs its attribute.
            if let Some(section) = meant(document, place) {
                let settings: Vec<&str> = place.settings.iter().map(|setting| setting.name()).collect();
                findings.add(
                    section.span,
                    format!("This section seems to say what to do {}, but Gobag cannot tell", place.name),
                    format!("add at the end of the heading `{{setting={}}}`", settings.join(",")),
                );
            } else {
                names.push(place.name);
                headings.push(format!("`{}`", place.heading));
            }
        }
        if !names.is_empty() {
            let title = &document.common.title;
            findings.add(
                title.span,
                format!("\"{}\" does not say what to do {}", title.value, listed(&names, "and")),
                format!("add {}, with steps", listed(&headings, "and")),
            );
        }
    }
}

fn covers(document: &Document, place: &Where) -> bool {
    let mut covered = false;
    walk::sections(&document.body, &mut |section, _| {
        let named = section.meaning.settings.iter().any(|setting| place.settings.contains(setting));
        covered |= named && is_filled(section);
    });
    covered
}

/// A section whose heading speaks of a place, without its attribute.
fn meant<'d>(document: &'d Document, place: &Where) -> Option<&'d Section> {
    let phrases = (place.words)(Words::of(&document.language)?);
    let mut found = None;
    walk::sections(&document.body, &mut |section, _| {
        let words = plain(&section.title);
        if found.is_none()
            && section.meaning.settings.is_empty()
            && section.meaning.part.is_none()
            && phrase::has_any(&phrase::words(&words), phrases)
            && is_filled(section)
        {
            found = Some(section);
        }
    });
    found
}
