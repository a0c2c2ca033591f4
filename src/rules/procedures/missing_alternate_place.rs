//! Nowhere else to go when the first place cannot be used.

use std::collections::BTreeSet;

use crate::diagnostic::{RuleName, Severity};
use crate::document::body::ReferenceKind;
use crate::document::walk::{self, Pointer};
use crate::document::{Action, Document, Procedure, whole};
use crate::fields::Named as _;
use crate::handbook::Handbook;
use crate::handbook::places::{Place, Use};
use crate::handbook::school::School;
use crate::rules::originals::procedures;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("missing-alternate-place"),
    group: Group::Procedures,
    severity: Severity::Error,
    what: "Evacuation and reunification have a place to go, and an alternate for when it cannot be used.",
    why: "Smoke drifts, a road is closed, the hall is locked. A crowd of children that learns at the gate that it cannot stay is the most dangerous moment of the day.",
    source: "Federal school guide, evacuation and family reunification annexes: a primary and an alternate place.",
    failing: Example(&[
        (
            "procedures/evacuate.md",
            "+++\ntitle = \"Evacuate\"\nsummary = \"Everyone leaves.\"\naction = \"evacuate\"\ntrigger = \"The building is not safe.\"\nplaces = [\"assembly\"]\n+++\n",
        ),
        (
            "places.toml",
            "[[place]]\nid = \"assembly\"\ntitle = \"Soccer field\"\nuse = \"assembly\"\naccessible = true\n",
        ),
    ]),
    passing: Example(&[
        (
            "procedures/evacuate.md",
            "+++\ntitle = \"Evacuate\"\nsummary = \"Everyone leaves.\"\naction = \"evacuate\"\ntrigger = \"The building is not safe.\"\nplaces = [\"assembly\"]\n+++\n",
        ),
        (
            "places.toml",
            "[[place]]\nid = \"assembly\"\ntitle = \"Soccer field\"\nuse = \"assembly\"\naccessible = true\nalternate = \"assembly-alternate\"\n\n[[place]]\nid = \"assembly-alternate\"\ntitle = \"Church parking lot\"\nuse = \"assembly\"\naccessible = true\n",
        ),
    ]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    their_own(handbook, findings);
    for (document, procedure) in procedures(handbook) {
        let (wanted, noun) = match procedure.action {
            Action::Evacuate => (Use::Assembly, "assembly place"),
            Action::Reunify => (Use::Reunification, "reunification place"),
            Action::Lockdown
            | Action::Secure
            | Action::Hold
            | Action::Shelter
            | Action::ReverseEvacuation
            | Action::Medical
            | Action::Other => continue,
        };
        let named = Named::by(document, procedure);
        let mut nowhere = Vec::new();
        let grounds = grounds(handbook, document);
        for &school in &grounds {
            let all = places_at(handbook, school, wanted);
            let mine: Vec<&Place> = all.iter().copied().filter(|place| named.all.contains(place.id.as_str())).collect();
            let pool = if mine.is_empty() { &all } else { &mine };
            if pool.is_empty() {
                nowhere.push(school);
            } else {
                alternates(handbook, school, &Pool { pool, all: &all, wanted, named: &named }, findings);
            }
        }
        if nowhere.is_empty() {
            continue;
        }
        let title = &document.common.title;
        let help = format!(
            "add two `[[place]]` to places.toml with `use = \"{}\"`, and in the first `alternate = \"…\"`",
            wanted.name()
        );
        let (place, at) = match nowhere.as_slice() {
            [Some(school)] if grounds.len() > 1 => (school.span, format!(" at {}", school.short)),
            _ => (title.span, String::new()),
        };
        findings.add(place, format!("\"{}\" has no {noun}{at}: nobody knows where to go", title.value), help);
    }
}

/// Places whose alternate is they themselves, whatever they are for.
fn their_own(handbook: &Handbook, findings: &mut Findings<'_>) {
    let all = handbook.places.iter().chain(handbook.schools.iter().flat_map(|school| &school.places));
    // A school's place says again what the district said of it.
    let mut told = BTreeSet::new();
    for place in all {
        let Some(own) = place.alternate.as_ref().filter(|id| id.value == place.id.value) else { continue };
        if told.insert(own.span) {
            findings.add(
                own.span,
                format!("\"{}\" is its own alternate: nobody knows where to go when it cannot be used", place.title),
                "name a place that can be used when this one cannot",
            );
        }
    }
}

/// The places that a procedure names.
struct Named<'d> {
    /// Anywhere.
    all: BTreeSet<&'d str>,
    /// As those that matter, in their order.
    first: Vec<&'d str>,
    /// In what to do when the way is blocked: the places of the step, and where to go instead.
    otherwise: Vec<(BTreeSet<&'d str>, BTreeSet<&'d str>)>,
}

impl<'d> Named<'d> {
    fn by(document: &'d Document, procedure: &'d Procedure) -> Named<'d> {
        let mut all: BTreeSet<&str> = procedure.places.iter().map(|id| id.as_str()).collect();
        whole::pointers(document, &mut |pointer| all.extend(place_of(pointer)));
        let mut otherwise = Vec::new();
        walk::sections(&document.body, &mut |section, _| {
            walk::steps(&section.blocks, &mut |step| {
                let mut here: BTreeSet<&str> = step.place.iter().map(|place| place.id.as_str()).collect();
                walk::in_words(&step.action, &mut |pointer| here.extend(place_of(pointer)));
                let mut instead = BTreeSet::new();
                for decision in &step.decisions {
                    walk::pointers(&decision.blocks, &mut |pointer| instead.extend(place_of(pointer)));
                }
                otherwise.push((here, instead));
            });
        });
        Named { all, first: procedure.places.iter().map(|id| id.as_str()).collect(), otherwise }
    }
}

fn place_of(pointer: Pointer<'_>) -> Option<&str> {
    match pointer {
        Pointer::Reference(reference) if reference.kind == ReferenceKind::Place => Some(&reference.id),
        _ => None,
    }
}

/// The schools where a procedure holds; the district itself where there is none.
fn grounds<'h>(handbook: &'h Handbook, document: &Document) -> Vec<Option<&'h School>> {
    match &document.school {
        Some(id) => vec![handbook.school(id.as_str())],
        None if handbook.schools.is_empty() => vec![None],
        None => handbook.schools.iter().map(Some).collect(),
    }
}

/// The places of a school for one use, its own instead of the district's.
fn places_at<'h>(handbook: &'h Handbook, school: Option<&'h School>, wanted: Use) -> Vec<&'h Place> {
    let own = school.map(|school| school.places.as_slice()).unwrap_or_default();
    let district = handbook.places.iter().filter(|place| own.iter().all(|own| own.id.value != place.id.value));
    own.iter().chain(district).filter(|place| place.use_ == wanted).collect()
}

/// The places that a procedure can mean at a school.
struct Pool<'a> {
    /// Those that it names; all, where it names none.
    pool: &'a [&'a Place],
    /// All of this use.
    all: &'a [&'a Place],
    /// The use.
    wanted: Use,
    /// What it names.
    named: &'a Named<'a>,
}

impl<'a> Pool<'a> {
    /// Where people go first.
    fn first(&self) -> &'a Place {
        // A place that is another's alternate is not the first to go to.
        let second = |place: &Place| self.all.iter().any(|other| is_alternate(other, place));
        let mut listed =
            self.named.first.iter().filter_map(|id| self.pool.iter().find(|place| place.id.as_str() == *id));
        let listed = listed.find(|place| !second(place));
        listed.or(self.pool.iter().find(|place| !second(place))).or(self.pool.first()).expect("the pool is not empty")
    }

    /// The place of which the alternate is asked: the first, where the procedure says which one that is; else any that
    /// has one, since gates and waiting areas are places of the same use.
    fn having(&self) -> Option<&'a Place> {
        let has = |place: &&&Place| place.alternate.as_ref().is_some_and(|id| id.value != place.id.value);
        if self.named.first.contains(&self.first().id.as_str()) {
            return Some(self.first()).filter(|place| has(&place));
        }
        self.pool.iter().find(has).copied()
    }

    /// Whether a decision says where else to go: from a step at the first place, or to another place of this use.
    fn decides(&self, handbook: &Handbook, school: Option<&School>) -> bool {
        let first = self.first().id.as_str();
        let same_use = |id: &str| handbook.place(id, school).is_some_and(|place| place.use_ == self.wanted);
        self.named.otherwise.iter().any(|(here, instead)| {
            instead.iter().any(|id| *id != first && (here.contains(first) || here.is_empty() && same_use(id)))
        })
    }
}

/// Whether the place to go to has another one.
fn alternates(handbook: &Handbook, school: Option<&School>, pool: &Pool<'_>, findings: &mut Findings<'_>) {
    let (first, all) = (pool.first(), pool.all);
    // An alternate that cannot be found has been told, and so has one that is the place itself.
    let having = pool.having();
    match having.and_then(|place| Some((place, handbook.place(place.alternate.as_ref()?.as_str(), school)?))) {
        Some((place, other)) if is_same(place, other) => findings.add(
            other.span,
            format!(
                "\"{}\" is its own alternate: {} and {} are one place",
                other.title, place.id.value, other.id.value
            ),
            "name a place that can be used when the first one cannot",
        ),
        Some(_) => {}
        None if having.is_some() || first.keys.has("alternate") || first.alternate.is_some() => {}
        None if pool.decides(handbook, school) => {}
        None => {
            let message =
                format!("\"{}\" has no alternate: nobody knows where to go when it cannot be used", first.title);
            let help = match all.iter().find(|place| place.id.value != first.id.value) {
                Some(other) => format!("add `alternate = \"{}\"`", other.id.value),
                None => format!(
                    "add a second `[[place]]` with `use = \"{}\"`, and here `alternate = \"{}-alternate\"`",
                    first.use_.name(),
                    first.id.value
                ),
            };
            findings.add(first.span, message, help);
        }
    }
}

fn is_alternate(of: &Place, place: &Place) -> bool {
    of.id.value != place.id.value && of.alternate.as_ref().is_some_and(|id| id.value == place.id.value)
}

fn is_same(one: &Place, other: &Place) -> bool {
    one.title.to_lowercase() == other.title.to_lowercase()
}
