//! A drill without care for those whom it frightens or leaves out.

use crate::diagnostic::{RuleName, Severity};
use crate::fields::Named as _;
use crate::handbook::Handbook;
use crate::handbook::drills::{DrillKind, DrillPlan};
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::{is_said, listed};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("drill-without-support"),
    group: Group::Drills,
    severity: Severity::Warning,
    what: "A planned drill says who needs what, who looks after distress, and how it is talked over.",
    why: "A student who freezes, or who is left inside because of a wheelchair, learns from the drill that the plan is not for them.",
    source: "Guidance of school psychologists on drills (NASP).",
    failing: Example(&[(
        "drills.toml",
        "[[plan]]\nid = \"2026-12-fire\"\nkind = \"fire\"\ndate = 2026-12-08\naccommodations = [\"A student who uses a wheelchair leaves by the ramp.\"]\n",
    )]),
    passing: Example(&[(
        "drills.toml",
        "[[plan]]\nid = \"2026-12-fire\"\nkind = \"fire\"\ndate = 2026-12-08\naccommodations = [\"A student who uses a wheelchair leaves by the ramp.\"]\nsupport = \"The counselor stays with the youngest classes.\"\ndebrief = \"Two questions in class: what went well, what was hard?\"\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for plan in &handbook.drills.plans {
        // Around a table sit adults who chose to come. What is over cannot be planned any more, and a plan without a day
        // has been told to be none yet.
        let over = plan.last_day().is_none_or(|day| day < handbook.today);
        if plan.kind == DrillKind::Tabletop || over {
            continue;
        }
        let missing = missing(plan);
        if missing.is_empty() {
            continue;
        }
        let (words, keys): (Vec<&str>, Vec<&str>) = missing.into_iter().unzip();
        let message =
            format!("The {} drill \"{}\" does not say {}", plan.kind.name(), plan.id.value, listed(&words, "and"));
        findings.add(plan.id.span, message, format!("add {} below it", listed(&keys, "and")));
    }
}

/// What a plan leaves out, and the line to type.
fn missing(plan: &DrillPlan) -> Vec<(&'static str, &'static str)> {
    let parts = [
        (!plan.accommodations.iter().any(is_said), "who needs what", "`accommodations = [\"A student who …\"]`"),
        (!plan.support.as_ref().is_some_and(is_said), "who looks after distress", "`support = \"The counselor …\"`"),
        (
            !plan.debrief.as_ref().is_some_and(is_said),
            "how it is talked over",
            "`debrief = \"Two questions in class: …\"`",
        ),
    ];
    parts.into_iter().filter(|(missing, ..)| *missing).map(|(_, words, key)| (words, key)).collect()
}
