//! A handbook of any size, the same on every machine: documents of about 400 words in folders of 25, of which a fifth are
//! procedures and the rest policies and pages, as plans are. Nothing is wrong with it: a published plan has few findings.

use std::fs;
use std::io;
use std::path::Path;

/// What documents are written in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tongue {
    /// The originals.
    English,
    /// Translations.
    Spanish,
}

impl Tongue {
    fn words(self) -> &'static [&'static str] {
        if self == Tongue::English { &WORDS } else { &PALABRAS }
    }

    fn deeds(self) -> &'static [&'static str] {
        if self == Tongue::English { &DEEDS } else { &TAREAS }
    }

    /// The first word after a deed.
    fn article(self) -> &'static str {
        if self == Tongue::English { "the" } else { "un" }
    }

    /// A heading; a translation's names the section that it translates.
    fn heading(self, words: &str, more: &str) -> String {
        let id = words.to_lowercase().replace(' ', "-");
        let inside = match self {
            Tongue::English => more.to_owned(),
            Tongue::Spanish => format!("#{id} {more}").trim_end().to_owned(),
        };
        if inside.is_empty() { words.to_owned() } else { format!("{words} {{{inside}}}") }
    }
}

/// Plain words to make sentences of; what they say does not matter, how long they are does.
const WORDS: [&str; 48] = [
    "door", "room", "student", "adult", "class", "list", "office", "count", "place", "field", "water", "phone",
    "radio", "calm", "quiet", "family", "school", "teacher", "nurse", "wait", "lock", "light", "window", "hall",
    "stairs", "bus", "route", "call", "help", "check", "write", "name", "safe", "move", "stay", "hold", "leave",
    "return", "report", "plan", "drill", "step", "close", "open", "carry", "find", "give", "bring",
];

/// The same for translations.
const PALABRAS: [&str; 32] = [
    "puerta",
    "salón",
    "estudiante",
    "adulto",
    "clase",
    "lista",
    "oficina",
    "cuenta",
    "lugar",
    "campo",
    "agua",
    "radio",
    "calma",
    "familia",
    "escuela",
    "maestro",
    "espera",
    "llave",
    "luz",
    "ventana",
    "pasillo",
    "camino",
    "ayuda",
    "nombre",
    "seguro",
    "queda",
    "sale",
    "vuelve",
    "informe",
    "plan",
    "paso",
    "busca",
];

/// Their deeds.
const TAREAS: [&str; 8] = ["Cierre", "Llame", "Revise", "Escriba", "Abra", "Lleve", "Busque", "Informe"];

/// What steps begin with: the deed.
const DEEDS: [&str; 12] =
    ["Lock", "Call", "Check", "Write down", "Move to", "Close", "Open", "Carry", "Find", "Bring", "Report", "Leave"];

/// Numbers that look random and never change (a linear congruential generator, constants of Knuth's MMIX), and what they
/// choose of.
struct Dice(u64, Tongue);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn sentence(&mut self, words: usize) -> String {
        let mut sentence = String::with_capacity(words * 7);
        for at in 0..words {
            let words = self.1.words();
            let word = words[self.roll(words.len())];
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
        let (deeds, article) = (self.1.deeds(), self.1.article());
        let deed = deeds[self.roll(deeds.len())];
        let rest = self.sentence(words);
        format!("{deed} {article} {}{}", rest[..1].to_ascii_lowercase(), &rest[1..])
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

/// Adds documents that only staff may read: what is published for everybody is held against all of their words.
pub fn restricted(folder: &Path, documents: usize) -> io::Result<()> {
    let part = folder.join("policies/staff");
    fs::create_dir_all(&part)?;
    for number in 0..documents {
        let mut dice = Dice((1 << 32) + number as u64 * 2 + 1, Tongue::English);
        let mut text = format!(
            "+++\ntitle = \"Staff document {number}\"\nsummary = \"{}\"\naudience = \"staff\"\nowner = \"office\"\n\
             last_reviewed = 2026-08-01\n+++\n",
            dice.sentence(12)
        );
        for heading in ["What it is about", "Who does what", "When it changes"] {
            text.push_str(&format!("\n## {heading}\n\n{}\n\n{}\n", dice.paragraph(7), dice.paragraph(5)));
        }
        fs::write(part.join(format!("staff-{number:05}.md")), text)?;
    }
    Ok(())
}

/// Writes procedures into a handbook that has these three roles.
pub fn procedures(folder: &Path, documents: usize) -> io::Result<()> {
    for number in 0..documents {
        let kind = kind(number);
        let part = folder.join(format!("{}/part-{:04}", kind.folder(), number / 125));
        fs::create_dir_all(&part)?;
        fs::write(part.join(format!("{}.md", name(number))), document(number, documents, kind, Tongue::English))?;
    }
    Ok(())
}

/// Writes a district's handbook in two languages with so many schools. They share the documents; each school has numbers
/// and a gate of its own, which every procedure shows.
pub fn district(folder: &Path, schools: usize, documents: usize) -> io::Result<()> {
    write(folder, documents)?;
    fs::write(
        folder.join("handbook.toml"),
        "title = \"Handbook\"\npublisher = \"District\"\nlanguages = [\"en\", \"es\"]\n\n[values]\ngate = \"Gate 0\"\n",
    )?;
    let role = |id: &str, title: &str| format!("[[role]]\nid = \"{id}\"\ntitle = \"{title}\"\n\n");
    let roles = [("teacher", "Maestra o maestro"), ("office", "Oficina"), ("nurse", "Enfermera escolar")];
    fs::write(folder.join("roles.es.toml"), roles.map(|(id, title)| role(id, title)).concat())?;
    for number in 0..documents {
        let kind = kind(number);
        let place = folder.join(format!("{}/part-{:04}/{}", kind.folder(), number / 125, name(number)));
        let (original, translation) = (place.with_extension("md"), place.with_extension("es.md"));
        fs::write(translation, document(number, documents, kind, Tongue::Spanish))?;
        if kind == Kind::Procedure {
            let text = fs::read_to_string(&original)?;
            fs::write(&original, format!("{text}\nGo to [[value:gate]].\n"))?;
        }
    }
    for school in 0..schools {
        let folder = folder.join(format!("schools/school-{school:02}"));
        fs::create_dir_all(&folder)?;
        let text = format!(
            "title = \"School {school:02}\"\nlevel = \"elementary\"\naddress = \"{school} School Street\"\n\
             phone = \"+1 231 555 01{school:02}\"\n\n[values]\ngate = \"Gate {}\"\n",
            school + 1
        );
        fs::write(folder.join("school.toml"), text)?;
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
fn document(number: usize, of: usize, kind: Kind, tongue: Tongue) -> String {
    let mut dice = Dice(number as u64 * 2 + 1, tongue);
    let is_original = tongue == Tongue::English;
    let mut text = String::with_capacity(4_000);
    let mut say = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    say(format!("+++\ntitle = \"Document {number}\"\nsummary = \"{}\"", dice.sentence(12)));
    if is_original {
        say("audience = \"public\"\nowner = \"office\"\nlast_reviewed = 2026-08-01".to_owned());
    }
    if kind == Kind::Procedure {
        if is_original {
            say("action = \"other\"".to_owned());
        }
        say(format!("trigger = \"{}\"", dice.sentence(8)));
        if is_original {
            say("authority = [\"office\"]".to_owned());
        }
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
    say(format!("### {}\n", tongue.heading("Notes", "")));
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
    let tongue = dice.1;
    say(format!("## {}\n", tongue.heading("Before", "")));
    say(format!("1. @teacher: {}\n2. @office: {} {}\n", dice.step(8), dice.step(7), link(dice)));
    say(format!("## {}\n", tongue.heading("During", "")));
    let blocked = if tongue == Tongue::English { "If blocked" } else { "Si no se puede" };
    for step in 1..=6 {
        say(format!("{step}. @teacher within 30s: {}\n   - {blocked}: {}", dice.step(8), dice.step(6)));
    }
    say(format!("\n## {}\n\n1. @teacher: {}\n", tongue.heading("On the bus", "setting=bus"), dice.step(8)));
    say(format!("## {}\n\n1. @teacher: {}\n", tongue.heading("Outside", "setting=outside"), dice.step(8)));
    say(format!("## {}\n", tongue.heading("Before and after school", "setting=before-school,after-school")));
    say(format!("1. @office: {}\n", dice.step(8)));
    let substitutes = tongue.heading("Substitutes and visitors", "part=substitutes");
    say(format!("## {substitutes}\n\n{}\n", dice.paragraph(2)));
    say(format!("## {}\n", tongue.heading("After", "")));
    say(format!("1. @nurse: {}\n\n{} {}\n", dice.step(7), dice.paragraph(2), link(dice)));
    say(format!("### {}\n\n{}\n", tongue.heading("Support afterwards", "part=support"), dice.paragraph(2)));
}

/// What a policy or a page has: paragraphs under headings.
fn sections(dice: &mut Dice, link: &dyn Fn(&mut Dice) -> String, say: &mut dyn FnMut(String)) {
    for heading in ["What it is about", "Who does what", "When it changes"] {
        say(format!("## {}\n\n{} {}\n", dice.1.heading(heading, ""), dice.paragraph(5), link(dice)));
        say(format!("{}\n", dice.paragraph(2)));
    }
}
