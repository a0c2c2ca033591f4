//! A score that means nothing.

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::document::{Assessment, Band, Document, Method, Scoring};
use crate::handbook::Handbook;
use crate::outcome::{Reach, Score};
use crate::rules::originals::assessments;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("band-gap"),
    group: Group::Assessments,
    severity: Severity::Error,
    what: "Every score that answers can lead to stands in a band.",
    why: "A walk through the building ends in a number. When no band says what it means, nobody is told what to do, and nothing is done.",
    source: "–",
    failing: Example(&[(
        "assessments/site.toml",
        "title = \"Site walk\"\nsummary = \"A walk.\"\ntype = \"site\"\nmethod = \"scored\"\n\n[[stage]]\nid = \"doors\"\ntitle = \"Doors\"\n\n[[stage.question]]\nid = \"closed\"\ntext = \"Are the doors closed?\"\nanswer = \"yes-no\"\npoints = { yes = 2, no = 0 }\n\n[[stage.question]]\nid = \"seen\"\ntext = \"Is the door seen?\"\nanswer = \"yes-no\"\npoints = { yes = 2, no = 0 }\n\n[scoring]\nformula = \"percent\"\nnot_applicable = \"leave-out\"\nunobserved = \"lowest\"\n\n[[band]]\nid = \"urgent\"\ntitle = \"Urgent\"\nfrom = 0\nto = 49\nmeaning = \"…\"\nresponse = \"Tell the principal.\"\n\n[[band]]\nid = \"strong\"\ntitle = \"Strong\"\nfrom = 75\nto = 100\nmeaning = \"…\"\nresponse = \"Tell the principal.\"\n\n",
    )]),
    passing: Example(&[(
        "assessments/site.toml",
        "title = \"Site walk\"\nsummary = \"A walk.\"\ntype = \"site\"\nmethod = \"scored\"\n\n[[stage]]\nid = \"doors\"\ntitle = \"Doors\"\n\n[[stage.question]]\nid = \"closed\"\ntext = \"Are the doors closed?\"\nanswer = \"yes-no\"\npoints = { yes = 2, no = 0 }\n\n[[stage.question]]\nid = \"seen\"\ntext = \"Is the door seen?\"\nanswer = \"yes-no\"\npoints = { yes = 2, no = 0 }\n\n[scoring]\nformula = \"percent\"\nnot_applicable = \"leave-out\"\nunobserved = \"lowest\"\n\n[[band]]\nid = \"urgent\"\ntitle = \"Urgent\"\nfrom = 0\nto = 49\nmeaning = \"…\"\nresponse = \"Tell the principal.\"\n\n[[band]]\nid = \"strong\"\ntitle = \"Strong\"\nfrom = 50\nto = 100\nmeaning = \"…\"\nresponse = \"Tell the principal.\"\n\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (document, assessment) in assessments(handbook) {
        if assessment.method.value == Method::Scored
            && assessment.is_whole
            && let Some(scoring) = &assessment.scoring
        {
            bands(document, assessment, scoring, findings);
        }
    }
}

fn bands(document: &Document, assessment: &Assessment, scoring: &Scoring, findings: &mut Findings<'_>) {
    for band in assessment.bands.iter().filter(|band| band.from.value > band.to.value) {
        findings.push(
            Diagnostic::error(
                findings.name(),
                band.to.span,
                format!("\"{}\" ends at {} before it begins at {}", band.title.value, band.to.value, band.from.value),
            )
            .related(band.from.span, "where it begins")
            .help(format!("write `from = {}` and `to = {}`", band.to.value, band.from.value)),
        );
    }
    let Some(Reach::Exactly(scores)) = Reach::of(assessment) else { return };
    let (Some(lowest), Some(highest)) = (scores.first(), scores.last()) else { return };
    if assessment.bands.is_empty() {
        findings.add(
            scoring.span,
            format!("No band says what a score of \"{}\" means", document.common.title.value),
            format!(
                "add `[[band]]` with `id`, `title`, `from`, `to`, `meaning` and `response`, from {lowest} to {highest}"
            ),
        );
        return;
    }
    for gap in gaps(&assessment.bands, &scores) {
        findings.push(told(&gap, findings.name()));
    }
}

/// Scores in no band, and the bands on either side.
struct Gap<'a> {
    lowest: Score,
    highest: Score,
    below: Option<&'a Band>,
    above: Option<&'a Band>,
}

/// Each run of reachable scores between the same two bands.
fn gaps<'a>(bands: &'a [Band], scores: &[Score]) -> Vec<Gap<'a>> {
    let mut gaps: Vec<Gap<'a>> = Vec::new();
    for &score in scores.iter().filter(|score| !bands.iter().any(|band| holds(band, **score))) {
        let below = bands.iter().filter(|band| ends(band).1 < score).max_by_key(|band| ends(band).1);
        let above = bands.iter().filter(|band| ends(band).0 > score).min_by_key(|band| ends(band).0);
        let same = |gap: &Gap<'_>| {
            let id = |band: Option<&Band>| band.map(|band| band.span);
            id(gap.below) == id(below) && id(gap.above) == id(above)
        };
        match gaps.last_mut() {
            Some(gap) if same(gap) => gap.highest = score,
            _ => gaps.push(Gap { lowest: score, highest: score, below, above }),
        }
    }
    gaps
}

/// The ends of a band, the lower first, however they were typed.
pub(super) fn ends(band: &Band) -> (Score, Score) {
    let (from, to) = (Score::from(band.from.value), Score::from(band.to.value));
    (from.min(to), from.max(to))
}

/// Whether a score stands in a band.
pub(super) fn holds(band: &Band, score: Score) -> bool {
    let (from, to) = ends(band);
    (from..=to).contains(&score)
}

fn told(gap: &Gap<'_>, rule: RuleName) -> Diagnostic {
    let scores = if gap.lowest == gap.highest {
        format!("A score of {} stands", gap.lowest)
    } else {
        format!("Scores from {} to {} stand", gap.lowest, gap.highest)
    };
    match (gap.below, gap.above) {
        (Some(below), Some(above)) => {
            let (end, begin) = (ends(below).1, ends(above).0);
            Diagnostic::error(
                rule,
                below.to.span,
                format!("{scores} in no band, between \"{}\" and \"{}\"", below.title.value, above.title.value),
            )
            .related(above.from.span, format!("\"{}\" begins here", above.title.value))
            .help(format!(
                "write `to = {}` here, or `from = {}` in \"{}\"",
                begin - 1,
                end + 1,
                above.title.value
            ))
        }
        (None, Some(above)) => {
            Diagnostic::error(rule, above.from.span, format!("{scores} in no band, below \"{}\"", above.title.value))
                .help(format!("write `from = {}`, or add a band below", gap.lowest))
        }
        (Some(below), None) => {
            Diagnostic::error(rule, below.to.span, format!("{scores} in no band, above \"{}\"", below.title.value))
                .help(format!("write `to = {}`, or add a band above", gap.highest))
        }
        (None, None) => unreachable!("a score outside every band has a band on one side, since there is a band"),
    }
}
