//! `Diagnostics` become text for a person, the urgent first: the place, the words underlined, what is wrong, what to type.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Message, Origin, Renderer, Snippet, normalize_untrusted_str};

use super::triage::{self, Amount, Kind, Pile};
use super::{Positions, agenda, counted, path_of};
use crate::diagnostic::{Diagnostic, Diagnostics, Label, Place, RuleName, Severity};
use crate::rules::Urgency;
use crate::source::{Sources, Span};

/// How wide the drawing is at most, in columns; a longer line is cut on both sides of its words.
const WIDTH: usize = 120;

/// From how many drawings on a report gets headings, and at its end says what to do first.
const SCREENFUL: usize = 8;

/// How many files are named where findings are only counted.
const FILES: usize = 3;

/// What goes around the findings.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// The handbook's folder as the person wrote it, put before every path so that editors can open it; may be empty.
    pub folder: String,
    /// Whether to use a terminal's colours.
    pub colour: bool,
    /// Whether something was to be published, so that the last sentence says that it was not.
    pub publishing: bool,
    /// The rule, group or urgency that was asked for, whose findings these are; many more of them are shown then.
    pub only: Option<String>,
}

/// The findings, most urgent first, with a blank line after each, and the sentence that counts them. Nothing at all where
/// there are none.
///
/// Of findings of one rule a few are drawn, and the others counted, each file by its name. Only what is drawn is made.
#[must_use]
pub fn render(diagnostics: &Diagnostics, sources: &Sources, style: &Style) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    let (amount, kinds) = triage::kinds(diagnostics, style.only.is_some());
    let drawn: usize = kinds.iter().map(|kind| kind.shown).sum();
    let is_long = amount == Amount::Digest || (amount == Amount::Few && drawn > SCREENFUL);
    let positions = Positions::new(sources);
    let mut page = Page { sources, positions, style, is_long, explained: BTreeSet::new(), said: None };
    let mut text = String::new();
    let mut heading = None;
    for kind in &kinds {
        let urgency = kind.urgency();
        if is_long && heading.replace(urgency) != Some(urgency) {
            let words = format!("=== {}: {} ===", urgency.name(), urgency.about());
            writeln!(text, "{}\n", page.strong(&words)).expect("text can always grow");
        }
        for pile in &kind.piles[..kind.shown] {
            text.push_str(&renderer.render(&[page.group(pile)]));
            text.push_str("\n\n");
        }
        if kind.shown < kind.piles.len() {
            text.push_str(&page.rest(kind));
        }
    }
    if kinds.last().is_some_and(|kind| kind.shown == 0) {
        writeln!(text, "To see them: {}\n", page.command(Urgency::Weak.name())).expect("text can always grow");
    }
    if is_long {
        let ordered = triage::in_order(diagnostics);
        let mut positions = Positions::new(sources);
        let list =
            agenda::agenda(&ordered, &mut |finding| page.address(&finding.label.place, &mut positions), &|name| {
                page.command(name)
            });
        let (title, list) = list.split_once('\n').expect("the list has a title");
        writeln!(text, "{}\n{list}", page.strong(title)).expect("text can always grow");
    }
    text.push_str(&tally(diagnostics, sources, style.publishing));
    text.push('\n');
    text
}

/// "3 errors and 1 warning in 2 files. Nothing was published."
fn tally(diagnostics: &Diagnostics, sources: &Sources, publishing: bool) -> String {
    let errors = diagnostics.count(Severity::Error);
    let warnings = diagnostics.count(Severity::Warning);
    let files: BTreeSet<&str> =
        diagnostics.iter().map(|diagnostic| path_of(&diagnostic.label.place, sources)).collect();
    let (errors, fatal) = (counted(errors, "error"), errors > 0);
    let found = match warnings {
        0 => errors,
        _ if !fatal => counted(warnings, "warning"),
        _ => format!("{errors} and {}", counted(warnings, "warning")),
    };
    let files = counted(files.len(), "file");
    if fatal && publishing {
        format!("{found} in {files}. Nothing was published.")
    } else {
        format!("{found} in {files}.")
    }
}

/// What all findings share.
struct Page<'a> {
    sources: &'a Sources,
    positions: Positions<'a>,
    style: &'a Style,
    is_long: bool,
    /// The help that lists have given: the rule, and its words without what is to be typed. The same for the next title is
    /// not said again.
    explained: BTreeSet<(RuleName, String)>,
    /// The help of the last drawing; in a long report the next alike does not repeat it.
    said: Option<&'a str>,
}

impl<'a> Page<'a> {
    /// Findings on the same words: one as a sentence over its drawing, several as a list below it.
    fn group(&mut self, pile: &Pile<'a>) -> Group<'a> {
        let first = pile.first();
        let level = match pile.findings.iter().map(|finding| finding.severity).min() {
            Some(Severity::Error) | None => Level::ERROR,
            Some(Severity::Warning) => Level::WARNING,
        };
        if let [_, _, ..] = pile.findings[..] {
            let title = level.primary_title(format!("{} things to mend here", pile.findings.len()));
            let group = self.place(Group::with_title(title), &first.label, AnnotationKind::Primary);
            let group = pile.findings.iter().fold(group, |group, finding| group.element(self.item(finding)));
            let helps = pile.findings.iter().filter_map(|finding| Some((finding.rule, shape(finding.help.as_ref()?))));
            self.explained.extend(helps);
            return group;
        }
        let title = level.primary_title(one_line(&first.message)).id(first.rule.0);
        let group = self.place(Group::with_title(title), &first.label, AnnotationKind::Primary);
        let group = first.related.iter().fold(group, |group, label| self.place(group, label, AnnotationKind::Context));
        let said = std::mem::replace(&mut self.said, first.help.as_deref());
        match &first.help {
            Some(help) if self.is_long && said == Some(help) => group,
            Some(help) => group.element(Level::HELP.message(normalize_untrusted_str(help))),
            None => group,
        }
    }

    /// One of several findings on the same words.
    fn item(&self, finding: &'a Diagnostic) -> Message<'a> {
        let (level, name) = match finding.severity {
            Severity::Error => (Level::ERROR, Cow::Borrowed(finding.rule.0)),
            Severity::Warning => (Level::WARNING, Cow::Owned(format!("{} (warning)", finding.rule.0))),
        };
        let words = match &finding.help {
            Some(help) if !self.is_long || !self.explained.contains(&(finding.rule, shape(help))) => {
                format!("{}\n{help}", one_line(&finding.message))
            }
            _ => one_line(&finding.message).into_owned(),
        };
        level.with_name(name).message(normalize_untrusted_str(&words))
    }

    /// How many of a kind are not drawn, and in which files they are.
    fn rest(&self, kind: &Kind<'_>) -> String {
        let count = kind.hidden().count();
        let (rule, spread) = (kind.rule.0, self.spread(kind));
        let with = if kind.is_pure() { "" } else { " and what stands with it" };
        match kind.shown {
            0 => format!("{count} of {rule}{with}: {spread}\n"),
            _ => format!("... and {count} more of {rule}{with}: {spread}\n    To see them: {}\n\n", self.command(rule)),
        }
    }

    /// "9 in procedures/fire.md, 4 in pages/welcome.md, 12 in 5 others", most first.
    fn spread(&self, kind: &Kind<'_>) -> String {
        let mut files: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in kind.hidden() {
            *files.entry(path_of(&finding.label.place, self.sources)).or_default() += 1;
        }
        let mut files: Vec<(&str, usize)> = files.into_iter().collect();
        files.sort_by_key(|(_, count)| Reverse(*count));
        // A single one that is left is named as well: counting it is no shorter.
        let (named, others) = files.split_at(if files.len() <= FILES + 1 { files.len() } else { FILES });
        let mut spread: Vec<String> =
            named.iter().map(|(path, count)| format!("{count} in {}", self.path(path))).collect();
        if !others.is_empty() {
            let count: usize = others.iter().map(|(_, count)| count).sum();
            spread.push(format!("{count} in {} others", others.len()));
        }
        spread.join(", ")
    }

    /// The command that shows all findings of a name.
    fn command(&self, name: &str) -> String {
        let folder = match self.style.folder.as_str() {
            // Where `gobag check` looks unless told.
            "" | "content" => String::new(),
            folder if folder.contains(|c: char| !c.is_alphanumeric() && !"/._-".contains(c)) => format!(" '{folder}'"),
            folder => format!(" {folder}"),
        };
        let short = if self.style.only.is_some() { " --format short" } else { "" };
        format!("gobag check{folder} --only {name}{short}")
    }

    /// Where something is, in a word: path and line.
    fn address(&self, place: &Place, positions: &mut Positions<'_>) -> String {
        let path = self.path(path_of(place, self.sources));
        match place {
            Place::Words(span) => format!("{path}:{}", positions.find(span.source, span.start as usize).line),
            Place::File(_) => path,
        }
    }

    /// Words that stand out on a terminal.
    fn strong(&self, words: &str) -> String {
        if self.style.colour { format!("\u{1b}[1m{words}\u{1b}[0m") } else { words.to_owned() }
    }

    /// A place: its address, and the words where there are any.
    fn place(&mut self, group: Group<'a>, label: &'a Label, kind: AnnotationKind) -> Group<'a> {
        match &label.place {
            Place::File(path) => {
                let group = group.element(Origin::path(self.path(path)));
                if label.text.is_empty() {
                    return group;
                }
                group.element(Level::NOTE.message(normalize_untrusted_str(&label.text)))
            }
            Place::Words(span) => {
                let number = self.positions.find(span.source, span.start as usize).line;
                let path = self.path(&self.sources.get(span.source).path);
                let (line, words) = self.shown(*span);
                let text = (!label.text.is_empty()).then(|| one_line(&label.text));
                let words = kind.span(words).label(text);
                group.element(Snippet::source(line).path(path).line_start(number).annotation(words))
            }
        }
    }

    /// The line to show for a span, and the words' place in it. Words over several lines are shown as far as the first.
    fn shown(&mut self, span: Span) -> (&'a str, Range<usize>) {
        let text = self.sources.text(span.source);
        let start = text.floor_char_boundary(span.start as usize);
        let line = self.positions.line(span.source, start);
        // A span may begin at the line's own end, behind what is shown of it.
        let start = start.min(line.end);
        let end = text.floor_char_boundary(span.end as usize).clamp(start, line.end);
        (&text[line.clone()], start - line.start..end - line.start)
    }

    /// A path of the handbook as the person can open it.
    fn path(&self, path: &str) -> String {
        match self.style.folder.as_str() {
            "" | "." => path.to_owned(),
            folder => format!("{}/{path}", folder.trim_end_matches('/')),
        }
    }
}

/// A help without what stands between back quotes, which differs from place to place.
fn shape(help: &str) -> String {
    help.split('`').step_by(2).collect()
}

/// Words without line breaks, which would tear the drawing apart.
fn one_line(words: &str) -> Cow<'_, str> {
    if words.contains(['\n', '\r']) {
        words.split_whitespace().collect::<Vec<_>>().join(" ").into()
    } else {
        words.into()
    }
}
