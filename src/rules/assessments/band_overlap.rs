//! A score that means two things.

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::document::{Band, Method};
use crate::handbook::Handbook;
use crate::outcome::{Reach, Score};
use crate::rules::assessments::band_gap::{ends, holds};
use crate::rules::originals::assessments;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("band-overlap"),
    group: Group::Assessments,
    severity: Severity::Error,
    what: "No score that answers can lead to stands in two bands.",
    why: "Two bands are two answers to the question what to do now, and each person reads the one they like.",
    source: "–",
    failing: Example(&[(
        "assessments/site.toml",
        "title = \"Site walk\"\nsummary = \"A walk.\"\ntype = \"site\"\nmethod = \"scored\"\n\n[[stage]]\nid = \"doors\"\ntitle = \"Doors\"\n\n[[stage.question]]\nid = \"closed\"\ntext = \"Are the doors closed?\"\nanswer = \"yes-no\"\npoints = { yes = 2, no = 0 }\n\n[[stage.question]]\nid = \"seen\"\ntext = \"Is the door seen?\"\nanswer = \"yes-no\"\npoints = { yes = 2, no = 0 }\n\n[scoring]\nformula = \"percent\"\nnot_applicable = \"leave-out\"\nunobserved = \"lowest\"\n\n[[band]]\nid = \"urgent\"\ntitle = \"Urgent\"\nfrom = 0\nto = 50\nmeaning = \"…\"\nresponse = \"Tell the principal.\"\n\n[[band]]\nid = \"strong\"\ntitle = \"Strong\"\nfrom = 50\nto = 100\nmeaning = \"…\"\nresponse = \"Tell the principal.\"\n\n",
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
        let reach = Reach::of(assessment);
        let mut bands: Vec<&Band> = assessment.bands.iter().collect();
        bands.sort_by_key(|band| ends(band));
        for (at, lower) in bands.iter().enumerate() {
            for upper in &bands[at + 1..] {
                if let Some((lowest, highest)) = shared(lower, upper, reach.as_ref()) {
                    let scores = if lowest == highest {
                        format!("A score of {lowest} stands")
                    } else {
                        format!("Scores from {lowest} to {highest} stand")
                    };
                    findings.push(
                        Diagnostic::error(
                            findings.name(),
                            upper.from.span,
                            format!("{scores} in two bands, \"{}\" and \"{}\"", lower.title.value, upper.title.value),
                        )
                        .related(lower.to.span, format!("\"{}\" ends here", lower.title.value))
                        .help(help(lower, upper)),
                    );
                }
            }
        }
    }
}

/// The lowest and the highest reachable score that stand in both. Where too many scores can be reached to follow them, the
/// numbers as written decide.
fn shared(lower: &Band, upper: &Band, reach: Option<&Reach>) -> Option<(Score, Score)> {
    match reach? {
        Reach::Exactly(scores) => {
            let mut both = scores.iter().copied().filter(|score| holds(lower, *score) && holds(upper, *score));
            let lowest = both.next()?;
            Some((lowest, both.next_back().unwrap_or(lowest)))
        }
        Reach::TooMany => {
            let (from, to) = (ends(lower).0.max(ends(upper).0), ends(lower).1.min(ends(upper).1));
            (from <= to).then_some((from, to))
        }
    }
}

fn help(lower: &Band, upper: &Band) -> String {
    let ((from, to), (begin, end)) = (ends(lower), ends(upper));
    if end <= to || begin == from {
        return format!("\"{}\" and \"{}\" share scores: give each its own", lower.title.value, upper.title.value);
    }
    format!("write `from = {}` here, or `to = {}` in \"{}\"", to + 1, begin - 1, lower.title.value)
}
