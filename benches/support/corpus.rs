//! A handbook of any size, the same on every machine: procedures of about 400 words in sections of 25.

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
        let section = folder.join(format!("procedures/part-{:04}", number / 25));
        if number % 25 == 0 {
            fs::create_dir_all(&section)?;
        }
        fs::write(section.join(format!("procedure-{number:05}.md")), document(number, documents))?;
    }
    Ok(())
}

/// One procedure: front matter, ordered steps, nested lists, a table, five links to others.
fn document(number: usize, of: usize) -> String {
    let mut dice = Dice(number as u64 * 2 + 1);
    let mut text = String::with_capacity(4_000);
    let mut say = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    say(format!("+++\ntitle = \"Procedure {number}\"\nsummary = \"{}\"\naction = \"other\"", dice.sentence(12)));
    say(format!("trigger = \"{}\"\nauthority = [\"office\"]", dice.sentence(8)));
    say(format!("announcement = \"{}\"\nall_clear = \"{}\"", dice.sentence(6), dice.sentence(6)));
    say("audience = \"public\"\nowner = \"office\"\nlast_reviewed = 2026-08-01\n".to_owned());
    say(format!(
        "[[accommodation]]\nneed = \"{}\"\nsupport = \"{}\"\nrole = \"nurse\"\n+++\n",
        dice.sentence(5),
        dice.sentence(8)
    ));
    let link = |dice: &mut Dice| format!("[[procedure-{:05}]]", dice.roll(of));
    say(format!("{} See {}.\n\n## Before\n", dice.paragraph(4), link(&mut dice)));
    say(format!(
        "1. @teacher: {}\n2. @office: {} {}\n\n## During\n",
        dice.sentence(10),
        dice.sentence(9),
        link(&mut dice)
    ));
    for step in 1..=6 {
        say(format!("{step}. @teacher within 30s: {}\n   - If blocked: {}", dice.sentence(10), dice.sentence(8)));
    }
    say(format!(
        "\n## After\n\n1. @nurse: {}\n\n{} {}\n\n### Notes\n",
        dice.sentence(9),
        dice.paragraph(6),
        link(&mut dice)
    ));
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
    say(format!("\n{} {}", dice.paragraph(4), link(&mut dice)));
    text
}
