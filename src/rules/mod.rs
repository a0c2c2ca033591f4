//! Every way a handbook can be wrong: the list, and the run over it.

mod access;
mod annexes;
mod assessments;
mod control;
mod drills;
mod kept;
mod language;
mod originals;
mod passage;
mod people;
mod practices;
mod privacy;
mod procedures;
pub mod reference;
mod release;
mod risks;
mod rule;
mod said;
mod script;
mod sentences;
mod structure;
mod texts;
mod urgency;
mod wording;
mod words;

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostics, RuleName};
use crate::document::Document;
use crate::handbook::Handbook;
use crate::source::Sources;
use wording::Wording;

pub use control::weigh;
pub use kept::Kept;
pub use rule::{Check, Example, Findings, Group, Look, Rule};
pub use urgency::Urgency;

/// Every rule, in the order of the reference.
pub const RULES: &[&Rule] = &[
    &structure::unreadable_file::RULE,
    &structure::invalid_syntax::RULE,
    &structure::unknown_key::RULE,
    &structure::missing_field::RULE,
    &structure::invalid_value::RULE,
    &structure::left_blank::RULE,
    &structure::duplicate_id::RULE,
    &structure::unresolved_reference::RULE,
    &structure::dead_link::RULE,
    &structure::dead_anchor::RULE,
    &structure::missing_media::RULE,
    &structure::url_collision::RULE,
    &structure::broken_template::RULE,
    &structure::missing_glyph::RULE,
    &structure::unprintable_picture::RULE,
    &structure::empty_binder::RULE,
    &structure::orphan_page::RULE,
    &structure::unused_media::RULE,
    &structure::unused_waiver::RULE,
    &structure::locked_section::RULE,
    &structure::missing_local_part::RULE,
    &structure::stale_override::RULE,
    &procedures::missing_phase::RULE,
    &procedures::step_without_role::RULE,
    &procedures::long_step::RULE,
    &procedures::missing_authority::RULE,
    &procedures::missing_all_clear::RULE,
    &procedures::code_words::RULE,
    &procedures::vague_words::RULE,
    &procedures::missing_accommodation::RULE,
    &procedures::missing_setting::RULE,
    &procedures::missing_substitute::RULE,
    &procedures::missing_alternate_place::RULE,
    &procedures::unsafe_reunification::RULE,
    &procedures::missing_person_unhandled::RULE,
    &procedures::missing_recovery::RULE,
    &annexes::goal_incomplete::RULE,
    &annexes::repeated_annex::RULE,
    &annexes::unplanned_hazard::RULE,
    &annexes::orphan_annex::RULE,
    &people::unknown_accessibility::RULE,
    &people::missing_alternate_role::RULE,
    &people::role_conflict::RULE,
    &people::stale_contact::RULE,
    &people::invalid_phone::RULE,
    &people::expired_agreement::RULE,
    &assessments::incomplete_team::RULE,
    &assessments::missing_stage::RULE,
    &assessments::scored_threat::RULE,
    &assessments::missing_emergency_override::RULE,
    &assessments::unreachable_class::RULE,
    &assessments::class_without_response::RULE,
    &assessments::overlapping_classes::RULE,
    &assessments::undecided_answers::RULE,
    &assessments::one_sided_support::RULE,
    &assessments::missing_notification::RULE,
    &assessments::band_gap::RULE,
    &assessments::band_overlap::RULE,
    &assessments::unreachable_band::RULE,
    &assessments::unscored_na::RULE,
    &assessments::unscored_answer::RULE,
    &practices::involuntary_practice::RULE,
    &practices::unprepared_conference::RULE,
    &practices::one_sided_practice::RULE,
    &practices::missing_exclusion::RULE,
    &practices::missing_followup::RULE,
    &risks::unreasoned_priority::RULE,
    &risks::unfunded_risk::RULE,
    &risks::missing_social_risk::RULE,
    &drills::drill_shortfall::RULE,
    &drills::drill_late::RULE,
    &drills::drill_unpublished::RULE,
    &drills::simulated_attacker::RULE,
    &drills::drill_without_support::RULE,
    &drills::open_drill_problem::RULE,
    &release::overdue_review::RULE,
    &release::unsigned_release::RULE,
    &release::unrecorded_change::RULE,
    &release::missing_distribution::RULE,
    &release::unknown_element::RULE,
    &privacy::private_case_data::RULE,
    &privacy::student_identifier::RULE,
    &privacy::personal_phone::RULE,
    &privacy::exposed_detail::RULE,
    &privacy::image_metadata::RULE,
    &privacy::hidden_reference::RULE,
    &privacy::public_leak::RULE,
    &privacy::missing_audience::RULE,
    &access::heading_jump::RULE,
    &access::missing_alt::RULE,
    &access::empty_link::RULE,
    &access::vague_link::RULE,
    &access::table_without_header::RULE,
    &access::low_contrast::RULE,
    &access::missing_language::RULE,
    &language::inconsistent_term::RULE,
    &language::reading_level::RULE,
    &language::incomplete_translation::RULE,
    &language::stale_translation::RULE,
];

/// Holds a handbook against every rule that looks at the whole.
#[must_use]
pub fn check(handbook: &Handbook) -> Diagnostics {
    let (mut found, read) = rayon::join(|| looked_at(handbook), || read(handbook, |_| false, true));
    found.append(all(read.into_iter().map(|(_, found)| found)));
    found
}

/// The same for a handbook that was checked before: what was found in the words of a document is kept until it, or what it is
/// held against, changes. The result is the same as without.
#[must_use]
pub fn check_again(handbook: &Handbook, sources: &Sources, kept: &mut Kept) -> Diagnostics {
    let (mut found, words) = rayon::join(|| looked_at(handbook), || words_again(handbook, sources, kept));
    found.append(words);
    found
}

/// What is found by reading words, as far as that was not read before.
fn words_again(handbook: &Handbook, sources: &Sources, kept: &mut Kept) -> Diagnostics {
    kept.begin(handbook, sources);
    let fresh = read(handbook, |document| kept.has(document), true);
    kept.keep(handbook, fresh)
}

/// What is found by reading the words of one document, which is quick however large the handbook is.
#[must_use]
pub fn words_of(handbook: &Handbook, document: &Arc<Document>) -> Diagnostics {
    let read = read(handbook, |other| !Arc::ptr_eq(other, document), false);
    all(read.into_iter().map(|(_, found)| found))
}

/// Whether a rule looks at the whole handbook: all but those that are found while a file is read, and in its words.
#[must_use]
pub fn looks_around(name: RuleName) -> bool {
    let rule = RULES.iter().find(|rule| rule.name == name);
    rule.is_some_and(|rule| !matches!(rule.check, Check::Reading | Check::Words(_)))
}

/// What is found by looking at the whole handbook, rule by rule on every core.
fn looked_at(handbook: &Handbook) -> Diagnostics {
    let found: Vec<Diagnostics> = RULES
        .par_iter()
        .map(|rule| {
            let mut found = Diagnostics::new();
            if let Check::Handbook(check) = rule.check {
                check(handbook, &mut Findings { rule, found: &mut found });
            }
            found
        })
        .collect();
    all(found)
}

/// What is found by reading every word, document by document on every core: a document is cut into words once. Documents that
/// are known are passed by; what the registers say comes last, where it is asked for.
fn read(
    handbook: &Handbook,
    is_known: impl Fn(&Arc<Document>) -> bool + Sync,
    with_registers: bool,
) -> Vec<(Option<usize>, Diagnostics)> {
    let looks: Vec<(&Rule, Look<'_>)> = RULES
        .iter()
        .filter_map(|rule| match rule.check {
            Check::Words(prepare) => Some((*rule, prepare(handbook))),
            Check::Reading | Check::Planning | Check::Rendering | Check::Printing | Check::Handbook(_) => None,
        })
        .collect();
    let one = |document: Option<&Document>| {
        let mut found = Diagnostics::new();
        Wording::with(handbook, document, |wording| {
            for (rule, look) in &looks {
                look.at(wording, &mut Findings { rule, found: &mut found });
            }
        });
        found
    };
    let unknown = handbook.documents.par_iter().enumerate().filter(|(_, document)| !is_known(document));
    let mut found: Vec<_> = unknown.map(|(at, document)| (Some(at), one(Some(document)))).collect();
    if with_registers {
        found.push((None, one(None)));
    }
    found
}

fn all(found: impl IntoIterator<Item = Diagnostics>) -> Diagnostics {
    found.into_iter().fold(Diagnostics::new(), |mut all, found| {
        all.append(found);
        all
    })
}
