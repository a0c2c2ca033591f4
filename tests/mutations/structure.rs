//! Files, keys, names and links; what must not be shown; who can read it.

use super::break_::{Mutation, mutation};

const LOCKDOWN: &str = "procedures/lockdown.md";
const FAMILIES: &str = "pages/for-families.md";
const PAGE: &str = "pages/accessibility.md";

/// Every one of them.
pub fn all() -> Vec<Mutation> {
    let mut all = files();
    all.extend(keys());
    all.extend(names());
    all.extend(privacy());
    all.extend(access());
    all
}

/// A page more, with these words.
fn page(name: &str, words: &str) -> Mutation {
    let head = "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\nlast_reviewed = 2026-11-03\n+++\n";
    mutation(name, "pages/page.md").new_file("pages/page.md", &format!("{head}{words}\n"))
}

fn files() -> Vec<Mutation> {
    let field = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let other = "[[role]]\nid = \"teacher\"";
    vec![
        mutation("A register has a name that nobody reads", "contact.toml")
            .new_file("contact.toml", "title = \"A\"\n")
            .finds("unreadable-file", ""),
        mutation("A document lies outside every folder", "notes.md")
            .new_file("notes.md", "+++\ntitle = \"A\"\nsummary = \"A.\"\naudience = \"staff\"\n+++\n")
            .finds("missing-field", ""),
        page("A place was left blank", "We gather [? at which place].").finds("left-blank", "[? at which place]"),
        mutation("A title has lost its quotation mark", LOCKDOWN)
            .says("title = \"Lockdown\"", "title = \"Lockdown")
            .finds("invalid-syntax", "title = \"Lockdown"),
        mutation("The list of places has lost a bracket", "places.toml")
            .says("[[place]]\nid = \"shutoffs\"", "[[place]\nid = \"shutoffs\"")
            .finds("invalid-syntax", "[[place]")
            .also("unresolved-reference", "the place is not in the register any more")
            .also("unknown-key", "its note now belongs to no place"),
        mutation("A school's file has a key twice", "schools/harbor/school.toml")
            .says("short = \"Harbor\"", "short = \"Harbor\"\nshort = \"Harbor\"")
            .finds("invalid-syntax", "short"),
        mutation("The logo is gone", "handbook.toml").no_file("media/logo.svg").finds("missing-media", "logo"),
        page("A picture was never added", "![The field](../media/field.svg)").finds("missing-media", "field.svg"),
        page("A picture comes from elsewhere", "![The field](https://example.org/field.svg)")
            .finds("missing-media", "https://example.org/field.svg"),
        mutation("A picture is shown nowhere", "media/field.svg")
            .new_file("media/field.svg", field)
            .finds("unused-media", ""),
        mutation("A page is named like the list of procedures", "procedures/index.md")
            .new_file("procedures/index.md", "")
            .finds("url-collision", "")
            .also("missing-field", "the new file is empty"),
        mutation("A translation is in a language that nobody reads", "pages/for-families.es.md")
            .new_file(
                "pages/for-families.es.md",
                "+++\ntitle = \"Familias\"\nsummary = \"Una página.\"\naudience = \"public\"\n+++\nPalabras.\n",
            )
            .finds("orphan-page", "Familias"),
        mutation("A waiver silences nothing", "handbook.toml")
            .adds("[[waiver]]\nrule = \"vague-link\"\nwhere = \"lockdown\"\nreason = \"A.\"\nby = \"B\"\nuntil = 2027-01-01")
            .finds("unused-waiver", "lockdown"),
        mutation("A waiver has run out", "handbook.toml")
            .adds("[[waiver]]\nrule = \"vague-link\"\nwhere = \"lockdown\"\nreason = \"A.\"\nby = \"B\"\nuntil = 2026-11-01")
            .finds("unused-waiver", "2026-11-01"),
        mutation("A role stands twice in the register", "roles.toml").adds(other).finds("duplicate-id", "teacher")
            .also("missing-field", "the second role says nothing but its id"),
        mutation("A page has the id of a policy", "policies/conduct.md")
            .new_file(
                "pages/conduct.md",
                "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"staff\"\nlast_reviewed = 2026-11-03\n+++\nWords.\n",
            )
            .finds("duplicate-id", "")
            .also("hidden-reference", "the page that took the policy's name is for staff"),
        page("Two sections have one name", "## One {#one}\n\nA.\n\n## Two {#one}\n\nB.").finds("duplicate-id", "one"),
        mutation("A contact's id stands twice", "contacts.toml")
            .says("id = \"tip-line\"", "id = \"family-line\"")
            .finds("duplicate-id", "family-line")
            .also("unresolved-reference", "the other contact is gone"),
    ]
}

fn keys() -> Vec<Mutation> {
    vec![
        mutation("A key is mistyped", LOCKDOWN)
            .says("audience = \"public\"", "audiance = \"public\"")
            .finds("unknown-key", "audiance")
            .also("missing-audience", "the audience is no longer said")
            .also("hidden-reference", "public texts may not name what is now for staff"),
        mutation("A key of a register is mistyped", "contacts.toml")
            .says("hours = ", "hour = ")
            .finds("unknown-key", "hour"),
        mutation("A rule in [rules] has no such name", "handbook.toml")
            .adds("[rules]\nlong-steps = \"off\"")
            .finds("unknown-key", "long-steps"),
        mutation("An attribute of a heading is mistyped", LOCKDOWN)
            .says("{setting=bus}", "{settings=bus}")
            .finds("unknown-key", "settings")
            .also("missing-setting", "the section no longer says that it is for the bus"),
        mutation("A procedure has no title", "procedures/fire.md").no_key("title").finds("missing-field", "summary = "),
        mutation("A page has no summary", PAGE).no_key("summary").finds("missing-field", "title = "),
        mutation("A contact has no label", "contacts.toml")
            .entry_no_key("id = \"tip-line\"", "label")
            .finds("missing-field", "[[contact]]"),
        mutation("A drill does not say of which kind it is", "drills.toml")
            .entry_no_key("id = \"harbor-2026-10-secure\"", "kind")
            .finds("missing-field", "[[plan]]")
            .in_entry("id = \"harbor-2026-10-secure\""),
        mutation("A drill's record does not say of which kind it was", "drills.toml")
            .entry_no_key("plan = \"harbor-2026-10-secure\"", "kind")
            .finds("missing-field", "[[record]]")
            .in_entry("plan = \"harbor-2026-10-secure\""),
        mutation("A drill's record has no day", "drills.toml")
            .entry_no_key("plan = \"harbor-2026-10-fire\"", "date")
            .finds("missing-field", "[[record]]")
            .in_entry("plan = \"harbor-2026-10-fire\""),
        mutation("A drill was begun and never filled in", "drills.toml")
            .adds("[[plan]]")
            .finds("missing-field", "[[plan]]"),
        mutation("A term has no meaning", "glossary.toml").no_key("meaning").finds("missing-field", "[[term]]"),
        mutation("A review was last summer", LOCKDOWN)
            .key("last_reviewed", "\"last summer\"")
            .finds("invalid-value", "last summer"),
        mutation("A date is not in the calendar", "approvals.toml")
            .says("2026-08-14", "2026-02-31")
            .finds("invalid-syntax", "2026-02-31")
            .also("unsigned-release", "the day cannot be read"),
        mutation("An action is none that Gobag knows", "procedures/hold.md")
            .key("action", "\"freeze\"")
            .finds("invalid-value", "freeze"),
        mutation("A capacity is a word", "places.toml")
            .entry_key("id = \"shelter-area\"", "capacity", "\"many\"")
            .finds("invalid-value", "many"),
        mutation("A priority is none", "hazards.toml")
            .says("priority = \"medium\"", "priority = \"middling\"")
            .finds("invalid-value", "middling"),
        mutation("An interval is endless", "policies/conduct.md")
            .key("review_interval", "\"sometimes\"")
            .finds("invalid-value", "sometimes"),
        mutation("A step has an hour of its own kind", LOCKDOWN)
            .says("@office within 1 min:", "@office within a moment:")
            .finds("invalid-value", "within a moment"),
    ]
}

fn names() -> Vec<Mutation> {
    let mut all = vec![
        mutation("A step is for a role that nobody holds", LOCKDOWN)
            .says("@nurse:", "@nurses:")
            .finds("unresolved-reference", "@nurses"),
        mutation("A role is renamed where it is defined", "procedures/medical.md")
            .and_in("roles.toml")
            .says("id = \"nurse\"", "id = \"school-nurse\"")
            .finds("unresolved-reference", "nurse"),
        mutation("A place is renamed where it is defined", LOCKDOWN)
            .and_in("places.toml")
            .says("id = \"nurse-room\"", "id = \"health-room\"")
            .finds("unresolved-reference", "nurse-room"),
        mutation("A contact is taken out of the register", FAMILIES)
            .and_in("contacts.toml")
            .no_entry("id = \"crisis-line\"")
            .finds("unresolved-reference", "crisis-line"),
        mutation("A term is renamed where it is defined", LOCKDOWN)
            .and_in("glossary.toml")
            .says("id = \"class-list\"", "id = \"class-lists\"")
            .finds("unresolved-reference", "class-list"),
        mutation("A value is taken out everywhere", "pages/first-day-substitutes.md")
            .and_in("handbook.toml")
            .no_key("first-bell")
            .and_in("schools/harbor/school.toml")
            .no_key("first-bell")
            .and_in("schools/millrace/school.toml")
            .no_key("first-bell")
            .and_in("schools/ridgeline/school.toml")
            .no_key("first-bell")
            .finds("unresolved-reference", "first-bell"),
        mutation("A page is taken away that others name", LOCKDOWN)
            .no_file("pages/after-a-scary-day.md")
            .finds("unresolved-reference", "after-a-scary-day"),
        mutation("A binder holds a page that is not there", "handbook.toml")
            .says("\"first-day-substitutes\", \"using-this-handbook\"", "\"first-days\", \"using-this-handbook\"")
            .finds("unresolved-reference", "first-days"),
        mutation("A binder holds a register that is not there", "handbook.toml")
            .says(
                "\"roles\", \"contacts\", \"places\", \"glossary\"",
                "\"roles\", \"contact\", \"places\", \"glossary\"",
            )
            .finds("unresolved-reference", "\"contact\""),
        mutation("A binder is for readers whom nobody knows", "handbook.toml")
            .says("audience = \"responder\"", "audience = \"responders\"")
            .finds("unresolved-reference", "responders"),
        mutation("A binder is for a school that is not there", "handbook.toml")
            .says("layout = \"role-card\"", "layout = \"role-card\"\nschool = \"harbour\"")
            .finds("unresolved-reference", "harbour"),
        mutation("A school's channel is mistyped, and it would talk on the district's", "schools/harbor/school.toml")
            .says("radio-channel = ", "radio-chanel = ")
            .finds("unresolved-reference", "radio-chanel"),
        mutation("A school's place is mistyped, and it would go to the district's", "schools/harbor/school.toml")
            .says("[places.assembly]", "[places.assembley]")
            .finds("unresolved-reference", "assembley"),
        mutation(
            "A school's contact is mistyped, and families would call the district's",
            "schools/harbor/school.toml",
        )
        .says("[contacts.front-office]", "[contacts.front-ofice]")
        .finds("unresolved-reference", "front-ofice"),
        mutation("A procedure is read beside one that is not there", LOCKDOWN)
            .says("related = [", "related = [\"lockdowns\", ")
            .finds("unresolved-reference", "lockdowns"),
        mutation("A call button calls nobody", LOCKDOWN)
            .says("calls = [", "calls = [\"front-ofice\", ")
            .finds("unresolved-reference", "front-ofice"),
        mutation("A drill that practises a procedure is none", LOCKDOWN)
            .says("drills = [", "drills = [\"lockdwn\", ")
            .finds("unresolved-reference", "lockdwn"),
        mutation("A risk names an annex that is not there", "hazards.toml")
            .says("annex = \"hazard-tornado\"", "annex = \"hazard-tornadoes\"")
            .finds("unresolved-reference", "hazard-tornadoes"),
        mutation("A colour is for an action that is not there", "handbook.toml")
            .says("colour = \"#0b4f6c\"", "colour = \"#0b4f6c\"\naction_colours = { lockdwn = \"#a3182f\" }")
            .finds("unresolved-reference", "lockdwn"),
        mutation("The framework is none that Gobag knows", "handbook.toml")
            .key("framework", "\"federal-guide\"")
            .finds("unresolved-reference", "federal-guide"),
        mutation("An owner is nobody", "policies/conduct.md")
            .key("owner", "\"principals\"")
            .finds("unresolved-reference", "principals"),
        mutation("An authority is nobody", LOCKDOWN)
            .key("authority", "[\"anyone\"]")
            .finds("unresolved-reference", "anyone"),
        mutation("A drill is at a school that is not there", "drills.toml")
            .entry_key("id = \"harbor-2026-10-secure\"", "school", "\"harbour\"")
            .finds("unresolved-reference", "harbour"),
        mutation("A record is of a plan that is not there", "drills.toml")
            .says("plan = \"harbor-2026-09-fire\"", "plan = \"harbor-2026-09-fires\"")
            .finds("unresolved-reference", "harbor-2026-09-fires"),
        mutation("A role reports to nobody", "roles.toml")
            .entry_key("id = \"liaison\"", "reports_to", "\"comander\"")
            .finds("unresolved-reference", "comander"),
        mutation("A school's person holds no role", "schools/harbor/school.toml")
            .says("[people.liaison]", "[people.liason]")
            .finds("unresolved-reference", "liason"),
        mutation("A class asks a question that nobody asks", "assessments/threat.toml")
            .says("all = [\"lasting-intent = no\"", "all = [\"intent = no\"")
            .finds("unresolved-reference", "intent"),
        page("A link leads to a page that is not there", "See [the other page](other.md).")
            .finds("dead-link", "other.md"),
        page("A link leads to a section that is not there", "See [below](#supplies).").finds("dead-anchor", "supplies"),
        page("A link leads to a section of another page that is not there", "See [[lockdown#basement]].")
            .finds("dead-anchor", "basement"),
    ];
    for (annex, id) in [("annex-shelter", "tornado"), ("annex-health", "disease"), ("annex-lockdown", "intruder")] {
        all.push(
            mutation(
                format!("The hazard annex on {id} uses {annex}, which is renamed"),
                &format!("annexes/hazard-{id}.md"),
            )
            .says(&format!("\"{annex}\""), &format!("\"{annex}s\""))
            .finds("unresolved-reference", format!("{annex}s")),
        );
    }
    all
}

fn privacy() -> Vec<Mutation> {
    vec![
        page("A filled form lies among the pages", "**Student:** Maya Lopez\n\n**Case no.:** 2026-014")
            .finds("private-case-data", "Maya Lopez"),
        page("A student's birth date stands in a page", "Her date of birth is 03/14/2013.").finds("student-identifier", "03/14/2013"),
        page("A student's birthday stands in a note", "See below.[^1]\n\n[^1]: Birthday: 14 March 2013.")
            .finds("student-identifier", "14 March 2013"),
        page("A student's birth date stands in a picture's words", "![DOB: 3/14/2013](../media/logo.svg)")
            .finds("student-identifier", "3/14/2013"),
        page("A student's birth date is hidden in a comment", "Words <!-- DOB: 3/14/2013 --> and more.")
            .finds("student-identifier", "3/14/2013"),
        page("A student is named after a grade", "The grade 7 student Maya Lopez leaves first.")
            .finds("student-identifier", "Maya Lopez"),
        page("A class list stands in a table", "| Student | Allergy |\n|---|---|\n| Maya Lopez | Peanuts |")
            .finds("student-identifier", "Maya Lopez"),
        mutation("A student is named in the record of a drill", "drills.toml")
            .says("what = \"Volunteers in the hallway", "what = \"Maya Lopez (grade 7) ran. Volunteers in the hallway")
            .finds("student-identifier", "Maya Lopez"),
        page("A student's number stands in a page", "Give student ID 4471932 the blue band.").finds("student-identifier", "4471932"),
        mutation("A student is named with a grade", "annexes/hazard-student-violence.md")
            .adds("Jordan Smith (grade 7) is walked to the bus.")
            .finds("student-identifier", "Jordan Smith"),
        mutation("A private phone stands on a public page", FAMILIES)
            .says("It is hard to wait.", "Call the principal at home: 231-555-0188. It is hard to wait.")
            .finds("personal-phone", "231-555-0188"),
        mutation("A staff number stands in a public procedure", LOCKDOWN)
            .says("## What families hear\n", "## What families hear\n\nCall +1 231 555 0108.\n")
            .finds("personal-phone", "231 555 0108"),
        mutation("A value that families read holds a private phone", "schools/harbor/school.toml")
            .key("first-bell", "\"8:35 a.m. (call 231-555-0188)\"")
            .and_in(FAMILIES)
            .says("It is hard to wait.", "School begins at [[value:first-bell]]. It is hard to wait.")
            .finds("personal-phone", "231-555-0188"),
        mutation("A summary for everyone holds a private phone", PAGE)
            .says("and how to tell us", "(231) 555-0188, and how to tell us")
            .finds("personal-phone", "555-0188"),
        mutation("A public page gives the address where families are sent", FAMILIES)
            .says("Wait for the message that names the place.", "Come to 44 Lighthouse Rd, and wait there.")
            .finds("exposed-detail", "44 Lighthouse Rd"),
        mutation("The logo says where it was made", "media/logo.svg")
            .says("<svg", "<!-- -->\n<svg")
            .says("</svg>", "<metadata><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>Jo Park</dc:creator></rdf:RDF></metadata></svg>")
            .finds("image-metadata", ""),
        mutation("The logo says in whose folder it lay", "media/logo.svg")
            .says("<svg", "<svg inkscape:export-filename=\"/home/jpark/heron.png\"")
            .finds("image-metadata", ""),
        mutation("A public page names a place of staff", FAMILIES)
            .says("Wait for the message that names the place.", "Come to [[place:reunification]].")
            .finds("hidden-reference", "place:reunification"),
        mutation("A public page names a contact of staff", FAMILIES)
            .says("[[contact:crisis-line]]", "[[contact:superintendent]]")
            .finds("hidden-reference", "contact:superintendent"),
        mutation("A place becomes the team's own and stays in staff's texts", "annexes/annex-shelter.md")
            .and_in("places.toml").entry_key("id = \"staging\"", "audience", "\"team\"")
            .finds("hidden-reference", "place:staging"),
        mutation("A page does not say for whom it is", PAGE).no_key("audience").finds("missing-audience", "Accessibility")
            .also("hidden-reference", "public texts may not name what is now for staff"),
        mutation("An annex does not say for whom it is", "annexes/annex-shelter.md")
            .no_key("audience")
            .finds("missing-audience", "Shelter annex"),
        mutation("An assessment does not say for whom it is", "assessments/site-risk.toml")
            .no_key("audience")
            .finds("missing-audience", "Site risk walk"),
    ]
}

fn access() -> Vec<Mutation> {
    vec![
        mutation("Two headings are two levels apart", LOCKDOWN)
            .says("### Support afterwards", "#### Support afterwards")
            .finds("heading-jump", "Support afterwards"),
        mutation("A page begins with a small heading", FAMILIES)
            .says("## Do this today", "### Do this today")
            .finds("heading-jump", "Do this today"),
        mutation("The logo loses its words", "handbook.toml").no_key("logo_alt").finds("missing-alt", "logo"),
        page("A picture has no words", "![](../media/logo.svg)").finds("missing-alt", "logo.svg"),
        page("A link has no words", "See [](https://example.org/).").finds("empty-link", "https://example.org/"),
        page("A link says: click here", "[Click here](https://example.org/).").finds("vague-link", "Click here"),
        mutation("A link in an annex says: more", "annexes/annex-shelter.md")
            .adds("Read [more](https://example.org/).")
            .finds("vague-link", "more"),
        mutation("A table's column has no name", FAMILIES)
            .says("| We say | It means | What you do |", "| We say | | What you do |")
            .finds("table-without-header", "We say"),
        mutation("A table in an annex has no head", "annexes/annex-shelter.md")
            .says("| Danger | Where people go | What matters most | How long |", "| | | | |")
            .finds("table-without-header", "| | | | |"),
        mutation("The handbook's colour is too light", "handbook.toml")
            .says("#0b4f6c", "#9fd0e4")
            .finds("low-contrast", "#9fd0e4"),
        mutation("A school's colour is too light", "schools/harbor/school.toml")
            .says("#1f6f5c", "#f2d64b")
            .finds("low-contrast", "#f2d64b"),
        page("A heading's language is none", "## Para las familias {lang=sp}\n\nPalabras.")
            .finds("missing-language", "sp"),
        page("A paragraph in another script does not say its language", "اتصل بالمكتب الأمامي قبل أن تأتي إلى المدرسة.")
            .finds("missing-language", "اتصل"),
        mutation("The handbook's language is none", "handbook.toml")
            .says("languages = [\"en\"]", "languages = [\"en\", \"xq\"]")
            .finds("missing-language", "xq"),
    ]
}
