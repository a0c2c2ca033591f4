//! Procedures: phases, roles, words, needs, settings, places.

use super::break_::{Mutation, mutation};
use super::sample::{Files, text};

const LOCKDOWN: &str = "procedures/lockdown.md";
const REUNIFY: &str = "procedures/reunification.md";

/// The title of a document, as its front matter says it.
pub fn title(text: &str) -> &str {
    text.lines().find_map(|line| line.strip_prefix("title = \"")).unwrap_or_default().trim_end_matches('"')
}

/// The documents below a folder with their texts. What a school adds to a district's document is not whole by itself.
pub fn below<'f>(sample: &'f Files, folder: &str) -> Vec<(&'f str, &'f str)> {
    let files = sample.iter().filter(|(path, _)| path.contains(folder) && path.ends_with(".md"));
    let texts = files.map(|(path, content)| (path.as_str(), text(content)));
    texts.filter(|(_, text)| !text.contains("\nextends = true\n")).collect()
}

/// Every one of them.
pub fn all(sample: &Files) -> Vec<Mutation> {
    let mut all = Vec::new();
    for (path, text) in below(sample, "procedures/") {
        let title = title(text);
        let head = format!("title = \"{title}\"");
        for phase in ["Before", "During"] {
            let lost = mutation(format!("{title} loses its phase {phase}"), path)
                .no_section(&format!("## {phase}"))
                .finds("missing-phase", &head);
            all.push(match (title, phase) {
                ("Medical emergency" | "Reverse evacuation", "During") => {
                    lost.also("dead-anchor", "another procedure links to this very section")
                }
                ("Reunification", "During") => {
                    lost.also("unsafe-reunification", "the steps that check who the adult is stood in it")
                }
                _ => lost,
            });
        }
        all.push(
            mutation(format!("{title} loses its phase After"), path)
                .no_section("## After")
                .finds("missing-phase", &head)
                .also("missing-recovery", "support stood in the phase that is gone"),
        );
        all.push(
            mutation(format!("{title} plans for nobody's needs"), path)
                .no_tables("accommodation")
                .finds("missing-accommodation", &head),
        );
        all.push(
            mutation(format!("{title} tells substitutes nothing"), path)
                .no_section("## Substitutes and visitors")
                .finds("missing-substitute", &head),
        );
    }
    all.extend(words());
    all.extend(safety());
    all
}

fn words() -> Vec<Mutation> {
    let head = "title = \"Lockdown\"";
    vec![
        mutation("Lockdown may be ordered by nobody", LOCKDOWN).no_key("authority").finds("missing-authority", head),
        mutation("Hold may be ordered by an empty list", "procedures/hold.md")
            .key("authority", "[]")
            .finds("missing-authority", "authority"),
        mutation("Lockdown has no words that begin it", LOCKDOWN).no_key("announcement").finds("missing-all-clear", head),
        mutation("Lockdown has no words that end it", LOCKDOWN).no_key("all_clear").finds("missing-all-clear", head),
        mutation("Hold has no words that end it", "procedures/hold.md")
            .no_key("all_clear")
            .finds("missing-all-clear", "title = \"Hold\""),
        mutation("A step says nobody", LOCKDOWN)
            .says("@nurse: Lock", "Lock")
            .finds("step-without-role", "Lock [[place:nurse-room]]"),
        mutation("The one step of an annex's phase says nobody", "annexes/annex-shelter.md")
            .says("1. @commander: Give the all clear", "1. Give the all clear")
            .finds("step-without-role", "Give the all clear"),
        mutation("A step of a practice says nobody", "practices/community-circle.md")
            .says("@teacher: Tell the limit", "Tell the limit")
            .finds("step-without-role", "Tell the limit"),
        mutation("A step of a page says nobody", "pages/first-day-substitutes.md")
            .says("@substitute: Keep the folder", "Keep the folder")
            .finds("step-without-role", "Keep the folder"),
        mutation("A step goes on and on", LOCKDOWN)
            .says(
                "Carry your key all day.",
                "Carry your key all day long from the moment you come in to the moment you leave, and never lend it to a student, a visitor or a colleague, not even for a minute.",
            )
            .finds("long-step", "Carry your key all day long"),
        mutation("A step begins with who instead of what", LOCKDOWN)
            .says("@teacher: Carry your key", "@teacher: The teacher should carry a key")
            .finds("long-step", "The teacher"),
        mutation("A step begins with a gerund", "procedures/hold.md")
            .section_says("## During", "1. @", "1. @everyone: Keeping calm.\n2. @")
            .finds("long-step", "Keeping"),
        mutation("An announcement is a colour", LOCKDOWN)
            .says("announcement = \"Lockdown, lockdown.", "announcement = \"Code red.")
            .finds("code-words", "Code red"),
        mutation("A page orders by code", "pages/welcome.md")
            .adds("When you hear Code Blue, stay where you are.")
            .finds("code-words", "Code Blue"),
        mutation("An all clear is a numbered level", "procedures/secure.md")
            .key("all_clear", "\"Level 2 is over. Go on with your day.\"")
            .finds("code-words", "Level 2"),
        mutation("A step leaves the decision to the reader", LOCKDOWN)
            .says("Keep everyone silent, with phones muted.", "Keep everyone silent, as appropriate.")
            .finds("vague-words", "as appropriate"),
        mutation("A step says soon", "procedures/evacuate.md")
            .section_says("## During", "1. @", "1. @everyone: Leave as soon as possible.\n2. @")
            .finds("vague-words", "as soon as possible"),
        mutation("A step of an annex calls the proper authorities", "annexes/annex-shelter.md")
            .says("Start first, because", "Call the proper authorities, because")
            .finds("vague-words", "proper authorities"),
        mutation("A procedure uses a word that the glossary avoids", LOCKDOWN)
            .says("Check your [[term:class-list]].", "Begin the muster with your [[term:class-list]].")
            .finds("inconsistent-term", "muster"),
        mutation("A policy uses a word that the glossary avoids", "policies/language-access.md")
            .adds("The behavior contract is translated.")
            .finds("inconsistent-term", "behavior contract"),
        mutation("A role's task uses a word that the glossary avoids", "roles.toml")
            .says("Sign the incident log and give it to planning.", "Begin the headcount check.")
            .finds("inconsistent-term", "headcount check"),
        mutation("A page for families reads like a statute", "pages/for-families.md")
            .says(
                "Our staff practice for emergencies, and so do your children. Here is how you can help.",
                &"Notwithstanding preceding considerations, institutional representatives systematically operationalize multidisciplinary preparedness methodologies, incorporating comprehensive environmental vulnerability determinations and interdepartmental communication responsibilities. ".repeat(8),
            )
            .finds("reading-level", "For families"),
    ]
}

fn safety() -> Vec<Mutation> {
    let head = "title = \"Lockdown\"";
    let mut all = vec![
        mutation("Lockdown forgets the bus", LOCKDOWN).no_section("## On the bus").finds("missing-setting", head),
        mutation("Lockdown forgets who is outside", LOCKDOWN).no_section("## Outside").finds("missing-setting", head),
        mutation("Lockdown forgets mornings and afternoons", LOCKDOWN)
            .no_section("## Early arrivals")
            .finds("missing-setting", head),
        mutation("A heading no longer says that it is for the bus", "procedures/hold.md")
            .says("## On the bus {setting=bus}", "## On the bus {#bus}")
            .finds("missing-setting", "bus"),
        mutation("A school's own procedure forgets the bus", "schools/harbor/procedures/kindergarten-dismissal.md")
            .no_section("### On the bus")
            .finds("missing-setting", "title"),
        mutation("Lockdown does not count", LOCKDOWN)
            .no_section("## Accounting")
            .finds("missing-person-unhandled", head),
        mutation("Nobody looks for a missing student after a fire", "procedures/hold.md")
            .section_is("## Accounting", "1. @teacher: Count your class.")
            .finds("missing-person-unhandled", "Accounting"),
        mutation("Lockdown ends without care", LOCKDOWN)
            .section_is("## After", "1. @commander: Write the log.")
            .finds("missing-recovery", "## After"),
        mutation("Fire ends without care", "procedures/fire.md")
            .section_is("## After", "1. @commander: Write the log.")
            .finds("missing-recovery", "## After"),
        mutation("The section on support is empty", LOCKDOWN)
            .section_is("### Support afterwards", "")
            .finds("missing-recovery", "Support afterwards"),
        mutation("Nobody looks at the adult's papers", REUNIFY)
            .says(
                "Each adult shows a photo ID and fills in a card per student.",
                "Each adult fills in a card per student.",
            )
            .says(
                "Compare the ID with the emergency card, and check for court limits, before a runner goes.",
                "Call a runner.",
            )
            .says(
                "Check the ID and card again when the student arrives. Have the adult sign; write the time.",
                "Write the time.",
            )
            .finds("unsafe-reunification", "## During"),
        mutation("A student may sign out alone", REUNIFY)
            .says(
                "Keep students even when a friend's family offers a ride. The listed adult still signs.",
                "Let students of 18 leave alone.",
            )
            .finds("unsafe-reunification", "alone"),
        mutation("A student may go home on foot", REUNIFY)
            .says("Count on and off, with the aide,", "Release walkers alone at their stop. Count on and off,")
            .says("Release walkers alone", "Release students alone")
            .finds("unsafe-reunification", "Release students alone"),
        mutation("Seniors sign themselves out", REUNIFY)
            .says("Keep students even when", "Senior students sign themselves out. Keep others even when")
            .finds("unsafe-reunification", "sign themselves out"),
        mutation("The other site is not where the district says that it is", "places.toml")
            .entry_key("id = \"reunification\"", "alternate", "\"reunification\"")
            .finds("missing-alternate-place", "reunification")
            .in_entry("id = \"reunification\""),
        mutation("The second command post is the first", "places.toml")
            .entry_key("id = \"command-post\"", "alternate", "\"command-post\"")
            .finds("missing-alternate-place", "command-post")
            .in_entry("id = \"command-post\""),
        mutation("Both sites at Millrace are one place", "schools/millrace/school.toml")
            .entry_key("[places.reunification-alternate]", "title", "\"The same hall\"")
            .entry_key("[places.reunification]", "title", "\"The same hall\"")
            .finds("missing-alternate-place", "[places.reunification-alternate]"),
        mutation("In Hold the section for substitutes waits to be written", "procedures/hold.md")
            .section_is("## Substitutes and visitors", "To be written.")
            .finds("missing-substitute", "## Substitutes and visitors"),
        mutation("What is done for a student waits to be written", LOCKDOWN)
            .entry_key("[[accommodation]]", "support", "\"To be determined.\"")
            .finds("missing-accommodation", "To be determined"),
        mutation("An announcement waits to be written", LOCKDOWN)
            .key("announcement", "\"TBD\"")
            .finds("missing-all-clear", "TBD"),
    ];
    // The reunification's own step says where else to go, and so does the district's register.
    for school in ["harbor", "millrace", "ridgeline"] {
        let path = format!("schools/{school}/school.toml");
        all.push(
            mutation(format!("At {school}, nothing says where families meet when the site is closed"), &path)
                .entry_no_key("[places.reunification]", "alternate")
                .and_in("places.toml")
                .entry_no_key("id = \"reunification\"", "alternate")
                .and_in(REUNIFY)
                .says("If blocked: Use [[place:reunification-alternate]], and change", "If blocked: Change")
                .finds("missing-alternate-place", "[places.reunification]"),
        );
        let path = format!("schools/{school}/school.toml");
        for place in ["assembly", "assembly-alternate", "shelter-area", "reunification", "reunification-alternate"] {
            all.push(
                mutation(format!("At {school}, nothing says who can get to the place {place}"), &path)
                    .entry_no_key(&format!("[places.{place}]"), "accessible")
                    .finds("unknown-accessibility", format!("[places.{place}]")),
            );
        }
    }
    all
}
