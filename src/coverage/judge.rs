//! The evidence for an element becomes its status: what it is, why, and what to do first.

use std::collections::BTreeSet;

use super::evidence::{Evidence, Kind};
use super::weakness::Weakness;
use super::{Covered, Status, registers, text};
use crate::fields::Id;
use crate::handbook::Handbook;
use crate::handbook::framework::Element;

/// Holds a handbook against one element.
pub(super) fn covered(handbook: &Handbook, element: &Element) -> Covered {
    let mut evidence = text::evidence(handbook, element);
    evidence.extend(registers::evidence(handbook, element));
    // Sound before weak, annexes before other texts, those before registers, long before short; what only supports comes
    // last. Within that in order of path, as they were found.
    let order = |evidence: &Evidence| {
        let kind = match evidence.kind {
            Kind::Annex => 0,
            Kind::Document | Kind::Section(_) => 1,
            Kind::Register => 2,
            Kind::Beside => 3,
        };
        (evidence.kind == Kind::Beside, !evidence.is_sound(), kind, u32::MAX - evidence.words)
    };
    evidence.sort_by_key(order);
    let excuse = handbook.config.not_applicable.iter().find(|entry| entry.element.value == element.name());
    let (status, reasons, first) = match excuse {
        Some(excuse) => (Status::NotApplicable, vec![excuse.reason.value.clone()], None),
        None => judged(handbook, element, &evidence),
    };
    Covered { element: element.clone(), status, reasons, first, evidence, withheld: 0 }
}

fn judged(handbook: &Handbook, element: &Element, evidence: &[Evidence]) -> (Status, Vec<String>, Option<String>) {
    let advice = || Some(element.first.clone().unwrap_or_else(|| format!("Write down: {}", element.looks_for)));
    if evidence.is_empty() {
        return (Status::Missing, Vec::new(), advice());
    }
    let sound_register = evidence.iter().any(|one| one.kind == Kind::Register && one.is_sound());
    let words = Words::of(handbook, evidence);
    let wants_annex = !(element.functions.is_empty() && element.hazards.is_empty());
    if wants_annex && evidence.iter().all(|one| one.kind != Kind::Annex) {
        return (Status::Thin, vec!["other documents speak of it, and it has no annex".to_owned()], advice());
    }
    let has_annex = !wants_annex || evidence.iter().any(|one| one.kind == Kind::Annex && one.is_sound());
    if sound_register || has_annex && words.anywhere >= element.words && words.sound_texts > 0 {
        return (Status::Present, Vec::new(), None);
    }
    let mut reasons = Vec::new();
    let mut first = None;
    if !has_annex {
        // Its annexes are all weak; what is wrong with them is told below.
    } else if words.sound_texts > 0 {
        if words.somewhere >= element.words {
            reasons.push(format!("only {} has words of its own about it", schools(handbook, evidence)));
            first = Some("Write it for the district, or for each of the other schools.".to_owned());
        } else {
            let found = words.somewhere;
            reasons.push(format!("{found} words are few for what is asked ({} or more)", element.words));
            first = advice();
        }
    } else if evidence.iter().all(|one| one.kind == Kind::Beside) {
        reasons.push("there are only rows in a register, and no words about it".to_owned());
        first = advice();
    }
    // What speaks against the weak evidence; of registers only where they could have been enough.
    let weak = evidence.iter().filter(|one| one.kind != Kind::Beside).flat_map(|one| &one.weaknesses);
    let mut told: Vec<&Weakness> = Vec::new();
    for weakness in weak {
        if !told.contains(&weakness) {
            told.push(weakness);
        }
    }
    reasons.extend(told.iter().map(|weakness| weakness.words()));
    first = first.or_else(|| told.first().map(|weakness| weakness.remedy()));
    (Status::Thin, reasons, first)
}

/// Words of sound texts.
struct Words {
    /// How many texts are sound.
    sound_texts: usize,
    /// What a reader of any school has: the district's words, and the fewest that a school adds.
    anywhere: u32,
    /// What the best-served reader has.
    somewhere: u32,
}

impl Words {
    fn of(handbook: &Handbook, evidence: &[Evidence]) -> Words {
        let sound: Vec<&Evidence> = evidence.iter().filter(|one| one.is_text() && one.is_sound()).collect();
        let of = |school: Option<&Id>| -> u32 {
            sound.iter().filter(|one| one.school.as_ref() == school).map(|one| one.words).sum()
        };
        let own = || handbook.schools.iter().map(|school| of(Some(&school.id)));
        Words {
            sound_texts: sound.len(),
            anywhere: of(None) + own().min().unwrap_or(0),
            somewhere: of(None) + own().max().unwrap_or(0),
        }
    }
}

/// The schools that have evidence of their own, as a list of names.
fn schools(handbook: &Handbook, evidence: &[Evidence]) -> String {
    let own: BTreeSet<&Id> =
        evidence.iter().filter(|one| one.is_sound()).filter_map(|one| one.school.as_ref()).collect();
    let titles = handbook.schools.iter().filter(|school| own.contains(&school.id)).map(|school| school.title.as_str());
    titles.collect::<Vec<_>>().join(" and ")
}
