//! Registers: roles, contacts, places, risks, drills, signatures.

use super::break_::{Mutation, mutation};
use super::sample::{Files, text};

/// Every one of them.
pub fn all(sample: &Files) -> Vec<Mutation> {
    let mut all = people(sample);
    all.extend(risks(sample));
    all.extend(drills(sample));
    all.extend(release());
    all
}

/// Each table of a register: its id and its text.
fn entries<'f>(sample: &'f Files, path: &str, table: &str) -> Vec<(&'f str, &'f str)> {
    let whole = sample.get(path).map(text).unwrap_or_default();
    let blocks = whole.split(table).skip(1);
    blocks.filter_map(|block| Some((block.split("id = \"").nth(1)?.split('"').next()?, block))).collect()
}

fn people(sample: &Files) -> Vec<Mutation> {
    let mut all = Vec::new();
    let schools = ["harbor", "millrace", "ridgeline"];
    for (at, (id, _)) in entries(sample, "roles.toml", "[[role]]\n").into_iter().enumerate() {
        let entry = format!("id = \"{id}\"\n");
        let nobody = mutation(format!("Nobody steps in for the role {id}"), "roles.toml")
            .entry_no_key(&entry, "alternates")
            .finds("missing-alternate-role", "[[role]]")
            .in_entry(&entry);
        // Where every school names its own, the district's are needed as soon as one does not.
        let school = format!("schools/{}/school.toml", schools[at % 3]);
        let own = format!("[people.{id}]");
        let named = sample.get(&school).map(text).is_some_and(|school| school.contains(&own));
        all.push(if named { nobody.and_in(&school).entry_no_key(&own, "alternates") } else { nobody });
    }
    for (id, block) in entries(sample, "contacts.toml", "[[contact]]\n") {
        if id != "emergency" && block.contains("verified = ") {
            all.push(
                mutation(format!("Nobody has called the contact {id} since the winter"), "contacts.toml")
                    .entry_key(&format!("id = \"{id}\"\n"), "verified", "2026-01-15")
                    .finds("stale-contact", "2026-01-15")
                    .in_entry(format!("id = \"{id}\"\n")),
            );
        }
    }
    for (id, block) in entries(sample, "places.toml", "[[place]]\n") {
        if block.contains("agreement_expires = ") {
            all.push(
                mutation(format!("The agreement on the place {id} has ended"), "places.toml")
                    .entry_key(&format!("id = \"{id}\"\n"), "agreement_expires", "2026-06-30")
                    .finds("expired-agreement", "2026-06-30"),
            );
        }
        // Every school says so of its own place; the district's is asked as soon as one leaves the place to it.
        if ["use = \"assembly\"", "use = \"shelter\"", "use = \"reunification\""].iter().any(|key| block.contains(key))
        {
            let entry = format!("id = \"{id}\"\n");
            all.push(
                mutation(format!("Nothing says who can get to the place {id}"), "places.toml")
                    .entry_no_key(&entry, "accessible")
                    .and_in("schools/harbor/school.toml")
                    .no_entry(&format!("[places.{id}]"))
                    .finds("unknown-accessibility", "[[place]]")
                    .in_entry(&entry),
            );
        }
    }
    all.push(
        mutation("A contact was never called", "contacts.toml")
            .entry_no_key("id = \"police\"", "verified")
            .finds("stale-contact", "[[contact]]"),
    );
    all.push(
        mutation("At Millrace the commander has one alternate", "schools/millrace/school.toml")
            .entry_key("[people.commander]", "alternates", "[\"Assistant principal\"]")
            .finds("missing-alternate-role", "Assistant principal"),
    );
    all.push(
        mutation("At Harbor the liaison's alternate is the liaison", "schools/harbor/school.toml")
            .entry_key("[people.liaison]", "alternates", "[\"Reading specialist\"]")
            .finds("missing-alternate-role", "Reading specialist"),
    );
    all.push(
        mutation("At Harbor one person plans and commands", "schools/harbor/school.toml")
            .entry_key("[people.planning]", "primary", "\"Principal\"")
            .finds("role-conflict", "Principal"),
    );
    all.push(
        mutation("At Ridgeline the liaison is also in charge of safety", "schools/ridgeline/school.toml")
            .entry_key("[people.liaison]", "primary", "\"Principal\"")
            .finds("role-conflict", "Principal"),
    );
    all.push(
        mutation("A contact's number is too short", "contacts.toml")
            .says("+1 231 555 0103", "+1 231 555 010")
            .finds("invalid-phone", "+1 231 555 010\""),
    );
    all.push(
        mutation("A contact's number is a word", "contacts.toml")
            .says("\"+1 231 555 0102\"", "\"see the web\"")
            .finds("invalid-phone", "see the web"),
    );
    all
}

fn risks(sample: &Files) -> Vec<Mutation> {
    let mut all = Vec::new();
    for (id, block) in entries(sample, "hazards.toml", "[[hazard]]\n") {
        let entry = format!("id = \"{id}\"\n");
        if block.contains("priority = \"high\"") {
            all.push(
                mutation(format!("The high risk {id} has no annex"), "hazards.toml")
                    .entry_no_key(&entry, "annex")
                    .finds("unplanned-hazard", "high")
                    .in_entry(&entry),
            );
            // One whole action is enough, so each of them loses the same.
            let key = ["owner", "due", "what"][all.len() % 3];
            let lost = mutation(format!("No action on {id} has the key {key}"), "hazards.toml");
            all.push(match key {
                "what" => lost.entry_without(&entry, "hazard.action").finds("unfunded-risk", "high").in_entry(&entry),
                _ => lost.entry_no_keys(&entry, key).finds("unfunded-risk", "[[hazard.action]]").in_entry(&entry),
            });
        }
        all.push(
            mutation(format!("The priority of {id} has no reason"), "hazards.toml")
                .entry_no_key(&entry, "reason")
                .finds("unreasoned-priority", "priority = ")
                .in_entry(&entry),
        );
        let key = ["physical", "social", "stakeholders"][all.len() % 3];
        all.push(
            mutation(format!("The risk {id} names no {key}"), "hazards.toml")
                .entry_no_key(&entry, key)
                .finds("missing-social-risk", "id = ")
                .in_entry(&entry),
        );
    }
    all.push(
        mutation("Nobody pays for the actions on bus crashes", "hazards.toml")
            .entry_no_keys("id = \"bus-crash\"\n", "cost")
            .entry_no_keys("id = \"bus-crash\"\n", "funding")
            .finds("unfunded-risk", "[[hazard.action]]")
            .in_entry("id = \"bus-crash\"\n"),
    );
    all.push(
        mutation("An annex of a high risk is a draft", "hazards.toml")
            .and_in("annexes/hazard-tornado.md")
            .key("status", "\"draft\"")
            .finds("unplanned-hazard", "hazard-tornado"),
    );
    all.push(
        mutation("A hazard annex has lost its entry", "annexes/hazard-bomb-threat.md")
            .and_in("hazards.toml")
            .no_entry("id = \"bomb-threat\"")
            .finds("unresolved-reference", "bomb-threat"),
    );
    all.push(
        mutation("A hazard annex and its risk know nothing of one another", "annexes/hazard-bomb-threat.md")
            .no_key("hazards")
            .and_in("hazards.toml")
            .entry_no_key("id = \"bomb-threat\"\n", "annex")
            .finds("orphan-annex", "title = "),
    );
    all
}

fn drills(sample: &Files) -> Vec<Mutation> {
    let mut all = Vec::new();
    let coming = entries(sample, "drills.toml", "[[plan]]\n");
    let coming = coming.into_iter().filter(|(id, _)| id.contains("2027"));
    for (at, (id, _)) in coming.enumerate() {
        let entry = format!("id = \"{id}\"\n");
        if id.contains("tornado") || id.contains("reunification") {
            let gone = mutation(format!("The drill {id} is no longer planned"), "drills.toml")
                .no_entry(&entry)
                .finds("drill-shortfall", "[[plan]]");
            all.push(match id.split_once("-2027-03-tornado") {
                // The missing one goes below the other one.
                Some((school, _)) => gone
                    .in_entry(format!("id = \"{school}-2027-04-tornado\"\n"))
                    .also("drill-late", "the law also asks for one of the two in March"),
                None => gone,
            });
        }
        if !id.contains("tabletop") {
            let key = ["accommodations", "support", "debrief"][at % 3];
            all.push(
                mutation(format!("The drill {id} has no {key}"), "drills.toml")
                    .entry_no_key(&entry, key)
                    .finds("drill-without-support", id),
            );
        }
    }
    all.push(
        mutation("A reunification drill comes after its last day", "drills.toml")
            .entry_key("id = \"harbor-2027-05-reunification\"", "date", "2027-06-03")
            .finds("drill-late", "2027-06-03"),
    );
    all.push(
        mutation("The school year has no end", "drills.toml")
            .no_key("year_ends")
            .finds("drill-shortfall", "year_begins"),
    );
    all.push(
        mutation("The school year ends before it begins", "drills.toml")
            .key("year_ends", "2025-06-11")
            .finds("drill-shortfall", "2025-06-11"),
    );
    all.push(
        mutation("The board asks for two reunification drills", "drills.toml")
            .says("count = 1\n", "count = 2\n")
            .finds("drill-shortfall", "[[plan]]")
            .in_entry("id = \"harbor-2027-05-reunification\""),
    );
    all.push(
        mutation("A drill's record was never published", "drills.toml")
            .entry_no_key("plan = \"harbor-2026-09-fire\"", "posted")
            .finds("drill-unpublished", "date = 2026-09-10")
            .in_entry("plan = \"harbor-2026-09-fire\""),
    );
    all.push(
        mutation("A drill's record was published late", "drills.toml")
            .entry_key("plan = \"harbor-2026-09-lockdown\"", "posted", "2026-11-20")
            .finds("drill-unpublished", "2026-11-20"),
    );
    all.push(
        mutation("An officer plays the shooter", "drills.toml")
            .entry_key(
                "id = \"harbor-2027-01-lockdown\"",
                "situation",
                "\"An officer plays the shooter and tries each door.\"",
            )
            .finds("simulated-attacker", "plays the shooter"),
    );
    all.push(
        mutation("A drill has fake blood", "drills.toml")
            .entry_key("id = \"ridgeline-2027-04-lockdown\"", "situation", "\"Students wear fake blood.\"")
            .finds("simulated-attacker", "fake blood"),
    );
    all.push(
        mutation("The drills policy lets somebody act as an intruder", "policies/drills-policy.md")
            .adds("In one drill a year a parent acts as an intruder.")
            .finds("simulated-attacker", "acts as an intruder"),
    );
    let problem = "what = \"Volunteers in the hallway";
    for key in ["owner", "due", "change"] {
        all.push(
            mutation(format!("A drill's problem has no {key}"), "drills.toml")
                .entry_no_key(problem, key)
                .finds("open-drill-problem", "Volunteers in the hallway"),
        );
    }
    all.push(
        mutation("A drill's problem was to be mended last week", "drills.toml")
            .entry_key(problem, "due", "2026-11-17")
            .finds("open-drill-problem", "2026-11-17"),
    );
    all.push(
        mutation("A closed problem is open again", "drills.toml")
            .entry_no_key("what = \"Two class lists", "closed")
            .finds("open-drill-problem", "2026-09-25"),
    );
    all
}

fn release() -> Vec<Mutation> {
    let board = "role = \"Board president\"";
    vec![
        mutation("The board's signature has no name", "approvals.toml")
            .entry_no_key(board, "name")
            .finds("unsigned-release", "[[approval]]")
            .in_entry(board),
        mutation("The board's signature has no date", "approvals.toml")
            .entry_no_key(board, "signed")
            .finds("unsigned-release", "[[approval]]")
            .in_entry(board),
        mutation("The board's signature names no release", "approvals.toml")
            .entry_no_key(board, "release")
            .finds("unsigned-release", "[[approval]]")
            .in_entry(board),
        mutation("Nothing says which release this one replaces", "approvals.toml")
            .says_everywhere("supersedes = \"2025-08-20\"\n", "")
            .finds("unsigned-release", "release = \"2026-08-15\"")
            .in_entry(board),
        mutation("Two signatures replace different releases", "approvals.toml")
            .entry_key("role = \"Superintendent\"", "supersedes", "\"2024-08-21\"")
            .finds("unsigned-release", "2024-08-21"),
        mutation("Nobody has signed what others hold", "approvals.toml")
            .no_tables("approval")
            .finds("unsigned-release", "release = \"2026-08-15\"")
            .in_entry("[[distribution]]"),
        mutation("The board will sign next year", "approvals.toml")
            .entry_key(board, "signed", "2027-01-15")
            .finds("unsigned-release", "2027-01-15"),
        mutation("Two changes have one number", "approvals.toml")
            .says("number = 2\n", "number = 1\n")
            .finds("duplicate-id", "number = 1"),
        mutation("The police hold last year's copy", "approvals.toml")
            .entry_key("name = \"Corinne Vasquez-Hale, chief\"", "release", "\"2025-08-20\"")
            .finds("missing-distribution", "release = \"2025-08-20\""),
        mutation("The police hold no copy", "approvals.toml")
            .no_entry("name = \"Corinne Vasquez-Hale, chief\"")
            .finds("missing-distribution", "[[distribution]]")
            .in_entry("name = \"Regional trainmaster\""),
        mutation("The fire department holds no copy", "approvals.toml")
            .no_entry("name = \"Tobias Renner, chief\"")
            .finds("missing-distribution", "[[distribution]]")
            .in_entry("name = \"Regional trainmaster\""),
        mutation("The railroad holds last year's copy", "approvals.toml")
            .entry_key("name = \"Regional trainmaster\"", "release", "\"2025-08-20\"")
            .finds("missing-distribution", "release = \"2025-08-20\""),
        mutation("Nobody holds a copy", "approvals.toml")
            .no_tables("distribution")
            .finds("missing-distribution", "release = \"2026-08-15\""),
    ]
}
