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

    /// Where it is.
    pub fn path(&self) -> &std::path::Path {
        self.file.path()
    }

    /// All words as they lie.
    pub fn text(&self) -> String {
        self.pages.join("\n")
    }

    /// The words of each page in reading order without the head and foot of each sheet.
    pub fn bodies(&self) -> Vec<String> {
        let (width, height) = self.size(0);
        let (top, bottom) = (44, 85);
        let at = |number: f64| format!("{}", number.round());
        // Tabs stand at the outer edge, beyond 40 points.
        let (wide, high) = (at(width - 80.0), at(height - f64::from(top + bottom)));
        let text = self.run(
            "pdftotext",
            &["-raw", "-enc", "UTF-8", "-x", "40", "-y", &top.to_string(), "-W", &wide, "-H", &high, "-r", "72"],
            &["-"],
        );
        text.split('\u{c}').map(str::to_owned).collect()
    }

    /// The words of a document on its sheets, by the name that their feet say.
    pub fn titled(&self, title: &str) -> String {
        let says = |page: &str| {
            page.split(title).skip(1).any(|rest| {
                let mut words = rest.split_whitespace();
                let number = |word: Option<&str>| word.is_some_and(|word| word.parse::<u32>().is_ok());
                number(words.next()) && words.next() == Some("of") && number(words.next())
            })
        };
        let pages = self.pages.iter().zip(self.bodies()).filter(|(page, _)| says(page));
        pages.map(|(_, body)| body).collect::<Vec<_>>().join(" ")
    }

    /// The words of each unit (`B3`) on its sheets.
    pub fn units(&self) -> BTreeMap<String, String> {
        let bodies = self.bodies();
        let mut pages: Vec<(String, u32, usize)> = Vec::new();
        for (sheet, at) in self.sheets() {
            let (unit, page) = sheet.split_once('-').expect("a sheet has a unit and a page");
            pages.push((unit.to_owned(), page.parse().expect("a page is a number"), at));
        }
        pages.sort();
        let mut units: BTreeMap<String, String> = BTreeMap::new();
        for (unit, _, at) in pages {
            let words = units.entry(unit).or_default();
            words.push_str(&bodies[at]);
            words.push(' ');
        }
        units
    }

    /// The words in a part of a page, given by its corner and its size in points.
    pub fn words_in(&self, page: usize, corner: (f64, f64), size: (f64, f64)) -> String {
        let number = (page + 1).to_string();
        let [x, y, wide, high] = [corner.0, corner.1, size.0, size.1].map(|points| format!("{}", points.round()));
        let area: &[&str] = &[
            "-raw", "-enc", "UTF-8", "-r", "72", "-f", &number, "-l", &number, "-x", &x, "-y", &y, "-W", &wide, "-H",
            &high,
        ];
        self.run("pdftotext", area, &["-"])
    }

    /// Each sheet's own number (`B3-2`), with its page.
    pub fn sheets(&self) -> BTreeMap<String, usize> {
        let mut sheets = BTreeMap::new();
        for (at, page) in self.pages.iter().enumerate() {
            // The foot of a unit's sheet ends with its number and, below, "Lockdown 2 of 3".
            let lines: Vec<&str> = page.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
            let foot = &lines[lines.len().saturating_sub(4)..];
            let number = foot.iter().filter_map(|line| line.rsplit(' ').next()).rfind(|token| super::is_page(token));
            if let Some(number) = number.filter(|_| foot.iter().any(|line| counted(line).is_some())) {
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

/// The title and the number of a unit's sheet, from the last line of its foot: "Lockdown 2 of 3", or "Cierre 2 de 3".
pub fn counted(line: &str) -> Option<(&str, u32)> {
    let mut words = line.trim().rsplitn(4, ' ');
    let (all, of, number) = (words.next()?, words.next()?, words.next()?);
    all.parse::<u32>().ok().filter(|_| matches!(of, "of" | "de"))?;
    let title = words.next().unwrap_or("").trim_end().rsplit("  ").next().unwrap_or("");
    Some((title.trim(), number.parse().ok()?))
}
