//! What was met beside paragraphs, tables and pictures becomes a line of the report.

use super::Reader;

/// What is told once, with its number.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) insertions: usize,
    pub(super) deletions: usize,
    pub(super) comments: usize,
    pub(super) boxes: usize,
    pub(super) objects: usize,
    pub(super) hidden: usize,
    pub(super) nested: usize,
    pub(super) merged: usize,
}

impl Reader<'_> {
    /// What was met beside paragraphs, tables and pictures.
    pub(super) fn remarks(&mut self, names: &[String]) {
        let mut remarks = Vec::new();
        let mut say = |number: usize, one: &str, many: &str| {
            if number > 0 {
                remarks.push(if number == 1 { one.to_owned() } else { many.replace("{}", &number.to_string()) });
            }
        };
        let seen = &self.seen;
        say(
            seen.insertions,
            "1 tracked insertion was taken as accepted",
            "{} tracked insertions were taken as accepted",
        );
        say(seen.deletions, "1 tracked deletion was carried out", "{} tracked deletions were carried out");
        say(seen.comments, "1 comment was left out", "{} comments were left out");
        say(
            seen.boxes,
            "1 text box follows the paragraph it hung on",
            "{} text boxes follow the paragraphs they hung on",
        );
        say(
            seen.objects,
            "1 embedded object (a chart, a sheet) was left out; its picture was kept where it had one",
            "{} embedded objects (charts, sheets) were left out; their pictures were kept where they had any",
        );
        say(seen.hidden, "1 piece of hidden text was left out", "{} pieces of hidden text were left out");
        say(
            seen.nested,
            "1 table stood inside a cell; its words follow one another there",
            "{} tables stood inside cells; their words follow one another there",
        );
        say(seen.merged, "1 merged cell became a cell and empty ones", "{} merged cells became cells and empty ones");
        let count = |what: &str| names.iter().filter(|name| name.starts_with(what)).count();
        say(
            count("word/header") + count("word/footer"),
            "1 page header or footer was left out: every sheet has its own",
            "{} page headers and footers were left out: every sheet has its own",
        );
        say(
            count("word/vbaProject"),
            "It has macros; they were not looked at and not run",
            "It has macros; they were not looked at and not run",
        );
        self.flow.tally.remarks = remarks;
    }
}
