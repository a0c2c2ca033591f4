//! A handbook of any size, the same on every machine: documents of about 400 words in folders of 25, of which a fifth are
//! procedures and the rest policies and pages, as plans are. Nothing is wrong with it: a published plan has few findings.

use std::fs;
use std::io;
use std::path::Path;

/// Plain words to make sentences of; what they say does not matter, how long they are does.
const WORDS: [&str; 48] = [
    "door", "room", "student", "adult", "class", "list", "office", "count", "place", "field", "water", "phone",
    "radio", "calm", "quiet", "family", "school", "teacher", "nurse", "wait", "lock", "light", "window", "hall",
    "stairs", "bus", "route", "call", "help", "check", "write", "name", "safe", "move", "stay", "hold", "leave",
    "return", "report", "plan", "drill", "step", "close", "open", "carry", "find", "give", "bring",
];

/// What steps begin with: the deed.
const DEEDS: [&str; 12] =
    ["Lock", "Call", "Check", "Write down", "Move to", "Close", "Open", "Carry", "Find", "Bring", "Report", "Leave"];

/// Numbers that look random and never change (a linear congruential generator, constants of Knuth's MMIX).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn sentence(&mut self, words: usize) -> String {
        let mut sentence = String::with_capacity(words * 7);
        for at in 0..words {
            let word = WORDS[self.roll(WORDS.len())];
            if at == 0 {
                sentence.push(word.as_bytes()[0].to_ascii_uppercase() as char);
                sentence.push_str(&word[1..]);
            } else {
                sentence.push(' ');
                sentence.push_str(word);
            }
        }
        sentence.push('.');
        sentence
    }

    /// What to do, in so many words and two.
    fn step(&mut self, words: usize) -> String {
        let deed = DEEDS[self.roll(DEEDS.len())];
        let rest = self.sentence(words);
        format!("{deed} the {}{}", rest[..1].to_ascii_lowercase(), &rest[1..])
    }

    fn paragraph(&mut self, sentences: usize) -> String {
        let sentences: Vec<String> = (0..sentences)
            .map(|_| {
                let words = 8 + self.roll(9);
                self.sentence(words)
            })
            .collect();
        sentences.join(" ")
    }
}

/// Writes a handbook of `documents` procedures.
pub fn write(folder: &Path, documents: usize) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("handbook.toml"), "title = \"Handbook\"\npublisher = \"District\"\n")?;
    let role = |id: &str, title: &str| {
        format!("[[role]]\nid = \"{id}\"\ntitle = \"{title}\"\nprimary = \"{title}\"\nalternates = [\"Next {id}\"]\n\n")
    };
    fs::write(
        folder.join("roles.toml"),
        role("teacher", "Teacher") + &role("office", "Front office") + &role("nurse", "School nurse"),
    )?;
    procedures(folder, documents)
}

/// Writes procedures into a handbook that has these three roles.
pub fn procedures(folder: &Path, documents: usize) -> io::Result<()> {
    for number in 0..documents {
        let kind = kind(number);
        let part = folder.join(format!("{}/part-{:04}", kind.folder(), number / 125));
        fs::create_dir_all(&part)?;
        fs::write(part.join(format!("{}.md", name(number))), document(number, documents, kind))?;
    }
    Ok(())
}

/// The kinds of document that the corpus has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Procedure,
    Policy,
    Page,
}

impl Kind {
    fn folder(self) -> &'static str {
        match self {
            Kind::Procedure => "procedures",
            Kind::Policy => "policies",
            Kind::Page => "pages",
        }
    }
}

fn kind(number: usize) -> Kind {
    match number % 5 {
        0 => Kind::Procedure,
        1 | 2 => Kind::Policy,
        _ => Kind::Page,
    }
}

/// A document's id.
fn name(number: usize) -> String {
    match kind(number) {
        Kind::Procedure => format!("procedure-{number:05}"),
        Kind::Policy => format!("policy-{number:05}"),
        Kind::Page => format!("page-{number:05}"),
    }
}

/// One document: front matter, headings, paragraphs, nested lists, a table, links to others; procedures have steps.
fn document(number: usize, of: usize, kind: Kind) -> String {
    let mut dice = Dice(number as u64 * 2 + 1);
    let mut text = String::with_capacity(4_000);
    let mut say = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    say(format!("+++\ntitle = \"Document {number}\"\nsummary = \"{}\"", dice.sentence(12)));
    say("audience = \"public\"\nowner = \"office\"\nlast_reviewed = 2026-08-01".to_owned());
    if kind == Kind::Procedure {
        say(format!("action = \"other\"\ntrigger = \"{}\"\nauthority = [\"office\"]", dice.sentence(8)));
        say(format!("announcement = \"{}\"\nall_clear = \"{}\"\n", dice.sentence(6), dice.sentence(6)));
        say(format!("[[accommodation]]\nneed = \"{}\"", dice.sentence(5)));
        say(format!("support = \"{}\"\nrole = \"nurse\"", dice.sentence(8)));
    }
    say("+++\n".to_owned());
    let link = |dice: &mut Dice| format!("[[{}]]", name(dice.roll(of)));
    say(format!("{} See {}.\n", dice.paragraph(4), link(&mut dice)));
    match kind {
        Kind::Procedure => steps(&mut dice, &link, &mut say),
        Kind::Policy | Kind::Page => sections(&mut dice, &link, &mut say),
    }
    say("### Notes\n".to_owned());
    say(format!(
        "- {}\n  - {}\n  - {}\n- {} {}\n",
        dice.sentence(8),
        dice.sentence(7),
        dice.sentence(6),
        dice.sentence(8),
        link(&mut dice)
    ));
    say("| What | Where |\n|---|---|".to_owned());
    for _ in 0..5 {
        say(format!("| {} | {} |", dice.sentence(4), dice.sentence(5)));
    }
    say(format!("\n{} {}", dice.paragraph(3), link(&mut dice)));
    text
}

/// What a procedure has: steps before, during and after, and what to do for those who are somewhere else.
fn steps(dice: &mut Dice, link: &dyn Fn(&mut Dice) -> String, say: &mut dyn FnMut(String)) {
    say(format!("## Before\n\n1. @teacher: {}\n2. @office: {} {}\n", dice.step(8), dice.step(7), link(dice)));
    say("## During\n".to_owned());
    for step in 1..=6 {
        say(format!("{step}. @teacher within 30s: {}\n   - If blocked: {}", dice.step(8), dice.step(6)));
    }
    say(format!("\n## On the bus {{setting=bus}}\n\n1. @teacher: {}\n", dice.step(8)));
    say(format!("## Outside {{setting=outside}}\n\n1. @teacher: {}\n", dice.step(8)));
    say("## Before and after school {setting=before-school,after-school}\n".to_owned());
    say(format!("1. @office: {}\n", dice.step(8)));
    say(format!("## Substitutes and visitors {{part=substitutes}}\n\n{}\n", dice.paragraph(2)));
    say(format!("## After\n\n1. @nurse: {}\n\n{} {}\n", dice.step(7), dice.paragraph(2), link(dice)));
    say(format!("### Support afterwards {{part=support}}\n\n{}\n", dice.paragraph(2)));
}

/// What a policy or a page has: paragraphs under headings.
fn sections(dice: &mut Dice, link: &dyn Fn(&mut Dice) -> String, say: &mut dyn FnMut(String)) {
    for heading in ["What it is about", "Who does what", "When it changes"] {
        say(format!("## {heading}\n\n{} {}\n", dice.paragraph(5), link(dice)));
        say(format!("{}\n", dice.paragraph(2)));
    }
}
