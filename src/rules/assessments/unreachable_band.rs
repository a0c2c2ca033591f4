//! A band that no answers lead to.

use crate::diagnostic::{RuleName, Severity};
use crate::document::Method;
use crate::handbook::Handbook;
use crate::outcome::Reach;
use crate::rules::assessments::band_gap::holds;
use crate::rules::originals::assessments;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("unreachable-band"),
    group: Group::Assessments,
    severity: Severity::Warning,
    what: "Every band can be reached by some answers.",
    why: "A meaning and a response were written for it. If no answers lead there, points or bands were changed and the other forgotten.",
    source: "–",
    failing: Example(&[(
        "assessments/site.toml",
        "title = \"Site walk\"\nsummary = \"A walk.\"\ntype = \"site\"\nmethod = \"scored\"\n\n[[stage]]\nid = \"doors\"\ntitle = \"Doors\"\n\n[[stage.question]]\nid = \"closed\"\ntext = \"Are the doors closed?\"\nanswer = \"yes-no\"\npoints = { yes = 2, no = 0 }\n\n[[stage.question]]\nid = \"seen\"\ntext = \"Is the door seen?\"\nanswer = \"yes-no\"\npoints = { yes = 2, no = 0 }\n\n[scoring]\nformula = \"percent\"\nnot_applicable = \"leave-out\"\nunobserved = \"lowest\"\n\n[[band]]\nid = \"urgent\"\ntitle = \"Urgent\"\nfrom = 0\nto = 49\nmeaning = \"…\"\nresponse = \"Tell the principal.\"\n\n[[band]]\nid = \"strong\"\ntitle = \"Strong\"\nfrom = 50\nto = 100\nmeaning = \"…\"\nresponse = \"Tell the principal.\"\n\n[[band]]\nid = \"beyond\"\ntitle = \"Beyond\"\nfrom = 101\nto = 150\nmeaning = \"…\"\nresponse = \"Tell the principal.\"\n\n",
    )]),
    passing: Example(&[(
        "assessments/site.toml",
        "title = \"Site walk\"\nsummary = \"A walk.\"\ntype = \"site\"\nmethod = \"scored\"\n\n[[stage]]\nid = \"doors\"\ntitle = \"Doors\"\n\n[[stage.question]]\nid = \"closed\"\ntext = \"Are the doors closed?\"\nanswer = \"yes-no\"\npoints = { yes = 2, no = 0 }\n\n[[stage.question]]\nid = \"seen\"\ntext = \"Is the door seen?\"\nanswer = \"yes-no\"\npoints = { yes = 2, no = 0 }\n\n[scoring]\nformula = \"percent\"\nnot_applicable = \"leave-out\"\nunobserved = \"lowest\"\n\n[[band]]\nid = \"urgent\"\ntitle = \"Urgent\"\nfrom = 0\nto = 49\nmeaning = \"…\"\nresponse = \"Tell the principal.\"\n\n[[band]]\nid = \"strong\"\ntitle = \"Strong\"\nfrom = 50\nto = 100\nmeaning = \"…\"\nresponse = \"Tell the principal.\"\n\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (_, assessment) in assessments(handbook) {
        if assessment.method.value != Method::Scored || !assessment.is_whole {
            continue;
        }
        let Some(Reach::Exactly(scores)) = Reach::of(assessment) else { continue };
        // Without any score, it is the points that are missing.
        let (Some(lowest), Some(highest)) = (scores.first(), scores.last()) else { continue };
        for band in &assessment.bands {
            if !scores.iter().any(|score| holds(band, *score)) {
                findings.add(
                    band.from.span.to(band.to.span),
                    format!("No answers lead to \"{}\"", band.title.value),
                    format!(
                        "scores go from {lowest} to {highest}, and none of them stands in this band; move or remove it"
                    ),
                );
            }
        }
    }
}
