//! A whole document: its text, its summary, and the short texts that its kind adds.

use super::walk::{self, Pointer};
use super::{Content, Document, Prose};

/// Everything in a document that points at something else: its text, its summary, and what its kind adds.
pub fn pointers<'d>(document: &'d Document, each: &mut dyn FnMut(Pointer<'d>)) {
    walk::pointers(&document.body.opening, each);
    walk::sections(&document.body, &mut |section, _| {
        walk::in_words(&section.title, each);
        walk::pointers(&section.blocks, each);
    });
    proses(document, &mut |prose| walk::pointers(&prose.blocks, each));
    if let Content::Assessment(assessment) = &document.content
        && let Some(way) = &assessment.override_
    {
        way.steps.iter().for_each(|step| walk::in_words(&step.action, each));
    }
}

/// Every short text of a document outside its body.
pub fn proses<'d>(document: &'d Document, each: &mut dyn FnMut(&'d Prose)) {
    each(&document.common.summary);
    document.common.sources.iter().for_each(&mut *each);
    match &document.content {
        Content::Procedure(procedure) => {
            [&procedure.trigger, &procedure.announcement, &procedure.all_clear].into_iter().for_each(&mut *each);
            procedure.not_for.iter().chain(&procedure.supplies).for_each(&mut *each);
            for accommodation in &procedure.accommodations {
                each(&accommodation.need);
                each(&accommodation.support);
            }
        }
        Content::Assessment(assessment) => {
            let lead = [&assessment.purpose, &assessment.instructions, &assessment.record_policy];
            lead.into_iter().flatten().for_each(&mut *each);
            assessment.override_.iter().for_each(|way| each(&way.when));
            for stage in &assessment.stages {
                [&stage.intro, &stage.entry, &stage.exit].into_iter().flatten().for_each(&mut *each);
                for question in &stage.questions {
                    each(&question.text);
                    question.help.iter().chain(&question.evidence).for_each(&mut *each);
                }
            }
            for band in &assessment.bands {
                each(&band.meaning);
                each(&band.response);
            }
            for class in &assessment.classes {
                class.criteria.iter().chain(&class.responses).chain(&class.notify).for_each(&mut *each);
            }
            assessment.interventions.iter().for_each(|intervention| each(&intervention.what));
        }
        Content::Policy(policy) => {
            policy.adopted_by.iter().chain(&policy.applies_to).chain(&policy.law).for_each(&mut *each);
        }
        Content::Annex(_) | Content::Practice(_) | Content::Page(_) => {}
    }
}
