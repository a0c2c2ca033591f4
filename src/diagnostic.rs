//! The author's mistakes as values: what is wrong, where, and what to type instead.

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// How much a finding weighs. Any error stops publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing is published until it is mended.
    Error,
    /// Published, and said.
    Warning,
}

/// The name of the fault, never of the cure: `step-without-role`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleName(pub &'static str);

/// Where something is: words in a file, or a file as a whole (also one that is missing).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Place {
    /// Words that can be underlined.
    Words(Span),
    /// A path in the handbook.
    File(String),
}

impl From<Span> for Place {
    fn from(span: Span) -> Place {
        Place::Words(span)
    }
}

/// A place and what it says about the finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is to be seen there, in a few words; may be empty.
    pub text: String,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Which rule found it. Whoever keeps findings keeps its name beside them, and finds the rule again by that.
    #[serde(skip)]
    pub rule: RuleName,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong, for a deputy head: one sentence without a full stop.
    pub message: String,
    /// Where it is.
    pub label: Label,
    /// Other places that belong to it.
    pub related: Vec<Label>,
    /// What to type instead.
    pub help: Option<String>,
    /// The change that mends it, where there is only one.
    pub fix: Option<Fix>,
}

/// A change that certainly mends a finding: a name for a name, never words that people read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// Where.
    pub span: Span,
    /// What stands there once.
    pub from: String,
    /// What should.
    pub to: String,
}

impl Diagnostic {
    /// An error of `rule` at `place`.
    pub fn error(rule: RuleName, place: impl Into<Place>, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            rule,
            severity: Severity::Error,
            message: message.into(),
            label: Label { place: place.into(), text: String::new() },
            related: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// A warning of `rule` at `place`.
    pub fn warning(rule: RuleName, place: impl Into<Place>, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(rule, place, message) }
    }

    /// Words under the underline.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Diagnostic {
        self.label.text = text.into();
        self
    }

    /// Another place, with what is to be seen there.
    #[must_use]
    pub fn related(mut self, place: impl Into<Place>, text: impl Into<String>) -> Diagnostic {
        self.related.push(Label { place: place.into(), text: text.into() });
        self
    }

    /// What to type instead.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help = Some(text.into());
        self
    }

    /// The change that mends it, where there is only one.
    #[must_use]
    pub fn fix_if(mut self, span: Span, from: &str, to: Option<&str>) -> Diagnostic {
        self.fix = to.map(|to| Fix { span, from: from.to_owned(), to: to.to_owned() });
        self
    }

    /// What to type instead, where it is known.
    #[must_use]
    pub fn help_if(mut self, text: Option<String>) -> Diagnostic {
        if text.is_some() {
            self.help = text;
        }
        self
    }
}

/// Findings of one or many steps, in the order they were found until [`Diagnostics::sorted`].
#[derive(Clone, Debug, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Nothing found yet.
    #[must_use]
    pub fn new() -> Diagnostics {
        Diagnostics::default()
    }

    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all findings of another step.
    pub fn append(&mut self, other: Diagnostics) {
        self.0.extend(other.0);
    }

    /// Every finding.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// Keeps, changes or drops each finding.
    #[must_use]
    pub fn filter_map(self, keep: impl FnMut(Diagnostic) -> Option<Diagnostic>) -> Diagnostics {
        Diagnostics(self.0.into_iter().filter_map(keep).collect())
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many findings weigh this much.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// As they stand in their files, from top to bottom; the same finding once. What one rule says of the same words stays
    /// in the order in which the rule says it.
    #[must_use]
    pub fn sorted(mut self) -> Diagnostics {
        self.0.sort_by(|a, b| (&a.label.place, a.severity, a.rule).cmp(&(&b.label.place, b.severity, b.rule)));
        let mut kept: Vec<Diagnostic> = Vec::with_capacity(self.0.len());
        for finding in self.0 {
            let mut alike = kept
                .iter()
                .rev()
                .take_while(|earlier| earlier.label.place == finding.label.place && earlier.rule == finding.rule);
            if !alike.any(|earlier| *earlier == finding) {
                kept.push(finding);
            }
        }
        Diagnostics(kept)
    }
}

/// A value, and what was wrong on the way to it. Parsing never fails: it returns this.
#[derive(Clone, Debug)]
pub struct Checked<T> {
    /// What could be made of the source.
    pub value: T,
    /// What was wrong with it.
    pub diagnostics: Diagnostics,
}

/// The names of the faults that are found while reading, below the rules' own floor.
/// `rules/` has a page for each.
pub mod found {
    use super::RuleName;

    /// A file that cannot be read as what it is.
    pub const UNREADABLE_FILE: RuleName = RuleName("unreadable-file");
    /// TOML that breaks off.
    pub const INVALID_SYNTAX: RuleName = RuleName("invalid-syntax");
    /// A key nobody reads.
    pub const UNKNOWN_KEY: RuleName = RuleName("unknown-key");
    /// A key that is needed.
    pub const MISSING_FIELD: RuleName = RuleName("missing-field");
    /// A value of the wrong type, or out of its range.
    pub const INVALID_VALUE: RuleName = RuleName("invalid-value");
    /// A telephone number that cannot be dialled.
    pub const INVALID_PHONE: RuleName = RuleName("invalid-phone");
    /// Words of a form that nobody has filled in.
    pub const LEFT_BLANK: RuleName = RuleName("left-blank");
    /// One id, two things.
    pub const DUPLICATE_ID: RuleName = RuleName("duplicate-id");
    /// A name that nothing has.
    pub const UNRESOLVED_REFERENCE: RuleName = RuleName("unresolved-reference");
    /// A link to a file that is not there.
    pub const DEAD_LINK: RuleName = RuleName("dead-link");
    /// A link to a section that is not there.
    pub const DEAD_ANCHOR: RuleName = RuleName("dead-anchor");
    /// A picture that is not there.
    pub const MISSING_MEDIA: RuleName = RuleName("missing-media");
    /// A name that its reader may not see.
    pub const HIDDEN_REFERENCE: RuleName = RuleName("hidden-reference");
    /// Restricted words in a finished file.
    pub const PUBLIC_LEAK: RuleName = RuleName("public-leak");
    /// Two files with one address.
    pub const URL_COLLISION: RuleName = RuleName("url-collision");
    /// A letter that no font has.
    pub const MISSING_GLYPH: RuleName = RuleName("missing-glyph");
    /// A picture that cannot be printed.
    pub const UNPRINTABLE_PICTURE: RuleName = RuleName("unprintable-picture");
    /// A binder with nothing in it.
    pub const EMPTY_BINDER: RuleName = RuleName("empty-binder");
    /// A template of the handbook's own theme that does not work.
    pub const BROKEN_TEMPLATE: RuleName = RuleName("broken-template");
}
