//! A handbook of any size for search: the sample, and further pages made of its own sentences and of names of their own.
//!
//! Words have the frequencies of real ones, since they are real ones; and as in real handbooks, every further page brings a
//! few names that no other has. About 400 words a page.

use std::fs;
use std::io;
use std::path::Path;

/// Numbers that look random and never change (a linear congruential generator, constants of Knuth's MMIX).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.roll(words.len())]
    }

    /// A name that hardly any other page has.
    fn name(&mut self) -> String {
        const PARTS: [&str; 24] = [
            "al", "ber", "cor", "dan", "el", "fin", "gar", "hol", "is", "jor", "kel", "lin", "mar", "nor", "ost",
            "per", "quin", "ros", "san", "tor", "ul", "ven", "wil", "yar",
        ];
        let name: String = (0..3).map(|_| self.pick(&PARTS)).collect();
        name[..1].to_uppercase() + &name[1..]
    }
}

/// Copies the sample's own text into a folder and writes `pages` further pages beside it. It has no schools, so that a page
/// is counted once, and none of the registers that name schools or what was released.
pub fn write(sample: &Path, folder: &Path, pages: usize) -> io::Result<()> {
    copy(sample, folder)?;
    for left_out in ["schools", "releases"] {
        if folder.join(left_out).is_dir() {
            fs::remove_dir_all(folder.join(left_out))?;
        }
    }
    for left_out in ["drills.toml", "approvals.toml"] {
        fs::remove_file(folder.join(left_out))?;
    }
    // Without drills there is nothing to hold against what a state asks for.
    let config = fs::read_to_string(folder.join("handbook.toml"))?;
    fs::write(folder.join("handbook.toml"), config.replace("jurisdiction = ", "# jurisdiction = "))?;
    let sentences = sentences(sample)?;
    for number in 0..pages {
        let section = folder.join(format!("pages/part-{:04}", number / 25));
        if number % 25 == 0 {
            fs::create_dir_all(&section)?;
        }
        fs::write(section.join(format!("sheet-{number:05}.md")), page(number, &sentences))?;
    }
    Ok(())
}

fn page(number: usize, sentences: &[String]) -> String {
    const THINGS: [&str; 12] = [
        "Room",
        "Route",
        "Checklist",
        "Contact sheet",
        "Notice",
        "Form",
        "Schedule",
        "Inventory",
        "Log",
        "Letter",
        "Map",
        "Agreement",
    ];
    let mut dice = Dice(number as u64 * 2 + 1);
    let (thing, name) = (dice.pick(&THINGS), dice.name());
    let mut text = format!(
        "+++\ntitle = \"{thing} {name} {number}\"\nsummary = \"About {name}, sheet {number}.\"\naudience = \"public\"\n\
         owner = \"office\"\nlast_reviewed = 2026-08-01\n+++\n"
    );
    let mut words = 0;
    for part in 1..=5 {
        text.push_str(&format!("\n## {} {part}\n\n", dice.name()));
        while words < part * 78 {
            let sentence = &sentences[dice.roll(sentences.len())];
            words += sentence.split_whitespace().count();
            text.push_str(sentence);
            text.push(' ');
        }
        text.push('\n');
    }
    text
}

/// The sentences of the sample's pages without their markup.
fn sentences(sample: &Path) -> io::Result<Vec<String>> {
    let mut sentences = Vec::new();
    for folder in ["procedures", "pages", "practices", "policies", "annexes"] {
        let mut paths: Vec<_> = fs::read_dir(sample.join(folder))?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        paths.sort();
        for path in paths {
            let text = fs::read_to_string(path)?;
            let body = text.split("+++").nth(2).unwrap_or_default();
            for line in body.lines() {
                let line = line.split_once(": ").map_or(line, |(_, rest)| rest);
                let is_plain = |sentence: &&str| {
                    sentence.len() > 20
                        && !sentence.contains(['[', ']', '@', '{', '}', '|', '#', '<', '*', '`', '\\', '>'])
                };
                sentences.extend(line.split_inclusive(". ").map(str::trim).filter(is_plain).map(str::to_owned));
            }
        }
    }
    Ok(sentences)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?.path();
        let target = to.join(entry.file_name().unwrap_or_default());
        if entry.is_dir() {
            copy(&entry, &target)?;
        } else {
            fs::copy(&entry, &target)?;
        }
    }
    Ok(())
}
