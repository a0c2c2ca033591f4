//! A title becomes a document of its kind with every part that it needs, its steps taken by roles that the handbook has.

use jiff::ToSpan as _;

use super::texts::{self, Texts};
use super::{quoted, slug};
use crate::document::{AnnexType, Function, Kind};
use crate::fields::{Id, Named as _, names};
use crate::handbook::Handbook;
use crate::handbook::drills::DrillKind;

names! {
    /// What can be begun.
    pub enum Form {
        /// What to do when something happens.
        Procedure = "procedure",
        /// A function or a hazard, before, during and after.
        Annex = "annex",
        /// How to repair harm.
        Practice = "practice",
        /// Questions that lead to a decision.
        Assessment = "assessment",
        /// What the board has decided.
        Policy = "policy",
        /// A drill that is planned: a row of drills.toml.
        Drill = "drill",
    }
}

/// Something that has been begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// The file's path in the handbook.
    pub path: String,
    /// What to write: the whole file, or what comes at its end.
    pub text: String,
    /// Whether the file is a register, which may be there and gets one more row.
    pub is_row: bool,
    /// Whether the words are in the handbook's own language.
    pub is_translated: bool,
}

/// Begins something with a title, for the district or a school.
#[must_use]
pub fn begin(handbook: &Handbook, form: Form, title: &str, school: Option<&Id>) -> Begun {
    let language = handbook.config.source_language();
    let texts = texts::nearest(language);
    let id = slug(title);
    let text = filled(handbook, texts, form, title, &id);
    let folder = school.map_or(String::new(), |school| format!("schools/{school}/"));
    let (path, is_row) = match form {
        Form::Procedure => (format!("{folder}{}/{id}.md", Kind::Procedure.folder()), false),
        Form::Annex => (format!("{folder}{}/{id}.md", Kind::Annex.folder()), false),
        Form::Practice => (format!("{folder}{}/{id}.md", Kind::Practice.folder()), false),
        Form::Assessment => (format!("{folder}{}/{id}.toml", Kind::Assessment.folder()), false),
        Form::Policy => (format!("{folder}{}/{id}.md", Kind::Policy.folder()), false),
        Form::Drill => ("drills.toml".to_owned(), true),
    };
    let text = match school.filter(|_| is_row) {
        Some(school) => text.replacen("\nkind = ", &format!("\nschool = \"{school}\"\nkind = "), 1),
        None => text,
    };
    Begun { path, text, is_row, is_translated: texts::of(language).is_some() }
}

/// A form with what is known in its places.
fn filled(handbook: &Handbook, texts: &Texts, form: Form, title: &str, id: &Id) -> String {
    let mut text = texts.form(form).to_owned();
    for (place, wanted) in ROLES {
        text = text.replace(place, role(handbook, wanted));
    }
    // The title comes last: it may hold anything.
    text.replace("{annex}", &annex(id))
        .replace("{kind}", drill(id).name())
        .replace("{date}", &day(handbook))
        .replace("{id}", unused(handbook, id).as_str())
        .replace("{title}", &quoted(title))
}

/// The roles that forms name, and others that can stand in for them.
const ROLES: [(&str, &[&str]); 9] = [
    ("{everyone}", &["everyone", "commander"]),
    ("{commander}", &["commander", "principal"]),
    ("{office}", &["office", "commander"]),
    ("{teacher}", &["teacher", "everyone"]),
    ("{aide}", &["aide", "teacher"]),
    ("{counselor}", &["counselor", "facilitator", "commander"]),
    ("{driver}", &["driver", "transport", "everyone"]),
    ("{coach}", &["coach", "everyone", "teacher"]),
    ("{nurse}", &["nurse", "office"]),
];

/// The first of some roles that the handbook has; else its first role.
fn role<'h>(handbook: &'h Handbook, wanted: &[&'h str]) -> &'h str {
    let has = |id: &str| handbook.roles.iter().any(|role| role.id.as_str() == id);
    let first = || handbook.roles.first().map(|role| role.id.as_str());
    wanted.iter().copied().find(|id| has(id)).or_else(first).unwrap_or(wanted[0])
}

/// The keys that say which kind of annex it is, as far as its title tells.
fn annex(id: &Id) -> String {
    let named = |function: &&Function| {
        id.as_str() == function.name() || id.as_str().split("annex-").any(|part| part == function.name())
    };
    match Function::ALL.iter().find(named) {
        Some(function) => format!("type = \"{}\"\nfunction = \"{}\"", AnnexType::Functional.name(), function.name()),
        None => format!("type = \"{}\"\nhazards = []", AnnexType::Hazard.name()),
    }
}

/// The kind of drill that a title names.
fn drill(id: &Id) -> DrillKind {
    let named = |kind: &&DrillKind| id.as_str().split('-').any(|part| part == kind.name());
    DrillKind::ALL.iter().copied().find(|kind| named(&kind)).unwrap_or(DrillKind::Other)
}

/// Four weeks from today: there is time to tell everybody.
fn day(handbook: &Handbook) -> String {
    handbook.today.checked_add(4.weeks()).unwrap_or(handbook.today).to_string()
}

/// The id, or with a number where a drill has it already.
fn unused(handbook: &Handbook, id: &Id) -> Id {
    let is_free = |id: &Id| handbook.drills.plans.iter().all(|plan| plan.id.value != *id);
    if is_free(id) {
        return id.clone();
    }
    let mut numbered = (2..).map(|number| id.numbered(number));
    numbered.find(is_free).expect("numbers do not end")
}
