//! Chapters become files of a handbook: front matter with blanks, steps with their roles, pictures in `media/`.

use std::collections::BTreeSet;

use super::Imported;
use super::body::Body;
use super::chapters::{Chapter, Chapters};
use super::flow::{Block, Fate, Words, escaped, line};
use super::people::People;
use super::phases::Phases;
use super::tables::{self, Row, Table};
use crate::document::body::Phase;
use crate::document::{Action, Kind};
use crate::fields::{Id, Named as _};
use crate::handbook::Handbook;

/// Writes every chapter; `taken` says which paths of the handbook are there already.
pub(super) fn write(chapters: Chapters, handbook: &Handbook, taken: &dyn Fn(&str) -> bool) -> Imported {
    let mut writer = Writer {
        people: People::of(handbook),
        ids: handbook.documents.iter().map(|document| document.id.value.to_string()).collect(),
        contacts: handbook.contacts.iter().map(|contact| contact.id.value.to_string()).collect(),
        calls: String::new(),
        imported: Imported { tally: chapters.tally, questions: chapters.questions, ..Imported::default() },
    };
    if handbook.config.title.is_empty() && !taken("handbook.toml") {
        let text = format!(
            "title = {}\npublisher = \"[? Your school or district, as it is written on its letters]\"\nlanguages = [\"en\"]\n",
            toml(&chapters.title)
        );
        writer.imported.files.push(("handbook.toml".to_owned(), text.into_bytes()));
    }
    let media: Vec<(String, String)> = chapters
        .pictures
        .keys()
        .map(|name| {
            let free = |name: &String| !taken(&format!("media/{name}"));
            let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
            let numbered = (2..).map(|number| format!("{stem}-{number}.{ending}"));
            let new = std::iter::once(name.clone()).chain(numbered).find(free).expect("numbers do not end");
            (name.clone(), new)
        })
        .collect();
    let mut placed: BTreeSet<&String> = BTreeSet::new();
    for chapter in &chapters.chapters {
        let kind = kind(chapter);
        let id = writer.id(&chapter.title, kind, taken);
        let mut text = writer.document(chapter, kind);
        for (name, new) in &media {
            text = text.replace(&format!("(MEDIA/{name})"), &format!("(../media/{new})"));
        }
        for (mark, note) in &chapters.notes {
            if text.contains(&format!("[^{mark}]")) {
                placed.insert(mark);
                text.push_str(&format!("\n[^{mark}]: {note}\n"));
            }
        }
        writer.imported.files.push((format!("{}/{id}.md", kind.folder()), text.into_bytes()));
    }
    for (_, note) in chapters.notes.iter().filter(|(mark, note)| !placed.contains(mark) && !note.is_empty()) {
        writer
            .imported
            .questions
            .push(format!("A note stands where no note can be: \"{note}\"; put it where it belongs."));
    }
    for ((name, bytes), (_, new)) in chapters.pictures.into_iter().zip(media) {
        debug_assert!(!name.is_empty());
        writer.imported.files.push((format!("media/{new}"), bytes));
    }
    writer.registers();
    writer.imported
}

struct Writer {
    people: People,
    ids: BTreeSet<String>,
    contacts: BTreeSet<String>,
    /// Rows for contacts.toml.
    calls: String,
    imported: Imported,
}

/// What a chapter is: something to do, something decided, or something to read.
fn kind(chapter: &Chapter) -> Kind {
    let title = chapter.title.to_lowercase();
    if title.contains("policy") || title.contains("policies") {
        return Kind::Policy;
    }
    let steps = chapter.blocks.iter().filter(|block| match block {
        Block::Item { ordered, depth, .. } => *ordered && *depth == 0,
        Block::Raw(text) => text.lines().any(|line| line.starts_with("1. @")),
        Block::Table(rows) => matches!(tables::read(rows), Table::Steps(_)),
        Block::Heading(..) | Block::Paragraph(_) => false,
    });
    let is_typed = chapter.blocks.iter().any(|block| matches!(block, Block::Raw(_)));
    let count = steps.count();
    if count >= 2 || (count == 1 && (is_typed || chapter.blocks.iter().any(|block| matches!(block, Block::Table(_))))) {
        Kind::Procedure
    } else {
        Kind::Page
    }
}

/// The action that a title names.
fn action(title: &str) -> Option<Action> {
    let title = title.to_lowercase();
    let named: [(&str, Action); 15] = [
        ("lockdown", Action::Lockdown),
        ("lock down", Action::Lockdown),
        ("lockout", Action::Secure),
        ("secure", Action::Secure),
        ("hold", Action::Hold),
        ("reverse evac", Action::ReverseEvacuation),
        ("evacuat", Action::Evacuate),
        ("shelter", Action::Shelter),
        ("reunif", Action::Reunify),
        ("medical", Action::Medical),
        ("cierre de emergencia", Action::Lockdown),
        ("evacuaci", Action::Evacuate),
        ("refugi", Action::Shelter),
        ("reunific", Action::Reunify),
        ("médica", Action::Medical),
    ];
    named.iter().find(|(words, _)| title.contains(words)).map(|(_, action)| *action)
}

impl Writer {
    /// A name that no document has.
    fn id(&mut self, title: &str, kind: Kind, taken: &dyn Fn(&str) -> bool) -> String {
        use unicode_normalization::UnicodeNormalization as _;
        let marks = unicode_normalization::char::is_combining_mark;
        let plain: String = title.nfd().filter(|letter| !marks(*letter)).collect();
        let id = Id::slug(&plain);
        let numbered = (2..).map(|number| id.numbered(number).to_string());
        let free = |id: &String| !self.ids.contains(id) && !taken(&format!("{}/{id}.md", kind.folder()));
        let id = std::iter::once(id.to_string()).chain(numbered).find(free).expect("numbers do not end");
        self.ids.insert(id.clone());
        id
    }

    fn document(&mut self, chapter: &Chapter, kind: Kind) -> String {
        let mut body = Body { is_procedure: kind == Kind::Procedure, ..Body::default() };
        for (at, block) in chapter.blocks.iter().enumerate() {
            let next = chapter.blocks.get(at + 1);
            self.block(block, next, &chapter.title, &mut body);
        }
        let mut text = format!("+++\ntitle = {}\nsummary = {}\n", toml(&chapter.title), summary(chapter));
        if kind == Kind::Procedure {
            text.push_str(&self.procedure(chapter));
        }
        if kind == Kind::Policy {
            text.push_str("adopted_by = \"[? Who has decided this, and when]\"\n");
        }
        text.push_str("audience = \"staff\"\n");
        if kind == Kind::Procedure {
            self.people.need("aide", "aide");
            text.push_str(
                "\n[[accommodation]]\nneed = \"[? Who needs something else: a student who uses a wheelchair, does not hear, is new to English]\"\n\
                 support = \"[? What is done for them]\"\nrole = \"aide\"\n",
            );
        }
        text.push_str("+++\n\n");
        text.push_str(&if kind == Kind::Procedure { self.phases(body) } else { body.text });
        text.truncate(text.trim_end().len());
        text.push('\n');
        text
    }

    /// The keys of a procedure, as far as they are known.
    fn procedure(&mut self, chapter: &Chapter) -> String {
        let action = action(&chapter.title);
        if let Some(action) = action {
            self.imported.questions.push(format!(
                "\"{}\" was taken for the action {}; if it is another, change `action`.",
                chapter.title,
                action.name()
            ));
        }
        let everyone = self.people.everyone();
        format!(
            "action = \"{}\"\ntrigger = \"[? What somebody sees, hears or smells when this begins]\"\nauthority = [\"{everyone}\"]\n\
             announcement = \"[? The words that are said, as they are spoken]\"\nall_clear = \"[? The words that end it]\"\n",
            action.unwrap_or(Action::Other).name()
        )
    }

    /// The text of a procedure with a section for each phase.
    fn phases(&mut self, body: Body) -> String {
        let everyone = self.people.everyone();
        let blank = |phase: &str, words: &str| {
            format!("## {phase} {{phase={}}}\n\n1. @{everyone}: [? {words}]\n\n", phase.to_lowercase())
        };
        let before = || blank("Before", "Keep, check or practice something, so that the steps below work");
        let after = || blank("After", "Find out that it is over, and look after people");
        let during = || blank("During", "Do this first");
        let counts = body.text.lines().any(|line| line.starts_with("##") && line.to_lowercase().contains("account"));
        let accounting = if counts {
            String::new()
        } else {
            format!(
                "## Accounting {{part=accounting}}\n\n1. @{everyone}: [? Count the people in your care, and tell somebody who is missing]\n   \
                 - If someone is missing: [? Tell whom, what about them, and who searches]\n\n"
            )
        };
        if body.phases.is_empty() {
            let deeper: Vec<String> = body
                .text
                .lines()
                .map(|line| {
                    if line.starts_with("##") && !line.starts_with("######") {
                        format!("#{line}")
                    } else {
                        line.to_owned()
                    }
                })
                .collect();
            let text = deeper.join("\n");
            return format!("{}## During {{phase=during}}\n\n{}\n\n{accounting}{}", before(), text.trim(), after());
        }
        let mut parts = Phases::of(&body.text);
        let blanks = [(Phase::Before, before()), (Phase::During, during()), (Phase::After, after())];
        for (phase, blank) in blanks {
            parts.of.entry(phase).or_insert(blank);
        }
        if let Some(during) = parts.of.get_mut(&Phase::During) {
            *during = format!("{}\n\n{accounting}", during.trim_end());
        }
        parts.text()
    }

    fn block(&mut self, block: &Block, next: Option<&Block>, title: &str, body: &mut Body) {
        match block {
            Block::Heading(level, words) => body.heading(*level, words),
            Block::Raw(text) => body.paragraph(text),
            Block::Item { ordered, depth, words } => self.item(*ordered, *depth, words, body),
            Block::Paragraph(words) => {
                let lead = words.lead.as_deref().filter(|lead| body.is_procedure && People::may_be(lead));
                match lead {
                    // "Teachers:" above a list says who takes its steps.
                    Some(lead) if words.after_lead.trim().is_empty() && matches!(next, Some(Block::Item { .. })) => {
                        body.role = Some(self.people.roles(lead));
                        body.end_list();
                    }
                    Some(lead) if !words.after_lead.trim().is_empty() => {
                        let roles = self.people.roles(lead);
                        body.step(&roles, words.after_lead.trim());
                    }
                    _ => {
                        body.role = None;
                        body.paragraph(&line(&words.markdown));
                    }
                }
            }
            Block::Table(rows) => self.table(rows, title, body),
        }
    }

    fn item(&mut self, ordered: bool, depth: usize, words: &Words, body: &mut Body) {
        if depth > 0 && body.in_list {
            body.nested(depth, &line(&words.markdown));
            return;
        }
        if !body.is_procedure || (!ordered && body.role.is_none() && words.lead.is_none()) {
            body.item(ordered, &line(&words.markdown));
            return;
        }
        let lead = words.lead.as_deref().filter(|lead| People::may_be(lead) && !words.after_lead.trim().is_empty());
        match (lead, &body.role) {
            (Some(lead), _) => {
                let roles = self.people.roles(lead);
                body.step(&roles, words.after_lead.trim());
            }
            (None, Some(roles)) => {
                let roles = roles.clone();
                body.step(&roles, words.markdown.trim());
            }
            (None, None) => {
                let everyone = self.people.everyone();
                body.step(&[everyone], &format!("{} [? Who takes this step]", words.markdown.trim()));
            }
        }
    }

    fn table(&mut self, rows: &[Vec<Vec<Words>>], title: &str, body: &mut Body) {
        body.end_list();
        match tables::read(rows) {
            Table::Steps(steps) if body.is_procedure => {
                self.imported.tally.table(Fate::Steps);
                for (who, deeds) in steps {
                    let roles = self.people.roles(&who);
                    deeds.iter().for_each(|deed| body.step(&roles, deed.markdown.trim()));
                }
            }
            Table::Steps(_) => {
                self.imported.tally.table(Fate::Kept);
                let rows: Vec<Vec<Vec<Words>>> = rows.to_vec();
                body.paragraph(&plain_table(&rows));
            }
            Table::Contacts(contacts) => {
                self.imported.tally.table(Fate::Register);
                self.imported.questions.push(format!(
                    "The table of numbers in \"{title}\" ({} of them) went to contacts.toml, for staff: name functions rather than people, and ring each one.",
                    contacts.len()
                ));
                let list: Vec<String> =
                    contacts.iter().map(|row| format!("- [[contact:{}]]", self.contact(row))).collect();
                body.paragraph(&list.join("\n"));
            }
            Table::Other(text) => {
                self.imported.tally.table(Fate::Kept);
                body.paragraph(text.trim_end());
            }
        }
    }

    /// Adds a contact, and gives its id.
    fn contact(&mut self, row: &Row) -> String {
        let id = Id::slug(&row.label);
        let numbered = (2..).map(|number| id.numbered(number).to_string());
        let free = |id: &String| !self.contacts.contains(id);
        let id = std::iter::once(id.to_string()).chain(numbered).find(free).expect("numbers do not end");
        self.contacts.insert(id.clone());
        self.calls.push_str(&format!(
            "\n[[contact]]\nid = \"{id}\"\nlabel = {}\nphone = {}\n",
            toml(&row.label),
            toml(&row.phone)
        ));
        if !row.note.is_empty() {
            self.calls.push_str(&format!("note = {}\n", toml(&escaped(&row.note))));
        }
        id
    }

    /// The rows of the registers.
    fn registers(&mut self) {
        let mut roles = String::new();
        for (id, title) in &self.people.new {
            roles.push_str(&format!(
                "\n[[role]]\nid = \"{id}\"\ntitle = {}\nprimary = \"[? Which position takes this role: {}]\"\nalternates = [\"[? Who steps in]\", \"[? And after that]\"]\n",
                toml(title),
                title.replace(['"', '\\', '[', ']'], "")
            ));
        }
        for (path, text) in [("roles.toml", roles), ("contacts.toml", std::mem::take(&mut self.calls))] {
            if !text.is_empty() {
                self.imported.rows.push((path.to_owned(), text));
            }
        }
    }
}

/// A table of steps where no steps belong.
fn plain_table(rows: &[Vec<Vec<Words>>]) -> String {
    match tables::read(rows) {
        Table::Other(text) => text,
        Table::Steps(steps) => {
            let rows = steps.iter().map(|(who, deeds)| {
                let deeds: Vec<&str> = deeds.iter().map(|deed| deed.markdown.trim()).collect();
                format!("| {} | {} |\n", escaped(who), deeds.join("; "))
            });
            format!("| Who | What |\n| --- | --- |\n{}", rows.collect::<String>())
        }
        Table::Contacts(_) => String::new(),
    }
}

/// The first paragraph, where it can stand for the whole.
fn summary(chapter: &Chapter) -> String {
    let first = chapter.blocks.iter().find_map(|block| match block {
        Block::Paragraph(words) if words.lead.is_none() => Some(words.plain.trim()),
        _ => None,
    });
    match first.filter(|words| (20..=200).contains(&words.chars().count())) {
        Some(words) => toml(&escaped(words)),
        None => "\"[? One or two plain sentences: what this is about]\"".to_owned(),
    }
}

/// Words as a TOML value.
fn toml(words: &str) -> String {
    let mut value = String::from("\"");
    for letter in words.trim().chars() {
        match letter {
            '"' | '\\' => value.extend(['\\', letter]),
            letter if letter.is_control() => value.push(' '),
            letter => value.push(letter),
        }
    }
    value.push('"');
    value
}
