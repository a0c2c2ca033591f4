//! What a rule is: its page, its examples, its check. Leave a part out and it does not compile.

use crate::diagnostic::{Diagnostic, Diagnostics, Place, RuleName, Severity};
use crate::handbook::Handbook;
use crate::rules::wording::Wording;

/// A way in which a handbook can be wrong.
pub struct Rule {
    /// The fault's name.
    pub name: RuleName,
    /// The subject it belongs to.
    pub group: Group,
    /// What it weighs unless the handbook says otherwise.
    pub severity: Severity,
    /// What must hold, in one sentence.
    pub what: &'static str,
    /// Why it matters to people.
    pub why: &'static str,
    /// Where the rule comes from.
    pub source: &'static str,
    /// A handbook that breaks it.
    pub failing: Example,
    /// The same, mended.
    pub passing: Example,
    /// How it is found.
    pub check: Check,
}

/// The subjects, in the order of the reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Files, keys, names and links.
    Structure,
    /// What to do when something happens.
    Procedures,
    /// Functions and hazards, before, during and after.
    Annexes,
    /// Roles, contacts and places.
    People,
    /// Questions that lead to a decision.
    Assessments,
    /// How harm is repaired.
    Practices,
    /// The risk register.
    Risks,
    /// What is practised, and what came of it.
    Drills,
    /// Reviews, signatures and copies.
    Release,
    /// What must not be shown.
    Privacy,
    /// Who can read it.
    Access,
    /// Plain words, one for each thing.
    Language,
}

impl Group {
    /// Every group in order.
    pub const ALL: [Group; 12] = [
        Group::Structure,
        Group::Procedures,
        Group::Annexes,
        Group::People,
        Group::Assessments,
        Group::Practices,
        Group::Risks,
        Group::Drills,
        Group::Release,
        Group::Privacy,
        Group::Access,
        Group::Language,
    ];

    /// Its name in `[rules]`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Group::Structure => "structure",
            Group::Procedures => "procedures",
            Group::Annexes => "annexes",
            Group::People => "people",
            Group::Assessments => "assessments",
            Group::Practices => "practices",
            Group::Risks => "risks",
            Group::Drills => "drills",
            Group::Release => "release",
            Group::Privacy => "privacy",
            Group::Access => "access",
            Group::Language => "language",
        }
    }

    /// What it is about, as a line under its heading.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Group::Structure => "Files, keys, names and links.",
            Group::Procedures => "What to do when something happens.",
            Group::Annexes => "Functions and hazards, before, during and after.",
            Group::People => "Roles, contacts and places.",
            Group::Assessments => "Questions that lead to a decision.",
            Group::Practices => "How harm is repaired.",
            Group::Risks => "The risk register.",
            Group::Drills => "What is practised, and what came of it.",
            Group::Release => "Reviews, signatures and copies.",
            Group::Privacy => "What must not be shown.",
            Group::Access => "Who can read it.",
            Group::Language => "Plain words, one for each thing.",
        }
    }
}

/// Files that are laid over the smallest whole handbook ([`Example::BASE`]).
pub struct Example(pub &'static [(&'static str, &'static str)]);

impl Example {
    /// The smallest handbook without a finding.
    pub const BASE: &'static [(&'static str, &'static str)] = &[
        ("handbook.toml", "title = \"Handbook\"\npublisher = \"School\"\n"),
        (
            "roles.toml",
            "[[role]]\nid = \"teacher\"\ntitle = \"Teacher\"\nprimary = \"Teacher\"\nalternates = [\"Next teacher\"]\n",
        ),
    ];

    /// The files of the whole handbook: those of the base that the example does not replace, then its own.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let own = self.0;
        let base = Example::BASE.iter().filter(move |(path, _)| own.iter().all(|(replaced, _)| replaced != path));
        base.chain(own).copied()
    }
}

/// How a fault is found.
pub enum Check {
    /// While files are read and assembled.
    Reading,
    /// When every page is given its address.
    Planning,
    /// When pages are made.
    Rendering,
    /// When something is printed: by `gobag print`, and for what the site offers by `gobag build`, too.
    Printing,
    /// By looking at the whole handbook.
    Handbook(fn(&Handbook, &mut Findings<'_>)),
    /// By reading the words of each document and of the registers, on any thread: what is made ready once, then the look.
    Words(fn(&Handbook) -> Look<'_>),
}

/// How a rule reads the words of one document, with what it knows of the handbook.
pub struct Look<'h>(Box<Reader<'h>>);

/// A look, as a function.
type Reader<'h> = dyn Fn(&Wording<'_>, &mut Findings<'_>) + Send + Sync + 'h;

impl<'h> Look<'h> {
    /// A look.
    pub fn new(look: impl Fn(&Wording<'_>, &mut Findings<'_>) + Send + Sync + 'h) -> Look<'h> {
        Look(Box::new(look))
    }

    /// Reads the words.
    pub(super) fn at(&self, wording: &Wording<'_>, findings: &mut Findings<'_>) {
        (self.0)(wording, findings);
    }
}

/// Where a rule's check puts what it found.
pub struct Findings<'a> {
    pub(super) rule: &'a Rule,
    pub(super) found: &'a mut Diagnostics,
}

impl Findings<'_> {
    /// Adds a finding with the rule's own name and weight; what it says is up to the check.
    pub fn add(&mut self, place: impl Into<Place>, message: impl Into<String>, help: impl Into<String>) {
        self.push(Diagnostic::error(self.rule.name, place, message).help(help));
    }

    /// Adds a finding with labels of its own.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(Diagnostic { severity: self.rule.severity, ..diagnostic });
    }

    /// Adds a finding that weighs otherwise than the rule does by default: what is late today is wrong next year.
    pub fn push_as(&mut self, severity: Severity, diagnostic: Diagnostic) {
        self.found.push(Diagnostic { severity, ..diagnostic });
    }

    /// The rule's name, to make a finding of.
    #[must_use]
    pub fn name(&self) -> RuleName {
        self.rule.name
    }
}
