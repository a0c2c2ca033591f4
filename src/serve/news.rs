//! What was found in a handbook becomes what its pages show of it: the terminal's report, line by line, with the way to each
//! place in the author's editor.

use std::path::Path;

use serde::Serialize;

use crate::diagnostic::{Diagnostics, Severity};
use crate::report::human;
use crate::source::Sources;

/// An editor that opens a file at a line when a link is followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Editor {
    /// `vscode:`
    #[default]
    Vscode,
    /// `vscodium:`
    Vscodium,
    /// `zed:`
    Zed,
    /// `txmt:`, which several editors of one system understand.
    Textmate,
    /// `idea:`
    Idea,
}

impl Editor {
    /// The link to a line of a file.
    fn link(self, file: &Path, line: &str, column: &str) -> String {
        let path: String = file
            .to_string_lossy()
            .replace('\\', "/")
            .bytes()
            .map(|byte| match byte {
                b'/' | b'-' | b'.' | b'_' | b'~' | b':' => char::from(byte).to_string(),
                byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
                byte => format!("%{byte:02X}"),
            })
            .collect();
        let slash = if path.starts_with('/') { "" } else { "/" };
        match self {
            Editor::Vscode => format!("vscode://file{slash}{path}:{line}:{column}"),
            Editor::Vscodium => format!("vscodium://file{slash}{path}:{line}:{column}"),
            Editor::Zed => format!("zed://file{slash}{path}:{line}:{column}"),
            Editor::Textmate => format!("txmt://open?url=file://{slash}{path}&line={line}&column={column}"),
            Editor::Idea => format!("idea://open?file={slash}{path}&line={line}&column={column}"),
        }
    }
}

/// What a page is told; `page.d.ts` says the same.
#[derive(Clone, Debug, Serialize)]
pub(super) struct News {
    /// Which state of the handbook this is about.
    pub(super) version: String,
    /// How many errors keep this state from being shown.
    pub(super) errors: usize,
    /// How many warnings there are.
    pub(super) warnings: usize,
    /// The report as the terminal shows it.
    pub(super) lines: Vec<Line>,
    /// That the folder cannot be read now, in words.
    pub(super) trouble: Option<String>,
}

/// A line of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Line {
    /// Its words.
    text: String,
    /// The link that opens the place it names.
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<String>,
}

/// The report for a person, and the same with its links.
pub(super) fn report(
    found: &Diagnostics,
    sources: &Sources,
    folder: &str,
    root: &Path,
    editor: Editor,
) -> (String, Vec<Line>) {
    let style = human::Style { folder: folder.to_owned(), ..human::Style::default() };
    let text = human::render(found, sources, &style);
    let lines = text.lines().map(|line| Line { text: line.to_owned(), href: href(line, folder, root, editor) });
    let lines = lines.collect();
    (text, lines)
}

/// How many findings weigh so much.
pub(super) fn counts(found: &Diagnostics) -> (usize, usize) {
    (found.count(Severity::Error), found.count(Severity::Warning))
}

/// The link of a line that says where something is: `  --> content/procedures/hold.md:41:4`.
fn href(line: &str, folder: &str, root: &Path, editor: Editor) -> Option<String> {
    let place = line.trim_start();
    let place = place.strip_prefix("--> ").or_else(|| place.strip_prefix("::: "))?;
    let inside = match folder {
        "" | "." => place,
        folder => place.strip_prefix(folder.trim_end_matches('/'))?.strip_prefix('/')?,
    };
    let mut parts = inside.rsplitn(3, ':');
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (last, middle, first) = (parts.next(), parts.next(), parts.next());
    match (first, middle.filter(is_number), last.filter(is_number)) {
        (Some(path), Some(line), Some(column)) => Some(editor.link(&root.join(path), line, column)),
        _ => Some(editor.link(&root.join(inside), "1", "1")),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Editor, href};

    #[test]
    fn a_place_is_a_link_into_the_editor() {
        let at = |line: &str, folder: &str, editor: Editor| href(line, folder, Path::new("/home/a b/plan"), editor);
        assert_eq!(
            at("  --> content/procedures/hold.md:41:4", "content", Editor::Vscode).as_deref(),
            Some("vscode://file/home/a%20b/plan/procedures/hold.md:41:4")
        );
        assert_eq!(
            at(" ::: roles.toml:2:1", ".", Editor::Textmate).as_deref(),
            Some("txmt://open?url=file:///home/a%20b/plan/roles.toml&line=2&column=1")
        );
        assert_eq!(
            at("  --> content/handbook.toml", "content/", Editor::Zed).as_deref(),
            Some("zed://file/home/a%20b/plan/handbook.toml:1:1")
        );
        assert_eq!(at("   | 1. Keep --> content/x:1:1", "content", Editor::Vscode), None);
        assert_eq!(at("error: something", "content", Editor::Vscode), None);
    }
}
