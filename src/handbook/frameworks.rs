//! Every framework that a handbook can be held against: the built-in one, and those in `frameworks/`.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use super::framework::{self, Element, Framework, Part};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, found};
use crate::fields::{Id, Origin};
use crate::nearest::suggestion;
use crate::source::{Content, Sources};

/// The folder of a handbook's own frameworks.
pub const FOLDER: &str = "frameworks/";

/// The framework that is built in, and that a handbook is held against unless it names another.
pub const FEDERAL: &str = "federal-school-guide";

/// The built-in framework's file.
pub const FEDERAL_TEXT: &str = include_str!("federal-school-guide.toml");

/// The built-in framework, read once. That it has no mistake is held by a test.
static BUILT_IN: LazyLock<Arc<Framework>> = LazyLock::new(|| {
    let findings = RefCell::new(Diagnostics::new());
    let text = FEDERAL_TEXT;
    let id = Id::parse(FEDERAL).expect("its name is an id");
    let framework = framework::read(id, Origin { source: Sources::nowhere(), text, base: 0, findings: &findings });
    debug_assert!(findings.borrow().is_empty(), "{findings:?}");
    Arc::new(framework)
});

/// The frameworks by id: the built-in one first, then the handbook's own, each with what it extends.
#[derive(Clone, Debug)]
pub struct Frameworks(Vec<Arc<Framework>>);

impl Frameworks {
    /// Reads `frameworks/*.toml` and tells what is wrong with them and with the handbook's choice.
    pub(super) fn read(sources: &Sources, config: &Config, findings: &RefCell<Diagnostics>) -> Frameworks {
        let mut own: Vec<Framework> = Vec::new();
        for (source, file) in sources.iter() {
            let Some(name) = file_name(&file.path).filter(|_| matches!(file.content, Content::Text(_))) else {
                continue;
            };
            let tell = |rule, message: String, help: String| {
                let place = Place::File(file.path.clone());
                findings.borrow_mut().push(Diagnostic::error(rule, place, message).help(help));
            };
            let Some(id) = Id::parse(name) else {
                let help = format!("rename the file to {}.toml", Id::slug(name));
                tell(found::INVALID_VALUE, format!("The file's name \"{name}\" is not an id"), help);
                continue;
            };
            if id.as_str() == FEDERAL {
                let help = format!("give the file another name, and write `extends = \"{FEDERAL}\"` in it");
                tell(found::DUPLICATE_ID, format!("The framework \"{FEDERAL}\" is built in"), help);
                continue;
            }
            let text = sources.text(source);
            own.push(framework::read(id, Origin { source, text, base: 0, findings }));
        }
        let mut frameworks = Frameworks(vec![Arc::clone(&BUILT_IN)]);
        for framework in &own {
            let whole = whole(framework, &own, findings);
            check(framework, &whole, findings);
            frameworks.0.push(Arc::new(whole));
        }
        if let Some(chosen) = &config.framework
            && frameworks.find(chosen.as_str()).is_none()
        {
            let message = format!("There is no framework \"{}\"", chosen.value);
            let help = frameworks.help(chosen.as_str());
            findings.borrow_mut().push(Diagnostic::error(found::UNRESOLVED_REFERENCE, chosen.span, message).help(help));
        }
        frameworks
    }

    /// The framework of an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Framework> {
        self.0.iter().find(|framework| framework.id.as_str() == id).map(AsRef::as_ref)
    }

    /// The nearest id to one that does not exist, or how to make it.
    #[must_use]
    pub fn help(&self, id: &str) -> String {
        suggestion(id, self.0.iter().map(|framework| framework.id.as_str())).unwrap_or_else(|| {
            format!("`{FEDERAL}` is built in; another is a file {FOLDER}{}.toml of your own", Id::slug(id))
        })
    }

    /// The name of every element that any framework knows.
    #[must_use]
    pub fn element_names(&self) -> BTreeSet<&str> {
        self.0.iter().flat_map(|framework| &framework.elements).map(Element::name).collect()
    }
}

/// The name of a framework's file without its ending.
fn file_name(path: &str) -> Option<&str> {
    path.strip_prefix(FOLDER)?.strip_suffix(".toml").filter(|name| !name.contains('/'))
}

/// Whether a path is a framework's file.
pub(super) fn is_framework(path: &str) -> bool {
    file_name(path).is_some()
}

/// A framework with all that it extends before its own. An element of its own takes the place of one with its name.
fn whole(framework: &Framework, own: &[Framework], findings: &RefCell<Diagnostics>) -> Framework {
    let mut chain = vec![framework];
    while let Some(base) = chain.last().and_then(|last| last.extends.as_ref()) {
        let next = own.iter().find(|known| known.id == base.value);
        let Some(next) = next.or_else(|| (base.as_str() == FEDERAL).then(|| BUILT_IN.as_ref())) else {
            // Each file tells its own `extends`, so that a chain is not told once for each that leads to it.
            if chain.len() == 1 {
                let names = own.iter().map(|known| known.id.as_str()).chain([FEDERAL]);
                let help = suggestion(base.as_str(), names).unwrap_or_else(|| format!("`{FEDERAL}` is built in"));
                findings.borrow_mut().push(
                    Diagnostic::error(
                        found::UNRESOLVED_REFERENCE,
                        base.span,
                        format!("There is no framework \"{}\" to extend", base.value),
                    )
                    .help(help),
                );
            }
            break;
        };
        if chain.iter().any(|seen| seen.id == next.id) {
            if next.id == framework.id {
                findings.borrow_mut().push(
                    Diagnostic::error(
                        found::INVALID_VALUE,
                        base.span,
                        "These frameworks extend one another in a circle",
                    )
                    .help("one of them must stand without the others"),
                );
            }
            break;
        }
        chain.push(next);
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut elements: Vec<Element> = Vec::new();
    for layer in chain.into_iter().rev() {
        for part in &layer.parts {
            match parts.iter_mut().find(|known| known.id.value == part.id.value) {
                Some(known) => *known = part.clone(),
                None => parts.push(part.clone()),
            }
        }
        for element in &layer.elements {
            match elements.iter_mut().find(|known| known.name() == element.name()) {
                Some(known) => *known = element.clone(),
                None => elements.push(element.clone()),
            }
        }
    }
    Framework { parts, elements, ..framework.clone() }
}

/// Tells names that occur twice in one file, and parts that do not exist.
fn check(framework: &Framework, whole: &Framework, findings: &RefCell<Diagnostics>) {
    let mut findings = findings.borrow_mut();
    let mut twice = |name: &str, here, earlier, what: &str| {
        findings.push(
            Diagnostic::error(found::DUPLICATE_ID, here, format!("Two {what} are called \"{name}\""))
                .related(earlier, "the other one")
                .help("give one of them another id"),
        );
    };
    for (at, part) in framework.parts.iter().enumerate() {
        if let Some(earlier) = framework.parts[..at].iter().find(|earlier| earlier.id.value == part.id.value) {
            twice(part.id.as_str(), part.id.span, earlier.id.span, "parts");
        }
    }
    for (at, element) in framework.elements.iter().enumerate() {
        let earlier = framework.elements[..at].iter().find(|earlier| earlier.name() == element.name());
        if let Some(earlier) = earlier.filter(|_| !element.name().is_empty()) {
            twice(element.name(), element.id.span, earlier.id.span, "elements");
        }
    }
    for element in &framework.elements {
        let part = &element.part;
        if part.value != Id::default() && whole.parts.iter().all(|known| known.id.value != part.value) {
            let names = whole.parts.iter().map(|known| known.id.as_str());
            let help = suggestion(part.as_str(), names)
                .unwrap_or_else(|| format!("add a `[[part]]` with `id = \"{}\"` and a title", part.value));
            let message = format!("There is no part \"{}\" in this framework", part.value);
            findings.push(Diagnostic::error(found::UNRESOLVED_REFERENCE, part.span, message).help(help));
        }
    }
}
