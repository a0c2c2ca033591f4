//! A corpus of Gobag's becomes pages as every other generator reads them: plain CommonMark, links as each writes them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::corpus;

/// How many pages a section has.
const SECTION: usize = 25;

/// One page.
pub struct Page {
    /// Its kind, a part of the top level: `policies`.
    pub kind: String,
    /// Its section in that: `section-0004`.
    pub section: String,
    /// Its name: `policy-00123`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its summary.
    pub summary: String,
    body: String,
}

/// Writes Gobag's own corpus, in sections of 25.
pub fn write_handbook(folder: &Path, pages: usize) {
    let written = folder.with_extension("flat");
    corpus::write(&written, pages).expect("the corpus can be written");
    for (kind, section, name, text) in documents(&written) {
        let place = folder.join(kind).join(section);
        fs::create_dir_all(&place).expect("a folder can be made");
        fs::write(place.join(name + ".md"), text).expect("a document can be written");
    }
    for file in ["handbook.toml", "roles.toml"] {
        fs::rename(written.join(file), folder.join(file)).expect("a register can be moved");
    }
    fs::remove_dir_all(written).expect("the first copy can be removed");
}

/// The same pages for everybody else.
pub fn read(pages: usize) -> Vec<Page> {
    let folder = tempfile::tempdir().expect("a folder for the corpus");
    corpus::write(folder.path(), pages).expect("the corpus can be written");
    let of = |(kind, section, name, text): (String, String, String, String)| {
        let (front, body) =
            text.trim_start_matches("+++\n").split_once("+++\n").expect("a document has a front matter");
        let value = |key: &str| {
            let line = front.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
            line.map(|line| line.trim_end_matches('"').to_owned()).unwrap_or_default()
        };
        let (title, summary) = (value("title"), value("summary"));
        Page { kind, section, name, title, summary, body: body.lines().map(plain).collect() }
    };
    documents(folder.path()).into_iter().map(of).collect()
}

/// Pages by their names.
pub fn names(all: &[Page]) -> BTreeMap<&str, &Page> {
    all.iter().map(|page| (page.name.as_str(), page)).collect()
}

impl Page {
    /// Its path without an ending.
    pub fn path(&self) -> String {
        format!("{}/{}/{}", self.kind, self.section, self.name)
    }

    /// Its text; a link to a page that stands at a path from the root is written by `link`.
    pub fn body(&self, names: &BTreeMap<&str, &Page>, link: &dyn Fn(&Page) -> String) -> String {
        let mut text = String::with_capacity(self.body.len() + 200);
        let mut rest = self.body.as_str();
        while let Some((before, after)) = rest.split_once("[[") {
            let (name, after) = after.split_once("]]").expect("a reference has an end");
            let page = names.get(name).unwrap_or_else(|| panic!("there is no page {name}"));
            text.push_str(&format!("{before}[{}]({})", page.title, link(page)));
            rest = after;
        }
        text + rest
    }
}

/// Every document of a corpus: kind, section, name, text.
fn documents(folder: &Path) -> Vec<(String, String, String, String)> {
    let mut all = Vec::new();
    for kind in ["procedures", "policies", "pages"] {
        let files = walkdir::WalkDir::new(folder.join(kind)).sort_by_file_name().into_iter().filter_map(Result::ok);
        for (number, file) in files.filter(|entry| entry.file_type().is_file()).enumerate() {
            let name = file.path().file_stem().expect("a document has a name").to_string_lossy().into_owned();
            let text = fs::read_to_string(file.path()).expect("a document can be read");
            all.push((kind.to_owned(), format!("section-{:04}", number / SECTION), name, text));
        }
    }
    all
}

/// A line of a document without what only Gobag reads: who acts in a step, what a heading means.
fn plain(line: &str) -> String {
    let line = match line.strip_prefix('#') {
        Some(_) => line.split(" {").next().unwrap_or(line).to_owned(),
        None => line.replacen("@teacher", "**Teacher**", 1).replacen("@office", "**Front office**", 1).replacen(
            "@nurse",
            "**Nurse**",
            1,
        ),
    };
    // Four columns are inside an item for every reader of Markdown.
    let inside = line.trim_start();
    if inside.len() < line.len() { format!("    {inside}\n") } else { line + "\n" }
}
