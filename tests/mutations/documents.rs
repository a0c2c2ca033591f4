//! Annexes, practices, and the dates of every document.

use super::break_::{Mutation, mutation};
use super::procedures::{below, title};
use super::sample::Files;

/// Every one of them.
pub fn all(sample: &Files) -> Vec<Mutation> {
    let mut all = annexes(sample);
    all.extend(practices(sample));
    all.extend(reviews(sample));
    all
}

fn annexes(sample: &Files) -> Vec<Mutation> {
    let mut all = Vec::new();
    let phases = ["Before", "During", "After"];
    let parts = ["Goal", "Objectives", "Courses of action"];
    for (at, (path, text)) in below(sample, "annexes/").into_iter().enumerate() {
        let title = title(text);
        // Each annex loses another part of another phase, so that all nine are lost somewhere.
        let (phase, part) = (phases[at % 3], parts[at / 3 % 3]);
        all.push(
            mutation(format!("{title} loses {part} of its phase {phase}"), path)
                .section_without(&format!("## {phase}"), &format!("### {part}"))
                .finds("goal-incomplete", format!("## {phase}")),
        );
        let phase = phases[(at + 1) % 3];
        all.push(
            mutation(format!("{title} loses its phase {phase}"), path)
                .no_section(&format!("## {phase}"))
                .finds("goal-incomplete", title),
        );
    }
    all.push(
        mutation("A hazard annex repeats a step of a functional one", "annexes/hazard-tornado.md")
            .says(
                "5. @finance: Photograph damage before cleanup starts.",
                "5. @aide: Start first, because a slow route takes longer.",
            )
            .finds("repeated-annex", "Start first"),
    );
    all.push(
        mutation("A hazard annex repeats a step of a procedure", "annexes/hazard-intruder.md")
            .and_in("annexes/hazard-intruder.md")
            .section_says(
                "## During",
                "### Courses of action\n\n1. @",
                "### Courses of action\n\n1. @nurse: Lock [[place:nurse-room]] with patients low. Treat only people already inside.\n2. @",
            )
            .finds("repeated-annex", "patients low"),
    );
    all
}

fn practices(sample: &Files) -> Vec<Mutation> {
    let mut all = Vec::new();
    for (at, (path, text)) in below(sample, "practices/").into_iter().enumerate() {
        let title = title(text);
        all.push(
            mutation(format!("{title}: one must take part"), path)
                .key("voluntary", "false")
                .finds("involuntary-practice", "voluntary"),
        );
        all.push(
            mutation(format!("{title}: nobody may stop it"), path)
                .key("either_may_stop", "false")
                .finds("involuntary-practice", "either_may_stop"),
        );
        let sides = [
            "## Questions for the person responsible",
            "## Questions for the person harmed",
            "## Support for the person responsible",
            "## Support for the person harmed",
        ];
        // Told at the section of the other side.
        let (side, other) = (sides[at % 4], sides[(at % 4) ^ 1]);
        all.push(mutation(format!("{title} loses {side}"), path).no_section(side).finds("one-sided-practice", other));
        let reasons =
            ["- **Safety.**", "- **Harm that is not acknowledged.**", "- **Power imbalance", "- **Sexual harm"];
        let reason = reasons[at % 4];
        let line = text.lines().find(|line| line.starts_with(reason)).unwrap_or(reason);
        // A sentence about one's own feeling brings nobody together, so there is no meeting to be kept from.
        if !text.contains("tier = \"affective-statement\"") {
            all.push(
                mutation(format!("{title} forgets when not to meet: {reason}"), path)
                    .says(&format!("{line}\n"), "")
                    .finds("missing-exclusion", "## Do not use when"),
            );
        }
        let key = ["owner", "check_after"][at % 2];
        all.push(
            mutation(format!("{title}: the agreement has no {key}"), path)
                .entry_no_key("[agreement]", key)
                .finds("missing-followup", "[agreement]"),
        );
    }
    let conference = "practices/conference-name-and-poverty.md";
    all.push(
        mutation("A conference is not prepared", conference)
            .no_section("## Prepare")
            .finds("unprepared-conference", "title"),
    );
    all.push(
        mutation("A conference is led by nobody who was trained", conference)
            .no_key("training")
            .finds("unprepared-conference", "title"),
    );
    all.push(
        mutation("Before a conference nobody is met alone", conference)
            .section_is("## Prepare", "1. @facilitator: Set equal chairs.")
            .finds("unprepared-conference", "## Prepare"),
    );
    all.push(
        mutation("A conference has no list of when not to meet", conference)
            .no_section("## Do not use when")
            .finds("missing-exclusion", "## Is it suitable?"),
    );
    all
}

fn reviews(sample: &Files) -> Vec<Mutation> {
    let mut all = Vec::new();
    for (path, text) in below(sample, "pages/").into_iter().chain(below(sample, "policies/")) {
        all.push(
            mutation(format!("{} was reviewed two summers ago", title(text)), path)
                .key("last_reviewed", "2025-06-30")
                .finds("overdue-review", "2025-06-30"),
        );
    }
    let documents = [
        ("procedures/lockdown.md", "2023-08-15", "Lockdown was reviewed three years ago"),
        ("annexes/annex-shelter.md", "2024-09-16", "The shelter annex was reviewed two years ago"),
        ("assessments/threat.toml", "2025-10-01", "The threat assessment was reviewed more than a year ago"),
        ("practices/community-circle.md", "2025-11-20", "The circle's guide was reviewed a year and four days ago"),
    ];
    for (path, day, name) in documents {
        all.push(mutation(name, path).key("last_reviewed", day).finds("overdue-review", day));
    }
    all.push(
        mutation("A policy was never reviewed", "policies/conduct.md")
            .no_key("last_reviewed")
            .key("effective", "2025-08-15")
            .finds("overdue-review", "2025-08-15"),
    );
    all.push(
        mutation("A procedure names an element that no framework has", "procedures/lockdown.md")
            .key("elements", "[\"F22\"]")
            .finds("unknown-element", "F22"),
    );
    all.push(
        mutation("A question names an element that no framework has", "assessments/plan-compliance.toml")
            .says("element = \"", "element = \"Z")
            .finds("unknown-element", "element = \"Z"),
    );
    all
}
