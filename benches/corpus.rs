//! A number becomes a handbook of so many documents, the same on every machine: about 400 words each, in sections of 25.

use std::fmt::Write as _;

/// A file of the handbook.
pub struct File {
    /// Its path from the handbook's folder.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// A handbook of `count` documents, with its registers.
pub fn handbook(count: usize) -> Vec<File> {
    let mut files = vec![
        File { path: "handbook.toml".to_owned(), text: HANDBOOK.to_owned() },
        File { path: "roles.toml".to_owned(), text: roles() },
        File { path: "places.toml".to_owned(), text: places() },
        File { path: "glossary.toml".to_owned(), text: terms() },
    ];
    files.extend((0..count).map(|number| document(number, count)));
    files
}

const HANDBOOK: &str = "title = \"Emergency Handbook of a Large District\"\npublisher = \"A Large District\"\n\
                        url = \"https://handbook.example.org/\"\n";

const ROLES: [&str; 12] = [
    "everyone",
    "teacher",
    "office",
    "nurse",
    "commander",
    "counselor",
    "custodian",
    "coach",
    "driver",
    "aide",
    "security",
    "librarian",
];

const PLACES: [&str; 6] = ["assembly", "command-post", "nurse-room", "gym", "front-office", "bus-loop"];

const TERMS: [&str; 6] = ["reunification", "lockdown", "all-clear", "runner", "go-bag", "roster"];

/// What a practice guide must say for the two people it brings together.
const BOTH_SIDES: [&str; 4] = [
    "Questions for the person responsible",
    "Questions for the person harmed",
    "Support for the person responsible",
    "Support for the person harmed",
];

const NOT_WHEN: &str = "## Do not use when\n\n- **Safety.** Somebody may be hurt.\n- **Harm that is not acknowledged.** Wait.\n\
                        - **Power imbalance.** One cannot speak freely.\n- **Sexual harm.** Never.\n";

const PER_SECTION: usize = 25;

/// What a document is; sections differ in it.
#[derive(Clone, Copy)]
enum Kind {
    Procedure,
    Annex,
    Practice,
    Policy,
    Page,
}

impl Kind {
    /// Of ten sections four are procedures, two annexes, two pages, one practices, one policies.
    fn of(number: usize) -> Kind {
        match number / PER_SECTION % 10 {
            0 | 2 | 5 | 7 => Kind::Procedure,
            1 | 6 => Kind::Annex,
            3 | 8 => Kind::Page,
            4 => Kind::Practice,
            _ => Kind::Policy,
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Kind::Procedure => "procedures",
            Kind::Annex => "annexes",
            Kind::Practice => "practices",
            Kind::Policy => "policies",
            Kind::Page => "pages",
        }
    }
}

fn name(number: usize) -> String {
    format!("document-{number:05}")
}

fn document(number: usize, count: usize) -> File {
    let kind = Kind::of(number);
    let mut words = Words::new(number);
    let path = format!("{}/section-{:03}/{}.md", kind.folder(), number / PER_SECTION, name(number));
    let mut text = String::with_capacity(4096);
    let mut add = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    add(format!("+++\ntitle = \"{} {number}\"\nsummary = \"{}\"", words.capital(3), words.sentence(12)));
    add("audience = \"public\"\nowner = \"commander\"\nstatus = \"approved\"".to_owned());
    add("effective = 2026-08-15\nlast_reviewed = 2026-09-28\nreview_interval = \"12 months\"".to_owned());
    add(keys(kind, &mut words));
    add(format!("+++\n\n{}\n", words.sentence(14)));
    for (phase, title) in [("before", "Before"), ("during", "During"), ("after", "After")] {
        add(format!("## {title} {{phase={phase}}}\n"));
        if matches!(kind, Kind::Annex) {
            add(format!("### Goal\n\n{}\n\n### Objectives\n", words.sentence(10)));
            add(format!("- {}\n- {}\n\n### Courses of action\n", words.sentence(8), words.sentence(8)));
        }
        // What has more sections has fewer steps, so that all are of one length.
        let first = if matches!(kind, Kind::Annex | Kind::Practice) { 2 } else { 1 };
        for step in first..=3 {
            let role = words.one(&ROLES);
            let limit = if step == 1 { " within 30s" } else { "" };
            let place = if step == 2 { format!(" at [[place:{}]]", words.one(&PLACES)) } else { String::new() };
            add(format!("{step}. @{role}{limit}{place}: {}", words.sentence(9)));
            add(format!("   - If blocked: {}", words.sentence(7)));
            if step == 3 {
                add(format!("   - {}\n     - {}", words.sentence(6), words.sentence(5)));
            }
        }
        add(String::new());
        if phase == "during" {
            // Five links into the neighbourhood, as handbooks have them.
            for step in [1, 2, 7, 26, 50] {
                let there = (number + step) % count;
                add(format!("See [[{}]] and the [[term:{}]]. {}\n", name(there), words.one(&TERMS), words.sentence(6)));
            }
        }
    }
    if matches!(kind, Kind::Practice) {
        add(NOT_WHEN.to_owned());
        for title in BOTH_SIDES {
            add(format!("## {title}\n\n- {}\n- {}\n", words.sentence(7), words.sentence(7)));
        }
    }
    add(format!("## {}\n", words.capital(2)));
    add("| What | Where | How many |\n|---|:-:|--:|".to_owned());
    for row in 0..5 {
        add(format!("| {} | {} | {} |", words.capital(2), words.some(3), row * 7 + number % 13));
    }
    add(format!("\n> [!NOTE]\n> {}", words.sentence(14)));
    File { path, text }
}

/// What a kind adds to the front matter.
fn keys(kind: Kind, words: &mut Words) -> String {
    match kind {
        Kind::Procedure => format!(
            "action = \"other\"\ntrigger = \"{}\"\nauthority = [\"everyone\"]\nannouncement = \"{}\"\nall_clear = \"{}\"\n\
             places = [\"assembly\"]\n[[accommodation]]\nneed = \"{}\"\nsupport = \"{}\"\nrole = \"aide\"",
            words.sentence(8),
            words.sentence(6),
            words.sentence(6),
            words.capital(4),
            words.sentence(8),
        ),
        Kind::Annex => "type = \"functional\"\nfunction = \"evacuation\"".to_owned(),
        Kind::Practice => {
            "tier = \"circle\"\nfacilitator = [\"counselor\"]\nvoluntary = true\neither_may_stop = true\n\
                           duration = \"50 minutes\"\nharm = [\"identity\"]\npower = [\"age\"]"
                .to_owned()
        }
        Kind::Policy => "adopted = 2026-08-15".to_owned(),
        Kind::Page => String::new(),
    }
}

fn roles() -> String {
    let mut text = String::new();
    for role in ROLES {
        let title = role.replace('-', " ");
        let _ = writeln!(
            text,
            "[[role]]\nid = \"{role}\"\ntitle = \"{title}\"\nprimary = \"The {title}\"\nalternates = [\"Next {title}\"]\n"
        );
    }
    text
}

fn places() -> String {
    let place = |place: &&str| format!("[[place]]\nid = \"{place}\"\ntitle = \"{}\"\n", place.replace('-', " "));
    PLACES.iter().map(place).collect()
}

fn terms() -> String {
    let term = |term: &&str| {
        format!("[[term]]\nid = \"{term}\"\nterm = \"{}\"\nmeaning = \"What it is called.\"\n", term.replace('-', " "))
    };
    TERMS.iter().map(term).collect()
}

/// Words that a handbook is made of.
const WORDS: [&str; 64] = [
    "door", "window", "student", "class", "list", "radio", "hallway", "stairs", "light", "voice", "family", "bus",
    "field", "gate", "office", "bell", "name", "count", "room", "helper", "route", "map", "key", "bag", "water",
    "blanket", "phone", "runner", "sign", "line", "adult", "child", "lock", "open", "close", "walk", "wait", "call",
    "listen", "write", "report", "check", "move", "stay", "meet", "carry", "show", "hold", "quiet", "calm", "near",
    "first", "last", "every", "other", "safe", "clear", "early", "late", "ready", "inside", "outside", "together",
    "again",
];

/// Random words of one document; the generator is Marsaglia's xorshift, which is enough for words.
struct Words(u64);

impl Words {
    fn new(number: usize) -> Words {
        let mut words = Words((number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        words.next();
        words
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn one<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[usize::try_from(self.next() % all.len() as u64).expect("an index")]
    }

    fn some(&mut self, count: usize) -> String {
        let words: Vec<&str> = (0..count).map(|_| self.one(&WORDS)).collect();
        words.join(" ")
    }

    fn capital(&mut self, count: usize) -> String {
        let words = self.some(count);
        words[..1].to_uppercase() + &words[1..]
    }

    fn sentence(&mut self, count: usize) -> String {
        self.capital(count) + "."
    }
}
