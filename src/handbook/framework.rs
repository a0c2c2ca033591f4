//! A completeness framework: a TOML file becomes the list of what an auditor looks for.

use super::hazards::Category;
use crate::document::Function;
use crate::fields::{Fields, Id, Origin, Placed, Refused, names};
use crate::source::Span;

/// What a plan should hold, by somebody's book.
#[derive(Clone, Debug)]
pub struct Framework {
    /// What it is called by: its file's name.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// The book.
    pub source: Option<String>,
    /// The framework it adds to.
    pub extends: Option<Placed<Id>>,
    /// Its parts, in order.
    pub parts: Vec<Part>,
    /// Its elements, in order.
    pub elements: Vec<Element>,
}

/// A part of a framework: the basic plan, the functional annexes.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is called by.
    pub id: Placed<Id>,
    /// Its title.
    pub title: String,
}

/// One thing that a plan should hold.
#[derive(Clone, Debug)]
pub struct Element {
    /// What it is called by in tags: `B2.3`.
    pub id: Placed<ElementId>,
    /// Its title in plain words.
    pub title: String,
    /// The part it belongs to.
    pub part: Placed<Id>,
    /// What an auditor looks for.
    pub looks_for: String,
    /// What counts as evidence, in words.
    pub counts: Option<String>,
    /// What to do first where it is missing.
    pub first: Option<String>,
    /// The fewest words that could say it.
    pub words: u32,
    /// Functional annexes that are evidence.
    pub functions: Vec<Placed<Function>>,
    /// Hazard annexes that are evidence, by the category of their hazards.
    pub hazards: Vec<Placed<Category>>,
    /// What in the registers is evidence enough.
    pub registers: Vec<Placed<Register>>,
    /// What in the registers supports a text, and is not enough without one.
    pub beside: Vec<Placed<Register>>,
    /// Where it stands.
    pub span: Span,
}

impl Element {
    /// Its name as it stands in tags.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.id.0
    }
}

names! {
    /// What registers can show.
    pub enum Register {
        /// Title and publisher, and a signed release for the date.
        Cover = "cover",
        /// Signatures with name and date.
        Approvals = "approvals",
        /// Signatures that say which release they replace.
        Supersedes = "supersedes",
        /// The record of changes.
        Changes = "changes",
        /// The record of distribution.
        Distribution = "distribution",
        /// The risk register.
        Ratings = "ratings",
        /// Drills that are planned and recorded.
        Drills = "drills",
        /// Roles of incident command.
        Command = "command",
        /// Roles with their tasks.
        Roles = "roles",
        /// Those who step in for incident command.
        Succession = "succession",
        /// Contacts that somebody has verified.
        Contacts = "contacts",
        /// Agreements about places off site.
        Agreements = "agreements",
        /// Goals and objectives in the annexes.
        Goals = "goals",
        /// Courses of action in the annexes.
        Actions = "actions",
    }
}

/// An element's name: letters, digits, dots and hyphens, so that it can stand in a heading's attribute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ElementId(pub String);

impl crate::fields::FieldValue for ElementId {
    const NEEDS: &'static str = "an element's name such as \"B2.3\"";

    fn read(value: &toml::de::DeValue<'_>, _: crate::fields::At<'_>) -> Result<ElementId, Option<Refused>> {
        let toml::de::DeValue::String(words) = value else { return Err(None) };
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
        if words.is_empty() || words.len() > 40 || !words.chars().all(fits) {
            return Err(Some(Refused::new(
                format!("\"{words}\" cannot stand in a tag"),
                "letters, digits, dots and hyphens only: \"B2.3\"",
            )));
        }
        Ok(ElementId(words.to_string()))
    }
}

/// The fewest words of an element that does not say its own.
const WORDS: u32 = 40;

/// Reads a framework. What it extends is added later, when every framework is known.
pub(super) fn read(id: Id, origin: Origin<'_>) -> Framework {
    origin.parse(|mut fields| {
        let framework = Framework {
            id,
            title: fields.required::<String>("title", "\"Michigan's requirements\"").value,
            source: fields.optional("source"),
            extends: fields.placed("extends"),
            parts: fields.tables("part").into_iter().map(part).collect(),
            elements: fields.tables("element").into_iter().map(element).collect(),
        };
        fields.finish();
        framework
    })
}

fn part(mut table: Fields<'_>) -> Part {
    let part = Part {
        id: table.required("id", "\"state-rules\""),
        title: table.required::<String>("title", "\"What the state asks for\"").value,
    };
    table.finish();
    part
}

fn element(mut table: Fields<'_>) -> Element {
    let element = Element {
        id: table.required("id", "\"MI-1\""),
        title: table.required::<String>("title", "\"Cardiac emergency plan\"").value,
        part: table.required("part", "\"state-rules\""),
        looks_for: table.required::<String>("looks_for", "\"Where each defibrillator is, and who is trained.\"").value,
        counts: table.optional("counts"),
        first: table.optional("first"),
        words: table.optional("words").unwrap_or(WORDS),
        functions: table.list("functions"),
        hazards: table.list("hazards"),
        registers: table.list("registers"),
        beside: table.list("beside"),
        span: table.first_line(),
    };
    table.finish();
    element
}
