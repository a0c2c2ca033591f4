//! A PDF's bytes become words page by page, places of words, and what a phone reads from them; by programs that are not ours.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use lopdf::Document;

use crate::common::tools;

/// A PDF.
pub struct Pdf {
    file: tempfile::NamedTempFile,
    /// The words of each page as they lie on it.
    pub pages: Vec<String>,
    /// What it is made of.
    pub document: Document,
}

impl Pdf {
    /// Reads a PDF.
    pub fn of(bytes: &[u8]) -> Pdf {
        let file = tempfile::Builder::new().suffix(".pdf").tempfile().expect("a file");
        fs::write(file.path(), bytes).expect("it is written");
        let document = Document::load_mem(bytes).expect("it is a PDF");
        let mut pdf = Pdf { file, pages: Vec::new(), document };
        let text = pdf.run("pdftotext", &["-layout", "-enc", "UTF-8"], &["-"]);
        pdf.pages = text.split('\u{c}').map(str::to_owned).collect();
        pdf.pages.pop();
        pdf
    }

    /// All words as they lie.
    pub fn text(&self) -> String {
        self.pages.join("\n")
    }

    /// All words in reading order without the head and foot of each sheet.
    pub fn body(&self) -> String {
        let (width, height) = self.size(0);
        let (top, bottom) = (60, 85);
        let at = |number: f64| format!("{}", number.round());
        let (wide, high) = (at(width), at(height - f64::from(top + bottom)));
        let text = self.run(
            "pdftotext",
            &["-raw", "-enc", "UTF-8", "-x", "0", "-y", &top.to_string(), "-W", &wide, "-H", &high, "-r", "72"],
            &["-"],
        );
        text.replace('\u{c}', " ")
    }

    /// Each sheet's own number (`B3-2`), with its page.
    pub fn sheets(&self) -> BTreeMap<String, usize> {
        let mut sheets = BTreeMap::new();
        for (at, page) in self.pages.iter().enumerate() {
            // The foot of a unit's sheet ends with its number and, below, "Lockdown 2 of 3".
            let lines: Vec<&str> = page.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
            let foot = &lines[lines.len().saturating_sub(4)..];
            let counts = |line: &&str| {
                let mut words = line.rsplit(' ');
                let last = words.next().is_some_and(|word| word.parse::<u32>().is_ok());
                last && words.next() == Some("of")
            };
            let number = foot.iter().filter_map(|line| line.rsplit(' ').next()).rfind(|token| super::is_page(token));
            if let Some(number) = number.filter(|_| foot.iter().any(counts)) {
                sheets.insert(number.to_owned(), at);
            }
        }
        sheets
    }

    /// Words that stand beyond a page's edge.
    pub fn outside(&self) -> Vec<String> {
        let html = self.run("pdftotext", &["-bbox"], &["-"]);
        let number = |line: &str, name: &str| -> f64 {
            let rest = line.split(&format!("{name}=\"")).nth(1).unwrap_or("0\"");
            rest.split('"').next().and_then(|number| number.parse().ok()).unwrap_or(0.0)
        };
        let (mut width, mut height) = (0.0, 0.0);
        let mut outside = Vec::new();
        for line in html.lines().map(str::trim) {
            if line.starts_with("<page ") {
                (width, height) = (number(line, "width"), number(line, "height"));
            } else if line.starts_with("<word ") {
                let inside = number(line, "xMin") >= -0.5
                    && number(line, "yMin") >= -0.5
                    && number(line, "xMax") <= width + 0.5
                    && number(line, "yMax") <= height + 0.5;
                if !inside {
                    outside.push(line.to_owned());
                }
            }
        }
        outside
    }

    /// The width and height of a page, in points.
    pub fn size(&self, page: usize) -> (f64, f64) {
        let said = self.run("pdfinfo", &["-f", &(page + 1).to_string(), "-l", &(page + 1).to_string()], &[]);
        let line = said.lines().find(|line| line.contains("size:") && line.contains("pts")).unwrap_or("");
        let numbers: Vec<f64> =
            line.split_whitespace().filter_map(|word| word.parse().ok()).filter(|n| *n > 20.0).collect();
        (numbers[0], numbers[1])
    }

    /// What a phone reads from a page.
    pub fn codes(&self, page: usize) -> Vec<String> {
        let number = (page + 1).to_string();
        let picture = self.file.path().with_extension("seen");
        let mut draw = Command::new(tools::poppler("pdftoppm"));
        draw.args(["-r", "200", "-png", "-singlefile", "-f", &number, "-l", &number])
            .arg(self.file.path())
            .arg(&picture);
        tools::run(&mut draw, "the page cannot be drawn");
        let picture = PathBuf::from(format!("{}.png", picture.display()));
        let read = tools::run(
            Command::new(tools::zbar()).args(["-q", "--raw"]).arg(&picture),
            "nothing can be read from the page",
        );
        fs::remove_file(picture).expect("it is there");
        read.lines().map(str::to_owned).collect()
    }

    fn run(&self, program: &str, before: &[&str], after: &[&str]) -> String {
        let mut command = Command::new(tools::poppler(program));
        command.args(before).arg(self.file.path()).args(after);
        tools::run(&mut command, program)
    }
}
