//! Assessments: teams, stages, classes, bands, points.

use super::break_::{Mutation, mutation};
use super::sample::{Files, text};

const THREAT: &str = "assessments/threat.toml";
const SITE: &str = "assessments/site-risk.toml";

/// Every one of them.
pub fn all(sample: &Files) -> Vec<Mutation> {
    let mut all = threat();
    all.extend(classes());
    for name in ["drill-evaluation", "site-risk", "social-vulnerability"] {
        let path = format!("assessments/{name}.toml");
        all.extend(bands(&path, sample.get(&path).map(text).unwrap_or_default()));
    }
    all.extend(points());
    all
}

fn threat() -> Vec<Mutation> {
    let mut all = vec![
        mutation("A threat is added up", THREAT)
            .key("method", "\"scored\"")
            .finds("scored-threat", "scored")
            .also("unscored-answer", "a score that nothing counts towards"),
        mutation("A threat is ticked off", THREAT).key("method", "\"checklist\"").finds("scored-threat", "checklist"),
        mutation("A question about a threat has points", THREAT)
            .entry_says(
                "id = \"danger-now\"",
                "answer = \"yes-no\"",
                "answer = \"yes-no\"\npoints = { yes = 0, no = 3 }",
            )
            .finds("scored-threat", "points"),
        mutation("Nothing comes before the first stage", THREAT)
            .no_entry("[override]")
            .finds("missing-emergency-override", "title"),
        mutation("The override has no steps", THREAT)
            .key("steps", "[]")
            .finds("missing-emergency-override", "override"),
        mutation("Nobody helps the person of concern", THREAT)
            .says_everywhere("for = \"subject\"", "for = \"environment\"")
            .finds("one-sided-support", "[[intervention]]"),
        mutation("Nobody helps the person threatened", THREAT)
            .says_everywhere("for = \"target\"", "for = \"environment\"")
            .finds("one-sided-support", "[[intervention]]"),
        mutation("Nobody changes the place", THREAT)
            .says_everywhere("for = \"environment\"", "for = \"target\"")
            .finds("one-sided-support", "[[intervention]]"),
    ];
    for discipline in ["administration", "mental-health", "law-enforcement"] {
        let three = "required = [\"administration\", \"mental-health\", \"law-enforcement\"]";
        let two = three.replace(&format!("\"{discipline}\""), "\"family\"");
        all.push(
            mutation(format!("A threat is assessed without {discipline}"), THREAT)
                .says(three, &two)
                .finds("incomplete-team", "required"),
        );
    }
    for stage in ["report", "history", "interviews", "classify", "respond", "monitor"] {
        let entry = format!("[[stage]]\nid = \"{stage}\"");
        let skipped = mutation(format!("The stage {stage} may be skipped"), THREAT)
            .entry_key(&entry, "required", "false")
            .finds("missing-stage", format!("id = \"{stage}\""));
        all.push(match stage {
            "classify" => skipped.also("undecided-answers", "its questions are those that the classes ask about"),
            _ => skipped,
        });
    }
    // Told where the stage was, after the one before it.
    for (stage, earlier) in [("history", "report"), ("monitor", "respond")] {
        all.push(
            mutation(format!("The stage {stage} is gone"), THREAT)
                .no_entry(&format!("[[stage]]\nid = \"{stage}\""))
                .finds("missing-stage", format!("id = \"{earlier}\"")),
        );
    }
    all.push(
        mutation("Two stages are in the wrong order", THREAT)
            .entry_says("[[stage]]\nid = \"interviews\"", "id = \"interviews\"", "id = \"-\"")
            .entry_says("[[stage]]\nid = \"history\"", "id = \"history\"", "id = \"interviews\"")
            .says("id = \"-\"", "id = \"history\"")
            .finds("missing-stage", "id = \"history\""),
    );
    all.push(
        mutation("A discipline of the team is mistyped", THREAT)
            .says("\"law-enforcement\"]", "\"law-enforcment\"]")
            .finds("invalid-value", "law-enforcment"),
    );
    all
}

fn classes() -> Vec<Mutation> {
    let mut all = vec![
        mutation("The worst class wants two answers to one question", THREAT)
            .entry_key("id = \"very-serious\"", "all", "[\"grave-intent = yes\", \"grave-intent = no\"]")
            .finds("unreachable-class", "Very serious threat"),
        mutation("A class shuts out its own condition", THREAT)
            .entry_key("id = \"serious\"", "none", "[\"lasting-intent = yes\", \"resolved = no\"]")
            .finds("unreachable-class", "\"Serious threat\""),
        mutation("Two classes hold at once", THREAT)
            .entry_key("id = \"serious\"", "none", "[]")
            .finds("overlapping-classes", "serious"),
        mutation("A class is narrower than what is left for it", THREAT)
            .entry_key("id = \"serious\"", "any", "[\"lasting-intent = yes\"]")
            .finds("undecided-answers", "Very serious threat"),
        mutation("The mildest class is gone", THREAT)
            .no_entry("id = \"transient\"")
            .finds("undecided-answers", "Very serious threat"),
        mutation("A serious threat is told to nobody", THREAT)
            .entry_key("id = \"serious\"", "notify", "[]")
            .finds("missing-notification", "\"Serious threat\""),
        mutation("In a serious threat the person threatened is not told", THREAT)
            .entry_key("id = \"serious\"", "notify", "[\"family of the student who made the threat (the subject)\"]")
            .finds("missing-notification", "the subject")
            .in_entry("id = \"serious\""),
        mutation("In a very serious threat nobody tells the family of who made it", THREAT)
            .entry_key(
                "id = \"very-serious\"",
                "notify",
                "[\"person threatened (the target)\", \"family of the target\"]",
            )
            .finds("missing-notification", "the target")
            .in_entry("id = \"very-serious\""),
    ];
    for class in ["transient", "serious", "very-serious"] {
        let entry = format!("[[class]]\nid = \"{class}\"");
        all.push(
            mutation(format!("The class {class} says nothing that is done"), THREAT)
                .entry_key(&entry, "responses", "[]")
                .finds("class-without-response", "title = ")
                .in_entry(&entry),
        );
        all.push(
            mutation(format!("The class {class} has no deadline"), THREAT)
                .entry_no_key(&entry, "deadline")
                .finds("class-without-response", "title = ")
                .in_entry(&entry),
        );
    }
    all
}

/// Every edge between two bands, moved up and down; and the two ends.
fn bands(path: &str, text: &str) -> Vec<Mutation> {
    let starts: Vec<i64> =
        text.lines().filter_map(|line| line.strip_prefix("from = ")).filter_map(|from| from.parse().ok()).collect();
    let mut all = Vec::new();
    for from in starts.into_iter().filter(|from| *from > 0) {
        let to = from - 1;
        // A gap is told at the end of the band below it, an overlap at the beginning of the one above.
        all.push(
            mutation(format!("{path}: the band from {from} begins three points later"), path)
                .says(&format!("from = {from}\n"), &format!("from = {}\n", from + 3))
                .finds("band-gap", format!("to = {to}")),
        );
        all.push(
            mutation(format!("{path}: the band to {to} ends three points earlier"), path)
                .says(&format!("to = {to}\n"), &format!("to = {}\n", to - 3))
                .finds("band-gap", format!("to = {}", to - 3)),
        );
        all.push(
            mutation(format!("{path}: the band from {from} begins three points earlier"), path)
                .says(&format!("from = {from}\n"), &format!("from = {}\n", from - 3))
                .finds("band-overlap", format!("from = {}", from - 3)),
        );
        all.push(
            mutation(format!("{path}: the band to {to} ends three points later"), path)
                .says(&format!("to = {to}\n"), &format!("to = {}\n", to + 3))
                .finds("band-overlap", format!("from = {from}")),
        );
    }
    all.push(
        mutation(format!("{path}: the last band ends early"), path)
            .says("to = 100\n", "to = 95\n")
            .finds("band-gap", "to = 95"),
    );
    all.push(
        mutation(format!("{path}: the first band begins late"), path)
            .says("from = 0\n", "from = 5\n")
            .finds("band-gap", "from = 5"),
    );
    all.push(
        mutation(format!("{path}: a band lies above every score"), path)
            .adds("[[band]]\nid = \"beyond\"\ntitle = \"Beyond\"\nfrom = 101\nto = 120\nmeaning = \"A.\"\nresponse = \"B.\"")
            .finds("unreachable-band", "from = 101"),
    );
    all.push(
        mutation(format!("{path}: nothing says what was not seen counts"), path)
            .entry_no_key("[scoring]", "unobserved")
            .finds("unscored-na", "[scoring]"),
    );
    all
}

fn points() -> Vec<Mutation> {
    vec![
        mutation("Nothing says how \"does not apply\" counts", SITE)
            .entry_no_key("[scoring]", "not_applicable")
            .finds("unscored-na", "[scoring]"),
        mutation("What could not be seen is left out of the score", SITE)
            .entry_key("[scoring]", "unobserved", "\"leave-out\"")
            .finds("unscored-na", "leave-out"),
        mutation("An option gives no points", SITE)
            .says("label = \"Part of it\", points = 1 }", "label = \"Part of it\" }")
            .finds("unscored-answer", "Part of it"),
        mutation("A yes gives no points", SITE)
            .says("points = { yes = 2, no = 0 }", "points = { no = 0 }")
            .finds("unscored-answer", "no = 0"),
        mutation("Points are counted and no band stands", "assessments/drill-evaluation.toml")
            .no_tables("band")
            .finds("band-gap", "[scoring]"),
    ]
}
