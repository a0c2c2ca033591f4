//! An answer that says nothing and may count as a pass.

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::document::{Assessment, Formula, Method, Question, Rank, Scoring};
use crate::handbook::Handbook;
use crate::outcome::{counts, fewest};
use crate::rules::originals::assessments;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("unscored-na"),
    group: Group::Assessments,
    severity: Severity::Error,
    what: "In a score, \"does not apply\" and \"could not be seen\" have a stated rule, and neither counts as a pass.",
    why: "A door that nobody could try is not a door that holds. Where it is left out of the count, the walk that looked at least scores best.",
    source: "CDC: CPTED school assessment, on items that do not apply or were not observed.",
    failing: Example(&[(
        "assessments/site.toml",
        "title = \"Site walk\"\nsummary = \"A walk.\"\ntype = \"site\"\nmethod = \"scored\"\n\n[[stage]]\nid = \"doors\"\ntitle = \"Doors\"\n\n[[stage.question]]\nid = \"closed\"\ntext = \"Are the doors closed?\"\nanswer = \"yes-no\"\npoints = { yes = 2, no = 0 }\nunobserved = true\n\n[[stage.question]]\nid = \"seen\"\ntext = \"Is the door seen?\"\nanswer = \"yes-no\"\npoints = { yes = 2, no = 0 }\n\n[scoring]\nformula = \"percent\"\nnot_applicable = \"leave-out\"\n\n[[band]]\nid = \"urgent\"\ntitle = \"Urgent\"\nfrom = 0\nto = 49\nmeaning = \"…\"\nresponse = \"Tell the principal.\"\n\n[[band]]\nid = \"strong\"\ntitle = \"Strong\"\nfrom = 50\nto = 100\nmeaning = \"…\"\nresponse = \"Tell the principal.\"\n\n",
    )]),
    passing: Example(&[(
        "assessments/site.toml",
        "title = \"Site walk\"\nsummary = \"A walk.\"\ntype = \"site\"\nmethod = \"scored\"\n\n[[stage]]\nid = \"doors\"\ntitle = \"Doors\"\n\n[[stage.question]]\nid = \"closed\"\ntext = \"Are the doors closed?\"\nanswer = \"yes-no\"\npoints = { yes = 2, no = 0 }\nunobserved = true\n\n[[stage.question]]\nid = \"seen\"\ntext = \"Is the door seen?\"\nanswer = \"yes-no\"\npoints = { yes = 2, no = 0 }\n\n[scoring]\nformula = \"percent\"\nnot_applicable = \"leave-out\"\nunobserved = \"lowest\"\n\n[[band]]\nid = \"urgent\"\ntitle = \"Urgent\"\nfrom = 0\nto = 49\nmeaning = \"…\"\nresponse = \"Tell the principal.\"\n\n[[band]]\nid = \"strong\"\ntitle = \"Strong\"\nfrom = 50\nto = 100\nmeaning = \"…\"\nresponse = \"Tell the principal.\"\n\n",
    )]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (_, assessment) in assessments(handbook) {
        if assessment.method.value == Method::Scored
            && assessment.is_whole
            && let Some(scoring) = &assessment.scoring
        {
            unstated(assessment, scoring, findings);
            passing(assessment, scoring, findings);
        }
    }
}

/// The first question that counts and offers an answer.
fn first(assessment: &Assessment, offers: impl Fn(&Question) -> bool) -> Option<&Question> {
    let mut questions = assessment.questions().map(|(_, question)| question);
    questions.find(|question| counts(question) && offers(question))
}

fn unstated(assessment: &Assessment, scoring: &Scoring, findings: &mut Findings<'_>) {
    let answers = [
        (
            scoring.not_applicable.is_none(),
            first(assessment, |question| question.not_applicable),
            "does not apply",
            "`not_applicable = \"leave-out\"`: neither points nor possible points",
        ),
        (
            scoring.unobserved.is_none(),
            first(assessment, |question| question.unobserved),
            "could not be seen",
            "`unobserved = \"lowest\"`: the fewest points that the question can give",
        ),
    ];
    for (silent, question, answer, help) in answers {
        if let (true, Some(question)) = (silent, question) {
            findings.push(
                Diagnostic::error(
                    findings.name(),
                    scoring.span,
                    format!("Nothing says what an answer counts that \"{answer}\""),
                )
                .related(question.id.span, "offered here, for example")
                .help(format!("add {help}")),
            );
        }
    }
}

/// "Could not be seen", left out: a quotient of the rest, as if it had been seen and passed. In a sum it gives 0, which is a
/// pass only where the worst answer gives less.
fn passing(assessment: &Assessment, scoring: &Scoring, findings: &mut Findings<'_>) {
    let Some(rank) = scoring.unobserved.as_ref().filter(|rank| rank.value == Rank::LeaveOut) else { return };
    let passes = |question: &Question| match scoring.formula.value {
        Formula::Percent | Formula::Mean => true,
        Formula::Sum => fewest(question) < 0,
    };
    if let Some(question) = first(assessment, |question| question.unobserved && passes(question)) {
        findings.push(
            Diagnostic::error(
                findings.name(),
                rank.span,
                "What could not be seen is left out of the score, so that seeing less can score more",
            )
            .related(question.id.span, "offered here, for example")
            .help("write `unobserved = \"lowest\"`: it counts as the worst answer until someone has looked"),
        );
    }
}
